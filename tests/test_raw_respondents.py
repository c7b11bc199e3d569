"""Weights, times, and rows that look like one respondent sent twice."""

import pytest
from codebook_cases import open_literal, told

ONE = "{id: Q1, text: t, type: SA, choices: [a, b]}"


def test_weights(tmp_path):
    columns = {"Q1": ["a", "b", ""], "W": ["1.5", " 0.25 ", "1.2e-1"]}
    survey, findings = open_literal(tmp_path, ONE, columns, head="weight: W\n")
    assert survey.weights.to_dict() == {2: 1.5, 3: 0.25, 4: 0.12}
    assert (survey.weights.dtype, survey.weights.index.equals(survey.respondents.index)) == ("float64", True)
    assert told(findings) == []


def test_without_weights(tmp_path):
    assert open_literal(tmp_path, ONE, {"Q1": ["a"]})[0].weights is None


@pytest.mark.parametrize("weight", ["", "0", "-1", "重い", "１", "nan", "inf", "1e999"])
def test_a_weight_that_is_no_number_above_zero_is_fatal(tmp_path, weight):
    _, findings = open_literal(tmp_path, ONE, {"Q1": ["a", "b"], "W": ["1", weight]}, head="weight: W\n")
    assert told(findings) == [("bad-weight", "fatal", 3, "W", weight)]


def test_missing_column_of_weights_is_fatal(tmp_path):
    survey, findings = open_literal(tmp_path, ONE, {"Q1": ["a"]}, head="weight: W\n")
    assert told(findings) == [("missing-column", "fatal", 1, "", "")]
    assert survey.weights is None


FIVE = "\n".join(f"{{id: Q{number}, text: t, type: SA, choices: [a, b]}}" for number in range(1, 6))
TIMED = "timestamp_column: 日時\n"


def five(*times):
    return {"日時": list(times)} | {f"Q{number}": ["a"] * len(times) for number in range(1, 6)}


def test_the_same_answers_within_two_minutes(tmp_path):
    columns = five("2024-01-19 10:00:00", "2024-01-19 10:02:00", "2024-01-19 10:04:01", "2024-01-20 10:02:00")
    _, findings = open_literal(tmp_path, FIVE, columns, head=TIMED)
    assert told(findings) == [("same-answers", "warning", 3, "", "")]
    assert "2行目" in findings.sorted()[0].message


def test_the_same_answers_may_be_chance(tmp_path):
    """No time, only a day, or a form of four questions."""
    assert told(open_literal(tmp_path, FIVE, five("", ""), head=TIMED)[1]) == []
    assert told(open_literal(tmp_path, FIVE, five("2024-01-19", "2024-01-19"), head=TIMED)[1]) == []
    four = FIVE.rsplit("\n", 1)[0]
    columns = five("2024-01-19 10:00:00", "2024-01-19 10:00:00")
    assert told(open_literal(tmp_path, four, columns, head=TIMED)[1]) == []


def test_the_same_long_text_is_no_chance(tmp_path):
    questions = ONE + "\n{id: Q2, text: t, type: FA}"
    long, short = "町会の役員が足りず困っている", "特になし"
    columns = {"Q1": ["a", "b", "a", "a", "a"], "Q2": [long, long, long, short, short]}
    _, findings = open_literal(tmp_path, questions, columns)
    assert told(findings) == [("same-answers", "warning", 4, "", "")]


@pytest.mark.parametrize(
    ("times", "given"),
    [
        (["1/19/24 15:21:10", "3/1/24 9:00:00"], "3/1/24 9:00:00"),  # Microsoft Forms
        (["2024年1月19日", "令和6年3月1日"], "令和6年3月1日"),
        (["45310.64", "45352.5"], "45352.5"),  # Excel: 2024-03-01 is day 45352
    ],
)
def test_times_outside_of_the_period(tmp_path, times, given):
    head = TIMED + "period: {start: 2024-01-19, end: 2024-02-23}\n"
    _, findings = open_literal(tmp_path, ONE, {"Q1": ["a", "b"], "日時": times}, head=head)
    assert told(findings) == [("outside-period", "warning", 3, "日時", given)]


def test_times_that_leave_day_and_month_open(tmp_path):
    times = ["1/2/2024 10:00", "2/1/2024 10:00"]
    columns = {"Q1": ["a", "b"], "日時": times}
    _, findings = open_literal(tmp_path, ONE, columns, head=TIMED)
    assert told(findings) == [("unreadable-timestamp", "warning", 2, "日時", "1/2/2024 10:00")]
    assert "date_order" in findings.sorted()[0].remedy
    _, findings = open_literal(tmp_path, ONE, columns, head=TIMED + "date_order: mdy\n")
    assert told(findings) == []
