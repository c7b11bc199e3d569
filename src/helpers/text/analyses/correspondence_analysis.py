"""Correspondence analysis of words (or codes) x values of an attribute."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.numerals import number_text

DISTINCTIVE = 60  # KH Coder analyses the 60 words that differ most
TINY, FEW = 1e-12, 30


@dataclass(frozen=True)
class CorrespondenceAnalysis:
    """Principal coordinates of rows and columns, and the inertia of the axes.

        rows, columns: df_by_point (one row a word / a value; k = 1, 2, ... axes)
        label  | n  | mass (0-1) | distance | inertia | dim_k | contribution_k (0-100, sums to 100) | cos2_k (0-1)
        居場所 | 12 | 0.06       | 0.86     | 0.045   | 0.41  | 7.2                                 | 0.85

        axes: df_by_axis
        axis | inertia (eigenvalue) | percent (0-100) | cumulative (0-100)
        1    | 0.0748               | 87.8            | 87.8

    `left_out`: rows and columns without any count. `distance`: chi-square distance from the centroid (the origin).
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    axes: pd.DataFrame
    total: int
    inertia: float
    chi2: float
    df: int
    left_out: tuple[str, ...]


def build_correspondence_analysis(table: pd.DataFrame) -> CorrespondenceAnalysis:
    """Singular value decomposition of the standardised residuals of a table of counts.

    Benzécri (1973); notation of Greenacre (2017), Correspondence Analysis in Practice, 3rd ed., appendix A. Signs are set so
    that the column furthest out on an axis lies on its positive side.
    """
    counts = table.to_numpy(dtype=float)
    row_kept, column_kept = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    left_out = (*table.index[~row_kept].astype(str), *table.columns[~column_kept].astype(str))
    table, counts = table.loc[row_kept, column_kept], counts[np.ix_(row_kept, column_kept)]
    total = counts.sum()
    shares = counts / total if total else counts
    row_mass, column_mass = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(row_mass, column_mass)
    residuals = (shares - expected) / np.sqrt(expected)
    left, singular, right = _decompose(residuals)
    rows = left * singular / np.sqrt(row_mass)[:, None]
    columns = right * singular / np.sqrt(column_mass)[:, None]
    signs = _choose_signs(columns)
    inertia = float((residuals**2).sum())
    axes = _list_axes(singular, inertia)
    return CorrespondenceAnalysis(
        _list_points(table.index, counts.sum(axis=1), row_mass, rows * signs, residuals, singular),
        _list_points(table.columns, counts.sum(axis=0), column_mass, columns * signs, residuals.T, singular),
        axes, int(total), inertia, inertia * total, max(counts.shape[0] - 1, 0) * max(counts.shape[1] - 1, 0), left_out,
    )  # fmt: skip


def choose_distinctive(
    table: pd.DataFrame, totals: pd.Series | None = None, limit: int = DISTINCTIVE
) -> pd.DataFrame:
    """The `limit` words of a crosstab (words x values) that differ most between the values, by Pearson's chi-square.

    `totals`: all words of each value (default: the sums of the table). Each word is compared with all other words: a table
    of 2 x values. Equal ones stay in the order of the table, which is kept.
    """
    chi2 = measure_distinctiveness(table, totals)
    order = np.lexsort((np.arange(len(chi2)), -np.round(chi2, 9)))
    return table.iloc[np.sort(order[:limit])]


def measure_distinctiveness(table: pd.DataFrame, totals: pd.Series | None = None) -> np.ndarray:
    """Pearson's chi-square of each row against the rest of the words, without correction."""
    counts = table.to_numpy(dtype=float)
    whole = counts.sum(axis=0) if totals is None else totals.reindex(table.columns).to_numpy(dtype=float)
    share = whole / whole.sum() if whole.sum() else whole
    used = counts.sum(axis=1, keepdims=True)
    chi2 = np.zeros(len(counts))
    for observed, expected in ((counts, used * share), (whole - counts, (whole.sum() - used) * share)):
        part = np.divide(
            (observed - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0
        )
        chi2 += part.sum(axis=1)
    return chi2


def _decompose(residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left vectors, singular values, right vectors of the axes that carry inertia."""
    if not residuals.size:
        return np.zeros((len(residuals), 0)), np.zeros(0), np.zeros((residuals.shape[1], 0))
    left, singular, right = np.linalg.svd(residuals, full_matrices=False)
    kept = singular**2 > TINY
    return left[:, kept], singular[kept], right[kept].T


def _choose_signs(columns: np.ndarray) -> np.ndarray:
    if not columns.size:
        return np.ones(columns.shape[1])
    size = np.abs(columns).round(9)
    far = columns[np.argmax(size, axis=0), np.arange(columns.shape[1])]
    return np.where(far < 0, -1.0, 1.0)


def _list_axes(singular: np.ndarray, inertia: float) -> pd.DataFrame:
    values = singular**2
    percent = 100 * values / inertia if inertia > TINY else values
    numbers = np.arange(1, len(values) + 1)
    return pd.DataFrame(
        {"axis": numbers, "inertia": values, "percent": percent, "cumulative": percent.cumsum()}
    )


def _list_points(
    labels: pd.Index,
    n: np.ndarray,
    mass: np.ndarray,
    points: np.ndarray,
    residuals: np.ndarray,
    singular: np.ndarray,
) -> pd.DataFrame:
    own = (residuals**2).sum(axis=1)
    frame = {"label": labels.astype(str), "n": n.astype(np.int64), "mass": mass}
    frame |= {"distance": np.sqrt(own / mass), "inertia": own}
    part = mass[:, None] * points**2
    for axis, value in enumerate(singular):
        frame[f"dim_{axis + 1}"] = points[:, axis]
        frame[f"contribution_{axis + 1}"] = 100 * part[:, axis] / value**2
        frame[f"cos2_{axis + 1}"] = np.divide(part[:, axis], own, out=np.zeros(len(own)), where=own > TINY)
    return pd.DataFrame(frame)


def tell_correspondence(analysis: CorrespondenceAnalysis) -> list[str]:
    """How to read the map, in Japanese, from the result."""
    axes = analysis.axes
    if axes.empty:
        return ["値が1つしかないか、どの値でも語の使われ方が同じか、語がないため、対応分析はできない。"]
    shown = axes["percent"].head(2)
    said = "、".join(f"第{axis}軸 {number_text(float(value))}%" for axis, value in enumerate(shown, 1))
    told = [
        f"図に示した軸で、使われ方の違いの{number_text(float(shown.sum()))}%が表される（{said}）。"
        + (f"残りの{number_text(100 - float(shown.sum()))}%は図に表れない。" if shown.sum() < 99.95 else ""),
        "原点から同じ方向にある語と値ほど結びつきが強く、原点に近い語はどの値でも同じように使われている。"
        "語と値の間の距離そのものは比べられない。",
    ]
    told += ["値が2つのため軸は1本で、左右の位置だけを読む。"] if len(axes) == 1 else []
    told += [text for axis in range(1, min(len(axes), 2) + 1) if (text := _tell_axis(analysis, axis))]
    few = [f"「{row.label}」（延べ{row.n:,}語）" for row in analysis.columns.itertuples() if row.n < FEW]
    if few and analysis.total >= 100:
        told.append(f"{'、'.join(few)}は語が少なく、少しの違いで軸を大きく動かす。")
    if analysis.total < 100:
        told.append(f"もとの表の合計は{analysis.total:,}と少なく、1つの回答で位置が大きく変わりうる。")
    return told


def _tell_axis(analysis: CorrespondenceAnalysis, axis: int) -> str:
    """The values and words that make an axis, on each of its sides."""
    sides = []
    for sign, name in ((1, "正"), (-1, "負")):
        makers = [
            (kind, _name_makers(points, axis, sign))
            for kind, points in (("値", analysis.columns), ("語", analysis.rows))
        ]
        found = "と".join(f"{kind}{names}" for kind, names in makers if names)
        sides += [f"{name}の側に{found}"] if found else []
    return f"第{axis}軸に大きく寄与するのは、{'、'.join(sides)}。" if sides else ""


def _name_makers(points: pd.DataFrame, axis: int, sign: int, most: int = 3) -> str:
    """Points on this side whose contribution is not below the average, largest first (Greenacre 2017, chapter 11)."""
    enough = points[f"contribution_{axis}"] >= 100 / len(points) - 1e-9
    part = points[(points[f"dim_{axis}"] * sign > 0) & enough]
    part = part.sort_values(f"contribution_{axis}", ascending=False, kind="stable")
    return "".join(f"「{label}」" for label in part["label"].head(most))
