"""Classes of a histogram: round edges by a stated rule, far values and small tails in an open class at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log2

import numpy as np

from helpers.figures.rounding import NEARLY, next_step, round_step

MOST_BINS, FAR = 30, 3
FREEDMAN_DIACONIS, STURGES = "Freedman-Diaconis の規則", "Sturges の規則"


@dataclass(frozen=True)
class Bins:
    """`edges` are multiples of `width`; a class holds low <= x < high, the first and last one more where they are open.

    `counts` are respondents, or their weights.
    """

    width: float
    edges: tuple[float, ...]
    counts: tuple[float, ...]
    rule: str
    open_low: bool = False
    open_high: bool = False


def count_bins(
    values: Sequence[float], weights: Sequence[float] | None = None, suppress_below: int = 0
) -> Bins | None:
    """Classes of equal, round width; None where even two classes would show 1 to `suppress_below` - 1 respondents.

    The width is the next of 1, 2, 5 times a power of ten from Freedman and Diaconis' 2 IQR / n^(1/3) (1981, Z. Wahrsch.
    verw. Gebiete 57:453); with an IQR of 0 from Sturges' range / (log2 n + 1) (1926, JASA 21:65). Whole numbers have
    classes of at least 1; there are 30 classes at most. Values further than 3 IQR outside the quartiles (Tukey 1977)
    are gathered in an open class.
    """
    numbers, heavy = (
        np.asarray(values, dtype=float),
        np.asarray(weights if weights is not None else [], dtype=float),
    )
    low, high = _find_fences(numbers)
    width, rule = _choose_width(numbers, low, high)
    widest = max(float(numbers.max() - numbers.min()), width)
    while width <= 2 * widest:
        edges = _merge_tails(numbers, _list_edges(low, high, width), suppress_below)
        counts = _count(numbers, edges, None)
        if not np.any((counts > 0) & (counts < suppress_below)):
            shown = counts if weights is None else _count(numbers, edges, heavy)
            return Bins(width, tuple(map(float, edges)), tuple(map(float, shown)), rule,
                        bool(numbers.min() < edges[0]), bool(numbers.max() >= edges[-1]))  # fmt: skip
        width = next_step(width)
    return None


def _find_fences(numbers: np.ndarray) -> tuple[float, float]:
    """The range that classes cover."""
    first, third = np.quantile(numbers, [0.25, 0.75])
    reach = FAR * (third - first)
    if not reach:
        return float(numbers.min()), float(numbers.max())
    inside = numbers[(numbers >= first - reach) & (numbers <= third + reach)]
    return float(inside.min()), float(inside.max())


def _choose_width(numbers: np.ndarray, low: float, high: float) -> tuple[float, str]:
    first, third = np.quantile(numbers, [0.25, 0.75])
    width, rule = 2 * float(third - first) / len(numbers) ** (1 / 3), FREEDMAN_DIACONIS
    if not width:
        width, rule = (high - low) / (log2(len(numbers)) + 1), STURGES
    width = max(width, (high - low) / (MOST_BINS - 2))
    width = round_step(width) if width > 0 else 1.0
    is_whole = bool(np.all(numbers == np.round(numbers)))
    return (max(width, 1.0) if is_whole else width), rule


def _list_edges(low: float, high: float, width: float) -> np.ndarray:
    """From the multiple of the width at or below `low` to the one above `high`."""
    first, last = floor(low / width + NEARLY), floor(high / width + NEARLY) + 1
    return np.round(np.arange(first, last + 1) * width, 12)


def _merge_tails(numbers: np.ndarray, edges: np.ndarray, least: int) -> np.ndarray:
    """Without the outer edges as long as the class at an end holds too few; far values fall into the last class."""
    while len(edges) > 2 and 0 < _count(numbers, edges, None)[-1] < least:
        edges = edges[:-1]
    while len(edges) > 2 and 0 < _count(numbers, edges, None)[0] < least:
        edges = edges[1:]
    return edges


def _count(numbers: np.ndarray, edges: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    """Of each class; what lies outside the edges counts in the first or the last."""
    place = np.clip(np.searchsorted(edges, numbers, side="right") - 1, 0, len(edges) - 2)
    return np.bincount(place, weights=weights, minlength=len(edges) - 1)
