"""Fiscal years, wareki and weekdays: every printed date is computed from one `datetime.date`."""

from __future__ import annotations

import datetime as dt

WEEKDAYS = "月火水木金土日"
# First day of each era: 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号).
ERAS = [(dt.date(2019, 5, 1), "令和"), (dt.date(1989, 1, 8), "平成"), (dt.date(1926, 12, 25), "昭和")]
# All eras of the calendar in use since 1873-01-01 (明治5年太政官布告第337号); 大正元年7月30日, 明治元年9月8日 = 1868-10-23.
ALL_ERAS = [*ERAS, (dt.date(1912, 7, 30), "大正"), (dt.date(1868, 10, 23), "明治")]
LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
GREGORIAN = dt.date(1873, 1, 1)


def weekday(date: dt.date) -> str:
    """One kanji: 2024-02-06 -> 火."""
    return WEEKDAYS[date.weekday()]


def era_year(date: dt.date) -> str:
    """2024-02-06 -> 令和6; the first year of an era is 元."""
    for first, name in ERAS:
        if date >= first:
            number = date.year - first.year + 1
            return f"{name}{'元' if number == 1 else number}"
    raise ValueError(f"{date} は昭和より前の日付です")


def era_of(date: dt.date) -> tuple[str, int]:
    """(era, year in it) of any day since 1873: 1912-07-30 -> ("大正", 1). Raises ValueError for days before."""
    if date < GREGORIAN:
        raise ValueError(f"{date} は太陽暦の採用（明治6年1月1日）より前の日付です")
    return next((name, date.year - first.year + 1) for first, name in ALL_ERAS if date >= first)


def year_of_era(name: str, number: int) -> int:
    """("令和", 6) -> 2024, ("平成", 32) -> 2020: counted on, also beyond the end of an era. Raises KeyError."""
    return {era: first.year for first, era in ALL_ERAS}[name] + number - 1


def is_in_era(date: dt.date, name: str) -> bool:
    """Whether a day lies in an era: 2019-05-01 is in 令和, not in 平成."""
    return era_of(date)[0] == name


def wareki_day(date: dt.date) -> str:
    """2024-02-06 -> 令和6年2月6日."""
    return f"{era_year(date)}年{date.month}月{date.day}日"


def wareki(date: dt.date) -> str:
    """2024-02-06 -> 令和6年2月6日（火）."""
    return f"{wareki_day(date)}（{weekday(date)}）"


def wareki_month(date: dt.date) -> str:
    """2023-12-01 -> 令和5年12月."""
    return f"{era_year(date)}年{date.month}月"


def seireki(date: dt.date) -> str:
    """2024-02-06 -> 2024年2月6日（火）."""
    return f"{date.year}年{date.month}月{date.day}日（{weekday(date)}）"


def month_day(date: dt.date) -> str:
    """2024-02-06 -> 2月6日."""
    return f"{date.month}月{date.day}日"


def fiscal_year_of(date: dt.date) -> int:
    """The fiscal year (April to March) a date falls in: 2024-02-06 -> 2023."""
    return date.year if date.month >= 4 else date.year - 1


def fiscal_year_label(year: int) -> str:
    """2023 -> 令和5年度."""
    return f"{era_year(dt.date(year, 5, 1))}年度"


def fiscal_year_bounds(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)
