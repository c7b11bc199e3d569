"""A file as delivered: what it really holds, whatever it is called; a ZIP with one table in it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from helpers.findings import Findings, Place

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
LARGEST = 2_000_000_000  # bytes of a file inside of a ZIP


@dataclass(frozen=True)
class Delivery:
    """`format`: xlsx, xlsb, xls, ods or text; `ending` of the name, without its dot; `inner`: its name in a ZIP."""

    data: bytes
    format: str
    ending: str
    inner: str = ""


def open_delivery(path: Path, file: str, findings: Findings) -> Delivery | None:
    """None, with a fatal finding, for a ZIP that does not hold exactly one table."""
    data = path.read_bytes()
    found = find_format(data)
    if found != "zip":
        return Delivery(data, found, path.suffix.lower().lstrip("."))
    members, inner = _unpack(data)
    if inner is not None:
        return inner
    message = "ZIP ファイルです。中に表（CSV か Excel）がちょうど一つあるときだけ、そのまま読めます。"
    given = "、".join(member.filename for member in members)[:120]
    remedy = "ZIP を開き、回答の表を取り出して置いてください。"
    findings.add("unreadable-file", "fatal", Place(file), message, given=given, remedy=remedy)
    return None


def _unpack(data: bytes) -> tuple[list[zipfile.ZipInfo], Delivery | None]:
    """The files in a ZIP, and the table if it is the only one, not itself a ZIP, and can be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        tables = [member for member in members if _is_table(member.filename) and member.file_size <= LARGEST]
        if len(tables) != 1:
            return members, None
        try:
            inner = archive.read(tables[0])
        except BROKEN:  # damaged, or locked with a password
            return members, None
    found = find_format(inner)
    ending = Path(tables[0].filename).suffix.lower().lstrip(".")
    return members, None if found == "zip" else Delivery(inner, found, ending, tables[0].filename)


def _is_table(name: str) -> bool:
    """macOS adds a shadow of every file (__MACOSX/._a.csv)."""
    return name.lower().endswith(TABLES) and not Path(name).name.startswith("._")


def find_format(data: bytes) -> str:
    """xlsx, xlsb, xls, ods, zip or text."""
    if data.startswith(OLE):
        return "xls"
    if not data.startswith(b"PK\x03\x04"):
        return "text"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            names = set(held.namelist())
            if "mimetype" in names:
                return "ods" if held.read("mimetype").startswith(ODS) else "zip"
    except BROKEN:
        return "xlsx"
    return "xlsx" if "xl/workbook.xml" in names else "xlsb" if "xl/workbook.bin" in names else "zip"
