"""Whether a column holds dates, and in which form."""

from __future__ import annotations

import datetime as dt
import re

from helpers.draft.columns import Column
from helpers.raw.names import fold_width

CLOCK = r"([T_]?(午前|午後|AM|PM)?\d{1,2}[:時]\d{2}.*|[T].*)?"
YEAR_FIRST = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(\([月火水木金土日]\))?" + CLOCK, re.IGNORECASE
)
YEAR_LAST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})" + CLOCK, re.IGNORECASE)
WAREKI = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?" + CLOCK
)
MOSTLY = 0.95


def read_form(text: str) -> str:
    """年月日, 月日年, 和暦, or "" when the text is no date."""
    plain = fold_width(text)
    if found := YEAR_FIRST.fullmatch(plain):
        return "年月日" if _is_day(found[1], found[2], found[3]) else ""
    if found := YEAR_LAST.fullmatch(plain):
        first, second, year = found[1], found[2], found[3]
        return "月日年" if _is_day(year, first, second) else "日月年" if _is_day(year, second, first) else ""
    found = WAREKI.fullmatch(plain)
    return "和暦" if found and _is_day("2000", found[3], found[4]) else ""


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def date_form(column: Column) -> str:
    """The form in which nearly all answers are dates, or ""."""
    if not column.answered or not any(char.isdigit() for char in column.labels[0]):
        return ""
    if not any(map(read_form, column.labels[:100])):
        return ""
    forms = [read_form(label) for label in column.labels]
    known = sum(int(n) for form, n in zip(forms, column.counts, strict=True) if form)
    if known < MOSTLY * column.answered:
        return ""
    return max(sorted(set(forms) - {""}), key=forms.count)


def date_order(column: Column) -> str:
    """ymd, mdy or dmy where dates with the year last can be told apart by a day above 12; else ""."""
    found = [match for label in column.labels if (match := YEAR_LAST.fullmatch(fold_width(label)))]
    if len(found) < len(column.labels) or not found:
        return ""
    if any(int(match[1]) > 12 for match in found):
        return "dmy"
    return "mdy" if any(int(match[2]) > 12 for match in found) else ""


def is_date_column(column: Column) -> bool:
    return bool(date_form(column))
