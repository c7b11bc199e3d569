"""Periods of days: 2024年1月19日(金)～2月23日(金), 令和5年12月から令和6年2月まで."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import Day
from helpers.proofread.extract.years import days_of
from helpers.proofread.registry import Context

BETWEEN = re.compile(r" ?(?:\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))? ?(?:~|∼|―|—|-|から|より) ?")


@dataclass(frozen=True)
class Period:
    """From one day (or month) to another of the same kind; `start` and `end` in the folded text."""

    block: int
    start: int
    end: int
    first: Day
    last: Day


def periods_of(document: Document, context: Context) -> list[Period]:
    """All periods of a document, in order.

    >>> from helpers.proofread.reading import document_of_text
    >>> document = document_of_text("2024年1月19日(金)～2月23日(金)、令和5年12月から令和6年2月まで、5月1日より前")
    >>> [(found.first.month, found.last.month) for found in periods_of(document, Context(document))]
    [(1, 2), (12, 2)]
    """
    return context.once("periods", lambda: _read_periods(document, days_of(document, context)))


def _read_periods(document: Document, days: list[Day]) -> list[Period]:
    found = []
    for first, last in pairwise(days):
        if first.block == last.block and (first.day is None) == (last.day is None):
            text = document.blocks[first.block].folded.text[first.after : last.start]
            if BETWEEN.fullmatch(text):
                found.append(Period(first.block, first.start, last.after, first, last))
    return found


def starts_of(document: Document, context: Context) -> Iterator[tuple[Day, Day | None]]:
    """Every day that ends no period, with the last day of the one that it begins."""
    lasts = {(found.block, found.first.start): found.last for found in periods_of(document, context)}
    ends = {(last.block, last.start) for last in lasts.values()}
    for day in days_of(document, context):
        if (day.block, day.start) not in ends:
            yield day, lasts.get((day.block, day.start))
