"""years/change: points, tests and intervals of hand-made counts against scipy and statsmodels; what is refused."""

import pandas as pd
import pytest
from correspondence_cases import answers, book, question
from scipy.stats import fisher_exact, ttest_ind
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from helpers.years.change import COLUMNS, compare_survey_years
from helpers.years.links import CONDITIONAL, NO, YES, Link, Pair
from helpers.years.rules import draft_links

SA = book(question("Q1", "参加していますか", "はい", "いいえ"))
MA = book(question("Q1", "理由は何ですか", "時間", "費用", kind="MA"))


def compare(before, after, links=None) -> pd.DataFrame:
    return compare_survey_years(before, after, links or draft_links(before.codebook, after.codebook))


def rows(frame: pd.DataFrame, *columns: str) -> list[list]:
    held = frame[list(columns)].astype(object)
    return held.where(held.notna(), None).to_numpy().tolist()


def test_points_with_z_and_newcombe():
    frame = compare(answers(SA, {"Q1": {"はい": 90, "いいえ": 60}}, {"Q1": 150}),
                    answers(SA, {"Q1": {"はい": 60, "いいえ": 90}}, {"Q1": 150}))  # fmt: skip
    assert frame.dtypes.astype(str).to_dict() == {
        name: dtype.replace("str", "str") for name, dtype in COLUMNS.items()
    }
    assert rows(
        frame,
        "choice",
        "previous_choice",
        "n_before",
        "base_before",
        "percent_before",
        "percent_after",
        "difference",
    ) == [
        ["はい", "はい", 90, 150, 60.0, 40.0, -20.0],
        ["いいえ", "いいえ", 60, 150, 40.0, 60.0, 20.0],
    ]
    low, high = confint_proportions_2indep(60, 150, 90, 150, method="newcomb", compare="diff")
    assert rows(frame, "test", "more_than_chance", "refused", "comparable")[0] == ["z", True, "", YES]
    assert frame["p"].iloc[0] == pytest.approx(proportions_ztest([90, 60], [150, 150])[1], rel=1e-9)
    assert [frame["lower"].iloc[0], frame["upper"].iloc[0]] == pytest.approx(
        [100 * low, 100 * high], rel=1e-9
    )


def test_small_counts_by_fisher():
    frame = compare(answers(SA, {"Q1": {"はい": 8, "いいえ": 2}}, {"Q1": 10}),
                    answers(SA, {"Q1": {"はい": 1, "いいえ": 5}}, {"Q1": 6}))  # fmt: skip
    assert frame["test"].tolist() == ["fisher", "fisher"]
    assert frame["p"].iloc[0] == pytest.approx(fisher_exact([[8, 2], [1, 5]])[1], rel=1e-9)


def test_nobody_in_both_years_is_no_change():
    frame = compare(
        answers(SA, {"Q1": {"はい": 0, "いいえ": 8}}, {"Q1": 8}),
        answers(SA, {"Q1": {"はい": 0, "いいえ": 9}}, {"Q1": 9}),
    )
    assert rows(frame, "difference", "test", "p", "more_than_chance")[0] == [0.0, "", None, False]


def test_a_choice_of_one_year_only_is_refused_and_the_others_are_compared():
    wider = book(MA["questions"][0] | {"choices": ["時間", "費用", "遠い"]})
    frame = compare(answers(MA, {"Q1": {"時間": 10, "費用": 20}}, {"Q1": 40}),
                    answers(wider, {"Q1": {"時間": 30, "費用": 20, "遠い": 4}}, {"Q1": 60}))  # fmt: skip
    assert rows(frame, "choice", "difference", "refused", "comparable", "draft") == [
        ["時間", 25.0, "", CONDITIONAL, True],
        ["費用", pytest.approx(100 / 3 - 50), "", CONDITIONAL, True],
        ["遠い", None, "前の年度に無い選択肢", CONDITIONAL, True],
    ]
    assert frame["condition"].iloc[0].startswith("選択肢が変わった（加わった：「遠い」）")


def test_a_refused_question_shows_both_years_and_the_reason():
    reworded = book(SA["questions"][0] | {"text": "通っていますか"})
    frame = compare(answers(SA, {"Q1": {"はい": 90, "いいえ": 60}}, {"Q1": 150}),
                    answers(reworded, {"Q1": {"はい": 60, "いいえ": 90}}, {"Q1": 150}),
                    [Link("Q1", "Q1", ("文言変更",), NO, "尋ねたことが違う", pairs=(Pair(("はい",), ("はい",)),))])  # fmt: skip
    assert rows(frame, "percent_before", "percent_after", "difference", "p", "refused") == [
        [60.0, 40.0, None, None, "尋ねたことが違う"]
    ]


def test_merged_choices_of_a_single_answer_add_up():
    old = book(question("Q1", "年代", "20代", "30代", "40代"))
    new = book(question("Q1", "年代", "20～39歳", "40代"))
    link = Link("Q1", "Q1", ("選択肢変更",), YES, confirmed_by="山田",
                pairs=(Pair(("20～39歳",), ("20代", "30代")), Pair(("40代",), ("40代",))))  # fmt: skip
    frame = compare(answers(old, {"Q1": {"20代": 10, "30代": 15, "40代": 25}}, {"Q1": 50}),
                    answers(new, {"Q1": {"20～39歳": 30, "40代": 10}}, {"Q1": 40}), [link])  # fmt: skip
    assert rows(frame, "choice", "previous_choice", "n_before", "percent_before", "difference", "draft") == [
        ["20～39歳", "20代＋30代", 25, 50.0, 25.0, False],
        ["40代", "40代", 25, 50.0, -25.0, False],
    ]


def test_merged_choices_of_a_multiple_answer_count_respondents_once():
    new = book(question("Q1", "理由は何ですか", "時間・費用", kind="MA"))
    link = Link(
        "Q1",
        "Q1",
        ("選択肢変更",),
        YES,
        confirmed_by="山田",
        pairs=(Pair(("時間・費用",), ("時間", "費用")),),
    )
    counts, after = {"Q1": {"時間": 2, "費用": 2}}, answers(new, {"Q1": {"時間・費用": 3}}, {"Q1": 4})
    given = {"Q1": [("時間", "費用"), ("時間",), ("費用",), pd.NA]}
    frame = compare(answers(MA, counts, {"Q1": 4}, given), after, [link])
    assert rows(frame, "n_before", "percent_before", "difference") == [[3, 75.0, 0.0]]
    frame = compare(answers(MA, counts, {"Q1": 4}), after, [link])
    assert rows(frame, "difference", "refused") == [[None, "複数回答をまとめるには、回答が要る"]]


def test_published_shares_without_their_base_have_points_but_no_test():
    before = answers(SA, {"Q1": {"はい": None, "いいえ": None}}, {"Q1": None})
    before.results["percent"] = [72.0, 28.0]
    frame = compare(before, answers(SA, {"Q1": {"はい": 60, "いいえ": 40}}, {"Q1": 100}))
    assert rows(frame, "difference", "test", "p", "more_than_chance", "lower", "refused")[0] == [
        -12.0,
        "",
        None,
        None,
        None,
        "",
    ]


def test_synthetic_and_held_back_values_are_refused():
    plain = answers(SA, {"Q1": {"はい": 90, "いいえ": 60}}, {"Q1": 150})
    made = book(SA["questions"][0] | {"synthetic": True})
    frame = compare(plain, answers(made, {"Q1": {"はい": 60, "いいえ": 90}}, {"Q1": 150}))
    assert rows(frame, "refused", "synthetic") == [["合成データ", True]] * 2
    held = answers(SA, {"Q1": {"はい": 60, "いいえ": 90}}, {"Q1": 150})
    held.results["suppressed"] = [True, False]
    assert rows(compare(plain, held), "refused") == [["秘匿"], [""]]


def test_no_answer_is_a_row_where_either_year_has_some():
    frame = compare(answers(SA, {"Q1": {"はい": 5, "いいえ": 5}}, {"Q1": 10}),
                    answers(SA, {"Q1": {"はい": 5, "いいえ": 4, "無回答": 1}}, {"Q1": 10}))  # fmt: skip
    assert rows(frame, "choice", "n_before", "n_after", "difference")[2] == ["無回答", 0, 1, 10.0]


def test_weighted_answers_are_tested_with_the_effective_base():
    """Kish: 100 answers that weigh like 80; z of 40 of 80 against 30 of 100."""
    weighted = answers(SA, {"Q1": {"はい": 60, "いいえ": 60}}, {"Q1": 120})
    weighted.results["base_unweighted"], weighted.results["base_effective"] = 100, 80.0
    frame = compare(weighted, answers(SA, {"Q1": {"はい": 30, "いいえ": 70}}, {"Q1": 100}))
    assert frame["p"].iloc[0] == pytest.approx(proportions_ztest([40, 30], [80, 100])[1], rel=1e-9)
    assert frame["n_before"].iloc[0] == 60


def test_means_by_welch():
    old, new = [1, 2, 3, 4, pd.NA], [3, 5, 6, "非該当", 9]
    number = book(question("Q1", "何人ですか", kind="NUM"))
    frame = compare(*(answers(number, {}, {"Q1": 0}, {"Q1": given}) for given in (old, new)))
    peer = ttest_ind([3, 5, 6, 9], [1, 2, 3, 4], equal_var=False)
    assert rows(frame, "statistic", "n_before", "value_before", "value_after", "difference", "test") == [
        ["mean", 4, 2.5, 5.75, 3.25, "welch"]
    ]
    assert frame["p"].iloc[0] == pytest.approx(peer.pvalue, rel=1e-9)
    interval = peer.confidence_interval(0.95)
    assert [frame["lower"].iloc[0], frame["upper"].iloc[0]] == pytest.approx(
        [interval.low, interval.high], rel=1e-9
    )


def test_scores_of_a_scale():
    scale = book(question("Q1", "満足度", "満足", "不満", kind="SCALE", scores={"満足": 2, "不満": 1}))
    given = [{"Q1": ["満足", "不満", "満足", "満足"]}, {"Q1": ["不満", "不満", "満足", "不満"]}]
    sides = [
        answers(scale, {"Q1": {"満足": n, "不満": 4 - n}}, {"Q1": 4}, held)
        for n, held in zip((3, 1), given, strict=True)
    ]
    frame = compare(*sides)
    assert rows(frame, "statistic", "value_before", "value_after")[-1] == ["mean", 1.75, 1.25]
    other = book(scale["questions"][0] | {"scores": {"満足": 5, "不満": 1}})
    frame = compare(sides[0], answers(other, {"Q1": {"満足": 1, "不満": 3}}, {"Q1": 4}, given[1]))
    assert rows(frame, "statistic", "refused")[-1] == ["mean", "選択肢の得点が変わった"]


def test_another_unit_is_refused():
    years = [book(question("Q1", "距離", kind="NUM", unit=unit)) for unit in ("km", "m")]
    frame = compare(*(answers(year, {}, {"Q1": 0}, {"Q1": [1, 2]}) for year in years))
    assert rows(frame, "refused") == [["単位が変わった（km→m）"]]


@pytest.mark.parametrize("count", [0, 1])
def test_nearly_no_answers(count):
    frame = compare(answers(SA, {"Q1": {"はい": count, "いいえ": 0}}, {"Q1": count or 1}),
                    answers(SA, {"Q1": {"はい": 0, "いいえ": 1}}, {"Q1": 1}))  # fmt: skip
    assert frame["more_than_chance"].tolist() == [False, False]


def test_free_answers_have_no_rows():
    free = book(question("Q1", "感想", kind="FA"))
    assert len(compare(answers(free, {}, {}), answers(free, {}, {}))) == 0


def test_banners_nets_and_statistics_are_left_aside():
    plain = answers(SA, {"Q1": {"はい": 90, "いいえ": 60}}, {"Q1": 150})
    long = answers(SA, {"Q1": {"はい": 60, "いいえ": 90}}, {"Q1": 150})
    extra = long.results.assign(n=1, percent=1.0)
    frame = pd.concat([
        long.results.assign(banner="", kind="choice", statistic=""), extra.assign(banner="Q2", kind="choice", statistic=""),
        extra.assign(banner="", kind="net", statistic=""), extra.assign(banner="", kind="statistic", statistic="mean"),
    ], ignore_index=True)  # fmt: skip
    whole = type(long)(SA, frame)
    assert rows(compare(plain, whole), "n_after") == [[60], [90]]
