"""raw/codings and raw/rule_changes: coders' decisions as records, what is stale, what is settled, new names of codes."""

import datetime as dt

import pandas as pd
import pytest

from helpers.case import Case
from helpers.findings import Findings, Place
from helpers.raw.codings import (
    build_codings,
    check_codings,
    hash_text,
    latest_codings,
    merge_codings,
    read_codings,
    settle_codings,
    write_codings,
)
from helpers.raw.rule_changes import read_renames, read_rule_changes

HEAD = "remark,code,coder,decision,reason,date,text_hash\n"
REMARKS = pd.DataFrame({"remark_id": ["A-1", "A-2"], "text": ["サロンに通う。", None]})


def coding(remark="A-1", code="居場所", coder="山田", decision="該当", **more):
    return {"remark": remark, "code": code, "coder": coder, "decision": decision, **more}


@pytest.fixture
def case(tmp_path):
    case = Case("mura", 2024, tmp_path)
    case.raw.mkdir(parents=True)
    return case


def read(case, text: str):
    (case.raw / "codings.csv").write_text(text, encoding="utf-8", newline="")
    findings = Findings()
    return read_codings(case, findings), findings.items


def test_records_are_read_with_their_types(case):
    frame, findings = read(case, HEAD + "A-1,居場所,山田,非該当,建物の話,2024-03-01,\n")
    assert findings == []
    assert frame.index.tolist() == [2]
    assert frame.loc[2, ["remark", "code", "coder", "decision", "reason"]].tolist() == [
        *("A-1", "居場所", "山田", "非該当", "建物の話"),
    ]
    assert frame.loc[2, "date"] == dt.date(2024, 3, 1)
    assert pd.isna(frame.loc[2, "text_hash"])


def test_no_file_is_no_decision_and_no_finding(case):
    findings = Findings()
    assert len(read_codings(case, findings)) == 0
    assert findings.items == []


def test_a_decision_in_other_words_and_a_date_of_excel_are_findings_with_place(case):
    frame, findings = read(case, HEAD + "A-1,居場所,山田,はい,,2024/3/1,\n")
    assert pd.isna(frame.loc[2, "decision"])
    assert {(item.place.file, item.place.row, item.place.column) for item in findings if item.given} >= {
        ("2024/codings.csv", 2, "decision"),
        ("2024/codings.csv", 2, "date"),
    }


def test_the_hash_passes_over_width_and_blanks_only():
    assert hash_text("ＰＦに 通う\n。") == hash_text("PFに通う。")
    assert hash_text("PFに通う。") != hash_text("PFに通った。")
    # printf 'PFに通う。' | sha256sum
    assert hash_text("PFに通う。") == "025c43143787dd3b"


@pytest.mark.parametrize(
    ("record", "rule", "column"),
    [
        (coding(remark="A-9"), "unknown-remark", "remark"),
        (coding(code="居場所づくり"), "unknown-code", "code"),
        (coding(text_hash="0" * 16), "changed-text", "remark"),
    ],
)
def test_stale_records_are_findings_and_are_left_out(record, rule, column):
    findings = Findings()
    kept = check_codings(build_codings([record, coding()]), REMARKS, ["居場所"], findings)
    assert kept.index.tolist() == [3]
    assert [(item.rule, item.place.row, item.place.column) for item in findings.items] == [(rule, 2, column)]


def test_records_of_several_sheets_put_together_are_told_apart():
    records = pd.concat([build_codings([coding()]), build_codings([coding(remark="A-9")])])
    findings = Findings()
    assert check_codings(records, REMARKS, ["居場所"], findings)["remark"].tolist() == ["A-1"]
    assert len(findings.items) == 1


def test_an_answer_that_still_reads_the_same_keeps_its_decision():
    findings = Findings()
    record = coding(text_hash=hash_text("サロンに通う。"))
    assert len(check_codings(build_codings([record]), REMARKS, ["居場所"], findings)) == 1
    assert findings.items == []


def test_a_renamed_code_is_found_by_its_new_name():
    findings = Findings()
    kept = check_codings(
        build_codings([coding(code="場")]), REMARKS, ["居場所"], findings, renamed={"場": "居場所"}
    )
    assert kept["code"].tolist() == ["居場所"]
    assert findings.items == []


def test_the_latest_record_of_a_coder_counts():
    records = [
        coding(decision="該当", date=dt.date(2024, 3, 2)),
        coding(decision="非該当", date=dt.date(2024, 3, 1)),
        coding(decision="非該当"),
    ]
    assert latest_codings(build_codings(records))["decision"].tolist() == ["該当"]
    undated = [coding(decision="該当"), coding(decision="非該当")]
    assert latest_codings(build_codings(undated))["decision"].tolist() == ["非該当"]


def test_coders_who_agree_settle_it_and_their_reasons_are_kept():
    settled = settle_codings(build_codings([coding(reason="通う場"), coding(coder="佐藤")]))
    assert settled.to_dict("records") == [
        {"remark": "A-1", "code": "居場所", "decision": "該当", "coder": "山田、佐藤", "reason": "通う場"}
    ]


def test_coders_who_differ_settle_nothing_until_they_have_talked_it_over():
    records = [coding(), coding(coder="佐藤", decision="非該当")]
    findings = Findings()
    assert len(settle_codings(build_codings(records), findings, Place("2024/codings.csv"))) == 0
    assert [(item.rule, str(item.place)) for item in findings.items] == [
        ("coders-disagree", "2024/codings.csv 3行目 「decision」")
    ]
    assert "山田：該当、佐藤：非該当" in findings.items[0].given
    findings = Findings()
    settled = settle_codings(build_codings([*records, coding(coder="合議", decision="非該当")]), findings)
    assert settled[["decision", "coder"]].to_numpy().tolist() == [["非該当", "合議"]]
    assert findings.items == []


def test_merging_repeats_nothing_and_numbers_the_rows():
    known = build_codings([coding(date=dt.date(2024, 3, 1))])
    merged = merge_codings(known, build_codings([coding(date=dt.date(2024, 3, 1)), coding(coder="佐藤")]))
    assert merged["coder"].tolist() == ["山田", "佐藤"]
    assert merged.index.tolist() == [2, 3]


def test_what_is_written_is_read_again_and_is_no_formula(case):
    codings = build_codings(
        [coding(reason="=1+1", date=dt.date(2024, 3, 1)), coding(coder="佐藤", reason="改\n行")]
    )
    write_codings(codings, case.raw / "codings.csv")
    data = (case.raw / "codings.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + HEAD.encode())
    assert "'=1+1" in data.decode()
    frame, findings = read_codings(case, held := Findings()), held.items
    assert findings == []
    assert frame[["coder", "date"]].to_numpy().tolist() == [["山田", dt.date(2024, 3, 1)], ["佐藤", None]]


CHANGES = "date,rules,code,change,previous,before,after,newly,lost,reason,decided_by\n"


def read_changes(tmp_path, text: str):
    (tmp_path / "rule_changes.csv").write_text(CHANGES + text, encoding="utf-8", newline="")
    findings = Findings()
    return read_rule_changes(tmp_path, findings), findings


def test_new_names_are_followed_to_the_present_one(tmp_path):
    text = "2024-03-01,themes_answers,居場所,改名,場,,,,,,\n2025-03-01,themes_answers,居場所と交流,改名,居場所,,,,,,\n"
    changes, findings = read_changes(tmp_path, text)
    assert read_renames(changes, findings) == {"場": "居場所と交流", "居場所": "居場所と交流"}
    assert read_renames(changes, findings, "themes_carry_over") == {}
    assert findings.items == []


def test_names_that_lead_in_a_circle_and_a_missing_former_name_are_findings(tmp_path):
    text = (
        ",themes_answers,甲,改名,乙,,,,,,\n,themes_answers,乙,改名,甲,,,,,,\n,themes_answers,丙,改名,,,,,,,\n"
    )
    changes, findings = read_changes(tmp_path, text)
    assert read_renames(changes, findings) == {}
    assert sorted(item.rule for item in findings.items) == ["missing-value", "rename-circle", "rename-circle"]


def test_without_a_log_there_are_no_changes(tmp_path):
    findings = Findings()
    assert len(read_rule_changes(tmp_path, findings)) == 0
    assert findings.items == []
