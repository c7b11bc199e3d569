"""Errors of the text: certain ones are told, idioms that look like them are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.proofread.document import Block, Document
from helpers.proofread.reading import read_document
from helpers.proofread.run import proofread, told

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "koto_fy2023_report.txt"
TEXT_RULES = (
    *(
        "particle-doubled",
        "object-doubled",
        "particle-wrong",
        "action-after-no",
        "noun-for-need",
        "sentence-broken",
    ),
    *(
        "punctuation-doubled",
        "bracket-open",
        "period-missing",
        "blank-before-mark",
        "conversion",
        "word-doubled",
    ),
    *("word-order", "letter-dropped"),
)
RIGHT = """
信頼のおける人に相談し、気のおけない仲間と話す。母は桃も李も好きだと言った。
やや注意を要する。前年比でやや減少の傾向にある。のどかな町での暮らしを楽しむ。
本を読むのを手伝い、会を開き、意見を聞くのをやめない。彼を支え、声をかけ続けることを目指す。
国の・県の補助金、もの・こと・ひと、子どもの・障害者の居場所を示す。
効果を測り、距離を測る。審議会に諮り、連携の強化を図った。人手が要るかどうかを尋ねた。
一人一人の話を少しずつ聞き、次々と進めた。区の指定した場所で、団体の参加した会を開く。
杖をついて歩く人の、荷物のより重いものを運ぶ。見たこともあり、驚くことはない。
参加者と活動者、生活者、担当者、負担者、参加者、参加者がいる。
スムーズな進行、スムース加工、スムーズに、スムーズで。
"""


@pytest.mark.parametrize("rule", TEXT_RULES)
def test_right_text_is_left_alone(rule):
    assert told(rule, RIGHT.replace("\n", "\n\n")) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("particle-doubled", "区民にに知らせた。"),
        ("particle-doubled", "何れももほとんどの人に良い。"),
        ("object-doubled", "ファイルをコマンド実行を可能にする。"),
        ("object-doubled", "短い延期を許可を認める。"),
        ("particle-wrong", "地域のおける課題を整理した。"),
        ("action-after-no", "年2回の実施し、意見を聞いた。"),
        ("sentence-broken", "教授からは推進法の・氏からは社協の話があった。"),
        ("punctuation-doubled", "会を開き、。人が来た。"),
        ("bracket-open", "『仲良く」の区を開く。"),
        ("bracket-open", "【会場を変えた。"),
        ("conversion", "情報の共有化を計る。"),
        ("conversion", "意見を延べた。"),
        ("word-doubled", "共同メンテナとしてとして表示する。"),
        (
            "letter-dropped",
            "ファイルシステムを選び、ファイルシステムを作り、ファイルシステムを使う。ファイルシテムの設定を残す。",
        ),
    ],
)
def test_wrong_text_is_told(rule, wrong):
    assert told(rule, wrong)


def test_a_label_of_a_menu_is_no_second_object():
    assert told("object-doubled", "メニューから設定を保存を選択する。") == []


def test_a_bracket_closed_in_a_block_near_by():
    assert told("bracket-open", "「一つ目の段落。\n\n二つ目の段落。」") == []
    assert told("bracket-open", "a) 目的\n\n1) 方法\n\n（１）体制") == []


def test_a_word_cut_by_the_edge_of_a_block_is_not_told():
    text = "セクションを読み、セクションを書き、セクションを消す。\n\n{}"
    assert told("letter-dropped", text.format("次のセクショ")) == []


def test_a_bracket_with_its_own_full_stop_ends_a_sentence():
    assert told("period-missing", "会を開いた。人が来ます（多くはありません。）") == []


@pytest.mark.skipif(not REFERENCE.is_file(), reason="../shared/reference is not there")
def test_reference_chapter():
    found = proofread(read_document(REFERENCE, 2023), only=TEXT_RULES)
    lines = {(item.rule, item.line) for item in found if item.severity == "error"}
    assert lines == {
        ("particle-wrong", 101), ("particle-wrong", 273), ("letter-dropped", 326), ("conversion", 328),
        ("action-after-no", 466), ("conversion", 501), ("letter-dropped", 675), ("particle-doubled", 700),
        ("conversion", 766), ("object-doubled", 783), ("sentence-broken", 991), ("particle-wrong", 1214),
        ("action-after-no", 1322),
        ("particle-wrong", 276),
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "count"), [("paragraph", 1), ("quote", 0)])
def test_quotations_stay_as_they_were_written(kind, count):
    document = Document("", (Block(kind, "障害児者と抱えるご家庭がある。"),))
    assert len(proofread(document, only=("particle-wrong",))) == count
