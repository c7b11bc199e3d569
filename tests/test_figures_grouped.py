"""figures/grouped: a panel of bars a group, all in the order of the whole."""

from __future__ import annotations

from figure_cases import build_frame, count_rows, fills_of, find_cut, find_overlaps, texts_of

from helpers.figures.grouped import MARK_NOTE, THICKNESS, plot_grouped_bars
from helpers.figures.style import BLUE_800, GRAY_536

WHOLE, NPO, FIRM, NONE = ("", ""), ("Q5", "NPO法人"), ("Q5", "会社"), ("Q5", "公社")
CHOICES = ["人員", "資金", "その他", "無回答"]


def test_sorted_by_the_whole_with_its_share_marked_in_each_panel():
    rows = count_rows({WHOLE: (60, [15, 30, 6, 0]), NPO: (40, [15, 20, 2, 0]), FIRM: (20, [0, 10, 4, 0]), NONE: (0, [0] * 4)},
                      CHOICES, type="MA")  # fmt: skip
    picture = plot_grouped_bars(build_frame(rows), "Q1", "Q5", title="困りごと")
    assert picture.alt == (
        "困りごと。グループ別の横棒グラフ。全体（n=60）：資金 50.0%、人員 25.0%、その他 10.0%。Q5別。"
        "NPO法人（n=40）：資金 50.0%、人員 37.5%、その他 5.0%。会社（n=20*）：資金 50.0%、人員 -、その他 20.0%。"
        "公社（n=0）：該当なし。n<30のため参考値。"
    )
    bars = fills_of(picture, THICKNESS)
    assert [fill for _, fill in bars] == [BLUE_800] * 6 + [GRAY_536] * 2
    longest = bars[0][0]
    assert [round(width / longest, 3) for width, _ in bars] == [1, 0.5, 0.2, 1, 0.75, 0.1, 1, 0.4]
    assert MARK_NOTE in texts_of(picture)
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])


def test_suppressed_has_neither_number_nor_length():
    rows = count_rows({WHOLE: (60, [15, 30, 6, 0]), NPO: (40, [None, 20, None, 0])}, CHOICES, type="MA")
    picture = plot_grouped_bars(build_frame(rows), "Q1", "Q5")
    assert picture.alt.endswith("NPO法人（n=40）：資金 50.0%、人員 秘匿、その他 秘匿。")
    assert len(fills_of(picture, THICKNESS)) == 4


def test_twenty_choices_by_fifteen_groups_become_a_heat_map():
    choices = [f"とても長い名前の選択肢その{i}（説明つき）" for i in range(20)]
    groups = {
        ("Q5", f"第{i}地区民生委員・児童委員協議会"): (40, [(i * j) % 41 for j in range(20)])
        for i in range(15)
    }
    whole = [sum(counts[i] for _, counts in groups.values()) for i in range(20)]
    picture = plot_grouped_bars(
        build_frame(count_rows({WHOLE: (600, whole), **groups}, choices, type="MA")), "Q1", "Q5"
    )
    assert picture.alt.startswith("割合と全体との差の表形式の図。全体（n=600）：")
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])
