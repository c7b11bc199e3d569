"""Whether a text may give a held figure so: itself, or rounded to the digits it is written with."""

from __future__ import annotations

from decimal import Decimal

from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.held.printed import PERCENT


def allows(given: Quantity, held: Quantity) -> bool:
    """Whether a text may give a held figure so: itself, or rounded to the digits it is written with.

    >>> from helpers.proofread.held.printed import read_quantity as read
    >>> [allows(read(text), read("524,310人")) for text in ("524,310人", "約52万人", "約54.2万人", "50万人超", "524,301人")]
    [True, True, False, True, False]
    >>> [allows(read(text), read("28.7%")) for text in ("28.7%", "29%", "約3割", "約4割", "27.8%")]
    [True, True, True, False, False]
    """
    if given.unit == PERCENT == held.unit:
        return _allows_percent(given, held)
    if given.bound == held.bound:
        return given.value == held.value
    if given.bound == "about" and not held.bound:
        return abs(given.value - held.value) <= _last_digit(given.value)
    return given.allows(held)


def _allows_percent(given: Quantity, held: Quantity) -> bool:
    digits = max(-given.value.as_tuple().exponent, 0)  # of an "about" only where it is a fraction: 3人に1人
    slack = Decimal(5).scaleb(-digits - 1)
    if given.bound == "over":
        return 0 <= held.value - given.value <= 10
    if given.bound == "under":
        return 0 <= given.value - held.value <= 10
    if given.bound == "about":
        slack = max(slack, Decimal(5) if given.value % 10 == 0 or digits else Decimal("1.5"))
    return abs(given.value - held.value) <= slack


def _last_digit(value: Decimal) -> Decimal:
    """The worth of the last digit that is not 0: of 542,000 it is 1,000."""
    digits = int(value)
    worth = 1
    while digits and digits % 10 == 0:
        digits, worth = digits // 10, worth * 10
    return Decimal(worth)
