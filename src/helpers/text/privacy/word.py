"""A token where it stands in the text, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.text.privacy.word_lists import read_surnames

PARTICLES = frozenset(("が", "は", "も", "から", "と", "に", "を", "へ", "より", "って", "なら"))


class Word(NamedTuple):
    """A token where it stands; `pos` as Janome's part of speech."""

    start: int
    end: int
    surface: str
    pos: str

    @property
    def is_person(self) -> bool:
        return "固有名詞,人名" in self.pos

    @property
    def is_given(self) -> bool:
        return "人名,名" in self.pos

    @property
    def is_surname(self) -> bool:
        return "人名,姓" in self.pos or self.surface in read_surnames()


NOBODY = Word(-1, -1, "", "")


def neighbour(words: Sequence[Word], place: int) -> Word:
    """The word at `place`, NOBODY outside the text."""
    return words[place] if 0 <= place < len(words) else NOBODY
