"""The notes: base, rounding, marks that occur, tests; sums by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from survey_table_cases import counts, frame, statistics

from helpers.survey_tables import Cell
from helpers.survey_tables.notes import (
    base_notes,
    chi_square_notes,
    data_notes,
    legend_notes,
    letters_note,
    p_limit,
    p_text,
    printed_sum,
    sum_notes,
)  # fmt: skip
from helpers.survey_tables.reading import read_questions
from helpers.tabulate import Settings

SETTINGS = Settings()


def percent(value: float, text: str = "", **beside) -> Cell:
    return Cell("percent", value, text or f"{value:.1f}", **beside)


def test_sum_is_that_of_the_printed_figures():
    thirds = [percent(100 / 3, "33.3")] * 3
    assert printed_sum(thirds) == Decimal("99.9")


def test_sum_is_not_told_where_a_share_is_kept_back():
    assert printed_sum([percent(50.0), Cell("percent", None, "秘匿")]) is None
    assert printed_sum([Cell("blank", None, "")]) is None


def test_single_answers_say_when_they_do_not_make_up_a_hundred():
    assert sum_notes("SA", [("", Decimal("99.9"))]) == ["四捨五入のため、合計は100.0にならない（99.9）。"]
    assert sum_notes("SA", [("", Decimal("100.0"))]) == []
    assert sum_notes("SA", [("全体", Decimal("100.0")), ("20代", Decimal("100.1"))]) == [
        "四捨五入のため、合計は100.0にならないところがある（20代 100.1）。"
    ]


def test_many_odd_sums_are_told_as_a_span():
    sums = [(str(number), Decimal("99.9")) for number in range(4)] + [("4", Decimal("100.2"))]
    assert sum_notes("SCALE", sums) == [
        "四捨五入のため、合計は100.0にならないところがある（5か所、99.9～100.2）。"
    ]


def test_multiple_answers_exceed_a_hundred_only_where_they_do():
    assert sum_notes("MA", [("", Decimal("131.2"))]) == ["複数回答のため合計は100%を超える。"]
    assert sum_notes("MA", [("", Decimal("92.0"))]) == []
    assert sum_notes("NUM", [("", Decimal("93.0"))]) == []


def test_legend_names_only_what_occurs():
    cells = [[percent(0.0, "-"), percent(12.0, mark="▲")]]
    assert legend_notes(cells, SETTINGS) == [
        "記号：- 該当者なし、▲ 全体より5ポイント以上高い。",
        "▲▽は丸める前の割合の差により、偶然の範囲かどうかは考えていない。",
    ]
    assert legend_notes([[percent(12.0)]], SETTINGS) == []


def test_legend_of_every_mark():
    texts = ["0.0", "※", "秘匿", "不明"]
    cells = [
        *(Cell("percent", None, text) for text in texts),
        Cell("n", 3, "3", "*"),
        percent(1.0, mark="▽▽"),
    ]
    [legend, _] = legend_notes([cells], SETTINGS)
    assert legend == (
        "記号：0.0 該当者はいるが表示の単位に満たない、※ 対象となる回答者がいない、"
        "秘匿 個人が特定されるおそれがあるため示さない、不明 公表されていない、* nが30未満のため参考値、"
        "▽▽ 全体より10ポイント以上低い。"
    )


def test_a_bound_of_zero_is_no_mark():
    assert legend_notes([[Cell("value", 0.0, "0.0")]], SETTINGS) == []


def test_letters_are_explained_with_level_and_correction():
    notes = legend_notes([[percent(12.0, letters="B")]], Settings(level=0.01, correction="holm"))
    assert notes == [letters_note(Settings(level=0.01, correction="holm"))]
    assert "有意水準1%、ホルムの補正" in notes[0]


def test_chi_square_with_its_strength():
    rows = statistics(58, {"chi2": 5.4321, "cramers_v": 0.206, "expected_below_5": 0.0}, banner="Q5")
    rows[0] |= {"df": 2, "p": 0.0201}
    tests = read_questions(frame(*counts(1, {"はい": 1}), *rows))[0].tests
    assert chi_square_notes(tests, ["Q5", "Q6"], {"Q5": "年代"}, SETTINGS) == [
        "カイ二乗検定：［Q5］年代　χ²=5.43（自由度2）、p=0.020、クラメールのV=0.21。"
    ]


def test_chi_square_of_a_thin_table_is_a_guide_only():
    rows = statistics(58, {"chi2": 5.4321, "expected_below_5": 25.0}, banner="Q5")
    tests = read_questions(frame(*counts(1, {"はい": 1}), *rows))[0].tests
    assert chi_square_notes(tests, ["Q5"], {"Q5": "年代"}, SETTINGS)[0].endswith("p値は目安）。")


def test_chi_square_of_each_choice_of_a_multiple_answer():
    rows = [
        *statistics(58, {"chi2": 9.0}, banner="Q5", choice="居場所", p=0.0027, df=1),
        *statistics(58, {"chi2": 0.1}, banner="Q5", choice="相談", p=0.75, df=1),
    ]
    tests = read_questions(frame(*counts(1, {"はい": 1}), *rows))[0].tests
    assert chi_square_notes(tests, ["Q5"], {"Q5": "年代"}, SETTINGS) == [
        "カイ二乗検定：［Q5］年代　選択肢ごとに調べ、p<0.05は「居場所」（p=0.003）。"
    ]
    assert chi_square_notes({"Q5": tests["Q5"][1:]}, ["Q5"], {"Q5": "年代"}, SETTINGS) == [
        "カイ二乗検定：［Q5］年代　選択肢ごとに調べ、p<0.05の選択肢はない。"
    ]


def test_test_that_was_kept_back_is_not_told():
    rows = statistics(58, {"chi2": None}, banner="Q5", suppressed=True)
    tests = read_questions(frame(*counts(1, {"はい": 1}), *rows))[0].tests
    assert chi_square_notes(tests, ["Q5"], {}, SETTINGS) == []


@pytest.mark.parametrize(
    "p, text", [(0.0149, "p=0.015"), (0.0009, "p<0.001"), (0.001, "p=0.001"), (1.0, "p=1.000")]
)
def test_p_values(p, text):
    assert p_text(p) == text


def test_level_of_a_test():
    assert [p_limit(Settings(level=level)) for level in (0.05, 0.1, 0.001)] == ["p<0.05", "p<0.1", "p<0.001"]


def test_base_is_told_once():
    rows = [*counts(1, {"はい": 1}, question="a"), *counts(1, {"はい": 1}, question="b")]
    assert base_notes(read_questions(frame(*rows))) == ["基数は全回答者。"]


def test_synthetic_data_and_nets_are_told():
    rows = counts(1, {"はい": 1}, synthetic=True, kind="net")
    notes = data_notes(read_questions(frame(*rows)))
    assert notes[0].startswith("（計）は") and notes[1].startswith("合成データ")
