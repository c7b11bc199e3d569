"""Widths of printed columns, in full-width characters."""

from __future__ import annotations

import pytest
from survey_table_cases import counts, frame

from helpers.survey_tables import build_crosstabs, build_simple_tables
from helpers.survey_tables.widths import column_widths, label_width, least_width, word_width

LONG = "居場所づくり（こども食堂、サロン、コミュニティカフェ等）"  # 28 characters


def test_latin_letters_count_for_half():
    assert label_width("NPO法人") == pytest.approx(3 * 0.55 + 2)


def test_stub_is_as_wide_as_its_labels():
    [table] = build_simple_tables(frame(*counts(40, {LONG: 1})))
    assert column_widths(table)[0] == 29
    [table] = build_simple_tables(frame(*counts(40, {LONG * 2: 1})))
    assert column_widths(table)[0] == 30


def test_twelve_columns_fit_a_page():
    pairs = {f"とても満足している{i}": 100 for i in range(11)}
    rows = [*counts(1100, pairs), *counts(1100, pairs, banner="Q5", banner_choice="20代以下")]
    [table] = build_crosstabs(frame(*rows))
    widths = column_widths(table)
    column = 62 * (widths[-1] + 1) / (sum(widths) + len(widths))  # a page is 62 characters of 7.5 points wide
    assert len(table.heads) == 12 and column > label_width("100.0") + 0.8  # 3 points on either side


def test_latin_words_are_not_broken():
    rows = [
        *counts(40, {"はい": 1}),
        *counts(40, {"はい": 1}, banner="Q5", banner_choice="Performance improvements"),
    ]
    [table] = build_crosstabs(frame(*rows), orientation="banner_columns")
    whole, group = column_widths(table)[1:]
    assert group == pytest.approx(12 * 0.6 + 0.3) and whole < group  # improvements
    assert word_width("a" * 99) == 9 and word_width("はい") == 0


def test_only_the_stub_gives_way_on_a_narrow_screen():
    assert least_width([29.0, 4.0, 4.0], 1) == pytest.approx(6 + 4 + 4 + 3 * 1.2)
