"""Printed forms, read by the same readers as any document: 約100か所, 令和6年2月6日（火）, 19:00～20:30."""

from __future__ import annotations

import re
from dataclasses import replace

from helpers.proofread.extract.dates import Day, find_days
from helpers.proofread.extract.numbers import Quantity, find_quantities
from helpers.proofread.extract.percents import find_percents
from helpers.proofread.extract.times import Hours, find_hours
from helpers.proofread.extract.years import place_in_years
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage

PERCENT = "%"
SOURCE = re.compile(r"(?P<file>\S+?\.(?:csv|xlsx|yaml|ods|xls|tsv))(?: [^（]*?)?(?P<row>\d+)行目")


def read_quantity(shown: str) -> Quantity | None:
    """The only figure of a printed form, None where it holds none or several.

    >>> [(str(found.value), found.unit, found.bound) for found in map(read_quantity, ("約100か所", "28.7%", "年4回"))]
    [('100', 'か所', 'about'), ('28.7', '%', ''), ('4', '回', '')]
    >>> read_quantity("令和6年2月6日（火）")
    """
    text = fold(shown).text
    if find_days(text):
        return None
    found = [*quantities_in(text)]
    return found[0] if len(found) == 1 else None


def quantities_in(text: str, block: int = 0) -> list[Quantity]:
    """Figures of a folded text, percentages with the unit %.

    >>> [(str(found.value), found.unit) for found in quantities_in("62団体中59団体(95.2%)")]
    [('62', '団体'), ('59', '団体'), ('95.2', '%')]
    """
    percents = {found.start: found for found in find_percents(text, block)}
    return [
        replace(found, unit=PERCENT, end=percents[found.start].end) if found.start in percents else found
        for found in find_quantities(text, block)
    ]


def read_days(shown: str) -> list[Day]:
    """The days and months of a printed form, with their years.

    >>> [(day.years, day.month, day.day) for day in read_days("令和5年12月～令和6年2月6日（火）")]
    [((2023,), 12, None), ((2024,), 2, 6)]
    """
    return [place_in_years(day, None, None) for day in find_days(fold(shown).text)]


def read_hours(shown: str) -> Hours | None:
    """The only range of times of a printed form."""
    found = find_hours(fold(shown).text)
    return found[0] if len(found) == 1 else None


def read_source(source: str, shown: str) -> Passage:
    """Where a fact is held, from the words of its source.

    >>> str(read_source("media.csv 3行目（画面）", "279回")), str(read_source("forum.yaml", "110名"))
    ('media.csv:3:1', 'forum.yaml')
    """
    match = SOURCE.match(source)
    return Passage(match["file"], int(match["row"]), 1, shown) if match else Passage(source, 0, 1, shown)
