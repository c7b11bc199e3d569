"""df_by_respondent -> columns of small integers: every distinct answer is read once, then only numbers are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.errors import RawInputError
from helpers.raw import SurveyInput
from helpers.tabulate.notes import MARKS

NOT_ASKED = 0  # code of a respondent who was not asked
TOP = 10  # of the NPS


@dataclass(frozen=True)
class CodedQuestion:
    """The answers to one question, one code a respondent.

    `codes` (n, the smallest integers): 0 not asked; 1..A a distinct answer (a choice, a set of choices, an order, a month); then 不明,
    秘匿, 無回答. The tables below have one row for each of the A answers, one column for each of the C choices:

    - `cells` (A x C, bool): the choices that an answer holds
    - `ranks` (A x C, int) of RANK: the rank given to a choice, 0 for none
    - `scores` (A, float) of SCALE and NPS: what the answer is worth, NaN for nothing
    - `values` (n, float) of NUM: the number, NaN where there is none (A is 1: answered)
    """

    question: dict
    choices: tuple[str, ...]
    codes: np.ndarray
    cells: np.ndarray
    ranks: np.ndarray | None = None
    scores: np.ndarray | None = None
    values: np.ndarray | None = None

    @property
    def id(self) -> str:
        return self.question["id"]

    @property
    def type(self) -> str:
        return self.question["type"]

    @property
    def answers(self) -> int:
        """A: how many distinct answers there are."""
        return len(self.cells)

    @property
    def size(self) -> int:
        """A + 3: answers and marks, the rows of a count."""
        return self.answers + len(MARKS)

    def mark_codes(self) -> dict[str, int]:
        """不明, 秘匿, 無回答 -> code."""
        return {mark: self.answers + number for number, mark in enumerate(MARKS, start=1)}

    def marks_given(self) -> list[str]:
        """The marks that at least one respondent has."""
        return [mark for mark, code in self.mark_codes().items() if (self.codes == code).any()]


@dataclass(frozen=True)
class CodedSurvey:
    """A survey whose answers are codes. `weights` (n, float) or None; `file` is where the answers were received.

    A survey of which only shares were published has no coded questions.
    """

    survey: SurveyInput
    questions: dict[str, CodedQuestion]
    weights: np.ndarray | None
    file: str

    @property
    def id(self) -> str:
        return self.survey.id

    @property
    def codebook(self) -> dict:
        return self.survey.codebook

    @property
    def respondents(self) -> int:
        return len(self.survey.respondents)

    def __iter__(self) -> Iterator[CodedQuestion]:
        return iter(self.questions.values())


def code_survey(survey: SurveyInput, file: str = "") -> CodedSurvey:
    """All questions of a survey as codes; `file` is named as the source (surveys/<id>/responses).

    Raises RawInputError where a weight is missing, negative or no number.
    """
    from helpers.tabulate.kinds import code_question

    listed = survey.codebook["questions"] if survey.shares is None else []
    questions = {q["id"]: code_question(q, survey.respondents[q["id"]]) for q in listed}
    return CodedSurvey(survey, questions, _weights(survey), file or f"surveys/{survey.id}/responses")


def _weights(survey: SurveyInput) -> np.ndarray | None:
    held = getattr(survey, "weights", None)
    if held is None:
        return None
    weights = pd.to_numeric(held, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    bad = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if len(bad) or len(weights) != len(survey.respondents):
        rows = "、".join(str(survey.respondents.index[position]) for position in bad[:5])
        raise RawInputError(
            f"調査「{survey.id}」のウエイトに、0以上の数でないものが{len(bad)}件あります（{rows}行目）。"
            "ウエイトの列を直すか、survey.yaml の weight を外してください。"
        )
    return weights
