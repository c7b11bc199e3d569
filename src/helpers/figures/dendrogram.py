"""Dendrogram: words from top to bottom, their frequency as bars on the left, the tree on the right, clusters as bands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.figures.canvas import (
    MARGIN,
    build_canvas,
    figure_width,
    fill_box,
    notes_height,
    width_of,
    write_lines,
    write_notes,
)
from helpers.figures.lettering import one_line, wrap_text
from helpers.figures.picture import Picture
from helpers.figures.style import (
    BLUE_800,
    GRAY_200,
    GRAY_536,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    TEXT_PT,
    WIDTH,
    use_style,
)
from helpers.numerals import number_text
from helpers.text.analyses.clusters import METHODS, Clustering, list_clusters
from helpers.text.analyses.distances import distance_text
from helpers.text.analyses.wording import name_units

BAR, LABEL_EM, NUMBER = 24.0, 12, 7.0
PITCH, LEAST_PITCH, TALLEST = 4.4, 3.1, 225.0
TOP, AXIS = 5.0, 8.0
BAND = "#f2f2f2"


@dataclass(frozen=True)
class Plan:
    """mm: the right edge of the bars, where labels begin, where the tree begins and ends, a row's height; 1 of height."""

    bars: float
    labels: float
    tree: float
    end: float
    pitch: float
    unit: float

    def row(self, position: float) -> float:
        return TOP + self.pitch * (position + 0.5)

    def height(self, value: float) -> float:
        return self.tree + self.unit * value


def plot_dendrogram(clustering: Clustering, title: str = "", name: str = "dendrogram") -> Picture:
    """Bands and numbers tell the clusters; a dashed line is the cut."""
    words = clustering.words
    labels = [" ".join(wrap_text(word, LABEL_EM, 1)) for word in words["word"]]
    plan = _plan(clustering, labels)
    notes = [
        f"{clustering.selection}、{name_units(clustering.units, clustering.unit)}。{METHODS[clustering.method]}、距離は{distance_text(clustering.coefficient)}。"
    ]
    bottom = plan.row(len(words) - 0.5) if len(words) else 12.0
    with use_style():
        axes = build_canvas(bottom + AXIS + notes_height(notes))
        if not len(words):
            write_lines(axes, MARGIN, 6, ["該当なし"], TEXT_PT)
        else:
            _draw_bands(axes, clustering, plan)
            _draw_words(axes, clustering, labels, plan)
            _draw_tree(axes, clustering, plan)
            _draw_scale(axes, clustering, plan, bottom)
        write_notes(axes, notes, bottom + AXIS - 1)
    return Picture(axes.figure, describe_dendrogram(clustering, title), name)


def _plan(clustering: Clustering, labels: list[str]) -> Plan:
    pitch = float(np.clip(TALLEST / max(len(labels), 1), LEAST_PITCH, PITCH))
    bars = MARGIN + NUMBER + BAR
    begin = bars + 1.5
    tree = begin + max(map(lambda label: width_of([label], SMALL_PT), labels), default=0.0) + 1.5
    end = WIDTH - 9
    highest = max([*clustering.merges["height"], clustering.cut, 1e-9])
    return Plan(bars, begin, tree, end, pitch, (end - tree) / highest)


def _draw_bands(axes: Axes, clustering: Clustering, plan: Plan) -> None:
    """Every other cluster has a grey band; its number stands at the right."""
    for cluster, rows in clustering.words.groupby("cluster").indices.items():
        top, high = plan.row(rows.min() - 0.5), plan.pitch * len(rows)
        if cluster % 2:
            fill_box(
                axes, MARGIN, top, WIDTH - 2 * MARGIN, high, BAND, edgecolor="none", linewidth=0, zorder=0
            )
        write_lines(
            axes, WIDTH - MARGIN - 1, top + high / 2, [str(cluster)], TEXT_PT, ha="right", fontweight="bold"
        )


def _draw_words(axes: Axes, clustering: Clustering, labels: list[str], plan: Plan) -> None:
    words = clustering.words
    most = max(int(words["tf"].max()), 1)
    for row, (label, tf) in enumerate(zip(labels, words["tf"], strict=True)):
        y, long = plan.row(row), BAR * tf / most
        fill_box(
            axes,
            plan.bars - long,
            y - plan.pitch * 0.34,
            long,
            plan.pitch * 0.68,
            BLUE_800,
            linewidth=0,
            zorder=2,
        )
        write_lines(axes, plan.bars - long - 0.8, y, [f"{tf:,}"], SMALL_PT, ha="right", color=GRAY_700)
        write_lines(axes, plan.labels, y, [label], SMALL_PT, zorder=3)


def _draw_tree(axes: Axes, clustering: Clustering, plan: Plan) -> None:
    """Brackets: blue inside a cluster, grey above the cut."""
    count = len(clustering.words)
    places = [(plan.height(0), plan.row(row)) for row in range(count)]
    for step, merge in enumerate(clustering.merges.itertuples()):
        x = plan.height(merge.height)
        (x_one, y_one), (x_other, y_other) = places[merge.left], places[merge.right]
        inside = step < clustering.joined
        axes.plot([x_one, x, x, x_other], [y_one, y_one, y_other, y_other], color=BLUE_800 if inside else GRAY_536,
                  linewidth=1.1 if inside else 0.9, solid_joinstyle="miter", zorder=2)  # fmt: skip
        places.append((x, (y_one + y_other) / 2))


def _draw_scale(axes: Axes, clustering: Clustering, plan: Plan, bottom: float) -> None:
    """Heights below the tree, the cut as a dashed line, the head of the bars."""
    highest = (plan.end - plan.tree) / plan.unit
    axes.plot([plan.tree, plan.end], [bottom, bottom], color=GRAY_200, linewidth=0.8)
    for tick in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(0, highest):
        if -1e-9 <= tick <= highest + 1e-9 and len(clustering.merges):
            write_lines(
                axes, plan.height(tick), bottom + 2.4, [f"{tick:g}"], SMALL_PT, ha="center", color=GRAY_700
            )
    write_lines(axes, plan.bars, TOP / 2, ["出現回数"], SMALL_PT, ha="right", color=GRAY_700)
    if len(clustering.merges):
        x = plan.height(clustering.cut)
        axes.plot(
            [x, x], [TOP - 0.5, bottom], color=GRAY_900, linewidth=0.9, linestyle=(0, (4, 2.4)), zorder=3
        )
        said = f"併合の高さ {number_text(clustering.cut, 2)} で切る"
        right = x + figure_width(said) > WIDTH - MARGIN
        write_lines(axes, x, TOP / 2, [said], SMALL_PT, ha="right" if right else "center", color=GRAY_700)


def describe_dendrogram(clustering: Clustering, title: str = "") -> str:
    """The clusters with their words, and the first steps."""
    said = [
        one_line(title).rstrip("。"),
        f"語のクラスター分析の樹形図（{METHODS[clustering.method]}、距離は{distance_text(clustering.coefficient)}）",
    ]
    if not len(clustering.words):
        return "。".join(part for part in [*said, "該当なし"] if part) + "。"
    groups = list_clusters(clustering)
    said.append(f"{len(clustering.words):,}語、{len(groups):,}のまとまり")
    counts = dict(zip(clustering.words["word"], clustering.words["tf"], strict=True))
    for row in groups.itertuples():
        told = [f"{word} {counts[word]:,}回" for word in row.members.split("、") if word in counts]
        said.append(f"まとまり{row.cluster}：{'、'.join(told) or row.members}")
    return "。".join(one_line(part) for part in said if part) + "。"
