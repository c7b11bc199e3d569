"""casebook carry: a decision goes on to this year's answer of the same text, once, and says where it came from."""

from __future__ import annotations

import csv

import pytest
from raw_cases import FILES, build_case

from helpers.case import Case
from helpers.cli import main

CODINGS = "remark,code,coder,decision,reason,date,text_hash\nSV-Q18-R01,*暮らし,山田,非該当,別の話,2024-03-01,\n".replace(
    "*", ""
)
ROWS = FILES["surveys/survey/responses.csv"]


@pytest.fixture
def two_years(tmp_path, monkeypatch) -> Case:
    """The same town a year later, the answers under other ids; returns the later year."""
    first = build_case(tmp_path, {"codings.csv": CODINGS})
    later = Case(first.municipality, first.fiscal_year + 1, tmp_path)
    for file, text in FILES.items():
        path = later.raw / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            text.replace("fiscal_year: 2023", "fiscal_year: 2024").replace("R01,", "R77,"),
            encoding="utf-8",
            newline="\n",
        )
    (later.raw / "pins.csv").unlink()
    for name in ("notebooks", "data"):
        (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8", newline="\n")
    monkeypatch.setenv("CASEBOOK_ROOT", str(tmp_path))
    return later


def read(case: Case) -> list[dict]:
    with open(case.raw / "codings.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_decision_goes_on_once(two_years, capsys):
    for _ in range(2):
        assert main(["carry", two_years.municipality, str(two_years.fiscal_year)]) == 0
    (row,) = read(two_years)
    assert (row["remark"], row["code"], row["decision"]) == ("SV-Q18-R77", "暮らし", "非該当")
    assert "SV-Q18-R01 と同じ文" in row["reason"] and "別の話" in row["reason"]
    said = capsys.readouterr().out
    assert "1件を加えました" in said and "0件を加えました" in said


def test_no_year_before(two_years, capsys):
    assert main(["carry", two_years.municipality, "2023"]) == 1
    assert "前の年度がありません" in capsys.readouterr().err
