"""Figures by the words around them: 区内200か所の掲示板にポスターを掲示した."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import allows
from helpers.proofread.extract.around import sentence_around
from helpers.proofread.extract.labelled import PART, unit_of
from helpers.proofread.extract.meaning import Meant
from helpers.proofread.extract.measures import measures_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.held.model import HeldFigure
from helpers.proofread.registry import Context

CHUNK = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}|(?<=[のへに])[ぁ-ん]{3,}")
COMMON = {"合計", "費用", "期間", "開催", "回数", "件数"}
LEAST, NEAR = 2, 12  # words of a label around a figure, and characters in which the last of them stands
FEW, WIDE = 12, 200  # figures on either side, and characters of a sentence, that are looked at


def find_by_words(document: Document, context: Context) -> Iterator[Meant]:
    """Figures without a label of the case beside them, but with its words around."""
    words = [(figure, _words(figure.labels[0])) for figure in context.held.figures]
    words = [(figure, chunks) for figure, chunks in words if len(set(chunks)) >= LEAST]
    measures = measures_of(document, context)
    for number, quantity in enumerate(measures):
        if quantity.unit or quantity.bound:
            beside = [*measures[max(number - FEW, 0) : number], *measures[number + 1 : number + 1 + FEW]]
            figures = tuple(_by_words(document, quantity, words, beside))
            if figures:
                yield Meant(quantity, figures, figures[0].label, False)


def _by_words(
    document: Document,
    quantity: Quantity,
    words: list[tuple[HeldFigure, list[str]]],
    beside: list[Quantity],
) -> Iterator[HeldFigure]:
    """The figures most of whose words stand in the sentence, the one before or the headings, the last one near.

    Not those whose value a figure `beside` gives in the same sentence: there it is, and this is something else.
    """
    block = document.blocks[quantity.block]
    text = block.folded.text
    start, end = sentence_around(text, quantity.start)
    start, end = max(start, quantity.start - WIDE), min(end, quantity.end + WIDE)
    near = text[max(quantity.start - NEAR, 0) : quantity.end + NEAR]
    before = text.rfind("。", max(start - WIDE, 0), max(start - 1, 0))
    around = text[max(before, start - WIDE, 0) : end] + "".join(block.section)
    others = [found for found in beside if found.block == quantity.block and start <= found.start < end]
    for figure, chunks in words if not PART.search(text, start, end) else ():
        if chunks[-1] in near and unit_of(figure.quantity) == unit_of(quantity):
            there = sum(chunk in around for chunk in chunks)
            is_said = any(allows(other, figure.quantity) for other in others)
            if there >= LEAST and 3 * there >= 2 * len(chunks) and not is_said:
                yield figure


def _words(label: str) -> list[str]:
    """The words of a label, the one that says what is counted last."""
    return [word for word in CHUNK.findall(label) if word not in COMMON]
