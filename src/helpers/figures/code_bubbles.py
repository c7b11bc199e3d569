"""Codes by the values of a variable as a bubble plot: the area is the percentage, the fill how far it is from chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from helpers.figures.canvas import (
    MARGIN,
    Entry,
    build_canvas,
    draw_key,
    key_height,
    line_height,
    notes_height,
    width_of,
    write_lines,
    write_notes,
)
from helpers.figures.codes import (
    RESIDUAL_MARKS,
    TEST_NOTE,
    CodeTable,
    base_text,
    describe_code_table,
    label_codes,
    percent_text,
    read_table,
    small_notes,
)
from helpers.figures.lettering import balance_lines, wrap_text
from helpers.figures.palette import BLUE_300, BLUE_700, ORANGE_100, ORANGE_300
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTE_ROOM
from helpers.figures.style import GRAY_200, GRAY_536, SMALL_PT, WHITE, WIDTH, use_style, write_note

RESIDUAL_FILLS = (ORANGE_300, ORANGE_100, WHITE, BLUE_300, BLUE_700)
RESIDUAL_LABELS = (
    "▽▽ 少ない（1%水準）",
    "▽ 少ない（5%水準）",
    "差があるとは言えない",
    "▲ 多い（5%水準）",
    "▲▲ 多い（1%水準）",
)
BUBBLE_NOTE = "円の面積は割合（%）、数字は割合、色と▲▽は調整済み残差による。"
LABEL_EM, LABEL_LINES, HEAD_LINES = 14, 4, 4
LARGEST, LOW, MANY = 10.0, 6.0, 12  # mm: the largest circle; smaller from so many codes on
LEAST_CELL, MOST_CELL = 15.0, 24.0  # mm: the width of a column


def plot_code_bubbles(df_by_code_value: pd.DataFrame, *, variable: str = "", title: str = "", name: str = "code_bubbles") -> Picture:  # fmt: skip
    """Codes as rows, values as columns: a circle whose area is the percentage, its fill the adjusted residual.

    Reads df_by_code_value of crosstab_codes.
    """
    table = read_table(df_by_code_value)
    return Picture(
        _draw_bubbles(table),
        describe_code_table(table, variable, title, "コードと値の割合のバブルプロット"),
        name,
    )


def _draw_bubbles(table: CodeTable) -> Figure:
    labels = [balance_lines(wrap_text(label, LABEL_EM, LABEL_LINES)) for label in label_codes(table)]
    left = MARGIN + max(map(width_of, labels), default=0) + 2
    blocks, cell = _split_columns(len(table.values), WIDTH - MARGIN - left)
    pitch = max(
        [LARGEST + line_height(SMALL_PT) + 2, *(len(lines) * line_height() + 1.5 for lines in labels)]
    )
    heads = [
        balance_lines(wrap_text(value, (cell - 2) / width_of(["全"], SMALL_PT), HEAD_LINES))
        for value in table.values
    ]
    heads = [[*lines, base_text(base)] for lines, base in zip(heads, table.bases, strict=True)]
    head_height = max(map(len, heads), default=0) * line_height(SMALL_PT) + 2.5
    key = [Entry(label, fill) for label, fill in zip(RESIDUAL_LABELS, RESIDUAL_FILLS, strict=True)]
    notes = [BUBBLE_NOTE, TEST_NOTE, *small_notes(table)]
    block_height = head_height + pitch * len(labels) + 2
    height = NOTE_ROOM + key_height(key) + block_height * len(blocks) + notes_height(notes)
    with use_style():
        canvas = build_canvas(height)
        write_note(canvas, "（%）")
        top = draw_key(canvas, key, NOTE_ROOM)
        for columns in blocks:
            _write_heads(canvas, [heads[c] for c in columns], left, cell, top + head_height - 1)
            _draw_rows(canvas, table, labels, columns, left, cell, pitch, top + head_height)
            top += block_height
        write_notes(canvas, notes, top)
    return canvas.figure


def _split_columns(count: int, room: float) -> tuple[list[range], float]:
    """Blocks of about equally many columns, and the width of a column (mm)."""
    most = max(1, int(room / LEAST_CELL))
    size = max(1, ceil(count / max(1, ceil(count / most))))
    return [range(i, min(i + size, count)) for i in range(0, max(count, 1), size)], min(
        MOST_CELL, room / size
    )


def _write_heads(canvas: Axes, heads: Sequence[list[str]], left: float, cell: float, bottom: float) -> None:
    for i, lines in enumerate(heads):
        write_lines(canvas, left + cell * (i + 0.5), bottom, lines, SMALL_PT, ha="center", va="bottom")


def _draw_rows(
    canvas: Axes, table: CodeTable, labels: Sequence[list[str]], columns: range,
    left: float, cell: float, pitch: float, top: float,
) -> None:  # fmt: skip
    size = _largest(table)
    largest = np.nanmax(table.percents) if table.percents.size and not np.isnan(table.percents).all() else 0
    for row, lines in enumerate(labels):
        y = top + pitch * row
        canvas.plot([MARGIN, left + cell * len(columns)], [y, y], color=GRAY_200, linewidth=0.8)
        write_lines(canvas, MARGIN, y + pitch / 2, lines)
        for i, column in enumerate(columns):
            percent, step = table.percents[row, column], table.steps[row, column]
            if np.isnan(percent):
                continue
            x, middle = left + cell * (i + 0.5), y + 0.8 + size / 2
            radius = size / 2 * np.sqrt(percent / largest) if largest else 0
            fill, mark = RESIDUAL_FILLS[step], RESIDUAL_MARKS[step]
            canvas.add_patch(Circle((x, middle), radius, facecolor=fill, edgecolor=GRAY_536, linewidth=0.8))
            text = [percent_text(percent) + mark]
            write_lines(canvas, x, y + 1 + size, text, SMALL_PT, ha="center", va="top")


def _largest(table: CodeTable) -> float:
    return LOW if len(table.codes) > MANY else LARGEST
