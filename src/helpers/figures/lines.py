"""Figures over the years: one line a figure, named at its end, broken where two years must not be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from helpers.figures.lettering import one_line, wrap_text
from helpers.figures.picture import Picture
from helpers.figures.style import (
    BLUE_800,
    GRAY_536,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    WIDTH,
    build_axes,
    to_mm,
    use_style,
)

LEFT, RIGHT, TOP, BOTTOM = 11, 66, 4, 8
LEAST_HEIGHT, LABEL_EM, LEADING, GAP = 48, 19, 1.3, 1.2
STEP = 10  # the axis ends at a multiple of 10%


@dataclass(frozen=True)
class Line:
    """One percentage (0-100) over the years; None = no figure. `joined[i]`: years i and i+1 can be compared.

    `texts` are the figures as printed, with their base: 41.2%（n=310）. A `strong` line is drawn in colour.
    """

    label: str
    values: Sequence[float | None]
    texts: Sequence[str]
    joined: Sequence[bool]
    strong: bool = False

    @property
    def last(self) -> int:
        """Where the line ends: the last year with a figure."""
        return max(i for i, value in enumerate(self.values) if value is not None)

    @property
    def name(self) -> str:
        return f"{self.label}　{self.texts[self.last]}"


def plot_lines(lines: Sequence[Line], years: Sequence[str], title: str = "", name: str = "lines") -> Picture:
    """All lines on one axis from 0%; what has no figure in any year is left out."""
    held = [line for line in lines if any(value is not None for value in line.values)]
    labels = [wrap_text(line.name, LABEL_EM) for line in held]
    heights = [len(label) * to_mm(LEADING, SMALL_PT) + GAP for label in labels]
    height = max(LEAST_HEIGHT, sum(heights))
    with use_style():
        axes = build_axes(WIDTH, TOP + height + BOTTOM, LEFT, TOP, RIGHT, BOTTOM)
        top = _set_scale(axes, held, years)
        for line in sorted(held, key=lambda line: line.strong):
            _draw(axes, line)
        wanted = [line.values[line.last] / top * height for line in held]
        for line, label, at in zip(held, labels, spread(wanted, heights, height), strict=True):
            _name(axes, line, "\n".join(label), at / height * top, len(years) - 1)
    return Picture(axes.figure, describe_lines(held, years, title), name)


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """The middles of labels, as near as can be to where they are wanted, none over another, all from 0 to `room`."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = dict(enumerate(wanted))
    for low, high in pairwise(order):
        placed[high] = max(placed[high], placed[low] + (heights[low] + heights[high]) / 2)
    if order:
        placed[order[-1]] = min(placed[order[-1]], room - heights[order[-1]] / 2)
    for low, high in reversed(list(pairwise(order))):
        placed[low] = min(placed[low], placed[high] - (heights[low] + heights[high]) / 2)
    return [placed[i] for i in range(len(wanted))]


def _set_scale(axes: Axes, lines: Sequence[Line], years: Sequence[str]) -> float:
    highest = max((value for line in lines for value in line.values if value is not None), default=STEP)
    top = min(100, STEP * int(highest / STEP + 1))
    axes.set(xlim=(-0.3, len(years) - 1 + 0.02), ylim=(0, top))
    axes.set_xticks(range(len(years)), years)
    axes.set_yticks(range(0, top + 1, 20 if top > 5 * STEP else STEP))
    axes.tick_params(axis="y", labelsize=SMALL_PT, labelcolor=GRAY_700)
    axes.yaxis.set_major_formatter("{x:.0f}%")
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y")
    return top


def _draw(axes: Axes, line: Line) -> None:
    colour, width = (BLUE_800, 2.0) if line.strong else (GRAY_536, 1.2)
    points = [(x, value) for x, value in enumerate(line.values) if value is not None]
    for (x, value), (next_x, next_value) in pairwise(points):
        if all(line.joined[x:next_x]):
            axes.plot([x, next_x], [value, next_value], color=colour, linewidth=width, clip_on=False)
    axes.plot(*zip(*points, strict=True), "o", color=colour, markersize=4, clip_on=False)


def _name(axes: Axes, line: Line, label: str, at: float, end: int) -> None:
    """The line's name at the right, a hair line from its last point to it."""
    colour = BLUE_800 if line.strong else GRAY_700
    x = end + 0.08 * max(end, 1)
    axes.plot([line.last, x - 0.01 * max(end, 1)], [line.values[line.last], at], color=GRAY_536, linewidth=0.5,
              linestyle=":", clip_on=False)  # fmt: skip
    axes.text(x, at, label, va="center", fontsize=SMALL_PT, linespacing=LEADING - 0.1,
              color=colour if line.strong else GRAY_900, fontweight="bold" if line.strong else "normal")  # fmt: skip


def describe_lines(lines: Sequence[Line], years: Sequence[str], title: str = "") -> str:
    """折れ線グラフ。「はい」：令和5年度 36.0%（n=62）、令和6年度 41.2%（n=70）。"""
    told = [f"{one_line(line.label)}：{'、'.join(_told(line, years))}" for line in lines]
    return (
        "。".join(part for part in (one_line(title), "折れ線グラフ", *(told or ["該当なし"])) if part) + "。"
    )


def _told(line: Line, years: Sequence[str]) -> list[str]:
    return [
        f"{year} {text}"
        for year, value, text in zip(years, line.values, line.texts, strict=True)
        if value is not None
    ]
