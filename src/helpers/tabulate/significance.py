"""Which columns of a banner differ by more than chance: z tests of shares, Welch tests of means, letters.

All pairs of all banners are tested at once, as arrays rows x pairs; p values come from scipy.special.
"""

from __future__ import annotations

import numpy as np

from helpers.tabulate.block import Block
from helpers.tabulate.columns import Columns
from helpers.tabulate.fisher import fisher_p
from helpers.tabulate.rows import MARK
from helpers.tabulate.settings import Settings

SMALL_EXPECTED = 5  # Cochran 1954, Biometrics 10:417
LEAST_BASE = 2


def compare_columns(block: Block, settings: Settings, weighted: bool, hidden: np.ndarray) -> np.ndarray:
    """Letters of the columns that each one is significantly higher than ("A,C"): rows x columns.

    Marks are no rows to test, and no figure that is left out (`hidden`, rows x columns) is tested.
    """
    columns, is_share = block.columns, block.is_share
    letters = np.full(block.n.shape, "", dtype=object)
    if not len(columns.left) or not block.rows:
        return letters
    p, higher = (np.full((len(block.rows), len(columns.left)), np.nan) for _ in range(2))
    p[is_share], higher[is_share] = share_p(block.keep_rows(is_share), weighted)
    p[~is_share], higher[~is_share] = mean_p(block.keep_rows(~is_share))
    p[[row.kind == MARK for row in block.rows]] = np.nan
    p[hidden[:, columns.left] | hidden[:, columns.right]] = np.nan
    significant = correct(p, settings.correction, columns.family) < settings.level
    _write_letters(letters, columns, significant, higher)
    return letters


def _write_letters(
    letters: np.ndarray, columns: Columns, significant: np.ndarray, higher: np.ndarray
) -> None:
    rows, pairs = np.nonzero(significant)
    left_wins = higher[rows, pairs] > 0
    winners = np.where(left_wins, columns.left[pairs], columns.right[pairs])
    losers = np.where(left_wins, columns.right[pairs], columns.left[pairs])
    order = np.lexsort((losers, winners, rows))
    for row, winner, loser in zip(rows[order], winners[order], losers[order], strict=True):
        letters[row, winner] += ("," if letters[row, winner] else "") + columns.letters[loser]


def share_p(block: Block, weighted: bool) -> tuple[np.ndarray, np.ndarray]:
    """(two-sided p, left minus right) of shares; NaN where not tested.

    z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)) with the pooled share p, no continuity correction (Fleiss 1981, 2.3);
    n is the effective base. Where an expected count is below 5, Fisher's exact test; with weights none. Not tested: a
    base below 2, a share of 0 or 1.
    """
    from scipy.special import erfc

    pairs = block.columns
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


def mean_p(block: Block) -> tuple[np.ndarray, np.ndarray]:
    """(two-sided p, left minus right) of means that have a variance (Welch 1947, Biometrika 34:28).

    t = (m1 - m2) / sqrt(v1/n1 + v2/n2), degrees of freedom after Welch and Satterthwaite; n is the effective base.
    """
    from scipy.special import stdtr

    pairs = block.columns
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


def correct(p: np.ndarray, correction: str, family: np.ndarray) -> np.ndarray:
    """p values (rows x pairs) corrected for the tests of the same row and family (NaN is no test)."""
    if correction == "none" or not p.size:
        return p
    starts = np.flatnonzero(np.diff(family, prepend=-1))
    if correction == "bonferroni":
        tests = np.add.reduceat(np.isfinite(p).astype(int), starts, axis=1)
        return np.minimum(p * np.repeat(tests, np.diff(starts, append=len(family)), axis=1), 1)
    return np.hstack([_holm(part) for part in np.split(p, starts[1:], axis=1)])


def _holm(p: np.ndarray) -> np.ndarray:
    """The k-th smallest times (tests - k + 1), never below one before it (Holm 1979, Scand. J. Statist. 6:65)."""
    order = np.argsort(p, axis=1, kind="stable")  # NaN last
    tests = np.isfinite(p).sum(axis=1, keepdims=True)
    steps = np.maximum(tests - np.arange(p.shape[1]), 1)
    ordered = np.maximum.accumulate(np.take_along_axis(p, order, axis=1) * steps, axis=1)
    result = np.empty_like(p)
    np.put_along_axis(result, order, np.minimum(ordered, 1), axis=1)
    return result
