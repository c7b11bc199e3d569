"""Days held against the calendar: weekday, existence, era."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from helpers.dates import GREGORIAN, era_of, fiscal_year_label, fiscal_year_of, is_in_era, weekday
from helpers.proofread.document import Document, Span
from helpers.proofread.extract.dates import Day, make_date, span_of
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.terms import span
from helpers.proofread.extract.years import days_of, year_in
from helpers.proofread.registry import Context, Remark, rule

FEW = 4  # days with a weekday and no year that must agree before one that does not is told
DISCUSSED = re.compile(r"原典|原文|誤り|誤記|正しくは|訂正前|修正前|[月火水木金土日]曜日?と(?:合わ|食い違)")
KNOWN = range(1990, 2041)  # fiscal years tried on days without any year


@rule(
    "weekday",
    "error",
    "日付と曜日が合わない",
    "暦（グレゴリオ暦）。年のない日付は、直前の年か年度から決める",
    precision=measured(3, 3, "報告書2、自治体のページ1（曜日付きの日付95件のうち）"),
)
def check_weekdays(document: Document, context: Context) -> Iterator[Remark]:
    """A weekday written beside a day is the calendar's.

    Source: Gregorian calendar; kinds of case after textlint-rule-date-weekday-mismatch. A day without a year is read in
    the year written just before it or in the fiscal year (January to March belong to the next calendar year), and is
    told only if its weekday fits none of the years it may be in (of April to July also the next fiscal year).

    >>> told("weekday", "2024年2月9日（火）19:00～")
    ['2024年2月9日は金曜日です。']
    >>> told("weekday", "2024年2月6日（火）19:00～、令和６年 2/6(火)、令和7年度第2回 令和8年1月20日（火）")
    []
    >>> told("weekday", "打合せ 11/30（金）11:30", fiscal_year=2023)
    ['2023年11月30日は木曜日です（令和5年度の日付として）。']
    >>> told("weekday", "打合せ 11/30（木）、1/17（水）、5月3日（水・祝）", fiscal_year=2023)
    []
    >>> told("weekday", "2016-12-29(Thursday)、2016年12月30日〜2017年1月1日(火)")
    ['2017年1月1日は日曜日です。']
    >>> told("weekday", "原典の2024年2月9日（火）は誤りで、正しくは2月6日である。")
    []
    >>> told("weekday", "11月 25日 (火曜日) 、今日(火曜日)はどうしよう")
    []
    """
    days = [day for day in days_of(document, context) if day.weekday]
    for day in days:
        dates = [date for year in day.years if (date := make_date(year, day.month, day.day))]
        is_right = day.weekday in map(weekday, dates) or _is_of_next_year(day, dates, document)
        if dates and not is_right and not _is_discussed(document, day):
            yield _tell_weekday(document, day, dates[0], days)
    yield from _check_without_year(document, [day for day in days if not day.years])


def _is_of_next_year(day: Day, dates: list[dt.date], document: Document) -> bool:
    """A report written after its fiscal year tells of the spring that follows: 4月12日（土）."""
    if day.basis == "stated" or day.is_close or not 4 <= (day.month or 0) <= 7:
        return False
    years = [date.year + 1 for date in dates if day.basis == "fiscal"]
    years += [document.fiscal_year + 1] if document.fiscal_year else []
    following = [date for year in years if (date := make_date(year, day.month, day.day))]
    return any(weekday(date) == day.weekday for date in following)


def _is_discussed(document: Document, day: Day) -> bool:
    """Whether the text itself tells of the mistake: 原典は2月9日（火）だが、正しくは…; also elsewhere in the table row."""
    block = document.blocks[day.block]
    row = [block]
    if block.table is not None:
        around = document.blocks[max(day.block - 8, 0) : day.block + 9]
        row = [other for other in around if (other.table, other.row) == (block.table, block.row)]
    return any(DISCUSSED.search(other.folded.text) for other in row)


def _tell_weekday(document: Document, day: Day, date: dt.date, days: list[Day]) -> Remark:
    assumed = "" if day.basis == "stated" else f"（{_assumption(day, date)}）"
    fits = [other for step in (-1, 1) if (other := make_date(date.year + step, day.month, day.day))]
    fits = [other for other in fits if weekday(other) == day.weekday and day.basis != "stated"]
    message = f"{date.year}年{date.month}月{date.day}日は{weekday(date)}曜日です{assumed}。"
    same = [
        number
        for number in _days_of_month(date)
        if weekday(dt.date(date.year, date.month, number)) == day.weekday
    ]
    suggestion = f"この月の{day.weekday}曜日は{'、'.join(map(str, same))}日です。日付と曜日のどちらが正しいか確かめてください。"
    if fits:
        suggestion = f"{fits[0].year}年なら{day.weekday}曜日です。年が違うなら、年を書いてください。"
    is_loose = (
        day.basis == "near" and not day.is_close and len(set(day.years)) == 1 and document.fiscal_year is None
    )
    severity = "warning" if fits or is_loose else None
    related = tuple(span_of(document, other) for other in days if _is_likely_meant(other, day, date))
    return Remark(weekday_span(document, day), message, related, suggestion, severity)


def _is_likely_meant(other: Day, day: Day, date: dt.date) -> bool:
    """Another place with the same weekday, rightly, in the same week or so: 2/6(火) for 2月9日（火）."""
    is_right = other.date is not None and weekday(other.date) == other.weekday == day.weekday
    return is_right and abs((other.date - date).days) <= 7


def _assumption(day: Day, date: dt.date) -> str:
    return (
        f"{fiscal_year_label(fiscal_year_of(date))}の日付として"
        if day.basis == "fiscal"
        else f"直前の年から{date.year}年として"
    )


def _days_of_month(date: dt.date) -> range:
    return range(1, calendar.monthrange(date.year, date.month)[1] + 1)


def weekday_span(document: Document, day: Day) -> Span:
    """The day with the weekday behind it."""
    return span(document, day.block, day.start, day.after)


def _check_without_year(document: Document, days: list[Day]) -> Iterator[Remark]:
    """One day that no year joins to the others, though all the others fit one."""
    wrong = (
        {fiscal: [day for day in days if not _fits(day, fiscal)] for fiscal in KNOWN}
        if len(days) > FEW
        else {}
    )
    if not wrong or min(map(len, wrong.values())) != 1:
        return
    alone = {id(odd[0]): odd[0] for odd in wrong.values() if len(odd) == 1}
    if len(alone) == 1:
        day = next(iter(alone.values()))
        related = tuple(weekday_span(document, other) for other in days if other is not day)
        message = (
            f"ほかの{len(days) - 1}件の日付と曜日はある一つの年度に合いますが、この日付と曜日は合いません。"
        )
        yield Remark(
            weekday_span(document, day), message, related, "日付と曜日を確かめてください。", "warning"
        )


def _fits(day: Day, fiscal_year: int) -> bool:
    date = make_date(year_in(fiscal_year, day.month), day.month, day.day)
    return date is not None and weekday(date) == day.weekday


@rule("impossible-date", "error", "暦にない日付", "暦（グレゴリオ暦）", precision=NONE)
def check_existence(document: Document, context: Context) -> Iterator[Remark]:
    """A day exists: no 30 February, no 29 February in a common year, no 31 April, no month 13.

    Source: Gregorian calendar.

    >>> told("impossible-date", "締切は2月30日です。")
    ['2月30日は暦にありません。']
    >>> told("impossible-date", "2023年2月29日と13月5日")
    ['2023年2月29日は暦にありません。', '13月5日は暦にありません。']
    >>> told("impossible-date", "2024年2月29日、2月29日、12月31日、版 2024.13.40、10/40")
    []
    """
    for day in days_of(document, context):
        text = document.blocks[day.block].folded.text[day.start : day.end]
        if day.day is not None and "." not in text and not _exists(day):
            year = f"{day.year}年" if day.year else ""
            yield Remark(
                span_of(document, day),
                f"{year}{day.month}月{day.day}日は暦にありません。",
                (),
                "日付を確かめてください。",
            )


def _exists(day: Day) -> bool:
    return make_date(day.year or 2024, day.month, day.day) is not None


@rule(
    "era-of-date",
    "warning",
    "元号の期間の外の日付",
    "元号法、元号を改める政令（平成31年政令第143号ほか）",
    precision=measured(0, 1, "仕様書の説明用の例1"),
)
def check_eras(document: Document, context: Context) -> Iterator[Remark]:
    """A day or month with an era lies in that era.

    Source: 元号法 and the 政令 that name the eras (令和 2019-05-01, 平成 1989-01-08, 昭和 1926-12-25, 大正 1912-07-30).
    平成32年 and later is told only where the text also knows 令和: plans written before 2019 counted on.

    >>> told("era-of-date", "平成31年5月2日と令和元年4月1日")
    ['平成31年5月2日は令和元年5月2日です。', '令和元年4月1日は平成31年4月1日です。']
    >>> told("era-of-date", "平成31年4月30日、令和元年5月1日、平成31年度、昭和64年1月7日")
    []
    >>> told("era-of-date", "計画は平成32年3月31日まで")
    []
    """
    knows_reiwa = any("令和" in block.text for block in document.blocks)
    for day in days_of(document, context):
        if not day.era or not (bounds := day.bounds()) or bounds[0] < GREGORIAN:
            continue
        counted_on = day.era[0] == "平成" and day.era[1] > 31 and not knows_reiwa
        if not counted_on and not any(is_in_era(date, day.era[0]) for date in bounds):
            yield _tell_era(document, day, bounds[0])


def _tell_era(document: Document, day: Day, first: dt.date) -> Remark:
    def told_as(era: str, number: int) -> str:
        written = f"{era}{'元' if number == 1 else number}年{day.month}月"
        return f"{written}{day.day}日" if day.day else written

    message = f"{told_as(*day.era)}は{told_as(*era_of(first))}です。"
    return Remark(span_of(document, day), message, (), "元号と年を確かめてください。")
