"""tabulate: counts and shares of closed questions; blank, 非該当 and 秘匿 never mix."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.raw import NOT_APPLICABLE, SUPPRESSED, SurveyInput
from helpers.tabulate import base_note, count_choices, summarize_surveys, tabulate_surveys

Q1 = {"id": "Q1", "text": "種別", "type": "SA", "column": "種別", "choices": ["NPO", "任意団体", "その他"]}
Q18 = {"id": "Q18", "text": "場面", "type": "FA", "column": "Q18", "choices": []}
Q19 = {"id": "Q19", "text": "課題", "type": "MA", "column": "Q19", "choices": ["人員", "情報", "資金"],
       "base": 'Q17 == "はい"', "synthetic": True}  # fmt: skip
COLUMNS = [
    "survey", "question", "question_text", "type", "choice", "n", "base", "percent", "base_note", "synthetic", "source",
]  # fmt: skip


def build_survey(questions, answers: dict, shares=None, **codebook) -> SurveyInput:
    book = {"title": "つながり調査", "questions": questions} | codebook
    dtypes = {question["id"]: "object" if question["type"] == "MA" else "string" for question in questions}
    frame = pd.DataFrame({name: pd.Series(answers.get(name, []), dtype=dtypes[name]) for name in dtypes})
    return SurveyInput("survey", book, frame, shares)


def count(question, answers) -> list[tuple]:
    results = tabulate_surveys([build_survey([question], {question["id"]: answers})])
    return [
        (row.choice, row.n, row.base, None if pd.isna(row.percent) else row.percent)
        for row in results.itertuples()
    ]


def test_single_answer_with_a_blank():
    assert count(Q1, ["NPO", "NPO", "その他", pd.NA]) == [
        ("NPO", 2, 4, 50.0),
        ("任意団体", 0, 4, 0.0),
        ("その他", 1, 4, 25.0),
        ("無回答", 1, 4, 25.0),
    ]


def test_no_blank_means_no_row_for_it():
    assert [row[0] for row in count(Q1, ["NPO"])] == ["NPO", "任意団体", "その他"]


def test_share_is_not_rounded():
    (share,) = (row[3] for row in count(Q1, ["NPO", "その他", "その他"]) if row[0] == "NPO")
    assert share == pytest.approx(33.3333333333, abs=1e-9)


def test_not_applicable_is_left_out_of_the_base():
    assert count(Q1, ["NPO", NOT_APPLICABLE, NOT_APPLICABLE, pd.NA]) == [
        ("NPO", 1, 2, 50.0),
        ("任意団体", 0, 2, 0.0),
        ("その他", 0, 2, 0.0),
        ("無回答", 1, 2, 50.0),
    ]


def test_suppressed_is_counted_apart_from_no_answer():
    assert count(Q1, ["NPO", SUPPRESSED, SUPPRESSED, pd.NA])[3:] == [
        ("秘匿", 2, 4, 50.0),
        ("無回答", 1, 4, 25.0),
    ]


def test_multiple_answers_may_exceed_100_percent():
    answers = [("人員", "情報"), ("人員",), ("情報", "人員"), pd.NA, NOT_APPLICABLE, SUPPRESSED]
    assert count(Q19, answers) == [
        ("人員", 3, 5, 60.0),
        ("情報", 2, 5, 40.0),
        ("資金", 0, 5, 0.0),
        ("秘匿", 1, 5, 20.0),
        ("無回答", 1, 5, 20.0),
    ]


@pytest.mark.parametrize("question", [Q1, Q19])
@pytest.mark.parametrize("answers", [[], [NOT_APPLICABLE, NOT_APPLICABLE]])
def test_base_of_zero_has_no_share(question, answers):
    rows = count(question, answers)
    assert [row[0] for row in rows] == question["choices"]
    assert {row[1:] for row in rows} == {(0, 0, None)}


def test_all_blank():
    assert count(Q19, [pd.NA, pd.NA]) == [
        ("人員", 0, 2, 0.0), ("情報", 0, 2, 0.0), ("資金", 0, 2, 0.0), ("無回答", 2, 2, 100.0),
    ]  # fmt: skip


def test_frame_is_long_typed_and_traced():
    answers = {"Q1": ["NPO"], "Q18": ["文"], "Q19": [("人員",)]}
    results = tabulate_surveys([build_survey([Q1, Q18, Q19], answers)])
    assert list(results.columns) == COLUMNS
    assert [str(results[name].dtype) for name in ("n", "base", "percent", "synthetic")] == [
        "Int64", "Int64", "Float64", "bool",
    ]  # fmt: skip
    assert list(results["question"].unique()) == ["Q1", "Q19"]
    assert results.iloc[0].tolist() == [
        "survey", "Q1", "種別", "SA", "NPO", 1, 1, 100.0, "全回答者", False, "surveys/survey/responses の「種別」列",
    ]  # fmt: skip
    assert results.iloc[3]["base_note"] == "Q17で「はい」と答えた回答者"
    assert results.iloc[3]["synthetic"]


def test_no_surveys_make_an_empty_frame_with_columns():
    results = tabulate_surveys([])
    assert list(results.columns) == COLUMNS
    assert len(results) == 0


def test_published_share_without_base_stays_without_one():
    shares = pd.DataFrame({"question": ["Q1", "Q1"], "choice": ["NPO", "任意団体"], "percent": [72.0, 28.0],
                           "n": [pd.NA, 50], "source": ["広報", "報告"]}).astype({"percent": "Float64", "n": "Int64"})  # fmt: skip
    first, second = tabulate_surveys([build_survey([Q1], {}, shares)]).itertuples()
    assert (first.choice, first.percent, first.base_note) == ("NPO", 72.0, "n 不明")
    assert first.n is pd.NA
    assert first.base is pd.NA
    assert first.source == "surveys/survey/aggregates.csv（広報）"
    assert (second.n, second.base, second.percent) == (14, 50, 28.0)


def test_count_choices_keeps_the_order_of_the_codebook():
    answers = pd.Series(["その他", "NPO", "その他"], dtype="string")
    assert list(count_choices(answers, Q1).items()) == [("NPO", 1), ("任意団体", 0), ("その他", 2)]


def test_base_note_in_words():
    assert base_note({"base": None}) == "全回答者"
    assert base_note({"base": 'Q17 == "はい"'}) == "Q17で「はい」と答えた回答者"
    asked = "Q1で「NPO」「任意団体」のいずれかを答えた回答者"
    assert base_note({"base": 'Q1 in ["NPO", "任意団体"]'}) == asked
    assert base_note({"base": 'Q1 != "NPO"'}) == '条件「Q1 != "NPO"」に当たる回答者'


@pytest.mark.parametrize(
    "base", ['not Q17 == "はい"', 'not (Q17 == "はい")', 'Q17 == "はい" and Q1 != "NPO"']
)
def test_base_note_never_says_something_else_than_the_filter(base):
    """What the words cannot say in full is printed as it was written."""
    assert base_note({"base": base}) != "Q17で「はい」と答えた回答者"


def test_base_note_tells_or_from_and():
    either, both = ('Q17 == "はい" or Q1 == "NPO"', 'Q17 == "はい" and Q1 == "NPO"')
    assert base_note({"base": either}) != base_note({"base": both})


def test_summary_of_surveys():
    answered = build_survey(
        [Q1], {"Q1": ["NPO"] * 62}, sent=216, period={"start": "2024-01-19", "end": "2024-02-23"}
    )
    published = build_survey(
        [Q1], {}, pd.DataFrame({"question": []}), sent=None, period=None, synthetic="合成です"
    )
    frame = summarize_surveys([answered, published])
    assert list(frame.columns) == ["調査", "送付数", "回答数", "回収率（%）", "期間", "合成データ"]
    assert frame.iloc[0, :3].tolist() == ["つながり調査", 216, 62]
    assert frame["回収率（%）"][0] == pytest.approx(28.7037, abs=1e-4)
    assert frame["期間"].tolist() == ["2024-01-19～2024-02-23", ""]
    assert frame["合成データ"].tolist() == [False, True]
    assert frame.iloc[1, 1:4].isna().all()


@pytest.mark.parametrize("sent", [None, 0])
def test_no_response_rate_without_a_number_sent(sent):
    frame = summarize_surveys([build_survey([Q1], {"Q1": ["NPO"]}, sent=sent)])
    assert frame["回収率（%）"].isna().all()
