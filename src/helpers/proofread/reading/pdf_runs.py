"""A page of a PDF as runs of text and rulings, each with its place.

Coordinates are points from the top left corner of the page: x to the right, y down.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

THIN = 3.0  # points: a rectangle thinner than this is a ruling
SHORT = 6.0  # points: a shorter ruling is a decoration
ODD = re.compile(
    r"[\u2e80-\u2fdf\ufb00-\ufb06]"
)  # radicals that stand for kanji, ligatures: as PDF writers leave them


@dataclass(frozen=True)
class Run:
    """Characters beside each other in one line; `size` is their height."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Ruling:
    """A line: horizontal from (start, at) to (end, at), or vertical from (at, start) to (at, end)."""

    at: float
    start: float
    end: float
    horizontal: bool


@dataclass(frozen=True)
class Page:
    """`number` counts from 1."""

    number: int
    height: float
    runs: tuple[Run, ...]
    rulings: tuple[Ruling, ...]


def read_pages(document: Any) -> Iterator[Page]:
    """The pages of a pypdfium2.PdfDocument."""
    for number in range(len(document)):
        page = document[number]
        try:
            height = page.get_height()
            yield Page(
                number + 1, height, tuple(_read_runs(page, height)), tuple(_read_rulings(page, height))
            )
        finally:
            page.close()


def _read_runs(page: Any, height: float) -> Iterator[Run]:
    """Runs in the order of the file; a new one begins at another line, or after a gap wider than a blank (cells)."""
    letters: list[str] = []
    left = top = right = bottom = 0.0
    for letter, box in _characters(page):
        own_left, own_bottom, own_right, own_top = box
        size = max(own_top - own_bottom, 1.0)
        same_line = letters and abs((own_top + own_bottom) / 2 - (top + bottom) / 2) < 0.35 * max(
            size, top - bottom
        )
        if not same_line or not -0.5 * size < own_left - right < 0.35 * size:
            if letters:
                yield _run(letters, left, height - top, right, height - bottom)
            letters, (left, bottom, right, top) = [], box
        elif own_left - right > (0.13 if letter < "\u2000" > letters[-1] else 0.3) * size and " " not in (
            letters[-1],
            letter,
        ):
            letters.append(" ")
        letters.append(letter)
        right, top, bottom = max(right, own_right), max(top, own_top), min(bottom, own_bottom)
    if letters:
        yield _run(letters, left, height - top, right, height - bottom)


def _run(letters: list[str], left: float, top: float, right: float, bottom: float) -> Run:
    text = ODD.sub(lambda match: unicodedata.normalize("NFKC", match.group()), "".join(letters))
    return Run(text, left, top, right, bottom, bottom - top)


def _characters(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """(character, (left, bottom, right, top)), without line ends and what the library itself puts between."""
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    handle = text_page.raw
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code < 32 or code in (0xFFFE, 0xFFFF, 0x00AD):
            continue
        if code in (0x20, 0xA0, 0x3000):
            if raw.FPDFText_IsGenerated(handle, index):
                continue
            code = 0x20 if code == 0xA0 else code
        if raw.FPDFText_GetLooseCharBox(handle, index, pointer):
            yield chr(code), (box.left, box.bottom, box.right, box.top)
    text_page.close()


def _read_rulings(page: Any, height: float) -> Iterator[Ruling]:
    """Thin paths, and the edges of drawn boxes."""
    import pypdfium2.raw as raw

    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left, bottom, right, top = item.get_bounds()
        wide, high, y = right - left, top - bottom, height - (top + bottom) / 2
        if high <= THIN and wide >= SHORT:
            yield Ruling(y, left, right, True)
        elif wide <= THIN and high >= SHORT:
            yield Ruling((left + right) / 2, height - top, height - bottom, False)
        elif wide >= 3 * SHORT and high >= 2 * SHORT and _is_stroked(item):
            yield from _edges(left, height - top, right, height - bottom)


def _is_stroked(item: Any) -> bool:
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    segments = raw.FPDFPath_CountSegments(item.raw)
    return bool(raw.FPDFPath_GetDrawMode(item.raw, fill, stroke) and stroke.value and segments <= 6)


def _edges(left: float, top: float, right: float, bottom: float) -> Iterator[Ruling]:
    yield from (Ruling(top, left, right, True), Ruling(bottom, left, right, True))
    yield from (Ruling(left, top, bottom, False), Ruling(right, top, bottom, False))
