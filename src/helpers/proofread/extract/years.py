"""The years of days that are written without one: from a year just before, or from the document's fiscal year.

In a fiscal year January to March belong to the next calendar year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from helpers.dates import fiscal_year_of
from helpers.proofread.document import Document
from helpers.proofread.extract.dates import OTHER, YEAR, Day, find_days, read_year
from helpers.proofread.registry import Context

MENTION = re.compile(rf"{YEAR}(?P<kind>{OTHER}年{OTHER}(?:度|(?!\d))|{OTHER}度)")
RELATIVE = re.compile(r"(?:翌|前|昨|来|同|明)年(?:の|、)?$")
NEAR = 3  # blocks over which a written year still helps
FREQUENT = 2  # days in a fiscal year for it to stay possible everywhere
SHARE = 0.6  # of the days with a written year in one fiscal year, for it to be the document's


@dataclass(frozen=True)
class Year:
    """令和6年 or 令和5年度: `year` western; `end` in the folded text."""

    block: int
    start: int
    end: int
    year: int
    is_fiscal: bool


def find_years(text: str, block: int = 0) -> list[Year]:
    """Years and fiscal years of a folded text.

    >>> [(found.year, found.is_fiscal) for found in find_years("令和7年度第2回、2024年、令和5(2023)年度")]
    [(2025, True), (2024, False), (2023, True)]
    """
    if "年" not in text:
        return []
    return [
        Year(block, match.start(), match.end(), read_year(match.groupdict())[1], match["kind"].endswith("度"))
        for match in MENTION.finditer(text)
    ]


def days_of(document: Document, context: Context) -> list[Day]:
    """All days and months of a document, with the years they may be in."""
    return context.once("days", lambda: _read_days(document))


def _read_days(document: Document) -> list[Day]:
    raw = [find_days(block.folded.text, number) for number, block in enumerate(document.blocks)]
    stated = Counter(_fiscal_years(day for days in raw for day in days))
    fiscal_year = document.fiscal_year or infer_fiscal_year(document, stated)
    frequent = [] if document.fiscal_year else [year for year, count in stated.items() if count >= FREQUENT]
    days = _resolve(document, raw, fiscal_year)
    return [day if day.basis == "stated" or day.is_close else _add_years(day, frequent) for day in days]


def _add_years(day: Day, fiscal_years: list[int]) -> Day:
    """Without a fiscal year given, every one that the document's days often lie in stays possible."""
    more = [year_in(year, day.month) for year in fiscal_years]
    return replace(day, years=tuple(dict.fromkeys([*day.years, *more]))) if day.years else day


def _fiscal_years(days: Iterable[Day]) -> list[int]:
    """Of the days with a written year."""
    bounds = [replace(day, years=(day.year,)).bounds() for day in days if day.year]
    return [fiscal_year_of(found[0]) for found in bounds if found]


def infer_fiscal_year(document: Document, stated: Counter[int]) -> int | None:
    """The fiscal year most days with a written year lie in (`stated`: their fiscal years), or that the first headings
    name; else None."""
    if stated:
        year, count = stated.most_common(1)[0]
        return year if count >= 2 and count >= SHARE * stated.total() else None
    named = {
        year.year
        for block in document.blocks[:10]
        for year in find_years(block.folded.text)
        if year.is_fiscal
    }
    return named.pop() if len(named) == 1 else None


def _resolve(document: Document, raw: list[list[Day]], fiscal_year: int | None) -> Iterator[Day]:
    last: Day | Year | None = None
    for block, days in enumerate(raw):
        mentions = find_years(document.blocks[block].folded.text, block)
        for item in sorted([*mentions, *days], key=lambda item: item.start):
            if isinstance(item, Day):
                before = last if last and block - last.block <= NEAR else None
                text = document.blocks[block].folded.text[max(item.start - 4, 0) : item.start]
                item = place_in_years(item, before, fiscal_year, bool(RELATIVE.search(text)))
                yield item
            if item.year:
                last = item


def place_in_years(
    day: Day, before: Day | Year | None, fiscal_year: int | None, is_relative: bool = False
) -> Day:
    """The day with the years it may be in, likeliest first."""
    if day.year:
        return replace(day, years=(day.year,), basis="stated")
    near = _years_near(day, before) if before else []
    fiscal = [year_in(fiscal_year, day.month)] if fiscal_year else []
    spread = [year + step for year in near for step in (1, -1)] if is_relative else []
    years = tuple(dict.fromkeys([*near, *fiscal, *spread]))
    is_close = bool(near) and before.block == day.block
    return replace(day, years=years, basis="near" if near else "fiscal" if fiscal else "", is_close=is_close)


def _years_near(day: Day, before: Day | Year) -> list[int]:
    """After December the next January, after January the last December; both stay possible."""
    if isinstance(before, Year):
        return [year_in(before.year, day.month)] if before.is_fiscal else [before.year]
    if before.month is None or abs(day.month - before.month) <= 6:
        return [before.year]
    return [before.year + (1 if day.month < before.month else -1), before.year]


def year_in(fiscal_year: int, month: int) -> int:
    """The calendar year of a month of a fiscal year: (2023, 2) -> 2024."""
    return fiscal_year + 1 if month <= 3 else fiscal_year
