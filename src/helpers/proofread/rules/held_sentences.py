"""Sentences of a text against the same sentences of the case, which hold other figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.terms import sentences_of, span
from helpers.proofread.held.sentences import mask_of
from helpers.proofread.registry import Context, Remark, rule

LABEL = re.compile(r"(?:【[^】]*】)?")  # what a table of the report puts before a sentence


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
    for sentence in sentences_of(context) if context.held and context.held.sentences else ():
        label = LABEL.match(sentence.text).end()
        mask, figures = mask_of(sentence.text[label:])
        held = context.held.sentences.get(mask, ())
        odd = [_odd(figures, one.figures) for one in held]
        if odd and all(odd):
            nearest = min(range(len(odd)), key=lambda number: len(odd[number]))
            for number in odd[nearest]:
                given, start, end = figures[number]
                start, end = sentence.start + label + start, sentence.start + label + end
                message = f"この文の「{given}」は、資料では「{held[nearest].figures[number]}」です。"
                place = span(document, sentence.block, start, end)
                yield Remark(place, message, (), REMEDY, None, (held[nearest].at,))


def _odd(figures: list[tuple[str, int, int]], held: tuple[str, ...]) -> list[int]:
    """Positions of the figures that differ."""
    return [number for number, (figure, _, _) in enumerate(figures) if figure != held[number]]
