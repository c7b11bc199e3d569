"""Where the parts of a printed table stand in its sheet: columns with room for letters, spans of equal labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.databook.widths import figure_width, letters_width, row_height, stub_width
from helpers.survey_tables.layout import SurveyTable, spans

HEAD_ROW = 3  # title, link and note stand above
LETTERS = "有意差"
NARROWEST_STUB = 26.0  # of a table with one level of row labels, so that the notes below have room


@dataclass(frozen=True)
class Block:
    """A label over the rows `top`-`bottom` and columns `left`-`right` of the sheet, all counted from 0."""

    top: int
    left: int
    bottom: int
    right: int
    label: str

    @property
    def is_single(self) -> bool:
        return (self.top, self.left) == (self.bottom, self.right)


@dataclass(frozen=True)
class Grid:
    """`columns[i]` is the sheet's column of the table's i-th column, `lettered` those with a column of letters after."""

    table: SurveyTable
    columns: tuple[int, ...]
    lettered: frozenset[int]
    width: int

    @property
    def levels(self) -> int:
        return max([1, *(len(head) for head in self.table.heads)])

    @property
    def first_row(self) -> int:
        return HEAD_ROW + self.levels

    @property
    def last_row(self) -> int:
        """The last row of figures, or of the heads where there is none."""
        return self.first_row + len(self.table.stubs) - 1

    def end(self, column: int) -> int:
        """The last sheet column that belongs to the table's `column`."""
        return self.columns[column] + (column in self.lettered)


def build_grid(table: SurveyTable) -> Grid:
    """A column of letters stands after each column that has some, so that figures stay numbers."""
    lettered = frozenset(c for row in table.cells for c, cell in enumerate(row) if cell.letters)
    columns, at = [], len(table.stub_heads)
    for column in range(len(table.heads)):
        columns.append(at)
        at += 2 if column in lettered else 1
    return Grid(table, tuple(columns), lettered, at)


def head_blocks(grid: Grid) -> Iterator[Block]:
    """The column labels as they are merged."""
    for level, found in enumerate(spans(grid.table.heads)):
        top = HEAD_ROW + level
        for span in found:
            right = grid.end(span.first + span.size - 1)
            yield Block(top, grid.columns[span.first], top + span.levels - 1, right, span.text)


def stub_blocks(grid: Grid) -> Iterator[Block]:
    """The row labels as they are merged."""
    for level, found in enumerate(spans(grid.table.stubs)):
        for span in found:
            top = grid.first_row + span.first
            yield Block(top, level, top + span.size - 1, level + span.levels - 1, span.text)


def stub_head_blocks(grid: Grid) -> Iterator[Block]:
    """What stands over the row labels, down to the figures; a name reaches over the nameless levels behind it."""
    heads = grid.table.stub_heads
    starts = [level for level, head in enumerate(heads) if head or not level]
    for level, after in zip(starts, [*starts[1:], len(heads)], strict=True):
        yield Block(HEAD_ROW, level, grid.first_row - 1, after - 1, heads[level])


def column_widths(grid: Grid) -> list[float]:
    """Widths of the sheet's columns, by their text."""
    table = grid.table
    widths = [stub_width(labels) for labels in _own_labels(table)]
    widths[:1] = [max(widths[0], NARROWEST_STUB)] if len(widths) == 1 else widths[:1]
    for column, head in enumerate(table.heads):
        cells = [row[column] for row in table.cells]
        name = next((label for label in reversed(head) if label), "")
        figures = figure_width((cell.text + cell.mark for cell in cells), name)
        if column not in grid.lettered:
            widths.append(figures)
            continue
        widths.append(figure_width((cell.text + cell.mark for cell in cells), ""))
        widths.append(max(letters_width(cell.letters for cell in cells), figures - widths[-1]))
    return widths


def _own_labels(table: SurveyTable) -> Iterator[list[str]]:
    """The labels of each level of the stub that stand in its column alone."""
    found = spans(table.stubs) or [[] for _ in table.stub_heads]
    for head, level in zip(table.stub_heads, found, strict=True):
        yield [head, *(span.text for span in level if span.levels == 1)]


def head_heights(grid: Grid, widths: Sequence[float]) -> list[float]:
    """Heights of the rows of column labels; a label over several columns has all their room."""
    texts: list[list[tuple[str, float]]] = [[] for _ in range(grid.levels)]
    for block in [*head_blocks(grid), *stub_head_blocks(grid)]:
        texts[block.bottom - HEAD_ROW].append((block.label, _room(block, widths)))
    return [row_height(row) for row in texts]


def stub_heights(grid: Grid, widths: Sequence[float]) -> list[float]:
    """Heights of the rows of figures; a label over several rows has the room of all of them."""
    heights = [row_height([])] * len(grid.table.stubs)
    for block in stub_blocks(grid):
        rows = range(block.top - grid.first_row, block.bottom - grid.first_row + 1)
        needed = row_height([(block.label, _room(block, widths))]) / len(rows)
        for row in rows:
            heights[row] = max(heights[row], needed)
    return heights


def _room(block: Block, widths: Sequence[float]) -> float:
    return sum(widths[block.left : block.right + 1])


def is_wide(widths: Sequence[float]) -> bool:
    """Whether a chart beside the table would stand far off."""
    return sum(widths) > 95
