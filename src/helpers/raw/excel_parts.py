"""What the fast reader of Excel files does not give: formulas, error values, hidden rows and columns of an .xlsx sheet.

The parts of the .xlsx are searched as bytes; nothing is built for the millions of cells that hold plain values.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

MARKED = re.compile(rb"<(?:\w+:)?f[ >/]|t=[\"']e[\"']")
HIDDEN = b" hidden="
SIGNS = (
    b"<f>",
    b"<f ",
    b"<f/",
    b":f>",
    b":f ",
    b":f/",
    b't="e"',
    b"t='e'",
    HIDDEN,
)  # as MARKED, but found faster
CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(/?)>")
CELL_END = re.compile(rb"</(?:\w+:)?c>")
FORMULA = re.compile(rb"<(?:\w+:)?f([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
ATTRIBUTE = re.compile(rb"([\w:]+)=[\"']([^\"']*)[\"']")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?hidden=[\"'](?:1|true)[\"'][^>]*>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*?hidden=[\"'](?:1|true)[\"'][^>]*>")


@dataclass(frozen=True)
class OddCell:
    """A cell that holds no plain value: `text` is its formula or its error value; 0-based position."""

    row: int
    column: int
    text: str
    is_formula: bool


@dataclass(frozen=True)
class SheetParts:
    """`hidden_rows` and `hidden_columns` are 0-based."""

    odd: tuple[OddCell, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def read_parts(data: bytes, sheet: str) -> SheetParts:
    """The parts of one sheet of an .xlsx; empty where the file is laid out in a way that is not known."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        path = _find_part(book, sheet)
        xml = book.read(path) if path in book.namelist() else b""
    found = {sign for sign in SIGNS if sign in xml}
    hidden = xml if HIDDEN in found else b""
    rows = sorted({int(read_attributes(tag[0])["r"]) - 1 for tag in ROW.finditer(hidden)})
    columns = sorted({number for tag in COLUMN.finditer(hidden) for number in _span(read_attributes(tag[0]))})
    return SheetParts(tuple(_find_odd(xml)) if found - {HIDDEN} else (), tuple(rows), tuple(columns))


def _find_part(book: zipfile.ZipFile, sheet: str) -> str:
    """The path of the sheet's XML, by the relations of the workbook."""
    if "xl/workbook.xml" not in book.namelist():
        return ""
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in workbook.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            key = next((value for name, value in element.items() if name.endswith("}id")), "")
            return posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
    return ""


def read_attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): html.unescape(value.decode()) for name, value in ATTRIBUTE.findall(tag)}


def _span(attributes: dict[str, str]) -> range:
    """The columns of a <col>; one that reaches to the end of the sheet is a setting, not a choice of columns."""
    first, last = int(attributes["min"]), int(attributes["max"])
    return range(first - 1, last) if last < 16_384 else range(0)


def _find_odd(xml: bytes) -> Iterator[OddCell]:
    shared: dict[str, tuple[str, str]] = {}
    for cell, inner in _marked_cells(xml):
        letters, row = coordinate_from_string(cell["r"])
        found = FORMULA.search(inner)
        if found:
            text = _formula_text(cell["r"], read_attributes(found[1]), found[2] or b"", shared)
        else:
            value = VALUE.search(inner)
            text = html.unescape(value[1].decode()) if value else ""
        yield OddCell(row - 1, column_index_from_string(letters) - 1, text, bool(found))


def _marked_cells(xml: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """(attributes, inner XML) of the cells with a formula or an error value."""
    done = 0
    for mark in MARKED.finditer(xml):
        if mark.start() < done:
            continue
        start = max(xml.rfind(b"<c ", 0, mark.end()), xml.rfind(b":c ", 0, mark.end()) - 3)
        tag = CELL.search(xml, max(start, 0))
        end = CELL_END.search(xml, tag.end()) if tag and not tag[2] else None
        if end and tag.start() < mark.end():
            done = end.end()
            attributes = read_attributes(tag[1])
            if "r" in attributes:
                yield attributes, xml[tag.end() : end.start()]


def _formula_text(cell: str, attributes: dict[str, str], text: bytes, shared: dict) -> str:
    """The formula with its "="; one that shares another cell's is moved to its own place."""
    own = "=" + html.unescape(text.decode())
    if attributes.get("t") != "shared":
        return own
    if text:
        shared[attributes.get("si", "")] = (own, cell)
        return own
    formula, origin = shared.get(attributes.get("si", ""), (own, cell))
    return Translator(formula, origin=origin).translate_formula(cell)
