"""The GT: what stands in which row, counted by hand from literal rows."""

from __future__ import annotations

import pytest
from survey_table_cases import counts, frame, statistics, texts

from helpers.errors import ParameterError
from helpers.survey_tables import build_simple_tables
from helpers.tabulate import Settings

KINDS = {"NPO法人": 18, "社会福祉法人": 5, "株式会社": 4, "その他": 28, "無回答": 7}  # published: 62 bodies


def only(*rows, **options):
    [table] = build_simple_tables(frame(*rows), **options)
    return table


def labels(table) -> list[str]:
    return [stub[0] for stub in table.stubs]


def test_single_answer():
    table = only(*counts(62, KINDS))
    assert table.name == "survey_Q1" and table.question == "Q1" and table.kind == "simple"
    assert table.title == "［Q1］団体の種類（単数回答、n=62）" and table.heading == "［Q1］団体の種類"
    assert table.heads == (("n",), ("%",)) and table.stub_heads == ("選択肢",)
    assert labels(table) == ["全体", *KINDS]
    assert texts(table) == [
        ["62", "100.0"], ["18", "29.0"], ["5", "8.1"], ["4", "6.5"], ["28", "45.2"], ["7", "11.3"],
    ]  # fmt: skip
    assert table.notes == ("基数は全回答者。", "四捨五入のため、合計は100.0にならない（100.1）。")
    assert table.source == "responses.csv の「種類」列"


def test_sorted_puts_other_and_blanks_last():
    table = only(*counts(62, KINDS), order="sorted")
    assert labels(table) == ["全体", "NPO法人", "社会福祉法人", "株式会社", "その他", "無回答"]
    table = only(*counts(9, {"a": 1, "b": 5, "その他（具体的に）": 9, "c": 5}), order="sorted")
    assert labels(table)[1:] == ["b", "c", "a", "その他（具体的に）"]


def test_auto_sorts_multiple_answers_only():
    rows = counts(9, {"a": 1, "b": 5})
    assert labels(only(*rows, order="auto")) == ["全体", "a", "b"]
    assert labels(only(*(row | {"type": "MA"} for row in rows), order="auto")) == ["全体", "b", "a"]


def test_unknown_order_is_refused():
    with pytest.raises(ParameterError, match="codebook、sorted、auto"):
        build_simple_tables(frame(), order="random")


def test_nets_stand_between_choices_and_marks():
    rows = counts(4, {"満足": 3, "不満": 0, "無回答": 1})
    net = counts(4, {"満足": 3}, kind="net")
    table = only(rows[0], rows[1], rows[2], *net)
    assert labels(table) == ["全体", "満足", "不満", "満足（計）", "無回答"]
    assert texts(table)[2] == ["-", "-"]
    assert "（計）は、いずれかの選択肢を選んだ人。" in table.notes
    assert not any("四捨五入" in note for note in table.notes)  # 75.0 + 25.0; the net counts nobody twice


def test_marks_outside_the_base_have_a_count_only():
    rows = counts(3, {"はい": 2, "いいえ": 1}, base_note="答えた人")
    rows += [row | {"base": 4, "base_unweighted": 4} for row in counts(4, {"無回答": 1})]
    assert texts(only(*rows)) == [["3*", "100.0"], ["2", "66.7"], ["1", "33.3"], ["1", ""]]


def test_scale_has_its_statistics_in_a_column_of_their_own():
    rows = counts(4, {"満足": 3, "不満": 1}, type="SCALE")
    rows += statistics(4, {"mean": 1.75, "sd": 0.5, "q1": 1.5, "top2": 75.0}, type="SCALE")
    table = only(*rows)
    assert table.heads == (("n",), ("%",), ("値",))
    assert labels(table) == ["全体", "満足", "不満", "上位2（計）", "平均点", "標準偏差"]
    assert texts(table)[3:] == [["", "75.0", ""], ["", "", "1.75"], ["", "", "0.50"]]


def test_top_two_is_left_out_where_a_net_says_the_same():
    rows = counts(4, {"満足": 3, "不満": 1}, type="SCALE") + counts(4, {"満足": 3}, kind="net", type="SCALE")
    rows += [row | {"n": 3} for row in statistics(4, {"top2": 75.0}, type="SCALE")]
    assert labels(only(*rows)) == ["全体", "満足", "不満", "満足（計）"]


def test_numbers():
    rows = statistics(4, {"answered": 75.0}, type="NUM", n=3, n_unweighted=3)
    rows += statistics(3, {"mean": 1234.5, "min": 1.0, "max": 3000.0}, type="NUM", n=3, n_unweighted=3)
    rows += counts(4, {"無回答": 1}, type="NUM")
    table = only(*rows)
    assert labels(table) == ["全体", "回答あり", "無回答", "平均", "最小値", "最大値"]
    assert texts(table) == [
        ["4*", "100.0", ""], ["3", "75.0", ""], ["1", "25.0", ""],
        ["3", "", "1,234.5"], ["3", "", "1"], ["3", "", "3,000"],
    ]  # fmt: skip


def test_ranking_has_a_row_a_choice():
    rows = counts(4, {"人材": 3, "資金": 2}, type="RANK")
    for choice, first, score in (("人材", 50.0, 2.25), ("資金", 0.0, 0.5)):
        rows += statistics(4, {"rank_1": first}, type="RANK", choice=choice, percent=first, n=first / 25)
        rows += statistics(4, {"score": score}, type="RANK", choice=choice)
    table = only(*rows)
    assert table.heads == (
        ("いずれかの順位", "n"),
        ("いずれかの順位", "%"),
        ("順位・得点", "1位"),
        ("順位・得点", "得点"),
    )
    assert texts(table) == [
        ["4*", "100.0", "", ""],
        ["3", "75.0", "50.0", "2.25"],
        ["2", "50.0", "-", "0.50"],
    ]


def test_interval():
    rows = [row | {"lower": 0.0, "upper": 48.99} for row in counts(4, {"はい": 0})]
    table = only(*rows, interval=True)
    assert table.heads == (("n", ""), ("%", ""), ("95%信頼区間", "下限"), ("95%信頼区間", "上限"))
    assert texts(table)[1] == ["-", "-", "0.0", "49.0"]


def matrix(item: str, number: int, pairs: dict[str, int], base: int = 4) -> list[dict]:
    shared = {"question": f"Q6_{number}", "question_text": "満足度", "matrix": "Q6", "item": item, "type": "SCALE",
              "source": f"r.csv の「Q6[{item}]」列"}  # fmt: skip
    return counts(base, pairs, **shared) + statistics(base, {"mean": 2.5}, **shared)


def test_matrix_is_one_table():
    table = only(
        *matrix("広さ", 1, {"満足": 3, "不満": 1}), *matrix("明るさ", 2, {"満足": 2, "不満": 1, "無回答": 1})
    )
    assert (table.name, table.question) == ("survey_Q6", "Q6")
    assert table.title == "［Q6］満足度（段階評価、n=4*）"
    assert table.heads == (("n",), ("満足",), ("不満",), ("無回答",), ("平均点",))
    assert labels(table) == ["広さ", "明るさ"]
    assert texts(table) == [["4*", "75.0", "25.0", "", "2.50"], ["4*", "50.0", "25.0", "25.0", "2.50"]]
    assert table.source == "r.csv の「Q6[広さ]」列ほか1列"


def test_matrix_of_several_bases_has_no_n_in_its_title():
    table = only(*matrix("広さ", 1, {"満足": 3}), *matrix("明るさ", 2, {"満足": 2}, base=3))
    assert table.title == "［Q6］満足度（段階評価）"


def test_weights_show_both_bases():
    rows = [row | {"n": 3.6, "base": 4.4} for row in counts(4, {"はい": 3})]
    [table] = build_simple_tables(frame(*rows, weighted=True))
    assert table.heads == (("n",), ("n（ウエイト後）",), ("%",))
    assert texts(table) == [["4*", "4.4", "100.0"], ["3", "3.6", "75.0"]]
    assert any(note.startswith("ウエイト") for note in table.notes)


def test_nobody_was_asked():
    table = only(*counts(0, {"はい": 0}))
    assert table.title.endswith("n=0）") and texts(table) == [["0", ""], ["※", "※"]]


def test_only_shares_were_published():
    table = only({"choice": "はい", "percent": 41.2})
    assert table.title == "［Q1］団体の種類（単数回答、n 不明）"
    assert texts(table) == [["不明", "100.0"], ["", "41.2"]]


def test_suppressed_figures():
    rows = [
        row | {"suppressed": True, "n": None, "n_unweighted": None, "percent": None}
        for row in counts(40, {"はい": 3})
    ]
    table = only(*rows, *counts(40, {"いいえ": 37}))
    assert texts(table)[1] == ["秘匿", "秘匿"] and not any("四捨五入" in note for note in table.notes)


def test_small_base_is_a_setting():
    assert only(*counts(62, KINDS), settings=Settings(small_base=100)).cells[0][0].mark == "*"


def test_synthetic_is_kept():
    assert only(*counts(62, KINDS, synthetic=True)).synthetic


def test_no_results():
    assert build_simple_tables(frame()) == []
