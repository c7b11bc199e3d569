"""Columns side by side: 0/1 columns, coded slots, rankings and matrices are told apart by their answers."""

from __future__ import annotations

import pandas as pd

from helpers.draft import draft_codebook
from helpers.findings import Findings, Place
from helpers.raw.files import Sheet


def draft(columns: dict[str, list[str]], table: dict | None = None) -> dict[str, dict]:
    frame = pd.DataFrame(columns, dtype=object)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    drafted = draft_codebook(Sheet(Place("r.csv"), frame), Findings(), code_table=table)
    return {question["id"]: question for question in drafted.document["questions"]}


SEX = ["男", "女"] * 12


def test_true_and_false_are_marks():
    questions = draft(
        {"PC": ["TRUE", "FALSE", "FALSE"] * 8, "スマホ": ["TRUE", "TRUE", "FALSE", "FALSE"] * 6, "性別": SEX}
    )
    assert questions["Q1"]["columns"] == {"PC": "PC", "スマホ": "スマホ"}
    assert questions["Q2"]["choices"] == ["男", "女"]


def test_one_0_1_column_alone_is_a_single_answer_by_its_codes():
    questions = draft({"性別": SEX, "既婚": ["0", "1", "1"] * 8})
    assert questions["Q2"]["type"] == "SA" and questions["Q2"]["choices"] == ["0", "1"]


def test_marks_and_their_words_in_one_column():
    words = ["0", "0", "1", "鉄道", "0", "0"] * 4
    questions = draft({"問1 / 車": ["0", "1"] * 12, "問1 / 船": ["1", "0", "0"] * 8, "問1 / その他": words})
    assert questions["Q1"]["columns"]["その他"] == "問1 / その他"
    assert (questions["Q1"]["other"], questions["Q1"]["other_text"]) == ("その他", "cell")


def test_codes_filled_from_the_left_are_slots_of_a_multiple_answer():
    questions = draft(
        {"a1_1": ["1", "2", "3", ""] * 6, "a1_2": ["3", "4", "", ""] * 6, "a1_3": ["4", "", "", ""] * 6}
    )
    assert questions["a1"]["columns"] == {"1": "a1_1", "2": "a1_2", "3": "a1_3"}
    assert questions["a1"]["codes"] == {str(code): f"選択肢{code}" for code in (1, 2, 3, 4)}


def test_each_column_with_its_own_number_is_a_mark():
    questions = draft({"a1_1": ["1", ""] * 12, "a1_2": ["", "2", ""] * 8, "a1_3": ["3", "", "", ""] * 6})
    assert questions["a1"]["columns"] == {"1": "a1_1", "2": "a1_2", "3": "a1_3"}
    assert "codes" not in questions["a1"]


def test_a_matrix_of_codes_is_no_slots_since_a_code_repeats_in_a_row():
    questions = draft(
        {"Q3_1": ["1", "2", "3", "4"] * 6, "Q3_2": ["1", "3", "3", "2"] * 6, "Q3_3": ["4", "1", "2", "2"] * 6}
    )
    assert questions["Q3"]["items"] == {name: name for name in ("Q3_1", "Q3_2", "Q3_3")}


def test_ranks_1_to_k_that_never_repeat_in_a_row_are_a_ranking():
    columns = {
        "順位 [駅]": ["1", "2", "3"] * 8,
        "順位 [店]": ["2", "3", "1"] * 8,
        "順位 [家]": ["3", "1", "2"] * 8,
    }
    assert draft(columns)["Q1"]["type"] == "RANK"
    columns["順位 [家]"][0] = "2"
    assert draft(columns)["Q1"]["type"] == "SA" and "items" in draft(columns)["Q1"]


def test_first_and_second_place_hold_choices():
    questions = draft(
        {"重視する点（1位）": ["価格", "品質", "速さ"] * 8, "重視する点（2位）": ["品質", "速さ", "価格"] * 8}
    )
    assert questions["Q1"]["columns"] == {"1": "重視する点（1位）", "2": "重視する点（2位）"}
    assert sorted(questions["Q1"]["choices"]) == ["価格", "品質", "速さ"]


def test_questions_that_share_words_but_not_choices_are_no_matrix():
    columns = {
        "宿泊数（全体）": ["日帰り", "1泊", "2泊"] * 10,
        "宿泊数（県内）": ["宿泊しない", "1泊", "2泊"] * 10,
    }
    assert [question.get("items") for question in draft(columns).values()] == [None, None]


def test_a_matrix_of_quantities():
    columns = {
        "利用時間 [平日]": [f"{at * 7 % 50}分" for at in range(30)],
        "利用時間 [休日]": [f"{at * 11 % 90}分" for at in range(30)],
    }
    question = draft(columns)["Q1"]
    assert (question["type"], question["unit"], list(question["items"])) == ("NUM", "分", ["平日", "休日"])


def test_minutes_and_hours_mixed_are_no_number():
    assert draft({"所要": ["30分", "1時間", "2時間", "10分"] * 10})["Q1"]["choices"] == [
        "10分",
        "30分",
        "1時間",
        "2時間",
    ]


def test_labels_of_the_code_table_name_choices_items_and_texts():
    table = {
        "Q1": {"text": "性別", "codes": {"1": "男性", "2": "女性", "3": "その他"}},
        "Q2_1": {"text": "接客", "codes": {"1": "満足", "2": "普通", "3": "不満"}},
        "Q2_2": {"text": "価格", "codes": {"1": "満足", "2": "普通", "3": "不満"}},
    }
    questions = draft(
        {"Q1": ["1", "2"] * 12, "Q2_1": ["1", "2", "3"] * 8, "Q2_2": ["3", "3", "1"] * 8}, table
    )
    assert questions["Q1"]["choices"] == ["男性", "女性", "その他"]  # その他 was never chosen
    assert questions["Q1"]["codes"] == {"1": "男性", "2": "女性", "3": "その他"}
    assert questions["Q2"]["items"] == {"接客": "Q2_1", "価格": "Q2_2"}
    assert questions["Q2"]["type"] == "SCALE"


def test_a_code_that_the_table_does_not_know_stays_a_choice():
    questions = draft(
        {"Q1": ["1", "2", "9"] * 8}, {"Q1": {"text": "性別", "codes": {"1": "男性", "2": "女性"}}}
    )
    assert questions["Q1"]["choices"] == ["男性", "女性", "9"]


def test_whole_numbers_with_a_point_are_codes():
    questions = draft(
        {"評価": ["4.0", "2.0", "1.0"] * 8, "性別": SEX, "職業": ["会社員", "学生", "自営業"] * 8}
    )
    assert questions["Q1"]["choices"] == ["1", "2", "3", "4"]
    assert questions["Q1"]["codes"] == {"1.0": "1", "2.0": "2", "4.0": "4"}


def test_nobody_answered_a_column_is_left_out():
    assert list(draft({"性別": SEX, "予備": [""] * 24})) == ["Q1"]
