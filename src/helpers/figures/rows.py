"""The sheet that charts by row share: label and n at the left, a scale in the middle, a figure at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.canvas import (
    MARGIN,
    Entry,
    build_canvas,
    draw_key,
    fill_box,
    key_height,
    line_height,
    notes_height,
    width_of,
    write_lines,
    write_notes,
)
from helpers.figures.lettering import balance_lines, wrap_text
from helpers.figures.style import GRAY_200, GRAY_700, SMALL_PT, WHITE, WIDTH, use_style, write_note

LABEL_EM, LABEL_LINES, HEADING_EM, INDENT = 17, 4, 48, 3
PITCH, HEADING_GAP, HEADS, AXIS, NOTE_ROOM = 7.0, 1.5, 4.5, 6.0, 6.0
NOTHING = "該当なし"
TALLEST = 235.0  # mm, what an A4 page with a caption holds


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row has; `said` stands instead of a drawing (該当なし, 秘匿), `heading` opens a group of rows."""

    label: str
    base: str = ""
    side: str = ""
    said: str = ""
    heading: str = ""
    muted: bool = False
    strong: bool = False
    indent: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All rows; `ticks` are (value, text) from the scale's low end to its high end, `key` stands above."""

    rows: Sequence[Row]
    ticks: Sequence[tuple[float, str]]
    key: Sequence[Entry] = ()
    note: str = ""
    notes: Sequence[str] = ()
    side_head: str = ""
    base_head: str = "n"


@dataclass(frozen=True)
class Plan:
    """Where the columns stand, in mm; `low` and `high` are the values at the ends of the scale."""

    labels: list[list[str]]
    base: float
    left: float
    right: float
    low: float
    high: float

    def at(self, value: float) -> float:
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)


def draw_rows(sheet: Sheet, paint: Callable[[Axes, Plan, Row, float], None]) -> Figure:
    """`paint(axes, plan, row, y)` draws one row at `y` mm. The figure grows with rows, labels, key and notes."""
    plan = lay_out(sheet)
    heights = [max(PITCH, len(lines) * line_height() + 1.8) for lines in plan.labels]
    above = NOTE_ROOM if sheet.note else 1.5
    top = above + key_height(sheet.key) + HEADS
    body = sum(heights) + sum(map(_heading_height, sheet.rows))
    with use_style():
        axes = build_canvas(top + body + AXIS + notes_height(sheet.notes))
        write_note(axes, sheet.note)
        draw_key(axes, sheet.key, above)
        _write_heads(axes, sheet, plan, top - HEADS / 2)
        _draw_scale(axes, sheet, plan, top, top + body)
        for row, lines, height in zip(sheet.rows, plan.labels, heights, strict=True):
            top = _write_heading(axes, row, top)
            _write_row(axes, plan, row, lines, top + height / 2)
            if not row.said:
                paint(axes, plan, row, top + height / 2)
            top += height
        write_notes(axes, sheet.notes, top + AXIS)
    return axes.figure


def lay_out(sheet: Sheet) -> Plan:
    """The label column is as wide as the labels need, the scale takes what is left."""
    labels = [balance_lines(wrap_text(row.label, LABEL_EM, LABEL_LINES)) for row in sheet.rows]
    widths = [width_of(lines) + INDENT * row.indent for lines, row in zip(labels, sheet.rows, strict=True)]
    bases = [width_of([row.base], SMALL_PT) for row in sheet.rows]
    base = MARGIN + max(widths, default=0) + (2 + max([*bases, 3.0]) if any(bases) else 0)
    sides = [width_of([text], SMALL_PT) for text in (sheet.side_head, *(row.side for row in sheet.rows))]
    ticks = [width_of([text], SMALL_PT) for _, text in (sheet.ticks[0], sheet.ticks[-1])]
    right = WIDTH - max(max(sides) + 3.5 if any(sides) else 0, ticks[1] / 2 + 1)
    return Plan(labels, base, max(base + 2, ticks[0] / 2), right, sheet.ticks[0][0], sheet.ticks[-1][0])


def _heading(row: Row) -> list[str]:
    return wrap_text(row.heading, HEADING_EM, 2)


def _heading_height(row: Row) -> float:
    return len(_heading(row)) * line_height() + 2 * HEADING_GAP if row.heading else 0.0


def _write_heads(axes: Axes, sheet: Sheet, plan: Plan, y: float) -> None:
    if any(row.base for row in sheet.rows):
        write_lines(axes, plan.base, y, [sheet.base_head], SMALL_PT, ha="right", color=GRAY_700)
    write_lines(axes, WIDTH - MARGIN, y, [sheet.side_head], SMALL_PT, ha="right", color=GRAY_700)


def _draw_scale(axes: Axes, sheet: Sheet, plan: Plan, top: float, bottom: float) -> None:
    for value, text in sheet.ticks:
        axes.plot([plan.at(value)] * 2, [top, bottom], color=GRAY_200, linewidth=0.8, zorder=0)
        write_lines(axes, plan.at(value), bottom + 1, [text], SMALL_PT, ha="center", va="top", color=GRAY_700)


def _write_heading(axes: Axes, row: Row, top: float) -> float:
    """The heading of a banner, over the lines of the scale; returns where its rows begin."""
    if not row.heading:
        return top
    end = top + _heading_height(row)
    fill_box(axes, 0, top + 0.5, WIDTH, end - top - 1, WHITE, edgecolor="none", zorder=1)
    write_lines(axes, MARGIN, end - HEADING_GAP, _heading(row), va="bottom", fontweight="bold", zorder=2)
    return end


def _write_row(axes: Axes, plan: Plan, row: Row, lines: Sequence[str], y: float) -> None:
    weight = "bold" if row.strong else "normal"
    write_lines(axes, MARGIN + INDENT * row.indent, y, lines, fontweight=weight)
    write_lines(axes, plan.base, y, [row.base], SMALL_PT, ha="right", fontweight=weight)
    write_lines(axes, WIDTH - MARGIN, y, [row.side], SMALL_PT, ha="right", fontweight=weight)
    write_lines(axes, plan.left + 1.5, y, [row.said], SMALL_PT, color=GRAY_700)
