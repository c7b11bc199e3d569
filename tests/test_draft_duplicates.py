"""The same multiple answer twice, columns that map one to one, columns that follow from others."""

from __future__ import annotations

import pandas as pd

from helpers.draft import draft_codebook
from helpers.findings import Findings, Place
from helpers.raw.files import Sheet


def draft(columns: dict[str, list[str]]):
    frame = pd.DataFrame(columns, dtype=object)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    findings = Findings()
    drafted = draft_codebook(Sheet(Place("r.csv"), frame), findings)
    return {question["text"]: question for question in drafted.document["questions"]}, drafted, findings


CELLS = ["車", "車\n電車", "電車", "電車\n徒歩", "徒歩", "車\n徒歩"] * 5
MARKS = {name: [str(int(name in cell.split("\n"))) for cell in CELLS] for name in ("車", "電車", "徒歩")}


def test_joined_column_and_0_1_columns_that_agree_are_one_question_over_the_0_1_columns():
    questions, drafted, findings = draft({"手段ALL": CELLS} | MARKS)
    assert list(questions) == ["手段ALL"]
    assert questions["手段ALL"]["columns"] == {"車": "車", "電車": "電車", "徒歩": "徒歩"}
    assert [one.column for one in drafted.left_out] == ["手段ALL"]
    assert [(item.rule, item.severity) for item in findings.items] == [("duplicate-question", "info")]


def test_one_row_that_differs_keeps_the_joined_column_and_says_how_many():
    wrong = ["1" if at == 2 else mark for at, mark in enumerate(MARKS["徒歩"])]
    questions, drafted, findings = draft({"手段ALL": CELLS} | MARKS | {"徒歩": wrong})
    assert questions["手段ALL"]["column"] == "手段ALL"
    assert {one.column for one in drafted.left_out} == {"車", "電車", "徒歩"}
    assert findings.items[0].severity == "warning" and "「徒歩」は1行で違います" in findings.items[0].message
    assert any("「徒歩」は1行" in reason for reason in drafted.reasons["Q1"])


def test_a_choice_without_a_0_1_column_keeps_the_joined_column_and_takes_what_nobody_chose():
    cells = [*CELLS, "車\nその他"]
    marks = {name: [str(int(name in cell.split("\n"))) for cell in cells] for name in ("車", "電車", "徒歩")}
    questions, _, _ = draft({"手段ALL": cells} | marks | {"船": ["0"] * len(cells)})
    assert questions["手段ALL"]["choices"] == ["車", "電車", "徒歩", "船", "その他"]
    assert questions["手段ALL"]["separator"] == "\n"


def test_numbered_and_plain_labels_are_one_question_in_the_order_of_the_numbers():
    plain = ["東尋坊", "福井駅前", "一乗谷", "福井駅前"] * 8
    numbers = {"東尋坊": "06.", "福井駅前": "02.", "一乗谷": "01."}
    questions, drafted, _ = draft({"エリア": plain, "エリア2": [numbers[name] + name for name in plain]})
    assert questions["エリア"]["choices"] == ["一乗谷", "福井駅前", "東尋坊"]
    assert [one.column for one in drafted.left_out] == ["エリア2"]


def test_year_of_birth_beside_age_is_left_out_and_bands_of_the_age_are_told():
    ages = [str(20 + at % 40) for at in range(120)]
    columns = {
        "生まれ年": [str(2022 - int(age)) for age in ages],
        "年齢": ages,
        "年代": [f"{int(age) // 10}0代" for age in ages],
    }
    questions, drafted, findings = draft(columns)
    assert [(question["type"], text) for text, question in questions.items()] == [
        ("NUM", "年齢"),
        ("SA", "年代"),
    ]
    assert "bands" not in questions["年齢"]  # 年代 is there
    assert [one.column for one in drafted.left_out] == ["生まれ年"]
    assert "derived-column" in {item.rule for item in findings.items}


def test_an_age_without_bands_gets_them():
    questions, drafted, _ = draft({"年齢": [str(20 + at % 60) for at in range(60)]})
    assert list(questions["年齢"]["bands"].items())[:2] == [("30歳未満", [None, 30]), ("30代", [30, 40])]
    assert drafted.document["crosstabs"] == ["Q1_band"]


def test_equal_frequencies_alone_are_no_twins():
    questions, drafted, _ = draft(
        {"好きな色": ["赤", "青", "黄"] * 10, "好きな花": ["梅", "梅", "桜", "桜", "菊", "菊"] * 5}
    )
    assert len(questions) == 2 and drafted.left_out == []
