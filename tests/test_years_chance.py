"""years/chance: published examples, and values of scipy 1.17.1 (chi2_contingency without correction, fisher_exact)."""

import pytest
from scipy.stats import t, ttest_ind_from_stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from helpers.years.chance import (
    Mean,
    Share,
    compare_means,
    compare_shares,
    difference_interval,
    fisher_p,
    wilson,
    z_p,
)


@pytest.mark.parametrize(
    ("before", "after", "p"),
    [
        ((83, 86), (90, 93), 0.9223200957342685),
        ((90, 150), (60, 150), 0.0005320055051392492),
        ((120, 310), (98, 305), 0.08815833654765635),
        ((30, 62), (45, 80), 0.35190875686872347),
    ],
)
def test_z_is_the_square_root_of_chi_square_without_correction(before, after, p):
    assert z_p(Share(*before), Share(*after)) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize(
    ("before", "after", "p"),
    [
        ((3, 4), (1, 4), 0.48571428571428565),  # the lady tasting tea (Fisher 1935): 34/70
        ((1, 10), (11, 14), 0.0027594561852200836),
        ((8, 10), (1, 6), 0.034965034965034975),
        ((0, 20), (4, 20), 0.10602910602910605),
    ],
)
def test_fisher_sums_the_tables_that_are_no_likelier(before, after, p):
    assert fisher_p(Share(*before), Share(*after)) == pytest.approx(p, rel=1e-12)


def test_the_smallest_expected_count_decides_the_test():
    assert compare_shares(Share(5, 20), Share(5, 20)).method == "z"  # expected 5, 15, 5, 15
    assert compare_shares(Share(4, 20), Share(5, 20)).method == "fisher"  # expected 4.5
    assert compare_shares(Share(16, 20), Share(15, 20)).method == "fisher"  # of those who did not choose it


def test_level_of_five_percent():
    assert compare_shares(Share(90, 150), Share(60, 150)).is_more_than_chance
    assert not compare_shares(Share(120, 310), Share(98, 305)).is_more_than_chance


@pytest.mark.parametrize("shares", [((0, 0), (3, 9)), ((0, 8), (0, 9)), ((8, 8), (9, 9))])
def test_nothing_to_test(shares):
    assert compare_shares(*(Share(*share) for share in shares)) is None


COUNTS = [
    ((83, 86), (90, 93)),
    ((0, 20), (4, 20)),
    ((20, 20), (20, 20)),
    ((1, 3), (2, 2)),
    ((120, 310), (98, 305)),
]


@pytest.mark.parametrize(("before", "after"), COUNTS)
def test_newcombe_against_statsmodels(before, after):
    peer = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    interval = difference_interval(Share(*before), Share(*after))
    assert (interval.lower, interval.upper) == pytest.approx(peer, abs=1e-9)


def test_newcombe_of_his_own_paper():
    """56/70 against 48/80: 0.0524 to 0.3339 (Newcombe 1998, table II, row a, method 10)."""
    interval = difference_interval(Share(48, 80), Share(56, 70))
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (0.0524, 0.3339)
    assert difference_interval(Share(0, 0), Share(3, 9)) is None


@pytest.mark.parametrize(("n", "base"), [(0, 10), (3, 9), (10, 10)])
def test_wilson_against_statsmodels(n, base):
    interval = wilson(Share(n, base))
    peer = proportion_confint(n, base, method="wilson")
    assert (interval.lower, interval.upper) == pytest.approx(peer, abs=1e-12)


def test_welch_against_scipy():
    test, interval = compare_means(Mean(5.2, 4.0, 30), Mean(6.1, 9.0, 45))
    peer = ttest_ind_from_stats(6.1, 3.0, 45, 5.2, 2.0, 30, equal_var=False)
    assert (test.method, test.p) == ("welch", pytest.approx(peer.pvalue, rel=1e-9))
    error = (4 / 30 + 9 / 45) ** 0.5
    assert interval.upper + interval.lower == pytest.approx(2 * 0.9)
    df = (4 / 30 + 9 / 45) ** 2 / ((4 / 30) ** 2 / 29 + (9 / 45) ** 2 / 44)
    assert (interval.upper - interval.lower) / 2 / error == pytest.approx(t.ppf(0.975, df), rel=1e-9)


@pytest.mark.parametrize("means", [(Mean(1, 0, 1), Mean(2, 1, 9)), (Mean(1, 0, 5), Mean(2, 0, 5))])
def test_means_that_cannot_be_tested(means):
    assert compare_means(*means) is None


def test_weighted_shares_are_never_counted_out():
    assert compare_shares(Share(1.5, 8.2), Share(4, 9)).method == "z"
