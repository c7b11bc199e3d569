"""tabulate: bases, multiple answers, nesting, weights and the order of rows, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from tabulate_cases import ask, code, count, figures, pick, spread, value

from helpers.errors import ParameterError
from helpers.raw import NOT_APPLICABLE, SUPPRESSED
from helpers.raw.model import UNREADABLE
from helpers.tabulate import with_percent
from helpers.tabulate.results import COLUMNS

SEX = ask("Q1", "SA", "男 女")
USE = ask("Q2", "MA", "窓口 電話 訪問")


def two_by_two() -> pd.DataFrame:
    """Q1 by Q2: 男 3 of 4 はい, 女 1 of 5 はい, one blank each, one without sex."""
    sex, yes = spread(
        {("男", "はい"): 3, ("男", None): 1, ("女", "はい"): 1, ("女", "いいえ"): 4, (None, "はい"): 1}
    )
    return count(code([SEX, ask("Q2", "SA", "はい いいえ")], {"Q1": sex, "Q2": yes}), "Q1")


def test_columns_and_types_of_the_long_frame():
    frame = two_by_two()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS


def test_the_whole_comes_first_then_the_banner_with_no_answer_last():
    frame = two_by_two()
    held = frame[(frame["question"] == "Q2") & (frame["kind"] != "statistic")]
    assert list(dict.fromkeys(zip(held["banner"], held["banner_choice"], strict=True))) == [
        ("", ""), ("Q1", "男"), ("Q1", "女"), ("Q1", "無回答"),
    ]  # fmt: skip
    assert figures(pick(frame, "Q2"), "choice", "n", "base", "percent") == [
        ("はい", 5, 10, 50.0), ("いいえ", 4, 10, 40.0), ("無回答", 1, 10, 10.0),
    ]  # fmt: skip
    assert figures(pick(frame, "Q2", "Q1", "男"), "n", "base", "percent", "difference") == [
        (3, 4, 75.0, 25.0), (0, 4, 0.0, -40.0), (1, 4, 25.0, 15.0),
    ]  # fmt: skip
    assert figures(pick(frame, "Q2", "Q1", "無回答"), "n", "base", "letter") == [
        (1, 1, ""),
        (0, 1, ""),
        (0, 1, ""),
    ]


def test_a_question_is_not_broken_down_by_itself():
    frame = two_by_two()
    assert set(frame.loc[frame["question"] == "Q1", "banner"]) == {""}


def test_base_of_those_who_answered():
    answers = ["はい", "はい", "いいえ", None, UNREADABLE, SUPPRESSED, NOT_APPLICABLE]
    frame = count(code([ask("Q1", "SA", "はい いいえ")], {"Q1": answers}), percent_base="answered")
    assert figures(frame, "choice", "n", "base") == [
        ("はい", 2, 3), ("いいえ", 1, 3), ("不明", 1, 6), ("秘匿", 1, 6), ("無回答", 1, 6),
    ]  # fmt: skip
    assert frame["base_note"][0] == "全回答者のうち、この設問に答えた人（無回答・不明・秘匿を除く）"


@pytest.mark.parametrize(
    ("book", "own", "stated", "base"),
    [({}, {}, None, 2), ({"percent_base": "answered"}, {}, None, 1), ({"percent_base": "answered"}, {"percent_base": "asked"}, None, 2),
     ({}, {"percent_base": "asked"}, "answered", 1)],
)  # fmt: skip
def test_the_base_is_that_of_the_settings_then_of_the_question_then_of_the_survey(book, own, stated, base):
    frame = count(code([ask("Q1", "SA", "あ", **own)], {"Q1": ["あ", None]}, **book), percent_base=stated)
    assert frame["base"][0] == base


def test_multiple_answers_by_multiple_answers():
    """Three use 窓口: of them one uses 電話 too. A respondent stands in every column that was chosen."""
    frame = count(code([USE, USE | {"id": "Q3"}], {"Q2": [("窓口", "電話"), ("窓口",), ("窓口",), ("電話",), None],
                                                  "Q3": [("窓口", "電話"), ("電話",), ("訪問",), ("電話",), None]}), "Q3")  # fmt: skip
    assert figures(pick(frame, "Q2", "Q3", "電話"), "choice", "n", "base") == [
        ("窓口", 2, 3), ("電話", 2, 3), ("訪問", 0, 3), ("無回答", 0, 3),
    ]  # fmt: skip
    assert figures(pick(frame, "Q2", "Q3", "訪問"), "n", "base") == [(1, 1), (0, 1), (0, 1), (0, 1)]
    assert set(frame["letter"]) == {""}
    assert "chi2" not in set(frame["statistic"])


def test_nested_banner_has_every_combination_and_marks_only_where_they_occur():
    answers = {"Q1": ["男", "男", "女", None], "Q2": ["若", "老", "老", "若"], "Q3": ["は", "は", "い", "い"]}
    frame = count(code([SEX, ask("Q2", "SA", "若 老"), ask("Q3", "SA", "は い")], answers), "Q1*Q2")
    held = pick(frame, "Q3", "Q1*Q2", choice="は").iloc[:0]
    held = frame[(frame["question"] == "Q3") & (frame["banner"] == "Q1*Q2") & (frame["choice"] == "は")]
    assert figures(held, "banner_choice", "n", "base") == [
        ("男 × 若", 1, 1), ("男 × 老", 1, 1), ("女 × 若", 0, 0), ("女 × 老", 0, 1), ("無回答 × 若", 0, 1),
    ]  # fmt: skip
    assert held["percent"].isna().tolist() == [False, False, True, False, False]


def test_three_levels_and_a_multiple_answer_within():
    answers = {"Q1": ["男", "女"], "Q2": [("窓口", "電話"), ("電話",)], "Q3": ["あ", "い"], "Q4": ["x", "x"]}
    coded = code([SEX, USE, ask("Q3", "SA", "あ い"), ask("Q4", "SA", "x y")], answers)
    frame = count(coded, "Q1*Q2*Q3")
    held = frame[(frame["question"] == "Q4") & (frame["choice"] == "x") & (frame["n"] > 0)]
    assert held["banner_choice"].tolist() == ["", "男 × 窓口 × あ", "男 × 電話 × あ", "女 × 電話 × い"]


def test_who_was_not_asked_the_banner_question_is_in_no_column_and_a_note_says_so():
    answers = {"Q1": ["男", NOT_APPLICABLE, "女"], "Q2": ["は", "は", "い"]}
    frame = count(code([SEX, ask("Q2", "SA", "は い")], answers), "Q1")
    assert pick(frame, "Q2", choice="は")["n"].tolist() == [2]
    assert frame.loc[
        (frame["question"] == "Q2") & (frame["banner"] == "Q1") & (frame["choice"] == "は"), "n"
    ].tolist() == [1, 0]
    notes = frame.loc[frame["question"] == "Q2", ["banner", "base_note"]].drop_duplicates().values.tolist()
    assert notes == [["", "全回答者"], ["Q1", "全回答者（集計軸の設問を尋ねていない回答者を除く）"]]


def test_weights_change_counts_bases_and_shares_and_keep_the_plain_ones():
    frame = count(code([SEX], {"Q1": ["男", "女", "女"]}, [2, 0.5, 0.5]))
    assert figures(frame, "n", "base", "percent", "n_unweighted", "base_unweighted", "base_effective") == [
        (2.0, 3.0, pytest.approx(66.6666666667), 1, 3, 2.0), (1.0, 3.0, pytest.approx(33.3333333333), 2, 3, 2.0),
    ]  # fmt: skip  # effective: 3 * 3 / (4 + 0.25 + 0.25)
    assert (str(frame["n"].dtype), str(frame["base"].dtype)) == ("Float64", "Float64")


def test_weights_of_one_change_nothing():
    answers = {"Q1": ["男", "女", "女", None], "Q2": [3, 5, 4, 9], "Q3": ["満足", "不満", "満足", "普通"]}
    questions = [SEX, ask("Q2", "NUM"), ask("Q3", "SCALE", "満足 普通 不満")]
    plain, weighted = (count(code(questions, answers, weights), "Q1") for weights in (None, [1, 1, 1, 1]))
    names = ["n", "base"]
    assert weighted.astype({name: "Int64" for name in names}).equals(plain)


def test_nets_count_a_respondent_once():
    nets = {"来所・電話": ["窓口", "電話"]}
    frame = count(code([USE | {"nets": nets}], {"Q2": [("窓口", "電話"), ("電話",), ("訪問",), None]}))
    assert figures(frame, "choice", "kind", "n") == [
        ("窓口", "choice", 1), ("電話", "choice", 2), ("訪問", "choice", 1), ("来所・電話", "net", 2), ("無回答", "mark", 1),
    ]  # fmt: skip


def test_scale_has_boxes_and_a_mean_of_those_who_have_a_score():
    answers = ["とても", "やや", "あまり", "全く", "全く", "分からない", None]
    scores = {"とても": 4, "やや": 3, "あまり": 2, "全く": 1}
    frame = count(
        code([ask("Q1", "SCALE", "とても やや あまり 全く 分からない", scores=scores)], {"Q1": answers})
    )
    assert figures(pick(frame, "Q1", statistic="top2"), "n", "base") == [(2, 7)]
    assert figures(pick(frame, "Q1", statistic="bottom2"), "n", "base", "percent") == [
        (3, 7, pytest.approx(42.857142857))
    ]
    assert figures(pick(frame, "Q1", statistic="mean"), "n", "base", "value") == [(None, 5, 2.2)]


def test_net_promoter_score():
    frame = count(code([ask("Q1", "NPS")], {"Q1": [10, 9, 8, 6, 0, None]}))
    shares = [value(frame, "Q1", name) for name in ("promoters", "passives", "detractors", "nps", "mean")]
    assert shares == [40.0, 20.0, 40.0, 0.0, 6.6]
    assert len(frame[frame["kind"] == "choice"]) == 11


def test_ranking_has_shares_of_ranks_and_points():
    """Two ranks asked: the first gives 2 points, the second 1."""
    columns = {"1": "a", "2": "b"}
    frame = count(
        code(
            [ask("Q1", "RANK", "あ い う", columns=columns)],
            {"Q1": [("あ", "い"), ("い", "あ"), ("", "い"), None]},
        )
    )
    assert figures(frame[frame["statistic"] == ""], "choice", "n", "base") == [
        ("あ", 2, 4),
        ("い", 3, 4),
        ("う", 0, 4),
        ("無回答", 1, 4),
    ]
    assert figures(pick(frame, "Q1", choice="い", kind="statistic"), "statistic", "n", "value") == [
        ("rank_1", 1, 25.0), ("rank_2", 2, 50.0), ("score", None, pytest.approx(4 / 3)),
    ]  # fmt: skip


def test_free_answers_are_counted_not_listed():
    frame = count(code([ask("Q1", "FA")], {"Q1": ["文", None, NOT_APPLICABLE]}))
    assert figures(frame, "choice", "statistic", "n", "base") == [
        ("無回答", "", 1, 2),
        ("", "answered", 1, 2),
    ]


def test_banner_of_promoters_and_of_bands():
    questions = [ask("Q1", "NPS"), ask("Q2", "NUM"), ask("Q2_band", "SA", "若 老"), ask("Q3", "SA", "x")]
    answers = {"Q1": [10, 3, 7], "Q2": [20, 70, 30], "Q2_band": ["若", "老", "若"], "Q3": ["x", "x", None]}
    frame = count(code(questions, answers), "Q1", "Q2")
    held = frame[(frame["question"] == "Q3") & (frame["choice"] == "x")]
    assert figures(held, "banner", "banner_choice", "n", "base") == [
        ("", "", 2, 3), ("Q1", "推奨者（9～10）", 1, 1), ("Q1", "中立者（7～8）", 0, 1), ("Q1", "批判者（0～6）", 1, 1),
        ("Q2_band", "若", 1, 2), ("Q2_band", "老", 1, 1),
    ]  # fmt: skip


def test_row_and_total_percent():
    frame = two_by_two()
    rows = pick(with_percent(frame, "row"), "Q2", "Q1", "男")
    assert rows["percent"].tolist() == [60.0, 0.0, 100.0]
    assert pick(with_percent(frame, "total"), "Q2", "Q1", "男")["percent"].tolist() == [30.0, 0.0, 10.0]
    assert rows["difference"].isna().all()
    assert with_percent(frame).equals(frame)
    with pytest.raises(ParameterError, match="column、row、total"):
        with_percent(frame, "cell")


@pytest.mark.parametrize("respondents", [0, 1, 3])
def test_few_respondents(respondents):
    every = [ask("Q1", "SA", "男 女"), USE, ask("Q3", "SCALE", "1 2 3"), ask("Q4", "NUM"), ask("Q5", "NPS"),
             ask("Q6", "RANK", "あ い"), ask("Q7", "DATE"), ask("Q8", "FA")]  # fmt: skip
    answers = {"Q1": ["男", "女", "男"], "Q2": [("窓口",), None, ("電話",)], "Q3": ["1", "2", "3"], "Q4": [1, 2, 4],
               "Q5": [1, 10, 9], "Q6": [("あ",), ("い", "あ"), None], "Q7": [None] * 3, "Q8": ["a", None, "b"]}  # fmt: skip
    coded = code(every, {name: given[:respondents] for name, given in answers.items()})
    frame = count(coded, "Q1", "Q2", "Q1*Q2", "Q5", threshold=3)
    assert set(frame.loc[frame["base"] == 0, "n"].dropna()) <= {0}
    assert frame.loc[frame["base"] == 0, "percent"].isna().all()
    assert set(frame["letters"]) == {""}
    if respondents < 3:
        assert frame["percent"].isna().all()


def test_unusable_banner_and_settings_are_refused():
    coded = code([SEX, ask("Q2", "FA")], {"Q1": ["男"], "Q2": ["a"]})
    for name in ("Q9", "Q2", "Q1*Q1"):
        with pytest.raises(ParameterError, match=name.split("*")[0]):
            count(coded, name)
    for wrong in ({"threshold": 4}, {"correction": "sidak"}, {"percent_base": "all"}, {"level": 0}):
        with pytest.raises(ParameterError):
            count(coded, **wrong)


def test_very_many_distinct_answers_are_counted_in_other_ways(monkeypatch):
    answers = {"Q1": ["男", "女", "女", None], "Q2": [("窓口",), ("窓口", "電話"), None, ("訪問",)]}
    coded = code([SEX, USE], answers, [1, 2, 3, 4])
    usual = count(coded, "Q1", "Q2")
    monkeypatch.setattr("helpers.tabulate.counts.FEW_BINS", 0)
    assert count(coded, "Q1", "Q2").equals(usual)
    monkeypatch.setattr("helpers.tabulate.counts.MOST_BINS", 0)
    monkeypatch.setattr("helpers.tabulate.counts.CHUNK", 3)
    assert count(coded, "Q1", "Q2").equals(usual)
