"""figures/heatmap and grid: a number in every cell, colours and marks by the points of the tables."""

from __future__ import annotations

import pytest
from figure_cases import build_frame, count_rows, find_cut, find_overlaps, texts_of
from matplotlib.colors import to_hex

from helpers.figures.heatmap import STEP_FILLS, find_step, plot_heatmap
from helpers.figures.palette import contrast

WHOLE, NPO, FIRM, NONE = ("", ""), ("Q5", "NPO法人"), ("Q5", "会社"), ("Q5", "公社")


@pytest.mark.parametrize(
    ("difference", "step"),
    [
        (-10.0, 0),
        (-9.99, 1),
        (-5.0, 1),
        (-4.99, 2),
        (0.0, 2),
        (None, 2),
        (4.999999999999999, 3),
        (9.9, 3),
        (10.0, 4),
    ],
)
def test_steps(difference, step):
    assert find_step(difference, (5, 10)) == step


@pytest.fixture(scope="module")
def picture():
    rows = count_rows(
        {WHOLE: (100, [50, 30]), NPO: (80, [48, 20]), FIRM: (20, [2, 10]), NONE: (0, [0, 0])},
        ["人員", "資金"],
        type="MA",
    )
    return plot_heatmap(build_frame(rows), "Q1", "Q5")


def test_cells_hold_share_difference_and_mark(picture):
    assert {"50.0", "60.0\n+10.0▲▲", "25.0\n-5.0▽", "10.0\n-40.0", "※"} <= set(texts_of(picture))
    assert picture.alt == (
        "割合と全体との差の表形式の図。全体（n=100）：人員 50.0%、資金 30.0%。Q5別。"
        "NPO法人（n=80）：人員 60.0%（+10.0ポイント▲▲）、資金 25.0%（-5.0ポイント▽）。"
        "会社（n=20*）：人員 10.0%（-40.0ポイント）、資金 50.0%（+20.0ポイント）。公社（n=0）：該当なし。n<30のため参考値。"
    )


def test_every_cell_is_read_on_its_fill(picture):
    axes = picture.figure.axes[1]
    inks = {text.get_text(): to_hex(text.get_color()) for text in axes.texts}
    assert contrast(inks["60.0\n+10.0▲▲"], STEP_FILLS[4]) >= 4.5
    assert contrast(inks["25.0\n-5.0▽"], STEP_FILLS[1]) >= 4.5
    assert len(axes.texts) == 8


def test_nothing_overlaps(picture):
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])


def test_suppressed_cells_say_so():
    rows = count_rows({WHOLE: (100, [50, 30]), NPO: (80, [None, None])}, ["人員", "資金"], type="MA")
    picture = plot_heatmap(build_frame(rows), "Q1", "Q5")
    assert texts_of(picture).count("秘匿") == 2
    assert picture.alt.endswith("NPO法人（n=80）：人員 秘匿、資金 秘匿。")
