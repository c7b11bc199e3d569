"""Text that goes into a figure: only characters the font has, lines broken as Japanese is broken."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from matplotlib.ft2font import FT2Font

from helpers.figures.style import FONT_FILES

MISSING = "〓"  # 下駄: the printers' mark for a character that the type case lacks
NOT_AT_START = "、。，．・：；！？）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%),."
NOT_AT_END = "（「『【〔("
PIECE = re.compile(r"[!-'*-~]+|[ァ-ヺー]+|.", re.DOTALL)  # a Latin or katakana word stays in one piece


@lru_cache(maxsize=1)
def _known_characters() -> frozenset[int]:
    known = [frozenset(FT2Font(path).get_charmap()) for path in FONT_FILES]
    return frozenset.intersection(*known)


def one_line(text: object) -> str:
    """Composed characters, no control characters, every run of white space one blank."""
    composed = unicodedata.normalize("NFC", str(text))
    kept = (c for c in composed if unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in kept).split())


def printable(text: object) -> str:
    """One line in which a character that the font lacks (an emoji) is 〓; variation selectors are dropped."""
    known = _known_characters()
    kept = (c for c in one_line(text) if unicodedata.category(c) != "Mn" or ord(c) in known)
    return "".join(c if ord(c) in known else MISSING for c in kept)


def text_width(text: str) -> float:
    """Width in em: full-width characters 1, all others 0.6 (a little more than Noto's digits and letters)."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.6 for c in text)


def wrap_text(text: object, width: float, most_lines: int | None = None) -> list[str]:
    """Lines of at most `width` em (closing marks may hang over); beyond `most_lines` the text ends in ….

    An empty text gives no line.
    """
    lines = _break_lines(_pieces(printable(text), width), width)
    if most_lines and len(lines) > most_lines:
        return [*lines[: most_lines - 1], lines[most_lines - 1][:-1] + "…"]
    return lines


def balance_lines(lines: list[str]) -> list[str]:
    """The same text in as many lines, of about equal width, no word cut; no line becomes one empty line."""
    text = _join_lines(lines)
    words = (text_width(piece) for piece in PIECE.findall(text))
    width = max(
        sum(map(text_width, lines)) / max(len(lines), 1),
        min(max(words, default=0), max(map(text_width, lines), default=0)),
    )
    while lines:
        tried = _break_lines(_pieces(text, width), width)
        if len(tried) <= len(lines):
            return tried
        width += 1
    return [""]


def _join_lines(lines: list[str]) -> str:
    """One text again: a blank where a line ends and the next begins with a Latin letter, digit or mark."""
    text = ""
    for line in lines:
        latin = text and line and text[-1].isascii() and line[0].isascii()
        text += f" {line}" if latin else line
    return text


def _pieces(text: str, width: float) -> list[str]:
    """Characters and words; a word longer than a line falls into characters."""
    return [
        part for piece in PIECE.findall(text) for part in ([piece] if text_width(piece) <= width else piece)
    ]


def _break_lines(pieces: list[str], width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        fits = lines and text_width(lines[-1] + piece) <= width
        hangs = lines and piece in NOT_AT_START and text_width(lines[-1]) <= width
        if fits or hangs:
            lines[-1] += piece
        elif lines and len(lines[-1]) > 1 and lines[-1][-1] in NOT_AT_END:
            lines.append(lines[-1][-1] + piece)
            lines[-2] = lines[-2][:-1]
        else:
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()]
