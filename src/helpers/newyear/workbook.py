"""inputs.xlsx: every table of a case as a sheet, for people who fill in Excel rather than CSV.

Headings as in the contract, each with a note; lists to choose from, dates held to the fiscal year, and text cells where
Excel would turn 01 or 19:00 into something else. What was typed last year is written as text, never as a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.dates import WEEKDAYS, fiscal_year_bounds, fiscal_year_label
from helpers.newyear.columns import MUST, SHEETS, note_of
from helpers.raw import TABLES
from helpers.raw.schema import load_schema
from helpers.raw.tables import column_types

GUIDE = "使い方"
LAST_ROW = 1000  # how far down the lists to choose from reach
TEXT, WHOLE, DATE = "@", "0", "yyyy-mm-dd"
WIDE = ("remark", "counterpart", "label", "place", "organisation", "source", "note", "reason")
LONGEST_LIST = 255  # Excel's limit for a list that stands in the rule itself
STAMP = (1980, 1, 1, 0, 0, 0)
MOMENT = "1980-01-01T00:00:00Z"
HEAD, NEEDED = PatternFill("solid", fgColor="E8EEF4"), PatternFill("solid", fgColor="FCE8C8")
Suggestions = Mapping[
    tuple[str, str], Sequence[str]
]  # (table, column) -> values to choose from or to overwrite


def build_workbook(
    tables: Mapping[str, pd.DataFrame], year: int, suggestions: Suggestions | None = None
) -> bytes:
    """The bytes of inputs.xlsx; `tables` holds the rows to begin with, by the name of the table.

    Equal tables give equal bytes.
    """
    book = Workbook()
    _write_guide(book.active, year)
    for name in TABLES:
        _write_table(book.create_sheet(name), name, tables.get(name), year, suggestions or {})
    content = io.BytesIO()
    book.save(content)
    return _without_times(content.getvalue())


def _write_guide(sheet: Worksheet, year: int) -> None:
    """All in one cell: a sheet whose only row is its first holds no data, and the reader passes it over."""
    sheet.title = GUIDE
    lines = [
        f"入力用の表（{fiscal_year_label(year)}）",
        "",
        *(f"・{name}：{what}" for name, what in SHEETS.items()),
        "",
        "1. 見出し（1行目）は変えない。見出しにマウスを重ねると、何を書くかが出る。橙色の見出しの列は必ず書く。",
        "2. 1行に一件。セルの結合、色での区別、数式は使わない（読まれないか、誤りになる）。",
        "3. 分からない値は空欄のままにする。0 は「無い」、空欄は「分からない」。当てはまらなければ「非該当」、伏せるなら「秘匿」。",
        "4. 日付は 2024-05-01、年月は 2024-05、時刻は 09:30 の形で書く。",
        "5. 前の年度から引き継いだ行（facts、participants、distribution）は、今年度のものに直す。要らない行は行ごと消す。",
        "6. 同じ表を CSV で置くと二重になる。どちらか一つにする。",
        "7. 保存して閉じてから casebook run を動かす。書き誤りは、シート・行・列を示した指摘になる。",
    ]
    sheet["A1"] = "\n".join(lines)
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110
    sheet.row_dimensions[1].height = 18 * len(lines)


def _write_table(
    sheet: Worksheet, name: str, rows: pd.DataFrame | None, year: int, suggestions: Suggestions
) -> None:
    columns = column_types(name)
    for position, (column, types) in enumerate(columns.items(), 1):
        _write_head(sheet, position, name, column)
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.number_format = _format(types)
        dimension.width = 60 if column == "remark" else 28 if column in WIDE else 15
        for rule in _rules(name, column, types, year, suggestions):
            letter = get_column_letter(position)
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    if rows is not None:
        for number, record in enumerate(rows[list(columns)].astype(object).itertuples(index=False), 2):
            for position, (value, types) in enumerate(zip(record, columns.values(), strict=True), 1):
                _write_cell(sheet, number, position, value, types)


def _write_head(sheet: Worksheet, position: int, name: str, column: str) -> None:
    text = note_of(name, column)
    cell = sheet.cell(1, position, column)
    cell.font, cell.fill = Font(bold=True), NEEDED if MUST in text else HEAD
    lines = sum(ceil(len(line) / 20) for line in text.split("\n"))
    cell.comment = Comment(text, "casebook", width=320, height=24 * lines + 16)


def _write_cell(sheet: Worksheet, row: int, position: int, value: object, types: list[str]) -> None:
    if pd.isna(value) or value == "":
        return
    cell = sheet.cell(row, position)
    cell.number_format = _format(types)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("〓", value)
        cell.data_type = "s"  # also where it begins with = or is #N/A
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value.isoformat() if isinstance(value, dt.date) and types != ["date"] else value


def _format(types: list[str]) -> str:
    return {"integer": WHOLE, "date": DATE}.get(types[0], TEXT) if len(types) == 1 else TEXT


def _rules(
    name: str, column: str, types: list[str], year: int, suggestions: Suggestions
) -> Iterable[DataValidation]:
    rule = load_schema(name)["properties"][column]
    if "enum" in rule:
        yield _list(rule["enum"], strict=True)
    elif (name, column) == ("meetings", "weekday"):
        yield _list(WEEKDAYS, strict=True)
    elif values := _listable(suggestions.get((name, column), ())):
        yield _list(values, strict=False)
    elif types == ["date"]:
        first, last = (_serial(day) for day in fiscal_year_bounds(year))
        text = f"{fiscal_year_label(year)}（{year}-04-01〜{year + 1}-03-31）の日付を書いてください。"
        yield _explained(DataValidation("date", first, last, operator="between"), text)
    elif types == ["integer"]:
        least = rule.get("minimum", 0)
        text = f"{least} 以上の整数を書いてください。分からなければ空欄にします。"
        yield _explained(DataValidation("whole", str(least), operator="greaterThanOrEqual"), text)


def _list(values: Iterable[str], *, strict: bool) -> DataValidation:
    """A list to choose from; one that is not strict also takes what is typed."""
    rule = DataValidation("list", f'"{",".join(values)}"', allow_blank=True)
    return _explained(rule, "一覧から選んでください。") if strict else rule


def _listable(values: Sequence[str]) -> list[str]:
    """The values, where a list of them fits into a rule."""
    plain = [value for value in values if "," not in value and '"' not in value]
    return plain if len(",".join(plain)) <= LONGEST_LIST else []


def _explained(rule: DataValidation, text: str) -> DataValidation:
    rule.allow_blank, rule.showErrorMessage, rule.errorTitle, rule.error = True, True, "入力できない値", text
    return rule


def _serial(day: dt.date) -> str:
    """A date as Excel counts: days since 1899-12-30."""
    return str((day - dt.date(1899, 12, 30)).days)


def _without_times(content: bytes) -> bytes:
    """The same workbook with fixed times, inside and in its zip."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", MOMENT.encode(), data)
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                0,
            )
            target.writestr(entry, data)
    return result.getvalue()
