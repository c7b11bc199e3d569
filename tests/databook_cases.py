"""A small survey, written out by hand: its long result, its printed tables, its codebook."""

from __future__ import annotations

import pandas as pd

from helpers.databook import About, build_about
from helpers.survey_tables.layout import Cell, SurveyTable

SINGLE = ["はい", "いいえ"]
MULTIPLE = ["駅", "公園", "図書館"]
SCALE = ["満足", "不満"]
CODEBOOK = {
    "id": "s",
    "title": "まちの調査",
    "unit": "人",
    "respondents": "住民",
    "source": "まち「調査」",
    "questions": [
        {"id": "Q1", "text": "知っていますか", "type": "SA", "choices": SINGLE},
        {"id": "Q2", "text": "使う所", "type": "MA", "choices": MULTIPLE, "base": 'Q1 == "はい"'},
        {"id": "Q3_1", "text": "評価", "type": "SCALE", "choices": SCALE, "matrix": "Q3", "item": "広さ"},
        {"id": "Q3_2", "text": "評価", "type": "SCALE", "choices": SCALE, "matrix": "Q3", "item": "明るさ"},
        {"id": "Q4", "text": "年齢", "type": "NUM", "unit": "歳"},
    ],
}


def row(question, choice, n, base, **more):
    """One count row of the long result; percent is 100 n / base."""
    about = next(q for q in CODEBOOK["questions"] if q["id"] == question)
    suppressed = n is None
    made = {
        "survey": "s", "question": question, "question_text": about["text"], "matrix": about.get("matrix", ""),
        "item": about.get("item", ""), "type": about["type"], "choice": choice,
        "kind": "mark" if choice == "無回答" else "choice", "banner": "", "banner_choice": "", "statistic": "", "n": n,
        "base": base, "percent": None if suppressed or not base else 100 * n / base, "value": None,
        "difference": None, "letter": "", "letters": "", "lower": None, "upper": None, "p": None, "df": None,
        "n_unweighted": n, "base_unweighted": base, "base_effective": None, "suppressed": suppressed,
        "base_note": "全員", "synthetic": False, "source": "r.csv",
    }  # fmt: skip
    return made | more


def rows(question, choices, counts, base, **more):
    return [row(question, choice, n, base, **more) for choice, n in zip(choices, counts, strict=True)]


def build_frame() -> pd.DataFrame:
    """Q1 59 of 62, 3 of 62; Q2 (n=59) with a suppressed cell; Q1 by Q2; a matrix; a mean."""
    park = {"banner": "Q2", "banner_choice": "公園", "letter": "B"}
    station = {"banner": "Q2", "banner_choice": "駅", "letter": "A"}
    mean = row("Q4", "", 0, 62, kind="statistic", statistic="mean", value=41.5) | {"n": None, "percent": None}
    held = [
        *rows("Q1", [*SINGLE, "無回答"], [59, 3, 0], 62),
        *rows("Q1", [*SINGLE, "無回答"], [20, 10, 0], 30, **station),
        *rows("Q1", [*SINGLE, "無回答"], [25, 0, 0], 25, **park),
        *rows("Q2", [*MULTIPLE, "無回答"], [30, 44, None, 1], 59),
        *rows("Q3_1", SCALE, [31, 31], 62),
        *rows("Q3_2", SCALE, [62, 0], 62),
        mean,
    ]
    frame = pd.DataFrame(held)
    frame.loc[(frame["banner_choice"] == "公園") & (frame["choice"] == "はい"), "letters"] = "A"
    numbers = ["n", "base", "n_unweighted", "base_unweighted"]
    return frame.astype(dict.fromkeys(numbers, "Int64") | {"percent": "Float64", "value": "Float64"})


def percent(value, text, mark="", letters=""):
    return Cell("percent", value, text, mark, letters)


def count(n, mark=""):
    return Cell("n", n, f"{n:,}" if n else "-", mark)


def build_tables() -> list[SurveyTable]:
    """Q1 simple, Q2 simple with 秘匿, Q1 by Q2 with spanner, marks and letters, the matrix."""
    hidden = Cell("n", None, "秘匿")
    return [
        SurveyTable(
            "s_Q1", "［Q1］知っていますか（n=62）", ("選択肢",), (("全体",), ("はい",), ("いいえ",), ("無回答",)), (("n",), ("%",)),
            (
                (count(62), percent(100.0, "100.0")), (count(59), percent(100 * 59 / 62, "95.2")),
                (count(3), percent(100 * 3 / 62, "4.8")), (Cell("n", 0, "-"), percent(0.0, "-")),
            ),
            ("全員に尋ねた。",), "r.csv", question="Q1", heading="［Q1］知っていますか",
        ),
        SurveyTable(
            "s_Q2", "［Q2］使う所（n=59）", ("選択肢",), (("駅",), ("公園",), ("図書館",)), (("n",), ("%",)),
            (
                (count(30), percent(100 * 30 / 59, "50.8")), (count(44), percent(100 * 44 / 59, "74.6")),
                (hidden, percent(None, "秘匿")),
            ),
            question="Q2", heading="［Q2］使う所",
        ),
        SurveyTable(
            "s_Q1_by_Q2", "［Q1］知っていますか × ［Q2］使う所", ("区分", ""),
            (("全体", ""), ("［Q2］使う所", "駅 A"), ("［Q2］使う所", "公園 B")), (("n", ""), ("回答", "はい"), ("回答", "いいえ")),
            (
                (count(62), percent(100 * 59 / 62, "95.2"), percent(100 * 3 / 62, "4.8")),
                (count(30), percent(100 * 20 / 30, "66.7", "▽▽"), percent(100 * 10 / 30, "33.3", "▲▲")),
                (count(25, "*"), percent(100.0, "100.0", "", "A"), percent(0.0, "-")),
            ),
            ("* n<30",), "r.csv", True, "crosstab", "Q1", ("Q2",), "［Q1］知っていますか",
        ),
        SurveyTable(
            "s_Q3", "［Q3］評価", ("項目",), (("広さ",), ("明るさ",)), (("n",), ("満足",), ("不満",)),
            (
                (count(62), percent(50.0, "50.0"), percent(50.0, "50.0")),
                (count(62), percent(100.0, "100.0"), percent(0.0, "-")),
            ),
            question="Q3", heading="［Q3］評価",
        ),
    ]  # fmt: skip


def about() -> About:
    return build_about(CODEBOOK, 62, ["検定は両側5％。"], 2023, ("131083", "江東区"))
