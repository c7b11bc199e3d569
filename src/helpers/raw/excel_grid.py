"""An Excel or OpenDocument workbook as received -> Grid of the sheet with the responses."""

from __future__ import annotations

import io

import pandas as pd
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from helpers.findings import Findings, Place
from helpers.raw.excel_parts import OddCell, SheetParts, read_parts
from helpers.raw.files import cell_text
from helpers.raw.grid import Grid, build_cells, column_letter
from helpers.raw.names import suggest
from helpers.raw.ods_parts import read_ods_parts
from helpers.raw.received import Evidence, Received, Stated
from helpers.raw.sheet_choice import SheetSize, choose_sheet

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PARTS = {"xlsx": read_parts, "ods": read_ods_parts}
TOP = 12  # rows that show what a sheet is


def read_excel_grid(data: bytes, received: Received, stated: Stated, findings: Findings) -> Grid | None:
    """All cells of one sheet; None, with a fatal finding, where the workbook or the stated sheet cannot be read."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read_grid(book, data, received, stated, findings)
    except BaseException as error:
        _refuse_book(error, data, received.file, findings)
        return None


def read_tables(
    data: bytes, names: tuple[str, ...] | None, file: str, findings: Findings
) -> list[list[list[str]]]:
    """The rows of the sheets `names` (None: all); [] and a fatal finding where the workbook cannot be read."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            wanted = book.sheet_names if names is None else names
            return [read_cells(book.get_sheet_by_name(name)).to_numpy().tolist() for name in wanted]
    except BaseException as error:
        _refuse_book(error, data, file, findings)
        return []


def _read_grid(
    book: CalamineWorkbook, data: bytes, received: Received, stated: Stated, findings: Findings
) -> Grid | None:
    sheet = _find_sheet(book, received, stated, findings)
    if sheet is None:
        return None
    place = Place(received.file, sheet.name)
    parts = PARTS.get(received.format, _no_parts)(data, sheet.name)
    cells = read_cells(sheet)
    odd = _put_odd(cells, parts.odd)
    _tell_hidden(parts, cells, place, findings)
    areas = sheet.merged_cell_ranges
    merged = (
        None if areas is None else tuple((c1 + 1, r1 + 1, c2 + 1, r2 + 1) for (r1, c1), (r2, c2) in areas)
    )
    return Grid(place, cells, merged, odd)


def _no_parts(data: bytes, sheet: str) -> SheetParts:
    """Of an .xls only the values are read: whether a value was computed cannot be told."""
    return SheetParts()


def _refuse_book(error: BaseException, data: bytes, file: str, findings: Findings) -> None:
    """A fatal finding; a broken file makes the reader's Rust code panic, which is no Exception."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    locked = isinstance(error, PasswordError) or ENCRYPTED in data
    message = f"Excel ファイルとして開けません（{type(error).__name__}）。壊れています。"
    remedy = "Excel で開いて .xlsx として保存し直すか、CSV で置いてください。"
    if locked:
        message = "パスワードで保護されているため開けません。"
        remedy = "Excel で開き、パスワードを外して保存し直してください（ファイル→情報→ブックの保護）。"
    findings.add("locked-file" if locked else "unreadable-file", "fatal", Place(file), message, remedy=remedy)


def read_cells(sheet: CalamineSheet, rows: int | None = None) -> pd.DataFrame:
    """Every cell of the sheet as text, from its cell A1 on; the same text is held once."""
    texts: dict[str, str] = {}
    numbers: dict[float, str] = {}
    read = []
    for row in sheet.to_python(skip_empty_area=False, nrows=rows):
        read.append(
            [texts.setdefault(cell, cell) if type(cell) is str else _text(cell, numbers) for cell in row]
        )
    return build_cells(read)


def _text(value: object, numbers: dict[float, str]) -> str:
    """As cell_text; a number, which this reader always hands over as a float, only once."""
    if type(value) is not float:
        return cell_text(value)
    text = numbers.get(value)
    if text is None:
        text = numbers[value] = cell_text(value)
    return text


def _find_sheet(
    book: CalamineWorkbook, received: Received, stated: Stated, findings: Findings
) -> CalamineSheet | None:
    metas = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    names = [meta.name for meta in metas]
    if stated.sheet is not None:
        if stated.sheet not in names:
            _refuse_sheet(stated.sheet, names, received.file, findings)
            return None
        received.note("sheet", stated.sheet, Evidence("stated"))
        received.other_sheets = tuple(name for name in names if name != stated.sheet)
        return book.get_sheet_by_name(stated.sheet)
    sheets = {name: book.get_sheet_by_name(name) for name in names}
    sizes = [size_sheet(sheets[meta.name], meta.visible != SheetVisibleEnum.Visible) for meta in metas]
    best, evidence = choose_sheet(sizes)
    received.note("sheet", best.name, evidence)
    received.other_sheets = tuple(name for name in names if name != best.name)
    _tell_choice(received, sizes, findings)
    return sheets[best.name]


def _refuse_sheet(given: str, names: list[str], file: str, findings: Findings) -> None:
    details = {"given": given, "allowed": "、".join(names), "remedy": suggest(given, names)}
    details["remedy"] += "survey.yaml の sheet をシートの名前に合わせてください。"
    findings.add("unknown-sheet", "fatal", Place(file), f"シート「{given}」がありません。", **details)


def size_sheet(sheet: CalamineSheet, hidden: bool = False) -> SheetSize:
    """One sheet as choose_sheet sees it."""
    top = read_cells(sheet, TOP).to_numpy().tolist()
    return SheetSize(sheet.name, hidden, sheet.height, sheet.width, top)


def _tell_choice(received: Received, sizes: list[SheetSize], findings: Findings) -> None:
    others = [size for size in sizes if size.name != received.sheet]
    if not others:
        return
    hidden = [size.name for size in sizes if size.hidden]
    given = "、".join(
        f"{one.name}（{one.rows}行 × {one.columns}列{'・非表示' if one.hidden else ''}）" for one in others
    )
    unsure = received.evidence["sheet"].sure == "guess" or received.sheet in hidden
    message = f"シート「{received.sheet}」を回答として読みました。ほかのシートは読んでいません。"
    remedy = "違うときは、survey.yaml の sheet にシートの名前を書いてください。"
    severity = "warning" if unsure else "info"
    findings.add("chosen-sheet", severity, Place(received.file), message, given=given, remedy=remedy)


def _put_odd(cells: pd.DataFrame, odd: tuple[OddCell, ...]) -> tuple[OddCell, ...]:
    """Formulas stay formulas, error values stand as such; those inside of the sheet."""
    inside = tuple(cell for cell in odd if cell.row < len(cells) and cell.column < cells.shape[1])
    for cell in inside:
        cells.iat[cell.row, cell.column] = cell.text
    return inside


def _tell_hidden(parts: SheetParts, cells: pd.DataFrame, place: Place, findings: Findings) -> None:
    rows = [row for row in parts.hidden_rows if row < len(cells)]
    columns = [column for column in parts.hidden_columns if column < cells.shape[1]]
    given = [f"{row + 1}行目" for row in rows[:10]] + (["…"] if len(rows) > 10 else [])
    given += [f"{column_letter(column)}列" for column in columns]
    if given:
        message = (
            f"隠れた行が{len(rows)}行、隠れた列が{len(columns)}列あります。"
            "フィルターで隠れた行も含めて、すべて読みました。"
        )
        remedy = "使わない回答なら、元の表から消してください。"
        findings.add("hidden", "warning", place, message, given="、".join(given), remedy=remedy)
