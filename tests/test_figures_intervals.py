"""figures/intervals: means with the interval of Student's t."""

from __future__ import annotations

import numpy as np
import pytest
from figure_cases import build_frame, find_cut, find_overlaps, statistic_rows, texts_of
from scipy import stats

from helpers.figures.frames import read_columns
from helpers.figures.intervals import mean_interval, plot_means

WHOLE, NPO, NONE = ("", ""), ("Q5", "NPO法人"), ("Q5", "公社")


def test_interval_equals_scipys():
    values = [3.0, 4.0, 4.0, 5.0, 1.0, 2.0]
    rows = statistic_rows({WHOLE: {"mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1))}}, 6)
    low, high = stats.t.interval(0.95, 5, loc=np.mean(values), scale=stats.sem(values))
    assert mean_interval(read_columns(build_frame(rows))[0]) == pytest.approx((low, high))


def test_one_respondent_has_a_mean_and_no_interval():
    rows = statistic_rows({WHOLE: {"mean": 3.0, "sd": None}}, 1)
    assert (
        plot_means(build_frame(rows), "Q1").alt
        == "平均の点グラフ。全体（n=1*）：平均 3.00。n<30のため参考値。"
    )


def test_groups_with_their_means():
    rows = statistic_rows({WHOLE: {"mean": 2.5, "sd": 1.0}, NPO: {"mean": 3.5, "sd": 2.0}}, 100)
    rows += statistic_rows({NONE: {"mean": None, "sd": None}}, 0)
    picture = plot_means(build_frame(rows), "Q1", "Q5", title="満足度")
    # t(0.975, 99) = 1.984217; 0.198 and 0.397 to each side
    assert picture.alt == (
        "満足度。平均の点グラフ。全体（n=100）：平均 2.50（95%区間 2.30～2.70）。Q5別。NPO法人（n=100）：平均 3.50（95%区間 3.10～3.90）。"
        "公社（n=0）：該当なし。"
    )
    assert {"2.50（2.30～2.70）", "破線は全体の平均。"} <= set(texts_of(picture))
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])
