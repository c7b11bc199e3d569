"""Two-dimensional maps of distances: classical scaling, stress majorisation, and Kruskal's non-metric scaling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.numerals import number_text
from helpers.text.analyses.distances import distance_text, measure_distances
from helpers.text.analyses.terms import TermMatrix
from helpers.text.analyses.wording import name_units

METHODS = {"kruskal": "Kruskalの非計量MDS", "smacof": "計量MDS（SMACOF）", "classical": "古典的MDS"}
STEPS, SMALL_GAIN, TINY = 500, 1e-7, 1e-12


@dataclass(frozen=True)
class WordMap:
    """df_by_word (by frequency; the axes have no meaning of their own, only distances have)

    word   | pos  | tf    | df    | x       | y
    居場所 | 名詞 | 12    | 8     | -0.21   | 0.44
    str    | str  | int64 | int64 | float64 | float64

    `stress`: Kruskal's stress-1 (0: all distances are kept).
    """

    words: pd.DataFrame
    stress: float
    method: str
    coefficient: str
    units: int
    selection: str
    unit: str = "回答"


def build_map(matrix: TermMatrix, method: str = "kruskal", coefficient: str = "jaccard") -> WordMap:
    """Words used together lie near each other: distances of 1 - `coefficient` in two dimensions."""
    if method not in METHODS:
        raise ParameterError(f"方法「{method}」は使えません。使えるのは {'、'.join(METHODS)} です。")
    distances = measure_distances(matrix.incidence(), coefficient)
    points, stress = scale_distances(distances, method)
    words = matrix.terms.rename(columns={"label": "word"})[["word", "pos", "tf", "df"]]
    words = words.assign(x=points[:, 0], y=points[:, 1])
    return WordMap(words, stress, method, coefficient, len(matrix.units), matrix.selection, matrix.unit)


def scale_distances(distances: np.ndarray, method: str) -> tuple[np.ndarray, float]:
    """Points (n x 2, turned to their principal axes) and stress-1."""
    start = scale_classically(distances)
    if method == "classical" or len(distances) < 3:
        return start, _stress(distances, start)
    fit = fit_order if method == "kruskal" else None
    points = turn(majorise(distances, np.ones_like(distances), start, fit))
    target = fit(_between(points), distances) if fit else distances
    return points, _stress(target, points)


def scale_classically(distances: np.ndarray) -> np.ndarray:
    """Torgerson (1952): the two largest eigenvectors of the doubly centred squared distances; signs by the largest entry."""
    size = len(distances)
    if size < 2:
        return np.zeros((size, 2))
    centring = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-centring @ distances**2 @ centring / 2)
    values, vectors = values[::-1][:2], vectors[:, ::-1][:, :2]
    points = np.zeros((size, 2))
    points[:, : len(values)] = vectors * np.sqrt(np.clip(values, 0, None))
    return _set_signs(points)


def majorise(distances: np.ndarray, weights: np.ndarray, start: np.ndarray, fit=None) -> np.ndarray:
    """Points whose distances come near to `distances`: weighted stress never grows from step to step.

    de Leeuw (1977); the Guttman transform as in Borg and Groenen (2005), Modern Multidimensional Scaling, chapter 8. `fit`
    replaces the distances by disparities before each step (non-metric scaling).
    """
    weights = weights.copy()
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    points, before = _spread(start, distances), np.inf
    for _ in range(STEPS):
        between = _between(points)
        target = distances if fit is None else fit(between, distances)
        stress = float((weights * (between - target) ** 2).sum())
        if before - stress <= SMALL_GAIN * max(before, TINY) and np.isfinite(before):
            break
        ratio = np.divide(weights * target, between, out=np.zeros_like(between), where=between > TINY)
        points = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ points)
        before = stress
    return points


def fit_order(between: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """Disparities: the nearest numbers to `between` that rise with `distances`; ties may part (Kruskal 1964, primary)."""
    from scipy.optimize import isotonic_regression

    upper = np.triu_indices(len(distances), 1)
    order = np.lexsort((between[upper], distances[upper].round(12)))
    fitted = np.empty(len(order))
    fitted[order] = isotonic_regression(between[upper][order]).x
    fitted *= np.sqrt(len(fitted) / max((fitted**2).sum(), TINY))  # else all points shrink to one
    target = np.zeros_like(distances)
    target[upper] = fitted
    return target + target.T


def turn(points: np.ndarray) -> np.ndarray:
    """Centred, the longest direction along x, signs by the furthest point."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return _set_signs(centred @ axes.T)


def _set_signs(points: np.ndarray) -> np.ndarray:
    far = points[np.argmax(np.abs(points).round(9), axis=0), range(points.shape[1])]
    return points * np.where(far < 0, -1.0, 1.0)


def _spread(start: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """Points that coincide are moved apart a little, on a spiral, so that they can part."""
    size = float(distances[np.isfinite(distances)].max(initial=0.0)) or 1.0
    number = np.arange(len(start))
    angle = number * np.pi * (3 - np.sqrt(5))
    spiral = np.column_stack([np.cos(angle), np.sin(angle)]) * np.sqrt(number + 1)[:, None]
    return start + 1e-3 * size * spiral / max(np.sqrt(len(start)), 1)


def _between(points: np.ndarray) -> np.ndarray:
    gaps = points[:, None, :] - points[None, :, :]
    return np.sqrt((gaps**2).sum(axis=2))


def _stress(target: np.ndarray, points: np.ndarray) -> float:
    """Kruskal's stress-1: sqrt(sum (d - target)^2 / sum d^2)."""
    between = _between(points)
    whole = float((between**2).sum())
    return float(np.sqrt(((between - target) ** 2).sum() / whole)) if whole > TINY else 0.0


def tell_map(word_map: WordMap) -> list[str]:
    """How to read the map, in Japanese, from the result."""
    words = word_map.words
    if len(words) < 3:
        return [f"語が{len(words)}語しかないため、地図は描けない。"]
    verdict = next(text for limit, text in FITS if word_map.stress < limit)
    return [
        f"近くにある語ほど同じ{word_map.unit}で使われやすい（{METHODS[word_map.method]}、距離は{distance_text(word_map.coefficient)}、{name_units(word_map.units, word_map.unit)}の{len(words):,}語）。"
        "図形の面積は出現回数。縦横の軸そのものに意味はない。",
        f"ストレスは{number_text(word_map.stress, 2)}で、{verdict}。",
    ]


# Kruskal (1964), Psychometrika 29:1: 0.05 good, 0.10 fair, 0.20 poor.
FITS = (
    (0.05, "平面に良く表されている"),
    (0.10, "平面にまずまず表されている"),
    (0.20, "平面には無理がある。細かな遠近は読まない"),
    (float("inf"), "平面に収まりきらない。大まかな配置だけを見て、遠近は共起の表で確かめる"),
)
