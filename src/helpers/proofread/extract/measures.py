"""All figures of a document as they are held against a case: percentages as such, without those of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import by_block
from helpers.proofread.extract.numbers import Quantity, quantities_of
from helpers.proofread.extract.years import days_of
from helpers.proofread.held.model import HeldFigure
from helpers.proofread.held.printed import join_quantities
from helpers.proofread.registry import Context


def measures_of(document: Document, context: Context) -> list[Quantity]:
    """All figures of a document with percentages as such, without those of its days."""
    return context.once("measures", lambda: list(_read_measures(document, context)))


def _read_measures(document: Document, context: Context) -> Iterator[Quantity]:
    days, quantities = (by_block(read(document, context)) for read in (days_of, quantities_of))
    units = _units_behind(context.held.figures)
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for found in join_quantities(text, number, quantities.get(number, ())):
            if not any(day.start <= found.start < day.after for day in days.get(number, ())):
                unit = units.match(text, found.end) if units and not found.unit else None
                yield replace(found, unit=unit[1] or unit[2], end=unit.end()) if unit else found


def _units_behind(figures: tuple[HeldFigure, ...]) -> re.Pattern | None:
    """The units of the case behind a figure, also in brackets: 4事業, 524,310(人)."""
    units = sorted({figure.quantity.unit for figure in figures} - {""}, key=lambda unit: (-len(unit), unit))
    either = "|".join(map(re.escape, units))
    return re.compile(rf"\(({either})\)|({either})") if units else None
