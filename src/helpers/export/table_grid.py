"""Where each cell of an HTML table stands, and how wide its columns want to be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bs4 import Tag

NARROWEST, WIDEST, PADDING = 3, 36, 2  # in full-width characters
SHORT_TABLE, SHORT_TABLE_ROWS = 450, 10  # characters and rows up to which a table stays on one page
SHORT_SURVEY = 26  # lines of figures of a survey table
SURVEY_PAGE, SURVEY_PADDING = (
    61,
    1,
)  # width of a page and room beside a figure, in the characters of a survey table
TINTS = ("higher far", "higher", "lower far", "lower")


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


def may_split(figure: Tag) -> bool:
    """Whether a figure may run over a page: a table that is too long to be moved whole to the next one."""
    if survey := figure.select_one("table.survey"):
        return len(survey.find_all("tr")) + len(survey.select("tr:has(.tests)")) > SHORT_SURVEY
    return "table" in figure.get("class", []) and (
        len(figure.get_text()) > SHORT_TABLE or len(figure.find_all("tr")) > SHORT_TABLE_ROWS
    )


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


def column_sizes(table: Tag, cells: list[GridCell], columns: int) -> list[str]:
    """What Typst is told: parts of the page; a survey table that needs less is only as wide as it needs to be."""
    widths = column_widths(table, cells, columns)
    if "survey" not in table.get("class", []):
        return [f"{width:g}fr" for width in widths]
    unit = "em" if sum(widths) + SURVEY_PADDING * columns < SURVEY_PAGE else "fr"
    return [f"{width + SURVEY_PADDING:g}{unit}" for width in widths]


def block_rules(table: Tag) -> list[str]:
    """A rule above each further block of rows (`<tbody>`) of a survey table."""
    if "survey" not in table.get("class", []):
        return []
    sizes = [
        len(part.find_all("tr", recursive=False))
        for part in table.find_all(["thead", "tbody"], recursive=False)
    ]
    return [f"block-rule({sum(sizes[:number])})" for number in range(2, len(sizes))]


def tint_of(element: Tag) -> str:
    """The tint of a survey table's cell: of its mark, else of the row of the whole."""
    names = " ".join(element.get("class", []))
    found = next((tint for tint in TINTS if tint in names), "")
    is_total = element.find_parent("table").get("class", [])[:1] == ["survey"]
    return found or ("total" if is_total and "total" in element.parent.get("class", []) else "")


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
