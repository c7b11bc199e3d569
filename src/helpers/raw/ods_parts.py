"""What the fast reader does not give of an OpenDocument sheet: formulas, hidden rows and columns."""

from __future__ import annotations

import io
import re
import zipfile

from helpers.raw.excel_parts import OddCell, SheetParts, read_attributes

TABLE = re.compile(rb"<table:table\s([^>]*)>(.*?)</table:table>", re.DOTALL)
ELEMENT = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table-column)\b([^>]*)>")
HIDDEN = ("collapse", "filter")


def read_ods_parts(data: bytes, sheet: str) -> SheetParts:
    """The parts of one sheet of an .ods; the texts of formulas without their prefix `of:`."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        content = book.read("content.xml")
    for table in TABLE.finditer(content):
        if read_attributes(table[1]).get("table:name") == sheet:
            odd = b"table:formula=" in table[2] or b"table:visibility=" in table[2]
            return _walk(table[2]) if odd else SheetParts()
    return SheetParts()


def _walk(table: bytes) -> SheetParts:
    """Counts rows, columns and cells, each with how often it is repeated."""
    odd, rows, columns = [], [], []
    row = column = heading = following = 0
    for element in ELEMENT.finditer(table):
        kind, attributes = element[1], read_attributes(element[2])
        hidden = attributes.get("table:visibility") in HIDDEN
        if kind == b"table-column":
            span = int(attributes.get("table:number-columns-repeated", 1))
            columns += range(heading, heading + span) if hidden else ()
            heading += span
        elif kind == b"table-row":
            row, column = following, 0
            following += int(attributes.get("table:number-rows-repeated", 1))
            rows += range(row, following) if hidden else ()
        else:
            formula = attributes.get("table:formula")
            if formula is not None:
                odd.append(OddCell(row, column, "=" + formula.split("=", 1)[-1], True))
            column += int(attributes.get("table:number-columns-repeated", 1))
    return SheetParts(tuple(odd), tuple(rows), tuple(columns))
