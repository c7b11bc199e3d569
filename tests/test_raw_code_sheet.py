import pytest

from helpers.raw.code_sheet import match_codes, read_codes

EXPECTED = {
    "Q1": {"text": "性別", "type": "SA", "codes": {"1": "男性", "2": "女性"}},
    "Q2": {"text": "果物", "type": "MA", "codes": {"1": "りんご", "2": "みかん"}},
}
LISTED = [
    ["コード表", "", "", "", ""],
    ["設問番号", "設問文", "形式", "コード", "選択肢"],
    ["Q1", "性別", "SA", "1", "男性"],
    ["", "", "", "２", "女性"],
    ["Q2", "果物", "MA", "1", "りんご"],
    ["", "", "", "2", "みかん"],
]
PACKED = [
    ["No.", "質問文", "回答形式", "選択肢"],
    ["Q1", "性別", "SA", "1:男性 2:女性"],
    ["Q2", "果物", "MA", "1. りんご\n2. みかん"],
]
WIDE = [
    ["質問番号", "質問内容", "タイプ", "選択肢1", "選択肢2", "選択肢3"],
    ["Q1", "性別", "SA", "男性", "女性", ""],
    ["Q2", "果物", "MA", "りんご", "みかん", ""],
]
BLOCKS = [
    ["Q1", "SA", "性別"],
    ["", "1", "男性"],
    ["", "2", "女性"],
    ["", "", ""],
    ["Q2", "(MA)", "果物"],
    ["1", "りんご", ""],
    ["2", "みかん", ""],
]


@pytest.mark.parametrize("rows", [LISTED, PACKED, WIDE, BLOCKS], ids=["listed", "packed", "wide", "blocks"])
def test_four_layouts(rows):
    assert read_codes(rows) == EXPECTED


def test_labels_without_codes_are_numbered_in_order():
    rows = [["設問文", "選択肢"], ["性別", "男性"], ["", "女性"], ["意見", ""]]
    assert read_codes(rows) == {
        "性別": {"text": "性別", "type": "", "codes": {"1": "男性", "2": "女性"}},
        "意見": {"text": "意見", "type": "", "codes": {}},
    }


def test_english_headings():
    rows = [
        ["Variable", "Label", "Value", "Value Label"],
        ["Q1", "Sex", "1", "male"],
        ["", "", "2", "female"],
    ]
    assert read_codes(rows)["Q1"] == {"text": "Sex", "type": "", "codes": {"1": "male", "2": "female"}}


def test_answers_are_no_code_table():
    assert read_codes([["No", "問1", "選択肢の数"], ["1", "はい", "3"], ["2", "いいえ", "3"]]) is None
    assert read_codes([]) is None


def test_columns_of_the_export_find_their_codes():
    found = match_codes(EXPECTED, ["SAMPLEID", "Q1 / あなたの性別", "q2_1", "Q2-2", "Q2", "Q3_1"])
    assert list(found) == ["Q1 / あなたの性別", "q2_1", "Q2-2", "Q2"]
    assert found["Q1 / あなたの性別"]["codes"] == {"1": "男性", "2": "女性"}
    assert [found[name].get("choice") for name in ("q2_1", "Q2-2", "Q2")] == ["りんご", "みかん", None]
    assert found["q2_1"]["question"] == "Q2"
