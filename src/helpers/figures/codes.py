"""Codes by the values of a variable: a heat map with a number in every cell, and what both figures show and tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.canvas import Entry
from helpers.figures.frames import count_text
from helpers.figures.grid import Grid, Tile, draw_grid
from helpers.figures.palette import BLUE_100, BLUE_300, BLUE_400, BLUE_700, BLUE_1000
from helpers.figures.picture import Picture
from helpers.figures.style import BLUE_50
from helpers.numerals import number_text

SMALL = 30  # units below which a column is only for reference
WHOLE = "全体"
SHARE_FILLS = (BLUE_50, BLUE_100, BLUE_300, BLUE_400, BLUE_700, BLUE_1000)
NICE = (1, 2, 3, 5, 10, 15, 20)  # points a step of the key may be wide
RESIDUAL_STEPS = {("**", False): 0, ("*", False): 1, ("*", True): 3, ("**", True): 4}
RESIDUAL_MARKS = ("▽▽", "▽", "", "▲", "▲▲")
TEST_NOTE = "コード名の後の * は5%、** は1%水準で値による差があることを示す（カイ二乗検定、補正なし）。"
SIGN_NOTE = "▲▽の記号は調整済み残差による（▲ ▽ は5%、▲▲ ▽▽ は1%水準）。"
SMALL_NOTE = f"n<{SMALL}の列（*）は参考値。"


@dataclass(frozen=True)
class CodeTable:
    """What both figures show: codes (rows) by values (columns); `steps`: 0-4, from ▽▽ to ▲▲, 2 for none."""

    codes: list[str]
    marks: list[str]
    values: list[str]
    bases: list[float]
    percents: np.ndarray
    steps: np.ndarray
    whole: np.ndarray


def plot_code_heatmap(df_by_code_value: pd.DataFrame, *, variable: str = "", title: str = "", name: str = "code_heatmap") -> Picture:  # fmt: skip
    """Codes as rows, the whole and the values as columns: percentages in steps of one hue, residuals as marks.

    Reads df_by_code_value of crosstab_codes.
    """
    table = read_table(df_by_code_value)
    width = _step_width(table)
    tiles = [
        [Tile([percent_text(whole)], _share_step(whole, width))]
        + [
            Tile([percent_text(percent) + RESIDUAL_MARKS[step]], _share_step(percent, width))
            for percent, step in zip(percents, steps, strict=True)
        ]
        for whole, percents, steps in zip(table.whole, table.percents, table.steps, strict=True)
    ]
    grid = Grid(
        labels=label_codes(table), heads=[WHOLE, *table.values],
        bases=[base_text(sum(table.bases)), *map(base_text, table.bases)], tiles=tiles, steps=_share_key(width),
        note="（%）", notes=[TEST_NOTE, SIGN_NOTE, *small_notes(table)], is_low=True,
    )  # fmt: skip
    return Picture(
        draw_grid(grid), describe_code_table(table, variable, title, "コードと値の割合の表形式の図"), name
    )


def read_table(df: pd.DataFrame) -> CodeTable:
    """The long frame as a table; codes and values in the order in which they stand."""
    codes, values = list(dict.fromkeys(df["code"])), list(dict.fromkeys(df["value"]))
    cells = df.set_index(["code", "value"])
    wide = pd.MultiIndex.from_product([codes, values])
    cells = cells.reindex(wide)
    shape = (len(codes), len(values))
    steps = [
        RESIDUAL_STEPS.get((mark, residual > 0), 2)
        for mark, residual in zip(cells["residual_mark"], cells["residual"], strict=True)
    ]
    n, base = (cells[column].to_numpy(dtype="float64").reshape(shape) for column in ("n", "base"))
    total, whole = n.sum(axis=1), base.sum(axis=1)
    return CodeTable(
        codes, list(df.drop_duplicates("code")["mark"]), values, [float(b) for b in base[0]] if len(codes) else [],
        cells["percent"].to_numpy(dtype="float64").reshape(shape), np.array(steps, dtype=int).reshape(shape),
        np.divide(100 * total, whole, out=np.full(len(codes), np.nan), where=whole > 0),
    )  # fmt: skip


def describe_code_table(table: CodeTable, variable: str, title: str, kind: str) -> str:
    """The alternative text: every code with its percentages, marks where they differ."""
    head = f"{title}。{kind}。" if title else f"{kind}。"
    if not table.codes or not table.values:
        return f"{head}該当なし。"
    columns = "、".join(
        f"{value}（{base_text(base)}）" for value, base in zip(table.values, table.bases, strict=True)
    )
    told = [_tell_code(table, row) for row in range(len(table.codes))]
    closing = SMALL_NOTE if small_notes(table) else ""
    return f"{head}{f'{variable}別。' if variable else ''}列：{columns}。{'。'.join(told)}。{closing}"


def _tell_code(table: CodeTable, row: int) -> str:
    test = {"*": "（5%水準で差あり）", "**": "（1%水準で差あり）"}.get(table.marks[row], "")
    cells = [
        f"{value} {_share_text(percent)}{RESIDUAL_MARKS[step]}"
        for value, percent, step in zip(table.values, table.percents[row], table.steps[row], strict=True)
        if not np.isnan(percent)
    ]
    return f"{table.codes[row]}{test}：全体 {_share_text(table.whole[row])}、" + "、".join(cells)


def label_codes(table: CodeTable) -> list[str]:
    return [f"{code} {mark}".strip() for code, mark in zip(table.codes, table.marks, strict=True)]


def percent_text(percent: float) -> str:
    """40.0; "-" for nobody, "" for nothing to count."""
    if np.isnan(percent):
        return ""
    return number_text(float(percent)) if percent else "-"


def _share_text(percent: float) -> str:
    text = percent_text(percent)
    return f"{text}%" if text not in ("", "-") else text


def base_text(base: float) -> str:
    return f"n={count_text(base)}" + ("*" if base < SMALL else "")


def small_notes(table: CodeTable) -> list[str]:
    return [SMALL_NOTE] if any(base < SMALL for base in table.bases) else []


def _step_width(table: CodeTable) -> int:
    """Points a step is wide, so that six steps hold the largest share."""
    shares = np.append(table.percents, table.whole)
    largest = float(np.nanmax(shares)) if shares.size and not np.isnan(shares).all() else 0.0
    return next((width for width in NICE if largest < width * len(SHARE_FILLS)), NICE[-1])


def _share_step(percent: float, width: int) -> int | None:
    return None if np.isnan(percent) else min(len(SHARE_FILLS) - 1, int((percent + 1e-9) // width))


def _share_key(width: int) -> list[Entry]:
    last = len(SHARE_FILLS) - 1
    labels = [f"{step * width}%以上{(step + 1) * width}%未満" for step in range(last)]
    return [
        Entry(label, fill)
        for label, fill in zip(
            [*labels, f"{last * width}%" + ("" if last * width == 100 else "以上")], SHARE_FILLS, strict=True
        )
    ]


def tell_code_table(df_by_code_value: pd.DataFrame, variable: str = "") -> list[str]:
    """How to read the figure, in Japanese, and what stands out: codes that differ, and where."""
    table = read_table(df_by_code_value)
    told = [
        "各欄は、その値の単位のうちコードが付いた割合（%）。1つの単位に複数のコードが付くため、合計は100にならない。"
    ]
    for row, mark in enumerate(table.marks):
        if not mark:
            continue
        high = [table.values[c] for c in range(len(table.values)) if table.steps[row, c] > 2]
        low = [table.values[c] for c in range(len(table.values)) if table.steps[row, c] < 2]
        parts = [
            f"{'、'.join(values)}で{word}" for values, word in ((high, "多く"), (low, "少なく")) if values
        ]
        where = "、".join(parts).removesuffix("く") + "い" if parts else "値によって割合が違う"
        told.append(f"「{table.codes[row]}」は{where}（{'1' if mark == '**' else '5'}%水準）。")
    if len(told) == 1:
        told.append(f"{variable or '値'}による差があると言えるコードはない。")
    if (df_by_code_value["least_expected"] < 5).any():
        told.append("期待度数が5に満たない欄のあるコードでは、検定は目安にとどめる。")
    return told
