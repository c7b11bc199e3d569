"""figures/histogram: classes, mean and median, what is no number left out."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_cases import find_cut, find_overlaps, texts_of

from helpers.figures.histogram import plot_histogram

AGES = pd.Series([*range(1, 65), pd.NA, "非該当", "秘匿", "不明"], dtype=object)


def test_alternative_text_tells_classes_mean_and_median():
    picture = plot_histogram(AGES, unit="歳", title="年齢", synthetic=True)
    assert picture.alt == (
        "年齢。ヒストグラム（単位：歳）。0以上20未満 19人、20以上40未満 20人、40以上60未満 20人、60以上80未満 5人。"
        "平均 32.5歳、中央値 32.5歳。n=64。合成データ。"
    )
    assert {"平均 32.5歳", "中央値 32.5歳", "19", "5", "(n=64)　合成データ", "（歳）", "（人）"} <= set(
        texts_of(picture)
    )


def test_columns_are_as_high_as_their_counts():
    heights = [patch.get_height() for patch in plot_histogram(AGES).figure.axes[0].patches]
    assert heights == [19, 20, 20, 5]


def test_mean_and_median_of_the_result_frame_are_shown():
    alt = plot_histogram(AGES, weights=pd.Series(1.5, AGES.index), mean=30.04, median=29.0).alt
    assert "0以上20未満 28.5人" in alt
    assert "平均 30.0、中央値 29.0。n=64。" in alt


def test_nobody_and_suppressed():
    assert plot_histogram(pd.Series([pd.NA], dtype=object)).alt == "ヒストグラム。該当なし。n=0。"
    few = plot_histogram(pd.Series([1, 50]), suppress_below=3)
    assert few.alt.startswith("ヒストグラム。秘匿。")
    assert len(few.figure.axes[0].patches) == 0


@pytest.mark.parametrize(
    "values",
    [
        [7],
        [1, 2, 3],
        list(range(500)),
        [0.001, 0.0012, 0.01],
        [*range(30), 10**7],
        [-3, -2, -2, 0],
        [2] * 40 + [90, 91],
    ],
    ids=str,
)
def test_nothing_overlaps(values):
    picture = plot_histogram(pd.Series(values), unit="キログラム")
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])


def test_the_same_values_give_the_same_bytes():
    assert plot_histogram(AGES).to_svg(False) == plot_histogram(AGES).to_svg(False)
