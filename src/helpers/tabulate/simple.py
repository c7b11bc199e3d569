"""単純集計: the count rows of `tabulate` for the whole of each survey, as facts, charts and sections read them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.raw import SurveyInput
from helpers.tabulate.build import tabulate
from helpers.tabulate.coded import code_survey
from helpers.tabulate.kinds import code_question
from helpers.tabulate.notes import UNKNOWN_BASE
from helpers.tabulate.rows import CHOICE, MARK

COUNTED = (
    "SA",
    "MA",
    "SCALE",
    "NPS",
    "RANK",
    "DATE",
)  # types with choices; numbers are counted by their bands
COLUMNS = {
    "survey": "str", "question": "str", "question_text": "str", "type": "str", "choice": "str",
    "n": "Int64", "base": "Int64", "percent": "Float64", "base_note": "str", "synthetic": "bool", "source": "str",
}  # fmt: skip


def tabulate_surveys(surveys: Iterable[SurveyInput]) -> pd.DataFrame:
    """df_by_question_choice: one row a choice of a closed question.

    | survey | question | question_text | type | choice | n | base | percent | base_note | synthetic | source |
    |--------|----------|---------------|------|--------|---|------|---------|-----------|-----------|--------|
    | survey | Q1       | 団体の基礎情報… | SA  | NPO法人 | 18 | 62  | 29.03…  | 全回答者   | False     | surveys/… |

    `base` is the number of respondents who were asked, or who answered, as the codebook's `percent_base` has it (issues
    of the base are printed with it), `percent` is 0-100 of that base, unrounded. Choices keep the codebook's order;
    不明, 秘匿 and 無回答 follow where there are any. RANK counts respondents who gave a choice any rank. `n` and `base`
    are Float64 where a survey has weights. Where only percentages were published, `n` and `base` are <NA>; what is left
    out below the codebook's `suppress_below` is <NA> as well.
    """
    parts = [_published(survey) if survey.shares is not None else _counted(survey) for survey in surveys]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})
    return pd.concat(parts, ignore_index=True)


def _counted(survey: SurveyInput) -> pd.DataFrame:
    frame = tabulate(code_survey(survey))
    counted = frame["type"].isin(COUNTED) & frame["kind"].isin([CHOICE, MARK])
    return frame.loc[counted, list(COLUMNS)]


def _published(survey: SurveyInput) -> pd.DataFrame:
    """Percentages as they were published; a base that was not published stays unknown."""
    file = f"surveys/{survey.id}/aggregates.csv"
    rows = [
        (survey.id, question["id"], question["text"], question["type"], row.choice, _count(row.percent, row.n), row.n,
         row.percent, UNKNOWN_BASE if pd.isna(row.n) else "", False, f"{file}（{row.source}）")
        for question in survey.codebook["questions"]
        if question["type"] in COUNTED
        for row in survey.shares[survey.shares["question"] == question["id"]].dropna(subset=["percent"]).itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _count(percent: float, base: int) -> int | None:
    """The count that a published percentage stands for; None where it is not known or no whole count gives it."""
    if pd.isna(percent) or pd.isna(base):
        return None
    count = int(percent * base / 100 + 0.5)
    return count if abs(100 * count / base - percent) <= 0.5 else None


def count_choices(answers: pd.Series, question: dict) -> dict[str, int]:
    """Choice -> respondents who chose it, in the codebook's order; 不明, 秘匿 and 無回答 last, where there are any."""
    coded = code_question(question, answers)
    chosen = coded.cells[coded.codes[(coded.codes > 0) & (coded.codes <= coded.answers)] - 1].sum(axis=0)
    counts = {choice: int(count) for choice, count in zip(coded.choices, chosen, strict=True)}
    marks = {mark: int((coded.codes == code).sum()) for mark, code in coded.mark_codes().items()}
    return counts | {mark: count for mark, count in marks.items() if count}


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
