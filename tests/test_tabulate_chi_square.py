"""tabulate/chi_square against scipy, and what is left out of a test."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association
from tabulate_cases import ask, code, count, pick, spread, value

from helpers.tabulate.chi_square import chi_square

TABLE = {
    ("若", "は"): 20,
    ("若", "い"): 5,
    ("老", "は"): 10,
    ("老", "い"): 15,
    ("中", "は"): 4,
    ("中", "い"): 4,
}
QUESTIONS = [ask("Q1", "SA", "若 老 中"), ask("Q2", "SA", "は い")]


def test_chi_square_without_yates_and_cramers_v():
    first, second = spread(TABLE | {(None, "は"): 30, ("若", None): 7})
    frame = count(code(QUESTIONS, {"Q1": first, "Q2": second}), "Q1")
    observed = np.array([[20, 10, 4], [5, 15, 4]])
    peer = chi2_contingency(observed, correction=False)
    (row,) = pick(frame, "Q2", "Q1", "", statistic="chi2").itertuples()
    assert (row.value, row.p, row.df, row.base) == (
        pytest.approx(peer.statistic),
        pytest.approx(peer.pvalue),
        peer.dof,
        58,
    )
    assert value(frame, "Q2", "cramers_v", "Q1") == pytest.approx(association(observed, method="cramer"))
    assert value(frame, "Q2", "expected_below_5", "Q1") == pytest.approx(100 * 2 / 6)


def test_multiple_answers_are_tested_choice_by_choice():
    first, second = spread(
        {("若", ("a", "b")): 12, ("若", ("a",)): 8, ("老", ("b",)): 15, ("老", ("a",)): 10, ("老", None): 9}
    )
    frame = count(code([QUESTIONS[0], ask("Q2", "MA", "a b c")], {"Q1": first, "Q2": second}), "Q1")
    for choice, table in {"a": [[20, 10], [0, 15]], "b": [[12, 15], [8, 10]]}.items():
        peer = chi2_contingency(table, correction=False)
        assert value(frame, "Q2", "chi2", "Q1", choice=choice) == pytest.approx(peer.statistic)
    assert not (frame[frame["choice"] == "c"]["statistic"] == "chi2").any()


def test_empty_rows_and_columns_do_not_count():
    table = np.array([[[10, 0, 5], [0, 0, 0], [5, 0, 10]]], float)
    chi2, df, p, *_ = chi_square(table, np.array([0]))
    peer = chi2_contingency([[10, 5], [5, 10]], correction=False)
    assert (chi2[0, 0], df[0, 0], p[0, 0]) == (pytest.approx(peer.statistic), 1, pytest.approx(peer.pvalue))


def test_banners_side_by_side_are_tested_one_by_one():
    one, other = np.array([[20, 5], [9, 16]]), np.array([[8, 3, 9], [7, 7, 16]])
    chi2, df, *_ = chi_square(np.hstack([one, other])[None].astype(float), np.array([0, 2]))
    peers = [chi2_contingency(each, correction=False) for each in (one, other)]
    assert chi2[0] == pytest.approx([peer.statistic for peer in peers])
    assert df[0].tolist() == [1, 2]


def test_weighted_counts_are_scaled_to_the_effective_number():
    """All weights alike change nothing, however large."""
    first, second = spread(TABLE)
    plain, weighted = (
        count(code(QUESTIONS, {"Q1": first, "Q2": second}, w), "Q1") for w in (None, [50.0] * len(first))
    )
    assert value(weighted, "Q2", "chi2", "Q1") == pytest.approx(value(plain, "Q2", "chi2", "Q1"))


def test_nothing_to_test():
    first, second = spread({("若", "は"): 5, ("老", "は"): 6})
    frame = count(code(QUESTIONS, {"Q1": first, "Q2": second}), "Q1")
    assert not frame["statistic"].isin(["chi2", "cramers_v"]).any()
