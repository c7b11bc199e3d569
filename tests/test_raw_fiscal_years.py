"""raw/fiscal_years: who commissioned a year's work and the title of the series; what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.findings import Findings
from helpers.raw.fiscal_years import FiscalYear, read_fiscal_year

SHARED = Path(__file__).resolve().parents[1] / "data" / "raw" / "shared"
SERIES = "孤独・孤立対策　地方版連携プラットフォーム　事例集"


def read(folder: Path, text: str | None, year: int = 2023) -> tuple[FiscalYear, list]:
    if text is not None:
        (folder / "fiscal_years.yaml").write_text(text, encoding="utf-8", newline="\n")
    findings = Findings()
    found = read_fiscal_year(folder, year, findings)
    return found, [(f.rule, f.severity, f.place.row) for f in findings.sorted()]


@pytest.mark.parametrize(
    ("year", "body"), [(2020, "内閣官房"), (2023, "内閣官房"), (2024, "内閣府"), (2026, "内閣府")]
)
def test_years_of_the_project(year, body):
    findings = Findings()
    assert read_fiscal_year(SHARED, year, findings) == FiscalYear(year, body, SERIES)
    assert findings.items == []


def test_missing_file_and_missing_year_are_warnings(tmp_path):
    unknown = FiscalYear(2023, "（発注者は未登録）", "（事例集の題名は未登録）")
    assert read(tmp_path, None) == (unknown, [("missing-fiscal-year", "warning", None)])
    text = "- {fiscal_year: 2022, commissioned_by: 県, series: 集}\n"
    assert read(tmp_path, text) == (unknown, [("missing-fiscal-year", "warning", None)])


def test_entry_without_a_commissioning_body_names_its_line(tmp_path):
    found, findings = read(tmp_path, "- {fiscal_year: 2022}\n- {fiscal_year: 2023, series: 集}\n")
    assert found == FiscalYear(2023, "（発注者は未登録）", "集")
    assert findings == [("missing-fiscal-year", "warning", 2)]


def test_year_given_twice(tmp_path):
    text = "- {fiscal_year: 2023, commissioned_by: 先, series: 集}\n- {fiscal_year: 2023, commissioned_by: 後, series: 集}\n"
    found, findings = read(tmp_path, text)
    assert found.commissioned_by == "先"
    assert findings == [("double-fiscal-year", "error", 2)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("- {fiscal_year: 令和5, commissioned_by: 県, series: 集}\n", ["wrong-type", "missing-fiscal-year"]),
        ("- {fiscal_year: 2023, commissioned_by: 県, series: 集, 題名: 集}\n", ["unknown-key"]),
        ("fiscal_year: 2023\n", ["wrong-type", "missing-fiscal-year"]),
        ("- {fiscal_year: 2023\n", ["yaml-syntax", "missing-fiscal-year"]),
        ("", ["missing-fiscal-year"]),
    ],
)
def test_bad_entries_are_findings_and_never_a_crash(tmp_path, text, rules):
    _, findings = read(tmp_path, text)
    assert [rule for rule, *_ in findings] == rules
