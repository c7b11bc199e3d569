"""raw/carry_over_checks: the ledger of carry-over issues, by itself and against last year's."""

from dataclasses import replace

import pytest
from raw_cases import build_case, finding, places

from helpers.raw import read_case
from helpers.raw.carry_over_checks import read_ledger

FILE = "carry_over.yaml"
OPEN = "- {id: CO-2022-01, title: 名簿, origin: 2022, status: 着手}\n"


def read(tmp_path, ledger: str | None, before: str | None = None):
    case = build_case(tmp_path, {FILE: ledger})
    if before is not None:
        folder = replace(case, fiscal_year=2022).raw
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text("fiscal_year: 2022\n", encoding="utf-8")
        (folder / FILE).write_text(before, encoding="utf-8")
    return read_case(case)


def issue(**changes: str) -> str:
    held = {"id": "CO-2022-01", "title": "名簿", "origin": "2022", "status": "着手"} | changes
    return "- {" + ", ".join(f"{key}: {value}" for key, value in held.items()) + "}\n"


def rules(raw) -> list[str]:
    return [found.rule for found in raw.findings.sorted() if found.place.file == FILE]


def test_every_declared_key_is_there(tmp_path):
    raw = read(tmp_path, issue())
    assert raw.carry_over == [
        {"id": "CO-2022-01", "title": "名簿", "origin": 2022, "status": "着手", "theme": None, "done": None,
         "indicators": [], "projects": [], "evidence": []}
    ]  # fmt: skip
    assert rules(raw) == []


def test_without_a_ledger_there_is_only_a_note(tmp_path):
    raw = read(tmp_path, None)
    assert raw.carry_over == []
    assert places(raw, "missing-input") == [("info", FILE, None, "")]


@pytest.mark.parametrize(
    ("ledger", "rule", "severity", "row", "column"),
    [
        (issue(status="完了"), "unknown-value", "fatal", 1, "[0].status"),
        (issue(id="CO-22-1"), "wrong-form", "fatal", 1, "[0].id"),
        (issue() + issue(), "duplicate-id", "fatal", 2, "[1].id"),
        (issue(origin="2021"), "wrong-origin", "error", 1, "[0].origin"),
        (issue(id="CO-2024-01", origin="2024"), "future-origin", "error", 1, "[0].origin"),
        (issue(id="CO-2023-01", origin="2023"), "state-of-new-issue", "warning", 1, "[0].status"),
        (issue(status="解消"), "resolved-without-evidence", "warning", 1, "[0].status"),
        (issue(projects="[forun]"), "unknown-project", "error", 1, "[0].projects[0]"),
        (issue(evidence="[IV-01, IV-99]"), "unknown-remark", "error", 1, "[0].evidence[1]"),
    ],
)
def test_one_fault_one_finding(tmp_path, ledger, rule, severity, row, column):
    raw = read(tmp_path, ledger)
    assert rules(raw) == [rule]
    assert places(raw, rule) == [(severity, FILE, row, column)]


def test_a_misspelt_project_names_the_one_that_was_meant(tmp_path):
    found = finding(read(tmp_path, issue(projects="[forun]")), "unknown-project")
    assert (found.given, found.allowed) == ("forun", "forum")
    assert "「forum」の誤り" in found.remedy


@pytest.mark.parametrize("proof", [{"done": "窓口を置いた"}, {"evidence": "[IV-01]"}])
def test_resolved_with_a_reason_is_no_finding(tmp_path, proof):
    assert rules(read(tmp_path, issue(status="解消", **proof))) == []


@pytest.mark.parametrize("status", ["着手", "継続"])
def test_going_on_is_no_step_back(tmp_path, status):
    assert rules(read(tmp_path, issue(status=status), OPEN.replace("着手", "継続"))) == []


def test_a_step_back_is_a_warning(tmp_path):
    raw = read(tmp_path, issue(status="未着手"), OPEN)
    found = finding(raw, "state-backwards")
    assert (found.severity, found.place.row, found.given) == ("warning", 1, "未着手")
    assert "令和4年度（着手）" in found.message


def test_an_open_issue_of_last_year_must_not_be_lost(tmp_path):
    raw = read(tmp_path, "[]\n", OPEN)
    found = finding(raw, "missing-issue")
    assert (found.severity, found.place.file, found.given) == ("error", FILE, "CO-2022-01 名簿")


def test_an_issue_that_was_resolved_is_not_missed_but_must_not_come_back(tmp_path):
    closed = OPEN.replace("着手", "解消")
    assert rules(read(tmp_path / "a", "[]\n", closed)) == []
    assert rules(read(tmp_path / "b", issue(), closed)) == ["closed-issue-again"]


def test_an_earlier_issue_that_last_year_does_not_know(tmp_path):
    raw = read(tmp_path, issue() + issue(id="CO-2022-02"), OPEN)
    assert places(raw, "unknown-earlier-issue") == [("warning", FILE, 2, "[1].id")]


def test_last_years_own_faults_are_not_told_again(tmp_path):
    raw = read(tmp_path, issue(), OPEN + "- {id: 誤り}\n")
    assert rules(raw) == []


def test_read_ledger_is_quiet_where_there_is_none(tmp_path):
    assert read_ledger(build_case(tmp_path, {FILE: None})) == []
