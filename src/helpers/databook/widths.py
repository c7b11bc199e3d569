"""How wide and how high text stands in a sheet: in half-width characters and points, a kanji counts as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from math import ceil

LINE = 15.0  # points a line of 10 pt takes
TALLEST = 400.0  # Excel takes 409
NARROWEST, WIDEST_STUB, WIDEST_FIGURE = 8, 44, 15


def text_width(text: str) -> int:
    """Half-width characters of the longest line: はい -> 4, Q1 -> 2."""
    return max((_line_width(line) for line in text.split("\n")), default=0)


def _line_width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def line_count(text: str, width: float) -> int:
    """Lines that the text takes in a column of `width`."""
    room = max(width - 1, 1)
    return sum(max(1, ceil(_line_width(line) / room)) for line in text.split("\n"))


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Points for a row whose cells hold these (text, width of the cell)."""
    lines = max((line_count(text, width) for text, width in texts), default=1)
    return min(lines * LINE + 4, TALLEST)


def stub_width(labels: Iterable[str]) -> float:
    longest = max((text_width(label) for label in labels), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST_STUB)


def figure_width(texts: Iterable[str], head: str) -> float:
    """A column of figures: as wide as its figures, and as its head where that is not long."""
    figures = max((text_width(text) for text in texts), default=0)
    return max(figures + 2, min(text_width(head) + 2, WIDEST_FIGURE), NARROWEST)


def letters_width(texts: Iterable[str]) -> float:
    """A column of significance letters: narrow, A,C,D fits."""
    return max((text_width(text) for text in texts), default=0) + 1.5
