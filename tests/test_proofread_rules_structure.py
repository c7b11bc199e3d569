"""Headings, captions, placeholders, lists and repeats."""

from __future__ import annotations

import pytest

from helpers.proofread.document import Block, Document, Table
from helpers.proofread.registry import Context
from helpers.proofread.rules.placeholders import check_cells
from helpers.proofread.run import told


def sections(*titles: str) -> str:
    return "\n\n".join(f"{title}\n\n述べる。" for title in titles)


def test_numbers_of_headings_doubled_or_left_out():
    assert len(told("heading-number", sections("1. 目的", "2. 方法", "2. 結果"))) == 1
    assert len(told("heading-number", sections("第1章 目的", "第2章 方法", "第4章 結果"))) == 1
    assert told("heading-number", sections("第1章 目的", "第2章 方法", "第3章 結果")) == []
    assert told("heading-number", sections("2.1 目的", "2.2 方法", "3.1 結果", "3.2 考察")) == []


def test_a_number_left_out_that_stands_in_the_text_is_none():
    text = "1. 目的\n\n述べる。\n\n2. 方法\n\n述べる。3. 体制は次のとおり。\n\n4. 結果\n\n述べる。"
    assert told("heading-number", text) == []


def test_numbers_that_run_on_over_sections_are_one_series():
    text = sections("1. 全体", "２．概要", "３．体制", "2. 図", "４．構成")
    assert told("heading-series", text) == []  # 2 alone names two headings


def test_sibling_headings_with_one_title():
    assert len(told("sibling-headings", sections("（ア）準備段階", "（イ）設立段階", "（ウ） 設立段階"))) == 1
    assert (
        told("sibling-headings", sections("1.1 概要について", "2.1 概要について")) == []
    )  # under different headings


def test_items_of_two_lists_that_are_not_the_same():
    text = "①自治体の名前\n\n江東区。\n\n②担当の部局\n\n福祉部。\n\n①フォーラム開催\n\n行う。\n\n②団体の調査\n\n行う。"
    assert told("item-name", text) == []


@pytest.mark.parametrize("reference", ["図表2", "図表３", "図表2及び図表3"])
def test_figures_that_are_there(reference):
    assert (
        told("figure-reference", f"{reference}に示す。\n\n図表2 年代\n\n述べる。\n\n図表3 性別\n\n述べる。")
        == []
    )


def test_a_figure_that_is_not_there_and_words_that_are_no_figures():
    captions = "\n\n図1 年代\n\n述べる。\n\n図2 性別\n\n述べる。"
    assert len(told("figure-reference", "図3に示す。" + captions)) == 1
    assert told("figure-reference", "意図3つ、地図5枚、図4.5%を示す。" + captions) == []
    assert told("figure-reference", "図3に示す。") == []  # a document without numbered figures


@pytest.mark.parametrize(
    "left",
    [
        "○○市の取組",
        "〇〇年度の計画",
        "参加者はXX人",
        "担当：TBD",
        "TODO: 図を入れる",
        "Lorem ipsum dolor",
        "ここに入力",
    ],
)
def test_placeholders(left):
    assert len(told("placeholder", left)) == 1


@pytest.mark.parametrize(
    "fine", ["〇を付ける", "◎○△の印", "TODOリストを作る", "日程は調整中である", "ここに記入した", "XXX線"]
)
def test_no_placeholders(fine):
    assert told("placeholder", fine) == []


def test_instructions_only_where_they_stand_alone():
    assert len(told("template-instruction", "（開催の様子が分かる写真を掲載してください）")) == 1
    assert (
        told("template-instruction", "申請書（様式1に記入してください）を配った。窓口へ出してください。")
        == []
    )


def grid(*rows: str) -> Document:
    cells = tuple(tuple(row.split("|")) for row in rows)
    blocks = tuple(Block("cell", text, table=0) for row in cells for text in row if text)
    return Document("", blocks, (Table(0, cells),))


def test_one_empty_cell_in_a_full_table():
    rows = ["所属|役職", "a会|会長", "b会|会長", "c会|", "d会|会長", "e会|会長", "f会|会長"]
    document = grid(*rows)
    assert [remark.message for remark in check_cells(document, Context(document))] == [
        "表の「c会」の行に空いた欄があります。"
    ]


def test_a_column_of_remarks_may_be_empty():
    document = grid("所属|備考", "a会|", "b会|", "c会|新", "d会|", "e会|")
    assert list(check_cells(document, Context(document))) == []


def test_repeats_that_are_the_same_or_about_something_else():
    first = "地域の活動者らを対象にしたアンケート調査を実施し、庁内の関係部署と共有した。"
    text = "1. 概要\n\n{}\n\n2. 詳細\n\n{}"
    assert told("drift", text.format(first, first)) == []
    assert told("drift", text.format(first, first.replace("アンケート", "ヒアリング"))) == []  # two inquiries
    assert len(told("drift", text.format(first, first.replace("関係部署", "部署")))) == 1


def test_tense_and_claims():
    assert (
        told("plan-for-past", "1. 今年度に取り組む課題\n\n検討する。\n\n実施した。") == []
    )  # too little to tell
    assert len(told("claim-without-figure", "極めて高い評価を得た。")) == 1
    assert (
        told("claim-without-figure", "満足度は95%と、高い評価を得た。効果が見られた。多くの人が来た。") == []
    )


def test_captions():
    assert (
        told("caption-number", "図1 年代\n\n述べる。\n\n表1 性別\n\n述べる。") == []
    )  # two kinds, each with its 1
    assert told("caption-title", "図表 参加者一覧\n\n出席した委員\n\n述べる。") == []
