"""Answers by month as columns in the order of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.figures.canvas import width_of
from helpers.figures.charts import plot_single_answer
from helpers.figures.columns import ROOM, build_columns, label_columns, set_heights, thin_out
from helpers.figures.describe import NOBODY
from helpers.figures.frames import Column, count_text, list_choices, read_columns, select_question
from helpers.figures.lettering import one_line
from helpers.figures.notes import OMITTED, FootNotes, close_text, write_head
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTHING
from helpers.figures.style import BLUE_800, GRAY_536, GRAY_700, SMALL_PT, use_style
from helpers.raw.model import SUPPRESSED

MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
MOST_MONTHS, FEWEST = 72, 10
PERSONS = "（人）"


def plot_months(
    df: pd.DataFrame, question: str, *, survey: str | None = None, title: str = "", name: str = "months"
) -> Picture:
    """One DATE question: respondents a month, the choices being months (2023年4月) in the order of time.

    Choices that are not months, or too many of them, become bars.
    """
    rows = select_question(df, question, survey)
    rows = rows[(rows["banner"] == "") & (rows["statistic"] == "")]
    months = list(rows.loc[rows["kind"] == "choice", "choice"])
    if not all(map(MONTH.fullmatch, months)) or len(months) > MOST_MONTHS:
        return plot_single_answer(rows, title=title, name=name)
    column = (read_columns(rows) or [Column("", "全体", {}, {}, None)])[0]
    months = [] if column.is_empty else months
    return Picture(_draw(rows, column, months).figure, _describe(rows, column, months, title), name)


def _slots(months: Sequence[str]) -> int:
    """Few months do not grow fat."""
    return max(len(months), FEWEST)


def _count(column: Column, choice: str) -> float:
    row = column.counts[choice]
    return 0.0 if row.suppressed or pd.isna(row.n) else float(row.n)


def _text(column: Column, choice: str) -> str:
    if column.is_hidden(choice):
        return SUPPRESSED
    count = _count(column, choice)
    return count_text(count) if count else NOBODY


def _draw(rows: pd.DataFrame, column: Column, months: Sequence[str]) -> Axes:
    texts, counts = [_text(column, m) for m in months], [_count(column, m) for m in months]
    fits = all(width_of([text], SMALL_PT) <= ROOM / _slots(months) for text in texts)
    notes = FootNotes(rows, [column], more=[*_marks_told(column), *([] if fits else [OMITTED])]).lines()
    head = "　".join(filter(None, [f"(n={column.base_text})", write_head(rows, [column], "")]))
    with use_style():
        axes = build_columns(head, notes, above=4, below=12)
        if not months:
            axes.set_axis_off()
            axes.text(0, 0.5, NOTHING, va="center")
            return axes
        colour = GRAY_536 if column.is_small else BLUE_800
        sns.barplot(
            x=list(range(len(months))),
            y=counts,
            color=colour,
            saturation=1,
            width=0.78,
            errorbar=None,
            ax=axes,
        )
        axes.set_xlim(-0.5, _slots(months) - 0.5)
        set_heights(axes, counts, PERSONS)
        if fits:
            label_columns(axes, list(range(len(months))), counts, texts)
        _set_ticks(axes, months)
    return axes


def _set_ticks(axes: Axes, months: Sequence[str]) -> None:
    """The month below its column, the year below its first month."""
    found = [MONTH.fullmatch(month).groups() for month in months]
    labels = [f"{month}月" for _, month in found]
    every = thin_out(labels, ROOM / _slots(months))
    axes.set_xticks(range(0, len(months), every), labels[::every])
    firsts = [i for i, (year, _) in enumerate(found) if i == 0 or year != found[i - 1][0]]
    last = -1e9
    for i in firsts:
        if (i - last) * ROOM / _slots(months) < 13:
            continue
        last = i
        axes.annotate(f"{found[i][0]}年", (i - 0.4, 0), xycoords=("data", "axes fraction"), xytext=(0, -15),
                      textcoords="offset points", va="top", fontsize=SMALL_PT, color=GRAY_700, annotation_clip=False)  # fmt: skip


def _marks_told(column: Column) -> list[str]:
    """無回答 3人: what has no month."""
    marks = [choice for choice in list_choices([column]) if column.counts[choice].kind == "mark"]
    told = "、".join(_tell(column, mark) for mark in marks)
    return [f"月の分からない回答：{told}。"] if told else []


def _tell(column: Column, choice: str) -> str:
    text = _text(column, choice)
    return f"{one_line(choice)} {text}{'人' if text[-1:].isdigit() else ''}"


def _describe(rows: pd.DataFrame, column: Column, months: Sequence[str], title: str) -> str:
    told = "、".join(_tell(column, choice) for choice in months) or NOTHING
    marks = [note.rstrip("。") for note in _marks_told(column)] if months else []
    return close_text(
        rows,
        [column],
        [one_line(title).rstrip("。"), "月別の縦棒グラフ", told, *marks, f"n={column.base_text}"],
    )
