"""Blocks know where they stand; folded text leads back to the original."""

from __future__ import annotations

import pytest

from helpers.proofread.document import Anchor, Block, Document
from helpers.proofread.folded import fold

BROKEN = Block(
    "bullet", "令和６年2/6(火)19時から", (Anchor(0, 286, 3), Anchor(4, 287, 1), Anchor(12, 288, 1))
)


@pytest.mark.parametrize(
    ("position", "place"),
    [(0, (286, 3)), (3, (286, 6)), (4, (287, 1)), (11, (287, 8)), (12, (288, 1)), (14, (288, 3))],
)
def test_place_of_a_character_over_joined_lines(position, place):
    assert BROKEN.place(position) == place


def test_characters_are_those_of_the_blocks():
    assert Document("a.txt", (BROKEN, Block("paragraph", "あ"))).characters == 16


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２４年　２月", "2024年2月"),
        ("約 1週間", "約1週間"),
        ("NPO 法人", "NPO法人"),
        ("open source 12 34", "open source 12 34"),
        ("ﾌｫｰﾗﾑ ｶﾞｲﾄﾞ", "フォーラムガイド"),
        ("９５．２％（ｎ＝62）", "95.2%(n=62)"),
        ("①2024年 Ⅱ ㈱", "①2024年Ⅱ㈱"),
        ("⼈と⽣活", "人と生活"),
        ("19:00〜20:30", "19:00~20:30"),
        ("−5 – 3", "-5-3"),
        (" 両端 ", "両端"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize("text", ["約 1 週間、", "ｶﾞ ガ ﬁle", "２０２４ 年 a  b 月", "", "   ", "あ"])
def test_every_folded_character_stands_where_it_came_from(text):
    folded = fold(text)
    assert len(folded.positions) == len(folded.text) + 1
    assert folded.positions[-1] == len(text)
    assert list(folded.positions) == sorted(folded.positions)
    assert "".join(
        fold(text[p]).text[:1] for p in folded.positions[:-1] if text[p].isalnum() and text[p] not in "ｶﾞﬁ"
    ) in (
        "".join(
            c
            for c, p in zip(folded.text, folded.positions, strict=False)
            if text[p].isalnum() and text[p] not in "ｶﾞﬁ"
        )
    )


def test_span_of_a_match_has_no_blank_after_it():
    text = "実施は 2024 年 2 月 9 日 （火）。"
    folded = fold(text)
    start = folded.text.index("2024年")
    first, last = folded.span(start, start + len("2024年2月9日"))
    assert text[first:last] == "2024 年 2 月 9 日"
    assert folded.span(3, 3) == (4, 4)


def test_long_text_is_folded_in_one_pass():
    text = "令和 ６年 2月 9日（火） に開いた。" * 5000
    assert fold(text).text == "令和6年2月9日(火)に開いた。" * 5000
