"""Stacked bands, one a row, with a number in every part that has room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.canvas import Entry, figure_width, fill_box, write_lines
from helpers.figures.palette import ink_on, luminance, to_grey
from helpers.figures.rows import Plan, Row, Sheet, draw_rows, lay_out
from helpers.figures.style import GRAY_536, SMALL_PT, WHITE

THICKNESS, AIR = 5.2, 0.6
HATCH, HIDDEN, LIGHT = "////", "秘匿", 0.6
TICKS = tuple((float(tick), "100%" if tick == 100 else str(tick)) for tick in range(0, 101, 20))


@dataclass(frozen=True, kw_only=True)
class Band(Row):
    """`shares` (0-100) and printed `texts`, one a part; `hidden` is the length of what is suppressed, without a number."""

    shares: Sequence[float]
    texts: Sequence[str]
    hidden: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Stack:
    """The parts' names and colours in order, the bands, what stands above (`note`) and below (`notes`)."""

    parts: Sequence[str]
    fills: Sequence[str]
    bands: Sequence[Band]
    note: str = ""
    notes: Sequence[str] = ()
    side_head: str = ""

    @property
    def sheet(self) -> Sheet:
        key = [Entry(label, fill) for label, fill in zip(self.parts, self.fills, strict=True)]
        key += [Entry(HIDDEN, WHITE, HATCH)] if any(band.hidden for band in self.bands) else []
        return Sheet(
            rows=self.bands, ticks=TICKS, key=key, note=self.note, notes=self.notes, side_head=self.side_head
        )


def draw_stack(stack: Stack) -> Figure:
    """All bands on one 0-100% scale, dark to light, white lines between the parts."""
    return draw_rows(stack.sheet, partial(_draw_band, stack.fills))


def hides_numbers(stack: Stack) -> bool:
    """Whether some part is too narrow for its number."""
    plan = lay_out(stack.sheet)
    return any(
        text and share > 0 and not fits(text, plan.at(share) - plan.left)
        for band in stack.bands
        if not band.said
        for share, text in zip(band.shares, band.texts, strict=True)
    )


def fits(text: str, width: float) -> bool:
    """Whether a number has room inside a part of `width` mm."""
    return figure_width(text) + AIR <= width


def _draw_band(fills: Sequence[str], axes: Axes, plan: Plan, band: Band, y: float) -> None:
    edges = list(accumulate(band.shares, initial=0.0))
    for (start, end), text, fill in zip(pairwise(edges), band.texts, fills, strict=True):
        if end > start:
            shown = to_grey(fill) if band.muted else fill
            _draw_part(axes, plan.at(start), plan.at(end), y, text, shown)
    _part_light_ones(axes, plan, fills, edges, y)
    top, left, end, whole = y - THICKNESS / 2, plan.left, plan.at(edges[-1]), plan.at(edges[-1] + band.hidden)
    if band.hidden:
        fill_box(axes, end, top, whole - end, THICKNESS, WHITE, hatch=HATCH)
    if whole > left:
        fill_box(axes, left, top, whole - left, THICKNESS, "none", linewidth=0.6)


def _draw_part(axes: Axes, start: float, end: float, y: float, text: str, fill: str) -> None:
    fill_box(axes, start, y - THICKNESS / 2, end - start, THICKNESS, fill, edgecolor=WHITE, linewidth=1.0)
    if fits(text, end - start):
        write_lines(axes, (start + end) / 2, y, [text], SMALL_PT, ha="center", color=ink_on(fill))


def _part_light_ones(axes: Axes, plan: Plan, fills: Sequence[str], edges: Sequence[float], y: float) -> None:
    """A grey line between two neighbours so light that a white one could not be seen."""
    drawn = [i for i, (start, end) in enumerate(pairwise(edges)) if end > start]
    for i, after in pairwise(drawn):
        if min(luminance(fills[i]), luminance(fills[after])) > LIGHT:
            x = plan.at(edges[after])
            axes.plot([x, x], [y - THICKNESS / 2, y + THICKNESS / 2], color=GRAY_536, linewidth=0.6)
