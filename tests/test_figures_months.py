"""figures/months: columns in the order of time."""

from __future__ import annotations

import pytest
from figure_cases import build_frame, count_rows, find_cut, find_overlaps, texts_of

from helpers.figures.months import plot_months

WHOLE = ("", "")


def list_months(count: int) -> list[str]:
    return [f"{2022 + (i + 3) // 12}年{(i + 3) % 12 + 1}月" for i in range(count)]


def test_months_and_what_has_none():
    rows = count_rows({WHOLE: (40, [30, 0, None, 4])}, [*list_months(3), "無回答"], type="DATE")
    picture = plot_months(build_frame(rows), "Q1", title="設立の月")
    assert picture.alt == (
        "設立の月。月別の縦棒グラフ。2022年4月 30人、2022年5月 -、2022年6月 秘匿。月の分からない回答：無回答 4人。n=40。"
    )
    assert [patch.get_height() for patch in picture.figure.axes[0].patches] == [30, 0, 0]
    assert {"30", "-", "秘匿", "4月", "2022年", "(n=40)"} <= set(texts_of(picture))


@pytest.mark.parametrize("count", [1, 12, 25, 72])
def test_labels_are_thinned_out_before_they_touch(count):
    rows = count_rows({WHOLE: (5000, [1234] * count)}, list_months(count), type="DATE")
    picture = plot_months(build_frame(rows), "Q1")
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])


def test_what_is_no_month_becomes_bars():
    rows = count_rows({WHOLE: (40, [40])}, ["2022年"], type="DATE")
    assert plot_months(build_frame(rows), "Q1").alt == "横棒グラフ。2022年 100.0%（40）。n=40。"


def test_nobody():
    rows = count_rows({WHOLE: (0, [0])}, ["2022年4月"], type="DATE")
    assert plot_months(build_frame(rows), "Q1").alt == "月別の縦棒グラフ。該当なし。n=0。"
