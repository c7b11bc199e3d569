"""Text as rules match it: digits and signs half width, no blanks beside Japanese, every character traced back.

text -> Folded(text, positions) -> match -> Folded.span -> passage of the text
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

BLANK = r"[ \t\u00a0\u2000-\u200b\u3000\ufeff]"
WIDE = (
    r"[\u2010-\u27bf\u2b00-\u2fff\u3001-\u303f\u3041-\u30ff\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef"
    r"\U00020000-\U0003ffff]"
)
DROPPED = re.compile(rf"\A{BLANK}+|(?<={WIDE}){BLANK}+|{BLANK}+(?={WIDE})|{BLANK}+\Z|(?<={BLANK}){BLANK}+")
DECIMAL = re.compile(r"(?<=\d)・(?=\d{1,2}(?:%|パーセント|ポイント|倍|度))")  # 31・0%, as newspapers write it
SPREAD = re.compile(r"[\uff66-\uff9d][\uff9e\uff9f]|[\ufb00-\ufb06]")  # ﾊﾞ -> バ, ﬁ -> fi: the length changes


def _one_to_one() -> dict[int, str]:
    """Full-width ASCII, half-width kana, radicals and compatibility ideographs; blanks; dashes of numbers."""
    ranges = ((0xFF01, 0xFF5F), (0xFF61, 0xFFA0), (0x2F00, 0x2FE0), (0x2E80, 0x2F00), (0xF900, 0xFB00))
    table = {
        code: unicodedata.normalize("NFKC", chr(code)) for first, end in ranges for code in range(first, end)
    }
    table |= dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200C), 0x09, 0xFEFF), " ")
    table |= dict.fromkeys((0x2212, 0x2010, 0x2011, 0x2012, 0x2013), "-") | {
        0x301C: "~",
        0xFF9E: "゛",
        0xFF9F: "゜",
    }
    return {code: character for code, character in table.items() if len(character) == 1}


TABLE = _one_to_one()


@dataclass(frozen=True)
class Folded:
    """`text` folded; `positions[k]` is where its character k stands in the original, the last one the original's end."""

    text: str
    positions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) in the original of the passage `text[start:end]`, without blanks dropped after it."""
        if end <= start:
            return self.positions[start], self.positions[start]
        return self.positions[start], self.positions[end - 1] + 1


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Half-width digits, Latin and signs, full-width kana, no blank at either end or beside a Japanese character.

    ① ㈱ and Roman numerals stay as they are: ①2 is not 12.

        >>> folded = fold("令和 ６年 2月 9日（火） １９:00")
        >>> folded.text
        '令和6年2月9日(火)19:00'
        >>> folded.span(2, 5)
        (3, 7)
        >>> fold("会館　　13　　130、３１・０％").text
        '会館13 130、31.0%'
    """
    if SPREAD.search(text):
        return _fold_spread(text)
    translated = DECIMAL.sub(".", text.translate(TABLE))
    dropped = [match.span() for match in DROPPED.finditer(text)]
    if not dropped:
        return Folded(translated, range(len(text) + 1))
    kept = _kept(len(text), dropped)
    return Folded("".join(map(translated.__getitem__, kept)), (*kept, len(text)))


def _kept(length: int, dropped: list[tuple[int, int]]) -> list[int]:
    kept: list[int] = []
    last = 0
    for start, end in dropped:
        kept.extend(range(last, start))
        last = end
    kept.extend(range(last, length))
    return kept


def _fold_spread(text: str) -> Folded:
    """With characters that become one, or several: both stand where the first stood."""
    characters, origins, last = [], [], 0
    for match in SPREAD.finditer(text):
        characters += text[last : match.start()]
        origins += range(last, match.start())
        composed = unicodedata.normalize("NFKC", match.group())
        characters += composed
        origins += [match.start()] * len(composed)
        last = match.end()
    characters += text[last:]
    origins += [*range(last, len(text)), len(text)]
    folded = fold("".join(characters))
    return Folded(folded.text, tuple(origins[position] for position in folded.positions))
