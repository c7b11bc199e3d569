"""read_case: every file of docs/data_contract.md, read and checked in one go, all findings at once."""

from __future__ import annotations

import pandas as pd

from helpers.case import Case
from helpers.contract import DOCUMENTS, PROOFREAD, TABLES, TO_CHECK, WORKBOOK
from helpers.findings import Place
from helpers.fingerprint import hash_inputs, is_litter
from helpers.raw.calendar_checks import check_calendar
from helpers.raw.carry_over_checks import check_carry_over
from helpers.raw.chapters import read_chapters
from helpers.raw.checks import check_inputs
from helpers.raw.desk import ONE_ONLY, Desk
from helpers.raw.files import Sheet, read_workbook
from helpers.raw.model import RawInputs, SurveyInput
from helpers.raw.names import suggest
from helpers.raw.pictures import check_figures
from helpers.raw.printing_checks import check_printing, leave_marks_alone
from helpers.raw.remarks import check_remarks
from helpers.raw.survey import build_survey
from helpers.raw.tables import empty_table, read_table


def read_case(case: Case) -> RawInputs:
    """Everything under the case's raw folder, after corrections; never raises on bad data.

    What is wrong is in `.findings` (`.findings.stop_if_fatal()` raises); what is missing is empty.
    """
    desk = Desk(case)
    parts = {
        "settings": desk.read_document("case.yaml", "case"),
        **{name: desk.read_document(f"{name}.yaml", name) for name in DOCUMENTS},
        **_read_tables(desk),
        "surveys": _read_surveys(desk),
        "chapters": read_chapters(desk),
        "corrections": desk.corrections.finish(),
        "hashes": hash_inputs(case),
    }
    lines = desk.lines.get("figures.yaml", {})
    parts["figures"] = check_figures(parts["figures"], case.raw / "figures", lines, desk.findings)
    _check_unknown_files(desk)
    raw = RawInputs(case=case, **parts, findings=desk.findings, lines=desk.lines, places=desk.places)
    for check in (check_inputs, check_calendar, check_carry_over, check_printing, check_remarks):
        check(raw, desk.findings)
    return raw


def _read_tables(desk: Desk) -> dict[str, pd.DataFrame]:
    path = desk.case.raw / WORKBOOK
    book = read_workbook(path, WORKBOOK, desk.findings) if path.is_file() else {}
    for name, sheet in book.items():
        if name not in TABLES and len(sheet.frame):
            details = {"allowed": "、".join(TABLES), "remedy": suggest(name, TABLES)}
            message = f"知らないシート「{name}」です。読みません。"
            desk.findings.add("unknown-sheet", "warning", sheet.place, message, **details)
    return {name: _read_table(desk, name, book.get(name)) for name in TABLES}


def _read_table(desk: Desk, name: str, in_book: Sheet | None) -> pd.DataFrame:
    """An empty sheet of the workbook, which `casebook new` lays out for every table, is no table received."""
    in_book = in_book if in_book is not None and len(in_book.frame) else None
    sheet = desk.read_sheet(name)
    if sheet is not None and in_book is not None:
        message = f"同じ表が {sheet.place.file} にもあります。{sheet.place.file} を使いました。"
        desk.findings.add("two-sources", "error", in_book.place, message, remedy=ONE_ONLY)
    sheet = in_book if sheet is None else sheet
    if sheet is None:
        if not desk.has_table(name):
            desk.add_missing(f"{name}.csv", name)
        return empty_table(name)
    desk.places[name] = sheet.place
    frame = read_table(name, desk.corrections.correct_sheet(sheet, name), desk.findings)
    return leave_marks_alone(frame, sheet.place, desk.findings) if "value" in frame else frame


def _read_surveys(desk: Desk) -> dict[str, SurveyInput]:
    paths = sorted((desk.case.raw / "surveys").glob("*"))
    folders = [path.name for path in paths if path.is_dir() and not is_litter(path.name)]
    if not folders:
        desk.add_missing("surveys/", "surveys")
    surveys = {name: _read_survey(desk, name) for name in folders}
    return {name: survey for name, survey in surveys.items() if survey is not None}


def _read_survey(desk: Desk, name: str) -> SurveyInput | None:
    folder, file = f"surveys/{name}", f"surveys/{name}/survey.yaml"
    codebook = desk.read_document(file, "survey")
    if not codebook:
        return None
    if codebook["id"] != name:
        place = Place(file, "", desk.lines[file].get(("id",)), "id")
        details = {"given": codebook["id"], "allowed": name, "remedy": "同じ名前にしてください。"}
        message = "調査の id がフォルダの名前と違います。フォルダの名前を使います。"
        desk.findings.add("wrong-survey-id", "error", place, message, **details)
    stated = {key: codebook[key] for key in ("encoding", "delimiter") if codebook[key]}
    sheet, header_rows = codebook["sheet"], codebook["header_rows"]
    responses = _read_corrected(desk, f"{folder}/responses", sheet, header_rows, **stated)
    aggregates = _read_corrected(desk, f"{folder}/aggregates")
    if responses is not None:
        desk.places[name] = responses.place
    elif not desk.has_table(f"{folder}/responses") and aggregates is None:
        desk.add_missing(f"{folder}/responses.csv", "responses")
    return build_survey(codebook | {"id": name}, file, desk.lines[file], responses, aggregates, desk.findings)


def _read_corrected(
    desk: Desk, stem: str, name: str | None = None, header_rows: int = 1, **stated: str
) -> Sheet | None:
    """`stated`: encoding and delimiter, where the codebook names them."""
    sheet = desk.read_sheet(stem, name, header_rows, **stated)
    return None if sheet is None else desk.corrections.correct_sheet(sheet)


def _check_unknown_files(desk: Desk) -> None:
    """Files at the top that nothing reads, such as a misspelt meeting.csv; and the list of what is to be checked."""
    if desk.has(TO_CHECK):
        message, remedy = (
            "引き継いだものの確認が済んでいません。",
            f"確かめたら {TO_CHECK} を削除してください。",
        )
        desk.findings.add("not-checked", "warning", Place(TO_CHECK), message, remedy=remedy)
    documents = [f"{name}.yaml" for name in ("case", *DOCUMENTS, "corrections")]
    known = [*documents, *(f"{name}.{end}" for name in TABLES for end in ("csv", "xlsx"))]
    known += [WORKBOOK, TO_CHECK, PROOFREAD]
    for path in sorted(desk.case.raw.glob("*")):
        if path.is_file() and not is_litter(path.name) and path.name not in known:
            remedy = suggest(path.name, known) or "要らなければ片付けてください。"
            desk.findings.add(
                "unknown-file", "warning", Place(path.name), "このファイルは読みません。", remedy=remedy
            )
