"""Charts as a text keeps them: shares with their labels, then the question and its n.

NPO法人 29.0% ... [Q1] お選びください。(n=62) -> Chart(base, shares, is_single)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.percents import Base, Percent, bases_of, percents_of
from helpers.proofread.registry import Context

QUESTION = re.compile(r"^[\[【(]?(?:Q|問|設問) ?\d+|(?:ください|すか)[。？?]?\(")
MANY = re.compile(r"すべて|複数|いくつでも|あてはまるもの全て|全て|\dつまで|MA")
ALONE = re.compile(r"(?P<before>[^%。]{0,12}?)\d{1,3}(?:\.\d+)?%(?P<behind>[^%。]{0,12})")
REACH = 24  # blocks that a chart leaves before its question


@dataclass(frozen=True)
class Chart:
    """The shares of one question in order; `is_single`: not a question of several answers."""

    base: Base
    shares: tuple[Percent, ...]
    is_single: bool


def charts_of(document: Document, context: Context) -> list[Chart]:
    """All charts of a document with two shares or more."""
    return context.once("charts", lambda: list(_read_charts(document, context)))


def is_question(document: Document, base: Base) -> bool:
    """Whether an n stands behind a question, not behind a group of respondents (男性(n=30))."""
    return base.is_n and bool(QUESTION.search(document.blocks[base.block].folded.text))


def _read_charts(document: Document, context: Context) -> Iterator[Chart]:
    alone = [percent for percent in percents_of(document, context) if _is_alone(document, percent)]
    start = position = 0
    for base in bases_of(document, context):
        while position < len(alone) and alone[position].block < max(start, base.block - REACH):
            position += 1
        first = position
        while position < len(alone) and alone[position].block < base.block:
            position += 1
        if is_question(document, base):
            shares = tuple(alone[first:position])
            text = document.blocks[base.block].folded.text
            if len(shares) > 1 and not any(share.base for share in shares):
                yield Chart(base, shares, not MANY.search(text))
            start = base.block + 1


def _is_alone(document: Document, percent: Percent) -> bool:
    return bool(ALONE.fullmatch(document.blocks[percent.block].folded.text))
