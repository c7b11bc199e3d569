"""One spelling for the search: widths, dashes, composed letters; and the way back to the text as written.

Full-width digits, ＠, half-width katakana and NFD letters become one by NFKC (Unicode Standard Annex 15), cluster by
cluster (a letter and the marks that follow it), so that each folded character knows where it came from. Circled
numbers stay: ①090 is no 1090. Characters of no width are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘─━"), "-")
KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f\u20e3"
MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
CLUSTER = re.compile(f"[{INVISIBLE}]|[^{INVISIBLE}][{MARKS}]*")
MOVING = re.compile(f"[{INVISIBLE}{MARKS}]")
PLAIN = re.compile(r"[\n\r\t !-~、。「」『』ー・ぁ-ゖァ-ヺ々〆〇一-鿿]*")  # what folding leaves as it is
KEPT = re.compile("[①-⓿❶-➓㊀-㊰…‥]")


@dataclass(frozen=True)
class Folded:
    """`text` is folded; folded character i stands for original[starts[i]:ends[i]]; None: nothing has moved."""

    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original; an empty span has no place."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """The folded text with its way back."""
    if PLAIN.fullmatch(text):
        return Folded(text, text)
    if not MOVING.search(text):
        folded = text.translate(_LETTERS)
        if len(folded) == len(text):  # no letter becomes less than one
            return Folded(text, folded)
    parts = list(_fold_clusters(text))
    folded = "".join(part for part, _, _ in parts)
    starts = tuple(start for part, start, _ in parts for _ in part)
    ends = tuple(end for part, _, end in parts for _ in part)
    return Folded(text, folded, starts, ends)


def fold_kanji_digits(text: str) -> str:
    """〇九〇 -> 090, one for one; for what can only be a number."""
    return text.translate(KANJI_DIGITS)


def fold_word(text: str) -> str:
    """A word in the spelling that the search uses, to compare what people write in a record with the text."""
    return fold(text.strip()).text


class _Letters(dict):
    """Code point -> its folded letters, found out when it is met first."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if KEPT.match(letter) else _fold_letters(letter)
        return self[code]


def _fold_letters(letters: str) -> str:
    return unicodedata.normalize("NFKC", letters).translate(DASHES)


_LETTERS = _Letters()


def _fold_clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """(folded, start, end) of each cluster; nothing for what has no width."""
    for found in CLUSTER.finditer(text):
        cluster = found[0]
        if cluster in INVISIBLE:
            continue
        yield cluster if KEPT.match(cluster) else _fold_letters(cluster), found.start(), found.end()
