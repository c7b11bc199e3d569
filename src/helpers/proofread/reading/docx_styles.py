"""What the styles of a Word document say of a paragraph: heading and its level, list, caption, quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from helpers.proofread.document import Kind

HEADING = re.compile(r"(?:heading|見出し|表題)\s*([1-9１-９])", re.IGNORECASE)
NAMES: tuple[tuple[re.Pattern, Kind], ...] = (
    (re.compile(r"caption|図表番号", re.IGNORECASE), "caption"),
    (re.compile(r"quote|引用", re.IGNORECASE), "quote"),
    (re.compile(r"footnote|endnote|脚注", re.IGNORECASE), "note"),
    (re.compile(r"list bullet|list number|箇条書き", re.IGNORECASE), "bullet"),
)
CONTENTS = re.compile(r"toc \d|目次", re.IGNORECASE)
DEEPEST = 10  # of styles that rest on others


def tag_of(element: ElementTree.Element) -> str:
    """The name without its namespace, for transitional and strict documents alike."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def attribute(element: ElementTree.Element | None, name: str) -> str | None:
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)


@dataclass(frozen=True)
class Style:
    name: str = ""
    outline: int | None = None  # 0 is the first level
    in_list: bool = False
    rests_on: str | None = None


@dataclass(frozen=True)
class Styles:
    """Style id -> Style."""

    known: dict[str, Style] = field(default_factory=dict)

    def kind(self, paragraph: ElementTree.Element) -> tuple[Kind, int]:
        """(kind, level of a heading); a paragraph of the contents is a note, as its words stand again below."""
        own = _style_of(paragraph.find("{*}pPr"))
        chain = [own, *self._chain(attribute(paragraph.find("{*}pPr/{*}pStyle"), "val"))]
        outline = next((style.outline for style in chain if style.outline is not None), None)
        if outline is not None and outline < 9:
            return "heading", outline + 1
        for style in chain:
            if CONTENTS.match(style.name):
                return "note", 0
            if match := HEADING.match(style.name):
                return "heading", int(match.group(1))
            if style.name.lower() in ("title", "表題"):
                return "heading", 1
            if kind := next((kind for pattern, kind in NAMES if pattern.search(style.name)), None):
                return kind, 0
        return ("bullet", 0) if any(style.in_list for style in chain) else ("paragraph", 0)

    def _chain(self, id: str | None) -> list[Style]:
        chain = []
        while id in self.known and len(chain) < DEEPEST:
            chain.append(self.known[id])
            id = self.known[id].rests_on
        return chain


def read_styles(root: ElementTree.Element | None) -> Styles:
    known = {}
    for style in root.findall("{*}style") if root is not None else []:
        read = _style_of(style.find("{*}pPr"))
        name = attribute(style.find("{*}name"), "val") or ""
        rests_on = attribute(style.find("{*}basedOn"), "val")
        known[attribute(style, "styleId") or ""] = Style(name, read.outline, read.in_list, rests_on)
    return Styles(known)


def _style_of(properties: ElementTree.Element | None) -> Style:
    if properties is None:
        return Style()
    outline = attribute(properties.find("{*}outlineLvl"), "val")
    number = attribute(properties.find("{*}numPr/{*}numId"), "val")
    return Style(
        outline=int(outline) if outline and outline.isdecimal() else None, in_list=number not in (None, "0")
    )
