"""figures/banding and stack: one band a group, numbers where they fit, nothing that would give away what is suppressed."""

from __future__ import annotations

import pytest
from figure_cases import (
    SCALE,
    build_frame,
    count_rows,
    fills_of,
    find_cut,
    find_overlaps,
    statistic_rows,
    texts_of,
)

from helpers.figures.banding import can_band, pick_fills, plot_bands
from helpers.figures.palette import to_grey
from helpers.figures.stack import THICKNESS

YES_NO = ["はい", "いいえ", "無回答"]
WHOLE, NPO, FIRM, NONE = ("", ""), ("Q5", "NPO法人"), ("Q5", "会社"), ("Q5", "公社")
Q5 = count_rows({WHOLE: (60, [60])}, ["x"], question="Q5", question_text="団体の種別")


@pytest.fixture(scope="module")
def picture():
    rows = count_rows(
        {WHOLE: (60, [45, 12, 3]), NPO: (40, [39, 1, 0]), FIRM: (20, [6, 11, 3]), NONE: (0, [0, 0, 0])},
        YES_NO,
    )
    return plot_bands(build_frame(rows + Q5), "Q1", "Q5", title="設問", name="survey_Q1_by_Q5")


def test_alternative_text_tells_every_part(picture):
    assert picture.alt == (
        "設問。100%帯グラフ。全体（n=60）：はい 75.0%、いいえ 20.0%、無回答 5.0%。団体の種別（Q5）別。"
        "NPO法人（n=40）：はい 97.5%、いいえ 2.5%、無回答 -。会社（n=20*）：はい 30.0%、いいえ 55.0%、無回答 15.0%。"
        "公社（n=0）：該当なし。n<30のため参考値。"
    )


def test_whole_first_then_the_banner_with_its_heading(picture):
    shown = texts_of(picture)
    rows = [text for text in shown if text in ("全体", "団体の種別（Q5）", "NPO法人", "会社", "公社")]
    assert rows == ["全体", "団体の種別（Q5）", "NPO法人", "会社", "公社"]
    assert {"60", "40", "20*", "0", "該当なし", "（%）　* n<30のため参考値", "基数：全回答者"} <= set(shown)


def test_numbers_that_do_not_fit_are_left_out_and_that_is_said(picture):
    shown = texts_of(picture)
    assert {"75.0", "20.0", "97.5", "30.0", "55.0", "15.0"} <= set(shown)
    assert "2.5" not in shown
    assert "幅の狭い部分の数値は図では省き、表に示す。" in shown


def test_parts_are_as_long_as_their_shares_and_small_bases_are_grey(picture):
    parts = fills_of(picture, THICKNESS)
    blue, light = pick_fills(YES_NO)[:2]
    assert [fill for _, fill in parts] == [
        *(blue, light, "#ffffff"),
        *(blue, light),
        *(to_grey(blue), to_grey(light), "#ffffff"),
    ]
    whole = sum(width for width, _ in parts[:3])
    assert [width / whole for width, _ in parts] == pytest.approx(
        [0.75, 0.2, 0.05, 0.975, 0.025, 0.3, 0.55, 0.15], abs=1e-4
    )


def test_two_suppressed_parts_are_one_hatched_rest_without_numbers():
    rows = count_rows({WHOLE: (60, [30, 20, 10]), NPO: (40, [20, None, None])}, YES_NO)
    picture = plot_bands(build_frame(rows), "Q1", "Q5")
    hatched = [
        patch
        for patch in picture.figure.axes[0].patches
        if patch.get_hatch() and patch.get_height() == THICKNESS
    ]
    assert len(hatched) == 1
    assert picture.alt.endswith("NPO法人（n=40）：はい 50.0%、いいえ 秘匿、無回答 秘匿。")
    assert "斜線は秘匿した2つ以上の選択肢の合計で、内訳は示さない。" in texts_of(picture)


def test_one_suppressed_part_hides_the_whole_band():
    """はい and いいえ would tell 無回答: 100 - 50 - 30."""
    rows = count_rows({WHOLE: (60, [30, 20, 10]), NPO: (40, [20, 12, None])}, YES_NO)
    picture = plot_bands(build_frame(rows), "Q1", "Q5")
    assert picture.alt.endswith("NPO法人（n=40）：秘匿。")
    assert len(fills_of(picture, THICKNESS)) == 3  # those of the whole
    assert "30.0" not in texts_of(picture)


def test_a_scale_has_its_mean_at_the_right():
    rows = count_rows({WHOLE: (40, [10, 10, 10, 10]), NPO: (30, [30, 0, 0, 0])}, SCALE, type="SCALE")
    rows += statistic_rows({WHOLE: {"mean": 2.5}, NPO: {"mean": 4.0}}, 40)
    picture = plot_bands(build_frame(rows), "Q1", "Q5")
    assert {"平均", "2.50", "4.00"} <= set(texts_of(picture))
    assert picture.alt == (
        "100%帯グラフ。全体（n=40）：満足 25.0%、やや満足 25.0%、やや不満 25.0%、不満 25.0%、平均 2.50。Q5別。"
        "NPO法人（n=30）：満足 100.0%、やや満足 -、やや不満 -、不満 -、平均 4.00。"
    )


def test_somebody_below_the_unit_is_not_nobody():
    rows = count_rows({WHOLE: (5000, [1, 4999, 0])}, YES_NO)
    assert (
        plot_bands(build_frame(rows), "Q1").alt == "100%帯グラフ。全体（n=5,000）：はい 0.0%、いいえ 100.0%。"
    )


def test_no_answer_of_another_base_is_no_part_of_the_whole():
    """Shares of those who answered: 無回答 is a share of all who were asked."""
    rows = count_rows({WHOLE: (50, [30, 20])}, YES_NO[:2])
    rows += count_rows({WHOLE: (60, [10])}, ["無回答"])
    assert plot_bands(build_frame(rows), "Q1").alt == "100%帯グラフ。全体（n=50）：はい 60.0%、いいえ 40.0%。"


def test_nested_and_several_banners():
    nested = ("Q2*Q5", "男性 × NPO法人")
    rows = count_rows({WHOLE: (60, [30, 30, 0]), NPO: (30, [15, 15, 0]), nested: (30, [30, 0, 0])}, YES_NO)
    picture = plot_bands(build_frame(rows + Q5), "Q1", ["Q5", "Q2*Q5"])
    assert "団体の種別（Q5）別。NPO法人（n=30）" in picture.alt
    assert "Q2 × 団体の種別（Q5）別。男性 × NPO法人（n=30）：はい 100.0%、いいえ -。" in picture.alt


def test_synthetic_and_weights_are_said():
    rows = count_rows({WHOLE: (60, [30, 30, 0])}, YES_NO, synthetic=True)
    df = build_frame(rows).astype({"n": "Float64", "base": "Float64"}).assign(base=61.5, n=30.75)
    picture = plot_bands(df, "Q1")
    assert {"60", "（%）　合成データ"} <= set(texts_of(picture))
    assert "割合はウエイト集計、n はウエイトをかけない回答者数。" in texts_of(picture)
    assert picture.alt.endswith("全体（n=60）：はい 50.0%、いいえ 50.0%。合成データ。")


def test_eight_choices_and_marks_can_be_told_apart_nine_cannot():
    eight = [f"選択肢{i}" for i in range(8)]
    assert can_band([*eight, "無回答", "不明"])
    assert not can_band([*eight, "その他"])


def test_fifteen_groups_with_long_and_hostile_labels_neither_overlap_nor_are_cut():
    choices = [
        "とても長い名前の選択肢で、凡例で折り返さないといけないもの" * 2,
        "$x_1$<b>",
        "絵文字😀",
        "四",
        "五",
        "六",
        "無回答",
    ]
    groups = {
        ("Q5", f"第{i}地区民生委員・児童委員協議会（旧町村部を含む）{'長い' * i}"): (
            3 + i,
            [1, 1, 1, 0, 0, i, 0],
        )
        for i in range(15)
    }
    whole = [sum(counts[i] for _, counts in groups.values()) for i in range(7)]
    picture = plot_bands(build_frame(count_rows({WHOLE: (sum(whole), whole), **groups}, choices)), "Q1", "Q5")
    assert (find_overlaps(picture), find_cut(picture)) == ([], [])
    assert "絵文字〓" in "".join(texts_of(picture))


def test_the_same_frame_gives_the_same_bytes():
    frame = build_frame(count_rows({WHOLE: (60, [30, None, None])}, YES_NO))
    assert plot_bands(frame, "Q1").to_svg(True) == plot_bands(frame, "Q1").to_svg(True)


@pytest.mark.parametrize("base", [0, 1, 3])
def test_hardly_any_respondents(base):
    picture = plot_bands(build_frame(count_rows({WHOLE: (base, [base, 0, 0])}, YES_NO)), "Q1")
    assert picture.alt.startswith(
        "100%帯グラフ。全体（n="
        + ("0）：該当なし。" if not base else f"{base}*）：はい 100.0%、いいえ -。n<30")
    )
