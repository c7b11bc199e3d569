"""Agreement of coders: Cohen's kappa with its standard error, and Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

Z95 = 1.959963984540054  # of the standard normal: 95% two-sided

# Landis & Koch (1977), Biometrics 33:159, table on p. 165: upper bound (inclusive) -> what they call the strength.
SCALE = ((0.0, "一致していない"), (0.2, "わずかな一致"), (0.4, "低い一致"), (0.6, "中程度の一致"), (0.8, "かなりの一致"), (1.0, "ほぼ完全な一致"))  # fmt: skip
UNDEFINED = "計算できない"


@dataclass(frozen=True)
class Kappa:
    """`n` pairs of decisions; `observed` and `expected`: shares (0-1) of agreement, found and by chance.

    `kappa` is NaN where both coders always said one and the same (agreement by chance is 1). `se`: of kappa, for the
    interval `lower` to `upper` (95%, within -1 and 1); `se0`: under the hypothesis that kappa is 0, for a test.
    """

    n: int
    observed: float
    expected: float
    kappa: float
    se: float
    se0: float
    lower: float
    upper: float


def measure_kappa(table: Sequence[Sequence[float]] | np.ndarray) -> Kappa:
    """Cohen's kappa of a square table of counts: first coder's categories down, second coder's across.

    kappa = (po - pe) / (1 - pe): Cohen (1960), Educ. Psychol. Meas. 20:37. Standard errors: Fleiss, Cohen & Everitt
    (1969), Psychol. Bull. 72:323, in the form of Fleiss (1981), Statistical Methods for Rates and Proportions, 2nd
    ed., chapter 13.
    """
    counts = np.asarray(table, dtype=float)
    n = counts.sum()
    if not n:
        return Kappa(0, *([nan] * 7))
    p = counts / n
    row, column = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float(np.trace(p)), float(row @ column)
    if not 1 - expected > 1e-12:
        return Kappa(int(n), observed, expected, nan, nan, nan, nan, nan)
    kappa = (observed - expected) / (1 - expected)
    se = _standard_error(p, row, column, expected, kappa) / sqrt(n)
    se0 = (
        sqrt(max(expected + expected**2 - (row * column * (row + column)).sum(), 0.0))
        / (1 - expected)
        / sqrt(n)
    )
    return Kappa(
        int(n),
        observed,
        expected,
        kappa,
        se,
        float(se0),
        max(-1.0, kappa - Z95 * se),
        min(1.0, kappa + Z95 * se),
    )


def _standard_error(
    p: np.ndarray, row: np.ndarray, column: np.ndarray, expected: float, kappa: float
) -> float:
    """Of one pair; A, B and C as in Fleiss (1981)."""
    diagonal = np.diag(p)
    a = (diagonal * (1 - (row + column) * (1 - kappa)) ** 2).sum()
    weights = (column[:, None] + row[None, :]) ** 2
    b = (1 - kappa) ** 2 * ((p * weights).sum() - (diagonal * np.diag(weights)).sum())
    c = (kappa - expected * (1 - kappa)) ** 2
    return sqrt(max(float(a + b - c), 0.0)) / (1 - expected)


def measure_alpha(values: np.ndarray) -> tuple[float, int, int]:
    """Krippendorff's alpha for nominal values: (alpha, units with two values or more, pairable values).

    `values`: one row a coder, one column a unit; NaN where nothing was decided. Any number of coders; units with a
    single value do not count. alpha = 1 - Do/De by coincidences within units: Krippendorff (2011), Computing
    Krippendorff's Alpha-Reliability, part C. NaN where all values are the same, or none can be paired.
    """
    values = np.asarray(values, dtype=float)
    categories = np.unique(values[~np.isnan(values)])
    counts = np.array([(values == category).sum(axis=0) for category in categories], dtype=float)
    if not len(categories):
        return nan, 0, 0
    counts = counts[:, counts.sum(axis=0) >= 2]
    sizes, totals = counts.sum(axis=0), counts.sum(axis=1)
    n = totals.sum()
    expected = n**2 - (totals**2).sum()
    units = counts.shape[1]
    if not expected > 0:
        return nan, units, int(n)
    observed = ((sizes**2 - (counts**2).sum(axis=0)) / (sizes - 1)).sum()
    return float(1 - (n - 1) * observed / expected), units, int(n)


def read_kappa(kappa: float) -> str:
    """Landis and Koch's word for a kappa, in Japanese; it is a convention of theirs, not a test."""
    if np.isnan(kappa):
        return UNDEFINED
    if kappa < 0:
        return SCALE[0][1]
    return next(label for bound, label in SCALE[1:] if round(kappa, 12) <= bound)


def measure_wilson(found: float, n: float) -> tuple[float, float]:
    """95% interval (0-1) of a share: Wilson (1927), J. Am. Stat. Assoc. 22:209. NaN without n."""
    if not n:
        return nan, nan
    share, squared = found / n, Z95**2
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = Z95 * sqrt(share * (1 - share) / n + squared / (4 * n**2)) / (1 + squared / n)
    return max(0.0, middle - half), min(1.0, middle + half)
