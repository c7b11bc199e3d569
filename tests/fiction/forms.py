"""The three kinds of export in which responses are received, and the codebook that reads each of them.

stage 1  a web form: CSV with BOM, headings = question texts, several choices joined by ", "
stage 2  a survey service: cp932 CSV, codes instead of labels, one 0/1 column a choice, headings like Q6_1
stage 3  an Excel book: a cover sheet first, two rows of headings with merged cells, ○ for a choice
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from random import Random

from openpyxl import Workbook

from fiction.answers import Question

MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
EXTENSIONS = {1: "csv", 2: "csv", 3: "xlsx"}


def build_codebook(questions: list[Question], stage: int) -> tuple[dict, list[dict]]:
    """(top-level keys of survey.yaml, its questions) for the form of this stage."""
    top = {
        1: {"id_column": "回答番号", "timestamp_column": "タイムスタンプ"},
        2: {"id_column": "SAMPLEID", "timestamp_column": "STARTTIME"},
        3: {
            "sheet": "回答データ",
            "header_rows": 2,
            "id_column": "回答者 / 整理番号",
            "timestamp_column": "回答者 / 受付日",
        },
    }
    return top[stage], [_describe(question, stage) for question in questions]


def _describe(question: Question, stage: int) -> dict:
    record: dict[str, object] = {"id": question.id, "text": question.text[stage - 1], "type": question.type}
    choices = list(question.choices(stage))
    if choices:
        record["choices"] = choices
    if stage == 1:
        record["column"] = question.text[stage - 1]
    if stage == 1 and question.type == "MA":
        record["separator"] = ", "
    if stage == 2 and question.type == "SA":
        record["codes"] = {str(code): choice for code, choice in enumerate(choices, 1)}
    if stage == 3 and question.type != "MA":
        record["column"] = _heading(question)
    if stage > 1 and question.type == "MA":
        record["columns"] = dict(zip(choices, _choice_columns(question, stage), strict=True))
    return record | {
        key: value for key, value in (("base", question.base), ("other", question.other)) if value
    }


def _heading(question: Question) -> str:
    return f"{question.id} {question.text[2].rstrip('。')}"


def _choice_columns(question: Question, stage: int) -> list[str]:
    choices = list(question.choices(stage))
    if stage == 2:
        return [f"{question.id}_{number}" for number in range(1, len(choices) + 1)]
    return [f"{_heading(question)} / {choice}" for choice in choices]


def write_form(
    stage: int, questions: list[Question], rows: list[dict], period: tuple, title: str, random: Random
) -> bytes:
    """The bytes of the response file, respondents in the order of the time at which they answered."""
    moments = _moments(len(rows), *period, random)
    if stage == 3:
        return _write_book(questions, rows, moments, title, period)
    table = list(
        _list_web(questions, rows, moments) if stage == 1 else _list_service(questions, rows, moments, random)
    )
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n" if stage == 1 else "\r\n").writerows(table)
    return text.getvalue().encode("utf-8-sig" if stage == 1 else "cp932")


def _moments(count: int, start: dt.date, end: dt.date, random: Random) -> list[dt.datetime]:
    """Between 6:00 of the first day and 23:59 of the last, most at the beginning."""
    first, days = dt.datetime.combine(start, dt.time(6)), (end - start).days + 1
    seconds = [
        86_400 * int(days * random.random() * random.random()) + random.randrange(17 * 3600)
        for _ in range(count)
    ]
    return [first + dt.timedelta(seconds=second) for second in sorted(seconds)]


def _list_web(questions: list[Question], rows: list[dict], moments: list[dt.datetime]) -> Iterator[list]:
    yield ["タイムスタンプ", "回答番号", *(question.text[0] for question in questions)]
    for number, (row, moment) in enumerate(zip(rows, moments, strict=True), 1):
        answers = [", ".join(value) if isinstance(value := row[q.id], tuple) else value for q in questions]
        yield [f"{moment:%Y/%m/%d %H:%M:%S}", number, *("" if value is None else value for value in answers)]


def _list_service(
    questions: list[Question], rows: list[dict], moments: list[dt.datetime], random: Random
) -> Iterator[list]:
    columns = [_choice_columns(q, 2) if q.type == "MA" else [q.id] for q in questions]
    yield ["SAMPLEID", "STARTTIME", *(column for names in columns for column in names)]
    for number, (row, moment) in enumerate(zip(rows, moments, strict=True), 1):
        cells = [cell for question in questions for cell in _code(question, row[question.id], random)]
        yield [f"{10_000 + 7 * number}", f"{moment:%Y/%m/%d %H:%M}", *cells]


def _code(question: Question, value: object, random: Random) -> list[object]:
    """Cells of one answer: codes, 0 and 1; now and then the service writes 非該当 where nothing was asked."""
    choices = list(question.choices(2))
    if question.type == "MA":
        return [int(choice in value) if isinstance(value, tuple) else "" for choice in choices]
    if value is None:
        return ["非該当" if random.random() < 0.02 else ""]
    return [choices.index(value) + 1 if value in choices else value]


def _write_book(
    questions: list[Question], rows: list[dict], moments: list[dt.datetime], title: str, period: tuple
) -> bytes:
    book = Workbook()
    cover, sheet = book.active, book.create_sheet("回答データ")
    cover.title = "表紙"
    for row in (
        [title],
        [],
        ["調査期間", f"{period[0]:%Y/%m/%d}～{period[1]:%Y/%m/%d}"],
        ["回収数", len(rows)],
        ["注", "このブックに載る回答はすべて架空のものである"],
    ):
        cover.append(row)
    cover.merge_cells("A1:D1")
    _write_headings(sheet, questions)
    for number, (row, moment) in enumerate(zip(rows, moments, strict=True), 1):
        cells = [cell for question in questions for cell in _tick(question, row[question.id])]
        sheet.append([f"K{number:04d}", moment.date(), *cells])
    return _pack(book)


def _write_headings(sheet, questions: list[Question]) -> None:
    """回答者 over two columns; a question of several choices over all of them; the others over two rows."""
    column = 1
    for heading, parts in [
        ("回答者", ["整理番号", "受付日"]),
        *((_heading(q), list(q.choices(3)) if q.type == "MA" else []) for q in questions),
    ]:
        sheet.cell(1, column, heading)
        for offset, part in enumerate(parts):
            sheet.cell(2, column + offset, part)
        end = column + max(len(parts), 1) - 1
        sheet.merge_cells(start_row=1, start_column=column, end_row=1 if parts else 2, end_column=end)
        column = end + 1


def _tick(question: Question, value: object) -> list[object]:
    if question.type == "MA":
        return [
            "○" if isinstance(value, tuple) and choice in value else None for choice in question.choices(3)
        ]
    return [None if value in (None, "") else value]


def _pack(book: Workbook) -> bytes:
    """The book as bytes that tell neither when nor on what system it was made (hence uncompressed)."""
    received, packed = io.BytesIO(), io.BytesIO()
    book.save(received)
    with zipfile.ZipFile(received) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = 3
            new.writestr(part, MADE.sub(rb"\g<1>2026-03-31T00:00:00Z", old.read(name)))
    return packed.getvalue()
