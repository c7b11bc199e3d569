"""The rows of a question's table: which answers each row counts, and of which base. Counting is a matrix product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from helpers.tabulate.coded import CodedQuestion

CHOICE, NET, MARK, STATISTIC = "choice", "net", "mark", "statistic"
PROMOTERS, DETRACTORS = 9, 6  # Reichheld 2003: 9-10 recommend, 0-6 do not
BOX = 2  # top-2 box, bottom-2 box
NUMBERS = ("mean", "sd", "median", "q1", "q3", "min", "max")


@dataclass(frozen=True)
class Row:
    """One row of a question's table.

    `members` and `base` (bool, one for each code but 0): the answers that are counted, and of which. `scores` (float,
    NaN outside): what an answer is worth, of a statistic that is no share; a number question has none (its values are
    the respondents' own).
    """

    kind: str
    choice: str
    statistic: str
    members: np.ndarray
    base: np.ndarray
    scores: np.ndarray | None = None

    @property
    def is_share(self) -> bool:
        return self.statistic not in (*NUMBERS, "nps", "score")


def list_rows(question: CodedQuestion, answered_base: bool) -> list[Row]:
    """Choices in codebook order, nets, marks that occur, statistics."""
    everyone, answered = np.ones(question.size, bool), _answered(question)
    base = answered if answered_base else everyone
    rows = [
        Row(CHOICE, choice, "", _pad(question, question.cells[:, number]), base)
        for number, choice in enumerate(question.choices)
    ]
    rows += [Row(NET, label, "", members, base) for label, members in _nets(question)]
    for mark in question.marks_given():
        members = np.zeros(question.size, bool)
        members[question.mark_codes()[mark] - 1] = True
        rows.append(Row(MARK, mark, "", members, everyone))
    return rows + list(_STATISTICS.get(question.type, _no_statistics)(question, base))


def _answered(question: CodedQuestion) -> np.ndarray:
    return np.arange(question.size) < question.answers


def _pad(question: CodedQuestion, members: np.ndarray) -> np.ndarray:
    """Behind the answers come the marks, which no choice counts."""
    padded = np.zeros(question.size, dtype=members.dtype)
    padded[: question.answers] = members
    return padded


def _nets(question: CodedQuestion) -> Iterator[tuple[str, np.ndarray]]:
    """Each net of the codebook: respondents who gave any of its choices."""
    for label, choices in (question.question.get("nets") or {}).items():
        places = [question.choices.index(choice) for choice in choices if choice in question.choices]
        yield label, _pad(question, question.cells[:, places].any(axis=1))


def _scored(question: CodedQuestion) -> np.ndarray:
    scores = np.full(question.size, np.nan)
    scores[: question.answers] = question.scores
    return scores


def _share(question: CodedQuestion, statistic: str, members: np.ndarray, base: np.ndarray) -> Row:
    return Row(STATISTIC, "", statistic, _pad(question, members), base)


def _numbers(scores: np.ndarray) -> Iterator[Row]:
    given = np.isfinite(scores)
    for statistic in NUMBERS:
        yield Row(STATISTIC, "", statistic, given, given, scores)


def _scale_rows(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    scores = _scored(question)
    yield from _numbers(scores)
    levels = sorted(set(scores[np.isfinite(scores)]))
    if len(levels) > BOX:
        yield _share(question, "top2", question.scores >= levels[-BOX], base)
        yield _share(question, "bottom2", question.scores <= levels[BOX - 1], base)


def _promoter_rows(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    scores, answered = question.scores, _answered(question)
    high, low = scores >= PROMOTERS, scores <= DETRACTORS
    yield _share(question, "promoters", high, answered)
    yield _share(question, "passives", ~high & ~low, answered)
    yield _share(question, "detractors", low, answered)
    points = np.full(question.size, np.nan)
    points[: question.answers] = 100.0 * high - 100.0 * low
    yield Row(STATISTIC, "", "nps", answered, answered, points)
    yield from _numbers(_scored(question))


def _ranking_rows(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    """For each choice its share at each rank, and its mean points: the first of k ranks gives k, the last 1, none 0."""
    answered, places = _answered(question), count_ranks(question)
    for number, choice in enumerate(question.choices):
        ranks = question.ranks[:, number]
        for rank in range(1, places + 1):
            yield Row(STATISTIC, choice, f"rank_{rank}", _pad(question, ranks == rank), base)
        points = np.full(question.size, np.nan)
        points[: question.answers] = np.where(ranks > 0, places + 1 - ranks, 0)
        yield Row(STATISTIC, choice, "score", answered, answered, points)


def count_ranks(question: CodedQuestion) -> int:
    """How many ranks were asked for: as many as the codebook has columns for, else as were given at most."""
    columns = question.question.get("columns") or {}
    by_rank = bool(columns) and all(str(name).isdecimal() for name in columns)
    return len(columns) if by_rank else int(question.ranks.max(initial=0))


def _number_rows(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    answered = _answered(question)
    yield _share(question, "answered", np.ones(1, bool), np.ones(question.size, bool))
    for statistic in NUMBERS:
        yield Row(STATISTIC, "", statistic, answered, answered)


def _free_rows(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    yield _share(question, "answered", np.ones(1, bool), np.ones(question.size, bool))


def _no_statistics(question: CodedQuestion, base: np.ndarray) -> Iterator[Row]:
    yield from ()


_STATISTICS = {
    "SCALE": _scale_rows, "NPS": _promoter_rows, "RANK": _ranking_rows, "NUM": _number_rows, "FA": _free_rows,
}  # fmt: skip
