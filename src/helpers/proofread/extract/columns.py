"""Columns of numbers: of tables whose grid is known, and of lists of lines that a dump has left of a table.

table or lines -> Entry(label, number, place) -> Column with its totals
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpers.proofread.document import Block, Document, Table
from helpers.proofread.extract.numbers import one_spelling
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context

TOTAL = re.compile(r"(?:\d{1,3}[.)、]?)?(?:合計|総計|計|総合計|合計額|合 計|総数計)(?:\(.*\))?[::]?")
PARTIAL = re.compile(r"(?:\d{1,3}[.)、]?)?(?:小計|中計)(?:\(.*\))?[::]?|.{1,12}(?:小計|計)")
CELL = re.compile(r"[△▲-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
UNIT = re.compile(r"(?:人|名|団体|部|枚|件|回|か所|円|千円|万円|百万円|社|校|世帯|戸|%|票|点|個|本|冊|組)?")
EMPTY = {"", "-", "―", "ー", "–", "—", "…", "・", "0"}
LINE = re.compile(rf"(?P<label>.*?)(?P<number>(?<![\d.,:/-]){CELL.pattern})(?P<unit>{UNIT.pattern})")
LINES = 60  # lines of a list before its total
HEADS = 2  # lines without a number between two of a list


@dataclass(frozen=True)
class Entry:
    """One number of a column: `kind` "", "part" (小計) or "total"; `start` and `end` in the folded text of `block`."""

    block: int
    start: int
    end: int
    label: str
    number: Decimal
    kind: str = ""


@dataclass(frozen=True)
class Column:
    """`entries` from the top to the total; `name` its column label; `is_list`: read from lines, not from a grid."""

    name: str
    entries: tuple[Entry, ...]
    is_list: bool = False
    is_percent: bool = False


def kind_of_label(label: str) -> str:
    """Total, part of it, or neither.

    >>> [kind_of_label(label) for label in ("合計", "小計（区内）", "区内 計", "福祉課", "計画課")]
    ['total', 'part', 'part', '', '']
    """
    text = fold(label).text.replace(" ", "")
    return "total" if TOTAL.fullmatch(text) else "part" if PARTIAL.fullmatch(text) else ""


def read_number(text: str) -> Decimal | None:
    """The number of a cell that holds one and at most a unit; an empty one is 0; None: something else.

    >>> [str(read_number(text)) for text in ("1,932部", "△3", "-", "21か所210", "n=62")]
    ['1932', '-3', '0', 'None', 'None']
    """
    text = one_spelling(text.strip())
    if text in EMPTY:
        return Decimal(0)
    match = re.fullmatch(rf"({CELL.pattern}){UNIT.pattern}", text)
    return _signed(match[1]) if match else None


def _signed(figures: str) -> Decimal:
    return Decimal(figures.replace(",", "").replace("△", "-").replace("▲", "-"))


def columns_of(document: Document, context: Context) -> list[Column]:
    """All columns with a total, of tables and of lists of lines."""
    return context.once("columns", lambda: [*_grids(document, context), *_lists(document)])


def _grids(document: Document, context: Context) -> Iterator[Column]:
    places = places_of_cells(document, context)
    for table in document.tables:
        width = max(map(len, table.cells), default=0)
        for column in range(1, width):
            yield from _grid_column(table, column, places, document)


def places_of_cells(document: Document, context: Context) -> dict[tuple[int, int, int], int]:
    """(table, row, column) -> block."""
    return context.once("places of cells", lambda: _read_places(document))


def _read_places(document: Document) -> dict[tuple[int, int, int], int]:
    return {
        (block.table, block.row, block.column): number
        for number, block in enumerate(document.blocks)
        if block.table is not None and block.row is not None and block.column is not None
    }


def _grid_column(table: Table, column: int, places: dict, document: Document) -> Iterator[Column]:
    """The column down to its first total; none if a cell on the way is not a number."""
    entries: list[Entry] = []
    name = table.cells[0][column] if table.cells and column < len(table.cells[0]) else ""
    for row in range(table.heads, len(table.cells)):
        cells = table.cells[row]
        block = places.get((table.number, row, column))
        number = read_number(document.blocks[block].folded.text) if block is not None else Decimal(0)
        if column >= len(cells) or number is None:
            return
        if block is None:
            continue
        kind = kind_of_label(cells[0]) or kind_of_label(cells[min(1, column - 1)])
        entries.append(Entry(block, 0, len(document.blocks[block].folded.text), cells[0], number, kind))
        if kind == "total":
            break
    if entries and entries[-1].kind == "total":
        yield Column(
            name,
            tuple(entries),
            is_percent="%" in name or any("%" in document.blocks[e.block].text for e in entries),
        )


def _lists(document: Document) -> Iterator[Column]:
    """Lines that end in a number, above a line 合計 1000."""
    entries: list[Entry] = []
    heads = 0
    for number, block in enumerate(document.blocks):
        entry = _entry(block, number)
        if entry is None:
            heads += 1
            if (
                heads > HEADS
                or block.kind in ("heading", "caption")
                or len(block.text) > 20
                or block.table is not None
            ):
                entries = []
            continue
        heads = 0
        entries = [*entries[-LINES:], entry]
        if entry.kind == "total":
            if len(entries) > 2:
                yield Column("", tuple(entries), is_list=True)
            entries = []


def _entry(block: Block, number: int) -> Entry | None:
    if block.kind not in ("paragraph", "bullet", "cell") or block.table is not None or len(block.text) > 60:
        return None
    match = LINE.fullmatch(one_spelling(block.folded.text))
    if not match or not match["label"] or match["unit"] == "%":
        return None
    label = re.sub(r"^\d{1,3}[.) ]?(?=\D)", "", match["label"]).strip()
    value = _signed(match["number"])
    return Entry(number, match.start("number"), match.end("number"), label, value, kind_of_label(label))
