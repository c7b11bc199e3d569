"""An Excel or OpenDocument workbook as received -> Grid of the sheet with the responses."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
from python_calamine import (
    CalamineError,
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
from helpers.raw.received import Evidence, Received, Stated
from helpers.raw.sheet_choice import SheetSize, choose_sheet

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TOP = 12  # rows that show what a sheet is


def read_excel_grid(path: Path, received: Received, stated: Stated, findings: Findings) -> Grid | None:
    """All cells of one sheet; None, with a fatal finding, where the workbook or the stated sheet cannot be read."""
    data = path.read_bytes()
    book = open_book(data, received.file, findings)
    if book is None:
        return None
    name = _find_sheet(book, received, stated, findings)
    if name is None:
        return None
    sheet = book.get_sheet_by_name(name)
    parts = read_parts(data, name) if received.format == "xlsx" else SheetParts()
    cells = read_cells(sheet)
    place = Place(received.file, name)
    _put_odd(cells, parts.odd, place, findings)
    _tell_hidden(parts, place, findings)
    areas = sheet.merged_cell_ranges
    merged = (
        None if areas is None else tuple((c1 + 1, r1 + 1, c2 + 1, r2 + 1) for (r1, c1), (r2, c2) in areas)
    )
    return Grid(place, cells, merged)


def open_book(data: bytes, file: str, findings: Findings) -> CalamineWorkbook | None:
    """The workbook; a broken or a locked one is a fatal finding."""
    message = "Excel ファイルとして開けません。壊れています。"
    remedy = "Excel で開いて .xlsx として保存し直すか、CSV で置いてください。"
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        locked = True
    except Exception:  # calamine lets its Rust errors through, some as plain exceptions
        locked = ENCRYPTED in data
    if locked:
        message = "パスワードで保護されているため開けません。"
        remedy = "Excel で開き、パスワードを外して保存し直してください（ファイル→情報→ブックの保護）。"
    findings.add("locked-file" if locked else "unreadable-file", "fatal", Place(file), message, remedy=remedy)
    return None


def read_cells(sheet: CalamineSheet, rows: int | None = None) -> pd.DataFrame:
    """Every cell of the sheet as text, from its cell A1 on."""
    held = sheet.to_python(skip_empty_area=False, nrows=rows)
    texts = [[cell if type(cell) is str else _text(cell) for cell in row] for row in held]
    return build_cells(texts)


def _text(value: object) -> str:
    """As cell_text; a whole number, which this reader hands over as a float, quickly."""
    return (
        str(int(value))
        if type(value) is float and value.is_integer() and abs(value) < 1e15
        else cell_text(value)
    )


def _find_sheet(book: CalamineWorkbook, received: Received, stated: Stated, findings: Findings) -> str | None:
    sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    names = [meta.name for meta in sheets]
    if stated.sheet is not None and stated.sheet not in names:
        details = {"given": stated.sheet, "allowed": "、".join(names), "remedy": suggest(stated.sheet, names)}
        details["remedy"] += "survey.yaml の sheet をシートの名前に合わせてください。"
        message = f"シート「{stated.sheet}」がありません。"
        findings.add("unknown-sheet", "fatal", Place(received.file), message, **details)
        return None
    if stated.sheet is not None:
        received.note("sheet", stated.sheet, Evidence("stated"))
    else:
        sizes = [size_sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible) for meta in sheets]
        best, evidence = choose_sheet(sizes)
        received.note("sheet", best.name, evidence)
        _tell_choice(received, sizes, findings)
    received.other_sheets = tuple(name for name in names if name != received.sheet)
    return received.sheet


def size_sheet(book: CalamineWorkbook, name: str, hidden: bool = False) -> SheetSize:
    """One sheet as choose_sheet sees it."""
    sheet = book.get_sheet_by_name(name)
    top = read_cells(sheet, TOP).to_numpy().tolist()
    return SheetSize(name, hidden, sheet.height, sheet.width, top)


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


def _put_odd(cells: pd.DataFrame, odd: tuple[OddCell, ...], place: Place, findings: Findings) -> None:
    """Formulas stay formulas, error values are errors; one finding a column, at the first."""
    first: dict[tuple[int, bool], list[OddCell]] = {}
    for cell in odd:
        if cell.row < len(cells) and cell.column < cells.shape[1]:
            cells.iat[cell.row, cell.column] = cell.text
            first.setdefault((cell.column, cell.is_formula), []).append(cell)
    for (column, is_formula), found in first.items():
        where = Place(place.file, place.sheet, found[0].row + 1, f"{column_letter(column)}列")
        message = f"Excel のエラー値です（この列に{len(found)}個）。"
        remedy = "元の表で正しい値に直してください。"
        if is_formula:
            message = f"値ではなく数式が入っています（この列に{len(found)}個）。計算結果は使わず、数式の文字のまま扱います。"
            remedy = "「値の貼り付け」で値に置き換えてください。"
        findings.add("formula", "error", where, message, given=found[0].text, remedy=remedy)


def _tell_hidden(parts: SheetParts, place: Place, findings: Findings) -> None:
    given = [f"{row + 1}行目" for row in parts.hidden_rows[:10]]
    given += ["…"] if len(parts.hidden_rows) > 10 else []
    given += [f"{column_letter(column)}列" for column in parts.hidden_columns]
    if given:
        counts = f"{len(parts.hidden_rows)}行と{len(parts.hidden_columns)}列"
        message = f"隠れた行・列があります（{counts}）。フィルターで隠れた行も含めて、すべて読みました。"
        remedy = "使わない回答なら、元の表から消してください。"
        findings.add("hidden", "warning", place, message, given="、".join(given), remedy=remedy)


__all__ = ["CalamineError", "open_book", "read_cells", "read_excel_grid", "size_sheet"]
