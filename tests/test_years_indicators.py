"""years/indicators: one figure over the years."""

import pytest
from raw_cases import FILES
from year_cases import LATER, answers, build_two, build_year, sent

from helpers.sections.carry_over import this_year
from helpers.years.chain import Chain
from helpers.years.chance import Share
from helpers.years.indicators import Indicator, compare_indicator, list_indicators, read_indicator

YES = "survey.Q17.はい.percent"
SURVEY = "surveys/survey/survey.yaml"


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    before, after = build_two(tmp_path_factory.mktemp("years"))
    return before, this_year(after)


def test_reading_with_the_counts_behind_it(years):
    reading = read_indicator(years[0], YES)
    assert (reading.fact.value, reading.share) == (60.0, Share(30, 50))
    assert read_indicator(years[0], "survey.response_rate").share == Share(50, 100)
    assert read_indicator(years[0], "forum.attendance").share is None
    assert read_indicator(years[0], "survey.Q99.はい.percent") is None


def test_a_share_that_changed_by_more_than_chance(years):
    change = compare_indicator(*years, YES)  # 60% -> 90%: z = 3.46
    assert (change.difference, change.test.method, change.untested, change.notes) == (30.0, "z", "", ())
    assert change.is_more_than_chance
    assert not compare_indicator(*years, "survey.response_rate").is_more_than_chance


def test_a_count_is_not_tested(years):
    change = compare_indicator(*years, "forum.attendance")
    assert (change.difference, change.test, change.untested) == (0, None, "")


def test_a_published_share_without_its_base(years):
    change = compare_indicator(*years, "questionnaire.Q1.深まった.percent")
    assert (change.difference, change.test, change.untested) == (0, None, "n 不明")


def test_a_date_or_a_missing_year_has_no_change(years):
    assert compare_indicator(*years, "forum.date") is None
    assert compare_indicator(*years, "survey.Q99.はい.percent") is None


@pytest.mark.parametrize(
    ("old", "new", "difference", "untested", "notes"),
    [
        ("text: 必要か", "text: 要るか", None, "設問文が変わった", ("設問文が変わった", "対応は【案】")),
        ("text: 必要か", "text: 問17　必要か。", 30.0, "", ()),
        ("choices: [はい, いいえ]", "choices: [はい, いいえ, 不明]", None, "選択肢が変わった", ("選択肢が変わった", "対応は【案】")),
        ("type: SA, choices: [はい", "type: SA, synthetic: true, choices: [はい", None, "合成データ", ()),
    ],
)  # fmt: skip
def test_what_breaks_the_comparison(tmp_path, years, old, new, difference, untested, notes):
    text = sent(100)[SURVEY]
    assert text.count(old) == 1
    changed = {SURVEY: text.replace(old, new)} | answers(45, 5)
    later = this_year(build_year(tmp_path, 2024, LATER, changed))
    change = compare_indicator(years[0], later, YES)
    assert (change.difference, change.untested, change.notes) == (difference, untested, notes)


def test_more_answers_than_sent_are_no_share(tmp_path):
    year = this_year(build_year(tmp_path, 2023, changes=answers(9, 9)))
    assert "sent: 10" in FILES[SURVEY]
    assert read_indicator(year, "survey.response_rate").share is None


def test_every_named_figure_once_then_response_rates(years):
    names = [YES, "forum.attendance", "survey.response_rate"]
    assert list_indicators(Chain(years)) == [Indicator((name, name)) for name in names]
