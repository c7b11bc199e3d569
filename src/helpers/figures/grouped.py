"""Sorted bars by group: one panel a group, the same choices in the same order in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.banding import band_headings
from helpers.figures.canvas import (
    MARGIN,
    build_canvas,
    figure_width,
    fill_box,
    line_height,
    notes_height,
    width_of,
    write_lines,
    write_notes,
)
from helpers.figures.frames import Column, read_columns, select_question
from helpers.figures.heatmap import order_choices, plot_heatmap, tell_shares
from helpers.figures.lettering import balance_lines, wrap_text
from helpers.figures.notes import FootNotes, describe_columns, write_head
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTE_ROOM, NOTHING, TALLEST
from helpers.figures.style import (
    BLUE_800,
    GRAY_200,
    GRAY_536,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    WHITE,
    WIDTH,
    use_style,
    write_note,
)

LABEL_EM, LABEL_LINES, HEAD_LINES = 15, 4, 4
PANEL, PANEL_GAP, THICKNESS, PITCH, FOOT = 26.0, 3.0, 4.4, 6.5, 3.0
MOST_LINES = 2
MARK_NOTE, RANK_NOTE = "縦の短い線は全体の割合。", "順位を問わず、選んだ割合。"


@dataclass(frozen=True)
class Panels:
    """The choices' labels, the groups in lines of panels, and where they stand (mm)."""

    choices: Sequence[str]
    labels: Sequence[list[str]]
    heights: Sequence[float]
    lines: Sequence[Sequence[Column]]
    left: float
    width: float
    longest: float

    def heads(self, line: Sequence[Column]) -> list[list[str]]:
        em = (self.width - 1) / width_of(["全"], SMALL_PT)
        return [[*balance_lines(wrap_text(c.label, em, HEAD_LINES)), f"n={c.base_text}"] for c in line]

    def head_height(self, line: Sequence[Column]) -> float:
        return max(map(len, self.heads(line))) * line_height(SMALL_PT) + 2

    @property
    def height(self) -> float:
        return sum(self.head_height(line) + sum(self.heights) + FOOT for line in self.lines)


def plot_grouped_bars(
    df: pd.DataFrame, question: str, banners: str | Sequence[str], *, survey: str | None = None,
    title: str = "", name: str = "grouped_bars",
) -> Picture:  # fmt: skip
    """`question` (MA, or SA of many choices) by group: a panel of bars each, MA most chosen first, その他 and 無回答 last.

    Too many panels for a page make a heat map (`plot_heatmap`).
    """
    rows = select_question(df, question, survey)
    columns = read_columns(rows, banners)
    choices = order_choices(rows, columns)
    panels = lay_out(choices, columns)
    if len(panels.lines) > MOST_LINES or panels.height > TALLEST:
        return plot_heatmap(df, question, banners, survey=survey, title=title, name=name)
    is_ranking = "RANK" in set(rows["type"])
    more = [*([MARK_NOTE] if len(columns) > 1 else []), *([RANK_NOTE] if is_ranking else [])]
    notes = FootNotes(rows, columns, more=more).lines()
    figure = _draw_panels(panels, columns[0] if columns else None, write_head(rows, columns), notes)
    headings = band_headings(df, columns)
    alt = describe_columns(
        rows, columns, lambda c: tell_shares(c, choices), title, "グループ別の横棒グラフ", headings
    )
    return Picture(figure, alt, name)


def lay_out(choices: Sequence[str], columns: Sequence[Column]) -> Panels:
    """As many panels a line as fit, the lines about equally long; all on one scale."""
    labels = [balance_lines(wrap_text(choice, LABEL_EM, LABEL_LINES)) for choice in choices]
    left = MARGIN + max(map(width_of, labels), default=0) + 2
    most = max(1, int((WIDTH - left) / (PANEL + PANEL_GAP)))
    size = max(1, ceil(len(columns) / max(1, ceil(len(columns) / most))))
    lines = [columns[i : i + size] for i in range(0, len(columns), size)]
    shares = [column.share(choice) or 0.0 for column in columns for choice in choices]
    heights = [max(PITCH, len(lines) * line_height() + 1.5) for lines in labels]
    return Panels(
        choices, labels, heights, lines, left, (WIDTH - left) / size - PANEL_GAP, max([1.0, *shares])
    )


def _draw_panels(panels: Panels, whole: Column | None, note: str, notes: Sequence[str]) -> Figure:
    top = NOTE_ROOM if note else 1.5
    with use_style():
        axes = build_canvas(top + max(panels.height, 6.0) + notes_height(notes))
        write_note(axes, note)
        if whole is None:
            write_lines(axes, MARGIN, top + 3, [NOTHING])
        for line in panels.lines:
            top = _draw_line(axes, panels, line, whole, top)
        write_notes(axes, notes, top)
    return axes.figure


def _draw_line(axes: Axes, panels: Panels, line: Sequence[Column], whole: Column, top: float) -> float:
    heads, start = panels.heads(line), top + panels.head_height(line)
    end = start + sum(panels.heights)
    for i, (column, lines) in enumerate(zip(line, heads, strict=True)):
        x = panels.left + i * (panels.width + PANEL_GAP)
        weight = "bold" if column is whole else "normal"
        write_lines(axes, x, start - 1, lines, SMALL_PT, va="bottom", fontweight=weight)
        axes.plot([x, x], [start, end], color=GRAY_536, linewidth=0.8)
        _draw_bars(axes, panels, column, whole, x, start)
    y = start
    for label, height in zip(panels.labels, panels.heights, strict=True):
        write_lines(axes, MARGIN, y + height / 2, label)
        axes.plot([MARGIN, WIDTH - MARGIN], [y + height] * 2, color=GRAY_200, linewidth=0.5, zorder=0)
        y += height
    return end + FOOT


def _draw_bars(axes: Axes, panels: Panels, column: Column, whole: Column, x: float, y: float) -> None:
    """Bars with their numbers, and the whole's share as a short line; 該当なし where nobody was asked."""
    if column.is_empty:
        write_lines(axes, x + 1, y + panels.heights[0] / 2, [NOTHING], SMALL_PT, color=GRAY_700)
        return
    for choice, height in zip(panels.choices, panels.heights, strict=True):
        _draw_bar(
            axes, panels, column, None if column is whole else whole.share(choice), choice, x, y + height / 2
        )
        y += height


def _draw_bar(
    axes: Axes, panels: Panels, column: Column, reference: float | None, choice: str, x: float, y: float
) -> None:
    scale = (panels.width - figure_width("100.0") - 1.5) / panels.longest
    share, text = column.share(choice) or 0.0, column.text(choice)
    if share:
        fill = GRAY_536 if column.is_small else BLUE_800
        fill_box(axes, x, y - THICKNESS / 2, share * scale, THICKNESS, fill, edgecolor="none")
    at = x + share * scale + 1
    if reference is not None and text:
        line = x + reference * scale
        _mark_whole(axes, line, y)
        at = line + 1 if at - 1.5 < line < at + figure_width(text) + 0.5 else at
    write_lines(axes, at, y, [text], SMALL_PT)


def _mark_whole(axes: Axes, x: float, y: float) -> None:
    """A dark line with a light rim, to be seen on bar and ground."""
    for colour, width in ((WHITE, 2.4), (GRAY_900, 1.1)):
        axes.plot(
            [x, x],
            [y - THICKNESS / 2 - 0.6, y + THICKNESS / 2 + 0.6],
            color=colour,
            linewidth=width,
            zorder=2,
        )
