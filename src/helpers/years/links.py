"""The words of a correspondence of questions, one row of it, and the frame that people confirm in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

SAME, TEXT, CHOICES, TYPE, BASE = "同じ", "文言変更", "選択肢変更", "型変更", "基数変更"
ADDED, DROPPED = "新設", "廃止"
RESPONDENTS, MODE = "対象変更", "方法変更"
WORDS = {
    TEXT: "設問文が変わった",
    CHOICES: "選択肢が変わった",
    TYPE: "設問の型が変わった",
    BASE: "尋ねた相手（基数）が変わった",
    ADDED: "新しい設問",
    DROPPED: "なくなった設問",
    RESPONDENTS: "調査対象が変わった",
    MODE: "調査方法が変わった",
}
YES, CONDITIONAL, NO = "可", "条件付き", "不可"
RANK = {YES: 0, CONDITIONAL: 1, NO: 2}
WHOLE = "*"  # stands for the survey as a whole
JOINT = "・"
DRAFT = "【案】"
COLUMNS = {
    "question": "string", "question_text": "string", "previous_question": "string", "previous_text": "string",
    "status": "string", "comparable": "string", "reason": "string", "choices": "string", "score": "Float64",
    "confirmed_by": "string", "note": "string",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Choices of the later year that together mean what choices of the earlier one mean; one side may be empty."""

    new: tuple[str, ...]
    old: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return bool(self.new and self.old)


@dataclass(frozen=True)
class Link:
    """One question of the later year and the one of the earlier year that it follows; "" where there is none.

    `pairs` cover all choices of both years. `guesses` are pairs that look alike: shown to the analyst, never used
    before they are confirmed. `score` is the likeness of the wordings (0-1), None where nothing was compared.
    `what` is what the program saw change, `reason` why the two may (not) be compared, as drafted or as confirmed.
    """

    question: str
    previous: str
    status: tuple[str, ...]
    comparable: str
    reason: str = ""
    what: str = ""
    pairs: tuple[Pair, ...] = ()
    guesses: tuple[Pair, ...] = ()
    text: str = ""
    previous_text: str = ""
    score: float | None = None
    confirmed_by: str = ""
    note: str = ""

    @property
    def is_same(self) -> bool:
        return self.status == (SAME,)

    @property
    def is_draft(self) -> bool:
        """Whether a person must look: everything but a question that kept its id and all that was asked."""
        return not self.confirmed_by and not (self.is_same and self.question == self.previous)

    @property
    def words(self) -> str:
        """設問文が変わった、選択肢が変わった."""
        return "、".join(WORDS[name] for name in self.status if name in WORDS)

    @property
    def mark(self) -> str:
        return DRAFT if self.is_draft else ""


def worse(*names: str) -> str:
    """The strictest of 可, 条件付き, 不可."""
    return max(names, key=RANK.__getitem__)


def find_link(links: Iterable[Link], question: str) -> Link | None:
    """The link of a question of the later year."""
    return next((link for link in links if link.question == question), None)


def build_frame(links: Iterable[Link], describe) -> pd.DataFrame:
    """df_by_question_pair, the table of `helpers.raw.correspondence`; `describe` writes the pairs of a link."""
    rows = [
        (link.question, link.text, link.previous, link.previous_text, JOINT.join(link.status), link.comparable,
         link.reason, describe(link), link.score, link.confirmed_by, link.note)
        for link in links
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
