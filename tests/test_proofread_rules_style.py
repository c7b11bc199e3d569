"""Style: one finding a group, the majority wins, quotations are left as spoken."""

from __future__ import annotations

import re

import pytest

from helpers.proofread.document import Block, Document, Span
from helpers.proofread.extract.variants import find_places, tell_variants
from helpers.proofread.rules.style_words import GROUPS
from helpers.proofread.run import proofread, told


def test_the_majority_wins_and_every_place_is_told():
    places = {"取組": [Span(0, 0, 2), Span(1, 0, 2)], "取組み": [Span(2, 5, 8)], "取り組み": [Span(2, 0, 4)]}
    (remark,) = tell_variants(places)
    assert remark.message == "書き方が混ざっています：「取組」2か所、「取り組み」1か所、「取組み」1か所。"
    assert remark.at == Span(2, 0, 4)
    assert remark.related == (Span(2, 5, 8), Span(0, 0, 2))
    assert remark.suggestion == "「取組」に揃える"


def test_of_two_as_frequent_the_official_one_wins():
    (remark,) = tell_variants({"下さい": [Span(0, 0, 3)], "ください": [Span(1, 0, 4)]}, ["ください"])
    assert remark.suggestion == "「ください」に揃える"
    assert list(tell_variants({"ください": [Span(1, 0, 4)]}, ["ください"])) == []


def test_quotations_are_left_as_spoken():
    document = Document("", (Block("paragraph", "子どもの声"), Block("quote", "子供の声")))
    patterns = (("子ども", re.compile("子ども")), ("子供", re.compile("子供")))
    assert list(find_places(document, patterns)) == ["子ども"]


@pytest.mark.parametrize("group", [group for groups in GROUPS.values() for group in groups])
def test_every_group_has_two_ways_and_no_pattern_takes_the_other(group):
    assert len(group) >= 2
    for label, pattern in group:
        word = label.lstrip("*")
        others = [other for name, other in group if name != label and other.search(f"する{word}。")]
        assert others == [], (word, pattern)


@pytest.mark.parametrize(
    "text",
    [
        "取組を進め、課題に取り組み、取り組みました。",
        "町へ行った。会を行った。行方を追う。",
        "分かれて進み、理由が分かった。",
        "子ども家庭支援課とこども未来部、子どもの声。",
        "食べた物を片付け、行うことを決めた。",
        "法律に従って進めた。したがって、続ける。",
        "できた所から、続けてきた。",
        "更に進めた。更なる普及。",
    ],
)
def test_words_that_only_look_like_variants(text):
    found = [told(f"style-{kind}", text) for kind in GROUPS]
    assert [message for messages in found for message in messages] == []


def test_katakana_with_and_without_a_long_sound():
    assert len(told("style-katakana", "ユーザーとユーザ、プラットフォームの利用。")) == 1
    assert told("style-katakana", "スキーとスキ、ビールとビル、コートとコト。") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("令和6年2月6日と2024年3月4日に開く。", "日付の年"),
        ("19時に始め、11:00に終えた。", "時刻"),
        ("3か所と4カ所と5箇所に置く。", "「か所」"),
        ("御意見とご意見を聞いた。", "「ご」と「御」"),
        ("3つの会と四つの会。", "「つ」の数え方"),
    ],
)
def test_forms(text, what):
    found = told("style-form", text)
    assert len(found) == 1 and found[0].startswith(what)


@pytest.mark.parametrize(
    "text", ["2時間で19:00に着いた。", "3/4が賛成し、2月6日に開く。", "1名、11名称。", "2つの会"]
)
def test_no_forms(text):
    assert told("style-form", text) == []


def test_widths():
    assert (
        told("style-digits", "１つの会に12名が来た。") == []
    )  # one digit full width, several half width: one rule
    assert len(told("style-digits", "12名と１０名。")) == 1
    assert told("digits-mixed", "８0部") == ["一つの数「８0」に全角と半角が混ざっています。"]
    assert told("style-width", "関数 f(x) と（注）") == []


def test_style_comes_last():
    from helpers.proofread.reading import document_of_text

    text = "会を行う。調査をおこなった。\n\n区民にに知らせた。"
    found = proofread(document_of_text(text), only=("style-verb", "particle-doubled"))
    assert [item.rule for item in found] == ["particle-doubled", "style-verb"]
