"""Small coded surveys for the tests of the tabulation engine."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.raw import SurveyInput
from helpers.tabulate import CodedSurvey, Settings, code_survey, tabulate

TEXT = ("SA", "SCALE", "FA")


def ask(name: str, kind: str, choices: str = "", **more: object) -> dict:
    """A question of the codebook; `choices` are separated by blanks."""
    return {
        "id": name,
        "text": f"{name}の設問",
        "type": kind,
        "column": name,
        "choices": choices.split(),
    } | more


def code(
    questions: Sequence[dict], answers: dict, weights: Sequence[float] | None = None, **book
) -> CodedSurvey:
    """The coded survey of some answers, a list for each question; None is a blank."""
    columns = {
        q["id"]: pd.Series(
            [pd.NA if each is None else each for each in answers[q["id"]]],
            dtype="string" if q["type"] in TEXT else "object",
        )
        for q in questions
    }
    frame = pd.DataFrame(columns)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    held = None if weights is None else pd.Series(weights, index=frame.index, dtype="float64")
    book = {"title": "調査", "questions": list(questions)} | book
    return code_survey(SurveyInput("survey", book, frame, weights=held))


def spread(counts: dict[tuple, int]) -> list[list]:
    """{("男", "はい"): 2} -> one list a question, an answer for each respondent."""
    rows = [answer for answer, count in counts.items() for _ in range(count)]
    return [list(column) for column in zip(*rows, strict=True)]


def count(coded: CodedSurvey, *banners: str, **settings: object) -> pd.DataFrame:
    return tabulate(coded, banners, Settings(**settings))


def pick(frame: pd.DataFrame, question: str, banner: str = "", column: str = "", **more: str) -> pd.DataFrame:
    """The rows of one column of one question."""
    wanted = {"question": question, "banner": banner, "banner_choice": column} | more
    held = frame
    for name, value in wanted.items():
        held = held[held[name] == value]
    return held


def figures(frame: pd.DataFrame, *names: str) -> list[tuple]:
    """Tuples of some columns, None for <NA>."""
    return [
        tuple(None if value is pd.NA else value for value in row)
        for row in frame[list(names)].itertuples(index=False)
    ]


def value(
    frame: pd.DataFrame, question: str, statistic: str, banner: str = "", column: str = "", choice: str = ""
) -> float:
    """The value of one statistic."""
    (found,) = pick(frame, question, banner, column, statistic=statistic, choice=choice)["value"]
    return found
