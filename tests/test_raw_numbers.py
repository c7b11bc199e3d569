"""Numbers with unit and range, and recommendations from 0 to 10."""

import pytest
from codebook_cases import answers, open_literal, told

from helpers.raw.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12", None, 12),
        ("-3", None, -3),
        ("1.50", None, 1.5),
        ("3.0", None, 3.0),
        ("1,200", None, 1200),
        ("1,234,567.5", None, 1234567.5),
        ("20歳", "歳", 20),
        ("1,200 円", "円", 1200),
        ("0.30000000000000004", None, 0.30000000000000004),
        *(
            (text, None, None)
            for text in ("20歳", "1,20", "12,34", "１２", "十二", "1e3", "", "12人くらい", "--3")
        ),
        ("歳", "歳", None),
    ],
)
def test_numbers(text, unit, number):
    assert parse_number(text, unit) == number


def test_a_range_and_what_is_outside(tmp_path):
    question = "{id: Q1, text: 年齢, type: NUM, unit: 歳, minimum: 0, maximum: 120}"
    survey, findings = open_literal(tmp_path, question, {"Q1": ["0", "120歳", "121", "-1", "七十", "１２"]})
    assert answers(survey, "Q1") == [0, 120, "不明", "不明", "不明", "不明"]
    assert told(findings) == [
        ("out-of-range", "error", 4, "Q1", "121"),
        ("out-of-range", "error", 5, "Q1", "-1"),
        ("wrong-type", "error", 6, "Q1", "七十"),
        ("full-width-digits", "error", 7, "Q1", "１２"),
    ]
    assert [found.allowed for found in findings.items if found.rule == "out-of-range"] == ["0～120", "0～120"]


def test_a_range_with_one_end(tmp_path):
    question = "{id: Q1, text: 割合, type: NUM, minimum: 0.5}"
    _, findings = open_literal(tmp_path, question, {"Q1": ["0.4", "0.5"]})
    assert [found.allowed for found in findings.items if found.rule == "out-of-range"] == ["0.5～"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((str(number), number) for number in range(11)),
        ("8.0", 8),
        ("10（強く勧める）", 10),
        ("0 まったく勧めない", 0),
        ("7点", 7),
        *((text, "不明") for text in ("11", "100", "-1", "7.5", "5～6", "強く勧める", "１０")),
    ],
)
def test_recommendations(tmp_path, text, value):
    survey, findings = open_literal(tmp_path, "{id: Q1, text: 勧める, type: NPS}", {"Q1": [text]})
    assert answers(survey, "Q1") == [value]
    assert len(told(findings)) == (value == "不明")


def test_coded_recommendations(tmp_path):
    """Research firms number the eleven steps from 1."""
    question = '{id: Q1, text: t, type: NPS, choices: ["0", "10"], codes: {"1": "0", "11": "10"}}'
    survey, findings = open_literal(tmp_path, question, {"Q1": ["1", "11"]})
    assert (answers(survey, "Q1"), told(findings)) == ([0, 10], [])
