"""df_by_question_choice read into questions, groups and tests."""

from __future__ import annotations

import pandas as pd
from survey_table_cases import counts, frame, statistics

from helpers.survey_tables.reading import Group, read_questions


def test_whole_banners_and_tests_are_told_apart():
    rows = [
        *counts(4, {"はい": 3, "いいえ": 1}),
        *counts(2, {"はい": 2, "いいえ": 0}, banner="Q5", banner_choice="20代"),
        *statistics(4, {"chi2": 1.5}, banner="Q5"),
    ]
    [question] = read_questions(frame(*rows))
    assert [row.n for row in question.whole.rows.values()] == [3, 1]
    assert question.banners["Q5"]["20代"].asked == 2
    assert [row.value for row in question.tests["Q5"]] == [1.5]


def test_frame_of_the_simple_tabulation_is_enough():
    simple = pd.DataFrame(
        {"survey": ["s"], "question": ["Q1"], "question_text": ["問"], "type": ["SA"], "choice": ["はい"],
         "n": pd.array([None], dtype="Int64"), "base": pd.array([None], dtype="Int64"), "percent": [41.2],
         "base_note": ["n 不明"], "synthetic": [False], "source": ["x"]}
    )  # fmt: skip
    [question] = read_questions(simple)
    assert question.about.kind == "choice" and question.about.percent == 41.2
    assert question.whole.asked is None and question.banners == {}


def test_surveys_with_the_same_question_ids_stay_apart():
    rows = [*counts(1, {"はい": 1}, survey="a"), *counts(2, {"はい": 1}, survey="b")]
    assert [question.whole.asked for question in read_questions(frame(*rows))] == [1, 2]


def test_question_without_a_row_of_the_whole_is_left_out():
    assert read_questions(frame(*counts(1, {"はい": 1}, banner="Q5", banner_choice="20代"))) == []


def test_no_rows():
    assert read_questions(frame()) == []


def test_levels_of_a_nested_banner():
    assert Group("Q1*Q5", "男性 × 20代").levels == ("男性", "20代")
    assert Group("Q5", "3 × 4").levels == ("3 × 4",)  # a label of one banner may hold the sign
    assert Group("Q1*Q5", "男性 × 3 × 4").levels == ("男性 × 3 × 4",)  # cannot be told apart: kept whole


def test_weights_are_seen_where_counts_differ():
    plain = read_questions(frame(*counts(4, {"はい": 3}), weighted=True))[0]
    rows = [row | {"n": 3.6} for row in counts(4, {"はい": 3})]
    assert not plain.is_weighted and read_questions(frame(*rows, weighted=True))[0].is_weighted


def test_marks_outside_the_base():
    rows = counts(3, {"はい": 3}) + [row | {"base": 4} for row in counts(4, {"無回答": 1})]
    question = read_questions(frame(*rows))[0]
    assert question.has_marks_off_base
    assert not read_questions(frame(*counts(4, {"はい": 3, "無回答": 1})))[0].has_marks_off_base


def test_item_is_cut_off_the_text_of_a_matrix():
    rows = counts(1, {"はい": 1}, question="Q6_1", question_text="満足度［広さ］", matrix="Q6", item="広さ")
    assert read_questions(frame(*rows))[0].text == "満足度"
