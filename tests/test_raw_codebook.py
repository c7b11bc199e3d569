"""What survey.yaml may say about `columns` and `codes`, and about the columns of the responses."""

import pytest
from raw_cases import build_case, finding, places

from helpers.raw import read_case

YAML, CSV = "surveys/survey/survey.yaml", "surveys/survey/responses.csv"
COLUMNS = "columns: {相談窓口: Q3_1, 居場所: Q3_2}"
QUESTION = f"{{id: Q3, text: 使うもの, type: MA, choices: [相談窓口, 居場所], other: 居場所, {COLUMNS}}}"


def read(tmp_path, responses, question=QUESTION):
    """The survey of one question."""
    text = f"id: survey\ntitle: 調査\nquestions:\n  - {question}\n"
    return read_case(build_case(tmp_path, {YAML: text, CSV: responses, "pins.csv": None}))


@pytest.mark.parametrize(
    ("old", "new", "key", "given"),
    [
        ("type: MA", "type: SA", "columns", "SA"),
        ("other: 居場所", "column: Q3", "columns", "column"),
        ("other: 居場所", 'separator: ";"', "columns", "separator"),
        ("居場所: Q3_2", "居場所: Q3_2, 相談: Q3_4", "columns", "相談"),
        (", 居場所: Q3_2", "", "columns", "居場所"),
        ("居場所: Q3_2", "居場所: Q3_1", "columns", "Q3_1"),
        (COLUMNS, 'codes: {"1": 相談}', "codes", "相談"),
        (COLUMNS, "codes: {居場所: 相談窓口}", "codes", "居場所"),
    ],
)
def test_columns_and_codes_must_fit_the_question(tmp_path, old, new, key, given):
    assert QUESTION.count(old) == 1
    raw = read(tmp_path, "回答ID,Q3_1,Q3_2\nR0,1,0\n", QUESTION.replace(old, new))
    found = finding(raw, "bad-form")
    assert (found.severity, found.place.file, found.place.row, found.place.column, found.given) == (
        *("error", YAML, 4, f"questions[0].{key}", given),
    )
    assert raw.surveys["survey"].codebook["questions"] == []


def test_codes_of_a_free_answer_are_refused(tmp_path):
    raw = read(tmp_path, "回答ID,Q4\nR0,1\n", '{id: Q4, text: 話, type: FA, codes: {"1": はい}}')
    assert {item.given for item in raw.findings.items if item.rule == "bad-form"} == {"FA", "はい"}


def test_a_column_that_is_no_text_is_set_aside(tmp_path):
    raw = read(tmp_path, "回答ID,Q3_1,Q3_2\nR0,1,0\n", QUESTION.replace("居場所: Q3_2", "居場所: 3"))
    assert places(raw, "wrong-type") == [("error", YAML, 4, "questions[0].columns.居場所")]
    assert finding(raw, "bad-form").given == "居場所"


def test_codes_without_quotes_are_text(tmp_path):
    question = "{id: Q4, text: 有無, type: SA, choices: [はい, いいえ], codes: {1: はい, 2: いいえ}}"
    raw = read(tmp_path, "回答ID,Q4\nR0,1\nR1,いいえ\nR2,3\n", question)
    assert raw.surveys["survey"].respondents["Q4"].to_list() == ["はい", "いいえ", "不明"]
    assert finding(raw, "unknown-choice").allowed == "1（はい）、2（いいえ）"


def test_missing_columns_are_named(tmp_path):
    raw = read(tmp_path, "回答ID,Q33,Q34\nR0,1,0\n")
    messages = [item.message for item in raw.findings.items if item.rule == "missing-column"]
    assert ["Q3_1" in messages[0], "Q3_2" in messages[1]] == [True, True]
    assert "Q3" not in raw.surveys["survey"].respondents
