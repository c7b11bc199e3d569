"""volume/export: the pages, their navigation, and one PDF with all chapters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from verapdf.verapdf import PROFILES, reason_to_skip, validate
from volume_cases import build_municipality, build_two, show_parts, write_raw, write_report

from helpers.case import Volume
from helpers.errors import ExportError
from helpers.export.pdf import PdfResult
from helpers.volume import build_volume, read_volume, write_volume
from helpers.volume.export import read_main
from helpers.volume.read import Chapter

FILES = ["casebook.pdf", "index.html", "no-02-tani.html", "no-09-minato.html"]
LEVELS = ["h1", "h2", "h3", "h4", "h5", "h6"]


@dataclass(frozen=True)
class Bound:
    volume: Volume
    folder: Path
    result: PdfResult

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")


def bind(volume: Volume, folder: Path) -> Bound:
    notebook = show_parts(build_volume(read_volume(volume)))
    return Bound(volume, folder, write_volume(notebook, volume, folder))


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    volume = build_two(tmp_path_factory.mktemp("volume"))
    write_raw(volume.root, "yuki", "雪村", 12)  # no report yet
    return bind(volume, tmp_path_factory.mktemp("bound"))


def test_files(bound):
    assert sorted(path.name for path in bound.folder.iterdir()) == FILES
    assert [finding.rule for finding in bound.result.findings] == ["no-report"]


# --- the pages ---


@pytest.mark.parametrize("name", FILES[1:])
def test_page_is_self_contained_and_well_formed(bound, name):
    page = bound.page(name)
    assert page.html["lang"] == "ja" and page.title.get_text()
    assert not page.select("script, iframe, object, embed, link, [src]")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(set(ids)) == len(ids)
    levels = [LEVELS.index(tag.name) for tag in page.main.find_all(LEVELS)]
    assert levels[0] == 0 and levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", FILES[1:])
def test_every_link_leads_to_a_page_or_place_of_the_volume(bound, name):
    targets = {file: {tag["id"] for tag in bound.page(file).select("[id]")} for file in FILES[1:]}
    for link in bound.page(name).select("a[href]"):
        file, _, anchor = link["href"].partition("#")
        assert not anchor or anchor in targets[file or name], link
        assert not file or file in targets, link


def test_neighbours(bound):
    def links(name):
        return [(a.get_text(), a["href"]) for a in bound.page(name).select("nav.contents .pages a")]

    assert links("index.html") == []
    assert links("no-02-tani.html") == [
        ("事例集の目次", "index.html"),
        ("次：No. 9　森の港市", "no-09-minato.html"),
    ]
    assert links("no-09-minato.html") == [
        ("前：No. 2　谷町", "no-02-tani.html"),
        ("事例集の目次", "index.html"),
    ]


def test_index_lists_every_chapter_that_is_bound(bound):
    listed = [a["href"] for a in bound.page("index.html").select("nav .chapters a")]
    assert listed == ["no-02-tani.html", "no-09-minato.html"]
    contents = bound.page("index.html").select("#fig-contents tbody tr")
    assert [row.find_all("td")[-1].get_text() for row in contents] == ["収録", "収録", "未作成"]


def test_chapter_page_has_its_own_contents_and_title(bound):
    page = bound.page("no-02-tani.html")
    assert page.title.get_text() == "No. 2　谷町"
    assert [a["href"] for a in page.select("nav.contents > ol a")] == ["#part-1", "#profile"]
    assert "古い目次" not in page.get_text()


# --- the PDF ---


def bookmarks(reader: PdfReader, items: list | None = None, level: int = 0) -> list[tuple[int, str]]:
    found = []
    for item in reader.outline if items is None else items:
        found += bookmarks(reader, item, level + 1) if isinstance(item, list) else [(level, item.title)]
    return found


def test_bookmarks_go_from_chapters_to_parts(bound):
    marks = bookmarks(PdfReader(bound.folder / "casebook.pdf"))
    assert [title for level, title in marks if level == 0] == [
        "事例一覧", "事例の比較", "No. 2　谷町", "No. 9　森の港市", "索引",
    ]  # fmt: skip
    assert marks[marks.index((0, "No. 2　谷町")) + 1 :][:2] == [(1, "1　全体像"), (2, "1.1　概要")]


def test_pages_and_properties(bound):
    reader = PdfReader(bound.folder / "casebook.pdf")
    assert bound.result.pages == len(reader.pages)
    assert (reader.metadata.title, reader.metadata.author) == ("地方版連携PF　事例集", "内閣官房")
    assert re.search(rf"3 / {len(reader.pages)}", reader.pages[2].extract_text())


def destinations(reader: PdfReader, number: int) -> set[int]:
    """Pages (from 0) that the links of a page lead to."""
    named, found = reader.named_destinations, set()
    for entry in reader.pages[number].get("/Annots") or []:
        action = entry.get_object().get("/A", entry.get_object())
        target = action.get("/D") or action.get("/Dest")
        target = named[target].dest_array if isinstance(target, str) else target
        found.add(reader.get_page_number(target[0].get_object()))
    return found


def test_links_of_a_chapter_stay_in_it(bound):
    """Both chapters have the ids part-1 and r-IV-01; each link leads to its own."""
    reader = PdfReader(bound.folder / "casebook.pdf")
    starts = {
        item.title: reader.get_destination_page_number(item)
        for item in reader.outline
        if not isinstance(item, list)
    }
    first, second, end = starts["No. 2　谷町"], starts["No. 9　森の港市"], starts["索引"]
    assert first < second < end
    for begin, stop in ((first, second), (second, end)):
        found = set().union(*(destinations(reader, number) for number in range(begin, stop)))
        assert found and found <= set(range(begin, stop))
    assert {first, second} <= destinations(reader, starts["事例一覧"])


def test_same_input_gives_the_same_bytes(bound, tmp_path):
    bind(bound.volume, tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (bound.folder / name).read_bytes(), name


@pytest.mark.skipif(bool(reason_to_skip()), reason=reason_to_skip())
@pytest.mark.parametrize("profile", PROFILES)
def test_verapdf_finds_nothing(bound, profile):
    assert validate(bound.folder / "casebook.pdf", profile) == f"PASS {profile}"


# --- what can go wrong ---


def test_volume_without_any_report(tmp_path):
    write_raw(tmp_path, "aki", "秋<b>町", 1)
    bound = bind(Volume(2023, tmp_path), tmp_path / "bound")
    assert sorted(path.name for path in bound.folder.iterdir()) == ["casebook.pdf", "index.html"]
    assert bound.page("index.html").select_one("#fig-contents td").get_text() == "秋<b>町"


def test_torn_report_is_left_out(tmp_path):
    html = write_report(build_municipality(tmp_path, "aki", "秋町", 1), "No. 1　秋町")
    html.write_text("切れた", encoding="utf-8", newline="\n")
    bound = bind(Volume(2023, tmp_path), tmp_path / "bound")
    assert not (bound.folder / "no-01-aki.html").exists()
    assert [(f.rule, f.place.file) for f in bound.result.findings] == [
        ("torn-report", "reports/aki/2023/report.html")
    ]


def test_file_that_is_no_report_is_named(tmp_path):
    case = write_raw(tmp_path, "aki", "秋町", 1)
    other = tmp_path / "other.html"
    other.write_text("<p>別の文書</p>", encoding="utf-8", newline="\n")
    with pytest.raises(ExportError, match=r"other\.html は報告書の形をしていません"):
        read_main(Chapter(case, {}, html=other))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", FILES[1:3])
def test_axe_finds_nothing(bound, browser, name, width):
    from axe_playwright_python.sync_playwright import Axe

    page, asked = browser.new_page(viewport={"width": width, "height": 900}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((bound.folder / name).as_uri(), wait_until="load")
    result = Axe().run(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert result.violations_count == 0, result.generate_report()
    assert (overflow, len(asked)) == (0, 1)
