"""responses.csv of a new year: the header rows of last year's file, and no answers."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook

from helpers.findings import Findings
from helpers.raw.files import cell_text, read_text
from helpers.raw.forms import fill_merged

BOM = "\ufeff"  # without it Excel reads UTF-8 as cp932


def read_header(folder: Path, codebook: dict) -> list[list[str]]:
    """The header rows (`header_rows` of the codebook, else one) as last year's file had them; [] where there is none.

    A merged heading of Excel is repeated over its columns, as it holds for each of them.
    """
    rows = int(codebook.get("header_rows") or 1)
    if (path := folder / "responses.csv").is_file():
        text = read_text(path, path.name, Findings()) or ""
        return list(islice(csv.reader(io.StringIO(text, newline="")), rows))
    if (path := folder / "responses.xlsx").is_file():
        return _read_excel(path, codebook.get("sheet"), rows)
    return []


def _read_excel(path: Path, sheet: str | None, rows: int) -> list[list[str]]:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    worksheet = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    held = [[cell_text(cell.value) for cell in row] for row in worksheet.iter_rows(max_row=rows)]
    fill_merged(held, [area.bounds for area in worksheet.merged_cells.ranges])
    return held


def write_header(rows: list[list[str]]) -> str:
    """CSV as Excel opens it: UTF-8 with BOM."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return BOM + text.getvalue()
