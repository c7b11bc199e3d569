"""Whether a text may give a held figure so: itself, or rounded to the digits it is written with."""

from __future__ import annotations

from decimal import Decimal

from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.held.printed import PERCENT_SIGN

REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"  # where a text and the case differ


def half_a_digit(value: Decimal) -> Decimal:
    """By how much a figure may have been rounded to be written so.

    >>> half_a_digit(Decimal("95.2")), half_a_digit(Decimal("95"))
    (Decimal('0.05'), Decimal('0.5'))
    """
    return Decimal(5).scaleb(min(value.as_tuple().exponent, 0) - 1)


def rounds_to(given: Decimal, held: Decimal) -> bool:
    """Whether a figure is a held one, rounded to the digits it is written with; both ways at a half."""
    return abs(given - held) <= half_a_digit(given)


def allows(given: Quantity, held: Quantity) -> bool:
    """Whether a text may give a held figure so: itself, or rounded to the digits it is written with.

    >>> from helpers.proofread.held.printed import read_quantity as read
    >>> [allows(read(text), read("524,310人")) for text in ("524,310人", "約52万人", "約54.2万人", "50万人超", "524,301人")]
    [True, True, False, True, False]
    >>> [allows(read(text), read("28.7%")) for text in ("28.7%", "29%", "約3割", "約4割", "27.8%")]
    [True, True, True, False, False]
    """
    if given.unit == PERCENT_SIGN == held.unit:
        return _allows_percent(given, held)
    if given.bound == held.bound:
        return given.value == held.value
    if given.bound == "about" and not held.bound:
        return abs(given.value - held.value) <= _last_digit(given.value)
    return given.allows(held)


def _allows_percent(given: Quantity, held: Quantity) -> bool:
    slack = half_a_digit(given.value)
    if given.bound == "over":
        return 0 <= held.value - given.value <= 10
    if given.bound == "under":
        return 0 <= given.value - held.value <= 10
    if given.bound == "about":
        slack = max(slack, Decimal(5) if given.value % 10 == 0 or given.value % 1 else Decimal("1.5"))
    return abs(given.value - held.value) <= slack


def _last_digit(value: Decimal) -> Decimal:
    """The worth of the last digit that is not 0: of 542,000 it is 1,000."""
    digits = int(value)
    worth = 1
    while digits and digits % 10 == 0:
        digits, worth = digits // 10, worth * 10
    return Decimal(worth)
