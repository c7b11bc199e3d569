"""tables.xlsx for people, machine/ for machines: two outputs of one result.

The machine-readable rules are about files: one that holds charts (L1-10), merged labels (L1-12) and notes (L1-04) fails
them, whatever else is in it. So `tables.xlsx` carries the data sheets (data_results ...) for those who want to filter or
pivot them beside the tables, and the set that is held to the 30 rules is written apart, as
`machine/survey_data.xlsx` and `machine/*.csv`, with the same tables.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook

from helpers.databook.about import About
from helpers.databook.chart_data import build_chart_data
from helpers.databook.index_sheet import write_index
from helpers.databook.look import FONT, SIZE, Look
from helpers.databook.machine_tables import build_machine_tables
from helpers.databook.machine_words import TABLES
from helpers.databook.machine_write import FOLDER, WORKBOOK, add_sheets, write_csv
from helpers.databook.plain import report_texts
from helpers.databook.sheet_names import build_sheet_names
from helpers.databook.table_sheet import INDEX, write_table
from helpers.findings import Findings, Place
from helpers.handoff import replace_file
from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.reading import read_questions

MOMENT = dt.datetime(1980, 1, 1)  # no times in outputs
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
DATA = "data_"


def write_databook(
    path: Path,
    tables: Sequence[SurveyTable],
    frame: pd.DataFrame,
    codebook: Mapping,
    about: About,
    findings: Findings,
) -> None:
    """`path` (tables.xlsx) and the folder `machine` beside it, each file whole or not at all.

    `tables` are printed as they are laid out; `frame` (df_by_question_choice) gives the charts and the data. Adds
    findings on texts that could not be written as they stand. Raises ExportError when a file cannot be written.
    """
    report_texts(_texts(tables, frame, codebook, about), findings)
    machine = build_machine_tables(frame, codebook, about)
    replace_file(path, _people(tables, frame, about, machine, findings))
    replace_file(path.parent / FOLDER / WORKBOOK, _machines(machine, about))
    for name, table in machine.items():
        write_csv(path.parent / FOLDER / f"{name}.csv", table)


def _open(content: io.BytesIO, title: str) -> Workbook:
    book = Workbook(content, OPTIONS)
    book.set_properties({"title": title[:250], "author": "casebook", "created": MOMENT})
    return book


def _people(
    tables: Sequence[SurveyTable],
    frame: pd.DataFrame,
    about: About,
    machine: dict[str, pd.DataFrame],
    findings: Findings,
) -> bytes:
    content = io.BytesIO()
    book = _open(content, about.title)
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(SIZE)
    look = Look(book)
    book.add_worksheet(INDEX)
    names = build_sheet_names(table.name.removeprefix(f"{about.id}_") for table in tables)
    questions = read_questions(frame)
    charted: set[tuple] = set()
    for name, table in zip(names, tables, strict=True):
        subject = (table.kind, table.question, table.banners)
        chart = None if subject in charted else build_chart_data(table, questions)
        charted.add(subject)  # the further parts of a table that was split share the chart of the first
        write_table(book, look, name, table, chart, about.title)
    rows = add_sheets(book, machine, DATA, findings)
    held = [(name, TABLES[name.removeprefix(DATA)][0], count) for name, count in rows.items()]
    write_index(book, look, about, list(zip(names, tables, strict=True)), held)
    book.close()
    return content.getvalue()


def _machines(machine: dict[str, pd.DataFrame], about: About) -> bytes:
    content = io.BytesIO()
    book = _open(content, about.title)
    add_sheets(book, machine, "", Findings())
    book.close()
    return content.getvalue()


def _texts(
    tables: Sequence[SurveyTable], frame: pd.DataFrame, codebook: Mapping, about: About
) -> Iterator[tuple[str, Place]]:
    """Every text that others wrote, once, with the place where it can be corrected."""
    seen: set[str] = set()
    for text, place in _all_texts(tables, frame, codebook, about):
        if text and text not in seen:
            seen.add(text)
            yield text, place


def _all_texts(
    tables: Sequence[SurveyTable], frame: pd.DataFrame, codebook: Mapping, about: About
) -> Iterator[tuple[str, Place]]:
    for question in codebook.get("questions", []):
        place = Place("survey.yaml", "", None, str(question.get("id", "")))
        texts = [question.get("text"), question.get("item"), *(question.get("choices") or [])]
        yield from ((str(text), place) for text in texts if text)
    for name in ("question_text", "item", "choice", "banner_choice"):
        if name in frame:
            labels = frame.loc[frame[name].notna(), ["question", name]].drop_duplicates(name)
            places = (Place("survey.yaml", "", None, str(question)) for question in labels["question"])
            yield from zip(labels[name].astype(str), places, strict=True)
    yield from (
        (text, Place("survey.yaml", "", None, "title")) for text in (about.title, about.source, about.who)
    )
    for table in tables:
        place = Place("tables.xlsx", "", None, table.name)
        yield from ((text, place) for text in (table.title, table.source))
