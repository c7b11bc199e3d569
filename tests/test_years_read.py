"""years/read: a year as its notebooks left it; the year before where it is there, whole or only its ledger."""

import pytest
from year_cases import LATER, build_year, leave_results

from helpers.case import Years
from helpers.errors import MissingStep
from helpers.years.read import read_previous, read_year, read_years


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    root = tmp_path_factory.mktemp("years")
    made = [build_year(root, 2023), build_year(root, 2024, LATER)]
    for m in made:
        leave_results(m)
    return [m.raw.case for m in made]


def test_a_year_with_its_figures_and_themes(cases):
    year = read_year(cases[0])
    assert (year.number, year.label, year.said) == (2023, "令和5年度", 5)
    assert year.facts.facts["forum.attendance"].value == 110
    assert year.theme_counts("carry_over", "名簿") == (1, 1)
    assert year.theme_counts("carry_over", "無いテーマ") == (0, 0)
    assert year.question("survey", "Q17")["text"] == "必要か"
    assert year.question("survey", "Q99") is None
    assert year.question("forum", "attendance") is None


def test_all_years_oldest_first(cases):
    years = read_years(Years("minato_no_mori", cases[0].root))
    assert [year.number for year in years] == [2023, 2024]


def test_the_year_before(cases):
    previous = read_previous(cases[1])
    assert (previous.label, previous.year.number) == ("令和5年度", 2023)
    assert [issue["id"] for issue in previous.ledger] == ["CO-2023-01", "CO-2023-02"]
    assert read_previous(cases[0]) is None


def test_a_year_before_that_was_not_run_keeps_its_ledger(tmp_path):
    build_year(tmp_path, 2023)
    case = build_year(tmp_path, 2024).raw.case
    previous = read_previous(case)
    assert previous.year is None
    assert len(previous.ledger) == 2
    with pytest.raises(MissingStep, match="01_prepare"):
        read_year(previous.case)


def test_a_year_before_without_a_ledger(tmp_path):
    build_year(tmp_path, 2023, changes={"carry_over.yaml": None})
    assert read_previous(build_year(tmp_path, 2024).raw.case) is None
