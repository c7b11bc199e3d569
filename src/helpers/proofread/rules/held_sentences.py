"""Sentences of a text against the same sentences of the case, which hold other figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.blocks import by_block
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.terms import sentences_of
from helpers.proofread.found import Passage
from helpers.proofread.held.sentences import mask_of
from helpers.proofread.registry import Context, Remark, rule

LABEL = re.compile(r"(?:【[^】]*】)?")  # what a table of the report puts before a sentence


class Odd(NamedTuple):
    """A figure at `start:end` of a block's folded text that the sentence of the case has otherwise."""

    block: int
    start: int
    end: int
    given: str
    held: str
    at: Passage


@rule(
    "held-sentence",
    "error",
    "資料にある文と、数だけが違う",
    "資料（章の原稿と設定。参照を台帳の値で埋めたもの）との突合",
    precision=AGAINST_CASES,
)
def check_sentences(document: Document, context: Context) -> Iterator[Remark]:
    """A sentence that is one of the case's own but for a figure has its figures.

    Source: chapters and settings of the case, their references filled in from the fact store.

    >>> told("held-sentence", "当日は、区内で活動する120名が参加した。", held=HELD)
    ['この文の「120」は、資料では「110」です。']
    >>> told("held-sentence", "当日は、区内で活動する110名が参加した。会場で活動する120名が参加した。", held=HELD)
    []
    """
    for odd in _odd_figures(context):
        message = f"この文の「{odd.given}」は、資料では「{odd.held}」です。"
        yield Remark(span_of(document, odd), message, (), REMEDY, None, (odd.at,))


def is_told_by_sentence(context: Context, item: object) -> bool:
    """Whether what `item` (with `block`, `start`, `end`) shows is already told here: no other rule repeats it."""
    told = context.once("told by sentence", lambda: by_block(_odd_figures(context)))
    return any(odd.start < item.end and item.start < odd.end for odd in told.get(item.block, ()))


def _odd_figures(context: Context) -> list[Odd]:
    return context.once("odd figures", lambda: list(_find_odd(context)))


def _find_odd(context: Context) -> Iterator[Odd]:
    """Figures of each sentence that no sentence of its mask has; against the one that differs least."""
    for sentence in sentences_of(context) if context.held and context.held.sentences else ():
        label = LABEL.match(sentence.text).end()
        mask, figures = mask_of(sentence.text[label:])
        held = context.held.sentences.get(mask, ())
        places = [_differing(figures, one.figures) for one in held]
        if places and all(places):
            nearest = min(range(len(places)), key=lambda number: len(places[number]))
            begin = sentence.start + label
            for number in places[nearest]:
                given, start, end = figures[number]
                one = held[nearest]
                yield Odd(sentence.block, begin + start, begin + end, given, one.figures[number], one.at)


def _differing(figures: list[tuple[str, int, int]], held: tuple[str, ...]) -> list[int]:
    """Positions of the figures that differ."""
    return [number for number, (figure, _, _) in enumerate(figures) if figure != held[number]]
