"""The fictional municipalities: the committed years are what the generator writes, and they read without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from fiction import build_sakuragawa, build_town
from fiction.answers import SURVEY
from fiction.free_answers import expand
from fiction.town import Town, Year, list_distribution
from fiction.write import find_templates

from helpers.case import Case
from helpers.raw import RawInputs, read_case

PROJECT = Path(__file__).resolve().parents[1]
YEARS = (2023, 2024, 2025)


def read_bytes(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def sakuragawa() -> dict[int, RawInputs]:
    """The committed years as the project reads them; tests only look."""
    return {year: read_case(Case("sakuragawa", year, PROJECT)) for year in YEARS}


def test_the_committed_years_are_what_the_generator_writes(tmp_path):
    build_sakuragawa(tmp_path)
    written = read_bytes(tmp_path / "data" / "raw" / "sakuragawa")
    committed = read_bytes(PROJECT / "data" / "raw" / "sakuragawa")
    assert sorted(written) == sorted(committed)
    assert [name for name, data in written.items() if data != committed[name]] == []


@pytest.mark.parametrize("year", YEARS)
def test_a_year_reads_without_errors(sakuragawa, year):
    findings = sakuragawa[year].findings.items
    assert [str(finding) for finding in findings if finding.severity in ("fatal", "error")] == []
    assert {finding.rule for finding in findings} <= {"cp932"}


def test_the_name_is_marked_as_fictional(sakuragawa):
    assert {raw.settings["municipality"]["name"] for raw in sakuragawa.values()} == {"さくら川市（架空）"}
    assert {raw.settings["chapter"]["number"] for raw in sakuragawa.values()} == {4}


def test_every_year_has_every_chapter_and_both_surveys(sakuragawa):
    for raw in sakuragawa.values():
        assert len(raw.chapters) == 21
        assert 150 <= len(raw.surveys["survey"].respondents) <= 400
        assert 80 <= len(raw.surveys["forum_questionnaire"].respondents) <= 150
        assert 20 <= len(raw.opinions) <= 35


def test_the_three_forms_are_received_as_they_come(sakuragawa):
    files = {year: raw.place("survey").file for year, raw in sakuragawa.items()}
    assert files[2025] == "surveys/survey/responses.xlsx"
    raw = PROJECT / "data" / "raw" / "sakuragawa"
    web = (raw / "2023" / files[2023]).read_bytes()
    assert web.decode("utf-8-sig").splitlines()[0].startswith("タイムスタンプ,回答番号,あなたの年代を")
    service = (raw / "2024" / files[2024]).read_bytes().decode("cp932").splitlines()
    assert service[0].startswith("SAMPLEID,STARTTIME,Q1,Q2,Q3,Q4,Q5,Q6_1,Q6_2")
    burden = [
        label for raw in sakuragawa.values() for label in raw.surveys["survey"].respondents["Q6"].explode()
    ]
    assert "役員, 当番などの負担が重い" in burden


def test_the_years_tell_a_story(sakuragawa):
    """Known by more each year, far beyond chance; not a member: hardly moved."""
    shares = {
        (question, label, year): 100 * (raw.surveys["survey"].respondents[question] == label).mean()
        for year, raw in sakuragawa.items()
        for question, label in (("Q7", "知っている"), ("Q5", "加入していない"))
    }
    known = [shares["Q7", "知っている", year] for year in YEARS]
    outside = [shares["Q5", "加入していない", year] for year in YEARS]
    assert known[1] > known[0] + 8 and known[2] > known[1] + 10
    assert 0 < outside[0] - outside[2] < 7


def test_the_ledger_follows_its_issues(sakuragawa):
    states = {
        year: {issue["id"]: issue["status"] for issue in raw.carry_over} for year, raw in sakuragawa.items()
    }
    assert set(states[2023].values()) == {"未着手"}
    assert states[2024] == {"CO-2023-01": "着手", "CO-2023-02": "着手", "CO-2023-03": "未着手"}
    assert states[2025] == {
        "CO-2023-01": "継続", "CO-2023-02": "解消", "CO-2023-03": "未着手", "CO-2025-01": "未着手",
    }  # fmt: skip


def test_what_changes_over_the_years(sakuragawa):
    books = {year: raw.surveys["survey"].codebook["questions"] for year, raw in sakuragawa.items()}
    asked = {year: next(q for q in questions if q["id"] == "Q8") for year, questions in books.items()}
    assert asked[2023]["text"] != asked[2024]["text"] == asked[2025]["text"]
    assert set(asked[2024]["choices"]) - set(asked[2023]["choices"]) == {"オンラインの相談"}
    divisions = [raw.settings["division_in_charge"]["division"] for raw in sakuragawa.values()]
    assert divisions == ["地域福祉課", "地域福祉課", "つながり推進課"]


def test_a_further_town_is_complete_and_reads_without_fatal_findings(tmp_path):
    slug = build_town(tmp_path, 7, respondents=60)
    raw = read_case(Case(slug, 2023, tmp_path))
    assert slug == "town_007"
    assert raw.settings["municipality"]["name"].endswith("市（架空）")
    assert len(raw.surveys["survey"].respondents) == 60
    assert [str(f) for f in raw.findings.items if f.severity in ("fatal", "error", "warning")] == []


def test_towns_differ_and_are_reproducible(tmp_path):
    for folder in ("one", "two"):
        build_town(tmp_path / folder, 1, respondents=20)
    build_town(tmp_path / "one", 2, respondents=20)
    raw = tmp_path / "one" / "data" / "raw"
    assert read_bytes(raw / "town_001") == read_bytes(tmp_path / "two" / "data" / "raw" / "town_001")
    assert read_bytes(raw / "town_001") != read_bytes(raw / "town_002")


def test_names_of_many_towns_are_distinct():
    names = [Town(number).name for number in range(1, 1742)]
    assert len(set(names)) == 1741
    assert all(name.endswith("市（架空）") for name in names)


def test_towns_that_cannot_be_told_are_refused(tmp_path):
    with pytest.raises(ValueError, match="numbered from 1"):
        build_town(tmp_path, 0)
    with pytest.raises(ValueError, match="10 or more"):
        build_town(tmp_path, 1, respondents=9)
    with pytest.raises(ValueError, match="2023 to 2025"):
        build_town(tmp_path, 1, fiscal_years=(2026,))


def test_sums_of_the_distribution_list():
    rows = list_distribution(Year(Town(3), 2024, 10))
    copies = [row[4] for row in rows if row[0] not in ("小計", "合計")]
    assert rows[-1] == ["合計", "", "", "", sum(copies)]


def test_a_pattern_stands_for_every_sentence():
    assert expand("【朝|夕】に会う。") == ["朝に会う。", "夕に会う。"]


def test_a_later_stage_takes_what_it_does_not_change_from_the_one_before():
    found = find_templates(3)
    assert found["chapters/breakthrough.md"].parts[-3] == "3"
    assert found["facts.csv"].parts[-2] == "2"
    assert found["figures.yaml"].parts[-2] == "1"


def test_shares_of_single_answers_make_a_whole():
    for question in (question for question in SURVEY if question.type == "SA"):
        for stage in (1, 2, 3):
            assert sum(question.choices(stage).values()) == pytest.approx(100), question.id
