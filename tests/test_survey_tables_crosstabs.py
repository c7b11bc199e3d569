"""Crosstabs: both ways round, nested banners, every measure; figures by hand."""

from __future__ import annotations

import pytest
from survey_table_cases import counts, frame, statistics, texts

from helpers.errors import ParameterError
from helpers.survey_tables import build_crosstabs

AGE = {"question": "Q5", "question_text": "年代"}
YES = {"20代": {"はい": 90, "いいえ": 10}, "30代": {"はい": 150, "いいえ": 150}}


def answers(**shared) -> list[dict]:
    """400 people: 240 はい (60%), of 20代 90 of 100, of 30代 150 of 300; and the question that is the banner."""
    rows = counts(400, {"はい": 240, "いいえ": 160}, **shared)
    for letter, (label, pairs) in zip("AB", YES.items(), strict=True):
        base = sum(pairs.values())
        own = counts(base, pairs, banner="Q5", banner_choice=label, letter=letter, **shared)
        for row, whole in zip(own, (60.0, 40.0), strict=True):
            row["difference"] = row["percent"] - whole
        rows += own
    rows[2]["letters"] = "B"
    return rows + counts(400, {"20代": 100, "30代": 300}, **AGE)


def only(*rows, **options):
    [table] = build_crosstabs(frame(*rows), **options)
    return table


def test_banner_in_the_stub():
    table = only(*answers())
    assert (table.name, table.kind, table.banners) == ("survey_Q1_by_Q5", "crosstab", ("Q5",))
    assert table.title == "［Q1］団体の種類 × ［Q5］年代（単数回答、n=400）"
    assert table.stubs == (("全体", ""), ("［Q5］年代", "20代　A"), ("［Q5］年代", "30代　B"))
    assert table.heads == (("n",), ("はい",), ("いいえ",))
    assert texts(table) == [
        ["400", "60.0", "40.0"], ["100", "90.0▲▲ B", "10.0▽▽"], ["300", "50.0▽▽", "50.0▲▲"],
    ]  # fmt: skip
    assert any("有意" in note for note in table.notes)


def test_choices_in_the_stub():
    table = only(*answers(), orientation="banner_columns")
    assert table.heads == (("全体", ""), ("［Q5］年代", "20代　A"), ("［Q5］年代", "30代　B"))
    assert table.stubs == (("n",), ("はい",), ("いいえ",))
    assert texts(table)[1] == ["60.0", "90.0▲▲ B", "50.0▽▽"]


def test_counts_above_shares():
    table = only(*answers(), with_counts=True)
    assert [stub[-1] for stub in table.stubs] == ["人数", "%"] * 3
    assert [row[1:] for row in texts(table)][2:4] == [["90", "10"], ["90.0▲▲ B", "10.0▽▽"]]


def test_counts_above_shares_with_choices_in_the_stub():
    table = only(*answers(), with_counts=True, orientation="banner_columns")
    assert table.stubs == (("n", ""), ("はい", "人数"), ("はい", "%"), ("いいえ", "人数"), ("いいえ", "%"))
    assert [row[1] for row in texts(table)] == ["100", "90", "90.0▲▲ B", "10", "10.0▽▽"]


@pytest.mark.parametrize(
    "measure, expected",
    [
        ("row", [["100.0", "100.0"], ["37.5", "6.3"], ["62.5", "93.8"]]),  # 90/240, 10/160, 150/240, 150/160
        ("total", [["60.0", "40.0"], ["22.5", "2.5"], ["37.5", "37.5"]]),  # of 400
        ("count", [["240", "160"], ["90", "10"], ["150", "150"]]),
    ],
)
def test_measures(measure, expected):
    table = only(*answers(), measure=measure)
    assert [row[1:] for row in texts(table)] == expected
    assert not any("▲" in note or "有意" in note for note in table.notes)


def test_unknown_words_are_refused():
    with pytest.raises(ParameterError, match="column、row、total、count"):
        build_crosstabs(frame(), measure="percent")
    with pytest.raises(ParameterError, match="banner_rows"):
        build_crosstabs(frame(), orientation="wide")


def nested() -> list[dict]:
    rows = answers()
    rows += counts(40, {"男性": 40}, question="Q4", question_text="性別")
    for label in ("男性 × 20代", "男性 × 30代"):
        rows += counts(20, {"はい": 10, "いいえ": 10}, banner="Q4*Q5", banner_choice=label)
    return rows


def test_banners_stand_below_each_other_and_nested_ones_have_a_level_more():
    table = only(*nested())
    assert table.name == "survey_Q1_by_Q5-Q4xQ5"
    assert table.stubs == (
        ("全体", "", ""),
        ("［Q5］年代", "20代　A", ""),
        ("［Q5］年代", "30代　B", ""),
        ("［Q4］性別 × ［Q5］年代", "男性", "20代"),
        ("［Q4］性別 × ［Q5］年代", "男性", "30代"),
    )


def test_banners_can_be_chosen():
    assert only(*nested(), banner="Q5").banners == ("Q5",)
    assert only(*nested(), banner=["Q4*Q5"]).banners == ("Q4*Q5",)
    assert build_crosstabs(frame(*nested()), "Q9") == []


def test_means_stand_behind_the_choices():
    rows = answers(type="SCALE")
    rows += statistics(40, {"mean": 2.5, "sd": 1.0, "top2": 60.0}, type="SCALE")
    rows += statistics(10, {"mean": 3.0, "top2": 90.0}, type="SCALE", banner="Q5", banner_choice="20代",
                       letters="B", difference=0.5)  # fmt: skip
    table = only(*rows)
    assert [head[0] for head in table.heads][3:] == ["上位2（計）", "平均点"]
    assert texts(table)[1][3:] == ["90.0 B", "3.00 B"]  # half a point of a score is no difference in points


def test_marks_outside_the_base_are_left_out_of_shares_but_counted():
    rows = answers()
    rows += [row | {"base": 404} for row in counts(404, {"無回答": 4})]
    assert [head[0] for head in only(*rows).heads] == ["n", "はい", "いいえ"]
    table = only(*rows, with_counts=True)
    assert [row[-1] for row in texts(table)][:2] == ["4", ""]


def test_free_text_and_questions_without_banner_have_no_crosstab():
    rows = [row | {"type": "FA"} for row in answers() if row.get("question") != "Q5"]
    assert build_crosstabs(frame(*rows)) == []
    assert build_crosstabs(frame(*counts(3, {"はい": 3}))) == []


def test_small_group_has_no_difference_marks():
    small = counts(29, {"はい": 29, "いいえ": 0}, banner="Q5", banner_choice="40代")
    rows = [*answers(), *(row | {"difference": 40.0, "letters": "B"} for row in small)]
    table = only(*rows)
    assert texts(table)[-1] == ["29*", "100.0 B", "- B"]
    assert any(note.endswith("nが30未満の区分には付けない。") for note in table.notes)


def test_group_of_nobody():
    rows = [*answers(), *counts(0, {"はい": 0, "いいえ": 0}, banner="Q5", banner_choice="40代")]
    assert texts(only(*rows))[-1] == ["0", "※", "※"]


def test_suppressed_group():
    hidden = {"suppressed": True, "n": None, "percent": None, "base": None, "base_unweighted": None}
    rows = [row | hidden for row in counts(2, {"はい": 1, "いいえ": 1}, banner="Q5", banner_choice="40代")]
    assert texts(only(*answers(), *rows))[-1] == ["秘匿", "秘匿", "秘匿"]


def many(number: int) -> list[dict]:
    pairs = {f"選択肢{i}": 1 for i in range(number)}
    return [*counts(number, pairs), *counts(number, pairs, banner="Q5", banner_choice="20代")]


def test_many_choices_go_into_the_stub():
    table = only(*many(20))
    assert table.heads[0] == ("全体", "") and len(table.stubs) == 21


def test_wide_tables_go_on_in_a_second_one_with_n_again():
    tables = build_crosstabs(frame(*many(20)), orientation="banner_rows", page_columns=11)
    assert [table.name for table in tables] == ["survey_Q1_by_Q5_1", "survey_Q1_by_Q5_2"]
    assert [len(table.heads) for table in tables] == [11, 11]
    assert all(table.heads[0] == ("n",) for table in tables)
    assert tables[1].title.endswith("（2/2）") and tables[1].heads[1] == ("選択肢10",)


def test_nothing_is_split_for_a_spreadsheet():
    table = only(*many(40), page_columns=None)
    assert len(table.heads) == 41


def test_ranking_says_of_what_each_share_is():
    rows = []
    for place in ({}, {"banner": "Q5", "banner_choice": "20代"}):
        rows += counts(4, {"人材": 3}, type="RANK", **place)
        rows += statistics(4, {"rank_1": 50.0}, type="RANK", choice="人材", percent=50.0, n=2, **place)
        rows += statistics(4, {"rank_2": 25.0}, type="RANK", choice="人材", percent=25.0, n=1, **place)
        rows += statistics(4, {"score": 1.25}, type="RANK", choice="人材", **place)
    table = only(*rows)
    assert table.heads == (("n", ""), ("いずれかの順位", "人材"), ("1位", "人材"), ("得点", "人材"))
    assert texts(table)[1] == ["4*", "75.0", "50.0", "1.25"]
