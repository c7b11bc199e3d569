"""volume/themes: themes that several municipalities share, and what each concludes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from volume_cases import YEAR, build_municipality, build_two, write_raw, write_report

from helpers.case import Volume
from helpers.volume import themes
from helpers.volume.read import read_volume


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return read_volume(build_two(tmp_path_factory.mktemp("two")))


def rows(html: str) -> list[list[str]]:
    soup = BeautifulSoup(html, "html.parser")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]


def test_shared_themes(two):
    assert rows(themes.build_shared(two)) == [["町会の力", "2", "2", "2、9"], ["名簿", "2", "2", "2、9"]]


def test_theme_of_one_municipality_is_not_shared(tmp_path):
    write_report(build_municipality(tmp_path, "aki", "秋町", 1), "No. 1　秋町")
    html = themes.build_shared(read_volume(Volume(YEAR, tmp_path)))
    assert rows(html) == []
    assert "二つ以上の自治体に共通するブレイクスルー要因のテーマはない。" in html


def test_theme_table_tells_none_from_not_known(tmp_path):
    none = {"opinions.csv": None, "interviews.csv": None, "forum.yaml": None}
    build_municipality(tmp_path, "aki", "秋町", 1)
    build_municipality(tmp_path, "beni", "紅町", 2, none)
    write_raw(tmp_path, "chiri", "散町", 3)
    html = themes.build_theme_table(read_volume(Volume(YEAR, tmp_path)))
    expected = [["No. 1　秋町", "1"], ["No. 2　紅町", "0"], ["No. 3　散町", "－"]]
    assert rows(html) == [*expected, *expected]


def test_conclusions(tmp_path):
    text = "■ {{ forum.attendance }}が集う<b>会</b>。\n■ 「{{ remark.IV-01 }}」から始めた。\n- 理由。\n"
    case = build_municipality(tmp_path, "aki", "秋町", 1, {"chapters/breakthrough.md": text})
    write_report(case, "No. 1　秋町")
    html = themes.build_breakthroughs(read_volume(Volume(YEAR, tmp_path)))
    items = [item.get_text() for item in BeautifulSoup(html, "html.parser").select("li")]
    assert items == ["110名が集う<b>会</b>。", "「名簿が届かない。 IV-01」から始めた。"]
    assert 'href="no-01-aki.html#r-IV-01"' in html


def test_conclusions_that_are_not_written_or_not_known(tmp_path):
    build_municipality(tmp_path, "aki", "秋町", 1, {"chapters/breakthrough.md": None})
    write_raw(tmp_path, "beni", "紅町", 2)
    html = themes.build_breakthroughs(read_volume(Volume(YEAR, tmp_path)))
    assert rows(html) == [["No. 1　秋町", "（未執筆）"], ["No. 2　紅町", "－"]]
