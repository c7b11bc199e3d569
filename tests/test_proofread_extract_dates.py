"""Days in text: forms, eras against the law and against counting, years from context."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers import dates
from helpers.proofread.extract.dates import find_days, read_weekday
from helpers.proofread.extract.years import days_of, find_years, place_in_years
from helpers.proofread.folded import fold
from helpers.proofread.reading import document_of_text
from helpers.proofread.registry import Context

# First day, name, western year before year 1: 元号を改める政令 of each era; 明治 by the calendar in use since 明治6年.
LAW = [
    (dt.date(1873, 1, 1), "明治", 1867),
    (dt.date(1912, 7, 30), "大正", 1911),
    (dt.date(1926, 12, 25), "昭和", 1925),
    (dt.date(1989, 1, 8), "平成", 1988),
    (dt.date(2019, 5, 1), "令和", 2018),
]


def test_every_day_since_1873_has_the_era_of_the_law():
    """57,708 days to 2030-12-31; compared once with japanera 2.1.3 and with ICU's Japanese calendar: no difference."""
    ends = [first for first, *_ in LAW[1:]] + [dt.date(2031, 1, 1)]
    days = 0
    for (first, name, base), end in zip(LAW, ends, strict=True):
        day = first
        while day < end:
            assert dates.era_of(day) == (name, day.year - base)
            assert dates.year_of_era(*dates.era_of(day)) == day.year
            day += dt.timedelta(days=1)
            days += 1
    assert days == (dt.date(2031, 1, 1) - dt.date(1873, 1, 1)).days


def test_days_before_the_calendar_are_refused():
    with pytest.raises(ValueError, match="1872-12-31"):
        dates.era_of(dt.date(1872, 12, 31))


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "weekday"),
    [
        ("2024年 2月 9日（火）19:00～", 2024, 2, 9, "火"),
        ("令和６年\u30002/6(火)", 2024, 2, 6, "火"),
        ("令和元年５月１日（水・祝）", 2019, 5, 1, "水"),
        ("R6.2.6（火曜日）", 2024, 2, 6, "火"),
        ("2016-12-29(Thursday)", 2016, 12, 29, "木"),
        ("2016-12-29(Tsu)", 2016, 12, 29, ""),
        ("令和5（2023）年11月30日木曜日", 2023, 11, 30, "木"),
        ("2023年（令和5年）11月30日(祝・木)", 2023, 11, 30, "木"),
        ("11/30（金）", None, 11, 30, "金"),
        ("12月30日〔土〕", None, 12, 30, ""),
        ("昭和64年1月7日", 1989, 1, 7, ""),
        ("1月20日（火 19時開始）", None, 1, 20, "火"),
    ],
)
def test_forms_of_a_day(text, year, month, day, weekday):
    (found,) = find_days(fold(text).text)
    assert (found.year, found.month, found.day, found.weekday) == (year, month, day, weekday)


@pytest.mark.parametrize(
    "text", ["1/2の確率", "版 2.1.0", "12月号", "3か月分", "2/6", "192.168.1.10", "第3月曜日", "40分の1"]
)
def test_what_is_no_day(text):
    assert find_days(fold(text).text) == []


def test_days_without_month_take_it_from_the_day_just_before():
    found = find_days(fold("5月13日（土）、20日（土）、27日（土）に開く。").text)
    assert [(day.month, day.day, day.weekday) for day in found] == [
        (5, 13, "土"),
        (5, 20, "土"),
        (5, 27, "土"),
    ]


def test_weekday_with_a_time_or_a_holiday_in_the_brackets():
    assert read_weekday("(月・振休)", 0)[0] == "月"
    assert read_weekday("(土・日)", 0)[0] == ""
    assert read_weekday("(日本時間)", 0)[0] == ""


def test_fiscal_year_puts_january_into_the_next_calendar_year():
    document = document_of_text("打合せ 11/7（火）\n\n1/17（水）\n", fiscal_year=2023)
    assert [day.date for day in days_of(document, Context(document))] == [
        dt.date(2023, 11, 7),
        dt.date(2024, 1, 17),
    ]


def test_a_fiscal_year_in_the_text_is_no_calendar_year():
    document = document_of_text("令和7年度第2回 1月20日（火）")
    assert [day.date for day in days_of(document, Context(document))] == [dt.date(2026, 1, 20)]
    assert [(year.year, year.is_fiscal) for year in find_years("令和7年度")] == [(2025, True)]


def test_january_after_december_is_in_the_next_year():
    december, january = find_days(fold("2023年12月20日と1月10日").text)
    assert place_in_years(january, december, None).years == (2024, 2023)


def test_without_any_year_nothing_is_assumed():
    document = document_of_text("11月 25日 (火曜日) ")
    assert [day.years for day in days_of(document, Context(document))] == [()]


def test_places_lead_back_to_the_text_as_printed():
    document = document_of_text("日時は 2024年 2月 9日（火）です。")
    (day,) = days_of(document, Context(document))
    start, end = document.blocks[0].folded.span(day.start, day.after)
    assert document.blocks[0].text[start:end] == "2024年 2月 9日（火）"
