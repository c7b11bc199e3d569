"""What a heading says: its own code, its wording, the item behind a common stem."""

from __future__ import annotations

import pytest

from helpers.draft.headers import clean_text, own_code, splits_of


@pytest.mark.parametrize(
    ("heading", "code", "text"),
    [
        ("問3 利用した施設", "Q3", "利用した施設"),
        ("問5-1. 職員の対応", "Q5_1", "職員の対応"),
        ("問５－２　館内", "Q5_2", "館内"),
        ("Q1.年齢", "Q1", "年齢"),
        ("SC1", "SC1", "SC1"),
        ("a1", "a1", "a1"),
        ("Q2_4FA", "Q2_4FA", "Q2_4FA"),
        ("3. 性別", "Q3", "性別"),
        ("問6 / 満足度", "Q6", "満足度"),
        ("性別 / Response", "", "性別"),
        ("6分類", "", "6分類"),
        ("2024年の利用", "", "2024年の利用"),
        ("10年後の姿", "", "10年後の姿"),
        ("性別を\n教えてください", "", "性別を 教えてください"),
        ("F1 職業", "F1", "職業"),
    ],
)
def test_code_and_wording(heading, code, text):
    assert (own_code(heading), clean_text(heading)) == (code, text)


@pytest.mark.parametrize(
    ("heading", "level", "stem", "item"),
    [
        ("満足度 [接客]", "bracket", "満足度", "接客"),
        ("問3 / 相談窓口", "header", "問3", "相談窓口"),
        ("問5-1. 職員", "code", "問5-", "職員"),
        ("a1_3", "code", "a1_", "a1_3"),
        ("Q6S2", "code", "Q6S", "Q6S2"),
        ("Q3.1位", "rank", "Q3", "1位"),
        ("重視する点（第2位）", "rank", "重視する点", "第2位"),
        ("知った経路：テレビ", "colon", "知った経路", "テレビ"),
        ("利用した施設_図書館", "colon", "利用した施設", "図書館"),
        ("宿泊数（県内）", "paren", "宿泊数", "県内"),
    ],
)
def test_the_surest_reading_as_stem_and_item(heading, level, stem, item):
    first = splits_of(heading)[0]
    assert (first.level, first.stem, first.item) == (level, stem, item)


def test_a_plain_heading_is_no_item():
    assert splits_of("性別を教えてください。") == []
