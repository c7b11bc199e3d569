"""years/chance: published examples, and values of scipy 1.17.1 (chi2_contingency without correction, fisher_exact)."""

import pytest

from helpers.years.chance import Share, compare_shares, fisher_p, z_p


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
