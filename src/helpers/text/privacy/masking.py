"""mask_text: a visible mark in the place of each find, unless somebody decided otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.raw.disclosure import KEEP, MASK
from helpers.text.dictionaries import Dictionaries
from helpers.text.privacy.finding import find_personal
from helpers.text.privacy.folding import fold, fold_word
from helpers.text.privacy.kinds import Personal

BY_DEFAULT = "（自動）"


@dataclass(frozen=True)
class Decided:
    """A find, and whether it is masked: `decision` 伏せる or そのまま, `decided` who decided so and why."""

    personal: Personal
    decision: str = MASK
    decided: str = BY_DEFAULT


@dataclass(frozen=True)
class Masked:
    """`text` with 【氏名】 and the like in it; `found` every find of the original text, from left to right."""

    text: str
    found: tuple[Decided, ...]

    @property
    def is_masked(self) -> bool:
        return any(one.decision == MASK for one in self.found)


@dataclass(frozen=True)
class Decision:
    """What a record says of a word: MASK or KEEP, and by whom and why."""

    decision: str
    decided: str = ""


Decisions = Mapping[str, Decision]  # the word in the spelling of fold_word -> what was decided


def mask_text(
    text: str, decisions: Decisions | None = None, dictionaries: Dictionaries | None = None
) -> Masked:
    """The text with every find masked but those that a decision keeps; a decision may also mask what was not found.

    「渡辺さんへ 090-0123-4567」 -> 「【氏名】さんへ 【電話番号】」
    """
    return mask_found(text, find_personal(text, dictionaries), decisions or {})


def mask_found(text: str, found: Sequence[Personal], decisions: Decisions) -> Masked:
    """As mask_text, with the finds at hand."""
    decided = [_decide(personal, decisions) for personal in found]
    stated = [one for one in _find_stated(text, decisions) if not _is_covered(one.personal, decided)]
    kept = [one for one in decided if one.decision == KEEP and _touches(one.personal, stated)]
    decided = sorted(
        [*(one for one in decided if one not in kept), *stated], key=lambda one: one.personal.start
    )
    return Masked(_write_marks(text, decided), tuple(decided))


def _decide(personal: Personal, decisions: Decisions) -> Decided:
    decision = decisions.get(fold_word(personal.surface)) if decisions else None
    return Decided(personal) if decision is None else Decided(personal, decision.decision, decision.decided)


def _find_stated(text: str, decisions: Decisions) -> list[Decided]:
    """Words that a record wants masked, wherever they stand in the text."""
    found: list[Decided] = []
    folded = fold(text) if decisions else None
    for word, decision in decisions.items():
        start = folded.text.find(word) if decision.decision == MASK and word else -1
        while start >= 0:
            begin, end = folded.span(start, start + len(word))
            personal = Personal(begin, end, "stated", text[begin:end], "記録で伏せると決めた語")
            found.append(Decided(personal, MASK, decision.decided))
            start = folded.text.find(word, start + len(word))
    return found


def _is_covered(personal: Personal, decided: Sequence[Decided]) -> bool:
    """Whether another mask hides the whole of it already."""
    masked = [one.personal for one in decided if one.decision == MASK]
    return any(other.start <= personal.start and personal.end <= other.end for other in masked)


def _touches(personal: Personal, stated: Sequence[Decided]) -> bool:
    return any(
        personal.start < other.personal.end and other.personal.start < personal.end for other in stated
    )


def _write_marks(text: str, decided: Sequence[Decided]) -> str:
    """Overlapping masks (a stated word that crosses a find) are written one after the other; no letter shows through."""
    parts, last = [], 0
    for one in decided:
        if one.decision == MASK:
            parts += [text[last : max(last, one.personal.start)], one.personal.mark]
            last = max(last, one.personal.end)
    return "".join([*parts, text[last:]])
