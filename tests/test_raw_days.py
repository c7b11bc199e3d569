"""Dates as forms, Excel and people write them."""

import datetime as dt

import pytest
from codebook_cases import answers, open_literal, told

from helpers.raw.days import decide_order, find_orders, read_moment

DAY = dt.date(2024, 1, 19)
AFTERNOON = dt.time(15, 21, 10)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024/01/19 午後 3:21:10 GMT+9", AFTERNOON),  # Google Forms, Japanese
        ("2024-01-19 15:21:10", AFTERNOON),
        ("2024-01-19T15:21:10+09:00", AFTERNOON),
        ("2024-01-19T15:21:10.123Z", AFTERNOON),
        ("2024/01/19 15:21", dt.time(15, 21)),
        ("2024/1/19 3:21:10 PM", AFTERNOON),
        ("2024/01/19 3:21:10 午後 JST", AFTERNOON),
        ("2024年1月19日", None),
        ("2024年1月19日(金) 15時21分10秒", AFTERNOON),
        ("2024年1月19日（金曜日）", None),
        ("R6.1.19", None),
        ("R06.01.19", None),
        ("令和6年1月19日", None),
        ("令和6年1月19日 午後3時21分", dt.time(15, 21)),
        ("令和 6年 1月 19日", None),
        ("20240119", None),
        ("45310", None),  # Excel: 2024-01-19 is day 45310
        ("45310.6396990741", AFTERNOON),
        ("45310.5", dt.time(12, 0)),
        ("19-Jan-2024", None),
        ("Jan 19, 2024 3:21:10 PM", AFTERNOON),
        ("January 19, 2024", None),
        ("2024.1.19", None),
    ],
)
def test_forms_of_a_date(text, time):
    assert read_moment(text) == (DAY, time)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("H31.4.30", dt.date(2019, 4, 30)),
        ("昭和64年1月7日", dt.date(1989, 1, 7)),
        ("平成元年1月8日", dt.date(1989, 1, 8)),
        ("大正15年12月24日", dt.date(1926, 12, 24)),
        ("S50.12.1", dt.date(1975, 12, 1)),
        ("M45.7.29", dt.date(1912, 7, 29)),
    ],
)
def test_eras(text, day):
    """First and last days: 元号を改める政令 and the imperial edicts before it."""
    assert read_moment(text) == (day, None)


@pytest.mark.parametrize(
    "text",
    [
        *("平成31年5月1日", "令和元年4月30日", "R0.1.1", "2024-02-30", "2024/13/01", "1月19日", "2024年1月"),
        *("2024-01-19頃", "19日の朝", "2024-01/19", "2024/01/19 25:00", "2024/1/19 3:61", "12345678", "123"),
        *("1/19/2024", "2024/01/199", "", "２０２４年１月１９日", "2024", "19-Foo-2024"),
    ],
)
def test_what_is_no_date(text):
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("hour", "time"), [("午前 0:05", (0, 5)), ("午前 12:05", (0, 5)), ("午後 12:05", (12, 5))]
)
def test_noon_and_midnight(hour, time):
    assert read_moment(f"2024/01/19 {hour}") == (DAY, dt.time(*time))


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["1/19/24", "1/2/24"], ["mdy"]),
        (["19/1/2024", "1/2/2024"], ["dmy"]),
        (["99/1/19", "24/1/2"], ["ymd"]),
        (["24/1/19", "24/1/2"], ["ymd", "dmy"]),
        (["1/2/2024", "3/4/2024"], ["mdy", "dmy"]),
        (["1/2/03"], ["ymd", "mdy", "dmy"]),
        (["1/1/2024", "5/5/2024"], ["mdy"]),  # the same days in either order
        (["1/19/2024", "19/1/2024"], []),
        (["1/19/2024", "99/99/2024"], ["mdy"]),  # what is no date in any order does not decide
        (["2024-01-19"], []),
    ],
)
def test_order_of_a_whole_column(texts, orders):
    assert find_orders(texts) == orders


def test_a_stated_order_holds():
    assert decide_order(["1/2/2024"], "dmy") == ("dmy", False)
    assert read_moment("1/2/2024 9:05", "dmy") == (dt.date(2024, 2, 1), dt.time(9, 5))
    assert read_moment("1/2/69", "mdy") == (dt.date(1969, 1, 2), None)
    assert read_moment("1/2/68", "mdy") == (dt.date(2068, 1, 2), None)


QUESTION = "{id: Q1, text: t, type: DATE}"


def test_a_column_of_dates(tmp_path):
    cells = ["1/19/24", "1/2/24", "R6.1.19", "", "秘匿", "そのうち", "２０２４年１月１９日"]
    survey, findings = open_literal(tmp_path, QUESTION, {"Q1": cells})
    assert answers(survey, "Q1") == [DAY, dt.date(2024, 1, 2), DAY, "", "秘匿", "不明", "不明"]
    assert told(findings) == [
        ("wrong-type", "error", 7, "Q1", "そのうち"),
        ("full-width-digits", "error", 8, "Q1", "２０２４年１月１９日"),
    ]


def test_dates_that_leave_day_and_month_open(tmp_path):
    cells = ["2024-01-19", "1/2/2024", "3/4/2024"]
    survey, findings = open_literal(tmp_path, QUESTION, {"Q1": cells})
    assert answers(survey, "Q1") == [DAY, "不明", "不明"]
    assert told(findings) == [("ambiguous-date", "error", 3, "Q1", "1/2/2024")]
    survey, findings = open_literal(tmp_path, QUESTION, {"Q1": cells}, head="date_order: mdy\n")
    assert answers(survey, "Q1") == [DAY, dt.date(2024, 1, 2), dt.date(2024, 3, 4)]
    assert told(findings) == []


def test_dates_in_two_orders(tmp_path):
    _, findings = open_literal(tmp_path, QUESTION, {"Q1": ["1/19/2024", "19/1/2024"]})
    assert [(rule, row) for rule, _, row, _, _ in told(findings)] == [("wrong-type", 2), ("wrong-type", 3)]
    assert all("そろっていない" in found.message for found in findings.items if found.rule == "wrong-type")
