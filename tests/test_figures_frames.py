"""figures/frames: columns read from the result, simple rows completed."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_cases import build_frame, count_rows, statistic_rows

from helpers.figures.frames import (
    banner_heading,
    complete_columns,
    list_choices,
    read_columns,
    select_question,
    share_label,
)
from helpers.tabulate import COLUMNS

WHOLE, NPO, FIRM = ("", ""), ("Q5", "NPO法人"), ("Q5", "会社")


def test_simple_rows_get_every_column():
    row = ("survey", "Q1", "設問", "SA", "無回答", 1, 4, 25.0, "全回答者", False, "表")
    df = complete_columns(pd.DataFrame([row], columns=list(COLUMNS)).astype(COLUMNS))
    assert df.loc[0, ["kind", "banner", "statistic", "suppressed"]].tolist() == ["mark", "", "", False]
    assert read_columns(df)[0].text("無回答") == "25.0"


def test_whole_first_banners_in_the_order_asked_tests_of_a_banner_are_no_column():
    rows = count_rows({NPO: (10, [5]), ("Q2", "男性"): (10, [5]), WHOLE: (10, [5]), FIRM: (0, [0])}, ["はい"])
    rows += statistic_rows({("Q5", ""): {"chi2": 3.2}}, 10)
    columns = read_columns(build_frame(rows), ["Q2", "Q5"])
    assert [(c.banner, c.label) for c in columns] == [("", "全体"), ("Q2", "男性"), NPO, FIRM]
    assert [c.base_text for c in columns] == ["10*", "10*", "10*", "0"]


@pytest.mark.parametrize(
    ("n", "base", "text"), [(1, 4, "25.0"), (0, 4, "-"), (1, 5000, "0.0"), (None, 4, "秘匿"), (0, 0, "")]
)
def test_text_as_in_the_tables(n, base, text):
    assert read_columns(build_frame(count_rows({WHOLE: (base, [n])}, ["はい"])))[0].text("はい") == text


def test_marks_are_shown_only_where_somebody_has_them():
    rows = count_rows({WHOLE: (10, [5, 5, 0, 0])}, ["はい", "いいえ", "不明", "無回答"])
    assert list_choices(read_columns(build_frame(rows))) == ["はい", "いいえ"]
    rows += count_rows({NPO: (4, [2, 1, 0, 1])}, ["はい", "いいえ", "不明", "無回答"])
    assert list_choices(read_columns(build_frame(rows), "Q5")) == ["はい", "いいえ", "無回答"]


def test_statistics_and_suppressed_ones():
    rows = count_rows({WHOLE: (40, [40])}, ["はい"])
    rows += statistic_rows({WHOLE: {"mean": 2.345}}, 40)
    rows += statistic_rows({WHOLE: {"sd": None}}, 40, suppressed=True)
    column = read_columns(build_frame(rows))[0]
    assert (column.value_text("mean"), column.value_text("sd"), column.value_text("median")) == (
        "2.35",
        "秘匿",
        "",
    )


def test_headings_in_the_words_of_the_banners():
    df = build_frame(count_rows({WHOLE: (4, [4])}, ["x"], question="Q5", question_text="団体の\n種別"))
    assert banner_heading(df, "Q2*Q5") == "Q2 × 団体の 種別（Q5）"


def test_one_survey_of_several():
    rows = [*count_rows({WHOLE: (4, [4])}, ["x"]), *count_rows({WHOLE: (8, [2])}, ["x"], survey="forum")]
    assert list(select_question(build_frame(rows), "Q1", "forum")["base"]) == [8]


def test_share_label():
    assert (share_label(45.25), share_label(0.0), share_label(0.01)) == ("45.3%", "-", "0.0%")
