"""Readers: a file of any format, or a string -> Document."""

from __future__ import annotations

from helpers.proofread.document import Document
from helpers.proofread.reading.plain import read_plain


def document_of_text(text: str, file: str = "", fiscal_year: int | None = None) -> Document:
    """A string as a Document, as a .txt file that holds it would be read."""
    return read_plain(text, file, fiscal_year)
