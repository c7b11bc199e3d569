"""One survey: codebook and raw export -> df_by_respondent, every answer checked against its question."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.answers import read_answers
from helpers.raw.asked import find_asked, hold_against_base
from helpers.raw.banners import check_crosstabs
from helpers.raw.book import Book
from helpers.raw.codebook import check_columns, check_published, fill_questions, parse_bases
from helpers.raw.coded import Coded
from helpers.raw.columns import read_columns
from helpers.raw.derive import derive_answers
from helpers.raw.faults import CELL
from helpers.raw.files import Sheet, read_text
from helpers.raw.model import SurveyInput
from helpers.raw.other import read_other_texts
from helpers.raw.possible import check_possible
from helpers.raw.respondents import check_same_answers, read_ids, read_times, read_weights, settle_id_column
from helpers.raw.schema import check_document
from helpers.raw.shares import read_shares
from helpers.raw.yaml_lines import parse_yaml

TEXTS = ("SA", "SCALE", "FA")


def read_codebook(path: Path, findings: Findings) -> tuple[dict, dict] | None:
    """A survey.yaml outside of a case: (checked document, line of every key); None with findings when unusable."""
    text = read_text(path, path.name, findings) if path.is_file() else None
    if text is None:
        if not path.is_file():
            message, remedy = (
                "設問票（survey.yaml）がありません。",
                "ファイルの名前と場所を確かめてください。",
            )
            findings.add("missing-input", "fatal", Place(path.name), message, remedy=remedy)
        return None
    before = findings.count("fatal")
    document, lines = parse_yaml(text, path.name, findings)
    if document is None:
        if findings.count("fatal") == before:
            message, remedy = "中身がありません。", "項目を書いてください。"
            findings.add("empty-file", "fatal", Place(path.name), message, remedy=remedy)
        return None
    checked = check_document(document, "survey", path.name, lines, findings)
    return (checked, lines) if checked else None


def open_survey(sheet: Sheet, codebook: Path, findings: Findings) -> SurveyInput | None:
    """The survey of a received sheet and a codebook that lies anywhere; None when the codebook cannot be used."""
    held = read_codebook(codebook, findings)
    return build_survey(held[0], codebook.name, held[1], sheet, None, findings) if held else None


def build_survey(
    codebook: dict,
    file: str,
    lines: dict,
    sheet: Sheet | None,
    aggregates: Sheet | None,
    findings: Findings,
) -> SurveyInput:
    """The survey of a checked codebook and its received sheets; `file` and `lines` are survey.yaml's."""
    book = Book(file, lines, findings)
    questions = fill_questions(codebook, book)
    shares = None if aggregates is None else read_shares(aggregates, questions, findings)
    codebook, by_row = settle_id_column(codebook, sheet, book)
    if codebook["id_column"] in book.paths:
        message = "回答 id の列と同じ名前の設問 id があります。"
        details = {
            "given": codebook["id_column"],
            "remedy": "設問 id を変え、列の名前を column に書いてください。",
        }
        book.add("duplicate-id", "fatal", book.paths[codebook["id_column"]], message, **details)
    if sheet is not None:
        questions = check_columns(codebook, questions, sheet, by_row, findings)
    bases = parse_bases(questions, book)
    questions = [question for question in questions if question["id"] in bases]
    check_possible(questions, bases, book)
    crosstabs = check_crosstabs(codebook["crosstabs"], questions, book)
    codebook = codebook | {"questions": questions, "crosstabs": crosstabs}
    if sheet is None:
        check_published(codebook, [], book)
        return SurveyInput(codebook["id"], codebook, _build_frame(codebook, {}, [], _index([])), shares)
    return _read_respondents(codebook, bases, sheet, by_row, shares, book)


def _read_respondents(
    codebook: dict, bases: dict, sheet: Sheet, by_row: bool, shares: pd.DataFrame | None, book: Book
) -> SurveyInput:
    """The answers, base filters applied; index `row` is the row in the file."""
    findings, index = book.findings, _index(sheet.frame.index)
    if not len(index):
        message = "回答が1件もありません。資料未受領として扱います。"
        remedy = "回答の入った表を置いてください。"
        findings.add("empty-survey", "error", sheet.place, message, remedy=remedy)
    ids = read_ids(codebook, sheet, by_row, findings)
    check_published(codebook, ids, book)
    times, weights = read_times(codebook, sheet, findings), read_weights(codebook, sheet, findings)
    answers = _read_questions(codebook, bases, sheet, times, findings)
    frame = _build_frame(codebook, answers, ids, index)
    return SurveyInput(codebook["id"], codebook, frame, shares, weights)


def _index(rows) -> pd.Index:
    return pd.Index(rows, name="row", dtype="int64")


def _read_questions(
    codebook: dict, bases: dict, sheet: Sheet, times: list, findings: Findings
) -> dict[str, Coded]:
    """Question id -> answers, in the order of the questions: a base and a derivation look back."""
    questions = {question["id"]: question for question in codebook["questions"]}
    rows, place = sheet.frame.index.to_numpy(), sheet.place
    given: dict[str, Coded] = {}
    answers: dict[str, Coded] = {}
    for name, question in questions.items():
        if question["derived"]:
            answers[name] = derive_answers(question, answers[question["from"]], rows, place, findings)
            continue
        given[name] = _read_question(question, questions, codebook["date_order"], sheet, findings)
        answers[name] = given[name]
        if bases[name] is not None:
            asked = find_asked(bases[name], questions, answers)
            answers[name] = hold_against_base(question, asked, given[name], rows, place, findings)
    check_same_answers(codebook["questions"], given, times, sheet, findings)
    return answers


def _read_question(
    question: dict, questions: dict[str, dict], order: str | None, sheet: Sheet, findings: Findings
) -> Coded:
    if question["columns"]:
        return read_columns(question, sheet.frame, sheet.place, findings)
    cells, source = sheet.frame[question["column"]], questions.get(question["from"] or "")
    if source is not None and source["other_text"] == CELL:
        return read_other_texts(source, cells)
    return read_answers(question, cells, sheet.frame.index.to_numpy(), sheet.place, findings, order)


def _build_frame(codebook: dict, answers: dict[str, Coded], ids: list[str], index: pd.Index) -> pd.DataFrame:
    columns = {codebook["id_column"]: pd.Series([name or pd.NA for name in ids], index=index, dtype="string")}
    for question in codebook["questions"]:
        dtype = "string" if question["type"] in TEXTS else "object"
        held = answers.get(question["id"])
        columns[question["id"]] = (
            pd.Series([], index=index, dtype=dtype) if held is None else held.to_series(dtype, index)
        )
    return pd.DataFrame(columns)
