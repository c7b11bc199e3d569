"""One survey: codebook and raw export -> df_by_respondent, every answer checked against its question."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.answers import read_answers
from helpers.raw.base import is_in_base
from helpers.raw.codebook import check_columns, check_published, fill_questions, parse_bases
from helpers.raw.files import Sheet
from helpers.raw.forms import read_columns
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE, SurveyInput

DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})([T ].*)?", re.ASCII | re.DOTALL)


def build_survey(
    codebook: dict,
    file: str,
    lines: dict,
    sheet: Sheet | None,
    shares: pd.DataFrame | None,
    findings: Findings,
) -> SurveyInput:
    """The survey of a checked codebook and its received sheets; `file` and `lines` are survey.yaml's."""
    questions = fill_questions(codebook["questions"], file, lines, findings)
    if sheet is not None:
        questions = check_columns(codebook, questions, sheet, findings)
    bases = parse_bases(questions, codebook["questions"], file, lines, findings)
    questions = [question for question in questions if question["id"] in bases]
    codebook = codebook | {"questions": questions}
    check_published(codebook, sheet, file, lines, findings)
    frame = (
        _read_respondents(codebook, bases, sheet, findings) if sheet else _build_frame(codebook, {}, [], [])
    )
    return SurveyInput(codebook["id"], codebook, frame, shares)


def _read_respondents(codebook: dict, bases: dict, sheet: Sheet, findings: Findings) -> pd.DataFrame:
    """df_by_respondent, base filters applied; index `row` is the row in the file."""
    place, rows = sheet.place, [int(row) for row in sheet.frame.index]
    if not rows:
        message = "回答が1件もありません。資料未受領として扱います。"
        findings.add("empty-survey", "error", place, message, remedy="回答の入った表を置いてください。")
    blank = pd.Series("", index=sheet.frame.index)
    ids = [value.strip() for value in sheet.frame.get(codebook["id_column"], blank)]
    if codebook["id_column"] in sheet.frame.columns:
        _check_ids(ids, rows, codebook["id_column"], place, findings)
    _check_timestamps(codebook, sheet, findings)
    answers = {
        question["id"]: _read_question(question, sheet, findings) for question in codebook["questions"]
    }
    for position, row in enumerate(rows):
        _apply_bases(codebook["questions"], bases, answers, position, row, place, findings)
    return _build_frame(codebook, answers, ids, rows)


def _read_question(question: dict, sheet: Sheet, findings: Findings) -> list:
    if question["columns"]:
        return read_columns(question, sheet.frame, sheet.place, findings)
    cells, rows = list(sheet.frame[question["column"]]), [int(row) for row in sheet.frame.index]
    return read_answers(question, cells, rows, sheet.place, findings)


def _build_frame(codebook: dict, answers: dict[str, list], ids: list[str], rows: list[int]) -> pd.DataFrame:
    index = pd.Index(rows, name="row", dtype="int64")
    columns = {codebook["id_column"]: pd.Series([name or pd.NA for name in ids], index=index, dtype="string")}
    for question in codebook["questions"]:
        dtype = "string" if question["type"] in ("SA", "FA") else "object"
        columns[question["id"]] = pd.Series(answers.get(question["id"], []), index=index, dtype=dtype)
    return pd.DataFrame(columns)


def _check_ids(ids: list[str], rows: list[int], column: str, place: Place, findings: Findings) -> None:
    first: dict[str, int] = {}
    for name, row in zip(ids, rows, strict=True):
        where = Place(place.file, place.sheet, row, column)
        if not name:
            findings.add(
                "missing-id", "fatal", where, "回答 id が空欄です。", remedy="一意の id を入れてください。"
            )
        elif name in first:
            message = f"回答 id が{first[name]}行目と重なっています。"
            remedy = "二重送信なら一行を除いた表を受け取り直し、別の回答なら id を分けてください。"
            findings.add("duplicate-respondent", "fatal", where, message, given=name, remedy=remedy)
        first.setdefault(name, row)


def _check_timestamps(codebook: dict, sheet: Sheet, findings: Findings) -> None:
    """Answers given outside the survey period."""
    column, period = codebook["timestamp_column"], codebook["period"] or {}
    if column not in sheet.frame.columns or not (period.get("start") and period.get("end")):
        return
    days = {int(row): (_read_day(text), text) for row, text in sheet.frame[column].items() if text.strip()}
    _check_readable(days, Place(sheet.place.file, sheet.place.sheet, None, column), findings)
    for row, (day, text) in days.items():
        if day and not period["start"] <= day <= period["end"]:
            place = Place(sheet.place.file, sheet.place.sheet, row, column)
            allowed = f"{period['start']}〜{period['end']}"
            remedy = "survey.yaml の period か、回答日時を確かめてください。"
            message = "回答日時が調査期間の外です。回答は数えます。"
            findings.add(
                "outside-period", "warning", place, message, given=text, allowed=allowed, remedy=remedy
            )


def _check_readable(days: dict[int, tuple], place: Place, findings: Findings) -> None:
    """One finding for the whole column, at the first timestamp that is no date."""
    bad = {row: text for row, (day, text) in days.items() if day is None}
    if bad:
        row, text = next(iter(bad.items()))
        message = f"回答日時が日付として読めない回答が{len(bad)}件あります。調査期間と照らしていません。"
        details = {"given": text, "allowed": "2024-01-19、2024/01/19 10:23:45 など、年月日で始まる日時"}
        where, remedy = Place(place.file, place.sheet, row, place.column), "年月日の順に直してください。"
        findings.add("unreadable-timestamp", "warning", where, message, remedy=remedy, **details)


def _read_day(text: str) -> dt.date | None:
    """The day of 2024-01-19T10:00, 2024/1/19 10:00, 2024/01/19 午後 3:21:10 GMT+9; None when it is no such date."""
    found = DAY.fullmatch(text.strip())
    try:
        return dt.date(*(int(found[part]) for part in (1, 3, 4))) if found else None
    except ValueError:
        return None


def _apply_bases(
    questions: list[dict],
    bases: dict,
    answers: dict,
    position: int,
    row: int,
    place: Place,
    findings: Findings,
) -> None:
    """Hold one respondent's answers against the base filters, in the order of the questions."""
    given: dict[str, object] = {}
    for question in questions:
        base, cells = bases[question["id"]], answers[question["id"]]
        if base is not None:
            where = Place(place.file, place.sheet, row, _column_of(question, cells[position]))
            asked = is_in_base(base, given)
            cells[position] = _hold_against_base(question, asked, cells[position], where, findings)
        given[question["id"]] = SUPPRESSED if _is_unreadable(question, cells[position]) else cells[position]


def _column_of(question: dict, answer: object) -> str:
    """The column that holds the answer; of several, those that were chosen."""
    chosen = answer if question["columns"] and isinstance(answer, tuple) else ()
    return "、".join(question["columns"][choice] for choice in chosen) or question["column"]


def _is_unreadable(question: dict, answer: object) -> bool:
    """Such an answer decides as little as a suppressed one whether the next question was asked."""
    own_words = question["type"] == "FA" or UNREADABLE in question["choices"]
    return isinstance(answer, str) and answer == UNREADABLE and not own_words


def _hold_against_base(
    question: dict, asked: bool | None, value: object, place: Place, findings: Findings
) -> object:
    """A blank of a question that was not asked becomes 非該当; a contradicting answer is set aside."""
    mark = value if isinstance(value, str) and value in (NOT_APPLICABLE, SUPPRESSED) else ""
    if asked is None or mark == SUPPRESSED or (mark and not asked):
        return value
    if asked and mark:
        message = "聞かれたはずの設問が「非該当」になっています。非該当のまま数えます。"
        remedy, allowed = "無回答なら空欄にしてください。", "回答、空欄"
        findings.add(
            "base-contradiction", "error", place, message, given=mark, allowed=allowed, remedy=remedy
        )
    elif not asked and value is not pd.NA:
        message = f"条件（{question['base']}）に当たらない人の回答です。非該当とし、この回答は使いません。"
        remedy = "条件の設問の回答か base を確かめてください。"
        findings.add(
            "base-contradiction", "error", place, message, given=_show(value), allowed="空欄", remedy=remedy
        )
    return value if asked else NOT_APPLICABLE


def _show(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)
