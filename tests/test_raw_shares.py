import pandas as pd
from raw_cases import build_case, finding, places

from helpers.raw import read_case

FILE = "surveys/questionnaire/aggregates.csv"
HEAD = "question,choice,percent,n,source\n"


def test_shares_without_responses(tmp_path):
    survey = read_case(build_case(tmp_path)).surveys["questionnaire"]
    assert survey.shares.loc[2, ["question", "choice", "percent"]].to_list() == ["Q1", "深まった", 72.0]
    assert survey.shares.loc[2, "n"] is pd.NA
    assert survey.respondents.shape == (0, 2)


def test_unknown_question_choice_and_percent(tmp_path):
    raw = read_case(
        build_case(tmp_path, {FILE: HEAD + "Q2,深まった,10,,\nQ1,深まつた,20,,\nQ1,深まった,120,,\n"})
    )
    assert places(raw, "unknown-question") == [("error", FILE, 2, "question")]
    assert places(raw, "unknown-choice") == [("error", FILE, 3, "choice")]
    assert places(raw, "out-of-range") == [("error", FILE, 4, "percent")]
    assert "「深まった」" in finding(raw, "unknown-choice").remedy
