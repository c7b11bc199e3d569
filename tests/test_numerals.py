"""numerals: commas every three digits, one decimal, half up as the trade rounds (not half to even, not binary)."""

from __future__ import annotations

import pytest

from helpers.numerals import money_text, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (62, "62"),
        (524310, "524,310"),
        (12.25, "12.3"),
        (1.15, "1.2"),
        (0.05, "0.1"),
        (2.5, "2.5"),
        (28.7037, "28.7"),
        (0.0, "0.0"),
        (100.0, "100.0"),
        (99.95, "100.0"),
        (1234.56, "1,234.6"),
    ],
)
def test_number_text(value, text):
    assert number_text(value) == text


def test_number_of_decimals_can_be_chosen():
    assert number_text(72.5, decimals=0) == "73"
    assert number_text(1.005, decimals=2) == "1.01"


def test_every_share_of_a_base_up_to_200_agrees_with_whole_number_arithmetic():
    for base in range(1, 201):
        for n in range(base + 1):
            tenths = (2000 * n + base) // (2 * base)  # half up of 1000 n / base, in whole numbers
            assert number_text(100 * n / base) == f"{tenths // 10}.{tenths % 10}", (n, base)


@pytest.mark.parametrize(
    ("yen", "text"),
    [
        (0, "0円"),
        (999, "999円"),
        (10_000, "1万円"),
        (12_345, "12,345円"),
        (2_000_000, "200万円"),
        (12_340_000, "1,234万円"),
        (100_000_000, "1億円"),
        (123_450_000, "1億2,345万円"),
    ],
)
def test_money_text(yen, text):
    """公用文作成の考え方 (2022): 兆・億・万 in kanji, commas every three digits."""
    assert money_text(yen) == text
