"""Rows of tables and lists against the lists of the case: places and copies, the choices of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from helpers.proofread.document import Document, Table
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.terms import span, whole
from helpers.proofread.folded import fold
from helpers.proofread.held.model import HeldTable
from helpers.proofread.held.printed import quantities_in
from helpers.proofread.registry import Context, Remark, rule

REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"
ROWS = 2  # rows of a table that must be those of a list of the case
UNITS = {"か所": "sites", "部": "copies", "枚": "copies", "%": "percent"} | dict.fromkeys(
    ["団体", "人", "名", "件", "社", "票"], "n"
)
LINES, APART = 3, 3  # rows of lines that make a list of the case, and blocks between two of them
SERIAL = ("No.", "No", "番号", "順位", "#")
UNIT = re.compile(r"\([^()]{1,4}\)$")  # 配布部数(部)
LIST = "図表 配布先\n\n福祉会館 {}\n\n保健相談所 40\n\n出張所 80\n\n合計 {}"


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

    >>> told("held-row", LIST.format(90, 210), held=HELD)
    ['「福祉会館」が、資料の70と違います。']
    >>> told("held-row", "福祉会館7か所に9部ずつ置いた。", held=HELD)
    ['「福祉会館」は、資料では合わせて70部です。']
    >>> told("held-row", LIST.format(70, 190) + "福祉会館7か所に10部ずつ。", held=HELD)
    []
    """
    if context.held is None:
        return
    for table in document.tables:
        yield from _check_table(document, context, table)
    yield from _check_lists(document, context)


def _check_table(document: Document, context: Context, table: Table) -> Iterator[Remark]:
    blocks = _blocks(document).get(table.number, {})
    fits = [(held, columns) for held in context.held.tables if (columns := _columns(table, held))]
    fits = [(held, columns) for held, columns in fits if _rows(table, held) >= min(ROWS, len(held.rows))]
    caption = fold(table.caption + _before(document, blocks)).text
    named = [(held, columns) for held, columns in fits if any(word in caption for word in held.words)]
    found = [list(_odd_cells(document, table, blocks, *fit)) for fit in named or fits]
    yield from min(found, key=len, default=[])


def _blocks(document: Document) -> dict[int, dict[tuple[int, int], int]]:
    """Table -> (row, column) -> block."""
    places: dict[int, dict[tuple[int, int], int]] = {}
    for number, block in enumerate(document.blocks):
        if block.table is not None:
            places.setdefault(block.table, {})[(block.row, block.column)] = number
    return places


def _before(document: Document, blocks: Mapping[tuple[int, int], int]) -> str:
    """The two blocks above a table, where its caption may stand."""
    first = min(blocks.values(), default=0)
    return " ".join(block.text for block in document.blocks[max(first - 2, 0) : first])


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


def _label(row: tuple[str, ...]) -> str:
    return next((fold(cell).text for cell in row[:2] if _number(cell) is None and cell.strip()), "")


def _rows(table: Table, held: HeldTable) -> int:
    return sum(any(fold(cell).text in held.rows for cell in row[:3]) for row in table.cells[table.heads :])


def _odd_cells(
    document: Document, table: Table, blocks: Mapping, held: HeldTable, columns: Mapping[int, str]
) -> Iterator[Remark]:
    for number, row in enumerate(table.cells[table.heads :], table.heads):
        label = next((key for cell in row[:3] if (key := fold(cell).text) in held.rows), None)
        for column, name in columns.items() if label else ():
            block, known = blocks.get((number, column)), held.rows[label].get(name)
            given = quantities_in(document.blocks[block].folded.text, block) if block is not None else []
            if known and len(given) == 1 and not _is_same(given[0].value, known[0], name):
                message = f"「{label}」の{table.cells[table.heads - 1][column]}が、資料の{_plain(known[0], name)}と違います。"
                yield Remark(whole(document, block), message, (), REMEDY, None, (known[1],))


def _is_same(given: Decimal, held: Decimal, name: str) -> bool:
    digits = max(-given.as_tuple().exponent, 0)
    slack = Decimal(5).scaleb(-digits - 1) if name == "percent" else Decimal(0)
    return abs(given - held) <= slack


def _plain(value: Decimal, name: str) -> str:
    return f"{value:.1f}%" if name == "percent" else f"{value:,}"


def _check_lists(document: Document, context: Context) -> Iterator[Remark]:
    """Rows as lines or enumerations: 福祉会館 7か所 70部、出張所 8か所 80部; NPO法人 18団体（29.0%）."""
    for held in context.held.tables:
        if "copies" in held.columns:
            yield from _check_each(document, held)
        pattern = _line_pattern(held)
        found = [
            (n, match)
            for n, block in enumerate(document.blocks)
            if block.table is None
            for match in pattern.finditer(block.folded.text)
        ]
        for run in _runs(found):
            labels = {match["label"] for _, match in run}
            if len(labels) >= min(LINES, len(held.rows)):
                yield from _odd_lines(document, held, run)


def _line_pattern(held: HeldTable) -> re.Pattern:
    labels = "|".join(re.escape(label) for label in sorted(held.rows, key=lambda label: (-len(label), label)))
    number, unit = r"\d[\d,]*(?:\.\d+)?", "か所|部|団体|人|名|件|社|票|枚|%"
    plain = r"(?![\d./か部月年回時])"
    return re.compile(
        rf"(?<![一-龠ァ-ヶー])(?P<label>{labels})[ :、]*(?P<first>{number})(?:(?P<unit>{unit})|{plain})"
        rf"(?:[(、 ]*(?P<second>{number})(?:(?P<unit_2>{unit})|{plain})\)?)?"
    )


def _check_each(document: Document, held: HeldTable) -> Iterator[Remark]:
    """支所9か所に20部ずつ: together they are the copies of the row."""
    labels = "|".join(re.escape(label) for label in sorted(held.rows, key=lambda label: (-len(label), label)))
    pattern = re.compile(
        rf"(?<![一-龠ァ-ヶー])(?P<label>{labels})[ はにがを、の]*(?P<sites>\d+)か所に(?P<each>\d+)部ずつ"
    )
    for number, block in enumerate(document.blocks):
        for match in pattern.finditer(block.folded.text):
            known = held.rows[match["label"]].get("copies")
            if known and int(match["sites"]) * int(match["each"]) != known[0]:
                message = f"「{match['label']}」は、資料では合わせて{known[0]:,}部です。"
                at = span(document, number, match.start("sites"), match.end())
                yield Remark(at, message, (), REMEDY, None, (known[1],))


def _values(match: re.Match, held: HeldTable) -> Iterator[tuple[str, str]]:
    """(group, held column) of the figures of a line: by their unit, else by their order; one bare one are copies."""
    first, second = (UNITS.get(match[group] or "", "") for group in ("unit", "unit_2"))
    counted, told = ("sites", "copies") if "copies" in held.columns else ("n", "percent")
    if match["second"] and first in ("", counted):
        yield "first", counted
        yield "second", second or told
    elif first or told == "copies":
        yield "first", first or "copies"


def _runs(found: list[tuple[int, re.Match]]) -> Iterator[list[tuple[int, re.Match]]]:
    """Rows close to each other that hold a number."""
    run: list[tuple[int, re.Match]] = []
    for number, match in found:
        if run and number - run[-1][0] > APART:
            yield run
            run = []
        run.append((number, match))
    if run:
        yield run


def _odd_lines(document: Document, held: HeldTable, run: list[tuple[int, re.Match]]) -> Iterator[Remark]:
    for number, match in run:
        for group, name in _values(match, held):
            known = held.rows[match["label"]].get(name)
            if known and not _is_same(Decimal(match[group].replace(",", "")), known[0], name):
                message = f"「{match['label']}」が、資料の{_plain(known[0], name)}と違います。"
                yield Remark(
                    span(document, number, *match.span(group)), message, (), REMEDY, None, (known[1],)
                )
