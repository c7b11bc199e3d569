"""Heat maps with a number in every cell: differences from the whole, or shares of many items and choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

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
from helpers.figures.lettering import balance_lines, wrap_text
from helpers.figures.palette import ink_on
from helpers.figures.rows import NOTE_ROOM
from helpers.figures.style import GRAY_536, GRAY_900, SMALL_PT, WIDTH, use_style, write_note

LABEL_EM, LABEL_LINES, HEAD_LINES = 14, 4, 6
MOST_CELL, TALL_CELL, LOW_CELL = 22.0, 8.6, 5.6
LEAST_CELL, LEAST_LOW_CELL = 14.0, 12.5


@dataclass(frozen=True)
class Tile:
    """One cell: its lines, and the step of the key it falls in (None: white)."""

    lines: Sequence[str]
    step: int | None = None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """`tiles[row][column]`; the first column (the whole) is repeated where the columns need several blocks.

    `is_low`: one line a cell.
    """

    labels: Sequence[str]
    heads: Sequence[str]
    bases: Sequence[str]
    tiles: Sequence[Sequence[Tile]]
    steps: Sequence[Entry]
    note: str = ""
    notes: Sequence[str] = ()
    repeats: bool = True
    is_low: bool = False


@dataclass(frozen=True)
class Block:
    """Some columns of a grid, and where they stand (mm)."""

    columns: Sequence[int]
    heads: list[list[str]]
    head_height: float
    cell: float


@dataclass(frozen=True)
class Plan:
    """Wrapped labels, blocks of columns, and the height of a row (mm)."""

    labels: list[list[str]]
    left: float
    pitch: float
    blocks: list[Block]

    def height(self, block: Block) -> float:
        return block.head_height + self.pitch * len(self.labels) + 2


def draw_grid(grid: Grid) -> Figure:
    """Columns in as many blocks as the width asks for; a row is as high as the longest label needs."""
    plan, height = _lay_out(grid), grid_height(grid)
    with use_style():
        canvas = build_canvas(height)
        write_note(canvas, grid.note)
        top = draw_key(canvas, grid.steps, _above(grid))
        for block in plan.blocks:
            _write_block(canvas, plan, block, top)
            _fill_block(canvas.figure, grid, plan, block, top + block.head_height, height)
            top += plan.height(block)
        write_notes(canvas, grid.notes, top)
    return canvas.figure


def grid_height(grid: Grid) -> float:
    """mm of the whole figure."""
    plan = _lay_out(grid)
    return (
        _above(grid) + key_height(grid.steps) + sum(map(plan.height, plan.blocks)) + notes_height(grid.notes)
    )


def _above(grid: Grid) -> float:
    return NOTE_ROOM if grid.note else 1.5


def _lay_out(grid: Grid) -> Plan:
    labels = [balance_lines(wrap_text(label, LABEL_EM, LABEL_LINES)) for label in grid.labels]
    left = MARGIN + max(map(width_of, labels), default=0) + 2
    least = LOW_CELL if grid.is_low else TALL_CELL
    pitch = max([least, *(len(lines) * line_height() + 1.5 for lines in labels)])
    return Plan(labels, left, pitch, _split(grid, WIDTH - MARGIN - left))


def _split(grid: Grid, room: float) -> list[Block]:
    """The columns in parts of about equal size; the first one stands in each where it is repeated."""
    first, others = ([0], range(1, len(grid.heads))) if grid.repeats else ([], range(len(grid.heads)))
    most = max(1, int(room / (LEAST_LOW_CELL if grid.is_low else LEAST_CELL)) - len(first))
    size = max(1, ceil(len(others) / max(1, ceil(len(others) / most))))
    cell = min(MOST_CELL, room / (size + len(first)))
    parts = [first + list(others[i : i + size]) for i in range(0, max(len(others), 1), size)]
    return [_build_block(grid, columns, cell) for columns in parts if grid.heads]


def _build_block(grid: Grid, columns: Sequence[int], cell: float) -> Block:
    em = (cell - 3) / width_of(["全"], SMALL_PT)
    heads = [
        [*balance_lines(wrap_text(grid.heads[c], em, HEAD_LINES)), *filter(None, [grid.bases[c]])]
        for c in columns
    ]
    height = max((len(lines) for lines in heads), default=0) * line_height(SMALL_PT) + 2.5
    return Block(columns, heads, height, cell)


def _write_block(canvas: Axes, plan: Plan, block: Block, top: float) -> None:
    """Heads above, labels at the left."""
    for i, lines in enumerate(block.heads):
        x = plan.left + block.cell * (i + 0.5)
        write_lines(canvas, x, top + block.head_height - 1, lines, SMALL_PT, ha="center", va="bottom")
    for i, lines in enumerate(plan.labels):
        write_lines(canvas, MARGIN, top + block.head_height + plan.pitch * (i + 0.5), lines)


def _fill_block(figure: Figure, grid: Grid, plan: Plan, block: Block, top: float, height: float) -> None:
    """The cells by seaborn; every text in the ink that its fill asks for."""
    tiles = [[row[c] for c in block.columns] for row in grid.tiles]
    if not tiles:
        return
    wide, high = block.cell * len(block.columns), plan.pitch * len(tiles)
    axes = figure.add_axes((plan.left / WIDTH, 1 - (top + high) / height, wide / WIDTH, high / height))
    steps = np.array(
        [[np.nan if tile.step is None else tile.step for tile in row] for row in tiles], dtype=float
    )
    texts = np.array([["\n".join(tile.lines) for tile in row] for row in tiles], dtype=object)
    fills = [entry.fill for entry in grid.steps]
    sns.heatmap(
        steps, annot=texts, fmt="", cmap=ListedColormap(fills), vmin=-0.5, vmax=len(fills) - 0.5, cbar=False, ax=axes,
        linewidths=0.5, linecolor=GRAY_536, xticklabels=False, yticklabels=False,
        annot_kws={"fontsize": SMALL_PT, "linespacing": 1.1},
    )  # fmt: skip
    axes.add_patch(
        Rectangle(
            (0, 0),
            len(block.columns),
            len(tiles),
            fill=False,
            edgecolor=GRAY_536,
            linewidth=0.5,
            clip_on=False,
        )
    )
    _ink_texts(axes, [tile for row in tiles for tile in row], fills)


def _ink_texts(axes: Axes, tiles: Sequence[Tile], fills: Sequence[str]) -> None:
    """seaborn writes no text into a cell without a value: those are written here."""
    columns = round(axes.get_xlim()[1])
    drawn = {
        (round(text.get_position()[0] - 0.5), round(text.get_position()[1] - 0.5)): text
        for text in axes.texts
    }
    for i, tile in enumerate(tiles):
        x, y = i % columns, i // columns
        if tile.step is None:
            axes.text(x + 0.5, y + 0.5, "\n".join(tile.lines), ha="center", va="center", fontsize=SMALL_PT,
                      linespacing=1.1, color=GRAY_900)  # fmt: skip
        else:
            drawn[x, y].set_color(ink_on(fills[tile.step]))
