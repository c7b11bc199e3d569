"""Readers: a file of any format, or a string -> Document."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

from helpers.errors import ParameterError
from helpers.findings import Findings, Place
from helpers.proofread.document import Document
from helpers.proofread.reading.plain import read_plain
from helpers.proofread.suppress import find_records, read_records
from helpers.raw.encodings import decode_export

__all__ = ["FORMATS", "can_read", "document_of_text", "read_document"]
# suffix -> (module, function); a text reader takes the text, a file reader the path
TEXTS = {
    ".txt": ("plain", "read_plain"), ".text": ("plain", "read_plain"), ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"), ".html": ("html", "read_html"), ".htm": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
}  # fmt: skip
FILES = {".docx": ("docx", "read_docx"), ".docm": ("docx", "read_docx"), ".pdf": ("pdf", "read_pdf"),
         ".xlsx": ("xlsx", "read_xlsx"), ".xlsm": ("xlsx", "read_xlsx")}  # fmt: skip
FORMATS = ".txt .md .html .docx .pdf .xlsx"


def document_of_text(text: str, file: str = "", fiscal_year: int | None = None) -> Document:
    """A string as a Document, as a .txt file that holds it would be read."""
    return read_plain(text, file, fiscal_year)


def read_document(
    path: Path | str, fiscal_year: int | None = None, findings: Findings | None = None
) -> Document:
    """A file as a Document, with the records of what is allowed beside it (`properties["records"]`).

    What cannot be read is a fatal finding and an empty Document; without `findings` it raises RawInputError. Raises
    ParameterError for a file that is not there, or of a format that is none of FORMATS.
    """
    path, collected = Path(path), Findings() if findings is None else findings
    if not path.is_file():
        raise ParameterError(f"{path} がありません。")
    document = _read(path, fiscal_year, collected)
    if findings is None:
        collected.stop_if_fatal(f"{path} を読めません。")
    records = find_records(path)
    if records is None:
        return document
    given = read_records(records, records.as_posix())
    return replace(document, properties={**document.properties, "records": given})


def _read(path: Path, fiscal_year: int | None, findings: Findings) -> Document:
    suffix, file = path.suffix.lower(), path.as_posix()
    if suffix not in TEXTS and suffix not in FILES:
        raise ParameterError(f"{path} は読めない形式です。読めるのは {FORMATS} です。")
    module, name = TEXTS.get(suffix) or FILES[suffix]
    read = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    if suffix in FILES:
        return read(path, file, fiscal_year, findings)
    decoded = decode_export(path.read_bytes(), file, None, findings)
    if decoded is None:
        return Document(file, (), fiscal_year=fiscal_year)
    return read(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), file, fiscal_year)


def refuse(file: str, what: str, error: Exception, findings: Findings) -> Document:
    """An empty Document, and a fatal finding: the file is broken, or locked by a password."""
    message = f"{what}として開けません（{type(error).__name__}）。壊れているか、暗号化されています。"
    findings.add(
        "unreadable-file", "fatal", Place(file), message, remedy=f"{what}として保存し直してください。"
    )
    return Document(file, ())


def can_read(path: Path) -> bool:
    """Whether the file's name is of one of the FORMATS."""
    return path.suffix.lower() in TEXTS or path.suffix.lower() in FILES
