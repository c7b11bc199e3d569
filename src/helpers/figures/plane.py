"""The plane of a correspondence analysis on the page: one scale for both axes, far words at the edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.style import WIDTH
from helpers.text.analyses.correspondence_analysis import CorrespondenceAnalysis

LEAST_HEIGHT, MOST_HEIGHT, EDGE = 90.0, 165.0, 9.0


@dataclass(frozen=True)
class Plane:
    """The map on the page: mm of coordinate 0 and mm a unit, the frame's size."""

    origin: np.ndarray
    scale: float
    height: float

    def to_page(self, points: np.ndarray) -> np.ndarray:
        return self.origin + points * np.array([1, -1]) * self.scale


def read_coordinates(points: pd.DataFrame, axes: tuple[int, int]) -> np.ndarray:
    """Two columns; an axis that the analysis does not have is 0."""
    names = [f"dim_{axis}" for axis in axes]
    return np.column_stack([points[n] if n in points else np.zeros(len(points)) for n in names])


def spread_line(
    analysis: CorrespondenceAnalysis, rows: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """With a single axis (two values) words stand higher the more frequent they are, values at the foot."""
    if len(analysis.axes) != 1:
        return rows, columns
    rows, columns = rows.copy(), columns.copy()
    height = np.log10(analysis.rows["n"].to_numpy(dtype=float))
    most = max(height.max(initial=0), 1e-9)
    reach = max(np.abs(np.concatenate([rows[:, 0], columns[:, 0]])).max(initial=0), 1e-9)
    rows[:, 1] = reach * (0.15 + height / most)
    return rows, columns


def pull_in(rows: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Words far outside all others stand at the edge, with an arrow in their label ("" elsewhere).

    On each side up to 3% of the words (at least one) are far when the others, and all values, end before 70% of the way.
    """
    shown, arrows = rows.copy(), [""] * len(rows)
    for axis, sign, arrow in ((0, 1, "→"), (0, -1, "←"), (1, 1, "↑"), (1, -1, "↓")):
        reach = np.sort(rows[:, axis] * sign)
        rest = reach[: len(reach) - max(1, round(0.03 * len(reach)))]
        edge = max([*rest[-1:], *(columns[:, axis] * sign), 0.0])
        if not len(rest) or edge >= 0.7 * reach[-1]:
            continue
        for row in np.flatnonzero(rows[:, axis] * sign > edge):
            shown[row, axis], arrows[row] = 1.12 * edge * sign, arrows[row] + arrow
    return shown, arrows


def fit_plane(points: np.ndarray) -> Plane:
    """As large as the width allows, no higher than a page; both axes in one scale."""
    points = np.vstack([points, [[0, 0]]])
    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.maximum(high - low, 1e-6)
    scale = min((WIDTH - 2 * EDGE - 12) / extent[0], (MOST_HEIGHT - 2 * EDGE) / extent[1])
    height = float(np.clip(extent[1] * scale + 2 * EDGE, LEAST_HEIGHT, MOST_HEIGHT))
    middle = (low + high) / 2
    return Plane(
        np.array([WIDTH / 2 - middle[0] * scale, height / 2 + middle[1] * scale]), float(scale), height
    )
