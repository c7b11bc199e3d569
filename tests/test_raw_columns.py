"""Questions over several columns: coded columns, a choice a column, ranks."""

import pytest
from codebook_cases import answers, open_literal, told

MANY = "{id: Q1, text: t, type: MA, choices: [駅, 店, 家], columns: %s%s}"
RANKED = "{id: Q1, text: t, type: RANK, choices: [駅, 店, 家], columns: %s%s}"
BY_CHOICE, BY_NUMBER = "{駅: a, 店: b, 家: c}", "{1: a, 2: b, 3: c}"
CODES = ', codes: {"1": 駅, "2": 店, "3": 家}'


def read(tmp_path, question, *rows):
    """One row a text "x,y,z": the cells of the columns a, b and c."""
    cells = [row.split(",") for row in rows]
    columns = {name: [row[number] for row in cells] for number, name in enumerate("abc")}
    survey, findings = open_literal(tmp_path, question, columns)
    return answers(survey, "Q1"), told(findings)


def test_coded_columns_hold_the_code_of_their_choice(tmp_path):
    given, findings = read(
        tmp_path, MANY % (BY_CHOICE, CODES), "1,,3", ",2,", "0,0,0", "1,1,", "○,店,TRUE", "秘匿,,"
    )
    assert given == [("駅", "家"), ("店",), "", ("駅",), ("駅", "店", "家"), "秘匿"]
    assert findings == [("unknown-flag", "error", 5, "b", "1")]  # 1 is the code of another choice


def test_codes_fill_the_columns_from_the_left(tmp_path):
    given, findings = read(tmp_path, MANY % (BY_NUMBER, CODES), "3,1,", "2,,", ",,", "1,1,店", "9,2,", "9,,")
    assert given == [("家", "駅"), ("店",), "", ("駅", "店"), ("店",), "不明"]
    assert findings == [
        ("unknown-choice", "error", 6, "a", "9"),
        ("unknown-choice", "error", 7, "a", "9"),
        ("repeated-choice", "warning", 5, "b", "駅"),
    ]


def test_choices_by_rank(tmp_path):
    given, findings = read(
        tmp_path,
        RANKED % (BY_NUMBER, ""),
        "店,駅,家",
        "店,,",
        ",駅,",
        ",,",
        "店,店,駅",
        "×,駅,",
        "×,,",
        "非該当,,",
    )
    assert given == [
        *(("店", "駅", "家"), ("店",), ("", "駅"), "", ("店", "", "駅"), ("", "駅"), "不明", "非該当"),
    ]
    assert findings == [
        ("unknown-choice", "error", 7, "a", "×"),
        ("unknown-choice", "error", 8, "a", "×"),
        ("skipped-rank", "warning", 4, "b", "駅"),
        ("repeated-choice", "warning", 6, "b", "店"),
    ]


def test_columns_of_ranks_may_stand_in_any_order(tmp_path):
    given, findings = read(tmp_path, RANKED % ("{3: c, 1: a, 2: b}", CODES), "2,1,3")
    assert (given, findings) == ([("店", "駅", "家")], [])


def test_ranks_by_choice(tmp_path):
    given, findings = read(
        tmp_path,
        RANKED % (BY_CHOICE, ""),
        "2,1,3",
        "1,,",
        "1位,3.0,0",
        "1,1,2",
        "4,1,",
        "x,,",
        ",,",
        "秘匿,秘匿,秘匿",
    )
    assert given == [
        *(("店", "駅", "家"), ("駅",), ("駅", "", "店"), ("", "家"), ("店",), "不明", "", "秘匿"),
    ]
    assert findings == [
        ("tied-rank", "error", 5, "b", "1"),
        ("unknown-rank", "error", 6, "a", "4"),
        ("unknown-rank", "error", 7, "a", "x"),
        ("skipped-rank", "warning", 4, "a", "1、3"),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("店;駅;家", ("店", "駅", "家")),
        ("店", ("店",)),
        ("×;駅", ("", "駅")),
        ("×", "不明"),
        ("", ""),
        (";", ""),
        ("店;店;駅", ("店", "", "駅")),
    ],
)
def test_ranks_in_one_cell(tmp_path, cell, value):
    question = "{id: Q1, text: t, type: RANK, choices: [駅, 店, 家]}"
    survey, findings = open_literal(tmp_path, question, {"Q1": [cell]})
    assert answers(survey, "Q1") == [value]
    assert len(told(findings)) == ("×" in cell) + (cell.count("店") > 1)


def test_every_row_with_the_same_fault_is_told(tmp_path):
    _, findings = read(tmp_path, MANY % (BY_CHOICE, ""), "x,,", "1,0,0", "x,,", "x,1,")
    assert [(row, column) for _, _, row, column, _ in findings] == [(2, "a"), (4, "a"), (5, "a")]


def test_whole_numbers_as_a_spreadsheet_writes_them(tmp_path):
    assert read(tmp_path, MANY % (BY_CHOICE, ""), "1.0,0.0,", "0.0,0.0,0.0") == ([("駅",), ""], [])
    assert read(tmp_path, MANY % (BY_CHOICE, CODES), "1.0,2.0,0.0") == ([("駅", "店")], [])
    assert read(tmp_path, MANY % (BY_NUMBER, CODES), "2.0,0.0,0", "3,0,") == ([("店",), ("家",)], [])
    single = '{id: Q1, text: t, type: SA, choices: ["4", "5"%s]%s}'
    for question in (single % ("", ""), single % ("", ', codes: {"1": "4", "2": "5"}')):
        survey, findings = open_literal(tmp_path, question, {"Q1": ["4.0", "5", "4.5"]})
        assert answers(survey, "Q1") == ["4", "5", "不明"]
        assert [item[4] for item in told(findings)] == ["4.5"]
