"""Horizontal bars by seaborn, every bar labelled where it ends; margins follow from the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.figures.lettering import balance_lines, text_width, wrap_text
from helpers.figures.style import (
    BLUE_800,
    GRAY_536,
    GRAY_700,
    SMALL_PT,
    TEXT_PT,
    WIDTH,
    build_axes,
    to_mm,
    use_style,
    write_note,
)  # fmt: skip

TOP, RIGHT, BOTTOM, PITCH = 7, 27, 6, 6.5
LABEL_EM, LABEL_LINES, LABEL_LEADING = 22, 4, 1.35


@dataclass(frozen=True)
class Bars:
    """What one chart shows, top to bottom; `unit` stands at the axis, `note` above, `muted` rows are grey."""

    labels: Sequence[str]
    values: Sequence[float]
    texts: Sequence[str]
    unit: str
    note: str = ""
    longest: float | None = None
    muted: Sequence[bool] = ()


def draw_bars(bars: Bars) -> Figure:
    """The axis runs from 0 to `longest` (the largest value if not given)."""
    wrapped = [balance_lines(wrap_text(label, LABEL_EM, LABEL_LINES)) for label in bars.labels]
    pitch = max([PITCH, *(len(lines) * to_mm(LABEL_LEADING, TEXT_PT) + 2 for lines in wrapped)])
    left = 4 + to_mm(max([2.0, *(text_width(line) for lines in wrapped for line in lines)]), TEXT_PT)
    top = TOP if bars.note else 2
    with use_style():
        axes = build_axes(WIDTH, top + pitch * max(len(wrapped), 1) + BOTTOM, left, top, RIGHT, BOTTOM)
        if not wrapped:
            return _say_nothing(axes)
        _fill_bars(axes, bars, pitch)
        _write_labels(axes, ["\n".join(lines) for lines in wrapped], bars.texts, bars.values)
        _set_scale(axes, bars)
        write_note(axes, bars.note)
    return axes.figure


def _say_nothing(axes: Axes) -> Figure:
    axes.set_axis_off()
    axes.text(0, 0.5, "該当なし", va="center")
    return axes.figure


def _fill_bars(axes: Axes, bars: Bars, pitch: float) -> None:
    rows, thickness = list(range(len(bars.values))), min(0.66, 5.5 / pitch)
    sns.barplot(x=list(bars.values), y=rows, orient="h", width=thickness, errorbar=None, color=BLUE_800,
                saturation=1, ax=axes)  # fmt: skip
    for patch, muted in zip(axes.patches, bars.muted, strict=False):
        patch.set_facecolor(GRAY_536 if muted else BLUE_800)


def _write_labels(axes: Axes, labels: list[str], texts: Sequence[str], values: Sequence[float]) -> None:
    axes.set(xlabel="", ylabel="", ylim=(len(labels) - 0.5, -0.5))
    axes.set_yticks(range(len(labels)), labels, multialignment="left", linespacing=LABEL_LEADING - 0.2)
    for row, (value, text) in enumerate(zip(values, texts, strict=True)):
        axes.annotate(text, (value, row), xytext=(3, 0), textcoords="offset points", va="center")


def _set_scale(axes: Axes, bars: Bars) -> None:
    axes.grid(axis="x", clip_on=False)
    axes.set_xlim(0, bars.longest or max([1.0, *bars.values]))
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.annotate(bars.unit, (1, 0), xycoords="axes fraction", xytext=(8, -3.5), textcoords="offset points",
                  va="top", fontsize=SMALL_PT, color=GRAY_700)  # fmt: skip
