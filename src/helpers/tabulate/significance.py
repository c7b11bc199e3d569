"""Which columns of a banner differ by more than chance: z tests of shares, Welch tests of means, letters.

All pairs of a banner are tested at once, as arrays rows x pairs; p values come from scipy.special.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import Banner
from helpers.tabulate.block import Block
from helpers.tabulate.fisher import fisher_p
from helpers.tabulate.rows import MARK
from helpers.tabulate.settings import Settings

SMALL_EXPECTED = 5  # Cochran 1954, Biometrics 10:417
LEAST_BASE = 2


@dataclass(frozen=True)
class Pairs:
    """Positions of the columns that are compared: `left[k]` with `right[k]`, left before right."""

    left: np.ndarray
    right: np.ndarray


def list_pairs(banner: Banner) -> Pairs:
    """Every two tested columns that have the same parent."""
    tested = np.flatnonzero(banner.tested)
    one, other = np.triu_indices(len(tested), k=1)
    left, right = tested[one], tested[other]
    together = banner.parents[left] == banner.parents[right]
    return Pairs(left[together], right[together])


def letter_columns(banner: Banner) -> np.ndarray:
    """A, B, ..., Z, AA, AB, ... for the tested columns that have a partner; "" for the others."""
    letters = np.full(len(banner.labels), "", dtype=object)
    pairs = list_pairs(banner)
    for number, column in enumerate(np.union1d(pairs.left, pairs.right)):
        letters[column] = name_letter(number)
    return letters


def name_letter(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA, as spreadsheets name columns."""
    name = ""
    while number >= 0:
        number, place = divmod(number, 26)
        name, number = chr(ord("A") + place) + name, number - 1
    return name


def compare_columns(block: Block, settings: Settings, weighted: bool, hidden: np.ndarray) -> np.ndarray:
    """Letters of the columns that each one is significantly higher than ("A,C"): rows x columns.

    Marks are no rows to test, and no figure that is left out (`hidden`, rows x columns) is tested.
    """
    pairs = list_pairs(block.banner)
    letters = np.full(block.n.shape, "", dtype=object)
    if not len(pairs.left) or not block.rows:
        return letters
    is_share = block.is_share
    p, higher = (
        np.full((len(block.rows), len(pairs.left)), np.nan),
        np.zeros((len(block.rows), len(pairs.left))),
    )
    p[is_share], higher[is_share] = share_p(block.keep_rows(is_share), pairs, weighted)
    p[~is_share], higher[~is_share] = mean_p(block.keep_rows(~is_share), pairs)
    p[[row.kind == MARK for row in block.rows]] = np.nan
    p[hidden[:, pairs.left] | hidden[:, pairs.right]] = np.nan
    significant = correct(p, settings.correction) < settings.level
    return _write_letters(letters, letter_columns(block.banner), pairs, significant, higher)


def _write_letters(
    letters: np.ndarray, names: np.ndarray, pairs: Pairs, significant: np.ndarray, higher: np.ndarray
) -> np.ndarray:
    rows, places = np.nonzero(significant)
    left_wins = higher[rows, places] > 0
    winners = np.where(left_wins, pairs.left[places], pairs.right[places])
    losers = np.where(left_wins, pairs.right[places], pairs.left[places])
    order = np.lexsort((losers, winners, rows))
    for row, winner, loser in zip(rows[order], winners[order], losers[order], strict=True):
        letters[row, winner] += ("," if letters[row, winner] else "") + names[loser]
    return letters


def share_p(block: Block, pairs: Pairs, weighted: bool) -> tuple[np.ndarray, np.ndarray]:
    """(two-sided p, left minus right) of shares; NaN where not tested.

    z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)) with the pooled share p, no continuity correction (Fleiss 1981, 2.3);
    n is the effective base. Where an expected count is below 5, Fisher's exact test; with weights none. Not tested: a
    base below 2, a share of 0 or 1.
    """
    from scipy.special import erfc

    share, base = block.n / np.where(block.base > 0, block.base, np.nan), block.effective
    one, other = share[:, pairs.left], share[:, pairs.right]
    n1, n2 = base[:, pairs.left], base[:, pairs.right]
    tested = (np.minimum(n1, n2) >= LEAST_BASE) & (one > 0) & (one < 1) & (other > 0) & (other < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (one * n1 + other * n2) / (n1 + n2)
        z = (one - other) / np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
        expected = np.minimum(n1, n2) * np.minimum(pooled, 1 - pooled)
    small = tested & (expected < SMALL_EXPECTED)
    p = np.where(tested & ~small, erfc(np.abs(z) / np.sqrt(2)), np.nan)
    if small.any() and not weighted:
        rows, places = np.nonzero(small)
        held = (block.n_plain, block.base_plain)
        left, right = ([each[rows, side[places]] for each in held] for side in (pairs.left, pairs.right))
        p[small] = fisher_p(*left, *right)
    return p, one - other


def mean_p(block: Block, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """(two-sided p, left minus right) of means that have a variance (Welch 1947, Biometrika 34:28).

    t = (m1 - m2) / sqrt(v1/n1 + v2/n2), degrees of freedom after Welch and Satterthwaite; n is the effective base.
    """
    from scipy.special import stdtr

    part = block.variance / np.where(block.effective >= LEAST_BASE, block.effective, np.nan)
    one, other = part[:, pairs.left], part[:, pairs.right]
    n1, n2 = block.effective[:, pairs.left], block.effective[:, pairs.right]
    difference = block.value[:, pairs.left] - block.value[:, pairs.right]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = difference / np.sqrt(one + other)
        df = (one + other) ** 2 / (one**2 / (n1 - 1) + other**2 / (n2 - 1))
    p = np.full(t.shape, np.nan)
    known = np.isfinite(t) & np.isfinite(df)
    p[known] = 2 * stdtr(df[known], -np.abs(t[known]))
    return p, difference


def correct(p: np.ndarray, correction: str) -> np.ndarray:
    """p values of each row corrected for the number of tests in that row (NaN is no test)."""
    tests = np.isfinite(p).sum(axis=1, keepdims=True)
    if correction == "none":
        return p
    if correction == "bonferroni":
        return np.minimum(p * tests, 1)
    return _holm(p, tests)


def _holm(p: np.ndarray, tests: np.ndarray) -> np.ndarray:
    """The k-th smallest times (tests - k + 1), never below one before it (Holm 1979, Scand. J. Statist. 6:65)."""
    order = np.argsort(p, axis=1, kind="stable")  # NaN last
    steps = np.maximum(tests - np.arange(p.shape[1]), 1)
    ordered = np.maximum.accumulate(np.take_along_axis(p, order, axis=1) * steps, axis=1)
    result = np.empty_like(p)
    np.put_along_axis(result, order, np.minimum(ordered, 1), axis=1)
    return result
