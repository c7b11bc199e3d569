"""Workbooks that openpyxl cannot write: .ods as a zip of XML, .xls (BIFF8 in an OLE2 container) byte by byte.

Cells are str, int, float, datetime or None. Sources: OASIS OpenDocument 1.3 part 3; Microsoft [MS-XLS], [MS-CFB].
"""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {"office": "office", "table": "table", "text": "text", "of": "of"}.items()
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DATE = 1  # the second cell format


def write_ods(path: Path, sheets: dict[str, list[list]], hidden: tuple[int, ...] = ()) -> Path:
    """Rows of cells by sheet; `hidden`: 1-based rows that are filtered out; a str that begins with = is a formula of 2."""
    tables = "".join(_ods_table(name, rows, hidden) for name, rows in sheets.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
    )
    content += f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>',
        )
    return path


def _ods_table(name: str, rows: list[list], hidden: tuple[int, ...]) -> str:
    text = ""
    for number, row in enumerate(rows, 1):
        mark = ' table:visibility="filter"' if number in hidden else ""
        text += f"<table:table-row{mark}>{''.join(map(_ods_cell, row))}</table:table-row>"
    return f'<table:table table:name="{escape(name)}"><table:table-column/>{text}</table:table>'


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.datetime):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value.startswith("="):
        formula = f'table:formula="of:{escape(value)}"'
        return f'<table:table-cell {formula} office:value-type="float" office:value="2"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def write_xls(
    path: Path, sheets: dict[str, list[list]], merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Path:
    """Rows of cells by sheet; `merged`: 0-based first row, last row, first column, last column, in the first sheet."""
    path.write_bytes(_ole(_biff(sheets, merged)))
    return path


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff(sheets: dict[str, list[list]], merged: tuple) -> bytes:
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    start += b"".join(_record(0xE0, struct.pack("<HH16x", 0, number)) for number in (0, 22))
    bodies = [_biff_sheet(rows, merged if not place else ()) for place, rows in enumerate(sheets.values())]
    names = [name.encode("utf-16-le") for name in sheets]
    position = len(start) + sum(12 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        bounds += _record(0x85, struct.pack("<IBBBB", position, 0, 0, len(name) // 2, 1) + name)
        position += len(body)
    return start + bounds + _record(0x0A) + b"".join(bodies)


def _biff_sheet(rows: list[list], merged: tuple) -> bytes:
    width = max(map(len, rows), default=0)
    data = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    data += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, cells in enumerate(rows):
        data += b"".join(_biff_cell(row, column, value) for column, value in enumerate(cells))
    if merged:
        areas = b"".join(struct.pack("<4H", *area) for area in merged)
        data += _record(0xE5, struct.pack("<H", len(merged)) + areas)
    return data + _record(0x0A)


def _biff_cell(row: int, column: int, value: object) -> bytes:
    if value is None:
        return b""
    if isinstance(value, dt.datetime):
        days = (value - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
        return _record(0x203, struct.pack("<HHHd", row, column, DATE, days))
    if isinstance(value, int | float):
        return _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    text = value.encode("utf-16-le")
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)


def _ole(stream: bytes) -> bytes:
    """One stream "Workbook" of at least 4096 bytes: sector 0 is the FAT, sector 1 the directory, the stream follows."""
    stream = stream.ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    sectors = len(stream) // 512
    table = [FAT, END, *range(3, sectors + 2), END]
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(stream))
    return head + fat + entries + bytes(256) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    data = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return data + bytes(36) + struct.pack("<III", start, size, 0)
