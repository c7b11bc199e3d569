"""Which way round a crosstab stands, and where it is split."""

from __future__ import annotations

import pytest

from helpers.survey_tables.fitting import choose_orientation, columns_taken, head_lines, pack_banners


@pytest.mark.parametrize(
    "labels, sizes, expected",
    [
        (["はい"] * 13, [5], "banner_rows"),
        (["はい"] * 14, [5], "banner_columns"),
        (["はい"] * 14, [8, 8, 8], "banner_rows"),  # two tables of choices, three of banners
        (
            ["非常に長い選択肢の名前が続いて表頭に収まりきらない場合のための見出しである"] * 13,
            [5],
            "banner_columns",
        ),
    ],
)
def test_orientation(labels, sizes, expected):
    assert choose_orientation(labels, sizes, 13) == expected


def test_long_words_count_for_more_than_a_column():
    assert columns_taken(["はい"] * 3) == 3
    assert choose_orientation(["Performance"] * 12, [5], 13) == "banner_columns"


def test_without_a_page_the_banner_stays_in_the_stub():
    assert choose_orientation(["はい"] * 99, [5], None) == "banner_rows"


def test_banners_are_packed_beside_each_other():
    assert pack_banners(["Q1", "Q5", "Q6"], [3, 6, 9], 13) == [["Q1", "Q5"], ["Q6"]]
    assert pack_banners(["Q1", "Q5"], [30, 2], 13) == [["Q1"], ["Q5"]]
    assert pack_banners(["Q1", "Q5"], [30, 2], None) == [["Q1", "Q5"]]


def test_lines_of_a_head():
    assert head_lines(["四文字だ"] * 11) == 1  # four characters each
    assert head_lines(["四文字だよ"] * 11) == 2
    assert head_lines([]) == 0
