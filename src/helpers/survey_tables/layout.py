"""The printed survey table before it is rendered: a grid of cells with stub, column labels, notes and source.

    | stub_heads | heads, one tuple of levels a column     |
    |------------|-----------------------------------------|
    | stubs      | cells                                   |
    notes, source
"""

from __future__ import annotations

from dataclasses import dataclass


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
    label. `cells[row][column]`. `notes` are the legend of the marks that occur, the base, rounding, tests.
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
