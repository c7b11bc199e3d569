"""dates: eras change on a day, fiscal years on 1 April; weekdays from the calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers import dates

DAY = dt.date(2024, 2, 6)


def test_forms_of_one_day():
    assert dates.wareki(DAY) == "令和6年2月6日（火）"
    assert dates.seireki(DAY) == "2024年2月6日（火）"
    assert dates.month_day(DAY) == "2月6日"
    assert dates.wareki_month(dt.date(2023, 12, 1)) == "令和5年12月"
    assert dates.weekday(dt.date(2023, 11, 30)) == "木"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ((1926, 12, 25), "昭和元年12月25日（土）"),
        ((1989, 1, 7), "昭和64年1月7日（土）"),
        ((1989, 1, 8), "平成元年1月8日（日）"),
        ((2019, 4, 30), "平成31年4月30日（火）"),
        ((2019, 5, 1), "令和元年5月1日（水）"),
        ((2020, 1, 1), "令和2年1月1日（水）"),
    ],
)
def test_wareki_at_the_edges_of_eras(date, text):
    assert dates.wareki(dt.date(*date)) == text


def test_dates_before_showa_are_refused():
    with pytest.raises(ValueError, match="1926-12-24"):
        dates.era_year(dt.date(1926, 12, 24))


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ((2024, 3, 31), 2023),
        ((2024, 4, 1), 2024),
        ((2023, 4, 1), 2023),
        ((2023, 12, 31), 2023),
        ((2024, 1, 1), 2023),
    ],
)
def test_fiscal_year_runs_from_april_to_march(date, year):
    assert dates.fiscal_year_of(dt.date(*date)) == year


def test_fiscal_year_label_and_bounds():
    assert dates.fiscal_year_label(2023) == "令和5年度"
    assert dates.fiscal_year_label(2018) == "平成30年度"
    assert dates.fiscal_year_label(2019) == "令和元年度"
    assert dates.fiscal_year_bounds(2023) == (dt.date(2023, 4, 1), dt.date(2024, 3, 31))


def test_every_day_of_a_leap_year_has_the_weekday_after_the_last():
    days = [dt.date(2024, 1, 1) + dt.timedelta(n) for n in range(366)]  # 2024-01-01 was a Monday
    assert "".join(map(dates.weekday, days)) == ("月火水木金土日" * 53)[:366]
