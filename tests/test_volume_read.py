"""volume/read: order, numbers, and which reports can be bound."""

from __future__ import annotations

import json

import pytest
from volume_cases import YEAR, build_municipality, build_two, write_raw, write_report

from helpers.case import Volume
from helpers.findings import Findings
from helpers.volume.read import list_chapters, read_volume


def rules(findings: Findings) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity, f.place.file) for f in findings.sorted()]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return read_volume(build_two(tmp_path_factory.mktemp("two")))


def test_chapters_stand_by_their_number(two):
    assert [c.title for c in two.chapters] == ["No. 2　谷町", "No. 9　森の港市"]
    assert [c.page for c in two.chapters] == ["no-02-tani", "no-09-minato"]
    assert two.fiscal_year.commissioned_by == "内閣官房"
    assert rules(two.findings) == []


def test_links_lead_to_the_page_of_the_chapter(two):
    assert two.chapters[0].link() == '<a href="no-02-tani.html">No. 2　谷町</a>'
    assert two.chapters[0].link("2", "step-9") == '<a href="no-02-tani.html#step-9">2</a>'


def test_numbers_that_are_missing_or_double_are_findings(tmp_path):
    for slug, number in (("aki", 5), ("beni", 5), ("chiri", None)):
        write_report(write_raw(tmp_path, slug, slug.upper(), number), slug)
    findings = Findings()
    chapters = list_chapters(Volume(YEAR, tmp_path), findings)
    assert [c.page for c in chapters] == ["no-05-aki", "no-05-beni", "chiri"]
    assert rules(findings) == [
        ("double-number", "error", "data/raw/beni/2023/case.yaml"),
        ("no-number", "warning", "data/raw/chiri/2023/case.yaml"),
    ]


def test_report_that_is_not_there_does_not_stop_the_volume(tmp_path):
    write_raw(tmp_path, "aki", "秋<町>", 1)
    (chapter,) = (materials := read_volume(Volume(YEAR, tmp_path))).chapters
    assert (chapter.html, chapter.state, chapter.year) == (None, "未作成", None)
    assert chapter.link() == "No. 1　秋&lt;町&gt;"
    assert [rule for rule, *_ in rules(materials.findings)] == ["not-compared", "no-report"]


def test_torn_report_is_refused_by_name(tmp_path):
    html = write_report(write_raw(tmp_path, "aki", "秋町", 1), "No. 1　秋町")
    html.write_bytes(html.read_bytes()[:-20])
    findings = Findings()
    (chapter,) = list_chapters(Volume(YEAR, tmp_path), findings)
    assert (chapter.html, chapter.state) == (None, "作り直しが必要")
    assert rules(findings) == [("torn-report", "error", "reports/aki/2023/report.html")]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"outputs": {}}'])
def test_record_that_cannot_be_read_refuses_the_report(tmp_path, text):
    html = write_report(write_raw(tmp_path, "aki", "秋町", 1), "No. 1　秋町")
    (html.parent / "run.json").write_text(text, encoding="utf-8", newline="\n")
    findings = Findings()
    assert list_chapters(Volume(YEAR, tmp_path), findings)[0].html is None
    assert rules(findings) == [("torn-report", "error", "reports/aki/2023/run.json")]


def test_inputs_that_changed_after_the_report_are_told(tmp_path):
    html = write_report(build_municipality(tmp_path, "aki", "秋町", 1), "No. 1　秋町")
    record = json.loads((html.parent / "run.json").read_text(encoding="utf-8"))
    record["inputs"]["data/raw/aki/2023/forum.yaml"] = "0" * 64
    (html.parent / "run.json").write_text(json.dumps(record), encoding="utf-8", newline="\n")
    (finding,) = read_volume(Volume(YEAR, tmp_path)).findings.items
    assert (finding.rule, finding.given) == ("stale-report", "forum.yaml")


def test_case_that_cannot_be_read_is_named_by_its_folder(tmp_path):
    write_raw(tmp_path, "aki", "秋町", 1, {"case.yaml": "municipality: [\n"})
    findings = Findings()
    (chapter,) = list_chapters(Volume(YEAR, tmp_path), findings)
    assert (chapter.title, chapter.number) == ("aki", None)
    assert ("bad-case", "error", "data/raw/aki/2023/case.yaml") in rules(findings)
