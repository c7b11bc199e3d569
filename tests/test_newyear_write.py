"""casebook new: a whole raw folder or none; refusals; and nothing of last year's in the new year's chapter."""

import os
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from conftest import copy_project
from raw_cases import CHAPTERS, build_case

from helpers.case import Case
from helpers.errors import ExportError, ParameterError, RawInputError
from helpers.newyear import render_new_year, start_year
from helpers.newyear import write as writing
from helpers.prose import read_passages
from helpers.raw import TABLES, read_case

SLUG = "minato_no_mori"
FILES = {
    *("case.yaml", "projects.yaml", "forum.yaml", "platform.yaml", "figures.yaml", "inputs.xlsx"),
    *("carry_over.yaml", "corrections.yaml", "to_check.md"),
    *("surveys/survey/survey.yaml", "surveys/survey/responses.csv", "surveys/questionnaire/survey.yaml"),
    *(f"chapters/{stem}.md" for stem in CHAPTERS),
}


def files_of(case: Case) -> dict[str, bytes]:
    paths = [path for path in case.raw.rglob("*") if path.is_file()]
    return {path.relative_to(case.raw).as_posix(): path.read_bytes() for path in paths}


def severities(raw) -> set[str]:
    return {finding.severity for finding in raw.findings.items}


def test_next_year_is_whole_and_can_be_read(tmp_path):
    source = build_case(tmp_path)
    before = files_of(source)
    new = start_year(tmp_path, SLUG, "2024")
    assert (new.case, new.source) == (Case(SLUG, 2024, tmp_path), source)
    assert set(new.files) == set(files_of(new.case)) == FILES
    assert files_of(source) == before
    raw = read_case(new.case)
    assert "fatal" not in severities(raw)
    assert raw.settings["fiscal_year"] == 2024
    assert {name: len(getattr(raw, name)) for name in TABLES} == {
        "facts": 2, "participants": 2, "opinions": 0, "interviews": 0, "meetings": 0, "distribution": 3, "media": 0, "pins": 0,
        "codings": 0, "disclosure": 0,
    }  # fmt: skip


def test_findings_are_the_list_of_what_is_to_do(tmp_path):
    build_case(tmp_path)
    raw = read_case(start_year(tmp_path, SLUG, 2024).case)
    told = {(finding.rule, finding.place.file, finding.place.sheet) for finding in raw.findings.items}
    assert told >= {
        ("missing-value", "inputs.xlsx", "facts"),
        ("missing-value", "inputs.xlsx", "distribution"),
        ("missing-words", "figures.yaml", ""),
        ("empty-survey", "surveys/survey/responses.csv", ""),
        ("missing-input", "surveys/questionnaire/responses.csv", ""),
        ("missing-issue", "carry_over.yaml", ""),
    }
    assert [finding for finding in raw.findings.items if finding.place.file == "to_check.md"]
    assert {rule for rule, *_ in told}.isdisjoint({"unknown-sheet", "unknown-reference", "unknown-division"})


def test_rows_keep_names_and_lose_figures(tmp_path):
    changes = {
        "corrections.yaml": "- {id: C-01, where: {file: facts.csv, row: 2, column: label}, from: 町会, to: 町会等, reason: 用語}\n"
    }
    build_case(tmp_path, changes)
    raw = read_case(start_year(tmp_path, SLUG, 2024).case)
    assert list(raw.facts["id"]) == ["watch.count", "leaflet.ordered"]
    assert list(raw.facts["label"]) == ["町会等", "発注"]  # as corrected
    assert raw.facts[["value", "as_of", "source"]].isna().all(axis=None)
    assert list(raw.distribution["place"]) == ["福祉会館", "協議会", "窓口"]  # without the sum
    assert raw.distribution[["sites", "copies_per_site", "copies"]].isna().all(axis=None)
    assert list(raw.participants["class"]) == ["町会", "市役所"]


def test_responses_keep_their_header_for_excel(tmp_path):
    build_case(tmp_path)
    case = start_year(tmp_path, SLUG, 2024).case
    content = (case.raw / "surveys" / "survey" / "responses.csv").read_bytes()
    assert content == "\ufeff回答ID,Q1,Q17,Q18,Q19\n".encode()


def test_default_source_is_the_last_earlier_year(tmp_path):
    build_case(tmp_path)
    start_year(tmp_path, SLUG, 2025)
    assert start_year(tmp_path, SLUG, 2024).source.fiscal_year == 2023
    assert start_year(tmp_path, SLUG, 2026).source.fiscal_year == 2025
    assert start_year(tmp_path, SLUG, 2027, 2023).source.fiscal_year == 2023


def test_same_source_same_bytes(tmp_path):
    made = []
    for name in ("one", "other"):
        build_case(tmp_path / name)
        made.append(files_of(start_year(tmp_path / name, SLUG, 2024).case))
    assert made[0] == made[1]


def test_new_municipality_from_nothing(tmp_path):
    new = start_year(tmp_path, "machi", 2024)
    raw = read_case(new.case)
    assert new.source is None
    assert "fatal" not in severities(raw)
    assert set(raw.chapters) == set(CHAPTERS)
    assert "空の様式" in render_new_year(new)


def test_new_municipality_takes_only_the_questions_of_another(tmp_path):
    build_case(tmp_path)
    new = start_year(tmp_path, "machi", 2023, f"{SLUG}/2023")
    raw = read_case(new.case)
    assert "fatal" not in severities(raw)
    assert [question["id"] for question in raw.surveys["survey"].codebook["questions"]] == [
        "Q1",
        "Q17",
        "Q18",
        "Q19",
    ]
    assert raw.forum["questionnaire"] == "questionnaire"
    texts = [content.decode("utf-8") for name, content in files_of(new.case).items() if name != "inputs.xlsx"]
    assert not [
        text for text in texts if re.search("森の港|見守りの会|結論。", re.sub("(?m)^ *#.*$", "", text))
    ]


@pytest.mark.parametrize(
    ("slug", "year", "source", "words"),
    [
        ("Koto", 2024, None, "英小文字"),
        ("shared", 2024, None, "shared・volume"),
        ("../x", 2024, None, "英小文字"),
        (SLUG, "24", None, "4桁の西暦年度"),
        (SLUG, True, None, "4桁の西暦年度"),
        (SLUG, 2023, None, "もうあります"),
        (SLUG, 2022, None, "2022 より前の年度がありません。ある年度：2023"),
        (SLUG, 2024, 2021, f"指定できる値：{SLUG}/2023"),
        (SLUG, 2022, 2023, "指定できる値：（ありません）"),
        (SLUG, 2024, "x/y/z", f"指定できる値：{SLUG}/2023"),
        ("machi", 2024, 2023, f"指定できる値：{SLUG}/2023"),
    ],
)
def test_refusals_say_what_is_allowed(tmp_path, slug, year, source, words):
    build_case(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*"))
    with pytest.raises(ParameterError, match=re.escape(words)):
        start_year(tmp_path, slug, year, source)
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_municipality_with_years_takes_none_from_another(tmp_path):
    build_case(tmp_path)
    start_year(tmp_path, "machi", 2023)
    with pytest.raises(ParameterError, match="別の自治体"):
        start_year(tmp_path, "machi", 2024, f"{SLUG}/2023")


def test_empty_folder_is_taken_a_filled_one_never(tmp_path):
    build_case(tmp_path)
    folder = tmp_path / "data" / "raw" / SLUG / "2024"
    folder.mkdir()
    start_year(tmp_path, SLUG, 2024)
    with pytest.raises(ParameterError, match="上書きしません"):
        start_year(tmp_path, SLUG, 2024)


def test_unreadable_source_is_refused_with_its_findings(tmp_path):
    build_case(tmp_path, {"platform.yaml": "links: [\n"})
    with pytest.raises(RawInputError, match=r"platform\.yaml"):
        start_year(tmp_path, SLUG, 2024)
    assert not (tmp_path / "data" / "raw" / SLUG / "2024").exists()


def test_crash_leaves_nothing_half_done(tmp_path, monkeypatch):
    build_case(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    def fail_at_the_workbook(path, content):
        if path.name == "inputs.xlsx":
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")

    monkeypatch.setattr(writing, "replace_file", fail_at_the_workbook)
    with pytest.raises(ExportError, match="何も変えていません"):
        start_year(tmp_path, SLUG, 2024)
    assert sorted(tmp_path.rglob("*")) == before


def test_remains_of_a_killed_run_are_no_obstacle(tmp_path):
    build_case(tmp_path)
    remains = tmp_path / "data" / "raw" / SLUG / ".2024.new" / "old.txt"
    remains.parent.mkdir()
    remains.write_text("", encoding="utf-8", newline="\n")
    assert "old.txt" not in start_year(tmp_path, SLUG, 2024).files
    assert not remains.parent.exists()


@pytest.fixture(scope="module")
def koto(tmp_path_factory):
    """Koto FY2024, begun from FY2023 and built as it is."""
    root = tmp_path_factory.mktemp("koto") / "project"
    copy_project(root)
    case = start_year(root, "koto", 2024).case
    command = [sys.executable, "-m", "helpers.cli", "run", "koto", "2024"]
    environment = os.environ | {"CASEBOOK_ROOT": str(root), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((case.reports / "report.html").read_text(encoding="utf-8"), "html.parser")
    return case.previous, page


# Figures and dates of the FY2023 chapter, from data/raw/koto/2023.
LAST_YEARS = (
    *("110名", "62団体", "59団体", "216団体", "95.2", "28.7", "279回", "1,932", "860部", "200万円", "30万円"),
    *("令和6年2月", "令和6年1月", "令和5年", "2023年11月", "2024年3月11日", "R5"),
)


def test_no_figure_or_date_of_last_year_is_printed(koto):
    _, page = koto
    text = "".join(page.get_text().split()).replace("令和5年度", "")  # the year that an open issue is from
    assert "令和6年度" in text
    assert [figure for figure in LAST_YEARS if figure in text] == []


def test_no_sentence_of_last_year_is_printed(koto):
    source, page = koto
    raw, text = read_case(source), "".join(page.get_text().split())
    blocks = [b.text for stem in raw.chapters for p in read_passages(raw.chapters, stem) for b in p.blocks]
    said = [*blocks, *raw.opinions["remark"], *raw.interviews["remark"], *raw.settings["goals"]["this_year"]]
    said += [
        line
        for project in raw.projects["projects"]
        for key in ("results", "periods")
        for line in project[key]
    ]
    said += [line for meeting in raw.platform["meetings"] for line in meeting["agenda"] if line != "その他"]
    said += [question["question"] for question in raw.forum["questions"]]
    pieces = ["".join(piece.split()) for line in said for piece in re.split(r"\{\{.*?\}\}", line)]
    long = [piece for piece in pieces if len(piece) >= 12]
    assert len(long) > 150
    assert [piece for piece in long if piece in text] == []
