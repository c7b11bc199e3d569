"""The flat list of questions: matrices, text of その他, bands, scores, derived questions."""

import pytest
from codebook_cases import answers, open_literal, question_of, told

from helpers.raw.expansion import fill_scores


def test_items_of_a_matrix_are_questions_of_their_own(tmp_path):
    question = "{id: Q10, text: 満足, type: SCALE, choices: [よい, わるい], items: {駅: c1, 店: c2}}"
    survey, findings = open_literal(tmp_path, question, {"c1": ["よい", "わるい"], "c2": ["わるい", ""]})
    keys = ("id", "text", "type", "column", "matrix", "item", "derived", "scores")
    assert [[question[key] for key in keys] for question in survey.codebook["questions"]] == [
        ["Q10_1", "満足", "SCALE", "c1", "Q10", "駅", False, {"よい": 2, "わるい": 1}],
        ["Q10_2", "満足", "SCALE", "c2", "Q10", "店", False, {"よい": 2, "わるい": 1}],
    ]
    assert (answers(survey, "Q10_1"), answers(survey, "Q10_2")) == (["よい", "わるい"], ["わるい", ""])
    assert told(findings) == []


def test_matrix_of_multiple_answers_over_columns(tmp_path):
    question = "{id: Q2, text: 使う, type: MA, choices: [朝, 夜], items: {駅: {朝: a1, 夜: a2}, 店: {朝: b1, 夜: b2}}}"
    columns = {"a1": ["1", "0"], "a2": ["1", "0"], "b1": ["0", "1"], "b2": ["0", "x"]}
    survey, findings = open_literal(tmp_path, question, columns)
    assert answers(survey, "Q2_1") == [("朝", "夜"), ""]
    assert answers(survey, "Q2_2") == ["", ("朝",)]
    assert told(findings) == [("unknown-flag", "error", 3, "b2", "x")]


def test_matrix_of_joined_multiple_answers_and_of_numbers(tmp_path):
    questions = """
    {id: Q2, text: 使う, type: MA, separator: ";", choices: [朝, 夜], items: {駅: a, 店: b}}
    {id: Q3, text: 回数, type: NUM, maximum: 9, items: {駅: c, 店: d}}
    """
    survey, findings = open_literal(
        tmp_path, questions, {"a": ["朝;夜"], "b": ["夜"], "c": ["10"], "d": ["9"]}
    )
    assert [answers(survey, name)[0] for name in ("Q2_1", "Q2_2", "Q3_1", "Q3_2")] == [
        *(("朝", "夜"), ("夜",), "不明", 9),
    ]
    assert told(findings) == [("out-of-range", "error", 2, "c", "10")]


def test_ids_of_items_must_not_be_taken(tmp_path):
    questions = """
    {id: Q1_2, text: 前から, type: FA, column: f}
    {id: Q1, text: 場所, type: SA, choices: [はい], items: {駅: a, 店: b}}
    """
    _, findings = open_literal(tmp_path, questions, {"a": ["はい"], "b": ["はい"], "f": ["文"]})
    assert told(findings) == [("duplicate-id", "fatal", 6, "questions[1]", "")]


@pytest.mark.parametrize(
    ("scores", "choices", "filled"),
    [
        ({}, ["満足", "普通", "不満"], {"満足": 3, "普通": 2, "不満": 1}),
        ({}, ["1", "2", "5"], {"1": 1, "2": 2, "5": 5}),
        ({}, ["-1", "0.5"], {"-1": -1, "0.5": 0.5}),
        ({}, ["1", "わからない"], {"1": 2, "わからない": 1}),
        ({"不満": -1, "満足": 1}, ["満足", "普通", "不満"], {"満足": 1, "不満": -1}),
        ({}, ["nan", "inf"], {"nan": 2, "inf": 1}),
    ],
)
def test_scores(scores, choices, filled):
    assert fill_scores(scores, choices) == filled


def test_a_choice_off_the_scale_is_noticed(tmp_path):
    question = "{id: Q1, text: 満足, type: SCALE, choices: [満足, 不満, わからない]}"
    _, findings = open_literal(tmp_path, question, {"Q1": ["満足"]})
    assert told(findings) == [("unscaled-choice", "warning", 5, "questions[0]", "わからない")]
    question = question.replace("]}", "], scores: {満足: 1, 不満: 0}}")
    _, findings = open_literal(tmp_path, question, {"Q1": ["満足"]})
    assert told(findings) == []


def test_bands_of_a_number_are_a_question(tmp_path):
    question = (
        "{id: Q3, text: 年齢, type: NUM, base: 'Q1 == \"はい\"', bands: {若年: [null, 65], 高齢: [65, 75]}}"
    )
    first = "{id: Q1, text: 有無, type: SA, choices: [はい, いいえ]}\n"
    columns = {"Q1": ["はい"] * 5 + ["いいえ"], "Q3": ["64.9", "65", "75", "", "秘匿", ""]}
    survey, findings = open_literal(tmp_path, first + question, columns)
    assert answers(survey, "Q3_band") == ["若年", "高齢", "不明", "", "秘匿", "非該当"]
    band = question_of(survey, "Q3_band")
    assert (band["type"], band["choices"], band["derived"], band["from"], band["base"]) == (
        *("SA", ["若年", "高齢"], True, "Q3", 'Q1 == "はい"'),
    )
    assert told(findings) == [("outside-bands", "error", 4, "Q3", "75")]


RECODE = (
    "derived:\n  - {id: D1, text: 二区分, from: Q1, recode: {上: [a, b], 下: [c]}, nets: {全部: [上, 下]}}\n"
)


def test_recode_of_single_and_multiple_answers(tmp_path):
    question = "{id: Q1, text: 組, type: SA, choices: [a, b, c], percent_base: answered}"
    survey, findings = open_literal(
        tmp_path, question, {"Q1": ["a", "b", "c", "", "x", "非該当"]}, tail=RECODE
    )
    assert answers(survey, "D1") == ["上", "上", "下", "", "不明", "非該当"]
    derived = question_of(survey, "D1")
    assert (derived["type"], derived["choices"], derived["derived"], derived["percent_base"]) == (
        *("SA", ["上", "下"], True, "answered"),
    )
    assert derived["nets"] == {"全部": ["上", "下"]}
    assert told(findings, "unknown-choice") == []
    many = question.replace("SA", "MA")
    survey, _ = open_literal(tmp_path, many, {"Q1": ["c;a", "a;b", ""]}, tail=RECODE)
    assert answers(survey, "D1") == [("上", "下"), ("上",), ""]
    assert question_of(survey, "D1")["type"] == "MA"


def test_bands_of_a_recommendation(tmp_path):
    tail = "derived:\n  - {id: D1, from: Q1, bands: {批判者: [0, 7], 中立者: [7, 9], 推奨者: [9, 11]}}\n"
    survey, findings = open_literal(
        tmp_path, "{id: Q1, text: 勧める, type: NPS}", {"Q1": ["6", "7", "10"]}, tail=tail
    )
    assert answers(survey, "D1") == ["批判者", "中立者", "推奨者"]
    assert question_of(survey, "D1")["text"] == "勧める"
    assert told(findings) == []


@pytest.mark.parametrize(
    ("derived", "rule", "given"),
    [
        ("{id: D1, from: Q9, recode: {上: [a, b]}}", "bad-derived", "Q9"),
        ("{id: D1, from: Q1}", "bad-derived", "なし"),
        ("{id: D1, from: Q1, bands: {上: [0, 1]}, recode: {上: [a, b]}}", "bad-derived", "両方"),
        ("{id: D1, from: Q1, recode: {上: [a]}}", "bad-recode", "b"),
        ("{id: D1, from: Q1, recode: {上: [a, b], 下: [b]}}", "bad-recode", "b"),
        ("{id: D1, from: Q1, recode: {上: [a, b, z]}}", "bad-recode", "z"),
        ("{id: D1, from: Q1, recode: {無回答: [a, b]}}", "bad-recode", "無回答"),
        ("{id: D1, from: Q1, bands: {上: [0, 1]}}", "bad-bands", "SA"),
        ("{id: D1, from: Q2, recode: {上: [a]}}", "bad-recode", "NUM"),
        ("{id: D1, from: Q2, bands: {上: [0, 9], 下: [8, 10]}}", "bad-bands", "[0, 9]、[8, 10]"),
    ],
)
def test_derived_questions_that_cannot_be(tmp_path, derived, rule, given):
    questions = "{id: Q1, text: 組, type: SA, choices: [a, b]}\n{id: Q2, text: 数, type: NUM}"
    survey, findings = open_literal(
        tmp_path, questions, {"Q1": ["a"], "Q2": ["1"]}, tail=f"derived:\n  - {derived}\n"
    )
    ((found, severity, row, column, text),) = told(findings)
    assert (found, severity, row, text) == (rule, "error", 8, given)
    assert column.startswith("derived[0].")
    assert [question["id"] for question in survey.codebook["questions"]] == ["Q1", "Q2"]


def test_derived_from_a_question_that_is_left_out(tmp_path):
    question = "{id: Q1, text: 組, type: SA, choices: [a, b, c], column: 無い列}"
    survey, findings = open_literal(tmp_path, question, {"Q1": ["a"]}, tail=RECODE)
    assert told(findings, "missing-column") == [("bad-derived", "error", 7, "derived[0].from", "Q1")]
    assert survey.codebook["questions"] == []
