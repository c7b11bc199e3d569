import pandas as pd
import pytest

from helpers.findings import Findings, Place
from helpers.raw.answers import read_answers
from helpers.raw.expansion import blank_question

CHOICES = ["人員", "情報", "その他"]


def read(kind, text, **more):
    findings = Findings()
    known = {"id": "Q1", "type": kind, "column": "問1", "choices": CHOICES, "separator": ";"}
    question = blank_question(**known | more)
    (value,) = read_answers(question, [text], [5], Place("r.csv"), findings).answers()
    return value, findings.items


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("SA", "人員", "人員"),
        ("SA", " 人員 ", "人員"),
        ("MA", "人員; その他", ("人員", "その他")),
        ("MA", "人員;", ("人員",)),
        ("FA", "声の数は 3 ", "声の数は 3 "),
        ("NUM", "12", 12),
        ("NUM", "1.5", 1.5),
    ],
)
def test_good_answers(kind, text, value):
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize("kind", ["SA", "MA", "FA", "NUM"])
def test_blank_not_applicable_and_suppressed_are_kept_apart(kind):
    assert read(kind, " ")[0] is pd.NA
    assert read(kind, "非該当") == ("非該当", [])
    assert read(kind, "秘匿") == ("秘匿", [])


def test_unknown_choice():
    value, (found,) = read("SA", "人貝")
    assert value == "不明"
    assert (found.rule, found.severity, found.given) == ("unknown-choice", "error", "人貝")
    assert (found.place.row, found.place.column, found.allowed) == (5, "問1", "人員、情報、その他")
    assert "「人員」" in found.remedy


def test_unknown_label_among_known_ones():
    value, (found,) = read("MA", "人員;謎", other="その他")
    assert value == ("人員",)
    assert (found.rule, found.given) == ("unknown-choice", "謎")
    assert "別の列" in found.remedy


@pytest.mark.parametrize(("kind", "text"), [("SA", "人貝"), ("MA", "人貝;謎"), ("NUM", "十二")])
def test_answered_but_unreadable_is_not_left_blank(kind, text):
    value, findings = read(kind, text)
    assert value == "不明"
    assert all("「不明」に数えます" in found.message for found in findings)


def test_separators_alone_are_no_answer():
    value, findings = read("MA", " ; ;")
    assert value is pd.NA and findings == []


def test_unreadable_beside_a_choice_of_that_name_is_fatal():
    choices = ["はい", "不明"]
    assert read("SA", "不明", choices=choices) == ("不明", [])
    value, (found,) = read("SA", "はぃ", choices=choices)
    assert (value, found.severity) == ("不明", "fatal")
    value, (found,) = read("MA", "はい;謎", choices=choices)
    assert (value, found.severity) == (("はい",), "error")


def test_another_separator_is_noticed():
    value, (found,) = read("MA", "人員、情報")
    assert value == "不明"
    assert "区切りが「、」" in found.remedy


def test_repeated_label_counts_once():
    value, (found,) = read("MA", "人員;人員")
    assert value == ("人員",)
    assert (found.rule, found.severity) == ("repeated-choice", "warning")


def test_full_width_number():
    value, (found,) = read("NUM", "１２")
    assert value == "不明"
    assert (found.rule, found.severity) == ("full-width-digits", "error")
    assert "12" in found.remedy


CODES = {"1": "人員", "2": "情報", "9": "その他"}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("SA", "2", "情報"),
        ("SA", "情報", "情報"),
        ("MA", "1;9", ("人員", "その他")),
        ("MA", "1;情報", ("人員", "情報")),
    ],
)
def test_codes_and_labels(kind, text, value):
    assert read(kind, text, codes=CODES) == (value, [])


def test_code_that_is_not_in_the_table():
    value, (found,) = read("SA", "3", codes=CODES)
    assert (value, found.rule, found.given) == ("不明", "unknown-choice", "3")
    assert found.allowed == "1（人員）、2（情報）、9（その他）"
    assert "codes" in found.remedy
    value, (found,) = read("MA", "1;3", codes={"1": "人員"})
    assert (value, found.allowed) == (("人員",), "1（人員）、情報、その他")


def test_code_and_label_of_one_choice_count_once():
    value, (found,) = read("MA", "1;人員", codes=CODES)
    assert (value, found.rule) == (("人員",), "repeated-choice")


def test_choices_that_hold_the_separator():
    choices = ["人員, 資金", "人員", "情報, 場所, 時間"]
    more = {"choices": choices, "separator": ", "}
    assert read("MA", "情報, 場所, 時間, 人員, 資金", **more) == (("情報, 場所, 時間", "人員, 資金"), [])
    value, findings = read("MA", "人員, 情報, 場所", **more)
    assert value == ("人員",)
    assert [found.given for found in findings] == ["情報", "場所"]
