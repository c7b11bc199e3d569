"""read_export: any raw survey export as received -> its answers as text, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.findings import Findings, Place
from helpers.raw.code_sheet import Codes, match_codes, read_codes
from helpers.raw.csv_grid import read_csv_grid
from helpers.raw.delivery import open_delivery
from helpers.raw.excel_grid import read_excel_grid, read_tables
from helpers.raw.export_rows import build_sheet
from helpers.raw.files import Sheet
from helpers.raw.forms import fill_merged
from helpers.raw.grid import Grid
from helpers.raw.header import Header, find_header
from helpers.raw.received import Evidence, Received, Stated
from helpers.raw.tools import recognize_form

__all__ = ["Export", "Received", "Stated", "read_code_sheet", "read_export", "read_header_rows"]
LOOKED_AT = 400  # rows that show what the columns hold


@dataclass(frozen=True)
class Export:
    """`sheet` holds the answers (text cells, index `row` = the row in the file), `received` how they were read."""

    sheet: Sheet
    received: Received
    path: Path | None = None


def read_export(
    path: Path, findings: Findings, stated: Stated | None = None, file: str | None = None
) -> Export | None:
    """The export at `path`, called `file` in findings (default: its name); None, with a fatal finding, if unreadable.

    What is not `stated` is detected; both stand in `.received`. No answer is changed; blank rows, title lines above
    the header and footers below the answers are left out, and told.
    """
    stated = stated or Stated()
    received = Received(file or path.name)
    grid = _read_grid(path, received, stated, findings)
    if grid is None:
        return None
    top = grid.top(LOOKED_AT)
    if not any(cell.strip() for row in top for cell in row):
        message, remedy = "中身がありません。", "回答の入った表を置いてください。"
        findings.add("empty-export", "error", grid.place, message, remedy=remedy)
    header = find_header(top, grid.merged, _check_stated_rows(stated, top, received, findings))
    received.note("header_rows", header.rows, header.evidence)
    received.first_row = header.first + 1
    _tell_header(top, header, grid, findings)
    sheet = build_sheet(grid, top, header, findings)
    received.note("form", *recognize_form([str(name) for name in sheet.frame.columns], header.rows))
    received.rows, received.columns = sheet.frame.shape
    return Export(sheet, received, path)


def read_header_rows(path: Path, stated: Stated) -> list[list[str]]:
    """The header rows of an export as they stand, a merged heading repeated over its columns; [] if it is unreadable."""
    grid = _read_grid(path, Received(path.name), stated, Findings())
    if grid is None:
        return []
    top = grid.top(LOOKED_AT)
    header = find_header(top, grid.merged, stated.header_rows)
    fill_merged(top, [area for area in grid.merged or () if header.first < area[3] <= header.body])
    return [row[: header.width] for row in top[header.first : header.body]]


def _read_grid(path: Path, received: Received, stated: Stated, findings: Findings) -> Grid | None:
    held = open_delivery(path, received.file, findings)
    if held is None:
        return None
    if held.inner:
        message = "ZIP の中の表を読みました。"
        findings.add("zip", "info", Place(received.file), message, given=held.inner)
    if held.format != "text":
        received.note("format", held.format, Evidence(why="ファイルの中身で判定しました。"))
        if held.ending != held.format and (held.format, held.ending) != ("xlsx", "xlsm"):
            _tell_ending(received, held.ending, findings)
        return read_excel_grid(held.data, received, stated, findings)
    if stated.sheet:
        message = f"CSV にシートは無いため、survey.yaml の sheet「{stated.sheet}」は使いません。"
        findings.add("unused-sheet", "info", Place(received.file), message)
    grid = read_csv_grid(held.data, held.ending, received, stated, findings)
    if grid is not None and held.ending in ("xls", "xlsx", "ods"):
        _tell_ending(received, held.ending, findings)
    return grid


def _tell_ending(received: Received, ending: str, findings: Findings) -> None:
    message = f"拡張子は .{ending} ですが、中身は {received.format} です。中身のとおりに読みました。"
    remedy = f"ファイルの名前の終わりを .{received.format} にしてください。"
    findings.add("wrong-ending", "warning", Place(received.file), message, given=f".{ending}", remedy=remedy)


def _check_stated_rows(
    stated: Stated, top: list[list[str]], received: Received, findings: Findings
) -> int | None:
    """The stated number of header rows; one that cannot be right is a finding, and detection holds."""
    rows = stated.header_rows
    filled = sum(any(cell.strip() for cell in row) for row in top)
    if rows is None or 1 <= rows <= max(1, filled):
        return rows
    message = "指定された見出しの行数は、この表にはありえません。自動で判定しました。"
    details = {
        "given": str(rows),
        "allowed": f"1〜{max(1, filled)}",
        "remedy": "header_rows を直してください。",
    }
    findings.add("stated-header-rows", "error", Place(received.file), message, **details)
    return None


def _tell_header(top: list[list[str]], header: Header, grid: Grid, findings: Findings) -> None:
    where = Place(grid.place.file, grid.place.sheet, header.first + 1)
    if header.evidence.sure == "guess":
        message = "見出しの行が無いように見えます。最初の行を見出しとして読みました。"
        given = "、".join(cell for cell in top[header.first] if cell.strip())[:80]
        remedy = "設問の名前の行を、表の最初に加えてください。"
        findings.add("no-header", "warning", where, message, given=given, remedy=remedy)
    if header.rows > 1 and header.evidence.how == "detected":
        message = f"見出しを{header.rows}行と判定しました。{header.evidence.why}"
        given = "、".join(cell.strip() for cell in top[header.body - 1] if cell.strip())[:80]
        remedy = "違うときは、survey.yaml の header_rows に行数を書いてください。"
        findings.add("header-rows", "info", where, message, given=given, remedy=remedy)
    titles = ["、".join(cell.strip() for cell in row if cell.strip()) for row in top[: header.first]]
    titles = [title for title in titles if title and not title.lower().startswith("sep=")]
    if titles:
        message = f"見出しの上の行（{header.first}行目まで）は、題名などとみなして読んでいません。"
        findings.add("title-lines", "info", where, message, given=" ／ ".join(titles)[:120])


def read_code_sheet(source: Path | Export, columns: Iterable[str] | None = None) -> Codes | None:
    """The code table in the other sheets of an Export's workbook, or in a file of its own; None where there is none.

    By column of the Export (or of `columns`): {"text", "type", "codes": {code: label}, "question", "choice" of Q2_3},
    as match_codes gives it; by question id where no columns are known.
    """
    if isinstance(source, Export):
        path, names = source.path, source.received.other_sheets
        columns = source.sheet.frame.columns if columns is None else columns
    else:
        path, names = source, None
    for rows in _read_tables(path, names) if path else ():
        codes = read_codes(rows)
        if codes is not None:
            return codes if columns is None else match_codes(codes, columns) or None
    return None


def _read_tables(path: Path, names: tuple[str, ...] | None) -> Iterator[list[list[str]]]:
    """The rows of the sheets `names` (None: all) of a workbook, or of a CSV."""
    aside = Findings()  # what is wrong with a code table is no finding about the answers
    held = open_delivery(path, path.name, aside)
    if held is None:
        return
    if held.format == "text":
        grid = (
            read_csv_grid(held.data, held.ending, Received(path.name), Stated(), aside)
            if names is None
            else None
        )
        if grid is not None:
            yield grid.cells.to_numpy().tolist()
        return
    yield from read_tables(held.data, names, path.name, aside)
