"""Names are found as they are written, without what stands in front of them."""

from __future__ import annotations

import pytest

from helpers.proofread.document import Document
from helpers.proofread.extract.headings import headings_of, series_of_items
from helpers.proofread.extract.morphemes import morphemes_in, reading_of, word_at
from helpers.proofread.extract.names import difference, find_names, names_of
from helpers.proofread.extract.terms import likeness, sentences_of, unmarked
from helpers.proofread.reading import document_of_text
from helpers.proofread.registry import Context


def names(text: str, kind: str) -> list[str]:
    return [name for _, _, name in find_names(text, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江東区福祉部長寿応援課が担当", ["福祉部", "長寿応援課"]),
        ("地域ケア推進課、青少年課", ["地域ケア推進課", "青少年課"]),
        ("副会長 福祉課 課長", ["福祉課"]),  # cells of a flattened table: a blank ends a name
        ("子ども家庭支援課長が出席", ["子ども家庭支援課"]),
        ("保健所の一部と各課、関係課、内部、全部", ["保健所"]),
        ("課題、課税、部分、教室、関係", []),
    ],
)
def test_divisions(text, expected):
    assert names(text, "division") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先述の庁内福祉連絡会議等の場", ["庁内福祉連絡会議"]),
        ("江東区助け合い活動連絡会", ["江東区助け合い活動連絡会"]),
        ("委員会の委員長と会議室", []),
    ],
)
def test_bodies(text, expected):
    assert names(text, "body") == expected


def test_laws_but_no_methods():
    assert names("孤独・孤立対策推進法と、調査の方法、管理手法", "law") == ["孤独・孤立対策推進法"]


def test_places_lead_to_the_original_text():
    context = Context(document_of_text("会を開いた。\n\n参加者 保険予防課 課長"))
    at = names_of(context, "division")["保険予防課"][0].at
    assert context.document.blocks[at.block].text[at.start : at.end] == "保険予防課"


def test_difference_by_hand():
    assert difference("障害福祉課", "障害者福祉課") == ("", "者")
    assert difference("同じ", "同じ") == ("", "")


def test_readings_and_words_of_janome():
    context = Context(Document("", ()))
    assert reading_of(context, "保健予防課") == "ホケンヨボウカ"
    words = morphemes_in(context, "会議を開く")
    assert [words[word_at(words, place)].surface for place in (0, 1, 2, 4)] == ["会議", "会議", "を", "開く"]
    assert word_at(words, 5) is None


def test_each_text_is_tokenized_once():
    context = Context(Document("", ()))
    assert morphemes_in(context, "会議を開く") is morphemes_in(context, "会議を開く")


def test_numbers_of_headings():
    text = (
        "第1章 概要\n\n述べる。\n\n2.3 体制\n\n述べる。\n\n（ウ）設立段階\n\n述べる。\n\n４．連携\n\n述べる。"
    )
    found = headings_of(Context(document_of_text(text)))
    assert [(heading.form, heading.number, heading.value) for heading in found] == [
        ("part", "1", 1),
        ("dotted", "2.3", 3),
        ("bracket-kana", "ウ", 3),
        ("number-wide", "4", 4),
    ]


def test_an_item_whose_number_stands_alone_takes_the_name_below_it():
    text = "①\n\nPF形成に\n\n向けたフォーラム\n\n・ 行う\n\n②\n\n調査\n\n・ 行う"
    series = series_of_items(Context(document_of_text(text)))
    assert [[(mark, title) for mark, title, _ in items] for items in series] == [
        [("①", "PF形成に向けたフォーラム"), ("②", "調査")]
    ]


def test_sentences_without_the_mark_of_the_bullet():
    context = Context(document_of_text("■会を開いた。人が来た"))
    assert [sentence.text for sentence in sentences_of(context)] == ["会を開いた。", "人が来た"]
    assert unmarked("(1)開催") == "開催"


def test_likeness_is_the_dice_coefficient_of_bigrams():
    assert likeness("実施概要", "開催概要") == pytest.approx(2 * 1 / 6)
