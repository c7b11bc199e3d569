"""Tables of a PDF page: grids out of rulings, and the runs that stand in their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.proofread.reading.pdf_runs import Page, Ruling, Run

NEAR = 3.0  # points within which rulings meet
FEWEST_ROWS = 2
MOST = 400  # rulings of a page that are looked at: a drawing may have tens of thousands
FARTHEST = 150.0  # points between two rulings of one table


@dataclass
class Region:
    """A table's place, the y of its rows and the x of its columns; `cells[row, column]` are its runs."""

    rows: list[float]
    columns: list[float]
    rulings: list[Ruling]
    cells: dict[tuple[int, int], list[Run]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.rows[0]

    def holds(self, run: Run) -> bool:
        inside = self.rows[0] - NEAR < run.middle < self.rows[-1] + NEAR
        return inside and self.columns[0] - NEAR < (run.left + run.right) / 2 < self.columns[-1] + NEAR

    def put(self, run: Run) -> None:
        row = min(max(bisect_right(self.rows, run.middle) - 1, 0), len(self.rows) - 2)
        column = min(max(bisect_right(self.columns, run.left + NEAR) - 1, 0), len(self.columns) - 2)
        self.cells.setdefault((row, column), []).append(run)


def find_tables(page: Page) -> tuple[list[Region], list[Run]]:
    """The tables from top to bottom with their runs, and the runs that stand in none."""
    regions = [region for group in _groups(page.rulings) for region in _regions(group, page)]
    regions.sort(key=lambda region: (region.top, region.columns[0]))
    rest = []
    for run in page.runs:
        held = next((region for region in regions if region.holds(run)), None)
        rest.append(run) if held is None else held.put(run)
    filled = [region for region in regions if len(region.cells) >= 2]
    return filled, rest + [
        run for region in regions if len(region.cells) < 2 for runs in region.cells.values() for run in runs
    ]


def _groups(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings that touch are a boxed table; of those without a vertical one, those with the same ends are a table."""
    longest = sorted(rulings, key=lambda item: item.start - item.end)[:MOST]
    touching = _connected(longest, _touch)
    boxed = [group for group in touching if not all(item.horizontal for item in group)]
    alone = [item for group in touching if all(item.horizontal for item in group) for item in group]
    return boxed + _connected(_whole(alone), _above)


def _whole(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Horizontal rulings that go on in each other at one height, as drawn cell by cell, are one."""
    whole: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda item: (round(item.at), item.start)):
        last = whole[-1] if whole else None
        if last and abs(last.at - ruling.at) < 1 and ruling.start <= last.end + NEAR:
            whole[-1] = Ruling(last.at, last.start, max(last.end, ruling.end), True)
        else:
            whole.append(ruling)
    return whole


def _connected(rulings: Iterable[Ruling], belong: Callable[[Ruling, Ruling], bool]) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda item: (_box(item)[1], _box(item)[0])):
        meeting = [group for group in groups if any(belong(ruling, other) for other in reversed(group))]
        joined = [item for group in meeting for item in group]
        groups = [group for group in groups if group not in meeting] + [[*joined, ruling]]
    return groups


def _box(ruling: Ruling) -> tuple[float, float, float, float]:
    if ruling.horizontal:
        return ruling.start, ruling.at, ruling.end, ruling.at
    return ruling.at, ruling.start, ruling.at, ruling.end


def _touch(one: Ruling, other: Ruling) -> bool:
    left, top, right, bottom = _box(one)
    other_left, other_top, other_right, other_bottom = _box(other)
    across = left - NEAR < other_right and other_left < right + NEAR
    return across and top - NEAR < other_bottom and other_top < bottom + NEAR


def _above(one: Ruling, other: Ruling) -> bool:
    same = abs(one.start - other.start) < NEAR and abs(one.end - other.end) < NEAR
    return same and abs(one.at - other.at) < FARTHEST


def _regions(group: Sequence[Ruling], page: Page) -> Iterator[Region]:
    """Grids of at least two rows and columns; without vertical rulings the columns are where no run stands."""
    rows = _distinct(ruling.at for ruling in group if ruling.horizontal)
    columns = _distinct(ruling.at for ruling in group if not ruling.horizontal)
    if len(rows) <= FEWEST_ROWS:
        return
    left, right = min(_box(item)[0] for item in group), max(_box(item)[2] for item in group)
    if len(columns) > 2:
        yield Region(rows, _distinct([left, *columns, right]), list(group))
        return
    inside = [run for run in page.runs if left - NEAR < run.left and run.right < right + NEAR]
    for part, gutters in _stretches(rows, inside):
        yield Region(part, _distinct([left, *gutters, right]), list(group))


def _stretches(rows: Sequence[float], runs: Sequence[Run]) -> Iterator[tuple[list[float], list[float]]]:
    """Rows below each other that share a gutter: a heading, a caption or a paragraph between rulings parts tables.

    Blanks inside the cells of one or two rows look like gutters too; later most of them must stay.
    """
    first = 0
    while first < len(rows) - 1:
        last, gutters = first, []
        while last < len(rows) - 1:
            wider = _gutters(_between(runs, rows[first : last + 2]))
            settled = last - first >= FEWEST_ROWS
            if not wider or (settled and len(wider) < 0.8 * len(gutters)):
                break
            last, gutters = last + 1, wider
        if last - first >= FEWEST_ROWS:
            yield list(rows[first : last + 1]), gutters
        first = max(last, first + 1)


def _between(runs: Sequence[Run], rows: Sequence[float]) -> list[Run]:
    return [run for run in runs if rows[0] < run.middle < rows[-1] and run.text.strip()]


def _distinct(values: Iterable[float]) -> list[float]:
    """Sorted; those nearer than NEAR are one."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > NEAR:
            distinct.append(value)
    return distinct


def _gutters(runs: Sequence[Run]) -> list[float]:
    """x just left of each column: where runs begin right of a gap that no run crosses."""
    gutters, reached = [], None
    for run in sorted(runs, key=lambda item: item.left):
        if reached is not None and run.left - reached > 3:
            gutters.append(run.left - 2)
        reached = max(reached or run.right, run.right)
    return gutters


def merged_from(region: Region) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell -> the cell at the upper left of the merged one that it is part of.

    Two cells are one where no ruling lies between them; only in tables with vertical rulings inside.
    """
    down, across = len(region.rows) - 1, len(region.columns) - 1
    origin = {(row, column): (row, column) for row in range(down) for column in range(across)}
    inner = [
        item
        for item in region.rulings
        if not item.horizontal and region.columns[0] + NEAR < item.at < region.columns[-1] - NEAR
    ]
    if not inner:
        return origin
    for row in range(down):
        for column in range(across):
            if column and not _parted(region, inner, row, column):
                origin[row, column] = origin[row, column - 1]
            elif row and not _ruled(region, row, column):
                origin[row, column] = origin[row - 1, column]
    return origin


def _parted(region: Region, inner: Sequence[Ruling], row: int, column: int) -> bool:
    middle, at = (region.rows[row] + region.rows[row + 1]) / 2, region.columns[column]
    return any(abs(item.at - at) <= NEAR and item.start - NEAR <= middle <= item.end + NEAR for item in inner)


def _ruled(region: Region, row: int, column: int) -> bool:
    middle, at = (region.columns[column] + region.columns[column + 1]) / 2, region.rows[row]
    return any(
        item.horizontal and abs(item.at - at) <= NEAR and item.start - NEAR <= middle <= item.end + NEAR
        for item in region.rulings
    )
