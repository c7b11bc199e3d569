"""text/workbench: kappa and alpha against published figures, coders side by side, rules against a coder."""

import math

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint
from workbench_cases import coded, codings, remarks, tokens

from helpers.raw.codings import build_codings
from helpers.text.workbench import (
    compare_coders,
    compare_with_coder,
    list_mistakes,
    measure_alpha,
    measure_kappa,
    read_kappa,
    show_accuracy,
    show_agreement,
)
from helpers.text.workbench.agreement import measure_wilson

BLANK = float("nan")


def test_kappa_by_hand():
    """20 both, 15 neither, 5 and 10 apart of 50: po 35/50; margins 25, 25 and 30, 20: pe 0.5; kappa 0.4."""
    found = measure_kappa([[20, 5], [10, 15]])
    assert (found.n, found.observed, found.expected) == (50, 0.7, 0.5)
    assert found.kappa == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("table", "kappa", "places", "se", "se0"),
    [
        # Fleiss (1981), chapter 13: 100 subjects, psychotic / neurotic / organic
        ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.68, 2, None, 0.076),
        # Stata Base Reference Manual, kappa: 85 xeromammograms (Boyd et al. 1982)
        ([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]], 0.4728, 4, None, 0.0694),
        # a printout of SAS PROC FREQ that statsmodels is held against
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842, 4, 0.1380, 0.1484),
    ],
)
def test_kappa_as_published(table, kappa, places, se, se0):
    found = measure_kappa(table)
    assert round(found.kappa, places) == kappa
    assert round(found.se0, len(str(se0)) - 2) == se0
    if se is not None:
        assert round(found.se, 4) == se
        assert (round(found.lower, 4), round(found.upper, 4)) == (0.2137, 0.7547)


@pytest.mark.parametrize(
    "table", [[[40, 9], [6, 45]], [[5, 0], [3, 92]], [[44, 5, 1], [7, 20, 3], [9, 5, 6]], [[1, 2], [3, 0]]]
)
def test_kappa_and_its_errors_agree_with_statsmodels(table):
    found, peer = measure_kappa(table), cohens_kappa(np.array(table))
    assert [found.kappa, found.se, found.se0] == pytest.approx([peer.kappa, peer.std_kappa, peer.std_kappa0])


def test_kappa_is_not_defined_where_all_is_one_value_or_nothing_was_decided():
    assert math.isnan(measure_kappa([[12, 0], [0, 0]]).kappa)
    assert measure_kappa([[0, 0], [0, 0]]).n == 0
    assert read_kappa(BLANK) == "計算できない"


def test_full_agreement_is_one_without_error():
    found = measure_kappa([[5, 0], [0, 7]])
    assert (found.kappa, found.se, found.lower, found.upper) == (1.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("kappa", "label"),
    [(-0.1, "一致していない"), (0.0, "わずかな一致"), (0.2, "わずかな一致"), (0.21, "低い一致"), (0.41, "中程度の一致"), (0.61, "かなりの一致"), (0.81, "ほぼ完全な一致"), (1.0, "ほぼ完全な一致")],
)  # fmt: skip
def test_the_scale_of_landis_and_koch(kappa, label):
    assert read_kappa(kappa) == label


def letters(text: str) -> list[float]:
    return [BLANK if letter == "." else float(ord(letter)) for letter in text.replace(" ", "")]


@pytest.mark.parametrize(
    ("rows", "alpha", "units", "values"),
    [
        # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: parts A, B and C
        (["0100000010", "1110010000"], 0.095, 10, 20),
        (["aabbdcccedda", "babbbcccEddd".lower()], 0.692, 12, 24),
        (["1233214 12...", "123322412 5.3", ".33323422 51.", "1233244125 1."], 0.743, 11, 40),
    ],
)
def test_alpha_as_krippendorff_published_it(rows, alpha, units, values):
    found = measure_alpha(np.array([letters(row) for row in rows]))
    assert (round(found[0], 3), *found[1:]) == (alpha, units, values)


def test_alpha_without_pairs_or_without_two_values_is_not_defined():
    assert math.isnan(measure_alpha(np.array([[1, BLANK], [BLANK, 0]]))[0])
    assert math.isnan(measure_alpha(np.array([[1.0, 1.0], [1.0, 1.0]]))[0])
    assert measure_alpha(np.empty((2, 0))) == pytest.approx((BLANK, 0, 0), nan_ok=True)


@pytest.mark.parametrize(("found", "n"), [(0, 5), (3, 7), (7, 7), (12, 90)])
def test_the_interval_of_a_share_is_wilsons(found, n):
    assert measure_wilson(found, n) == pytest.approx(proportion_confint(found, n, method="wilson"))


def decided(coder: str, said: str, code: str = "居場所"):
    """1 and 0 of answers A-1, A-2, ...; a point: not decided."""
    words = {"1": "該当", "0": "非該当"}
    return [(f"A-{n}", code, coder, words[one]) for n, one in enumerate(said, 1) if one in words]


def test_two_coders_are_counted_over_what_both_decided():
    found = compare_coders(codings(*decided("山田", "11100."), *decided("佐藤", "110.01")))
    row = found.by_code.iloc[0]
    assert row[["code", "first", "second", "n", "both", "first_only", "second_only", "neither"]].tolist() == [
        *("居場所", "山田", "佐藤", 4, 2, 1, 0, 1),
    ]
    # po 3/4; margins 3/4, 1/4 and 1/2, 1/2: pe 1/2
    assert (row["percent"], row["kappa"], row["reading"]) == (75.0, 0.5, "中程度の一致")
    assert (row["positive"], row["negative"]) == pytest.approx((4 / 5, 2 / 3))
    assert found.disagreements.to_dict("records") == [
        {"remark": "A-3", "code": "居場所", "山田": "該当", "佐藤": "非該当"}
    ]
    assert found.pairs == 4


def test_codes_are_told_apart_and_put_together():
    records = codings(
        *decided("山田", "10", "甲"), *decided("佐藤", "10", "甲"), *decided("山田", "11", "乙"), *decided("佐藤", "01", "乙")
    )  # fmt: skip
    found = compare_coders(records)
    assert found.by_code[["code", "n", "percent"]].to_numpy().tolist() == [
        ["甲", 2, 100.0],
        ["乙", 2, 50.0],
        ["全体", 4, 75.0],
    ]
    assert compare_coders(records, codes=["乙"]).by_code["code"].tolist() == ["乙", "全体"]


def test_three_coders_are_compared_two_by_two_and_by_alpha():
    found = compare_coders(
        codings(*decided("甲", "0100000010"), *decided("乙", "1110010000"), *decided("丙", ".........."))
    )
    assert found.coders == ("甲", "乙")
    rows = [*decided("甲", "10"), *decided("乙", "1."), *decided("丙", "00")]
    found = compare_coders(codings(*rows))
    assert found.by_code[["first", "second"]].drop_duplicates().to_numpy().tolist() == [
        ["甲", "乙"],
        ["甲", "丙"],
        ["乙", "丙"],
    ]
    # by hand: unit 1 = 1 1 0, unit 2 = 0 0: n 5, of them two 1; Do: unit 1 has 4 unlike ordered pairs / 2 = 2;
    # De: 2 * 2 * 3 / 4 = 3; alpha = 1 - 2 / 3
    assert found.alphas.iloc[0].tolist() == pytest.approx(["居場所", 3, 2, 5, 1 / 3])


def test_what_was_settled_together_is_no_coder():
    found = compare_coders(codings(*decided("山田", "1"), *decided("佐藤", "0"), *decided("合議", "1")))
    assert found.coders == ("山田", "佐藤")


def test_the_page_tells_how_to_read_and_lists_what_differs():
    view = show_agreement(codings(*decided("山田", "1110"), *decided("<b>佐藤", "1100")), remarks())
    shown = BeautifulSoup(view._repr_html_(), "html.parser")
    assert "Landis & Koch (1977) の区分で、慣例にすぎず" in shown.get_text()
    assert "災害が心配。" in shown.get_text()
    assert not shown.select("b, script")


def test_one_coder_alone_agrees_with_nobody():
    view = show_agreement(codings(*decided("山田", "11")), remarks())
    assert "一致は計算できない" in view._repr_html_()
    assert "一致は計算できない" in show_agreement(build_codings([]), remarks())._repr_html_()


HITS = coded(("A-1", "居場所"), ("A-2", "居場所"), ("A-3", "居場所"), ("A-9", "居場所"))


def test_rules_are_held_against_a_coder_by_hand():
    """Hits A-1 to A-3; meant are A-1, A-2, A-4, A-5: precision 2/3, recall 2/4, F 4/7. A-9 was not decided."""
    found = compare_with_coder(HITS, codings(*decided("山田", "110110")), coder="山田")
    row = found.iloc[0]
    assert row[["code", "n", "hits", "met", "both"]].tolist() == ["居場所", 6, 3, 4, 2]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3, 1 / 2, 4 / 7])
    assert row[["precision_lower", "precision_upper"]].tolist() == pytest.approx(
        proportion_confint(2, 3, method="wilson")
    )
    assert found["code"].tolist() == ["居場所", "全体"]


def test_weights_bring_a_sample_back_to_all_answers():
    """A-1 hit and meant, weight 1; A-2 meant, not hit, weight 9: recall 1/10, not 1/2."""
    weights = pd.Series({"A-1": 1.0, "A-2": 9.0})
    found = compare_with_coder(coded(("A-1", "居場所")), codings(*decided("山田", "11")), weights=weights)
    assert found["recall"].iloc[0] == pytest.approx(0.1)
    assert found["met"].iloc[0] == 2
    # effective size (1 + 9)^2 / (1 + 81)
    lower, upper = proportion_confint(0.1 * 100 / 82, 100 / 82, method="wilson")
    assert found[["recall_lower", "recall_upper"]].iloc[0].tolist() == pytest.approx([lower, upper])


def test_without_hits_precision_is_not_known():
    found = compare_with_coder(coded(), codings(*decided("山田", "10")))
    assert math.isnan(found["precision"].iloc[0])
    assert found["recall"].iloc[0] == 0.0


def test_coders_who_differ_are_no_measure():
    found = compare_with_coder(HITS, codings(*decided("山田", "11"), *decided("佐藤", "10")))
    assert found["n"].tolist() == [1, 1]


def test_mistakes_are_listed_on_both_sides():
    wrong, missed = list_mistakes(HITS, codings(*decided("山田", "110110")))
    assert wrong["remark"].tolist() == ["A-3"]
    assert missed["remark"].tolist() == ["A-4", "A-5"]
    view = show_accuracy(HITS, codings(*decided("山田", "110110")), remarks(), tokens())
    text = BeautifulSoup(view._repr_html_(), "html.parser").get_text()
    assert "ルールは当たるが、人は非該当とした回答　1件" in text
    assert "人は該当としたが、ルールが当たらない回答　2件" in text
    empty = show_accuracy(HITS, build_codings([]), remarks(), tokens())
    assert "比べられない" in empty._repr_html_()
