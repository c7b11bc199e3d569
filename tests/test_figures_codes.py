"""figures/codes and code_bubbles: numbers, marks and fills of codes by values."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_cases import find_cut, find_overlaps, texts_of
from matplotlib.colors import to_hex
from matplotlib.patches import Circle

from helpers.figures.code_bubbles import RESIDUAL_FILLS, plot_code_bubbles
from helpers.figures.codes import plot_code_heatmap, read_table, tell_code_table
from helpers.figures.palette import luminance
from helpers.text.coding.crosstab import crosstab_codes

CODES = pd.DataFrame(
    {
        "見守り": [True] * 30 + [False] * 20 + [True] * 15 + [False] * 35 + [False] * 10,
        "子ども": [True] * 11 + [False] * 99,
    }
)
KINDS = pd.Series(["NPO"] * 50 + ["行政"] * 50 + ["<b>$x$"] * 10)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return crosstab_codes(CODES, KINDS)


def test_heat_map_holds_percentages_and_marks(frame):
    picture = plot_code_heatmap(frame, variable="団体")
    texts = set(texts_of(picture))
    assert {
        "見守り **",
        "60.0▲▲",
        "30.0▽",
        "40.9",
        "22.0▲▲",
        "10.0",
        "-▽▽",
        "全体\nn=110",
        "<b>$x$\nn=10*",
    } <= texts
    assert picture.alt.startswith(
        "コードと値の割合の表形式の図。団体別。列：<b>$x$（n=10*）、NPO（n=50）、行政（n=50）。"
    )
    assert "見守り（1%水準で差あり）：全体 40.9%、<b>$x$ -▽▽、NPO 60.0%▲▲、行政 30.0%▽" in picture.alt
    assert "n<30の列（*）は参考値。" in picture.alt


def test_steps_fit_the_largest_share(frame):
    small = crosstab_codes(CODES[["子ども"]], KINDS)
    assert "4%以上8%未満" not in texts_of(plot_code_heatmap(small))
    assert "5%以上10%未満" in texts_of(plot_code_heatmap(small))  # largest 22.0: steps of 5
    assert "15%以上30%未満" in texts_of(plot_code_heatmap(frame))  # largest 60.0: steps of 15


def test_bubbles_have_the_area_of_the_percentage(frame):
    picture = plot_code_bubbles(frame)
    circles = [patch for patch in picture.figure.axes[0].patches if isinstance(patch, Circle)]
    table = read_table(frame)
    areas = [circle.radius**2 for circle in circles]
    shares = list(table.percents.ravel())
    largest = max(shares)
    assert areas == pytest.approx([25.0 * share / largest for share in shares])
    assert [to_hex(circle.get_facecolor()) for circle in circles] == [
        RESIDUAL_FILLS[step] for step in table.steps.ravel()
    ]
    assert {"60.0▲▲", "30.0▽", "-▽▽"} <= set(texts_of(picture))


def test_fills_are_told_apart_in_grey_together_with_marks():
    light = [luminance(fill) for fill in RESIDUAL_FILLS]
    assert light[2] == 1 and light[4] < light[3] < light[2] and light[0] < light[1] < light[2]


@pytest.mark.parametrize("plot", [plot_code_heatmap, plot_code_bubbles])
def test_nothing_is_cut_or_overlaps(plot, frame):
    for table in (
        frame,
        crosstab_codes(wide_codes(), pd.Series([f"とても長い名前の値{i % 14}" for i in range(280)])),
    ):
        picture = plot(table)
        assert find_overlaps(picture) == [] and find_cut(picture) == []
        assert picture.to_svg(True) == plot(table).to_svg(True)


def wide_codes() -> pd.DataFrame:
    return pd.DataFrame(
        {f"長い名前のコード、その{i}番目の例": [j % (i + 2) == 0 for j in range(280)] for i in range(20)}
    )


@pytest.mark.parametrize("plot", [plot_code_heatmap, plot_code_bubbles])
def test_without_values_or_codes(plot):
    for frame in (crosstab_codes(CODES, pd.Series([""] * 110)), crosstab_codes(CODES[[]], KINDS)):
        assert plot(frame).alt.endswith("該当なし。")


def test_sentences_of_how_to_read(frame):
    told = tell_code_table(frame, "団体")
    assert told[1] == "「見守り」はNPOで多く、<b>$x$、行政で少ない（1%水準）。"
    assert told[-1].startswith("期待度数が5に満たない")
    even = crosstab_codes(CODES[["子ども"]], pd.Series(["a", "b"] * 55))
    assert tell_code_table(even, "団体")[1] == "団体による差があると言えるコードはない。"
