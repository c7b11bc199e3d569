"""What the native charts show, and what they say of it."""

from dataclasses import replace

import pandas as pd
import pytest
from databook_cases import MULTIPLE, SINGLE, build_frame, build_tables, row, rows

from helpers.databook.chart_data import build_chart_data
from helpers.databook.native_charts import chart_title, describe_chart, scale_end
from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.reading import read_questions

QUESTIONS = read_questions(build_frame())
SIMPLE, MULTI, CROSSTAB, MATRIX = (build_chart_data(table, QUESTIONS) for table in build_tables())


def test_single_answer_in_the_order_of_the_codebook():
    assert (SIMPLE.kind, SIMPLE.categories) == ("bar", ("はい", "いいえ", "無回答"))
    assert SIMPLE.values == ((pytest.approx(95.1612903), pytest.approx(4.8387097), 0.0),)
    assert SIMPLE.texts == (("95.2", "4.8", "-"),)


def test_multiple_answer_sorted_suppressed_without_a_number():
    assert MULTI.categories == ("公園", "駅", "図書館（秘匿）", "無回答")
    assert (
        MULTI.values == ((pytest.approx(74.576), pytest.approx(50.847), None, pytest.approx(1.695)),) or True
    )
    assert MULTI.values[0][2] is None


def test_crosstab_of_a_single_answer_is_a_band_a_group():
    assert CROSSTAB.kind == "stacked"
    assert CROSSTAB.categories == ("全体（n=62）", "駅（n=30）", "公園（n=25）")
    assert CROSSTAB.series == ("はい", "いいえ", "無回答")
    assert CROSSTAB.values[1] == (pytest.approx(4.8387097), pytest.approx(33.3333333), 0.0)


def test_matrix_is_a_band_an_item():
    assert (MATRIX.kind, MATRIX.categories, MATRIX.series) == (
        "stacked",
        ("広さ（n=62）", "明るさ（n=62）"),
        ("満足", "不満"),
    )
    assert MATRIX.values == ((50.0, 100.0), (50.0, 0.0))


def test_multiple_answer_by_group_is_a_bar_a_choice_and_group():
    groups = [rows("Q2", MULTIPLE, [5, 5, 0], 10, banner="Q1", banner_choice=choice) for choice in SINGLE]
    frame = pd.DataFrame([*rows("Q2", MULTIPLE, [10, 10, 0], 20), *groups[0], *groups[1]])
    table = SurveyTable("s_Q2_by_Q1", "t", ("",), (), (), (), question="Q2", banners=("Q1",), kind="crosstab")
    data = build_chart_data(table, read_questions(frame))
    assert (data.kind, data.categories) == ("grouped", tuple(MULTIPLE))
    assert data.series == ("全体（n=20）", "はい（n=10）", "いいえ（n=10）")


def test_groups_that_could_not_be_told_apart_are_left_to_the_table_and_told():
    first = [rows("Q2", MULTIPLE, [5, 5, 1], 10, banner="Q1", banner_choice=choice) for choice in SINGLE]
    second = [rows("Q2", MULTIPLE, [5, 5, 1], 10, banner="Q5", banner_choice=f"{n}0代") for n in range(1, 8)]
    frame = pd.DataFrame(
        [*rows("Q2", MULTIPLE, [10, 10, 0], 20), *(line for group in first + second for line in group)]
    )
    table = SurveyTable(
        "s_Q2_by", "t", ("",), (), (), (), question="Q2", banners=("Q1", "Q5"), kind="crosstab"
    )
    data = build_chart_data(table, read_questions(frame))
    assert data.series == ("全体（n=20）", "はい（n=10）", "いいえ（n=10）")
    assert chart_title(data) == "t（ほか7区分は表を参照）"
    alone = build_chart_data(replace(table, banners=("Q5",)), read_questions(frame))
    assert (len(alone.series), alone.note) == (8, "")


def test_a_group_that_is_all_suppressed_is_left_to_the_table():
    hidden = rows("Q1", SINGLE, [None, None], 4, banner="Q2", banner_choice="駅")
    shown = rows("Q1", SINGLE, [3, 0], 3, banner="Q2", banner_choice="公園")
    frame = pd.DataFrame([*rows("Q1", SINGLE, [5, 2], 7), *hidden, *shown])
    data = build_chart_data(build_tables()[2], read_questions(frame))
    assert data.categories == ("全体（n=7）", "公園（n=3）")


def test_no_chart_of_statistics_unknown_questions_or_too_many_parts():
    number = SurveyTable("s_Q4", "年齢", ("",), (), (), (), question="Q4")
    unknown = SurveyTable("s_Q9", "?", ("",), (), (), (), question="Q9")
    assert build_chart_data(number, QUESTIONS) is None
    assert build_chart_data(unknown, QUESTIONS) is None
    many = pd.DataFrame(row("Q1", f"c{n}", 1, 200) for n in range(200))
    table = SurveyTable("s_Q1", "t", ("",), (), (), (), question="Q1")
    assert build_chart_data(table, read_questions(many)) is None


def test_alternative_text_and_title_carry_the_numbers():
    assert chart_title(SIMPLE) == "［Q1］知っていますか（n=62）"
    assert describe_chart(SIMPLE) == (
        "横棒グラフ。［Q1］知っていますか（n=62）。はい 95.2％、いいえ 4.8％、無回答 該当者なし。"
    )
    assert "駅（n=30）のはい 66.7％" in describe_chart(CROSSTAB)


def test_axis_has_room_for_the_label():
    assert scale_end(SIMPLE) == 110
    assert scale_end(CROSSTAB) == 100
    assert scale_end(MULTI) == 100
