"""A matrix question as one picture: its items as rows, in order or sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.figures.banding import MEAN, build_row, can_band, mean_text, pick_fills, told
from helpers.figures.frames import Column, complete_columns, list_choices, read_columns
from helpers.figures.heatmap import plot_shares_grid
from helpers.figures.intervals import draw_means
from helpers.figures.notes import FootNotes, describe_columns, write_head
from helpers.figures.picture import Picture
from helpers.figures.stack import Stack, draw_stack, hides_numbers

BY_VALUE = "value"


def plot_matrix(
    df: pd.DataFrame, matrix: str, *, survey: str | None = None, order: str = "codebook", title: str = "",
    name: str = "matrix",
) -> Picture:  # fmt: skip
    """Items of SA or SCALE as 100% bands (a SCALE with its mean), of NUM as means, of MA or many choices as a grid.

    `order`: "codebook", or "value": highest mean first, without means the largest share of the first choice.
    """
    rows = select_matrix(df, matrix, survey)
    columns = _sort(read_items(rows), order)
    choices = list_choices(columns)
    kind = rows["type"].iloc[0] if len(rows) else ""
    if kind == "NUM":
        return draw_means(rows, columns, title, name)
    if kind == "MA" or not can_band(choices):
        return plot_shares_grid(rows, columns, title, name)
    return _plot_bands(rows, columns, choices, title, name)


def select_matrix(df: pd.DataFrame, matrix: str, survey: str | None = None) -> pd.DataFrame:
    """Rows of all items of a matrix, for the whole."""
    rows = complete_columns(df)
    rows = rows[(rows["matrix"] == matrix) & (rows["banner"] == "")]
    return rows if survey is None else rows[rows["survey"] == survey]


def read_items(rows: pd.DataFrame) -> list[Column]:
    """One column an item, named by it, in the codebook's order."""
    items = rows.groupby("question", sort=False)
    return [replace(column, label=part["item"].iloc[0]) for _, part in items for column in read_columns(part)]


def _sort(columns: Sequence[Column], order: str) -> list[Column]:
    if order != BY_VALUE:
        return list(columns)
    first = (list_choices(columns) or [""])[0]

    def height(column: Column) -> float:
        value = column.value("mean") if "mean" in column.statistics else column.share(first)
        return float("-inf") if value is None else value

    return sorted(columns, key=height, reverse=True)


def _plot_bands(
    rows: pd.DataFrame, columns: Sequence[Column], choices: Sequence[str], title: str, name: str
) -> Picture:
    has_mean = any("mean" in column.statistics for column in columns)
    bands = [build_row(column, choices, mean_text(column)) for column in columns]
    stack = Stack(
        parts=choices,
        fills=pick_fills(choices),
        bands=bands,
        note=write_head(rows, columns),
        side_head=MEAN if has_mean else "",
    )
    notes = FootNotes(rows, columns, hides_numbers(stack), any(band.hidden for band in bands))
    figure = draw_stack(replace(stack, notes=notes.lines()))
    alt = describe_columns(rows, columns, lambda c: told(c, choices), title, "項目別の100%帯グラフ")
    return Picture(figure, alt, name)
