"""Codes by the values of a variable: counts, percentages, chi-square, standardised residuals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.coding.counts import keep_whole, read_weights
from helpers.text.coding.values import as_labels, order_values

LEVELS = ((0.01, "**"), (0.05, "*"))
RESIDUALS = (
    (2.5758293035489004, "**"),
    (1.959963984540054, "*"),
)  # two-sided 1% and 5% of the normal distribution
SMALL_EXPECTED = 5.0
COLUMNS = {
    "code": "str", "value": "str", "n": "int64", "percent": "float64", "chi2": "float64", "p": "float64",
    "mark": "str", "base": "int64", "df": "int64", "residual": "float64", "residual_mark": "str",
    "least_expected": "float64",
}  # fmt: skip


def crosstab_codes(
    df_by_unit_code: pd.DataFrame, variable: pd.Series, weights: pd.Series | None = None
) -> pd.DataFrame:
    """Every code by every value of a variable (one entry a unit, in their order; blank: left out).

        df_by_code_value (codes in the order of the rules, within a code the values)
        code   | value | n  | percent | chi2  | p     | mark | base | df | residual | residual_mark | least_expected
        見守り | 男性  | 12 | 40.0    | 6.667 | 0.010 | **   | 30   | 1  | 2.58     | **            | 10.0
        str    | str   | n: int64 (float64 if weighted) and base likewise; percent = 100 n / base

    `chi2`, `p`, `mark` belong to the code: Pearson's chi-square of "has the code" x value, without correction for
    continuity, `*` p<.05, `**` p<.01; NaN and "" where nothing can be tested (one value, no unit or every unit coded).
    `residual`: Haberman's adjusted residual (1973, Biometrics 29:205), (n - e) / sqrt(e (1 - row share)(1 - column
    share)), about normal: beyond 1.96 `*`, 2.58 `**`. `least_expected`: the smallest expected count; chi-square is
    rough below 5. With weights the test stands on the effective number of units (Kish 1965: (sum w)^2 / sum w^2).
    """
    if len(variable) != len(df_by_unit_code):
        raise ParameterError(
            f"変数は{len(variable)}件、単位は{len(df_by_unit_code)}件です。単位ごとに1件の値を渡してください。"
        )
    labels, values = as_labels(variable), order_values(variable)
    member = np.array([labels == value for value in values], dtype="float64").reshape(
        len(values), len(labels)
    )
    shares = read_weights(weights, df_by_unit_code)
    base = member @ shares
    effective = _measure_effective(shares[member.any(axis=0)]) if weights is not None else 1.0
    parts = [
        _describe(str(code), values, member @ (shares * held), base, effective)
        for code, held in df_by_unit_code.items()
    ]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    types = COLUMNS if weights is None else COLUMNS | {"n": "float64", "base": "float64"}
    for name in ("n", "base"):
        frame[name] = keep_whole(frame[name].to_numpy(dtype="float64"), weights)
    return frame[list(COLUMNS)].astype(types)


def _describe(
    code: str, values: list[str], n: np.ndarray, base: np.ndarray, effective: float
) -> pd.DataFrame:
    chi2, p, least = measure_chi2(n * effective, base * effective)
    residual = measure_residuals(n * effective, base * effective)
    percent = np.divide(100 * n, base, out=np.full(len(n), np.nan), where=base > 0)
    marks = [mark_level(RESIDUALS, abs(value), above=True) for value in residual]
    return pd.DataFrame(
        {
            "code": code, "value": values, "n": n, "percent": percent, "chi2": chi2, "p": p,
            "mark": mark_level(LEVELS, p), "base": base, "df": max(len(values) - 1, 0), "residual": residual,
            "residual_mark": marks, "least_expected": least,
        }
    )  # fmt: skip


def _measure_effective(weights: np.ndarray) -> float:
    """What weighted counts are multiplied by, so that they sum to the effective number of units."""
    return weights.sum() / (weights**2).sum() if len(weights) and weights.any() else 1.0


def measure_chi2(n: np.ndarray, base: np.ndarray) -> tuple[float, float, float]:
    """(chi-square, p, smallest expected count) of the table n, base - n; NaN where a margin is empty."""
    from scipy.special import chdtrc

    whole, coded = base.sum(), n.sum()
    if len(n) < 2 or not 0 < coded < whole or not (base > 0).all():
        return np.nan, np.nan, np.nan
    expected = np.vstack([base * coded, base * (whole - coded)]) / whole
    chi2 = float(((np.vstack([n, base - n]) - expected) ** 2 / expected).sum())
    return chi2, float(chdtrc(len(n) - 1, chi2)), float(expected.min())


def measure_residuals(n: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Adjusted residuals of the cells "has the code" (Haberman 1973); NaN where a margin is empty or whole."""
    whole, coded = base.sum(), n.sum()
    if not whole:
        return np.full(len(n), np.nan)
    expected = base * coded / whole
    variance = expected * (1 - coded / whole) * (1 - base / whole)
    return np.divide(n - expected, np.sqrt(variance), out=np.full(len(n), np.nan), where=variance > 1e-12)


def mark_level(levels: tuple[tuple[float, str], ...], value: float, above: bool = False) -> str:
    """The first mark whose level is passed; "" for NaN."""
    passed = (mark for level, mark in levels if (value > level if above else value < level))
    return next(passed, "")
