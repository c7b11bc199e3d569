"""Closed questions -> one long result frame; every table, chart and figure in prose is read from it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.raw import SurveyInput
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.tabulate.notes import NO_ANSWER, UNKNOWN_BASE, base_note

COLUMNS = {
    "survey": "str", "question": "str", "question_text": "str", "type": "str", "choice": "str",
    "n": "Int64", "base": "Int64", "percent": "Float64", "base_note": "str", "synthetic": "bool", "source": "str",
}  # fmt: skip


def tabulate_surveys(surveys: Iterable[SurveyInput]) -> pd.DataFrame:
    """df_by_question_choice: one row a choice of a closed question.

    | survey | question | question_text | type | choice | n | base | percent | base_note | synthetic | source |
    |--------|----------|---------------|------|--------|---|------|---------|-----------|-----------|--------|
    | survey | Q1       | 団体の基礎情報… | SA  | NPO法人 | 18 | 62  | 29.03…  | 全回答者   | False     | surveys/… |

    `base` is the number of respondents who were asked (issues of the base are printed with it), `percent` is
    0-100 of that base, unrounded. Choices keep the codebook's order; 無回答 follows where somebody did not answer.
    Where only percentages were published, `n` and `base` are <NA>.
    """
    rows = [
        row
        for survey in surveys
        for question in survey.codebook["questions"]
        for row in _rows(survey, question)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _rows(survey: SurveyInput, question: dict) -> list[tuple]:
    if question["type"] not in ("SA", "MA"):
        return []
    if survey.shares is not None:
        return _published(survey, question)
    return _counted(survey, question)


def _published(survey: SurveyInput, question: dict) -> list[tuple]:
    """Percentages as they were published; a base that was not published stays unknown."""
    shares = survey.shares[survey.shares["question"] == question["id"]].dropna(subset=["percent"])
    file = f"surveys/{survey.id}/aggregates.csv"
    return [
        (*_head(survey, question), row.choice, _count(row.percent, row.n), row.n, row.percent, UNKNOWN_BASE if pd.isna(row.n) else "", False,
         f"{file}（{row.source}）")
        for row in shares.itertuples()
    ]  # fmt: skip


def _count(percent: float, base: int) -> int | None:
    """The count that a published percentage stands for; None where it is not known or no whole count gives it."""
    if pd.isna(percent) or pd.isna(base):
        return None
    count = int(percent * base / 100 + 0.5)
    return count if abs(100 * count / base - percent) <= 0.5 else None


def _counted(survey: SurveyInput, question: dict) -> list[tuple]:
    answers = survey.respondents[question["id"]]
    answers = answers[answers.map(lambda answer: answer is pd.NA or answer != NOT_APPLICABLE)]
    base, source = len(answers), f"surveys/{survey.id}/responses の「{question['column']}」列"
    return [
        (*_head(survey, question), choice, n, base, 100 * n / base if base else None, base_note(question),
         bool(question.get("synthetic")), source)
        for choice, n in count_choices(answers, question).items()
    ]  # fmt: skip


def _head(survey: SurveyInput, question: dict) -> tuple:
    return survey.id, question["id"], question["text"], question["type"]


def count_choices(answers: pd.Series, question: dict) -> dict[str, int]:
    """Choice -> respondents who chose it, in the codebook's order; 不明, 秘匿 and 無回答 last, where there are any."""
    given = answers.dropna()
    counts = (given.explode() if question["type"] == "MA" else given).value_counts()
    result = {choice: int(counts.get(choice, 0)) for choice in question["choices"]}
    marks = {mark: int(counts.get(mark, 0)) for mark in (UNREADABLE, SUPPRESSED) if mark not in result}
    extra = marks | {NO_ANSWER: len(answers) - len(given)}
    return result | {label: count for label, count in extra.items() if count}


def summarize_surveys(surveys: Iterable[SurveyInput]) -> pd.DataFrame:
    """df_by_survey: 調査 | 送付数 | 回答数 | 回収率（%） | 期間 | 合成データ (one row a survey; <NA> where unknown)."""
    rows = []
    for survey in surveys:
        book, period = survey.codebook, survey.codebook.get("period") or {}
        returned = len(survey.respondents) if survey.shares is None else pd.NA
        sent = book.get("sent") or pd.NA
        rate = 100 * returned / sent if not (pd.isna(returned) or pd.isna(sent)) else pd.NA
        dates = f"{period.get('start', '')}～{period.get('end', '')}" if period else ""
        rows.append((book["title"], sent, returned, rate, dates, bool(book.get("synthetic"))))
    columns = ["調査", "送付数", "回答数", "回収率（%）", "期間", "合成データ"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"送付数": "Int64", "回答数": "Int64", "回収率（%）": "Float64"}
    )
