"""Files as received: text decoded, CSV and Excel as text cells, and what cannot be read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from helpers.findings import Findings, Place
from helpers.raw.forms import fill_merged, fill_right, join_header
from helpers.raw.names import suggest

UNDEFINED = re.compile(r"[\x00\x80\ue000-\uf8ff]")


@dataclass(frozen=True)
class Sheet:
    """One table as received: `frame` holds text ("" = blank), its index `row` is the row in the file."""

    place: Place
    frame: pd.DataFrame


def read_text(path: Path, file: str, findings: Findings) -> str | None:
    """UTF-8 (BOM or not), else cp932 (info), else None and a fatal finding with the byte position."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        text, position = _decode_cp932(data, error.start)
    if text is not None:
        message = "文字コードが cp932（Shift_JIS）です。このまま読みました。"
        findings.add("cp932", "info", Place(file), message, remedy="UTF-8 で保存し直すと確実です。")
        return text
    message = f"文字コードが UTF-8 でも cp932 でもなく、{position + 1}バイト目で読めません。"
    remedy = "元のファイルを「CSV UTF-8」または UTF-8 のテキストとして保存し直してください。"
    given = data[position : position + 4].hex(" ")
    findings.add(
        "encoding", "fatal", Place(file), message, given=given, allowed="UTF-8、cp932", remedy=remedy
    )
    return None


def _decode_cp932(data: bytes, position: int) -> tuple[str | None, int]:
    """The text, or None and the byte it broke at; `position` is where UTF-8 broke.

    Valid UTF-8 kana or kanji before the break mean a damaged UTF-8 file. Python also decodes bytes that cp932
    does not define (to NUL, U+0080 and private-use characters); they are refused.
    """
    if not data[:position].isascii():
        return None, position
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError as error:
        return None, error.start
    odd = UNDEFINED.search(text)
    return (None, len(text[: odd.start()].encode("cp932"))) if odd else (text, 0)


def read_csv(path: Path, file: str, findings: Findings, header_rows: int = 1) -> Sheet | None:
    """A CSV file as text cells, columns named by `header_rows` rows; rows are numbered as Excel shows them (a quoted line break is one row)."""
    text = read_text(path, file, findings)
    if text is None:
        return None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        message = f"CSV として読めません（{error}）。"
        remedy = '引用符 " の閉じ忘れを確かめてください。'
        findings.add("unreadable-file", "fatal", Place(file), message, remedy=remedy)
        return None
    rows[:header_rows] = fill_right(rows[:header_rows])
    return build_sheet(rows, Place(file), findings, header_rows)


def read_workbook(path: Path, file: str, findings: Findings) -> dict[str, Sheet]:
    """Sheet name -> Sheet of an .xlsx; a broken file is a fatal finding and {}."""
    sheets = _open_worksheets(path, file, findings)
    return {name: _read_worksheet(sheet, Place(file, name), findings) for name, sheet in sheets.items()}


def read_worksheet(
    path: Path, file: str, findings: Findings, name: str | None = None, header_rows: int = 1
) -> Sheet | None:
    """The sheet `name` of an .xlsx, by default the first; no other one is read or checked.

    None, with a fatal finding, when the file is broken or has no such sheet.
    """
    sheets = _open_worksheets(path, file, findings)
    name = name or next(iter(sheets), None)
    if name in sheets:
        return _read_worksheet(sheets[name], Place(file, name), findings, header_rows)
    if sheets:
        details = {"given": name, "allowed": "、".join(sheets), "remedy": suggest(name, sheets)}
        details["remedy"] += "survey.yaml の sheet をシートの名前に合わせてください。"
        findings.add("unknown-sheet", "fatal", Place(file), f"シート「{name}」がありません。", **details)
    return None


def _open_worksheets(path: Path, file: str, findings: Findings) -> dict[str, Worksheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations that it leaves out
            book = load_workbook(io.BytesIO(path.read_bytes()))
    except Exception as error:  # openpyxl lets zip, XML and key errors through
        message = (
            f"Excel ファイルとして開けません（{type(error).__name__}）。壊れているか、暗号化されています。"
        )
        remedy = "Excel で開いて .xlsx として保存し直すか、CSV で置いてください。"
        findings.add("unreadable-file", "fatal", Place(file), message, remedy=remedy)
        return {}
    return {sheet.title: sheet for sheet in book.worksheets}


def _read_worksheet(worksheet: Worksheet, place: Place, findings: Findings, header_rows: int = 1) -> Sheet:
    areas = worksheet.merged_cells.ranges
    above = [area.bounds for area in areas if 1 < header_rows >= area.max_row]
    for area in sorted(str(area) for area in areas if area.bounds not in above):
        message = f"セルが結合されています（{area}）。結合された範囲は左上のほかが空欄になります。"
        remedy = "結合を解き、各セルに値を入れてください。"
        findings.add("merged-cells", "error", place, message, given=area, remedy=remedy)
    rows = [[cell_text(cell.value) for cell in row] for row in worksheet.iter_rows()]
    fill_merged(rows, above)
    header = join_header(rows[:header_rows])
    for row in worksheet.iter_rows():
        for cell in row:
            _check_cell(cell, header, place, findings)
    return build_sheet(rows, place, findings, header_rows)


def _check_cell(cell, header: list[str], place: Place, findings: Findings) -> None:
    where = Place(place.file, place.sheet, cell.row, header[cell.column - 1])
    if cell.data_type == "f":
        message = "値ではなく数式が入っています。計算結果は使わず、数式の文字のまま扱います。"
        remedy = "「値の貼り付け」で値に置き換えてください。"
        findings.add("formula", "error", where, message, given=cell_text(cell.value), remedy=remedy)
    elif cell.data_type == "e":
        findings.add("formula", "error", where, "Excel のエラー値です。", given=cell_text(cell.value))


def cell_text(value: object) -> str:
    """A cell as the text a CSV would hold: dates in ISO form, times HH:MM, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(getattr(value, "text", value))  # an array formula keeps its text in an attribute


def build_sheet(rows: list[list[str]], place: Place, findings: Findings, header_rows: int = 1) -> Sheet:
    """Rows of text -> Sheet: the header rows name the columns, blank rows are left out, row numbers stay."""
    header = join_header(rows[:header_rows])
    while header and not header[-1]:
        header.pop()
    _check_header(header, Place(place.file, place.sheet, header_rows), findings)
    numbered = enumerate(rows[header_rows:], header_rows + 1)
    body = [(number, row) for number, row in numbered if any(cell.strip() for cell in row)]
    for number, row in body:
        _check_width(row, len(header), Place(place.file, place.sheet, number), findings)
    cells = [[*row[: len(header)], *[""] * (len(header) - len(row))] for _, row in body]
    index = pd.Index([number for number, _ in body], name="row", dtype="int64")
    frame = pd.DataFrame(cells, columns=pd.Index(header, dtype=object), index=index, dtype=object)
    return Sheet(place, frame.loc[:, [*_first_of_each(header)]])


def _first_of_each(header: list[str]) -> list[bool]:
    return [bool(name) and name not in header[:position] for position, name in enumerate(header)]


def _check_header(header: list[str], where: Place, findings: Findings) -> None:
    for name, count in Counter(header).items():
        if name and count > 1:
            message = f"同じ列名が{count}回出てきます。最初の列だけを読みました。"
            findings.add(
                "duplicate-column",
                "error",
                where,
                message,
                given=name,
                remedy="列名を一つずつにしてください。",
            )
        elif not name:
            findings.add(
                "unnamed-column",
                "warning",
                where,
                "名前の無い列があります。読みません。",
                remedy="列名を付けてください。",
            )


def _check_width(row: list[str], width: int, place: Place, findings: Findings) -> None:
    extra = [cell for cell in row[width:] if cell.strip()]
    if extra:
        message = f"列名は{width}列ですが、この行はそれより多くの値があります。はみ出した値は使いません。"
        remedy = 'コンマを含む文は " で囲んでください。'
        findings.add("ragged-row", "error", place, message, given="、".join(extra), remedy=remedy)
