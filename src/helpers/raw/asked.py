"""Base filters held against all respondents at once: who was asked, and answers that contradict it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.base import is_in_base, names_in
from helpers.raw.coded import Coded, combine
from helpers.raw.faults import is_numbered
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE

ASKED, NOT_ASKED, OPEN = 1, 0, -1
BLANK, MARKED, HIDDEN, GIVEN = range(4)


def find_asked(base: ast.expr, questions: dict[str, dict], answers: dict[str, Coded]) -> np.ndarray:
    """ASKED, NOT_ASKED or OPEN (hangs on an answer that is not known) for every respondent.

    The condition is evaluated once for each combination of answers that occurs.
    """
    names = names_in(base)
    held = [_settled(questions[name], answers[name]) for name in names]
    codes, firsts = combine(held)
    outcomes = {None: OPEN, True: ASKED, False: NOT_ASKED}
    met = [
        outcomes[
            is_in_base(
                base,
                {name: column.values[column.codes[first]] for name, column in zip(names, held, strict=True)},
            )
        ]
        for first in firsts
    ]
    return np.array(met, dtype=np.int8)[codes] if met else np.zeros(0, dtype=np.int8)


def _settled(question: dict, answers: Coded) -> Coded:
    """An unreadable answer decides as little as a suppressed one whether the next question was asked."""
    own_words = question["type"] == "FA" or UNREADABLE in question["choices"]
    return (
        answers if own_words else answers.map(lambda value: SUPPRESSED if _is(value, UNREADABLE) else value)
    )


def _is(value: object, mark: str) -> bool:
    return isinstance(value, str) and value == mark


def hold_against_base(
    question: dict, asked: np.ndarray, answers: Coded, rows: Sequence[int], place: Place, findings: Findings
) -> Coded:
    """A blank of a question that was not asked becomes 非該当; a contradicting answer is set aside, with a finding."""
    states = np.array([_state(value) for value in answers.values], dtype=np.int8)
    state = states[answers.codes] if len(states) else np.zeros(0, dtype=np.int8)
    told = np.flatnonzero(((asked == ASKED) & (state == MARKED)) | ((asked == NOT_ASKED) & (state == GIVEN)))
    for position in told:
        value = answers.values[answers.codes[position]]
        where = Place(place.file, place.sheet, int(rows[position]), _column_of(question, value))
        _tell(question, value, bool(asked[position] == ASKED), where, findings)
    return answers.put((asked == NOT_ASKED) & ((state == BLANK) | (state == GIVEN)), NOT_APPLICABLE)


def _state(value: object) -> int:
    if value is pd.NA:
        return BLANK
    return MARKED if _is(value, NOT_APPLICABLE) else HIDDEN if _is(value, SUPPRESSED) else GIVEN


def _tell(question: dict, value: object, asked: bool, place: Place, findings: Findings) -> None:
    if asked:
        message = "聞かれたはずの設問が「非該当」になっています。非該当のまま数えます。"
        allowed, remedy = "回答、空欄", "無回答なら空欄にしてください。"
    else:
        message = f"条件（{question['base']}）に当たらない人の回答です。非該当とし、この回答は使いません。"
        allowed, remedy = "空欄", "条件の設問の回答か base を確かめてください。"
    findings.add(
        "base-contradiction", "error", place, message, given=_show(value), allowed=allowed, remedy=remedy
    )


def _column_of(question: dict, answer: object) -> str:
    """The column that holds the answer; of several, those that were chosen."""
    columns = question["columns"]
    chosen = answer if columns and isinstance(answer, tuple) and not is_numbered(question) else ()
    return "、".join(columns[choice] for choice in chosen if choice) or question["column"]


def _show(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)
