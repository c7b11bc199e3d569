"""responses.csv of a new year: the header rows of last year's file, and no answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from helpers.contract import RESPONSE_ENDINGS
from helpers.raw.export import Stated, read_header_rows

BOM = "\ufeff"  # without it Excel reads UTF-8 as cp932
STATED = ("encoding", "delimiter", "sheet")


def read_header(folder: Path, codebook: dict) -> list[list[str]]:
    """The header rows (`header_rows` of the codebook, else one) as last year's file had them; [] where there is none.

    A merged heading of Excel is repeated over its columns, as it holds for each of them.
    """
    stated = Stated(
        **{key: codebook.get(key) for key in STATED}, header_rows=int(codebook.get("header_rows") or 1)
    )
    paths = (folder / f"responses.{ending}" for ending in RESPONSE_ENDINGS)
    path = next((path for path in paths if path.is_file()), None)
    return read_header_rows(path, stated) if path else []


def write_header(rows: list[list[str]]) -> str:
    """CSV as Excel opens it: UTF-8 with BOM."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return BOM + text.getvalue()
