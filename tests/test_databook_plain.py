"""Text of others made harmless: controls, formulas, newlines, length, characters that not all systems show."""

import pytest

from helpers.databook.plain import (
    LONGEST,
    clean_text,
    csv_text,
    one_line,
    platform_characters,
    report_texts,
    starts_formula,
)
from helpers.findings import Findings, Place


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("はい", "はい"),
        ("a\x00b\x1bc", "a〓b〓c"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a\tb"),
        ("x\ud800y", "x〓y"),
        ("abc\u202exlsx.exe", "abc〓xlsx.exe"),
        ("\ufffe", "〓"),
    ],
)
def test_control_characters_leave_a_visible_mark(given, written):
    assert clean_text(given) == written


def test_a_text_longer_than_a_cell_is_clipped_and_says_so():
    text = clean_text("あ" * 40_000)
    assert len(text) == 32_767 == LONGEST
    assert text.endswith("…（以下略）")
    assert clean_text("あ" * 32_767) == "あ" * 32_767


def test_machines_get_one_line():
    assert one_line("駅から\n  近い\tか") == "駅から 近い か"
    assert one_line("一行") == "一行"
    assert one_line("北前船主の館 　右近家　") == "北前船主の館 右近家"
    assert one_line("氏　名") == "氏　名"


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-5以下", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]
)
def test_formulas_are_told_and_neutralised(text):
    assert starts_formula(text)
    assert csv_text(text) == "'" + text


@pytest.mark.parametrize("text", ["", "はい", "1+1", "a=b", "'=1"])
def test_plain_text_stays(text):
    assert not starts_formula(text)
    assert csv_text(text) == text


# ①Ⅰ㈱: NEC; 髙﨑: IBM; U+E000: 外字; ㎡: squared; 😀: emoji
@pytest.mark.parametrize("char", [*"①Ⅰ㈱㍻髙﨑㎡😀☀", "\ue000"])
def test_platform_dependent_characters(char):
    assert platform_characters(f"あ{char}い") == [char]


@pytest.mark.parametrize("text", ["ABC 123", "亜腕弌熙", "～－∥￢￠￡", "▲▽※×○●★〓", "ｱｲｳ", "é", "—"])
def test_characters_of_the_standard_are_none(text):
    assert platform_characters(text) == []


def test_findings_name_the_place_and_the_text_stays_as_it_is():
    findings = Findings()
    place = Place("survey.yaml", "", None, "Q1")
    report_texts(
        [("①駅", place), ("a\x07b", place), ("x\ny", place), ("あ" * 32_768, place), ("はい", place)],
        findings,
    )
    told = [(item.rule, item.severity, item.given) for item in findings.items]
    assert told == [
        ("platform-character", "warning", "①"),
        ("control-character", "warning", "a〓b"),
        ("blanks-in-label", "info", "x y"),
        ("cell-too-long", "warning", "32,768文字"),
    ]
    assert {item.place for item in findings.items} == {place}
