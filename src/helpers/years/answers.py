"""What one year answered: the count, base and share of a choice or of several put together, and means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Real

import pandas as pd

from helpers.raw.model import SUPPRESSED
from helpers.tabulate import NO_ANSWER
from helpers.years.chance import Mean, Share
from helpers.years.read import Year

LACKING, NOT_JOINED = "値がない", "複数回答をまとめるには、回答が要る"


@dataclass(frozen=True)
class Answers:
    """One survey of one year: its codebook, its rows of df_by_question_choice, and its respondents where there are.

    `weights` has the index of `respondents`; None where every answer counts as one.
    """

    codebook: dict
    results: pd.DataFrame
    respondents: pd.DataFrame | None = None
    weights: pd.Series | None = None

    @cached_property
    def _questions(self) -> dict[str, dict]:
        return {question["id"]: question for question in self.codebook["questions"]}

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Mapping]:
        """(question, choice) -> row of the whole: no banners, nets and statistics."""
        frame = self.results
        for column, kept in (("banner", ("",)), ("statistic", ("",)), ("kind", ("choice", "mark"))):
            if column in frame:
                frame = frame[frame[column].isin(kept)]
        return {(row["question"], row["choice"]): row for row in frame.to_dict("records")}

    def question(self, name: str) -> dict | None:
        return self._questions.get(name)

    def has(self, question: str, choice: str) -> bool:
        return (question, choice) in self._rows

    def row(self, question: str, choice: str) -> Mapping | None:
        """The row of a choice; nobody is no row for 無回答, and then n is 0 of the base."""
        if choice != NO_ANSWER or self.has(question, choice):
            return self._rows.get((question, choice))
        first = next((row for (name, _), row in self._rows.items() if name == question), None)
        if first is None or pd.isna(first["base"]):
            return None
        return {**first, "n": 0, "percent": 0.0 if first["base"] else None, "suppressed": False}


def answers_of(year: Year, survey: str) -> Answers:
    held = year.raw.surveys[survey]
    results = year.results[year.results["survey"] == survey]
    respondents = held.respondents if len(held.respondents) else None
    return Answers(held.codebook, results, respondents, getattr(held, "weights", None))


@dataclass(frozen=True)
class Side:
    """A share in one year. `share` is what tests are made of, None where n is not known; `lacking` = why no percent."""

    n: float | None = None
    base: float | None = None
    percent: float | None = None
    share: Share | None = None
    lacking: str = ""


def read_side(answers: Answers, question: str, choices: Sequence[str]) -> Side:
    """The share of those who chose any of `choices`."""
    rows = [answers.row(question, choice) for choice in choices]
    if not rows or None in rows:
        return Side(lacking=LACKING)
    if any(
        row.get("suppressed") or (pd.isna(row["percent"]) and pd.notna(row["base"]) and row["base"])
        for row in rows
    ):
        return Side(base=_number(rows[0]["base"]), lacking=SUPPRESSED)
    if len(rows) == 1:
        return _side(rows[0], _number(rows[0]["n"]), _number(rows[0]["percent"]))
    if rows[0]["type"] == "MA":
        return _any_of(answers, question, choices, rows[0])
    counts = [_number(row["n"]) for row in rows]
    n = None if None in counts else sum(counts)
    base = _number(rows[0]["base"])
    percents = [_number(row["percent"]) for row in rows]
    added = None if None in percents else sum(percents)
    return _side(rows[0], n, 100 * n / base if n is not None and base else added)


def _side(row: Mapping, n: float | None, percent: float | None) -> Side:
    base = _number(row["base"])
    share = None
    if percent is not None and n is not None and base:
        effective = _number(row.get("base_effective"))
        weighted = _number(row.get("base_unweighted")) not in (None, effective)
        share = Share(percent / 100 * effective, effective) if effective and weighted else Share(n, base)
    return Side(n, base, percent, share, "" if percent is not None else LACKING)


def _any_of(answers: Answers, question: str, choices: Sequence[str], row: Mapping) -> Side:
    """Of a multiple answer the counts must not be added: who chose two of them is one respondent."""
    if answers.respondents is None:
        return Side(base=_number(row["base"]), lacking=NOT_JOINED)
    given = answers.respondents[question]
    chosen = given.map(lambda cell: isinstance(cell, tuple) and bool(set(cell) & set(choices)))
    n = float(chosen.sum() if answers.weights is None else answers.weights[chosen].sum())
    base = _number(row["base"])
    return _side(row, n, 100 * n / base if base else None)


def mean_of(answers: Answers, question: str) -> Mean | None:
    """Of the numbers that were given, or of the scores of the choices; None where nobody answered."""
    if answers.respondents is None or question not in answers.respondents:
        return None
    scores = answers.question(question).get("scores") or {}
    given = answers.respondents[question]
    numbers = given.map(lambda cell: scores.get(cell) if isinstance(cell, str) else cell)
    numbers = numbers[[isinstance(cell, Real) and cell == cell for cell in numbers]].astype(float)
    weights = pd.Series(1.0, numbers.index) if answers.weights is None else answers.weights[numbers.index]
    weights = weights[weights > 0].astype(float)
    return _mean(numbers[weights.index], weights) if len(weights) else None


def _mean(numbers: pd.Series, weights: pd.Series) -> Mean:
    """With Kish's effective number of answers, which is their count where all weights are alike (Kish 1965)."""
    total = weights.sum()
    value, n = (numbers * weights).sum() / total, total**2 / (weights**2).sum()
    spread = (weights * (numbers - value) ** 2).sum() / total
    return Mean(float(value), float(spread * n / (n - 1)) if n > 1 else 0.0, float(n))


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
