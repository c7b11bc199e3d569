"""volume/compare: the figures of the chapters side by side; unknown is never 0."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from raw_cases import FILES, replaced
from volume_cases import YEAR, build_municipality, build_two, write_raw, write_report

from helpers.case import Volume
from helpers.volume import compare
from helpers.volume.read import read_volume

FORUM, MEETING = "令和6年2月6日（火）", "令和5年11月7日（火）"
LOST = "（資料未受領）"


def rows(html: str) -> list[list[str]]:
    soup = BeautifulSoup(html, "html.parser")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select("tbody tr")]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    return read_volume(build_two(tmp_path_factory.mktemp("two")))


def one(root, changes: dict):
    write_report(build_municipality(root, "aki", "秋町", 1, changes), "No. 1　秋町")
    return read_volume(Volume(YEAR, root))


def test_leads(two):
    assert rows(compare.build_leads(two)) == [
        ["No. 2　谷町", "福祉部", "地域福祉課（見守り係）", MEETING, "1"],
        ["No. 9　森の港市", "福祉部", "地域福祉課（見守り係）", MEETING, "1"],
    ]


def test_platform(two):
    assert rows(compare.build_platform(two)) == [
        ["No. 2　谷町", LOST, LOST, LOST, LOST, "1回"],
        ["No. 9　森の港市", "1名", "町会 1", "1名", "市役所 1", "1回"],
    ]


def test_budget(two):
    expected = ["① フォーラムの開催：30万円", "1事業", "30万円"]
    assert [row[1:] for row in rows(compare.build_budget(two))] == [expected, expected]


def test_surveys_leave_out_the_questionnaire_of_the_forum(two):
    assert rows(compare.build_surveys(two)) == [
        ["No. 2　谷町", "参加者アンケート", "－", "－", "－", "－"],
        ["No. 9　森の港市", "つながり調査", "市内の団体", "10団体", "4団体", "40.0%"],
    ]


def test_forums(two):
    assert rows(compare.build_forums(two)) == [
        ["No. 2　谷町", LOST, LOST, LOST, "－"],
        ["No. 9　森の港市", "つながりを考える会", FORUM, "110名", "－"],
    ]


def test_figures_tell_their_source(two):
    figure = BeautifulSoup(compare.build_forums(two), "html.parser").select("data.fact")[-1]
    assert (figure["value"], figure["title"]) == ("110", "出典：forum.yaml")


def test_amount_that_is_not_known_makes_no_sum(tmp_path):
    changes = replaced("projects.yaml", ", cost_yen: 300000", "")
    assert rows(compare.build_budget(one(tmp_path, changes))) == [
        ["No. 1　秋町", "① フォーラムの開催：－", "1事業", "－"]
    ]


def test_project_without_an_order_costs_not_nothing(tmp_path):
    old = "contractors: [{name: 架空印刷, role: 印刷, cost_yen: 300000}]"
    changes = replaced("projects.yaml", old, "contractors: []")
    assert rows(compare.build_budget(one(tmp_path, changes))) == [
        ["No. 1　秋町", "① フォーラムの開催：発注の記載なし", "1事業", "－"]
    ]


def test_bare_case_has_no_figure_anywhere(tmp_path):
    bare = {file: None for file in FILES if file != "case.yaml"}
    volume = one(tmp_path, bare)
    cells = [cell for build in BUILDERS for row in rows(build(volume)) for cell in row[1:]]
    assert set(cells) == {"福祉部", "地域福祉課（見守り係）", LOST, "－"}


def test_case_that_has_not_been_run_has_no_figure_anywhere(tmp_path):
    write_raw(tmp_path, "aki", "秋町", 1)
    volume = read_volume(Volume(YEAR, tmp_path))
    cells = [cell for build in BUILDERS for row in rows(build(volume)) for cell in row[1:]]
    assert set(cells) == {"福祉部", "地域福祉課（見守り係）", "－"}


BUILDERS = (
    *(compare.build_leads, compare.build_platform, compare.build_budget),
    *(compare.build_surveys, compare.build_forums),
)
