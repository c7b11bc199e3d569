"""tabulate/coded and kinds: every kind of answer becomes a code; marks never mix."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tabulate_cases import ask, code

from helpers.errors import RawInputError
from helpers.raw import NOT_APPLICABLE, SUPPRESSED
from helpers.raw.model import UNREADABLE


def codes(question: dict, answers: list) -> list[int]:
    return code([question], {question["id"]: answers}).questions[question["id"]].codes.tolist()


def test_single_answers_keep_the_order_of_the_codebook_and_marks_come_behind():
    answers = ["う", "あ", None, NOT_APPLICABLE, SUPPRESSED, UNREADABLE, "い"]
    assert codes(ask("Q1", "SA", "あ い う"), answers) == [3, 1, 6, 0, 5, 4, 2]


def test_an_answer_that_is_no_choice_counts_as_unreadable():
    assert codes(ask("Q1", "SA", "あ い"), ["ぬ", "い"]) == [3, 2]


def test_a_choice_may_be_called_like_a_mark_but_no_answer_is_the_mark():
    question = code([ask("Q1", "SA", "あ 不明 無回答")], {"Q1": ["不明", "無回答", None]}).questions["Q1"]
    assert question.choices == ("あ", "不明")
    assert question.codes.tolist() == [2, 5, 5]
    assert question.marks_given() == ["無回答"]


def test_multiple_answers_are_sets_whatever_their_order():
    question = code(
        [ask("Q1", "MA", "あ い う")], {"Q1": [("い", "あ"), ("あ", "い"), ("う",), None]}
    ).questions["Q1"]
    assert question.codes.tolist() == [1, 1, 2, 5]
    assert question.cells.tolist() == [[True, True, False], [False, False, True]]


def test_rankings_keep_ranks_and_skipped_ones():
    question = code([ask("Q1", "RANK", "あ い う")], {"Q1": [("い", "あ"), ("", "う"), None]}).questions["Q1"]
    assert question.ranks.tolist() == [[2, 1, 0], [0, 0, 2]]


def test_scores_of_a_scale():
    def scores(choices: str, **more: object) -> list[float]:
        return code([ask("Q1", "SCALE", choices, **more)], {"Q1": []}).questions["Q1"].scores.tolist()

    assert scores("満足 普通 不満") == [3, 2, 1]
    assert scores("1 2 3") == [1, 2, 3]
    assert scores("良い 悪い 不明瞭", scores={"良い": 1, "悪い": -1})[:2] == [1, -1]
    assert np.isnan(scores("良い 悪い 不明瞭", scores={"良い": 1, "悪い": -1})[2])


def test_promoters_by_number_or_label_and_nothing_beyond_ten():
    answers = [0, 10, 7.0, "9 ぜひ薦める", 11, 7.5, UNREADABLE, None]
    assert codes(ask("Q1", "NPS"), answers) == [1, 11, 8, 10, 12, 12, 12, 14]


def test_dates_by_month_with_the_months_between():
    question = code(
        [ask("Q1", "DATE")], {"Q1": [dt.date(2024, 1, 5), dt.date(2023, 11, 30), UNREADABLE]}
    ).questions["Q1"]
    assert question.choices == ("2023年11月", "2023年12月", "2024年1月")
    assert question.codes.tolist() == [3, 1, 4]


def test_numbers_keep_their_values():
    question = code([ask("Q1", "NUM")], {"Q1": [3, 2.5, UNREADABLE, NOT_APPLICABLE, None]}).questions["Q1"]
    assert question.codes.tolist() == [1, 1, 2, 0, 4]
    assert question.values[:2].tolist() == [3, 2.5]
    assert np.isnan(question.values[2:]).all()


@pytest.mark.parametrize("weight", [float("nan"), -1.0, float("inf")])
def test_a_weight_that_is_none_stops_and_names_its_row(weight):
    with pytest.raises(RawInputError, match=r"1件.*3行目"):
        code([ask("Q1", "SA", "あ")], {"Q1": ["あ", "あ"]}, [1, weight])


@pytest.mark.parametrize("choices", [124, 125])
def test_codes_are_wide_enough_for_many_choices(choices):
    """A blank has the highest code, three above the last choice: 127 and 128."""
    labels = " ".join(f"c{number}" for number in range(choices))
    assert codes(ask("Q1", "SA", labels), [f"c{choices - 1}", None]) == [choices, choices + 3]
