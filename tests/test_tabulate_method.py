"""tabulate/method: the sentences say what the frame holds, and nothing else."""

from __future__ import annotations

from tabulate_cases import ask, code, count, spread

from helpers.tabulate import Settings, describe_method

FIRST, SECOND = spread(
    {("男", "は"): 30, ("男", "い"): 10, ("女", "は"): 10, ("女", "い"): 31, (None, "い"): 1}
)
QUESTIONS = [ask("Q1", "SA", "男 女"), ask("Q2", "SA", "は い")]


def said(*banners: str, weights=None, questions=QUESTIONS, answers=None, **settings) -> str:
    coded = code(questions, answers or {"Q1": FIRST, "Q2": SECOND}, weights)
    return "\n".join(describe_method(Settings(**settings), count(coded, *banners, **settings)))


def test_simple_tabulation_says_nothing_of_tests():
    text = said()
    assert "無回答・不明・秘匿を含む" in text
    assert "検定" not in text.replace("検定と信頼区間", "")
    assert "秘匿した" not in text


def test_crosstab_names_tests_correction_and_level():
    text = said("Q1", level=0.01)
    for words in ("z検定", "ボンフェローニ", "有意水準1%", "カイ2乗", "イエーツの修正なし", "フィッシャー"):
        assert words in text
    assert "ホルム" in said("Q1", correction="holm")
    assert "補正はしていない" in said("Q1", correction="none")


def test_weights_and_effective_base():
    assert "Kish" in said(weights=[1.0] * len(FIRST))
    assert "Kish" not in said()


def test_suppression_says_what_it_cannot_do():
    text = said("Q1", threshold=3)
    assert "秘匿した" in text
    assert "防げない" in text


def test_base_of_those_who_answered():
    assert "無回答・不明・秘匿を含まない" in said(percent_base="answered")


def test_statistics_are_defined_where_they_occur():
    scale = said(questions=[ask("Q1", "SCALE", "1 2 3 4")], answers={"Q1": ["1", "4"]})
    assert "top2" in scale
    assert "NPS" not in scale
    assert "批判者" in said(questions=[ask("Q1", "NPS")], answers={"Q1": [1, 10]})
