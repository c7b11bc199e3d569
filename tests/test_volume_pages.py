"""volume/pages: the parts of the front matter and the index, and what is handed to the export."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from volume_cases import YEAR, build_two, write_raw

from helpers.case import Volume
from helpers.handoff import read_json
from helpers.volume.pages import build_volume, write_outcome
from helpers.volume.read import read_volume

ORDER = [
    *("cover", "contents", "leads", "platform", "budget", "surveys", "forums"),
    *("shared", "breakthroughs", "themes", "bodies", "terms"),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return read_volume(build_two(tmp_path_factory.mktemp("two")))


@pytest.fixture(scope="module")
def parts(two):
    return build_volume(two)


def test_parts_stand_in_printed_order(parts):
    assert list(parts) == ORDER


def test_cover(parts):
    cover = BeautifulSoup(parts["cover"].html, "html.parser")
    assert cover.h1.get_text() == "地方版連携PF　事例集"
    assert cover.select_one(".subtitle").get_text() == "令和5年度版"
    assert [tag.get_text() for tag in cover.select("dd")] == [
        "令和5年度（2023年4月～2024年3月）", "内閣官房", "2自治体",
    ]  # fmt: skip


def test_cover_and_contents_say_what_is_missing(tmp_path):
    write_raw(
        tmp_path,
        "aki",
        "秋町",
        1,
        {"case.yaml": "municipality: {slug: aki, name: 秋町}\nfiscal_year: 2023\n"},
    )
    (tmp_path / "data" / "raw" / "shared" / "fiscal_years.yaml").unlink()
    parts = build_volume(read_volume(Volume(YEAR, tmp_path)))
    assert "（発注者は未登録）" in parts["cover"].html
    assert "（事例集の題名は未登録）" in parts["cover"].html
    assert "1自治体（うち収録できたもの 0自治体）" in parts["cover"].html
    row = BeautifulSoup(parts["contents"].html, "html.parser").select_one("tbody tr")
    assert [cell.get_text() for cell in row.find_all(["th", "td"])] == [
        "－",
        "秋町",
        "（資料未受領）",
        "未作成",
    ]


def test_figures_are_numbered_once_in_printed_order(parts):
    soup = BeautifulSoup("".join(section.html for section in parts.values()), "html.parser")
    numbers = [tag.get_text().split("　")[0] for tag in soup.select("figcaption")]
    assert numbers == [f"図表{number}" for number in range(1, len(numbers) + 1)]
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(set(ids)) == len(ids)


def test_outcome(two, parts):
    write_outcome(two)
    path = two.volume.processed / "06_casebook" / "outcome.json"
    outcome = read_json(path)
    assert outcome["document"] == {
        "title": "地方版連携PF　事例集", "subtitle": "令和5年度版", "author": "内閣官房", "date": "2024-03-31",
    }  # fmt: skip
    assert list(outcome["inputs"]) == ["reports/tani/2023/report.html", "reports/minato/2023/report.html"]
    attendance = [figure for figure in outcome["figures"] if figure["id"] == "forum.attendance"]
    assert [(figure["municipality"], figure["shown"]) for figure in attendance] == [("minato", "110名")]
    again = path.read_bytes()
    write_outcome(two)
    assert path.read_bytes() == again and json.loads(again)
