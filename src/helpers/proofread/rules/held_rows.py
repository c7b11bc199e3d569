"""Rows of tables against the lists of the case: places and copies, the choices of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from helpers.proofread.document import Document, Table
from helpers.proofread.extract.agreement import REMEDY, rounds_to
from helpers.proofread.extract.columns import places_of_cells
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.terms import whole
from helpers.proofread.folded import fold
from helpers.proofread.held.model import Held, HeldTable
from helpers.proofread.held.printed import quantities_in
from helpers.proofread.registry import Context, Remark, rule

ROWS = 2  # rows of a table that must be those of a list of the case
SERIAL = ("No.", "No", "番号", "順位", "#")
UNIT = re.compile(r"\([^()]{1,4}\)$")  # 配布部数(部)
TABLE = "|配布先|部数|\n|---|---|\n|福祉会館|{}|\n|保健相談所|40|\n"
Places = Mapping[tuple[int, int, int], int]  # (table, row, column) -> block
OF_OTHERS = re.compile("前年|昨年|前回|前々年|一昨年")


@rule(
    "held-row",
    "error",
    "表の数値が資料の表と違う",
    "資料（事例の表、調査の集計）との突合",
    precision=AGAINST_CASES,
)
def check_rows(document: Document, context: Context) -> Iterator[Remark]:
    """A row with the label of a row of the case's own list has its numbers.

    Source: the raw tables and the tabulation. A table is the case's where two rows or more have the labels of one of
    its lists, and each column is known by its label; of several that fit, one must agree.

    >>> told("held-row", TABLE.format(90), held=HELD, as_markdown=True)
    ['「福祉会館」の部数が、資料の70と違います。']
    >>> told("held-row", TABLE.format(70), held=HELD, as_markdown=True)
    []
    """
    if context.held is None:
        return
    places = places_of_cells(document, context)
    for table in document.tables if context.held.tables else ():
        yield from _check_table(document, context.held, table, places)


def _check_table(document: Document, held: Held, table: Table, places: Places) -> Iterator[Remark]:
    caption = fold(f"{table.caption} {_above(document, table)}").text
    if OF_OTHERS.search(caption):
        return
    fits = [(known, columns) for known in held.tables if (columns := _columns(table, known))]
    fits = [(known, columns) for known, columns in fits if _rows(table, known) >= min(ROWS, len(known.rows))]
    named = [(known, columns) for known, columns in fits if any(word in caption for word in known.words)]
    found = [list(_odd_cells(document, table, places, *fit)) for fit in named or fits]
    yield from min(found, key=len, default=[])


def _above(document: Document, table: Table) -> str:
    """The two blocks above a table, where its caption may stand, and the heading."""
    above = document.blocks[max(table.block - 2, 0) : table.block]
    section = document.blocks[table.block].section[-1:] if table.block < len(document.blocks) else ()
    return " ".join([*section, *(block.text for block in above if block.table is None)])


def _columns(table: Table, held: HeldTable) -> dict[int, str]:
    """Column number -> held column; {} where a column with numbers is not one of the list's."""
    if not table.cells or not table.heads:
        return {}
    names = {label: name for name, labels in held.columns.items() for label in labels}
    known: dict[int, str] = {}
    for column, cell in enumerate(table.cells[table.heads - 1]):
        label = fold(cell).text
        name = names.get(label) or names.get(UNIT.sub("", label))
        if name:
            known[column] = name
        elif label not in SERIAL and any(
            _number(row[column]) is not None for row in table.cells[table.heads :] if column < len(row)
        ):
            return {}
    return known


def _number(text: str) -> Decimal | None:
    found = quantities_in(fold(text).text)
    return found[0].value if len(found) == 1 and re.fullmatch(r"[\d,.]+\D{0,3}", fold(text).text) else None


def _rows(table: Table, held: HeldTable) -> int:
    return sum(any(fold(cell).text in held.rows for cell in row[:3]) for row in table.cells[table.heads :])


def _odd_cells(
    document: Document, table: Table, places: Places, held: HeldTable, columns: Mapping[int, str]
) -> Iterator[Remark]:
    for number, row in enumerate(table.cells[table.heads :], table.heads):
        label = next((key for cell in row[:3] if (key := fold(cell).text) in held.rows), None)
        for column, name in columns.items() if label else ():
            block, known = places.get((table.number, number, column)), held.rows[label].get(name)
            given = quantities_in(document.blocks[block].folded.text, block) if block is not None else []
            if known and len(given) == 1 and not is_same(given[0].value, known[0], name):
                message = f"「{label}」の{table.cells[table.heads - 1][column]}が、資料の{plain(known[0], name)}と違います。"
                yield Remark(whole(document, block), message, (), REMEDY, None, (known[1],))


def is_same(given: Decimal, held: Decimal, name: str) -> bool:
    """Counts to the last, percentages as they may be rounded."""
    return rounds_to(given, held) if name == "percent" else given == held


def plain(value: Decimal, name: str) -> str:
    return f"{value:.1f}%" if name == "percent" else f"{value:,}"
