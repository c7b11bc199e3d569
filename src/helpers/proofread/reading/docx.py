"""Word (.docx) -> Document: headings by style, lists, tables with merged cells, notes, headers and footers.

What was deleted in tracked changes is left out, what was inserted is kept. `line` is the number of the paragraph.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

from helpers.findings import Findings
from helpers.proofread.document import Anchor, Document, Kind
from helpers.proofread.reading import refuse
from helpers.proofread.reading.build import Builder, GridCell, stack_cell
from helpers.proofread.reading.docx_styles import Styles, attribute, read_styles, tag_of
from helpers.proofread.reading.marks import read_mark

LEFT_OUT = ("del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPr", "rPr", "txbxContent", "sectPr", "tblPr",
            "tcPr", "trPr")  # fmt: skip
PARTS = ((re.compile(r"word/(footnotes|endnotes)\.xml"), "脚注"), (re.compile(r"word/header\d*\.xml"), "ヘッダー"),
         (re.compile(r"word/footer\d*\.xml"), "フッター"))  # fmt: skip
LARGEST = 200_000_000  # bytes of one part, unpacked


def read_docx(path: Path, file: str, fiscal_year: int | None, findings: Findings) -> Document:
    try:
        with zipfile.ZipFile(path) as package:
            builder = _read_package(package)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, RuntimeError) as error:
        return refuse(file, "Word ファイル", error, findings)
    return builder.document(file, fiscal_year, "docx")


def _read_package(package: zipfile.ZipFile) -> Builder:
    names = package.namelist()
    styles = read_styles(_parse(package, "word/styles.xml") if "word/styles.xml" in names else None)
    reader = _Reader(styles)
    reader.read(_parse(package, "word/document.xml").find("{*}body"))
    said: set[str] = set()
    for pattern, where in PARTS:
        for name in sorted(filter(pattern.fullmatch, names)):
            reader.read_notes(_parse(package, name), where, said)
    return reader.builder


def _parse(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if package.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} is too large")
    data = package.read(name)
    if b"<!DOCTYPE" in data[:2000]:
        raise ValueError(f"{name} has a DOCTYPE")
    return ElementTree.fromstring(data)


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self.builder, self._styles, self._number = Builder(), styles, count(1)

    def read(self, parent: ElementTree.Element) -> None:
        """The paragraphs and tables of a body, also inside content controls and insertions."""
        for element in parent:
            name = tag_of(element)
            if name == "p":
                self._read_paragraph(element)
            elif name == "tbl":
                self.builder.add_table(*self._read_table(element))
            elif name not in LEFT_OUT:
                self.read(element)

    def _read_paragraph(self, paragraph: ElementTree.Element) -> None:
        line = next(self._number)
        kind, level = self._styles.kind(paragraph)
        for text in _text(paragraph).split("\n"):
            if text.strip():
                shown = kind if kind != "paragraph" else _marked(text)
                self.builder.add_text(
                    shown, text.strip(), [Anchor(0, line, 1)], level if shown == kind else 5
                )
        for box in _boxes(paragraph):
            self.read(box)

    def _read_table(self, table: ElementTree.Element) -> tuple[list[list[GridCell]], int]:
        """The grid with merged cells resolved, and the number of rows marked as header."""
        grid: list[list[GridCell]] = []
        heads = 0
        for row in _rows(table):
            heads += heads == len(grid) and row.find("{*}trPr/{*}tblHeader") is not None
            grid.append(self._read_row(row, grid[-1] if grid else []))
        width = max(map(len, grid), default=0)
        return [[*row, *[GridCell()] * (width - len(row))] for row in grid], heads or min(1, len(grid) - 1)

    def _read_row(self, row: ElementTree.Element, above: list[GridCell]) -> list[GridCell]:
        cells: list[GridCell] = [GridCell()] * int(attribute(row.find("{*}trPr/{*}gridBefore"), "val") or 0)
        for cell in _children(row, "tc"):
            merge = cell.find("{*}tcPr/{*}vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and len(cells) < len(above):
                own = above[len(cells)].repeated()
            else:
                own = self._read_cell(cell)
            span = max(int(attribute(cell.find("{*}tcPr/{*}gridSpan"), "val") or 1), 1)
            cells += [own, *[own.repeated()] * (min(span, 100) - 1)]
        return cells

    def _read_cell(self, cell: ElementTree.Element) -> GridCell:
        paragraphs = cell.iter(f"{cell.tag.removesuffix('tc')}p")
        numbered = [(_text(paragraph).strip(), next(self._number)) for paragraph in paragraphs]
        return stack_cell((text, [Anchor(0, line, 1)]) for text, line in numbered if text)

    def read_notes(self, root: ElementTree.Element, where: str, said: set[str]) -> None:
        """Notes, headers or footers; what several sections repeat is read once."""
        for paragraph in root.iter(f"{root.tag.rsplit('}', 1)[0]}}}p"):
            line, text = next(self._number), _text(paragraph).strip()
            if text and text not in said:
                said.add(text)
                self.builder.add_text("note", text, [Anchor(0, line, 1, where)])


def _marked(text: str) -> Kind:
    """A heading typed by hand, a bullet, note or caption without a style."""
    return read_mark(text).kind or "paragraph"


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(_runs(paragraph))


def _runs(element: ElementTree.Element) -> Iterator[str]:
    """Text of the runs; tabs are blanks, breaks are line ends, hidden text and what is deleted are left out."""
    for child in element:
        name = tag_of(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            yield " "
        elif name in ("br", "cr"):
            yield "\n" if attribute(child, "type") in (None, "textWrapping") else " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in LEFT_OUT and not (name == "r" and child.find("{*}rPr/{*}vanish") is not None):
            yield from _runs(child)


def _boxes(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The contents of text boxes, once: Word writes each twice, for old readers in mc:Fallback."""
    for child in paragraph:
        name = tag_of(child)
        if name == "txbxContent":
            yield child
        elif name not in ("Fallback", "del", "moveFrom"):
            yield from _boxes(child)


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Rows that are not deleted in tracked changes."""
    return (row for row in _children(table, "tr") if row.find("{*}trPr/{*}del") is None)


def _children(parent: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Children of a name, also inside content controls."""
    for child in parent:
        if tag_of(child) == name:
            yield child
        elif tag_of(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _children(child, name)
