"""Crosstabs as heat maps: shares with their difference from the whole, marked as in the tables; shares of a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from helpers.figures.banding import band_headings
from helpers.figures.canvas import Entry
from helpers.figures.charts import sort_choices
from helpers.figures.frames import Column, list_choices, read_columns, select_question, signed_text
from helpers.figures.grid import Grid, Tile, draw_grid, grid_height
from helpers.figures.notes import FootNotes, describe_columns, write_head
from helpers.figures.palette import BLUE_100, BLUE_300, BLUE_400, BLUE_700, BLUE_1000, ORANGE_100, ORANGE_300
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTHING, TALLEST
from helpers.figures.style import BLUE_50, WHITE

TINY = 1e-9  # 35.0 - 30.0 may be held as 4.999999999999999
CELL_NOTE = "各欄の上段は割合（%）、下段は全体との差（ポイント）。n<30の列には差の記号を付けない。"
LOW_NOTE = "各欄は割合（%）、記号は全体との差（ポイント）。n<30の列には差の記号を付けない。"
NOT_ASKED, NOT_ASKED_NOTE = "※", "※ 該当者なし（n=0）"
STEP_FILLS = (ORANGE_300, ORANGE_100, WHITE, BLUE_100, BLUE_300)
STEP_MARKS = ("▽▽", "▽", "", "▲", "▲▲")
SHARE_FILLS = (BLUE_50, BLUE_100, BLUE_300, BLUE_400, BLUE_700, BLUE_1000)


def plot_heatmap(
    df: pd.DataFrame, question: str, banners: str | Sequence[str], *, survey: str | None = None,
    points: tuple[float, float] = (5, 10), title: str = "", name: str = "heatmap",
) -> Picture:  # fmt: skip
    """Choices as rows, the whole and the groups as columns: the share, below it the difference from the whole.

    Cells are coloured and marked ▽▽ ▽ ▲ ▲▲ from `points` on, as the tables mark them; columns below n=30 are not.
    Reads percent and difference (points) of df_by_question_choice.
    """
    rows = select_question(df, question, survey)
    columns = read_columns(rows, banners)
    choices = order_choices(rows, columns)
    tiles = [[_difference_tile(choice, column, points) for column in columns] for choice in choices]
    more = [NOT_ASKED_NOTE] if any(column.is_empty for column in columns) else []
    grid = Grid(labels=choices, heads=[c.label for c in columns], bases=[f"n={c.base_text}" for c in columns], tiles=tiles,
                steps=_difference_key(points), note=write_head(rows, columns, ""),
                notes=FootNotes(rows, columns, more=[CELL_NOTE, *more]).lines())  # fmt: skip
    tell = partial(_tell_differences, choices=choices, points=points)
    alt = describe_columns(
        rows, columns, tell, title, "割合と全体との差の表形式の図", band_headings(df, columns)
    )
    return Picture(_draw_fitting(grid), alt, name)


def _draw_fitting(grid: Grid) -> Figure:
    """Share and mark on one line where two lines a cell would be higher than a page."""
    if grid_height(grid) <= TALLEST:
        return draw_grid(grid)
    tiles = [[Tile([_one_line(tile)], tile.step) for tile in row] for row in grid.tiles]
    notes = [LOW_NOTE if note == CELL_NOTE else note for note in grid.notes]
    return draw_grid(replace(grid, tiles=tiles, notes=notes, is_low=True))


def _one_line(tile: Tile) -> str:
    return tile.lines[0] + ("" if tile.step is None else STEP_MARKS[tile.step])


def order_choices(rows: pd.DataFrame, columns: Sequence[Column]) -> list[str]:
    """The codebook's order; MA most chosen first."""
    shown = list_choices(columns)
    whole = rows[
        (rows["banner"] == "")
        & (rows["statistic"] == "")
        & rows["choice"].isin(shown)
        & (rows["kind"] != "net")
    ]
    if not len(whole) or rows["type"].iloc[0] != "MA":
        return shown
    return list(dict.fromkeys([*sort_choices(whole)["choice"], *shown]))


def find_step(difference: float | None, points: tuple[float, float]) -> int:
    """0 to 4: ▽▽ ▽ (none) ▲ ▲▲. The difference is compared unrounded."""
    if difference is None:
        return 2
    low, high = (point - TINY for point in points)
    size = 2 if abs(difference) >= high else int(abs(difference) >= low)
    return 2 + (size if difference > 0 else -size)


def _mark(choice: str, column: Column, points: tuple[float, float]) -> tuple[float | None, int]:
    difference = column.difference(choice) if column.banner else None
    return difference, 2 if column.is_small else find_step(difference, points)


def _difference_tile(choice: str, column: Column, points: tuple[float, float]) -> Tile:
    if column.is_empty:
        return Tile([NOT_ASKED])
    difference, step = _mark(choice, column, points)
    below = [] if difference is None else [f"{signed_text(difference)}{STEP_MARKS[step]}"]
    return Tile([column.text(choice), *below], None if step == 2 else step)


def _difference_key(points: tuple[float, float]) -> list[Entry]:
    low, high = (f"{point:g}" for point in points)
    labels = [f"▽▽ -{high}以下", f"▽ -{low}以下", f"±{low}未満", f"▲ +{low}以上", f"▲▲ +{high}以上"]
    return [Entry(label, fill) for label, fill in zip(labels, STEP_FILLS, strict=True)]


def _tell_differences(column: Column, choices: Sequence[str], points: tuple[float, float]) -> list[str]:
    if column.is_empty:
        return [NOTHING]
    return [_tell(choice, column, points) for choice in choices if column.text(choice)]


def _tell(choice: str, column: Column, points: tuple[float, float]) -> str:
    difference, step = _mark(choice, column, points)
    told = "" if difference is None else f"（{signed_text(difference)}ポイント{STEP_MARKS[step]}）"
    return f"{choice} {column.label_of(choice)}{told}"


def plot_shares_grid(rows: pd.DataFrame, columns: Sequence[Column], title: str, name: str) -> Picture:
    """Items (`columns`) as rows, choices as columns, shares in steps of 20 points from light to dark."""
    choices = list_choices(columns)
    tiles = [[_share_tile(choice, column) for choice in choices] for column in columns]
    labels = [f"{column.label}（n={column.base_text}）" for column in columns]
    more = [NOT_ASKED_NOTE] if any(column.is_empty for column in columns) else []
    grid = Grid(labels=labels, heads=choices, bases=[""] * len(choices), tiles=tiles, steps=_share_key(),
                note=write_head(rows, columns), notes=FootNotes(rows, columns, more=more).lines(), repeats=False)  # fmt: skip
    alt = describe_columns(
        rows, columns, lambda c: tell_shares(c, choices), title, "項目別の割合の表形式の図"
    )
    return Picture(draw_grid(grid), alt, name)


def tell_shares(column: Column, choices: Sequence[str]) -> list[str]:
    """はい 95.2%, いいえ -."""
    told = [f"{choice} {column.label_of(choice)}" for choice in choices if column.text(choice)]
    return [NOTHING] if column.is_empty or not told else told


def _share_tile(choice: str, column: Column) -> Tile:
    if column.is_empty:
        return Tile([NOT_ASKED])
    share = column.share(choice)
    return Tile([column.text(choice)], None if share is None else min(len(SHARE_FILLS) - 1, int(share // 20)))


def _share_key() -> list[Entry]:
    labels = [f"{low}%以上{low + 20}%未満" for low in range(0, 100, 20)]
    return [Entry(label, fill) for label, fill in zip([*labels, "100%"], SHARE_FILLS, strict=True)]
