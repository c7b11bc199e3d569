"""集計軸: the columns that a question is broken down by: one question, several nested ones, or the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.coded import CodedQuestion, CodedSurvey
from helpers.tabulate.rows import DETRACTORS, PROMOTERS

NEST, JOIN = "*", " × "
GROUPS = ("推奨者（9～10）", "中立者（7～8）", "批判者（0～6）")
BANNER_TYPES = ("SA", "MA", "SCALE", "NPS", "DATE")


@dataclass(frozen=True)
class Banner:
    """The columns of one banner; the whole is the banner without a name.

    `codes` (n, the smallest integers): 0 is in no column (not asked), else a row of `columns` (P x K, bool), which says in which of the
    K columns such a respondent is. `marked` (K, bool): a mark such as 無回答. `parents` (K, int): the column of the
    banner above that a nested column is in (columns of one parent are compared with one another), `inner` (K, int): the
    column of the innermost question.
    """

    name: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]
    codes: np.ndarray
    columns: np.ndarray
    marked: np.ndarray
    parents: np.ndarray
    inner: np.ndarray
    overlapping: bool = False

    @property
    def tested(self) -> np.ndarray:
        """Columns that tests may compare: no mark, no overlap with others."""
        return ~self.marked & (not self.overlapping)


def build_whole(respondents: int) -> Banner:
    """One column with everyone."""
    one = np.ones((1, 1), bool)
    codes = np.ones(respondents, np.int8)
    return Banner("", (), ("",), codes, one, ~one[0], np.zeros(1, int), np.zeros(1, int), overlapping=True)


def build_banner(name: str, coded: CodedSurvey) -> Banner:
    """The banner of `Q1` or `Q1*Q5`; its questions must be there and of a type that makes columns."""
    first, *others = [_level(coded.questions[part]) for part in name.split(NEST)]
    for other in others:
        first = _nest(first, other)
    return first


def _level(question: CodedQuestion) -> Banner:
    """Choices, then the marks that occur, 無回答 last."""
    labels, cells = (_promoter_columns if question.type == "NPS" else _own_columns)(question)
    marks, answers = question.marks_given(), question.answers
    columns = np.zeros((answers + len(marks), len(labels) + len(marks)), bool)
    columns[:answers, : len(labels)] = cells
    columns[answers:, len(labels) :] = np.eye(len(marks), dtype=bool)
    code_of = np.arange(question.size + 1, dtype=question.codes.dtype)
    code_of[[question.mark_codes()[mark] for mark in marks]] = np.arange(
        answers + 1, answers + 1 + len(marks)
    )
    marked = np.arange(columns.shape[1]) >= len(labels)
    names = (*labels, *marks)
    parents, inner = np.zeros(len(names), int), np.arange(len(names))
    overlaps = question.type == "MA"
    return Banner(
        question.id, (question.id,), names, code_of[question.codes], columns, marked, parents, inner, overlaps
    )


def _own_columns(question: CodedQuestion) -> tuple[tuple[str, ...], np.ndarray]:
    return question.choices, question.cells


def _promoter_columns(question: CodedQuestion) -> tuple[tuple[str, ...], np.ndarray]:
    high, low = question.scores >= PROMOTERS, question.scores <= DETRACTORS
    return GROUPS, np.column_stack([high, ~high & ~low, low])


def _nest(outer: Banner, inner: Banner) -> Banner:
    """Every column of `inner` within every column of `outer`; a combination with a mark only where it occurs."""
    both = np.where(
        (outer.codes > 0) & (inner.codes > 0),
        outer.codes.astype(np.int64) * (len(inner.columns) + 1) + inner.codes,
        0,
    )
    found, places = np.unique(both, return_inverse=True)
    found, shift = (found[1:], 0) if len(found) and found[0] == 0 else (found, 1)
    rows, within = np.divmod(found, len(inner.columns) + 1)
    columns = outer.columns[rows - 1][:, :, None] & inner.columns[within - 1][:, None, :]
    columns = columns.reshape(len(found), len(outer.labels) * len(inner.labels))
    marked = (outer.marked[:, None] | inner.marked[None, :]).ravel()
    labels = [f"{one}{JOIN}{other}" for one in outer.labels for other in inner.labels]
    parents = np.repeat(np.arange(len(outer.labels)), len(inner.labels))
    within_parent = np.tile(np.arange(len(inner.labels)), len(outer.labels))
    kept = np.flatnonzero(~marked | columns.any(axis=0))
    return Banner(
        f"{outer.name}{NEST}{inner.name}", (*outer.questions, *inner.questions), tuple(labels[k] for k in kept),
        (places + shift).astype(np.min_scalar_type(-(len(found) + 1))), columns[:, kept], marked[kept], parents[kept], within_parent[kept],
        outer.overlapping or inner.overlapping,
    )  # fmt: skip
