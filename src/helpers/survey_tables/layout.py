"""The printed survey table before it is rendered: a grid of cells with stub, column labels, notes and source.

| stub_heads | heads, one tuple of levels a column     |
|------------|-----------------------------------------|
| stubs      | cells                                   |
notes, source
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Cell:
    """One figure as it is printed.

    `kind`: n, percent, value (a mean, a score) or blank. `value` is the unrounded number, None where there is none;
    `text` is what is printed for it: 29.0, 1,234, `-` (nobody), `0.0` (somebody, below the unit), 秘匿, `※` (not asked).
    `mark` stands beside it: ▲▲ ▲ ▽ ▽▽ (points from the whole) or `*` (small base). `letters`: columns it is
    significantly higher than.
    """

    kind: str
    value: float | None
    text: str
    mark: str = ""
    letters: str = ""


@dataclass(frozen=True)
class SurveyTable:
    """One printed table. `name` is fit for anchors and file names: survey_Q1_by_Q5.

    `stubs` has one tuple of labels a row, `heads` one a column; equal neighbours on an upper level are one spanned
    label, and a label runs on over the empty ones behind it: ("全体", "") is one label of two levels.
    `cells[row][column]`. `notes` are the legend of the marks that occur, the base, rounding, tests.
    `kind` is simple or crosstab, `question` the id (of the matrix, if it is one), `banners` what it is crossed with;
    `heading` is the title without type and n: ［Q1］団体の種類.
    """

    name: str
    title: str
    stub_heads: tuple[str, ...]
    stubs: tuple[tuple[str, ...], ...]
    heads: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    synthetic: bool = False
    kind: str = "simple"
    question: str = ""
    banners: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Span:
    """One printed label: its first row (or column), how many it covers, and over how many levels it runs."""

    first: int
    size: int
    levels: int
    text: str


def spans(labels: Sequence[tuple[str, ...]]) -> list[list[Span]]:
    """The labels of each level of `stubs` or `heads`, as they are merged in print.

    [("全体", ""), ("年代", "20代"), ("年代", "30代")] -> 全体 over both levels; 年代 over two rows; 20代; 30代.
    """
    depth = len(labels[0]) if labels else 0
    return [_level(labels, level) for level in range(depth)]


def _level(labels: Sequence[tuple[str, ...]], level: int) -> list[Span]:
    """Neighbours that are equal down to this level are one label; the innermost stand alone."""
    found = []
    for (path, levels, _), same in groupby(
        range(len(labels)), lambda number: _merge_key(labels, level, number)
    ):
        numbers = list(same)
        if path[-1] or not level:
            found.append(Span(numbers[0], len(numbers), levels, path[-1]))
    return found


def _merge_key(labels: Sequence[tuple[str, ...]], level: int, number: int) -> tuple:
    path, below = labels[number][: level + 1], labels[number][level + 1 :]
    empty = next((place for place, label in enumerate(below) if label), len(below))
    is_innermost = empty == len(below)
    return path, 1 + empty, number if is_innermost else -1
