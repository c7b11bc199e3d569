"""Names: what is nearly the same is told, what is meant to be different is not."""

from __future__ import annotations

import pytest

from helpers.proofread.run import told

# Divisions that stand side by side in municipalities.
PAIRS = [
    ("保護第一課", "保護第二課"), ("福祉課", "障害福祉課"), ("市民課", "市民税課"), ("建築課", "建築指導課"),
    ("保険年金課", "国保年金課"), ("道路建設課", "道路管理課"), ("地域振興部", "地域振興課"), ("東部出張所", "西部出張所"),
    ("子育て支援課", "子育て推進課"), ("都市計画課", "都市整備課"), ("上水道課", "下水道課"), ("議会運営委員会", "議院運営委員会"),
    ("障害者計画", "障害者基本計画"), ("地域福祉計画", "地域福祉活動計画"), ("老人福祉法", "老人保健法"), ("道路運送法", "道路運送車両法"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_are_meant_to_differ(one, other):
    text = f"{one}が担当した。\n\n説明する。\n\n{other}も出席した。"
    assert told("name-homophone", text) == told("name-variant", text) == []


@pytest.mark.parametrize(
    ("usual", "slip"),
    [("保健予防課", "保険予防課"), ("健康推進課", "健康推伸課"), ("庁内調整会議", "庁内調製会議")],
)
def test_one_kanji_of_the_same_reading(usual, slip):
    found = told("name-homophone", f"{usual}が担当した。{usual}が続けた。\n\n{slip}も出席した。")
    assert len(found) == (1 if slip != "健康推伸課" else 0)  # 推伸 is no word, so it has no certain reading


@pytest.mark.parametrize(
    ("usual", "slip"),
    [
        ("障害福祉課", "障害者福祉課"),
        ("江東区社会福祉協議会", "江東社会福祉協議会"),
        ("庁内連絡会議", "庁内連絡会"),
        ("孤独・孤立対策推進法", "孤独・孤立対策法"),
        ("子ども家庭支援課", "こども家庭支援課"),
    ],
)
def test_slips(usual, slip):
    found = told("name-variant", f"{usual}が担当した。{usual}が続けた。\n\n{slip}も出席した。")
    assert len(found) == 1 and usual in found[0] and slip in found[0]


def test_two_that_stand_in_one_block_are_two():
    assert told("name-homophone", "医療保健課・医療保険課の共催。\n\n医療保健課が進めた。") == []


def test_the_same_person_in_two_forms_of_a_letter():
    assert len(told("person-form", "髙橋 良太氏が話した。\n\n高橋 良太氏に聞いた。")) == 1
    assert told("person-form", "山田 太郎氏が話した。\n\n山田 次郎氏に聞いた。") == []


def test_a_quoted_name_said_before():
    assert len(told("said-before", "上記の「地域会議」で話した。")) == 1
    assert told("said-before", "「地域会議」を開く。\n\n上記の「地域会議」で話した。") == []
    assert told("said-before", "前述の課題を踏まえ、上記の方法で進める。") == []  # no name


def test_citizens_of_another_municipality():
    text = "区民へ周知した。区民に配布した。区民の声を聞く。\n\n{}"
    assert len(told("residents", text.format("市民に伝えた。"))) == 1
    assert told("residents", text.format("生駒市では、市民が集まる。")) == []
    assert told("residents", text.format("市民活動センターで開く。")) == []
    assert told("residents", "市民に伝えた。区民に伝えた。") == []  # nothing to go by


def test_lists_of_members_in_sentences_are_no_lists():
    sentence = "福祉課は日々の相談を受け止めて関係する団体へつなぎ、長寿課は町会とともに高齢者の見守りを行い、防災課は年に二度の訓練を続け、青少年課は放課後の居場所を開き、保健課は家庭への訪問を重ねてきたところであり、それぞれの仕事の中で課題が見えてきた。"
    assert (
        told("members-differ", sentence + "\n\n" + "説明。\n\n" * 9 + sentence.replace("保健課", "環境課"))
        == []
    )


def test_two_names_of_one_thing_need_the_same_description():
    assert told("two-names", "講座のチラシを配った。\n\n防災の冊子を作った。") == []
    text = "相談窓口を一覧化したリーフレットを保健所へ配布した。\n\n相談窓口の一覧化を進め、冊子を保健所へ配布した。"
    assert len(told("two-names", text)) == 1
