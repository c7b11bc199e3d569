"""The same words in several groups or years: a row a word, a mark a group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.figures.canvas import MARGIN, build_canvas, notes_height, width_of, write_lines, write_notes
from helpers.figures.describe import SMALL_BASE, SMALL_BASE_NOTE
from helpers.figures.groups import LOOKS, draw_shape
from helpers.figures.lettering import one_line, wrap_text
from helpers.figures.picture import Picture
from helpers.figures.rounding import round_step
from helpers.figures.shapes_key import draw_shapes_key, key_height, shape_item
from helpers.figures.style import GRAY_200, GRAY_536, GRAY_700, SMALL_PT, TEXT_PT, WIDTH, use_style
from helpers.numerals import number_text

PITCH, AREA, LABEL_EM, SCALE = 5.6, 8.0, 12, 6.0


def plot_rates(
    df_by_term: pd.DataFrame,
    limit: int = 20,
    title: str = "",
    name: str = "word_rates",
) -> Picture:
    """The `limit` words whose rates differ most, of `compare_frequencies`: label, rate_<group> .... Up to eight groups."""
    groups = [column.removeprefix("rate_") for column in df_by_term if column.startswith("rate_")][
        : len(LOOKS)
    ]
    df = df_by_term.head(limit if groups else 0)
    labels = ["".join(wrap_text(label, LABEL_EM, 1)) for label in df["label"]]
    left = MARGIN + width_of(labels, SMALL_PT) + 5
    bases = [int(df_by_term[f"n_{group}"].iloc[0]) if len(df_by_term) else 0 for group in groups]
    names = [
        f"{group}（n={n:,}{'*' if n < SMALL_BASE else ''}）" for group, n in zip(groups, bases, strict=True)
    ]
    key = [shape_item(look, text) for look, text in zip(LOOKS, names, strict=False)]
    small = f"* {SMALL_BASE_NOTE}。" if any(n < SMALL_BASE for n in bases) else ""
    notes = [f"語を使った回答の割合（%）。群による差がはっきりしている順（カイ2乗値）。{small}"]
    bottom = 2 + PITCH * max(len(df), 1)
    with use_style():
        axes = build_canvas(bottom + SCALE + key_height(key) + notes_height(notes))
        if df.empty or not groups:
            write_lines(axes, MARGIN, 5, ["該当なし"], TEXT_PT)
        else:
            rates = df[[f"rate_{group}" for group in groups]].to_numpy(dtype=float)
            _draw_scale(axes, left, bottom, _draw_rows(axes, labels, rates, left), rates.max())
        write_notes(axes, notes, draw_shapes_key(axes, key, bottom + SCALE))
    return Picture(axes.figure, describe_rates(df, groups, title), name)


def _draw_rows(axes, labels: Sequence[str], rates: np.ndarray, left: float) -> float:
    """mm a unit of rate."""
    scale = (WIDTH - MARGIN - 6 - left) / max(rates.max(), 1e-9)
    for row, (label, values) in enumerate(zip(labels, rates, strict=True)):
        y = 2 + PITCH * (row + 0.5)
        write_lines(axes, left - 3, y, [label], SMALL_PT, ha="right")
        ends = [left + scale * values.min(), left + scale * values.max()]
        axes.plot(ends, [y, y], color=GRAY_536, linewidth=1.2, zorder=1)
        for place in range(len(values) - 1, -1, -1):
            draw_shape(axes, left + scale * values[place], y, AREA, LOOKS[place], 0.8, zorder=3)
    return scale


def _draw_scale(axes, left: float, bottom: float, scale: float, most: float) -> None:
    step = round_step(most / 5) if most > 0 else 1.0
    for tick in np.arange(0, most + step * 0.01, step):
        x = left + scale * tick
        axes.plot([x, x], [2, bottom], color=GRAY_200, linewidth=0.8, zorder=0)
        write_lines(axes, x, bottom + 2.4, [f"{tick:g}"], SMALL_PT, ha="center", color=GRAY_700)


def describe_rates(df: pd.DataFrame, groups: Sequence[str], title: str = "") -> str:
    """福井：20代 3.1%、30代 8.0%、…."""
    said = [one_line(title).rstrip("。"), "語を使った回答の割合を群で比べる点グラフ"]
    for _, row in df.iterrows():
        values = [f"{group} {number_text(float(row[f'rate_{group}']))}%" for group in groups]
        said.append(f"{row['label']}：{'、'.join(values)}")
    said += ["該当なし"] if df.empty else []
    return "。".join(one_line(part) for part in said if part) + "。"
