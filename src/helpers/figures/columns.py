"""Upright columns side by side: the frame that histograms and months share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from helpers.figures.canvas import figure_width, line_height, width_of, wrap_notes
from helpers.figures.rounding import round_ticks
from helpers.figures.style import GRAY_700, MM_PER_INCH, SMALL_PT, WIDTH, build_axes, write_note

LEFT, RIGHT, TOP, BODY, TICKS = 14, 9, 7, 46, 7
ROOM = WIDTH - LEFT - RIGHT


def build_columns(note: str, notes: Sequence[str], above: float = 0.0, below: float = TICKS) -> Axes:
    """Axes for columns; `above` and `below` mm are kept free for what is written over and under them."""
    foot = len(wrap_notes(notes)) * line_height(SMALL_PT) + 1.5
    axes = build_axes(WIDTH, TOP + above + BODY + below + foot, LEFT, TOP + above, RIGHT, below + foot)
    write_note(axes, note)
    height = axes.figure.get_figheight() * MM_PER_INCH
    for i, line in enumerate(wrap_notes(notes)):
        y = (foot - 1.5 - i * line_height(SMALL_PT)) / height
        axes.figure.text(1 / WIDTH, y, line, fontsize=SMALL_PT, va="top", color=GRAY_700)
    return axes


def set_heights(axes: Axes, heights: Sequence[float], unit: str) -> float:
    """A scale from 0 with whole numbers and light lines; returns where it ends."""
    top = max([1.0, *heights])
    ticks = [(value, text) for value, text in round_ticks(0, top) if value.is_integer() and value <= top]
    axes.set_ylim(0, top * 1.12)
    axes.set_yticks([value for value, _ in ticks], [f"{int(value):,}" for value, _ in ticks])
    axes.tick_params(axis="y", labelsize=SMALL_PT, labelcolor=GRAY_700)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(True)
    axes.set(xlabel="", ylabel="")
    axes.annotate(unit, (0, 1), xycoords="axes fraction", xytext=(-2, 4), textcoords="offset points", ha="right",
                  va="bottom", fontsize=SMALL_PT, color=GRAY_700)  # fmt: skip
    return top * 1.12


def label_columns(
    axes: Axes, middles: Sequence[float], heights: Sequence[float], texts: Sequence[str]
) -> bool:
    """The number over each column, if there is room for all of them; whether there was."""
    low, high = axes.get_xlim()
    pitch = ROOM * min([b - a for a, b in pairwise(middles)], default=high - low) / (high - low)
    if any(figure_width(text) + 0.6 > pitch for text in texts):
        return False
    for x, y, text in zip(middles, heights, texts, strict=True):
        axes.annotate(text, (x, y), xytext=(0, 1.5), textcoords="offset points", ha="center", va="bottom",
                      fontsize=SMALL_PT, zorder=5, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4})  # fmt: skip
    return True


def thin_out(texts: Sequence[str], pitch: float) -> int:
    """Every how many-th label can stand when columns are `pitch` mm apart."""
    return next(k for k in range(1, 1000) if width_of(texts, SMALL_PT) + 1 <= pitch * k)
