"""figures/yearly: choices of one question over the years."""

from __future__ import annotations

from figure_cases import build_frame, count_rows

from helpers.figures.yearly import plot_years

WHOLE = ("", "")


def build_year(base: int, counts: list[int | None], choices=("はい", "いいえ")):
    return build_frame(count_rows({WHOLE: (base, counts)}, list(choices)))


def test_a_line_a_choice_with_its_base():
    frames = {"令和5年度": build_year(40, [10, 30]), "令和6年度": build_year(20, [None, None])}
    assert plot_years(frames, "Q1", title="推移").alt == (
        "推移。折れ線グラフ。はい：令和5年度 25.0%（n=40）。いいえ：令和5年度 75.0%（n=40）。"
    )


def test_only_the_choices_asked_for_and_a_break():
    frames = {"令和5年度": build_year(40, [10, 30]), "令和6年度": build_year(20, [10, 10])}
    picture = plot_years(frames, "Q1", choices=["はい"], joined=[False])
    assert picture.alt == "折れ線グラフ。はい：令和5年度 25.0%（n=40）、令和6年度 50.0%（n=20*）。"
    assert [line for line in picture.figure.axes[0].lines if line.get_linestyle() == "-"] == []


def test_a_choice_that_a_year_does_not_have():
    frames = {"令和5年度": build_year(40, [10], ["はい"]), "令和6年度": build_year(40, [10, 30])}
    assert plot_years(frames, "Q1").alt == (
        "折れ線グラフ。はい：令和5年度 25.0%（n=40）、令和6年度 25.0%（n=40）。いいえ：令和6年度 75.0%（n=40）。"
    )
