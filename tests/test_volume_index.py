"""volume/index: bodies and terms with the chapters in which they stand."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from volume_cases import build_two

from helpers.volume import index
from helpers.volume.read import VolumeMaterials, read_volume


@pytest.fixture
def two(tmp_path):
    volume = build_two(tmp_path)
    (volume.shared / "user_dictionary.csv").write_text(
        "名簿,名詞,メイボ\n町会,名詞,チョウカイ\nオートロック,名詞,オートロック\n",
        encoding="utf-8",
        newline="\n",
    )
    (volume.shared / "stop_words.txt").write_text("", encoding="utf-8", newline="\n")
    (volume.shared / "synonyms.csv").write_text("term,variant\n自治会,町会\n", encoding="utf-8", newline="\n")
    return read_volume(volume)


def rows(html: str) -> list[list[str]]:
    soup = BeautifulSoup(html, "html.parser")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]


def test_bodies(two):
    found = rows(index.build_bodies(two))
    assert sorted(found) == sorted([
        ["架空印刷", "発注先", "2、9"],
        ["支え合いの会", "取材先", "2、9"],
        ["福祉部 地域福祉課（谷町）", "庁内の部署", "2"],
        ["福祉部 地域福祉課（森の港市）", "庁内の部署", "9"],
        ["保健所 保健予防課（谷町）", "庁内の部署", "2"],
        ["保健所 保健予防課（森の港市）", "庁内の部署", "9"],
        ["保健予防課（森の港市）", "庁内の部署", "9"],
        ["港町会", "PF参加団体", "9"],
    ])  # fmt: skip


def test_terms_stand_under_one_spelling_in_the_order_of_their_readings(two):
    assert rows(index.build_terms(two)) == [["自治会", "2、9"], ["名簿", "2、9"]]
    assert two.findings.items == []


def test_numbers_lead_to_the_chapters(two):
    links = BeautifulSoup(index.build_terms(two), "html.parser").select("a")
    assert [link["href"] for link in links[:2]] == ["no-02-tani.html", "no-09-minato.html"]


def test_what_stands_everywhere_in_a_large_volume_is_not_listed(two):
    chapters = [two.chapters[0]] * 11
    large = VolumeMaterials(two.volume, two.fiscal_year, chapters, two.findings)
    assert {row[1] for row in rows(index.build_terms(large))} == {"全事例"}


def test_text_of_a_page_joins_words_within_a_line_only(tmp_path):
    page = tmp_path / "page.html"
    text = '<nav>目次</nav><main id="main"><p>約<data value="1">70</data>の町<b>会</b>&amp;</p><p>名簿</p></main>'
    page.write_text(text, encoding="utf-8", newline="\n")
    assert index.read_text(page).split() == ["約70の町会&", "名簿"]


def test_division_without_a_name_is_left_out(two):
    charge = {"department": None, "division": None}
    for chapter in two.chapters:
        chapter.year.raw.settings["division_in_charge"] = charge
    names = [row[0] for row in rows(index.build_bodies(two))]
    assert [name for name in names if name.startswith(("（", "None"))] == []
    assert "福祉部 地域福祉課（谷町）" in names
