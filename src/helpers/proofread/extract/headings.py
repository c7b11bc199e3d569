"""Headings with their numbers taken apart, and lists of items with circled numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import whole
from helpers.proofread.folded import fold
from helpers.proofread.registry import Context

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
IDEOGRAPHS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FORMS = (
    ("part", re.compile(r"第(\d{1,2}|[一二三四五六七八九十]{1,2})[編部章]")),
    ("dotted", re.compile(r"(\d{1,2}(?:[.\-]\d{1,2})+)[.)]?")),
    ("number", re.compile(r"(\d{1,2})[.)]")),
    ("bracket-kana", re.compile(r"\(([ア-ン])\)")),
    ("bracket", re.compile(r"\((\d{1,2}|[一二三四五六七八九十])\)")),
    ("kana", re.compile(r"([ア-ン])[.)]")),
    ("circled", re.compile(rf"([{CIRCLED}])")),
)
WIDE_DOT = re.compile(r"\s*[０-９]{1,2}[．）]")


@dataclass(frozen=True)
class Heading:
    """`text` folded; `number` as printed ("2", "ア"), `value` its place in the series, `title` the rest; `above` the
    headings it stands under."""

    text: str
    at: Span
    level: int
    form: str
    number: str
    value: int | None
    title: str
    above: tuple[str, ...]

    @property
    def series(self) -> tuple:
        """What the headings share that are numbered in one row: 2.1, 2.2; but not 3.1."""
        prefix = re.split(r"[.\-]", self.number)[:-1] if self.form.startswith("dotted") else []
        return (self.form, *prefix) if prefix else (self.form, self.above)

    def number_of(self, value: int) -> str:
        """How the heading `value` of this series begins."""
        if self.number in KANA:
            return f"({KANA[value - 1]})" if value <= len(KANA) else ""
        if self.number in IDEOGRAPHS:
            return IDEOGRAPHS[value - 1] if value <= len(IDEOGRAPHS) else ""
        prefix = re.sub(r"\d+\Z", "", self.number)
        return (
            f"第{value}"
            if self.form == "part"
            else f"{prefix}{value}."[: None if self.form == "number" else -1]
        )


def headings_of(context: Context) -> list[Heading]:
    """
    >>> from helpers.proofread.reading import document_of_text
    >>> context = Context(document_of_text("（イ）設立段階\\n\\n始めた。"))
    >>> [(heading.form, heading.number, heading.value, heading.title) for heading in headings_of(context)]
    [('bracket-kana', 'イ', 2, '設立段階')]
    """
    return context.once("headings", lambda: _collect(context.document))


def _collect(document: Document) -> list[Heading]:
    return [
        _read(block.text, whole(document, number), block.level, block.section)
        for number, block in enumerate(document.blocks)
        if block.kind == "heading"
    ]


def _read(text: str, at: Span, level: int, above: tuple[str, ...]) -> Heading:
    folded = fold(text).text.lstrip("#＃ ")
    shown = text.lstrip("#＃ ").replace(" ", "").replace("\u3000", "") if not folded.isascii() else folded
    for form, pattern in FORMS:
        if match := pattern.match(folded):
            wide = form == "number" and WIDE_DOT.match(text)
            number = match.group(1)
            kept = folded if form in ("number", "dotted") else shown
            name = "number-wide" if wide else form
            return Heading(
                _spaced(text, kept), at, level, name, number, _value(number), folded[match.end() :], above
            )
    return Heading(shown, at, level, "", "", None, folded, above)


def _spaced(text: str, fallback: str) -> str:
    """The heading as printed, blanks at its ends and doubled ones left out."""
    return re.sub(r"(?<=）)\s+", "", re.sub(r"\s+", " ", text).strip()) or fallback


def _value(number: str) -> int | None:
    for row in (KANA, IDEOGRAPHS, CIRCLED):
        if number in row:
            return row.index(number) + 1
    last = re.split(r"[.\-]", number)[-1]
    return int(last) if last.isdigit() else None


def series_of_items(context: Context) -> list[list[tuple[str, str, Span]]]:
    """Runs ①, ②, ... of items with a name: (mark, name, place); a mark alone takes the name from what follows it.

    >>> from helpers.proofread.reading import document_of_text
    >>> context = Context(document_of_text("①開催\\n\\n行う。\\n\\n②調査\\n\\n行う。"))
    >>> [[(mark, title) for mark, title, _ in items] for items in series_of_items(context)]
    [[('①', '開催'), ('②', '調査')]]
    """
    return context.once("items", lambda: _runs(context.document))


def _runs(document: Document) -> list[list[tuple[str, str, Span]]]:
    runs: list[list[tuple[str, str, Span]]] = []
    for number, block in enumerate(document.blocks):
        mark = block.folded.text[:1]
        if mark not in CIRCLED or not mark:
            continue
        title, at = _title(document, number)
        if not 2 <= len(title) <= 60:
            continue
        if mark == "①" or not runs or CIRCLED.index(runs[-1][-1][0]) + 1 != CIRCLED.index(mark):
            runs.append([])
        runs[-1].append((mark, title, at))
    return [run for run in runs if len(run) >= 2 and run[0][0] == "①"]


def _title(document: Document, number: int) -> tuple[str, Span]:
    """The name beside a mark, or under it: short paragraphs up to the first bullet, at most four."""
    text = document.blocks[number].folded.text[1:]
    if text:
        return text, whole(document, number)
    title, last = "", number
    for other in range(number + 1, min(number + 5, len(document.blocks))):
        if document.blocks[other].kind != "paragraph":
            break
        title, last = title + document.blocks[other].folded.text, other
    return title, whole(document, min(number + 1, last))
