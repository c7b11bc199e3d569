"""Periods: start before end, hours in order, one that lasts far longer than its neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter
from statistics import median

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import runs_of
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.periods import Period, periods_of
from helpers.proofread.extract.times import Hours, clock, hours_of
from helpers.proofread.registry import Context, Remark, rule

LONG = dt.timedelta(hours=3)  # shorter meetings never stand out
TIMES = 2.5  # as long as the middle of the others
SERIES = 4  # ranges of hours that make a series
APART = 8  # blocks between two of a series


@rule("end-before-start", "error", "期間の終わりが始まりより前", "暦", precision=NONE)
def check_periods(document: Document, context: Context) -> Iterator[Remark]:
    """A period ends on or after the day it starts.

    Source: calendar. The end may lie in the next year where its own year is not written.

    >>> told("end-before-start", "期間：2024年2月23日～2024年1月19日、3月10日～3月3日")
    ['2024年2月23日から2024年1月19日まででは、終わりが始まりより前です。', '3月10日から3月3日まででは、終わりが始まりより前です。']
    >>> told("end-before-start", "2024年1月19日～2月23日、2023年12月1日～1月31日、2023年4月1日～3月31日、令和5年12月～令和6年2月")
    []
    """
    for period in periods_of(document, context):
        if _is_reversed(period):
            first, last = _plain(period.first), _plain(period.last)
            message = f"{first}から{last}まででは、終わりが始まりより前です。"
            yield Remark(span_of(document, period), message, (), "始まりと終わりを確かめてください。")


def _is_reversed(period: Period) -> bool:
    first, last = period.first, period.last
    if not last.year and last.month == first.month and last.day and first.day:
        return last.day < first.day and not (first.year and last.year)
    if not (first.year and last.year) or not (first.bounds() and last.bounds()):
        return False
    return last.bounds()[1] < first.bounds()[0]


def _plain(day: object) -> str:
    year = f"{day.year}年" if day.year else ""
    return f"{year}{day.month}月{day.day}日" if day.day else f"{year}{day.month}月"


@rule("hours-reversed", "warning", "時刻の終わりが始まりより前", "時刻の順序", precision=NONE)
def check_hours(document: Document, context: Context) -> Iterator[Remark]:
    """Hours end after they start; those through the night (22:00～5:00, 17:00～9:00) are left alone.

    Source: order of time; told only where the end is less than three hours before the start, or the same.

    >>> told("hours-reversed", "日時 2月6日 19:00～18:30")
    ['19:00から18:30まででは、終わりが始まりより前です。']
    >>> told("hours-reversed", "19:00～20:30、17:00～9:00、22:00～5:00、午前10時～3時、0:00～24:00")
    []
    """
    for hours in hours_of(document, context):
        is_back = hours.is_plain and hours.length is not None and -LONG <= hours.length < dt.timedelta(0)
        if is_back:
            message = f"{clock(hours.first)}から{clock(hours.last)}まででは、終わりが始まりより前です。"
            yield Remark(span_of(document, hours), message, (), "時刻を確かめてください。")


@rule(
    "duration-stands-out",
    "warning",
    "ほかより際立って長い時間",
    "一覧の中での比較（中央値の2.5倍、3時間以上）",
    precision=measured(1, 1, "報告書1"),
)
def check_durations(document: Document, context: Context) -> Iterator[Remark]:
    """In a list of meetings, one that takes several times as long as the others.

    Source: comparison within the list: at least three hours and 2.5 times the median of the others.

    >>> told("duration-stands-out", "11/7（火） 11:00～12:30、11/30 11:30～15:30、12/15 11:30～13:00、1/17 16:00～17:00")
    ['この回だけ4時間です（ほかの3件は1時間～1時間30分）。']
    >>> told("duration-stands-out", "9:00～17:00、10:00～16:00、9:00～12:00、13:00～17:00")
    []
    """
    for series in _series(hours_of(document, context)):
        for hours in series:
            others = [other.length for other in series if other is not hours]
            if (
                hours.length >= LONG
                and hours.length >= TIMES * median(others)
                and max(others) <= hours.length / 2
            ):
                yield _tell_long(document, hours, series, others)


def _series(all_hours: list[Hours]) -> list[list[Hours]]:
    """Ranges of hours that follow each other closely."""
    lasting = (hours for hours in all_hours if hours.length is not None and hours.length > dt.timedelta(0))
    groups = runs_of(lasting, attrgetter("block"), APART)
    return [group for group in groups if len(group) >= SERIES]


def _tell_long(document: Document, hours: Hours, series: list[Hours], others: list[dt.timedelta]) -> Remark:
    low, high = _length(min(others)), _length(max(others))
    span = low if low == high else f"{low}～{high}"
    message = f"この回だけ{_length(hours.length)}です（ほかの{len(others)}件は{span}）。"
    related = tuple(span_of(document, other) for other in series if other is not hours)
    return Remark(span_of(document, hours), message, related, "正しければそのままで構いません。")


def _length(length: dt.timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours}時間" * bool(hours) + f"{minutes}分" * bool(minutes)
