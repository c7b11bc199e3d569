"""Means of groups as dots with their 95% intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt

import pandas as pd
from matplotlib.axes import Axes
from scipy.special import stdtrit

from helpers.figures.banding import MEAN, band_headings
from helpers.figures.frames import (
    Column,
    banner_heading,
    mean_decimals,
    read_columns,
    select_question,
)
from helpers.figures.notes import FootNotes, describe_columns, write_head
from helpers.figures.picture import Picture
from helpers.figures.rounding import round_ticks
from helpers.figures.rows import NOTHING, Plan, Row, Sheet, draw_rows
from helpers.figures.style import BLUE_800, GRAY_536
from helpers.numerals import number_text

INTERVAL = "横線は平均の95%信頼区間（t 分布）。"
WHOLE_LINE, BEYOND = "破線は全体の平均。", "矢印は、区間が目盛りの外まで続くことを示す。"
NEAR = 0.5  # how far beyond the others, of their range, the interval of a small group is followed


@dataclass(frozen=True, kw_only=True)
class Dot(Row):
    """A mean with the ends of its interval, None where one respondent or none answered."""

    mean: float | None
    ends: tuple[float, float] | None


def plot_means(
    df: pd.DataFrame, question: str, banners: str | Sequence[str] = (), *, survey: str | None = None,
    title: str = "", name: str = "means",
) -> Picture:  # fmt: skip
    """The mean of `question` (NUM, SCALE) for the whole and each group, with its 95% interval.

    Reads the statistics mean and sd with their base, those who answered.
    """
    rows = select_question(df, question, survey)
    columns = read_columns(rows, banners)
    headings = {b: banner_heading(df, b) for b in dict.fromkeys(c.banner for c in columns) if b}
    return draw_means(rows, columns, title, name, headings, band_headings(df, columns))


def draw_means(
    rows: pd.DataFrame, columns: Sequence[Column], title: str, name: str, headings: dict[str, str] | None = None,
    said: dict[str, str] | None = None,
) -> Picture:  # fmt: skip
    """One dot a column; `headings` open banners in the figure, `said` in the alternative text."""
    columns = [replace(column, base=_answered(column)) for column in columns]
    before = ["", *(column.banner for column in columns)]
    dots = [
        _dot(column, (headings or {}).get(column.banner, "") if column.banner != opened else "")
        for column, opened in zip(columns, before, strict=False)
    ]
    ticks, whole = _ticks(dots), next((d.mean for d in dots if d.strong and d.mean is not None), None)
    more = [INTERVAL, *([WHOLE_LINE] if whole is not None and len(dots) > 1 else [])]
    more += [BEYOND] if _goes_beyond(dots, ticks) else []
    notes = FootNotes(rows, columns, more=more)
    sheet = Sheet(
        rows=dots,
        ticks=ticks,
        note=write_head(rows, columns, ""),
        notes=notes.lines(),
        side_head=f"{MEAN}（95%区間）",
    )
    figure = draw_rows(sheet, partial(_draw_dot, whole if len(dots) > 1 else None))
    return Picture(figure, describe_columns(rows, columns, _tell, title, "平均の点グラフ", said), name)


def _dot(column: Column, heading: str) -> Dot:
    mean = None if column.is_empty else column.value("mean")
    text = column.value_text("mean") if mean is None and not column.is_empty else ""
    is_whole = not column.banner and column.label == "全体"
    return Dot(label=column.label, base=column.base_text, side=interval_text(column) if mean is not None else "",
               said=text or (NOTHING if mean is None else ""), heading=heading, muted=column.is_small,
               strong=is_whole, indent=bool(column.banner), mean=mean, ends=mean_interval(column))  # fmt: skip


def _answered(column: Column) -> float | None:
    """A mean is taken over those who answered."""
    row = column.statistics.get("mean")
    if row is None:
        return column.base
    base = row.base if pd.isna(row.base_unweighted) else row.base_unweighted
    return None if pd.isna(base) else float(base)


def mean_interval(column: Column) -> tuple[float, float] | None:
    """mean ± t(0.975, n-1) sd/√n; n is the effective base where there are weights."""
    mean, sd, row = column.value("mean"), column.value("sd"), column.statistics.get("mean")
    if mean is None:
        return None
    n = row.base_effective if pd.notna(row.base_effective) else row.base
    if sd is None or pd.isna(n) or n < 2:
        return None
    half = float(stdtrit(n - 1, 0.975)) * sd / sqrt(n)
    return mean - half, mean + half


def interval_text(column: Column) -> str:
    """3.44（3.20～3.68）."""
    ends, decimals = mean_interval(column), mean_decimals(column.statistics["mean"].type)
    return column.value_text("mean") + (
        f"（{number_text(ends[0], decimals)}～{number_text(ends[1], decimals)}）" if ends else ""
    )


def _tell(column: Column) -> list[str]:
    if column.is_empty or column.value("mean") is None:
        return [(not column.is_empty and column.value_text("mean")) or NOTHING]
    return [f"{MEAN} {interval_text(column).replace('（', '（95%区間 ')}"]


def _ticks(dots: Sequence[Dot]) -> list[tuple[float, str]]:
    """Round values around all means and the intervals of groups that are not small; those of small ones if near."""
    means = [dot.mean for dot in dots if dot.mean is not None]
    sure = [end for dot in dots for end in dot.ends or () if dot.strong or not dot.muted]
    low, high = min([*means, *sure], default=0.0), max([*means, *sure], default=1.0)
    near = [end for dot in dots for end in dot.ends or ()]
    reach = NEAR * (high - low) or float("inf")
    return round_ticks(max(min([low, *near]), low - reach), min(max([high, *near]), high + reach))


def _draw_dot(whole: float | None, axes: Axes, plan: Plan, dot: Dot, y: float) -> None:
    colour = GRAY_536 if dot.muted else BLUE_800
    if whole is not None:
        axes.plot(
            [plan.at(whole)] * 2, [y - 3.5, y + 3.5], color=GRAY_536, linewidth=0.8, linestyle="--", zorder=1
        )
    if dot.ends:
        _draw_interval(axes, plan, dot.ends, y, colour)
    axes.plot([plan.at(dot.mean)], [y], "o", color=colour, markersize=6, zorder=3)


def _draw_interval(axes: Axes, plan: Plan, ends: tuple[float, float], y: float, colour: str) -> None:
    """A bar at each end; an arrow where the interval goes on beyond the scale."""
    shown = [min(max(end, plan.low), plan.high) for end in ends]
    axes.plot([plan.at(end) for end in shown], [y, y], color=colour, linewidth=1.4, zorder=2)
    for end, at, arrow in zip(ends, shown, "<>", strict=True):
        if end == at:
            axes.plot([plan.at(at)] * 2, [y - 1.1, y + 1.1], color=colour, linewidth=1.4, zorder=2)
        else:
            axes.plot([plan.at(at)], [y], arrow, color=colour, markersize=5, zorder=2)


def _goes_beyond(dots: Sequence[Dot], ticks: Sequence[tuple[float, str]]) -> bool:
    return any(end < ticks[0][0] or end > ticks[-1][0] for dot in dots for end in dot.ends or ())
