"""Sakuragawa over its years, built as a user builds it: comparison and volume say what the raw files say."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import PROJECT, copy_project
from pypdf import PdfReader
from verapdf.verapdf import PROFILES, reason_to_skip, validate

KNOWS = "つながりや孤独・孤立について相談できる窓口を知っていますか。"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def casebook(root: Path, *arguments: str) -> str:
    environment = os.environ | {"CASEBOOK_ROOT": str(root), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "helpers.cli", *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("years") / "project"
    copy_project(root)
    shutil.copytree(PROJECT / "data" / "raw" / "sakuragawa", root / "data" / "raw" / "sakuragawa")
    casebook(root, "volume", "2023")
    casebook(root, "run", "sakuragawa", "2024")
    casebook(root, "years", "sakuragawa")
    return root


def page_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def years(root) -> BeautifulSoup:
    return page_of(root / "reports" / "sakuragawa" / "years" / "report.html")


def rows_of(page: BeautifulSoup, caption: str) -> list[list[str]]:
    """Cell texts of the 図表 whose caption holds these words."""
    (figure,) = [tag for tag in page.find_all("figure") if caption in tag.figcaption.get_text()]
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in figure.select("tbody tr")]


def ledger(year: int) -> dict[str, dict]:
    path = PROJECT / "data" / "raw" / "sakuragawa" / str(year) / "carry_over.yaml"
    return {issue["id"]: issue for issue in yaml.safe_load(path.read_text(encoding="utf-8"))}


def test_ledger_shows_each_issue_with_its_state_in_every_year(years):
    states = {row[0][:10]: row[2:] for row in rows_of(years, "積み残し課題の状態")}
    wanted = {
        name: [ledger(year).get(name, {"status": "―"})["status"] for year in (2023, 2024, 2025)]
        for name in {**ledger(2023), **ledger(2024), **ledger(2025)}
    }
    assert {name: ["―" if s in "—－" else s for s in row] for name, row in states.items()} == wanted


def share(year: int, encoding: str, column: str, chosen: str) -> str:
    """Counted by hand; one answer of 2023 has words written on to it, which corrections.yaml takes off (C-04)."""
    path = PROJECT / "data" / "raw" / "sakuragawa" / str(year) / "surveys" / "survey" / "responses.csv"
    with path.open(encoding=encoding, newline="") as file:
        answers = [row[column].split("　")[0] for row in csv.DictReader(file)]
    return f"{100 * answers.count(chosen) / len(answers):.1f}%（n={len(answers)}）"


def test_indicator_is_what_the_two_exports_count(years):
    (row,) = [row for row in rows_of(years, "指標の値") if "「知っている」" in row[0]]
    assert row[1] == share(2023, "utf-8-sig", KNOWS, "知っている")
    assert row[2].startswith(share(2024, "cp932", "Q7", "1"))
    assert "偶然を超える増加" in row[2]


def test_reworded_question_is_said(years):
    text = years.main.get_text()
    assert "設問文が変わった" in text and "選択肢が変わった" in text
    assert "つながり推進課" in text


def test_next_chapter_opens_with_what_became_of_the_issues(root):
    page = page_of(root / "reports" / "sakuragawa" / "2024" / "report.html")
    first = page.select_one("#step-9 > *:not(h4)")
    assert "前年度までの積み残し課題のその後" in first.figcaption.get_text()
    for name, issue in ledger(2024).items():
        cells = next(row for row in rows_of(page, "その後") if row[0] == name)
        assert cells[-2:] == [ledger(2023)[name]["status"], issue["status"]]


def test_first_year_has_nothing_to_follow_up(built):
    assert "その後" not in built.page.select_one("#step-9").get_text()


def test_fictional_town_is_marked_wherever_it_is_named(root, years):
    volume = page_of(root / "reports" / "volume" / "2023" / "index.html")
    for page in (years, volume):
        text = page.get_text()
        assert text.count("さくら川市") == text.count("さくら川市（架空）") > 0


def test_volume_binds_every_chapter_in_the_order_of_its_number(root):
    folder = root / "reports" / "volume" / "2023"
    names = {path.name for path in folder.glob("*.html")}
    assert names == {"index.html", "no-03-koto.html", "no-04-sakuragawa.html"}
    text = page_of(folder / "index.html").main.get_text()
    assert text.index("江東区") < text.index("さくら川市（架空）")
    reader = PdfReader(folder / "casebook.pdf")
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    chapters = [title for title in titles if title.startswith("No.")]
    assert chapters == ["No. 3　江東区", "No. 4　さくら川市（架空）"]


def test_volume_costs_are_those_of_the_chapters(root):
    """370万円: 200 + 30 + 100 + 40 in Koto's projects.yaml."""
    index = page_of(root / "reports" / "volume" / "2023" / "index.html").main.get_text()
    assert "370万円" in index


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("report", ["sakuragawa/years/report.html", "volume/2023/index.html"])
def test_axe_finds_no_violation_and_nothing_runs_over(root, browser, report, width):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((root / "reports" / report).as_uri())
    found = Axe().run(page)
    assert [(item["id"], item["nodes"][0]["target"]) for item in found.response["violations"]] == []
    assert page.evaluate(OVERFLOW) <= 0
    page.close()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("pdf", ["sakuragawa/years/report.pdf", "volume/2023/casebook.pdf"])
def test_verapdf_passes(root, pdf, profile):
    if reason := reason_to_skip():
        pytest.skip(reason)
    assert validate(root / "reports" / pdf, profile) == f"PASS {profile}"


def test_nothing_is_built_twice(root):
    assert "最新です" in casebook(root, "volume", "2023")
    assert "最新です" in casebook(root, "years", "sakuragawa")
