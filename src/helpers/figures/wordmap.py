"""Map of words: what is used together lies near; clusters by colour and shape."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.figures.canvas import MARGIN, build_canvas, fill_box, notes_height, write_lines, write_notes
from helpers.figures.groups import LOOKS, PLAIN, draw_shape, pick_look
from helpers.figures.lettering import one_line
from helpers.figures.picture import Picture
from helpers.figures.placing import place_beside
from helpers.figures.shapes_key import (
    KeyItem,
    draw_shapes_key,
    key_height,
    list_sizes,
    name_members,
    shape_item,
)
from helpers.figures.style import GRAY_200, GRAY_536, SMALL_PT, TEXT_PT, WIDTH, use_style
from helpers.figures.word_labels import measure_labels, wrap_labels
from helpers.numerals import number_text
from helpers.text.analyses.clusters import Clustering
from helpers.text.analyses.distances import distance_text
from helpers.text.analyses.maps import METHODS, WordMap
from helpers.text.analyses.wording import name_units

LARGEST, SMALLEST = 60.0, 3.0
LEAST_HEIGHT, MOST_HEIGHT, EDGE = 60.0, 155.0, 9.0


def plot_word_map(
    word_map: WordMap, clustering: Clustering | None = None, title: str = "", name: str = "word_map"
) -> Picture:
    """Area by frequency; with a `clustering` of the same words, colour and shape by cluster (the eight largest)."""
    words = word_map.words
    looks = _pick_looks(words["word"], clustering)
    areas = np.maximum(LARGEST * words["tf"].to_numpy(dtype=float) / max([1, *words["tf"]]), SMALLEST)
    points, height = _fit(words[["x", "y"]].to_numpy())
    labels = wrap_labels(words["word"])
    page = (WIDTH - 2 * MARGIN, height - 2 * MARGIN)
    corner = np.array([MARGIN, MARGIN])
    centres = (
        place_beside(
            points - corner, np.sqrt(areas / np.pi) * 1.12, measure_labels(labels), page, range(len(words))
        )
        + corner
    )
    key = [*_cluster_items(clustering), *list_sizes(words["tf"], LARGEST)]
    notes = _notes(word_map, int(np.isnan(centres[:, 0]).sum()))
    with use_style():
        axes = build_canvas((height + 1 if len(words) else 12) + key_height(key) + notes_height(notes))
        if len(words):
            fill_box(axes, MARGIN, MARGIN, *page, "none", edgecolor=GRAY_200, linewidth=0.8)
        else:
            write_lines(axes, MARGIN, 5, ["該当なし"], TEXT_PT)
        for row in range(len(words)):
            _draw_word(axes, points[row], areas[row], looks[row], centres[row], labels[row])
        write_notes(axes, notes, draw_shapes_key(axes, key, height + 1 if len(words) else 11))
    return Picture(axes.figure, describe_word_map(word_map, clustering, title), name)


def _fit(points: np.ndarray) -> tuple[np.ndarray, float]:
    """mm on the page, one scale for both directions, and the height."""
    if not len(points):
        return points, 0.0
    extent = np.maximum(np.ptp(points, axis=0), 1e-6)
    most = min(MOST_HEIGHT, LEAST_HEIGHT + 2.5 * len(points))
    scale = min((WIDTH - 2 * EDGE - 10) / extent[0], (most - 2 * EDGE) / extent[1])
    height = float(np.clip(extent[1] * scale + 2 * EDGE, LEAST_HEIGHT, most))
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    return (points - middle) * scale * np.array([1, -1]) + np.array([WIDTH / 2, height / 2]), height


def _shown_clusters(clustering: Clustering) -> dict[int, int]:
    """Cluster -> number of its look: the largest clusters, in the order of the dendrogram."""
    sizes = clustering.words.groupby("cluster").size().sort_values(ascending=False, kind="stable")
    return {int(cluster): place for place, cluster in enumerate(sorted(sizes.index[: len(LOOKS)]))}


def _pick_looks(words: pd.Series, clustering: Clustering | None) -> list:
    if clustering is None:
        return [LOOKS[0]] * len(words)
    shown: Mapping[int, int] = _shown_clusters(clustering)
    cluster = dict(zip(clustering.words["word"], clustering.words["cluster"], strict=True))
    return [pick_look(shown.get(cluster.get(word, 0), -1)) for word in words]


def _cluster_items(clustering: Clustering | None) -> list[KeyItem]:
    if clustering is None or not len(clustering.words):
        return []
    shown = _shown_clusters(clustering)
    members = {
        c: list(part.sort_values("tf", ascending=False, kind="stable")["word"])
        for c, part in clustering.words.groupby("cluster")
    }
    items = [
        shape_item(
            pick_look(look), f"{cluster}　{name_members(members[cluster], len(members[cluster]))}", wide=True
        )
        for cluster, look in shown.items()
    ]
    return items if len(members) <= len(shown) else [*items, shape_item(PLAIN, "その他のまとまり", wide=True)]


def _draw_word(axes, point: np.ndarray, area: float, look, centre: np.ndarray, lines: list[str]) -> None:
    draw_shape(axes, *point, area, look, 0.8, zorder=1)
    if np.isnan(centre[0]):
        return
    size = measure_labels([lines])[0]
    near = np.clip(point, centre - size / 2, centre + size / 2)
    if np.hypot(*(near - point)) > np.sqrt(area / np.pi) + 1.8:
        axes.plot([point[0], near[0]], [point[1], near[1]], color=GRAY_536, linewidth=0.4, zorder=0.5)
    write_lines(axes, *centre, lines, SMALL_PT, ha="center", zorder=3)


def _notes(word_map: WordMap, hidden: int) -> list[str]:
    told = f"{word_map.selection}、{name_units(word_map.units, word_map.unit)}。{METHODS[word_map.method]}、距離は{distance_text(word_map.coefficient)}、ストレス {number_text(word_map.stress, 2)}。"
    return [told + (f"場所のない{hidden:,}語は名前を省いた。" if hidden else "")]


def describe_word_map(word_map: WordMap, clustering: Clustering | None = None, title: str = "") -> str:
    """Each of the most frequent words with the words nearest to it."""
    words = word_map.words
    said = [
        one_line(title).rstrip("。"),
        f"語の2次元の地図（{METHODS[word_map.method]}、ストレス {number_text(word_map.stress, 2)}）",
    ]
    points = words[["x", "y"]].to_numpy()
    for row in range(min(len(words), 10)):
        distance = np.hypot(*(points - points[row]).T)
        distance[row] = np.inf
        near = [
            words["word"][other]
            for other in np.argsort(distance.round(9), kind="stable")[: min(3, len(words) - 1)]
        ]
        said.append(
            f"{words['word'][row]}（{words['tf'][row]:,}回）の近くに{'、'.join(near) or 'ほかの語はない'}"
        )
    if clustering is not None and len(clustering.words):
        said.append(f"まとまりは{clustering.words['cluster'].nunique()}")
    said += [] if len(words) else ["該当なし"]
    return "。".join(one_line(part) for part in said if part) + "。"
