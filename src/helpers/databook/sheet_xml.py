"""How a sheet of a workbook is written: merged cells, formulas, hidden rows, objects, looks; read from its XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OBJECTS = ("xl/drawings/", "xl/charts/", "xl/media/", "xl/embeddings/", "xl/ctrlProps/", "xl/pivotTables/")


def list_sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    """(name, state, part) of each sheet of the workbook."""
    links = ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    for sheet in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(LINK)]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield str(sheet.get("name")), str(sheet.get("state") or "visible"), part


def related_parts(parts: zipfile.ZipFile, part: str) -> list[str]:
    folder, name = part.rsplit("/", 1)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in parts.namelist():
        return []
    links = ElementTree.fromstring(parts.read(rels))
    return [str(link.get("Target")) for link in links if link.get("TargetMode") != "External"]


def find_objects(parts: zipfile.ZipFile, part: str) -> list[str]:
    related = (name.replace("..", "xl").lstrip("/") for name in related_parts(parts, part))
    return [name for name in related if name.startswith(OBJECTS)]


def look_into(xml: str, plain: set[str] | None) -> dict[str, list[str]]:
    """What the XML of a sheet holds besides values. `plain` are the styles without colour, bold, or strike-out."""
    data = xml.partition("<sheetData")[2]
    used = set(re.findall(r'<c [^>]*?s="(\d+)"', data)) if plain is not None else set()
    return {
        "merged": re.findall(r'<mergeCell ref="([^"]+)"', xml),
        "formula": re.findall(r'<c r="([A-Z]+\d+)"[^>]*>\s*<f', data),
        "hidden": _hidden(xml),
        "styled": _styled(data, used - (plain or set())),
    }


def _hidden(xml: str) -> list[str]:
    found = re.findall(r"<(col|row) ([^>]*)>", xml)
    flagged = [
        (kind, rest)
        for kind, rest in found
        if re.search(r'hidden="(?:1|true)"|(?:ht|width)="0(?:\.0+)?"', rest)
    ]
    names = {"col": ("列", "min"), "row": ("行", "r")}
    return [f"{_attribute(rest, names[kind][1])}{names[kind][0]}目" for kind, rest in flagged]


def _attribute(text: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', text)
    return found[1] if found else ""


def _styled(data: str, styles: set[str]) -> list[str]:
    """Cells below the heading with a look of their own, and conditional formats."""
    found = []
    if styles:
        cells = re.findall(r'<c r="([A-Z]+)(\d+)"[^>]*?s="(\d+)"', data)
        found = [f"{letter}{row}" for letter, row, style in cells if style in styles and row != "1"]
    return found + (["条件付き書式"] if "<conditionalFormatting" in data else [])


def plain_styles(content: bytes) -> set[str]:
    """Indices of cell formats with the default fill and a font that is not bold, coloured or struck out."""
    root = ElementTree.fromstring(content)
    fonts = [_is_loud(font) for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    formats = root.findall(f"{MAIN}cellXfs/{MAIN}xf")
    return {
        str(number)
        for number, xf in enumerate(formats)
        if int(xf.get("fillId") or 0) < 2 and not fonts[int(xf.get("fontId") or 0)]
    }


def _is_loud(font: ElementTree.Element) -> bool:
    colour = font.find(f"{MAIN}color")
    coloured = (
        colour is not None and colour.get("theme") != "1" and colour.get("rgb") not in ("FF000000", None)
    )
    return coloured or any(font.find(f"{MAIN}{name}") is not None for name in ("b", "i", "u", "strike"))
