"""The case's own sentences with the figures that stand in them: chapters and settings with their references filled in.

    (Place, "{{ forum.attendance }}が参加した。") -> masked "0名が参加した。" -> HeldSentence(figures ("110",), at)

A text that says the same with another figure is found by its mask, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from helpers.facts import FORMATS, REFERENCE, FactStore
from helpers.findings import Place
from helpers.proofread.extract.terms import SENTENCE, unmarked
from helpers.proofread.folded import fold
from helpers.proofread.held.model import HeldSentence
from helpers.proofread.held.printed import passage_at

FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
WEEKDAY = re.compile(r"\([月火水木金土日]\)")
LEAST = 8  # characters besides figures that make a sentence one of its own


def read_sentences(
    lines: Iterable[tuple[Place, str]], facts: FactStore
) -> dict[str, tuple[HeldSentence, ...]]:
    """Mask -> the sentences of the case with it; those without a reference hold no figure of the case."""
    held: dict[str, list[HeldSentence]] = {}
    for place, text in lines:
        for mask, sentence in _read_line(place, text, facts):
            held.setdefault(mask, []).append(sentence)
    return {mask: tuple(sentences) for mask, sentences in held.items()}


def _read_line(place: Place, text: str, facts: FactStore) -> Iterator[tuple[str, HeldSentence]]:
    if not REFERENCE.search(text):
        return
    for match in SENTENCE.finditer(unmarked(fold(fill_references(text, facts)).text)):
        mask, figures = mask_of(match.group())
        if figures and mask:
            at = passage_at(place, match.group())
            yield mask, HeldSentence(tuple(figure for figure, _, _ in figures), at)


def fill_references(text: str, facts: FactStore) -> str:
    """A text with the printed forms of its references."""
    return REFERENCE.sub(lambda match: _show(match, facts), text) if "{{" in text else text


def _show(match: re.Match, facts: FactStore) -> str:
    """The printed form of a reference; itself where there is none, so that the sentence matches nothing."""
    fact = facts.facts.get(match[1])
    try:
        return FORMATS[match[2]](fact) if fact else match.group()
    except (KeyError, TypeError):
        return match.group()


def mask_of(sentence: str) -> tuple[str, list[tuple[str, int, int]]]:
    """(the sentence with its figures as 0 and without weekdays, [(figure, start, end)]); mask "" for a short one.

    >>> mask_of("2月6日(火)に110名が参加した。")
    ('0月0日に0名が参加した', [('2', 0, 1), ('6', 2, 3), ('110', 8, 11)])
    """
    figures = [(match.group().replace(",", ""), *match.span()) for match in FIGURE.finditer(sentence)]
    mask = FIGURE.sub("0", WEEKDAY.sub("", sentence)).strip("。 ")
    return (mask if len(mask) - len(figures) >= LEAST else ""), figures
