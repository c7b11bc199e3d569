"""Answers to derived questions: numbers into bands, choices into new ones. Marks and blanks stay what they are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.coded import Coded, read_distinct
from helpers.raw.model import UNREADABLE


def derive_answers(
    question: dict, source: Coded, rows: Sequence[int], place: Place, findings: Findings
) -> Coded:
    """The answers to a question with `bands` or `recode`, from the answers to the one it comes from.

    A number in none of the bands is 不明, with a finding.
    """
    where = Place(place.file, place.sheet, None, question["column"])
    mapped = {old: new for new, listed in question["recode"].items() for old in listed}

    def read(value: object, noted: Findings) -> object:
        if isinstance(value, tuple):
            return tuple(
                dict.fromkeys(new for new in question["choices"] for old in value if mapped[old] == new)
            )
        if value is pd.NA or isinstance(value, str):
            return value if value is pd.NA else mapped.get(value, value)
        return _find_band(question, value, where, noted)

    return read_distinct(source, rows, findings, read)


def _find_band(question: dict, number: float, place: Place, findings: Findings) -> str:
    for label, (low, high) in question["bands"].items():
        if (low is None or low <= number) and (high is None or number < high):
            return label
    message = f"{question['id']} のどの階級にも入らない数です。「{UNREADABLE}」に数えます。"
    allowed = "、".join(f"{label} {bounds}" for label, bounds in question["bands"].items())
    remedy = "survey.yaml の bands を、すべての数が入るように書いてください。"
    findings.add("outside-bands", "error", place, message, given=str(number), allowed=allowed, remedy=remedy)
    return UNREADABLE
