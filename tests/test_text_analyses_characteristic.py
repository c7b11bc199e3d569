"""Characteristic words: G2 by hand and against scipy, corrections against statsmodels, the long table by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, power_divergence
from statsmodels.stats.multitest import multipletests
from word_cases import tokens_of

from helpers.text.analyses import (
    build_characteristic_words,
    build_term_matrix,
    compare_frequencies,
    count_frequencies,
    rank_terms,
    read_membership,
    tell_characteristic,
    tell_comparison,
    tell_distribution,
)
from helpers.text.analyses.characteristic import adjust_fdr, measure_g2, measure_p

TEXTS = ("居場所 居場所 高齢者", "居場所", "高齢者", "担い手", "担い手 高齢者", "担い手", "資金")
VALUES = {"r1": "A", "r2": "A", "r3": "A", "r4": "B", "r5": "B", "r6": "B"}


@pytest.fixture(scope="module")
def matrix():
    return build_term_matrix(tokens_of(*TEXTS))


@pytest.fixture(scope="module")
def frame(matrix):
    return build_characteristic_words(
        matrix, read_membership(matrix.units, VALUES), limit=None, typical_only=False
    )


def test_g2_by_hand():
    """6 of 18 against 2 of 44: 2 (6 ln(6/2.3226) + 2 ln(2/5.6774) + 12 ln(12/15.6774) + 42 ln(42/38.3226))."""
    expected = 2 * (
        6 * np.log(6 / (8 * 18 / 62))
        + 2 * np.log(2 / (8 * 44 / 62))
        + 12 * np.log(12 / (54 * 18 / 62))
        + 42 * np.log(42 / (54 * 44 / 62))
    )
    g2, _ = measure_g2([6], [2], 18, 44)
    assert g2 == pytest.approx([expected])
    assert g2 == pytest.approx([8.4970], abs=1e-3)


@pytest.mark.parametrize(
    ("a", "b", "n", "m"), [(6, 2, 18, 44), (0, 5, 10, 20), (10, 3, 10, 20), (1, 9, 30, 30)]
)
def test_g2_chi2_and_p_agree_with_scipy(a, b, n, m):
    table = np.array([[a, b], [n - a, m - b]])
    g2, chi2 = measure_g2([a], [b], n, m)
    expected = chi2_contingency(table, correction=False)
    likelihood = power_divergence(table.ravel(), expected[3].ravel(), ddof=2, lambda_="log-likelihood")
    assert g2[0] == pytest.approx(likelihood.statistic)
    assert measure_p(g2)[0] == pytest.approx(likelihood.pvalue)
    assert chi2[0] == pytest.approx(expected[0])


def test_fdr_agrees_with_statsmodels():
    p = np.array([0.001, 0.2, 0.04, 0.03, 0.9, 0.001])
    assert adjust_fdr(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_long_table_by_hand(frame):
    row = frame[(frame["value"] == "A") & (frame["label"] == "居場所")].iloc[0]
    assert row[["tf", "tf_out", "df", "df_out", "n", "n_out"]].tolist() == [3, 0, 2, 0, 3, 3]
    assert row["percent"] == pytest.approx(200 / 3) and row["percent_out"] == 0
    assert row["jaccard"] == pytest.approx(2 / 3)
    assert row["direction"] == "多い"
    other = frame[(frame["value"] == "B") & (frame["label"] == "居場所")].iloc[0]
    assert (other["df"], other["direction"]) == (0, "少ない")
    assert other["g2"] == pytest.approx(row["g2"])


def test_units_without_a_value_are_left_out(matrix, frame):
    """r7 has no value: 資金 occurs nowhere else."""
    assert frame.loc[frame["label"] == "資金", ["df", "df_out"]].to_numpy().sum() == 0
    assert read_membership(matrix.units, VALUES).without == 1
    assert tell_characteristic(frame, 1)[-1] == "値のない1件は除いた。"


def test_corrections_count_every_word_and_value(frame):
    assert len(frame) == 8  # four words, two values
    assert frame["p_bonferroni"].tolist() == pytest.approx(np.minimum(1, frame["p"] * 8).tolist())
    assert sorted(frame["p_fdr"]) == pytest.approx(sorted(multipletests(frame["p"], method="fdr_bh")[1]))


def test_only_typical_words_ranked_by_jaccard_or_g2(matrix):
    membership = read_membership(matrix.units, VALUES)
    short = build_characteristic_words(matrix, membership, limit=2)
    assert short["label"].tolist() == ["居場所", "高齢者", "担い手"]
    assert short["rank"].tolist() == [1, 2, 1]
    by_g2 = build_characteristic_words(matrix, membership, order="g2", limit=1)
    assert by_g2["label"].tolist() == ["居場所", "担い手"]


def test_values_in_their_stated_order(matrix):
    frame = build_characteristic_words(matrix, read_membership(matrix.units, VALUES, order=["B", "A"]))
    assert list(dict.fromkeys(frame["value"])) == ["B", "A"]


def test_nothing_to_compare(matrix):
    empty = build_characteristic_words(matrix, read_membership(matrix.units, {}))
    assert empty.empty and "特徴語は示せない" in tell_characteristic(empty)[0]
    one = build_characteristic_words(matrix, read_membership(matrix.units, dict.fromkeys(matrix.units, "A")))
    assert "ほかと比べた特徴とは言えない" in "".join(tell_characteristic(one))


def test_sentence_gives_both_shares(frame):
    typical = frame[frame["direction"] == "多い"]
    assert any(
        "「A」（n=3）で最も特徴的な語は「居場所」で、66.7%が使い、それ以外では0.0%。" in text
        for text in tell_characteristic(typical)
    )


def test_words_by_frequency(matrix):
    """居場所 3, 高齢者 3, 担い手 3, 資金 1."""
    counted = count_frequencies(matrix)
    assert counted["frequency"].tolist() == [1, 3]
    assert counted["words"].tolist() == [1, 3]
    assert counted["cumulative"].tolist() == pytest.approx([25.0, 100.0])
    assert count_frequencies(matrix, "df")["words"].tolist() == [1, 1, 2]


def test_ranks_and_rates_of_groups(matrix):
    ranks = rank_terms(matrix, read_membership(matrix.units, VALUES))
    first = ranks[ranks["rank"] == 1].set_index("value")
    assert first.loc["A", ["label", "frequency", "size"]].tolist() == ["居場所", 3, 5]
    assert first.loc["A", "rate"] == pytest.approx(600.0)
    assert rank_terms(matrix)["value"].unique().tolist() == ["全体"]


def test_groups_side_by_side(matrix):
    frame = compare_frequencies(matrix, read_membership(matrix.units, VALUES), minimum_df=2)
    row = frame[frame["label"] == "居場所"].iloc[0]
    assert row[["df_A", "n_A", "df_B", "n_B"]].tolist() == [2, 3, 0, 3]
    expected = chi2_contingency([[2, 0], [1, 3]], correction=False)
    assert (row["chi2"], row["p"]) == (pytest.approx(expected[0]), pytest.approx(expected[1]))
    assert frame["label"].iloc[0] == "担い手"  # 0 of 3 against 3 of 3
    assert "「担い手」で、「B」では100.0%、「A」では0.0%の回答が使った" in tell_comparison(frame)[0]


def test_rare_words_are_not_compared(matrix):
    frame = compare_frequencies(matrix, read_membership(matrix.units, VALUES), minimum_df=5)
    assert frame.empty and "比較はできない" in tell_comparison(frame)[0]


def test_distribution_in_words(matrix):
    assert tell_distribution(matrix)[0].startswith(
        "回答7件に4語、延べ10語が使われた。1回だけの語は1語（25.0%）"
    )
    repeated = build_term_matrix(tokens_of("蕎麦 蕎麦 蕎麦 蕎麦 蕎麦"))
    assert "少ない回答で繰り返された語は「蕎麦」" in tell_distribution(repeated)[1]
