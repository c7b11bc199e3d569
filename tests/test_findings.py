"""findings: places, printed form, order, and the stop before a report is built on fatal inputs."""

from __future__ import annotations

import pytest

from helpers.errors import RawInputError
from helpers.findings import Finding, Findings, Place


def test_place_names_only_what_is_known():
    assert str(Place("meetings.csv", row=3, column="weekday")) == "meetings.csv 3行目 「weekday」"
    assert str(Place("inputs.xlsx", "meetings", 3)) == "inputs.xlsx シート「meetings」 3行目"
    assert str(Place("case.yaml")) == "case.yaml"
    assert str(Place()) == "（全体）"


def test_finding_says_what_stands_there_what_may_and_what_to_do():
    finding = Finding(
        "unknown-choice",
        "error",
        Place("a.csv", row=2),
        "知らない選択肢です。",
        "他",
        "はい、いいえ",
        "直す。",
    )
    assert str(finding) == (
        "【誤り】a.csv 2行目：知らない選択肢です。 記載：「他」。 許される値：はい、いいえ。 対応：直す。"
    )
    assert str(Finding("x", "info", Place(), "参考まで。")) == "【参考】（全体）：参考まで。"


def test_finding_survives_a_dictionary():
    finding = Finding("x", "warning", Place("a.csv", "表", 2, "列"), "文。", "甲", "乙", "丙")
    assert Finding.from_dict(finding.to_dict()) == finding


def build_mixed() -> Findings:
    findings = Findings()
    findings.add("r", "info", Place("a.csv", row=1), "参考")
    findings.add("r", "error", Place("b.csv", row=10), "十行目", given="甲", allowed="乙", remedy="丙")
    findings.add("r", "error", Place("b.csv", row=9), "九行目")
    findings.add("r", "fatal", Place("z.csv"), "致命一")
    findings.add("r", "error", Place("b.csv", row=9), "九行目")
    return findings


def test_sorted_is_by_severity_then_place_without_repetition():
    assert [item.message for item in build_mixed().sorted()] == ["致命一", "九行目", "十行目", "参考"]


def test_sorted_does_not_depend_on_the_order_of_finding():
    places = [Place("a.csv", "表", 2, "乙"), Place("a.csv", "表", 2, "甲"), Place("a.csv", "補", 2, "乙")]
    items = [Finding("r", "error", place, "同じ文", given) for place in places for given in ("1", "2")]
    assert Findings(items[::-1]).sorted() == Findings(items).sorted() == items


def test_count_counts_one_severity():
    assert [build_mixed().count(severity) for severity in ("fatal", "error", "warning", "info")] == [
        1,
        3,
        0,
        1,
    ]


def test_stop_if_fatal_names_every_fatal_finding_at_once():
    findings = build_mixed()
    findings.extend([Finding("r", "fatal", Place("y.csv"), "致命二")])
    with pytest.raises(RawInputError) as stop:
        findings.stop_if_fatal()
    first, *lines = str(stop.value).split("\n")
    assert "2件" in first
    assert "前回の報告書はそのまま" in first
    assert lines == ["  1. 【致命的】y.csv：致命二", "  2. 【致命的】z.csv：致命一"]


def test_errors_and_warnings_do_not_stop():
    findings = Findings()
    findings.add("r", "error", Place(), "誤り")
    findings.stop_if_fatal()


def test_frame_has_the_printed_columns_and_a_row_a_finding():
    frame = build_mixed().to_frame()
    assert list(frame.columns) == ["重大度", "場所", "指摘", "記載", "許される値", "対応"]
    assert list(frame["重大度"]) == ["致命的", "誤り", "誤り", "参考"]
    assert frame.iloc[2].tolist() == ["誤り", "b.csv 10行目", "十行目", "甲", "乙", "丙"]


def test_frame_of_no_findings_keeps_its_columns():
    assert list(Findings().to_frame().columns) == ["重大度", "場所", "指摘", "記載", "許される値", "対応"]
