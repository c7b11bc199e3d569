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


def spread_units(block: Block, units: Units, cells: np.ndarray, span: slice, threshold: int) -> np.ndarray:
    """Which figures (rows x columns) are left out, from which units are.

    A net or a share (top2, promoters) is, as soon as one of its units is; a mean and its like, as soon as any unit of
    the column is or fewer than `threshold` answered; the smallest and largest number always.
    """
    places = {(row.kind, row.choice, row.statistic): n for n, row in enumerate(units.rows)}
    hidden = np.zeros((len(block.rows), cells.shape[1]), bool)
    for number, row in enumerate(block.rows):
        if (row.kind, row.choice, row.statistic) in places:
            hidden[number] = cells[places[row.kind, row.choice, row.statistic]]
        elif row.choice and row.kind not in (NET, MARK):
            hidden[number] = cells[places[CHOICE, row.choice, ""]]
        elif row.is_share and row.kind != MARK:
            hidden[number] = cells[_made_of(row, units.rows)].any(axis=0)
        elif not row.is_share:
            few = is_small(block.base_plain[number, span], threshold)
            hidden[number] = cells[units.parts].any(axis=0) | few
            hidden[number] |= block.question.type == "NUM" and row.statistic in SINGLE
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
