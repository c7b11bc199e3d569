"""Excel -> Document: each sheet a table, its name a heading; places are sheet and cell."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from helpers.findings import Findings
from helpers.numerals import number_text
from helpers.proofread.document import Anchor, Document
from helpers.proofread.reading import refuse
from helpers.proofread.reading.build import Builder, GridCell
from helpers.raw.files import cell_text

PERCENT = re.compile(r"0(?:\.(0+))?%")


def read_xlsx(path: Path, file: str, fiscal_year: int | None, findings: Findings) -> Document:
    """Values as they are shown as far as percent, thousands and dates go; formulas as last calculated."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it leaves out
            book = load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl lets zip, XML and key errors through
        return refuse(file, "Excel ファイル", error, findings)
    builder = Builder()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _read_sheet(sheet, builder)
    return builder.document(file, fiscal_year, "xlsx")


def _read_sheet(sheet: Worksheet, builder: Builder) -> None:
    """The rows and columns with a value; merged cells repeat their text."""
    builder.add_text("heading", sheet.title, [Anchor(0, 1, 1, f"シート「{sheet.title}」")], 1)
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = [[_read_cell(sheet, cell, merged) for cell in row] for row in sheet.iter_rows()]
    rows = [row for row in rows if any(cell.text for cell in row)]
    used = [column for column in range(len(rows[0]) if rows else 0) if any(row[column].text for row in rows)]
    builder.add_table([[row[column] for column in used] for row in rows], caption=sheet.title)


def _read_cell(sheet: Worksheet, cell: Cell, merged: dict) -> GridCell:
    origin = merged.get((cell.row, cell.column), (cell.row, cell.column))
    shown = sheet.cell(*origin)
    where = f"シート「{sheet.title}」 {get_column_letter(origin[1])}{origin[0]}"
    repeats = origin != (cell.row, cell.column)
    return GridCell(shown_text(shown).strip(), (Anchor(0, origin[0], 1, where),), repeats)


def shown_text(cell: Cell) -> str:
    """The value as a reader sees it."""
    value, form = cell.value, cell.number_format or ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if percent := PERCENT.search(form):
            return f"{number_text(round(100.0 * value, 10), len(percent.group(1) or ''))}%"
        if "#,##0" in form and float(value).is_integer():
            return f"{int(value):,}"
    return cell_text(value)
