"""Sets that should be alike: 【目的】【実施】【構成員】 of each measure; a list and the number its heading gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.proofread.document import Document, Span, Table
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.terms import span
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context, Remark, rule

LABEL = re.compile(r"(?:\A|\n)[・•●○■◆ ]*【(?P<label>[^【】]{1,10})】")
LIST = "|氏名|所属|\n|---|---|\n|山田|町会|\n|佐藤|NPO|\n|鈴木|社協|\n"
APART = 14  # blocks between two labels of a set
NUMBERED_LIST = re.compile(
    r"(?:名簿|一覧|参加者|構成員|委員|メンバー|出席者|配布先|実施団体)(?:一覧|名簿|リスト)?[^。]{0,6}\((?:全|計)?(?P<number>\d{1,3})(?:名|人|団体|社|課|か所|校|件)\)$"
)
TOTAL = re.compile(r"(?:小計|合計|総計|計)")


@rule(
    "label-missing",
    "warning",
    "並んだ項目の一方にだけ【目的】などの見出しがない",
    "同じ種類の項目は同じ見出しで書く（見出しの集合の突合）",
    precision=measured(4, 4, "報告書4"),
)
def check_labels(document: Document, context: Context) -> Iterator[Remark]:
    """Two measures side by side with the same 【】 labels, one of which lacks one that stands first in the other.

    Source: comparison of the sets of labels.

    >>> text = "見守り事業\\n\\n【目的】防ぐ\\n\\n【実施】見学\\n\\n【構成員】町会\\n\\n連絡会\\n\\n{}【実施】活動\\n\\n【構成員】NPO"
    >>> told("label-missing", text.format(""))
    ['この項目には【目的】がありません（前の項目にはあります）。']
    >>> told("label-missing", text.format("【目的】支える\\n\\n"))
    []
    """
    for one, other in pairwise(_sets(document)):
        missing = [label for label in one if label not in other]
        shared = [label for label in one if label in other]
        first, last = next(iter(other.values())), list(one.values())[-1]
        is_near = first.block - last.block <= APART
        if is_near and len(missing) == 1 and len(shared) >= 2 and len(other) == len(shared):
            message = f"この項目には【{missing[0]}】がありません（前の項目にはあります）。"
            yield Remark(first, message, (one[missing[0]],))


def _sets(document: Document) -> Iterator[dict[str, Span]]:
    """Label -> place, a new set where a label comes again."""
    found: dict[str, Span] = {}
    for number, block in enumerate(document.blocks):
        for match in LABEL.finditer(block.folded.text):
            label = match["label"]
            if label in found or (found and number - list(found.values())[-1].block > APART):
                yield found
                found = {}
            found[label] = span(document, number, match.start("label"), match.end("label"))
    if found:
        yield found


@rule(
    "list-count",
    "warning",
    "一覧の見出しにある人数・団体数と、表の行数が違う",
    "数え上げ（表の行。小計・合計を除く）",
    precision=NONE,
)
def check_counts(document: Document, context: Context) -> Iterator[Remark]:
    """A table under 参加者一覧（22名） has 22 rows.

    Source: counting. Tables with merged cells in the first columns, or of several names a cell, are left alone.

    >>> told("list-count", "## 参加者一覧（4名）\\n\\n" + LIST, as_markdown=True)
    ['見出しは4ですが、表は3行です。']
    >>> told("list-count", "## 参加者一覧（3名）\\n\\n" + LIST + "\\n参加者一覧（22名）は別に示す。", as_markdown=True)
    []
    """
    for table in document.tables:
        stated = _stated(document, table)
        rows = _rows(table)
        if stated and rows and int(stated[1]["number"]) != rows:
            number, match = stated
            message = f"見出しは{match['number']}ですが、表は{rows}行です。"
            yield Remark(span(document, number, *match.span()), message, (_first_cell(table),))


def _stated(document: Document, table: Table) -> tuple[int, re.Match] | None:
    """The heading or caption just above a table that gives a number."""
    for number in range(table.block - 1, max(table.block - 3, -1), -1):
        block = document.blocks[number]
        match = NUMBERED_LIST.search(block.folded.text) if block.table is None else None
        if match and (block.kind in ("heading", "caption") or len(block.text) <= 30):
            return number, match
    return None


def _rows(table: Table) -> int:
    """Rows below the heads that are no totals; 0 where cells hold several lines or are merged over rows."""
    body = [
        row for row in table.cells[table.heads :] if not any(TOTAL.match(fold(cell).text) for cell in row)
    ]
    is_plain = all("\n" not in cell for row in body for cell in row) and not _is_merged(table)
    return len(body) if is_plain else 0


def _is_merged(table: Table) -> bool:
    """A merged cell in the last column: then a row is not one entry."""
    last = max((len(row) for row in table.cells), default=0) - 1
    return any(column == last for row, column in table.repeats if row >= table.heads)


def _first_cell(table: Table) -> Span:
    return Span(table.block, 0, 1)
