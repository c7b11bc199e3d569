"""Biplot of a correspondence analysis: values as named squares, words as circles, the origin as two lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.canvas import MARGIN, build_canvas, fill_box, notes_height, write_lines, write_notes
from helpers.figures.groups import CIRCLE, SQUARE, Look, draw_shape
from helpers.figures.lettering import one_line
from helpers.figures.picture import Picture
from helpers.figures.placing import place_beside
from helpers.figures.plane import Plane, fit_plane, pull_in, read_coordinates, spread_line
from helpers.figures.shapes_key import draw_shapes_key, key_height, list_sizes, shape_item
from helpers.figures.style import (
    BLUE_900,
    GRAY_200,
    GRAY_536,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    TEXT_PT,
    WIDTH,
    use_style,
)
from helpers.figures.word_labels import measure_labels, wrap_labels
from helpers.numerals import number_text
from helpers.text.analyses.correspondence_analysis import CorrespondenceAnalysis

WORD_LOOK, VALUE_LOOK = Look("#c5d7fb", BLUE_900, CIRCLE), Look("#ffa66d", "#ac3e00", SQUARE)
LARGEST, SMALLEST, VALUE_AREA = 60.0, 3.0, 14.0


def plot_correspondence(
    analysis: CorrespondenceAnalysis, axes: tuple[int, int] = (1, 2), title: str = "", name: str = "correspondence",
    word: str = "語",
) -> Picture:  # fmt: skip
    """The plane of two axes in equal scale (symmetric map: rows and columns in principal coordinates).

    Circles by frequency. A word whose label finds no room is shown by its circle only, and the note counts them. `word` names
    the rows (語, コード).
    """
    rows, columns = spread_line(
        analysis, *(read_coordinates(points, axes) for points in (analysis.rows, analysis.columns))
    )
    areas = np.concatenate([_areas(analysis.rows["n"]), np.full(len(columns), VALUE_AREA)])
    shown, arrows = pull_in(rows, columns) if len(analysis.axes) > 1 else (rows, [""] * len(rows))
    plane = fit_plane(np.vstack([shown, columns]))
    points = plane.to_page(np.vstack([shown, columns]))
    key = [
        shape_item(VALUE_LOOK, "値（属性など）"),
        shape_item(WORD_LOOK, word),
        *list_sizes(analysis.rows["n"], LARGEST),
    ]
    with use_style():
        if not len(analysis.axes):
            return Picture(_say_nothing(), describe_correspondence(analysis, axes, title, word), name)
        centres, labels = _place_labels(analysis, points, areas, plane, arrows)
        notes = _notes(analysis, int(np.isnan(centres[:, 0]).sum()), sum(map(bool, arrows)), word)
        canvas = build_canvas(plane.height + 6 + key_height(key) + notes_height(notes))
        _draw_frame(canvas, plane, analysis, axes)
        _draw_points(canvas, points, areas, len(rows))
        _write_labels(canvas, points, centres, labels, areas, len(rows))
        write_notes(canvas, notes, draw_shapes_key(canvas, key, plane.height + 5.5))
    return Picture(canvas.figure, describe_correspondence(analysis, axes, title, word), name)


def _areas(n: pd.Series) -> np.ndarray:
    return np.maximum(LARGEST * n.to_numpy(dtype=float) / max(n.max() if len(n) else 1, 1), SMALLEST)


def _place_labels(
    analysis: CorrespondenceAnalysis,
    points: np.ndarray,
    areas: np.ndarray,
    plane: Plane,
    arrows: Sequence[str],
) -> tuple[np.ndarray, list[list[str]]]:
    """Values first, then words by their share in the inertia: what matters most stands nearest."""
    labels = wrap_labels([*(analysis.rows["label"] + list(arrows)), *analysis.columns["label"]])
    sizes = np.vstack(
        [measure_labels(labels[: len(analysis.rows)]), measure_labels(labels[len(analysis.rows) :], TEXT_PT)]
    )
    weight = np.concatenate([analysis.rows["inertia"], analysis.columns["inertia"] + analysis.inertia])
    order = np.lexsort((np.arange(len(weight)), -weight.round(12)))
    corner = np.array([MARGIN, MARGIN])
    page = (WIDTH - 2 * MARGIN, plane.height - 2 * MARGIN)
    centres = place_beside(points - corner, np.sqrt(areas / np.pi), sizes, page, list(order)) + corner
    return centres, labels


def _draw_frame(canvas: Axes, plane: Plane, analysis: CorrespondenceAnalysis, axes: tuple[int, int]) -> None:
    fill_box(
        canvas,
        MARGIN,
        MARGIN,
        WIDTH - 2 * MARGIN,
        plane.height - 2 * MARGIN,
        "none",
        edgecolor=GRAY_200,
        linewidth=0.8,
    )
    x, y = plane.origin
    canvas.plot(
        [MARGIN, WIDTH - MARGIN], [y, y], color=GRAY_536, linewidth=0.7, linestyle=(0, (4, 3)), zorder=0
    )
    canvas.plot(
        [x, x],
        [MARGIN, plane.height - MARGIN],
        color=GRAY_536,
        linewidth=0.7,
        linestyle=(0, (4, 3)),
        zorder=0,
    )
    across, up = (_axis_text(analysis, axis) for axis in axes)
    write_lines(canvas, WIDTH / 2, plane.height + 2.2, [f"{across} →"], SMALL_PT, ha="center", color=GRAY_700)
    up = "出現回数（対数）" if len(analysis.axes) == 1 else up
    write_lines(canvas, MARGIN, plane.height + 2.2, [f"↑ {up}"], SMALL_PT, color=GRAY_700)


def _axis_text(analysis: CorrespondenceAnalysis, axis: int) -> str:
    """第1軸（35.9%）."""
    found = analysis.axes[analysis.axes["axis"] == axis]
    return f"第{axis}軸（{number_text(float(found['percent'].iloc[0])) if len(found) else '0.0'}%）"


def _draw_points(canvas: Axes, points: np.ndarray, areas: np.ndarray, words: int) -> None:
    """Large circles first, values on top."""
    for row in np.lexsort((np.arange(words), -areas[:words])):
        draw_shape(canvas, *points[row], areas[row], WORD_LOOK, 0.7, zorder=1)
    for row in range(words, len(points)):
        draw_shape(canvas, *points[row], areas[row], VALUE_LOOK, 1.2, zorder=2)


def _write_labels(
    canvas: Axes,
    points: np.ndarray,
    centres: np.ndarray,
    labels: Sequence[list[str]],
    areas: np.ndarray,
    words: int,
) -> None:
    """A hair line leads to a label that stands away from its point."""
    for row, (point, centre, lines) in enumerate(zip(points, centres, labels, strict=True)):
        if np.isnan(centre[0]):
            continue
        size = measure_labels([lines], TEXT_PT if row >= words else SMALL_PT)[0]
        near = np.clip(point, centre - size / 2, centre + size / 2)
        if np.hypot(*(near - point)) > np.sqrt(areas[row] / np.pi) + 1.8:
            canvas.plot([point[0], near[0]], [point[1], near[1]], color=GRAY_536, linewidth=0.4, zorder=0.5)
        weight, points_ = ("bold", TEXT_PT) if row >= words else ("normal", SMALL_PT)
        write_lines(canvas, *centre, lines, points_, ha="center", color=GRAY_900, fontweight=weight, zorder=3)


def _say_nothing():
    canvas = build_canvas(12)
    write_lines(canvas, MARGIN, 6, ["該当なし（比べられる値か語がない）"], TEXT_PT)
    return canvas.figure


def _notes(analysis: CorrespondenceAnalysis, hidden: int, far: int, word: str) -> list[str]:
    notes = [f"{len(analysis.rows):,}{word}、延べ{analysis.total:,}。対称マップ。"]
    notes += [f"矢印の付いた{far:,}{word}は枠の外にあり、その方向の端に示した。"] if far else []
    notes += [f"場所のない{hidden:,}{word}は名前を省いた。"] if hidden else []
    return ["".join(notes)]


def describe_correspondence(
    analysis: CorrespondenceAnalysis, axes: tuple[int, int] = (1, 2), title: str = "", word: str = "語"
) -> str:
    """Axes, the place of each value, and the words that make the axes."""
    said = [one_line(title).rstrip("。"), "対応分析の布置図"]
    if not len(analysis.axes):
        return "。".join(part for part in [*said, "該当なし"] if part) + "。"
    said.append("、".join(_axis_text(analysis, axis) for axis in axes))
    said.append("値の位置は" + "、".join(_tell_points(analysis.columns, axes, len(analysis.columns))))
    keys = [f"contribution_{axis}" for axis in axes if f"contribution_{axis}" in analysis.rows]
    main = analysis.rows.assign(most=analysis.rows[keys].max(axis=1)).sort_values(
        "most", ascending=False, kind="stable"
    )
    said.append(f"軸への寄与が大きい{word}は" + "、".join(_tell_points(main, axes, 12)))
    return "。".join(part for part in said if part) + "。"


def _tell_points(points: pd.DataFrame, axes: tuple[int, int], most: int) -> list[str]:
    coordinates = read_coordinates(points, axes).round(9) + 0.0
    return [
        f"{one_line(label)}（{number_text(float(x), 2)}, {number_text(float(y), 2)}）"
        for label, (x, y) in list(zip(points["label"], coordinates, strict=True))[:most]
    ]
