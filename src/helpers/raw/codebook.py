"""survey.yaml against itself and against the columns of the responses: the questions that can be counted."""

from __future__ import annotations

from helpers.findings import Findings, Place
from helpers.raw.base import ALLOWED, BaseError, parse_base
from helpers.raw.files import Sheet
from helpers.raw.forms import find_form_faults, join_columns
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, path_place
from helpers.raw.names import suggest

SET_ASIDE = "この設問は集計しません。"
SEPARATOR = ";"


def fill_questions(questions: list[dict], file: str, lines: dict, findings: Findings) -> list[dict]:
    """Questions with `column` and `separator` filled in; ids, columns and choices must be distinct.

    `column` of a question with `columns` names them all (Q3_1～Q3_5). A question whose `columns` or `codes` do not
    fit its choices is left out.
    """
    questions = [_leave_out_blanks(question) for question in questions]
    _check_questions(questions, file, lines, findings)
    return [
        _fill_question(question)
        for number, question in enumerate(questions)
        if not _add_form_faults(question, number, file, lines, findings)
    ]


def _leave_out_blanks(question: dict) -> dict:
    """Without the columns and codes that the schema has set aside."""
    forms = {key: {name: to for name, to in question[key].items() if to} for key in ("columns", "codes")}
    return question | forms


def _check_questions(questions: list[dict], file: str, lines: dict, findings: Findings) -> None:
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


def _fill_question(question: dict) -> dict:
    columns = question["columns"]
    column = join_columns(columns) if columns else question["column"] or question["id"]
    return question | {"column": column, "separator": question["separator"] or SEPARATOR}


def _add_form_faults(question: dict, number: int, file: str, lines: dict, findings: Findings) -> bool:
    faults = list(find_form_faults(question))
    for key, message, given, allowed in faults:
        place, text = path_place(file, ("questions", number, key), lines), f"{question['id']} の {message}"
        details = {"given": given, "allowed": allowed, "remedy": f"{key} を書き直してください。"}
        findings.add("bad-form", "error", place, text + SET_ASIDE, **details)
    return bool(faults)


def columns_of(question: dict) -> list[str]:
    """The columns of the response file that hold a question."""
    return list(question["columns"].values()) or [question["column"]]


def check_columns(codebook: dict, questions: list[dict], sheet: Sheet, findings: Findings) -> list[dict]:
    """The questions whose columns are there."""
    given = list(sheet.frame.columns)
    place = Place(sheet.place.file, sheet.place.sheet, codebook["header_rows"])
    asked = [column for question in questions for column in columns_of(question)]
    used = [codebook["id_column"], codebook["timestamp_column"], *asked]
    for column in dict.fromkeys(column for column in used if column and column not in given):
        severity = "fatal" if column == codebook["id_column"] else "error"
        message = f"回答の表に列「{column}」がありません。{SET_ASIDE if column in asked else ''}"
        remedy = suggest(column, given) + "survey.yaml の column か columns を表の列名に合わせてください。"
        findings.add("missing-column", severity, place, message, allowed="、".join(given), remedy=remedy)
    for column in given:
        if column not in used:
            message = f"列「{column}」は survey.yaml にありません。読みません。"
            remedy = "使う列なら、設問を survey.yaml に加えてください。"
            findings.add("unknown-column", "warning", place, message, remedy=remedy)
    return [question for question in questions if set(columns_of(question)) <= set(given)]


def check_published(codebook: dict, sheet: Sheet | None, file: str, lines: dict, findings: Findings) -> None:
    """`published` must name respondents that are there."""
    column = codebook["id_column"]
    known = set(sheet.frame[column].str.strip()) if sheet and column in sheet.frame.columns else set()
    for question in codebook["questions"]:
        for name in [name for name in question["published"] if name not in known]:
            message = f"{question['id']} の published にある回答 id が、回答の表にありません。"
            place, remedy = path_place(file, ("questions",), lines), suggest(name, sorted(known))
            findings.add("unknown-respondent", "error", place, message, given=name, remedy=remedy)


def parse_bases(
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
