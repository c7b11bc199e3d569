"""The shares of one question's choices over the years, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.figures.frames import Column, list_choices, read_columns, select_question
from helpers.figures.lines import Line, plot_lines
from helpers.figures.picture import Picture
from helpers.raw.model import SUPPRESSED


def plot_years(
    frames: Mapping[str, pd.DataFrame], question: str, *, choices: Sequence[str] = (), survey: str | None = None,
    joined: Sequence[bool] = (), strong: Sequence[str] = (), title: str = "", name: str = "years",
) -> Picture:  # fmt: skip
    """A line a choice; `frames` are df_by_question_choice by the label of their year, oldest first.

    `choices`: which lines (all choices if empty). `joined[i]`: whether years i and i + 1 may be compared (all, if
    empty); `strong` choices are drawn in colour (the first choice, if empty). A suppressed share is no point.
    """
    columns = [_whole(frame, question, survey) for frame in frames.values()]
    names = list(choices) or list_choices([column for column in columns if column])
    bound = list(joined) or [True] * (len(columns) - 1)
    lines = [_line(choice, columns, bound, choice in (strong or names[:1])) for choice in names]
    return plot_lines(lines, list(frames), title, name)


def _whole(frame: pd.DataFrame, question: str, survey: str | None) -> Column | None:
    rows = select_question(frame, question, survey)
    return next(iter(read_columns(rows[rows["banner"] == ""])), None)


def _line(choice: str, columns: Sequence[Column | None], joined: Sequence[bool], strong: bool) -> Line:
    values = [column.share(choice) if column else None for column in columns]
    return Line(choice, values, [_text(choice, column) for column in columns], joined, strong)


def _text(choice: str, column: Column | None) -> str:
    """41.2%（n=310）; ― where the year has no such choice."""
    if column is None or choice not in column.counts:
        return "―"
    label = SUPPRESSED if column.is_hidden(choice) else column.label_of(choice)
    return f"{label}（n={column.base_text}）" if label else "―"
