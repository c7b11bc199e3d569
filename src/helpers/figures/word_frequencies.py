"""How words are spread: frequency by rank on logarithmic scales, TF against DF, and rates by group or year."""

from __future__ import annotations

from math import ceil, floor, log10

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter

from helpers.figures.canvas import width_of
from helpers.figures.groups import LOOKS
from helpers.figures.lettering import one_line, wrap_text
from helpers.figures.lines import spread
from helpers.figures.picture import Picture
from helpers.figures.placing import place_beside
from helpers.figures.style import (
    BLUE_800,
    GRAY_536,
    GRAY_700,
    SMALL_PT,
    WIDTH,
    build_axes,
    use_style,
)
from helpers.figures.word_labels import measure_labels, wrap_labels
from helpers.numerals import number_text
from helpers.text.analyses.wording import count_units

LEFT, TOP, BOTTOM, HEIGHT, FAR = 15.0, 4.0, 12.0, 95.0, 3.0
DASHES = ("-", (0, (5, 1.6)), (0, (1.4, 1.2)), (0, (6, 1.4, 1.4, 1.4)))
ROOM = 1.15
MARKERS = ("o", "D", "^", "s", "v", "P", "p", "*")


def plot_ranks(
    df_by_value_rank: pd.DataFrame,
    unit: str = "1,000語あたりの回数",
    title: str = "",
    name: str = "word_ranks",
) -> Picture:
    """One line a group: rate by rank, both logarithmic; the name and the number of words at its end.

    `df_by_value_rank`: value, rank, label, frequency, rate (of `rank_terms`). A straight fall is what Zipf found in all texts.
    """
    parts = list(df_by_value_rank.groupby("value", sort=False))
    labels = [wrap_text(f"{value}（{len(part):,}語）", 14, 2) for value, part in parts]
    right = max([4.0, *(width_of(label, SMALL_PT) + 5 for label in labels)])
    with use_style():
        axes = build_axes(WIDTH, TOP + HEIGHT + BOTTOM, LEFT, TOP, right, BOTTOM)
        if not parts:
            return Picture(_say_nothing(axes), describe_ranks(df_by_value_rank, title), name)
        for place, (_, part) in enumerate(parts):
            _draw_ranks(axes, part, place)
        rates = df_by_value_rank["rate"]
        _set_log(axes, "順位", unit, (1, rates.min()), (df_by_value_rank["rank"].max(), rates.max()))
        _name_lines(axes, [part for _, part in parts], labels)
    return Picture(axes.figure, describe_ranks(df_by_value_rank, title), name)


def _draw_ranks(axes: Axes, part: pd.DataFrame, place: int) -> None:
    look = LOOKS[place % len(LOOKS)]
    spots = np.unique(np.geomspace(1, len(part), 7).round().astype(int)) - 1
    axes.plot(part["rank"], part["rate"], color=look.line, linewidth=1.4, linestyle=DASHES[place % len(DASHES)],
              marker=MARKERS[place % len(MARKERS)], markevery=list(spots), markersize=5, markerfacecolor=look.fill,
              markeredgewidth=0.8, clip_on=False)  # fmt: skip


def _name_lines(axes: Axes, parts: list[pd.DataFrame], labels: list[list[str]]) -> None:
    """Names at the right, none over another, a hair line from each end."""
    low, high = np.log10(axes.get_ylim())
    ends = [(np.log10(part["rate"].iloc[-1]) - low) / (high - low) * HEIGHT for part in parts]
    heights = [len(label) * 3.9 + 0.6 for label in labels]
    for place, (part, label, at) in enumerate(zip(parts, labels, spread(ends, heights, HEIGHT), strict=True)):
        point = (part["rank"].iloc[-1], part["rate"].iloc[-1])
        x = 1 + 4 / (axes.bbox.width / axes.figure.dpi * 25.4)
        axes.annotate("\n".join(label), point, xytext=(x, at / HEIGHT), textcoords="axes fraction", va="center",
                      fontsize=SMALL_PT, color=LOOKS[place % len(LOOKS)].line, linespacing=1.15, annotation_clip=False,
                      arrowprops={"arrowstyle": "-", "color": GRAY_536, "linewidth": 0.4, "shrinkA": 1, "shrinkB": 3})  # fmt: skip


def plot_tf_df(
    terms: pd.DataFrame, limit: int = 40, unit: str = "回答", title: str = "", name: str = "tf_df"
) -> Picture:
    """Occurrences (TF) against units (DF), both logarithmic; a word on the line is used once in each unit.

    `terms`: label, tf, df. The `limit` most frequent words, and those furthest below the line, are named if there is room.
    """
    terms = terms[terms["tf"] > 0].reset_index(drop=True)
    with use_style():
        axes = build_axes(WIDTH, TOP + HEIGHT + BOTTOM, LEFT, TOP, 6, BOTTOM)
        if terms.empty:
            return Picture(_say_nothing(axes), describe_tf_df(terms, unit, title), name)
        most = float(terms["tf"].max())
        axes.plot([1, most], [1, most], color=GRAY_536, linewidth=0.8, linestyle=(0, (4, 2.4)), zorder=0)
        axes.plot(terms["tf"], terms["df"], "o", color=BLUE_800, markersize=4, markerfacecolor=LOOKS[0].fill,
                  markeredgewidth=0.7, clip_on=False)  # fmt: skip
        _set_log(
            axes, "出現回数（TF）", f"出現した{unit}の数（DF）", (1, 1), (most, float(terms["df"].max()))
        )
        _name_points(axes, terms, limit)
    return Picture(axes.figure, describe_tf_df(terms, unit, title), name)


def _name_points(axes: Axes, terms: pd.DataFrame, limit: int) -> None:
    low, high = np.log10([[axes.get_xlim()[0], axes.get_ylim()[0]], [axes.get_xlim()[1], axes.get_ylim()[1]]])
    page = np.array([WIDTH - LEFT - 6, HEIGHT])
    spots = (np.log10(terms[["tf", "df"]].to_numpy(dtype=float)) - low) / (high - low) * page
    spots[:, 1] = page[1] - spots[:, 1]
    labels = wrap_labels(terms["label"])
    sizes = measure_labels(labels)
    often = (terms["tf"] / terms["df"]).to_numpy()
    first = [
        *range(min(limit, len(terms))),
        *(row for row in np.argsort(-often, kind="stable")[:8] if often[row] >= 2),
    ]
    centres = place_beside(spots, np.full(len(terms), 0.8), sizes, tuple(page), list(dict.fromkeys(first)))
    for row in np.flatnonzero(~np.isnan(centres[:, 0])):
        near = np.clip(spots[row], centres[row] - sizes[row] / 2, centres[row] + sizes[row] / 2)
        if np.hypot(*(near - spots[row])) > FAR:
            continue  # nobody would know whose name it is
        x, y = centres[row] / page
        axes.text(
            x, 1 - y, "\n".join(labels[row]), transform=axes.transAxes, ha="center", va="center", fontsize=SMALL_PT
        )  # fmt: skip


def _set_log(axes: Axes, across: str, up: str, corner: tuple[float, float], end: tuple[float, float]) -> None:
    """Both scales logarithmic over `corner` to `end` with some room, ticks at 1, 2, 5 times a power of ten."""
    axes.set(xscale="log", yscale="log")
    for axis, set_limits, low, high in (
        (axes.xaxis, axes.set_xlim, corner[0], end[0]),
        (axes.yaxis, axes.set_ylim, corner[1], end[1]),
    ):
        low, high = low / ROOM, max(high, low * 2) * ROOM
        set_limits(low, high)
        powers = range(floor(log10(low)), ceil(log10(high)) + 1)
        ticks = [float(f"{step}e{power}") for power in powers for step in (1, 2, 5)]
        axis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.minorticks_off()
    axes.grid(True)
    axes.tick_params(axis="y", labelsize=SMALL_PT, labelcolor=GRAY_700)
    axes.set_xlabel(across, fontsize=SMALL_PT, color=GRAY_700)
    axes.set_ylabel(up, fontsize=SMALL_PT, color=GRAY_700)
    axes.spines["left"].set_visible(False)


def _say_nothing(axes: Axes):
    axes.set_axis_off()
    axes.text(0, 0.5, "該当なし", va="center")
    return axes.figure


def describe_ranks(frame: pd.DataFrame, title: str = "") -> str:
    """全体（289語）：1位 する 60回（44.6）、…."""
    said = [one_line(title).rstrip("。"), "語の順位と頻度の両対数グラフ"]
    for value, part in frame.groupby("value", sort=False):
        words = [
            f"{row.rank}位 {row.label} {row.frequency:,}（{number_text(float(row.rate))}）"
            for row in part.head(5).itertuples()
        ]
        said.append(f"{value}（{len(part):,}語）：{'、'.join(words)}")
    said += ["該当なし"] if frame.empty else []
    return "。".join(one_line(part) for part in said if part) + "。"


def describe_tf_df(terms: pd.DataFrame, unit: str = "回答", title: str = "") -> str:
    """The most frequent words with both numbers, and those that few units repeat."""
    said = [one_line(title).rstrip("。"), f"語の出現回数と出現した{unit}の数の両対数の散布図"]
    words = [
        f"{row.label} {row.tf:,}回（{count_units(row.df, unit)}）" for row in terms.head(10).itertuples()
    ]
    said.append("、".join(words) or "該当なし")
    often = terms[(terms["tf"] >= 5) & (terms["tf"] >= 2 * terms["df"])] if len(terms) else terms
    said += [f"少ない{unit}で繰り返された語：{'、'.join(often['label'].head(8))}"] if len(often) else []
    return "。".join(one_line(part) for part in said if part) + "。"
