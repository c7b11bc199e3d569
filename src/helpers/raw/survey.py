"""One survey: codebook and raw export -> df_by_respondent, every answer checked against its question."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.answers import read_answers
from helpers.raw.base import ALLOWED, BaseError, is_in_base, parse_base
from helpers.raw.files import Sheet
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE, SurveyInput, path_place
from helpers.raw.names import suggest

SET_ASIDE = "この設問は集計しません。"


def build_survey(
    codebook: dict,
    file: str,
    lines: dict,
    sheet: Sheet | None,
    shares: pd.DataFrame | None,
    findings: Findings,
) -> SurveyInput:
    """The survey of a checked codebook and its received sheets; `file` and `lines` are survey.yaml's."""
    questions = _fill_questions(codebook["questions"], file, lines, findings)
    if sheet is not None:
        questions = _check_columns(codebook, questions, sheet, findings)
    bases = _parse_bases(questions, codebook["questions"], file, lines, findings)
    questions = [question for question in questions if question["id"] in bases]
    codebook = codebook | {"questions": questions}
    _check_published(codebook, sheet, file, lines, findings)
    frame = (
        _read_respondents(codebook, bases, sheet, findings) if sheet else _build_frame(codebook, {}, [], [])
    )
    return SurveyInput(codebook["id"], codebook, frame, shares)


def _fill_questions(questions: list[dict], file: str, lines: dict, findings: Findings) -> list[dict]:
    """Questions with `column` filled in; ids, columns and choices must be distinct."""
    seen: set[str] = set()
    for number, question in enumerate(questions):
        place = path_place(file, ("questions", number), lines)
        if question["id"] in seen:
            message = f"設問 id「{question['id']}」が二度出てきます。"
            findings.add("duplicate-id", "fatal", place, message, remedy="id を一つずつにしてください。")
        seen.add(question["id"])
        if not question["text"].strip():
            message = f"{question['id']} の設問文（text）がありません。設問 id だけを印字します。"
            findings.add("missing-text", "warning", place, message, remedy="text に書いてください。")
        choices = question["choices"]
        for choice in dict.fromkeys(
            c for c in choices if choices.count(c) > 1 or c in (NOT_APPLICABLE, SUPPRESSED)
        ):
            message = f"{question['id']} の選択肢が重なるか、決まった印（非該当・秘匿）と同じです。"
            findings.add(
                "duplicate-choice",
                "fatal",
                place,
                message,
                given=choice,
                remedy="選択肢の名前を変えてください。",
            )
    return [question | {"column": question["column"] or question["id"]} for question in questions]


def _check_columns(codebook: dict, questions: list[dict], sheet: Sheet, findings: Findings) -> list[dict]:
    """The questions whose column is there."""
    given, place = list(sheet.frame.columns), Place(sheet.place.file, sheet.place.sheet, 1)
    used = [
        codebook["id_column"],
        codebook["timestamp_column"],
        *(question["column"] for question in questions),
    ]
    for column in dict.fromkeys(column for column in used if column and column not in given):
        severity = "fatal" if column == codebook["id_column"] else "error"
        asked = any(question["column"] == column for question in questions)
        message = f"回答の表に列「{column}」がありません。{SET_ASIDE if asked else ''}"
        remedy = suggest(column, given) + "survey.yaml の column を表の列名に合わせてください。"
        findings.add("missing-column", severity, place, message, allowed="、".join(given), remedy=remedy)
    for column in given:
        if column not in used:
            message = f"列「{column}」は survey.yaml にありません。読みません。"
            remedy = "使う列なら、設問を survey.yaml に加えてください。"
            findings.add("unknown-column", "warning", place, message, remedy=remedy)
    return [question for question in questions if question["column"] in given]


def _check_published(codebook: dict, sheet: Sheet | None, file: str, lines: dict, findings: Findings) -> None:
    """`published` must name respondents that are there."""
    column = codebook["id_column"]
    known = set(sheet.frame[column].str.strip()) if sheet and column in sheet.frame.columns else set()
    for question in codebook["questions"]:
        for name in [name for name in question["published"] if name not in known]:
            message = f"{question['id']} の published にある回答 id が、回答の表にありません。"
            place, remedy = path_place(file, ("questions",), lines), suggest(name, sorted(known))
            findings.add("unknown-respondent", "error", place, message, given=name, remedy=remedy)


def _parse_bases(
    questions: list[dict], listed: list[dict], file: str, lines: dict, findings: Findings
) -> dict[str, object]:
    """Question id -> expression tree or None; a question with a bad base is left out."""
    bases: dict[str, object] = {}
    positions = {question["id"]: number for number, question in enumerate(listed)}
    known: dict[str, list[str]] = {}
    for question in questions:
        try:
            bases[question["id"]] = parse_base(question["base"], known) if question["base"] else None
            known[question["id"]] = question["choices"]
        except BaseError as error:
            place = path_place(file, ("questions", positions[question["id"]], "base"), lines)
            message = f"{question['id']} の base を使えません。{error}{SET_ASIDE}"
            details = {"given": question["base"], "allowed": ALLOWED, "remedy": "base を書き直してください。"}
            findings.add("bad-base", "error", place, message, **details)
    return bases


def _read_respondents(codebook: dict, bases: dict, sheet: Sheet, findings: Findings) -> pd.DataFrame:
    """df_by_respondent, base filters applied; index `row` is the row in the file."""
    place, rows = sheet.place, [int(row) for row in sheet.frame.index]
    if not rows:
        message = "回答が1件もありません。回収数 0 として扱います。"
        findings.add("empty-survey", "error", place, message, remedy="回答の入った表を置いてください。")
    blank = pd.Series("", index=sheet.frame.index)
    ids = [value.strip() for value in sheet.frame.get(codebook["id_column"], blank)]
    if codebook["id_column"] in sheet.frame.columns:
        _check_ids(ids, rows, codebook["id_column"], place, findings)
    _check_timestamps(codebook, sheet, findings)
    answers = {
        question["id"]: read_answers(question, list(sheet.frame[question["column"]]), rows, place, findings)
        for question in codebook["questions"]
    }
    for position, row in enumerate(rows):
        _apply_bases(codebook["questions"], bases, answers, position, row, place, findings)
    return _build_frame(codebook, answers, ids, rows)


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
    for row, text in sheet.frame[column].items():
        date = _read_day(text)
        if date and not period["start"] <= date <= period["end"]:
            place = Place(sheet.place.file, sheet.place.sheet, int(row), column)
            allowed = f"{period['start']}〜{period['end']}"
            remedy = "survey.yaml の period か、回答日時を確かめてください。"
            message = "回答日時が調査期間の外です。回答は数えます。"
            findings.add(
                "outside-period", "warning", place, message, given=text, allowed=allowed, remedy=remedy
            )


def _read_day(text: str) -> dt.date | None:
    """The day of 2024-01-19T10:00, 2024/1/19 10:00 or the like; None when it is no such date."""
    try:
        year, month, day = text.strip().replace("/", "-").replace("T", " ").split(" ")[0].split("-")
        return dt.date(int(year), int(month), int(day))
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
            where = Place(place.file, place.sheet, row, question["column"])
            asked = is_in_base(base, given)
            cells[position] = _hold_against_base(question, asked, cells[position], where, findings)
        given[question["id"]] = SUPPRESSED if _is_unreadable(question, cells[position]) else cells[position]


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
