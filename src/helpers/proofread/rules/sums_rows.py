"""Rows of tables: the cell under 計 is the sum of the cells before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpers.proofread.document import Document, Span, Table
from helpers.proofread.extract.columns import kind_of_label, places_of_cells, read_number
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.terms import whole
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context, Remark, rule
from helpers.proofread.rules.sums import NOT_ADDED

TABLE = "|区分|男性|女性|計|\n|---|---|---|---|\n|地域|3|4|7|\n|行政|5|3|{}|\n|合計|8|7|15|\n"
LEAST = 2  # columns that a total adds up, and rows that must add up for the rest to be held to it


@dataclass(frozen=True)
class Row:
    """A row of numbers: their sum, the total that is printed, and the cell of the total."""

    label: str
    total: Decimal
    added: Decimal
    cell: tuple[int, int]

    @property
    def adds_up(self) -> bool:
        return self.total == self.added


@rule(
    "sum-of-row",
    "error",
    "横の合計が内訳の和と合わない",
    "足し算（ほかの行では合う表だけ）",
    precision=NONE,
)
def check_rows(document: Document, context: Context) -> Iterator[Remark]:
    """In a table whose last column is 計, each row adds up as the others do.

    Source: addition. Told only where at least two rows, and most of them, add up: so the columns are parts of the total.

    >>> told("sum-of-row", TABLE.format(9), as_markdown=True)
    ['「行政」の計は9ですが、内訳の和は8です（差は1）。']
    >>> told("sum-of-row", TABLE.format(8), as_markdown=True)
    []
    """
    places = places_of_cells(document, context)
    for table in document.tables:
        rows = list(_rows(table))
        right = [row for row in rows if row.adds_up]
        if len(right) >= LEAST and 2 * len(right) > len(rows):
            for row in (row for row in rows if not row.adds_up):
                number = places.get((table.number, *row.cell))
                if number is not None:
                    yield _tell(row, whole(document, number))


def _tell(row: Row, at: Span) -> Remark:
    gap = abs(row.total - row.added)
    message = f"「{row.label}」の計は{row.total:,}ですが、内訳の和は{row.added:,}です（差は{gap:,}）。"
    return Remark(at, message, (), "計と内訳のどちらが正しいか確かめてください。")


def _rows(table: Table) -> Iterator[Row]:
    """The rows of numbers of a table whose last column is a total; none if a column is a rate."""
    if not table.heads or not table.cells:
        return
    heads = [fold(cell).text for cell in table.cells[table.heads - 1]]
    last = len(heads) - 1
    if last < LEAST + 1 or kind_of_label(heads[last]) != "total" or any(map(NOT_ADDED.search, heads[1:])):
        return
    for number, cells in enumerate(table.cells[table.heads :], table.heads):
        values = [read_number(fold(cell).text) for cell in cells[1:]]
        if len(values) == last and None not in values and any(values):
            yield Row(fold(cells[0]).text, values[-1], sum(values[:-1], Decimal(0)), (number, last))
