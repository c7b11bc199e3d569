"""A long result read into questions and groups: the whole, then the columns of each banner.

Room for frames with fewer columns (simple tabulation, published percentages): what is absent counts as empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

TEXTS = (
    *("survey", "question", "question_text", "matrix", "item", "type", "choice", "kind", "banner"),
    *("banner_choice", "statistic", "letter", "letters", "base_note", "source"),
)
NUMBERS = (
    *("n", "base", "percent", "value", "difference", "lower", "upper", "p", "df"),
    *("n_unweighted", "base_unweighted", "base_effective"),
)
NESTED = " × "  # between the labels of a nested banner's column
Key = tuple[str, str, str]  # kind, statistic, choice


@dataclass(frozen=True, slots=True)
class Row:
    """One row of df_by_question_choice; numbers are None where there are none."""

    survey: str
    question: str
    question_text: str
    matrix: str
    item: str
    type: str
    choice: str
    kind: str
    banner: str
    banner_choice: str
    statistic: str
    letter: str
    letters: str
    base_note: str
    source: str
    n: float | None
    base: float | None
    percent: float | None
    value: float | None
    difference: float | None
    lower: float | None
    upper: float | None
    p: float | None
    df: float | None
    n_unweighted: float | None
    base_unweighted: float | None
    base_effective: float | None
    suppressed: bool
    synthetic: bool

    @property
    def key(self) -> Key:
        return self.kind, self.statistic, self.choice


@dataclass(frozen=True)
class Group:
    """A question's rows in one column of a banner: the whole (`banner` empty), 20代, 男性 × 20代."""

    banner: str
    label: str
    rows: dict[Key, Row] = field(default_factory=dict)

    @property
    def first(self) -> Row:
        """A row that tells the base: of a count where there is one."""
        rows = self.rows.values()
        return next((row for row in rows if not row.statistic), next(iter(rows)))

    @property
    def asked(self) -> float | None:
        """Respondents behind the figures, before weighting; None where it is not known."""
        first = self.first
        return first.base if first.base_unweighted is None else first.base_unweighted

    def is_off_base(self, row: Row) -> bool:
        """Whether a mark is not part of the base: 無回答, where percentages are of those who answered."""
        return row.kind == "mark" and row.base != self.first.base

    @property
    def levels(self) -> tuple[str, ...]:
        """The labels from the outer level to the inner: (男性, 20代)."""
        labels = tuple(self.label.split(NESTED))
        return labels if len(labels) == 1 + self.banner.count("*") else (self.label,)


@dataclass(frozen=True)
class Question:
    """One question: the whole, its groups by banner, and the tests of each banner (chi-square ...)."""

    whole: Group
    banners: dict[str, dict[str, Group]]
    tests: dict[str, list[Row]]

    @property
    def about(self) -> Row:
        return self.whole.first

    @property
    def id(self) -> str:
        return self.about.question

    @property
    def text(self) -> str:
        """The question as it was asked, without the matrix item that stands behind it in brackets."""
        text, item = self.about.question_text, self.about.item
        for bracket in (f"［{item}］", f"[{item}]", f"（{item}）"):
            text = text.removesuffix(bracket) if item else text
        return text.rstrip(" 　")

    @property
    def groups(self) -> list[Group]:
        """The whole, then those of every banner."""
        return [self.whole, *(group for groups in self.banners.values() for group in groups.values())]

    @property
    def examples(self) -> dict[Key, Row]:
        """What was counted, each with a row, in the order of the result: of the whole, then what only a group has."""
        found: dict[Key, Row] = {}
        for group in self.groups:
            for key, row in group.rows.items():
                found.setdefault(key, row)
        return found

    @property
    def has_marks_off_base(self) -> bool:
        return any(map(self.whole.is_off_base, self.whole.rows.values()))

    @property
    def is_weighted(self) -> bool:
        rows = self.whole.rows.values()
        return any(None not in (row.n, row.n_unweighted) and row.n != row.n_unweighted for row in rows)


def read_questions(frame: pd.DataFrame) -> list[Question]:
    """The questions of df_by_question_choice, in its order. A question without a row of the whole is left out."""
    found: dict[tuple[str, str], Question] = {}
    for row in _rows(frame):
        place = (row.survey, row.question)
        question = found.setdefault(place, Question(Group("", ""), {}, {}))
        if not row.banner:
            question.whole.rows[row.key] = row
        elif row.banner_choice:
            groups = question.banners.setdefault(row.banner, {})
            groups.setdefault(row.banner_choice, Group(row.banner, row.banner_choice)).rows[row.key] = row
        else:
            question.tests.setdefault(row.banner, []).append(row)
    return [question for question in found.values() if question.whole.rows]


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    columns = {name: _column(frame, name) for name in Row.__slots__}
    if "kind" not in frame:
        columns["kind"] = ["statistic" if statistic else "choice" for statistic in columns["statistic"]]
    return (Row(*values) for values in zip(*columns.values(), strict=True))


def _column(frame: pd.DataFrame, name: str) -> list[Any]:
    """Plain values: "" for an absent text, None for an absent number, False for an absent flag."""
    absent = "" if name in TEXTS else None if name in NUMBERS else False
    if name not in frame:
        return [absent] * len(frame)
    held, blank = frame[name].tolist(), frame[name].isna().to_numpy()
    return (
        [absent if is_blank else value for value, is_blank in zip(held, blank, strict=True)]
        if blank.any()
        else held
    )
