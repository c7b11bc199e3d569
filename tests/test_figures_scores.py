"""figures/scores: NPS with its parts, rankings one rank after the other."""

from __future__ import annotations

import pytest
from figure_cases import build_frame, count_rows, fills_of, find_overlaps, statistic_rows, texts_of

from helpers.figures.frames import signed_text
from helpers.figures.scores import plot_nps, plot_ranking
from helpers.figures.stack import THICKNESS

WHOLE, NPO = ("", ""), ("Q5", "NPO法人")


def build_ranks(**hidden: bool) -> list[dict]:
    """Of 50: 窓口 20 first, 10 second; 助成金 5 first, 15 second; その他 25 first, none second."""
    rows = []
    for choice, ranks in {"窓口": (20, 10), "その他": (25, 0), "助成金": (5, 15)}.items():
        rows += count_rows({WHOLE: (50, [sum(ranks)])}, [choice], type="RANK")
        for rank, n in enumerate(ranks, start=1):
            row = {
                "type": "RANK",
                "choice": choice,
                "n": n,
                "percent": 2.0 * n,
                "suppressed": bool(hidden.get(choice)),
            }
            rows += statistic_rows({WHOLE: {f"rank_{rank}": 2.0 * n}}, 50, **row)
    return rows


def test_nps_band_and_score():
    parts = {"promoters": 50.0, "passives": 20.0, "detractors": 30.0, "nps": 20.0}
    low = {"promoters": 25.0, "passives": 25.0, "detractors": 50.0, "nps": -25.0}
    rows = statistic_rows({WHOLE: parts, NPO: low}, 40, type="NPS")
    picture = plot_nps(build_frame(rows), "Q1", "Q5", title="推奨度")
    assert picture.alt == (
        "推奨度。NPSの100%帯グラフ。全体（n=40）：推奨者（9～10） 50.0%、中立者（7～8） 20.0%、批判者（0～6） 30.0%、NPS +20.0。"
        "Q5別。NPO法人（n=40）：推奨者（9～10） 25.0%、中立者（7～8） 25.0%、批判者（0～6） 50.0%、NPS -25.0。"
    )
    assert {"NPS", "+20.0", "-25.0"} <= set(texts_of(picture))
    assert len(fills_of(picture, THICKNESS)) == 6


@pytest.mark.parametrize(("value", "text"), [(12.25, "+12.3"), (-4.0, "-4.0"), (0.0, "0.0"), (-0.04, "0.0")])
def test_signed_text(value, text):
    assert signed_text(value) == text


def test_ranking_is_sorted_by_its_total_with_other_last():
    picture = plot_ranking(build_frame(build_ranks()), "Q1", title="優先順位")
    assert picture.alt == (
        "優先順位。順位別の積み上げ横棒グラフ。窓口：1位 40.0%、2位 20.0%、計 60.0%。助成金：1位 10.0%、2位 30.0%、計 40.0%。"
        "その他：1位 50.0%、2位 -、計 50.0%。n=50。"
    )
    assert {"計", "60.0%", "1位", "2位", "(n=50)　（%）"} <= set(texts_of(picture))
    assert len(fills_of(picture, THICKNESS)) == 5
    assert find_overlaps(picture) == []


def test_a_suppressed_rank_leaves_no_bar_whose_length_would_tell_it():
    picture = plot_ranking(build_frame(build_ranks(助成金=True)), "Q1")
    assert "助成金：秘匿。" in picture.alt
    assert len(fills_of(picture, THICKNESS)) == 3


def test_nobody_was_asked():
    rows = count_rows({WHOLE: (0, [0])}, ["窓口"], type="RANK")
    rows += statistic_rows({WHOLE: {"rank_1": None}}, 0, type="RANK", choice="窓口")
    assert plot_ranking(build_frame(rows), "Q1").alt == "順位別の積み上げ横棒グラフ。該当なし。n=0。"
