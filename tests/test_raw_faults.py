"""What a question of survey.yaml says that cannot be so: found with line and path, before an answer is read."""

import pytest
from codebook_cases import open_literal, question_of, told

COLUMNS = {"Q1": ["a"], "x": ["1"], "y": ["2"]}
NET = "{id: Q1, text: t, type: SA, choices: [a, b], nets: %s}"
BAND = "{id: Q1, text: t, type: NUM, bands: %s}"
SCORE = "{id: Q1, text: t, type: SCALE, choices: [a, b], scores: %s}"
OTHER = "{id: Q1, text: t, type: %s, choices: [a, b]%s}"


@pytest.mark.parametrize(
    ("question", "rule", "path", "given"),
    [
        (NET % "{計: [a, z]}", "bad-nets", "nets.計", "z"),
        (NET % "{計: [a, a]}", "bad-nets", "nets.計", "a"),
        (NET % "{a: [a, b]}", "bad-nets", "nets.a", "a"),
        (NET % "{無回答: [a, b]}", "bad-nets", "nets.無回答", "無回答"),
        ("{id: Q1, text: t, type: FA, nets: {計: [a]}}", "bad-nets", "nets", "FA"),
        (SCORE % "{a: 1, z: 2}", "bad-scores", "scores.z", "z"),
        (NET.replace("nets", "scores") % "{a: 1}", "bad-scores", "scores", "SA"),
        (BAND % "{若: [0, 30], 中: [29, 50]}", "bad-bands", "bands", "[0, 30]、[29, 50]"),
        (BAND % "{若: [null, 30], 全: [null, null]}", "bad-bands", "bands", "[None, 30]、[None, None]"),
        (BAND % "{高: [50, null], 老: [60, 70]}", "bad-bands", "bands", "[50, None]、[60, 70]"),
        (BAND % "{若: [30, 30]}", "bad-bands", "bands", "[30, 30]"),
        (BAND % "{不明: [0, 30]}", "bad-bands", "bands", "不明"),
        (NET.replace("nets", "bands") % "{若: [0, 1]}", "bad-bands", "bands", "SA"),
        ("{id: Q1, text: t, type: NUM, minimum: 2, maximum: 1}", "bad-range", "maximum", "2～1"),
        ("{id: Q1, text: t, type: FA, minimum: 2}", "bad-range", "minimum", "FA"),
        (OTHER % ("SA", ", other: z"), "bad-other", "other", "z"),
        (OTHER % ("SA", ", other_text: cell"), "bad-other", "other_text", ""),
        (OTHER % ("SCALE", ", other: b, other_text: x"), "bad-other", "other_text", "SCALE"),
    ],
)
def test_a_fault_of_one_part_leaves_the_question_counted(tmp_path, question, rule, path, given):
    survey, findings = open_literal(tmp_path, question, COLUMNS | {"Q1": [""]})
    found = told(findings)[0]
    assert found == (rule, "error", 5, f"questions[0].{path}", given)
    assert {item[0] for item in told(findings)} == {rule}
    assert [question["id"] for question in survey.codebook["questions"]] == ["Q1"]


@pytest.mark.parametrize(
    ("question", "path", "given"),
    [
        ("{id: Q1, text: t, type: RANK, choices: [a, b], items: {駅: x}}", "items", "RANK"),
        ("{id: Q1, text: t, type: SA, choices: [a], column: x, items: {駅: y}}", "items", "column"),
        ("{id: Q1, text: t, type: SA, choices: [a], items: {駅: x, 店: x}}", "items", "x"),
        ("{id: Q1, text: t, type: MA, choices: [a, b], items: {駅: {a: x}}}", "items.駅", "b"),
        ("{id: Q1, text: t, type: SA, choices: [a], items: {駅: {a: x}}}", "items.駅", "SA"),
        (OTHER % ("MA", ", other: b, other_text: x, items: {駅: y}"), "other_text", "x"),
        (OTHER % ("RANK", ", columns: {1: x, 3: y}"), "columns", "1、3"),
        (OTHER % ("RANK", ', columns: {a: x, b: y}, codes: {"1": a}'), "columns", "codes"),
        (OTHER % ("MA", ", columns: {1: x, 2: x}"), "columns", "x"),
        ('{id: Q1, text: t, type: NUM, choices: [a], codes: {"1": a}}', "codes", "NUM"),
        (SCORE % "{z: 1}", "scores.z", "z"),
    ],
)
def test_a_fault_that_leaves_the_question_out(tmp_path, question, path, given):
    survey, findings = open_literal(tmp_path, question, COLUMNS)
    found = next(item for item in told(findings) if item[3] == f"questions[0].{path}")
    assert (found[1], found[2], found[4]) == ("error", 5, given)
    assert survey.codebook["questions"] == []


def test_what_is_sound_stays_of_a_faulty_part(tmp_path):
    survey, _ = open_literal(tmp_path, NET % "{計: [a, z], 他: [b]}", COLUMNS)
    assert question_of(survey, "Q1")["nets"] == {"他": ["b"]}
    survey, _ = open_literal(tmp_path, SCORE % "{a: 1.5, z: 2}", COLUMNS)
    assert question_of(survey, "Q1")["scores"] == {"a": 1.5}
    survey, _ = open_literal(tmp_path, BAND % "{若: [0, 30], 中: [29, 50]}", COLUMNS | {"Q1": ["3"]})
    assert [question["id"] for question in survey.codebook["questions"]] == ["Q1"]


def test_bands_that_touch_or_leave_a_gap_are_sound(tmp_path):
    _, findings = open_literal(
        tmp_path, BAND % "{中: [30, 50], 若: [null, 30], 老: [70, null]}", {"Q1": ["3"]}
    )
    assert told(findings) == []


def test_choices_that_differ_only_in_width(tmp_path):
    question = "{id: Q1, text: t, type: SA, choices: [ＡＢ, AB, A B]}"
    _, findings = open_literal(tmp_path, question, {"Q1": ["AB"]})
    assert told(findings) == [
        ("similar-choice", "warning", 5, "questions[0]", "A B"),
        ("similar-choice", "warning", 5, "questions[0]", "AB"),
    ]


def test_a_value_that_is_no_range_is_told_by_the_schema(tmp_path):
    _, findings = open_literal(tmp_path, BAND % "{若: [0]}", {"Q1": ["3"]})
    assert told(findings) == [("wrong-form", "error", 5, "questions[0].bands.若", "[0]")]
