"""Fisher's exact test of many pairs of shares at once: all tables with the same margins that are no likelier."""

from __future__ import annotations

import numpy as np

ROUNDING = 1 + 1e-7  # two probabilities that differ by less are the same
PIECE = 2_000_000  # tables looked at in one go


def fisher_p(n1: np.ndarray, base1: np.ndarray, n2: np.ndarray, base2: np.ndarray) -> np.ndarray:
    """Two-sided p of each pair: n1 of base1 against n2 of base2."""
    chosen = n1 + n2
    low, high = np.maximum(0, chosen - base2), np.minimum(chosen, base1)
    sizes = (high - low + 1).astype(np.intp)
    result = np.empty(len(n1))
    for part in _split(sizes):
        result[part] = _sum_tables(n1[part], base1[part], base2[part], chosen[part], low[part], sizes[part])
    return result


def _split(sizes: np.ndarray) -> list[np.ndarray]:
    """Positions of pairs, so many in a piece that their tables fit into memory."""
    if not len(sizes):
        return []
    return np.split(np.arange(len(sizes)), np.flatnonzero(np.diff(np.cumsum(sizes) // PIECE)) + 1)


def _sum_tables(
    n1: np.ndarray,
    base1: np.ndarray,
    base2: np.ndarray,
    chosen: np.ndarray,
    low: np.ndarray,
    sizes: np.ndarray,
) -> np.ndarray:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    pair = np.repeat(np.arange(len(sizes)), sizes)
    counts = low[pair] + np.arange(sizes.sum()) - starts[pair]
    likely = _log_ways(base1[pair], counts) + _log_ways(base2[pair], chosen[pair] - counts)
    own = _log_ways(base1, n1) + _log_ways(base2, chosen - n1)
    relative = np.exp(likely - own[pair])  # to the table that is there
    as_rare = np.add.reduceat(np.where(relative <= ROUNDING, relative, 0), starts)
    return np.minimum(as_rare / np.add.reduceat(relative, starts), 1)


def _log_ways(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    from scipy.special import gammaln

    return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
