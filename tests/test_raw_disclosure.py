"""raw/disclosure: the decisions beside a case, as people edit them in Excel."""

import datetime as dt

from raw_cases import build_case

from helpers.findings import Findings
from helpers.raw.disclosure import COLUMNS, read_disclosure

HEAD = "remark,surface,decision,reason,decided_by,date"


def read(root, text: str | bytes):
    findings = Findings()
    return read_disclosure(build_case(root, {"disclosure.csv": text}), findings), findings.items


def test_columns_are_those_of_the_page():
    assert ",".join(COLUMNS) == HEAD


def test_a_file_as_excel_saves_it(tmp_path):
    line = "SV-Q18-R03,渡辺,そのまま,本人の了解を得た（書面）,分析者,2024-03-01\r\n"
    frame, found = read(tmp_path, b"\xef\xbb\xbf" + f"{HEAD}\r\n{line}".encode())
    assert found == []
    assert frame.loc[2].tolist() == [
        *("SV-Q18-R03", "渡辺", "そのまま", "本人の了解を得た（書面）", "分析者"),
        dt.date(2024, 3, 1),
    ]


def test_a_decision_that_is_none_and_a_missing_reason_are_told(tmp_path):
    frame, found = read(tmp_path, f"{HEAD}\nR1,渡辺,公開,了解,分析者,\nR1,佐藤,そのまま,,分析者,\n")
    assert frame["decision"].isna().tolist() == [True, False]
    assert [(f.rule, f.severity, f.place.row, f.place.column) for f in found][:1] == [
        ("unknown-value", "error", 2, "decision")
    ]
    assert ("missing-value", 3, "reason") in [(f.rule, f.place.row, f.place.column) for f in found]


def test_no_file(tmp_path):
    findings = Findings()
    frame = read_disclosure(build_case(tmp_path), findings)
    assert (list(frame.columns), len(frame), findings.items) == (list(COLUMNS), 0, [])
