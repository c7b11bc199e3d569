"""Characteristic words as small panels of bars, one for each value of an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.canvas import (
    MARGIN,
    build_canvas,
    fill_box,
    line_height,
    notes_height,
    width_of,
    write_lines,
    write_notes,
)
from helpers.figures.lettering import one_line, printable, wrap_text
from helpers.figures.palette import BLUE_300
from helpers.figures.picture import Picture
from helpers.figures.style import BLUE_800, GRAY_200, GRAY_700, SMALL_PT, TEXT_PT, WIDTH, use_style
from helpers.numerals import number_text
from helpers.text.analyses.characteristic import MORE

GUTTER, PITCH, TAIL, LABEL_EM = 7.0, 5.0, 27.0, 9
LEVEL = 0.05


@dataclass(frozen=True)
class Panel:
    """One value: its name in lines, its rows of the frame."""

    title: list[str]
    rows: pd.DataFrame

    @property
    def height(self) -> float:
        return len(self.title) * line_height(TEXT_PT) + 2 + max(len(self.rows), 1) * PITCH + 4


def plot_characteristic_words(
    frame: pd.DataFrame, title: str = "", name: str = "characteristic_words"
) -> Picture:
    """Bars by Jaccard on one scale; dark with * where G2 stays significant at 5% after the correction (FDR).

    `frame`: df_by_value_word (value, label, n, percent, percent_out, jaccard, direction, p_fdr), in the order shown.
    """
    room = (WIDTH - 2 * MARGIN - GUTTER) / 2
    panels = [Panel(_head(value, part, room), part) for value, part in frame.groupby("value", sort=False)]
    pairs = [panels[start : start + 2] for start in range(0, len(panels), 2)]
    notes = [
        "棒は Jaccard 係数。（ ）内は語を使った回答の割合で、左がその値、右がそれ以外の値。"
        "* と濃い棒は、比べた語すべてについて補正（FDR）しても5%水準で多い語。"
    ]
    with use_style():
        axes = build_canvas(
            sum(max(p.height for p in pair) for pair in pairs) + notes_height(notes) + (0 if panels else 10)
        )
        top, longest = 0.0, max([*frame["jaccard"], 1e-9])
        for pair in pairs:
            for column, panel in enumerate(pair):
                _draw_panel(axes, panel, MARGIN + column * (room + GUTTER), top, room, longest)
            top += max(panel.height for panel in pair)
        if not panels:
            write_lines(axes, MARGIN, 5, ["該当なし"], TEXT_PT)
        write_notes(axes, notes, top if panels else 9)
    return Picture(axes.figure, describe_characteristic(frame, title), name)


def _head(value: str, part: pd.DataFrame, room: float) -> list[str]:
    """NPO法人（n=18*）."""
    n = int(part["n"].iloc[0])
    em = room / width_of(["あ"], TEXT_PT)
    return wrap_text(f"{value}（n={n:,}{'*' if n < 30 else ''}）", em, 2)


def _draw_panel(axes: Axes, panel: Panel, x: float, top: float, room: float, longest: float) -> None:
    high = len(panel.title) * line_height(TEXT_PT)
    write_lines(axes, x, top + 1 + high / 2, panel.title, TEXT_PT, fontweight="bold")
    y = top + high + 2
    axes.plot([x, x + room], [y - 0.6, y - 0.6], color=GRAY_200, linewidth=0.8)
    labels = ["".join(wrap_text(label, LABEL_EM, 1)) for label in panel.rows["label"]]
    left = x + max(width_of(labels, SMALL_PT), 16.0) + 1.5
    unit = (x + room - TAIL - left) / longest
    for place, (row, label) in enumerate(zip(panel.rows.itertuples(), labels, strict=True)):
        middle = y + PITCH * (place + 0.5)
        fill = BLUE_800 if is_sure(row) else BLUE_300
        write_lines(axes, left - 1.2, middle, [label], SMALL_PT, ha="right")
        fill_box(axes, left, middle - 1.7, unit * row.jaccard, 3.4, fill, linewidth=0)
        write_lines(axes, left + unit * row.jaccard + 0.8, middle, [_tail(row)], SMALL_PT, color=GRAY_700)


def is_sure(row) -> bool:
    return row.p_fdr < LEVEL and row.direction == MORE


def _tail(row) -> str:
    """0.30*（33:5%）."""
    shares = "：".join(number_text(float(value), 0) for value in (row.percent, row.percent_out))
    return f"{number_text(float(row.jaccard), 2)}{'*' if is_sure(row) else ''}（{shares}%）"


def describe_characteristic(frame: pd.DataFrame, title: str = "") -> str:
    """NPO法人（n=18）：居場所 0.30（33.3%、それ以外 4.5%）、…."""
    said = [one_line(title).rstrip("。"), "値ごとの特徴語の横棒グラフ（Jaccard係数）"]
    for value, part in frame.groupby("value", sort=False):
        words: Sequence[str] = [
            f"{printable(row.label)} {number_text(float(row.jaccard), 2)}{'*' if is_sure(row) else ''}"
            f"（{number_text(float(row.percent))}%、それ以外 {number_text(float(row.percent_out))}%）"
            for row in part.itertuples()
        ]
        said.append(f"{one_line(value)}（n={int(part['n'].iloc[0]):,}）：{'、'.join(words)}")
    said += ["該当なし"] if frame.empty else ["*は補正（FDR）後も5%水準で多い語"]
    return "。".join(part for part in said if part) + "。"
