"""Where each cell of an HTML table stands, and how wide its columns want to be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bs4 import Tag

NARROWEST, WIDEST, PADDING = 3, 36, 2  # in full-width characters


@dataclass(frozen=True)
class GridCell:
    """One `<th>` or `<td>` and the rectangle that it fills (column x and row y count from 0)."""

    element: Tag
    x: int
    y: int
    colspan: int
    rowspan: int
    in_head: bool
    opens_row: bool

    def rows_length(self) -> int:
        """Characters in all the rows that the cell touches."""
        rows = [self.element.parent, *self.element.parent.find_next_siblings("tr")][: self.rowspan]
        return sum(len(row.get_text()) for row in rows)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name, "1"))
    return max(1, int(value)) if value.isdigit() else 1


def _groups(table: Tag) -> list[tuple[bool, list[Tag]]]:
    """(is it the head?, rows) of thead, tbody ...; rows that stand in the table itself are one group more."""
    parts = table.find_all(["thead", "tbody", "tfoot"], recursive=False)
    groups = [(part.name == "thead", part.find_all("tr", recursive=False)) for part in parts]
    return [*groups, (False, table.find_all("tr", recursive=False))]


def grid_cells(table: Tag) -> tuple[list[GridCell], int]:
    """All cells in their places, and the number of columns; a rowspan ends with its group of rows."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    y = 0
    for in_head, rows in _groups(table):
        last = y + len(rows)
        for row in rows:
            for cell in _place_row(row, y, last, in_head, taken):
                cells.append(cell)
            y += 1
    return cells, 1 + max((x for x, _ in taken), default=0)


def _place_row(row: Tag, y: int, last: int, in_head: bool, taken: set[tuple[int, int]]):
    for number, element in enumerate(row.find_all(["th", "td"], recursive=False)):
        x = 0
        while (x, y) in taken:
            x += 1
        wanted, rowspan = _span(element, "colspan"), min(_span(element, "rowspan"), last - y)
        colspan = 1
        while colspan < wanted and (x + colspan, y) not in taken:
            colspan += 1
        taken.update((x + i, y + j) for i in range(colspan) for j in range(rowspan))
        yield GridCell(element, x, y, colspan, rowspan, in_head, number == 0)


def column_widths(table: Tag, cells: list[GridCell], columns: int) -> list[float]:
    """Relative widths: `data-widths` if it fits the table, else by the longest line of each column."""
    stated = str(table.get("data-widths", "")).replace(" ", "").split(",")
    if len(stated) == columns and all(_is_width(text) for text in stated):
        return [float(text) for text in stated]
    lengths = [NARROWEST] * columns
    for cell in cells:
        if cell.colspan == 1:
            lengths[cell.x] = max(lengths[cell.x], min(_longest_line(cell.element), WIDEST))
    return [length + PADDING for length in lengths]


def _is_width(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and float(text) > 0


def _longest_line(element: Tag) -> float:
    """In full-width characters."""
    lines = element.get_text("\n").split("\n")
    return max(sum(1 if unicodedata.east_asian_width(c) in "FWA" else 0.5 for c in line) for line in lines)
