"""Dates as people and forms write them: 2024/01/19 午後 3:21:10 GMT+9, 1/19/24, 令和6年1月19日, 45310.64."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from helpers.dates import ERAS
from helpers.findings import Findings, Place
from helpers.raw.coded import Coded, read_distinct
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.raw.names import fold_width

ORDERS = {"ymd": (0, 1, 2), "mdy": (2, 0, 1), "dmy": (2, 1, 0)}  # where year, month and day stand
FORMS = "2024-01-19、2024/1/19 10:23、2024年1月19日、令和6年1月19日、R6.1.19"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
# First days of the eras before those of helpers.dates: 大正元年7月30日; 明治 by the calendar in use since 明治6年.
OLDER = [(dt.date(1912, 7, 30), "大正"), (dt.date(1868, 1, 25), "明治")]
EXCEL = dt.datetime(1899, 12, 30)  # day 0 of Excel's serial numbers, as they count from 1900-03-01 on

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
KANJI = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)
TRIPLE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
ERA = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM])\.?\s*(元|\d{1,2})(?:年\s*|[-/.])(\d{1,2})(?:月\s*|[-/.])(\d{1,2})日?(?!\d)",
    re.ASCII,
)
NAMED = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*\.?[- ](?:(\d{1,2}), ?)?(\d{4})(?!\d)", re.ASCII)
SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
HALF = r"(午前|午後|[AaPp]\.?[Mm]\.?)"
TIME = re.compile(
    rf"(?:\s*[（(][月火水木金土日](?:曜日?)?[)）])?(?:(?:T|,?\s*){HALF}?\s*(\d{{1,2}})[:時](\d{{1,2}})"
    rf"(?:[:分](\d{{1,2}})(?:\.\d+)?秒?|分)?\s*{HALF}?\s*(?:[A-Z]{{1,5}})?(?:[+-]\d{{1,2}}(?::?\d{{2}})?)?)?",
    re.ASCII,
)
Moment = tuple[dt.date, dt.time | None]


def read_moment(text: str, order: str | None = None) -> Moment | None:
    """Day and, where one is given, time; None for what is no date. The time zone is left aside.

    `order` says how 1/2/24 is to be read; without it such a date is None.
    """
    text = text.strip()
    if SERIAL.fullmatch(text):
        moment = EXCEL + dt.timedelta(seconds=round(float(text) * 86400))
        return moment.date(), moment.time() if "." in text else None
    for pattern, build in BUILDERS:
        if found := pattern.match(text):
            day, time = build(found, order), TIME.fullmatch(text, found.end())
            return _with_time(day, time) if day and time else None
    return None


def _with_time(day: dt.date, found: re.Match) -> Moment | None:
    before, hour, minute, second, after = found.groups()
    if hour is None:
        return day, None
    half = (before or after or "").lower().replace(".", "")
    number = int(hour)
    if half and number <= 12:
        number = number % 12 + (12 if half in ("午後", "pm") else 0)
    try:
        return day, dt.time(number, int(minute), int(second or 0))
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _plain_day(found: re.Match, _order: str | None) -> dt.date | None:
    return _day(*(int(part) for part in found.groups() if part.isdigit()))


def _ordered_day(found: re.Match, order: str | None) -> dt.date | None:
    """Two-digit years are 1969 to 2068, as POSIX reads them."""
    if order is None:
        return None
    parts = (found[1], found[3], found[4])
    year, month, day = (parts[position] for position in ORDERS[order])
    if len(month) > 2 or len(day) > 2:
        return None
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 69 else 1900)
    return _day(full, int(month), int(day))


def _era_day(found: re.Match, _order: str | None) -> dt.date | None:
    """A day that the era did not have is none: 平成31年5月1日, 令和元年4月30日."""
    name, number = LETTERS.get(found[1], found[1]), 1 if found[2] == "元" else int(found[2])
    eras = [*ERAS, *OLDER]
    first = next(first for first, era in eras if era == name)
    day = _day(first.year + number - 1, int(found[3]), int(found[4])) if number else None
    end = min((start for start, _ in eras if start > first), default=dt.date.max)
    return day if day and first <= day < end else None


def _named_day(found: re.Match, _order: str | None) -> dt.date | None:
    """19-Jan-2024, Jan 19, 2024."""
    day, month = found[1] or found[3], found[2].lower()
    if month not in MONTHS or bool(found[1]) == bool(found[3]):
        return None
    return _day(int(found[4]), MONTHS.index(month) + 1, int(day))


BUILDERS = (
    (YEAR_FIRST, _plain_day),
    (KANJI, _plain_day),
    (COMPACT, _plain_day),
    (ERA, _era_day),
    (NAMED, _named_day),
    (TRIPLE, _ordered_day),
)


def find_orders(texts: Iterable[str]) -> list[str]:
    """The orders in which every 1/2/24 among the texts is a date; what is a date in none of them does not decide.

    [] when there is no such text, or no order fits them all; more than one when the column does not decide, unless
    all of them give the same dates.
    """
    days = {found[0] for text in texts if (found := TRIPLE.match(text.strip()))}
    readable = [fits for day in sorted(days) if (fits := _fitting(day))]
    orders = [order for order in ORDERS if readable and all(order in fits for fits in readable)]
    same = all(len({fits[order] for order in orders}) == 1 for fits in readable)
    return orders[:1] if same else orders


def _fitting(text: str) -> dict[str, dt.date]:
    """Order -> the date that a text is in it."""
    read = {order: read_moment(text, order) for order in ORDERS}
    return {order: moment[0] for order, moment in read.items() if moment}


def decide_order(texts: Iterable[str], stated: str | None) -> tuple[str | None, bool]:
    """(the order of the column or None, whether several fit)."""
    if stated:
        return stated, False
    orders = find_orders(texts)
    return (orders[0], False) if len(orders) == 1 else (None, len(orders) > 1)


def read_dates(
    question: dict,
    given: Coded,
    rows: Sequence[int],
    place: Place,
    findings: Findings,
    stated: str | None = None,
) -> Coded:
    """A column of dates; where day and month cannot be told apart, one finding for all of them."""
    order, several = decide_order(given.values, stated)
    if several:
        _tell_ambiguous(question, given, rows, place, findings)

    def read(text: str, noted: Findings) -> object:
        plain = text.strip()
        if not plain or plain in (NOT_APPLICABLE, SUPPRESSED):
            return plain or pd.NA
        moment = read_moment(plain, order)
        if moment is None and not (several and _fitting(plain)):
            _tell_no_date(question, text, place, noted)
        return moment[0] if moment else UNREADABLE

    return read_distinct(given, rows, findings, read)


def _tell_ambiguous(
    question: dict, given: Coded, rows: Sequence[int], place: Place, findings: Findings
) -> None:
    codes = [code for code, text in enumerate(given.values) if TRIPLE.match(text.strip()) and _fitting(text)]
    positions = np.flatnonzero(np.isin(given.codes, codes))
    message = f"{question['id']} の日付は、年月日の並びが決められません（{len(positions)}件）。「{UNREADABLE}」に数えます。"
    where = Place(place.file, place.sheet, int(rows[positions[0]]), place.column)
    details = {"given": given.values[given.codes[positions[0]]], "allowed": "、".join(ORDERS)}
    remedy = "survey.yaml の date_order に並びを書いてください（1/2/24 が1月2日なら mdy）。"
    findings.add("ambiguous-date", "error", where, message, remedy=remedy, **details)


def _tell_no_date(question: dict, text: str, place: Place, findings: Findings) -> None:
    half = fold_width(text)
    rule, message, remedy = "wrong-type", "日付として読めません。", "年月日のそろった日付に直してください。"
    if half != "".join(text.split()) and read_moment(half, "ymd"):
        rule, message, remedy = "full-width-digits", "数字が全角です。", f"半角の {half} に直してください。"
    elif _fitting(text):
        message = "年月日の並びが、列の中でそろっていないため、日付として読めません。"
        remedy = "並びをそろえるか、survey.yaml の date_order に並びを書いてください。"
    message = f"{question['id']} の{message}この値は使わず、「{UNREADABLE}」に数えます。"
    findings.add(rule, "error", place, message, given=text, allowed=FORMS, remedy=remedy)
