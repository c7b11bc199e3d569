"""figures/questions: every type of question gets its chart, alone and by a banner."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from figure_cases import build_frame, count_rows, find_cut, find_overlaps, statistic_rows

from helpers.figures.gallery import plot_crosstabs, plot_questions, plot_survey
from helpers.raw import SurveyInput
from helpers.raw.expansion import blank_question
from helpers.tabulate import Settings, code_survey, tabulate

WHOLE, NPO = ("", ""), ("Q9", "NPO法人")
QUESTIONS = [
    blank_question(id="Q1", text="種別", type="SA", choices=["甲", "乙", "丙", "丁"]),
    blank_question(
        id="Q2", text="困りごと", type="MA", choices=["人員", "資金"], nets={"どちらか": ["人員", "資金"]}
    ),
    blank_question(id="Q3", text="年数", type="NUM", unit="年"),
    blank_question(
        id="Q4",
        text="満足度",
        type="SCALE",
        choices=["満足", "普通", "不満"],
        scores={"満足": 3, "普通": 2, "不満": 1},
    ),
    blank_question(id="Q5", text="推奨度", type="NPS"),
    blank_question(
        id="Q6", text="順位", type="RANK", choices=["窓口", "助成金"], columns={"1": "a", "2": "b"}
    ),
    blank_question(id="Q7", text="設立日", type="DATE"),
    blank_question(id="Q8", text="自由記述", type="FA"),
    *(
        blank_question(
            id=f"Q10_{i}", text="項目別", type="SA", choices=["はい", "いいえ"], matrix="Q10", item=item
        )
        for i, item in enumerate(["駅", "店"], start=1)
    ),
]
ANSWERS = {
    "Q1": ["甲", "甲", "乙", pd.NA],
    "Q2": [("人員",), ("人員", "資金"), ("資金",), pd.NA],
    "Q3": [3, 5, 20, pd.NA],
    "Q4": ["満足", "普通", "満足", "不満"],
    "Q5": [10, 9, 3, 7],
    "Q6": [("窓口", "助成金"), ("助成金", ""), ("窓口", ""), pd.NA],
    "Q7": [dt.date(2023, 4, 1), dt.date(2023, 6, 1), pd.NA, pd.NA],
    "Q8": ["自由", pd.NA, pd.NA, pd.NA],
    "Q10_1": ["はい", "はい", "いいえ", "いいえ"],
    "Q10_2": ["はい", "はい", "はい", "いいえ"],
}
KINDS = {
    "survey_Q1": "種別。横棒グラフ。甲 50.0%（2）、",
    "survey_Q2": "困りごと。横棒グラフ。人員 50.0%（2）、資金 50.0%（2）、無回答 25.0%（1）。",
    "survey_Q3": "年数。ヒストグラム（単位：年）。",
    "survey_Q4": "満足度。100%帯グラフ。全体（n=4*）：満足 50.0%、普通 25.0%、不満 25.0%、平均 2.25。",
    "survey_Q5": "推奨度。NPSの100%帯グラフ。全体（n=4*）：推奨者（9～10） 50.0%、中立者（7～8） 25.0%、批判者（0～6） 25.0%、NPS +25.0。",
    "survey_Q6": "順位。順位別の積み上げ横棒グラフ。",
    "survey_Q7": "設立日。月別の縦棒グラフ。2023年4月 1人、2023年5月 -、2023年6月 1人。",
    "survey_Q10": "項目別。項目別の100%帯グラフ。駅（n=4*）：はい 50.0%、いいえ 50.0%。店（n=4*）：はい 75.0%、いいえ 25.0%。",
}
CROSSED = {
    "survey_Q2_by_Q1": "グループ別の横棒グラフ",
    "survey_Q3_by_Q1": "平均の点グラフ",
    "survey_Q4_by_Q1": "100%帯グラフ",
    "survey_Q5_by_Q1": "NPSの100%帯グラフ",
    "survey_Q6_by_Q1": "グループ別の横棒グラフ",
    "survey_Q7_by_Q1": "グループ別の横棒グラフ",
    "survey_Q10_1_by_Q1": "100%帯グラフ",
    "survey_Q10_2_by_Q1": "100%帯グラフ",
}


def build_survey(count: int = 4) -> SurveyInput:
    respondents = pd.DataFrame(ANSWERS, dtype=object).head(count)
    return SurveyInput("survey", {"questions": QUESTIONS, "title": "調査"}, respondents)


@pytest.fixture(scope="module")
def results() -> pd.DataFrame:
    return tabulate(code_survey(build_survey()), ["Q1"], Settings())


def test_every_type_has_its_chart(results):
    gallery = plot_questions(results, [build_survey()])
    assert [picture.name for picture in gallery.pictures] == list(KINDS)
    assert [p.name for p in gallery.pictures if not p.alt.startswith(KINDS[p.name])] == []
    assert gallery.headings[-1] == "Q10　項目別"


def test_numbers_need_their_answers(results):
    assert "survey_Q3" not in [picture.name for picture in plot_questions(results).pictures]
    alone = plot_survey(results, build_survey().respondents, units={"Q3": "年"})
    assert [picture.name for picture in alone.pictures] == list(KINDS)


def test_every_type_by_a_banner(results):
    gallery = plot_crosstabs(results)
    assert {picture.name for picture in gallery.pictures} == set(CROSSED)
    assert [p.name for p in gallery.pictures if CROSSED[p.name] not in p.alt] == []
    assert gallery.headings[0] == "Q2　困りごと（種別（Q1）別）"


def test_nested_banners_have_file_names_that_windows_takes():
    frame = build_frame(
        count_rows({WHOLE: (4, [2, 2]), ("Q9*Q8", "甲 × 乙"): (2, [1, 1])}, ["はい", "いいえ"])
    )
    assert [picture.name for picture in plot_crosstabs(frame).pictures] == ["survey_Q1_by_Q9_Q8"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_hardly_any_respondents(count):
    survey = build_survey(count)
    frame = tabulate(code_survey(survey), ["Q1"], Settings())
    pictures = [*plot_questions(frame, [survey]).pictures, *plot_crosstabs(frame).pictures]
    assert [
        (p.name, find_overlaps(p), find_cut(p)) for p in pictures if find_overlaps(p) or find_cut(p)
    ] == []


def test_a_scale_of_a_simple_tabulation_has_no_mean():
    frame = build_frame(count_rows({WHOLE: (40, [20, 20])}, ["満足", "不満"], type="SCALE"))
    assert plot_questions(frame).pictures[0].alt == "100%帯グラフ。全体（n=40）：満足 50.0%、不満 50.0%。"


def test_single_answer_of_nine_choices_by_group_is_panels_of_bars():
    choices = [f"選択肢{i}" for i in range(9)]
    frame = build_frame(count_rows({WHOLE: (90, [10] * 9), NPO: (45, [5] * 9)}, choices))
    assert "グループ別の横棒グラフ" in plot_crosstabs(frame).pictures[0].alt


def test_nothing_that_is_suppressed_can_be_read_from_svg_or_text():
    """17 of 40: 42.5%; the bytes hold neither."""
    rows = count_rows({WHOLE: (97, [43, 54]), NPO: (40, [None, None])}, ["はい", "いいえ"])
    rows += statistic_rows({NPO: {"mean": None}}, 40, suppressed=True)
    picture = plot_crosstabs(build_frame(rows)).pictures[0]
    assert "42.5" not in picture.to_svg(text_as_paths=False) + picture.alt
