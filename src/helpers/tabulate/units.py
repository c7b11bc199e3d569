"""The counts of a question that suppression decides on; every other row of its table follows from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.block import Block
from helpers.tabulate.coded import CodedQuestion
from helpers.tabulate.lines import is_small
from helpers.tabulate.rows import CHOICE, DETRACTORS, MARK, NET, PROMOTERS, Row, list_rows

EXCLUSIVE = ("SA", "SCALE", "DATE", "NPS", "NUM", "FA")  # every respondent is in one unit
SINGLE = ("min", "max")  # of numbers: the value of one respondent


@dataclass(frozen=True)
class Part:
    """One question by one banner: `counts` of respondents (units x columns), `base` (columns); `cells` and `columns`
    (the base of a column and all that tells it) that are left out, or that must be."""

    counts: np.ndarray
    base: np.ndarray
    cells: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True)
class Units:
    """U rows of a question: choices, nets of MA, marks (where blanks are in the base), `answered` of NUM and FA.

    `members` (U x codes) and `base` (codes) count respondents. `parts` (U, bool): units that add up to a known sum.
    `details` are further counts that belong to a unit (the ranks of a choice); `nets`: unit -> units it is made of.
    """

    rows: list[Row]
    members: np.ndarray
    base: np.ndarray
    parts: np.ndarray
    details: list[tuple[int, np.ndarray]]
    nets: dict[int, np.ndarray]

    def has_other_base(self, row: Row) -> bool:
        """Whether a row's base is a count of its own (those who answered, those who have a score)."""
        return not np.array_equal(row.base, self.base > 0)

    def of_kind(self, kind: str) -> np.ndarray:
        return np.flatnonzero([row.kind == kind for row in self.rows])


def list_units(question: CodedQuestion, answered_base: bool) -> Units:
    """The units of a question. With `answered_base` its blanks are no secret: they follow from the bases."""
    rows = list_rows(question, answered_base)
    kinds = (CHOICE,) if answered_base and question.type not in ("NUM", "FA") else (CHOICE, MARK)
    own = [row for row in rows if _is_unit(row, question, kinds)]
    base = own[0].base if own else np.ones(question.size, bool)
    ranking = question.type == "RANK"
    parts = np.array([question.type in EXCLUSIVE or (ranking and row.kind == CHOICE) for row in own], bool)
    names = {row.choice: number for number, row in enumerate(own) if row.kind == CHOICE}
    details = [(names[row.choice], row.members) for row in rows if row.statistic.startswith("rank_")]
    nets = {n: _made_of(row, own) for n, row in enumerate(own) if row.kind == NET}
    members = np.array([row.members for row in own], float).reshape(len(own), question.size)
    return Units(own, members, base.astype(float), parts, details, nets)


def _is_unit(row: Row, question: CodedQuestion, kinds: tuple[str, ...]) -> bool:
    counted_apart = row.kind == NET and question.type == "MA"
    return row.kind in kinds or row.statistic == "answered" or counted_apart


def _made_of(row: Row, units: list[Row]) -> np.ndarray:
    """Units that have a respondent in common with a row."""
    return np.array(
        [n for n, u in enumerate(units) if u.kind != NET and (u.members & row.members).any()], int
    )


def spread_units(units: Units, block: Block, part: Part, span: slice, threshold: int) -> np.ndarray:
    """Which figures (rows x columns of one banner) are left out, from which units are.

    A net or a share (top2) is where some but not all that is left out belongs to it, a share of those who answered
    (promoters) and a mean and its like as soon as anything of the column is; a mean also where fewer than `threshold`
    answered; the smallest and largest number always, being the value of one respondent.
    """
    places = {(row.kind, row.choice, row.statistic): n for n, row in enumerate(units.rows)}
    hidden = np.zeros((len(block.rows), part.cells.shape[1]), bool)
    anything = part.cells[units.parts].any(axis=0) | part.columns
    for number, row in enumerate(block.rows):
        if (row.kind, row.choice, row.statistic) in places:
            hidden[number] = part.cells[places[row.kind, row.choice, row.statistic]]
        elif row.kind == MARK:
            continue
        elif row.choice and row.kind != NET:
            hidden[number] = part.cells[places[CHOICE, row.choice, ""]]
        elif row.is_share and not units.has_other_base(row):
            inside = np.isin(np.arange(len(units.rows)), _made_of(row, units.rows))
            partly = part.cells[units.parts & ~inside].any(axis=0) | part.columns
            hidden[number] = part.cells[inside].any(axis=0) & partly
        else:
            few = is_small(block.base_plain[number, span], threshold)
            alone = block.question.type == "NUM" and row.statistic in SINGLE
            hidden[number] = anything | few | alone
    return hidden


def level_cells(question: CodedQuestion, units: Units, cells: np.ndarray) -> np.ndarray:
    """Units x columns -> the question's own columns as a banner (choices or NPS groups, then marks) x columns."""
    choices = cells[units.of_kind(CHOICE)]
    if question.type == "NPS":
        high, low = question.scores >= PROMOTERS, question.scores <= DETRACTORS
        choices = np.array([choices[group].any(axis=0) for group in (high, ~high & ~low, low)])
    marks = cells[units.of_kind(MARK)]
    printed = len(question.marks_given())
    unprotected = np.zeros((printed - len(marks), cells.shape[1]), bool)
    return np.vstack([choices, marks, unprotected])
