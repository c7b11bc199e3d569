"""The machine-readable tables as files: CSV (UTF-8 with BOM, CRLF, RFC 4180) and sheets without any look."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook

from helpers.databook.fast_sheet import LAST_ROW, FastSheet, number_texts
from helpers.databook.machine_words import TABLES
from helpers.databook.plain import csv_text
from helpers.findings import Findings, Place
from helpers.handoff import replace_file

FOLDER, WORKBOOK = "machine", "survey_data.xlsx"
BOM_BYTES = b"\xef\xbb\xbf"


def machine_files(folder: Path) -> list[Path]:
    """The files of the machine-readable set beside tables.xlsx, workbook first."""
    folder = folder / FOLDER
    return [folder / WORKBOOK, *(folder / f"{name}.csv" for name in TABLES)]


def write_csv(path: Path, frame: pd.DataFrame) -> None:
    """One record a line; a text that a spreadsheet would run as a formula gets an apostrophe in front."""
    columns = []
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[name]):
            columns.append(number_texts(frame[name]))
        else:
            codes, labels = pd.factorize(frame[name])
            columns.append([labels[code] for code in codes] if not len(labels) else _neutral(codes, labels))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*columns, strict=True))
    replace_file(path, BOM_BYTES + text.getvalue().encode("utf-8"))


def _neutral(codes: object, labels: pd.Index) -> list[str]:
    safe = [csv_text(label) for label in labels]
    return [safe[code] for code in codes]


def add_sheets(
    book: Workbook, tables: dict[str, pd.DataFrame], prefix: str, findings: Findings
) -> dict[str, int]:
    """A sheet a table, named with `prefix`; gives the rows by sheet. What is too long for a sheet is left to the CSV."""
    quoted = book.add_format({"quote_prefix": True})
    rows = {}
    for name, frame in tables.items():
        if len(frame) > LAST_ROW:
            findings.add(
                "sheet-too-long", "warning", Place(f"{FOLDER}/{name}.csv"), "Excel の1シートに収まらないため、CSV だけに書きました。",
                given=f"{len(frame):,}行", allowed=f"{LAST_ROW:,}行まで", remedy="集計の軸を減らすか、CSV を使ってください。",
            )  # fmt: skip
            continue
        sheet = book.add_worksheet(f"{prefix}{name}", FastSheet)
        sheet.set_table(frame, quoted)
        sheet.set_column(0, len(frame.columns) - 1, 16)
        sheet.freeze_panes(1, 0)
        rows[sheet.get_name()] = len(frame)
    return rows
