"""How one figure is printed: expected texts by hand, marks as the trade sets them."""

from __future__ import annotations

import pytest
from survey_table_cases import counts, frame, statistics

from helpers.survey_tables.cells import (
    base_cell,
    bound_cell,
    count_cell,
    difference_mark,
    share_cell,
    value_cell,
)
from helpers.survey_tables.reading import read_questions
from helpers.tabulate import Settings

SETTINGS = Settings()


def row(*, banner: bool = False, **values):
    """One row of a question, in a banner's column if `banner`."""
    own = {"choice": "はい"} | values
    place = {"banner": "Q5", "banner_choice": "20代"} if banner else {}
    question = read_questions(frame({"choice": "はい"}, own | place) if banner else frame(own))[0]
    group = question.banners["Q5"]["20代"] if banner else question.whole
    return next(iter(group.rows.values()))


@pytest.mark.parametrize(
    "percent, text",
    [(29.03, "29.0"), (12.25, "12.3"), (100.0, "100.0"), (0.04, "0.0"), (0.0, "-"), (0.05, "0.1")],
)
def test_share_has_one_decimal_half_up_and_tells_nobody_from_hardly_anybody(percent, text):
    assert share_cell(row(n=1, base=1000, percent=percent), SETTINGS).text == text


def test_share_that_cannot_be_printed():
    assert share_cell(row(n=0, base=0), SETTINGS).text == "※"
    assert share_cell(row(suppressed=True, base=9), SETTINGS).text == "秘匿"
    assert share_cell(None, SETTINGS).kind == "blank"
    assert (
        share_cell(row(n=0, base=9), SETTINGS).text == "-"
    )  # a row percentage of a choice that nobody chose


def test_share_of_unknown_base_is_printed():
    assert share_cell(row(percent=41.2), SETTINGS).text == "41.2"


def test_cell_keeps_the_unrounded_number():
    assert share_cell(row(n=18, base=62, percent=100 * 18 / 62), SETTINGS).value == 100 * 18 / 62


@pytest.mark.parametrize(
    "difference, mark",
    [
        *((10.0, "▲▲"), (9.99, "▲"), (5.0, "▲"), (4.99, ""), (0.0, ""), (None, "")),
        *((-4.99, ""), (-5.0, "▽"), (-9.99, "▽"), (-10.0, "▽▽")),
    ],
)
def test_difference_marks(difference, mark):
    assert difference_mark(difference, SETTINGS) == mark


def test_difference_of_exactly_five_points_in_floating_point():
    assert difference_mark(100 * 7 / 20 - 100 * 3 / 10, SETTINGS) == "▲"
    assert difference_mark(5 - 1e-12, SETTINGS) == "▲"


def test_points_are_a_setting():
    assert difference_mark(4, Settings(points=(3, 6))) == "▲"


def test_marks_and_letters_stand_only_in_a_banner():
    values = {"n": 90, "base": 100, "percent": 90.0, "difference": 12.0, "letters": "B,C"}
    beside = share_cell(row(banner=True, **values), SETTINGS)
    assert (beside.text, beside.mark, beside.letters) == ("90.0", "▲▲", "B,C")
    assert share_cell(row(**values), SETTINGS).mark == ""


def whole(**values):
    return read_questions(frame(values))[0].whole


def test_small_bases_are_marked():
    shown = [base_cell(whole(base=base, base_unweighted=base), SETTINGS) for base in (29, 30, 0, 1234)]
    assert [cell.text + cell.mark for cell in shown] == ["29*", "30", "0", "1,234"]


def test_base_that_is_not_known_or_kept_back():
    assert base_cell(whole(percent=3.0), SETTINGS).text == "不明"
    assert base_cell(whole(suppressed=True), SETTINGS).text == "秘匿"


def test_weighted_base_has_one_decimal_and_no_mark():
    group = read_questions(frame({"base": 12.25, "base_unweighted": 12}, weighted=True))[0].whole
    assert base_cell(group, SETTINGS, weighted=True).text == "12.3"
    assert base_cell(group, SETTINGS).text == "12" and base_cell(group, SETTINGS).mark == "*"


def test_counts():
    assert count_cell(row(n=1234, base=9999)).text == "1,234"
    assert count_cell(row(n=0, base=5)).text == "-"
    assert count_cell(row(n=0, base=0)).text == "※"
    assert count_cell(row(suppressed=True, base=5)).text == "秘匿"
    assert count_cell(row(base=5)).kind == "blank"


@pytest.mark.parametrize(
    "name, kind, value, text",
    [
        ("mean", "SCALE", 3.415, "3.42"), ("mean", "NUM", 1234.56, "1,234.6"), ("min", "NUM", 3.0, "3"),
        ("max", "NUM", 2.5, "2.5"), ("nps", "NPS", -8.3333, "-8.3"), ("top2", "SCALE", 66.13, "66.1"),
    ],
)  # fmt: skip
def test_statistics(name, kind, value, text):
    group = read_questions(frame(*statistics(10, {name: value}, type=kind)))[0].whole
    cell = value_cell(next(iter(group.rows.values())), SETTINGS)
    assert cell.text == text and cell.value == value


def test_statistic_of_nobody_and_one_that_cannot_be_computed():
    nobody, alone = (
        read_questions(frame(*statistics(base, {"sd": None}, type="NUM")))[0].whole for base in (0, 1)
    )
    assert value_cell(next(iter(nobody.rows.values())), SETTINGS).text == "※"
    assert value_cell(next(iter(alone.rows.values())), SETTINGS).kind == "blank"


def test_lower_bound_of_nothing_is_a_number():
    cell = bound_cell(0.0)
    assert (cell.text, cell.kind) == ("0.0", "value")


def test_counts_helper_of_these_tests():
    assert counts(4, {"はい": 3})[0]["percent"] == 75
