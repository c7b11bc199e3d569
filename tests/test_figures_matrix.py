"""figures/matrix: the items of a matrix as rows of one picture."""

from __future__ import annotations

import pytest
from figure_cases import SCALE, build_frame, count_rows, find_cut, find_overlaps, statistic_rows, texts_of

from helpers.figures.matrix import plot_matrix

WHOLE = ("", "")


def build_items(*items: tuple[str, list[int], float]) -> list[dict]:
    rows = []
    for number, (item, counts, mean) in enumerate(items, start=1):
        same = {"question": f"Q10_{number}", "matrix": "Q10", "item": item, "type": "SCALE"}
        rows += count_rows({WHOLE: (40, counts)}, SCALE, **same)
        rows += statistic_rows({WHOLE: {"mean": mean}}, 40, **same)
    return rows


ITEMS = build_items(("窓口", [10, 10, 10, 10], 2.5), ("会議の曜日", [40, 0, 0, 0], 4.0))


@pytest.mark.parametrize(
    ("order", "items"), [("codebook", ["窓口", "会議の曜日"]), ("value", ["会議の曜日", "窓口"])]
)
def test_items_in_order_or_by_their_mean(order, items):
    picture = plot_matrix(build_frame(ITEMS), "Q10", order=order)
    assert [text for text in texts_of(picture) if text in items] == items


def test_alternative_text():
    assert plot_matrix(build_frame(ITEMS), "Q10", title="満足度").alt == (
        "満足度。項目別の100%帯グラフ。窓口（n=40）：満足 25.0%、やや満足 25.0%、やや不満 25.0%、不満 25.0%、平均 2.50。"
        "会議の曜日（n=40）：満足 100.0%、やや満足 -、やや不満 -、不満 -、平均 4.00。"
    )


def test_numbers_are_means_with_one_decimal():
    rows = []
    for number, item in enumerate(["駅", "店"], start=1):
        same = {"question": f"Q3_{number}", "matrix": "Q3", "item": item, "type": "NUM"}
        rows += statistic_rows({WHOLE: {"mean": 10.0 * number, "sd": 2.0}}, 4, **same)
    picture = plot_matrix(build_frame(rows), "Q3")
    # t(0.975, 3) = 3.182446 (any table of t); 3.182446 * 2 / sqrt(4) = 3.182
    assert picture.alt == (
        "平均の点グラフ。駅（n=4*）：平均 10.0（95%区間 6.8～13.2）。店（n=4*）：平均 20.0（95%区間 16.8～23.2）。n<30のため参考値。"
    )


def test_multiple_answers_are_a_grid_of_shares():
    choices = [f"長い名前の選択肢その{i}" for i in range(12)]
    rows = []
    for number, item in enumerate(["平日", "休日"], start=1):
        same = {"question": f"Q4_{number}", "matrix": "Q4", "item": item, "type": "MA"}
        rows += count_rows({WHOLE: (40, [40, 8, *[0] * 10])}, choices, **same)
    picture = plot_matrix(build_frame(rows), "Q4")
    assert picture.alt.startswith(
        "項目別の割合の表形式の図。平日（n=40）：長い名前の選択肢その0 100.0%、長い名前の選択肢その1 20.0%、"
    )
    assert {"100.0", "20.0", "-"} <= set(texts_of(picture))
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])
