"""What a draft is made of: guesses with their reasons, columns left out, the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.draft.columns import Column
from helpers.findings import Place


@dataclass
class Guess:
    """One question as guessed: keys of survey.yaml, the columns it reads, why, and what a person should check.

    `counts` are answers per choice, printed beside it; `hints` are keys of survey.yaml that are only proposed (they are
    written as a comment).
    """

    question: dict
    columns: list[Column]
    reasons: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    hints: dict = field(default_factory=dict)
    code: str = ""
    stem: str = ""
    has_bands: bool = False

    @property
    def type(self) -> str:
        return self.question["type"]

    @property
    def position(self) -> int:
        return self.columns[0].position


@dataclass(frozen=True)
class LeftOut:
    """A column that no question reads, and why."""

    column: str
    reason: str


@dataclass
class Draft:
    """A first survey.yaml.

    `document` is what survey.yaml says (docs/data_contract.md); `reasons` holds, for each question id, Japanese
    sentences; `checks` what a person should look at; `hints` what is proposed as a comment only (under "" for the survey).
    """

    document: dict
    reasons: dict[str, list[str]]
    checks: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    hints: dict[str, dict] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    rows: int = 0
    columns: int = 0
