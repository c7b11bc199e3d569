"""report: parts in their order, numbered once; anchors unique; heading levels without a gap."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from raw_cases import CHAPTERS, FILES
from section_cases import build_materials

from helpers.report import APPENDICES, PARTS, build_chapter

ID, HEADING = re.compile(r'\bid="([^"]*)"'), re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return build_materials(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def chapter(materials):
    return build_chapter(materials)


def whole(chapter) -> str:
    return "\n".join(section.html for section in chapter.values())


def test_parts_in_printed_order(chapter):
    assert list(chapter) == [
        *(
            "cover",
            "profile",
            "vision",
            "external",
            "values",
            "picture",
            "projects",
            "next_year",
            "reactions",
        ),
        *("stage_initial", "stage_preparation", "stage_launch", "stage_review", "breakthrough", "column"),
        *("meetings", "previous", "detail_forum", "detail_survey", "detail_publicity", "detail_platform"),
        *("evidence", "corrections", "sources", "crosstabs"),
    ]
    assert [section.id for section in chapter.values()] == list(chapter)


def test_numbers_of_parts_and_sub_parts(chapter):
    titles = [title for _, title in HEADING.findall(whole(chapter))]
    wanted = [
        *("No. 9　森の港市", "1　取組の全体像", "1.1　自治体の概要", "1.2　形成を目指す地方版連携PFの姿"),
        *(
            "2　連携PFイメージ",
            "3　試行的事業一覧",
            "4　連携PFの行程および実務上の留意点",
            "4.1　（ア）初期段階",
        ),
        *("4.4　（エ）評価・見直し段階", "4.5　ブレイクスルー要因", "5　自治体等との打合せ記録一覧"),
        *("6　自治体による従前からの取組", "7　試行的事業", "7.1　① フォーラムの開催"),
        *("付録A　根拠一覧", "付録B　原典の記載との相違と処理", "付録C　数値の出典"),
    ]
    positions = [titles.index(title) for title in wanted]
    assert positions == sorted(positions)


def test_parts_with_one_child_have_one_heading(chapter):
    assert [level for level, _ in HEADING.findall(chapter["meetings"].html)] == ["2"]


def test_headings_skip_no_level_and_there_is_one_title(chapter):
    levels = [int(level) for level, _ in HEADING.findall(whole(chapter))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_anchors_are_unique_and_every_link_has_one(chapter):
    html = whole(chapter)
    assert [name for name, count in Counter(ID.findall(html)).items() if count > 1] == []
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ID.findall(html))


def test_figures_are_numbered_through(chapter, materials):
    numbers = [int(number) for number in re.findall(r"<figcaption>図表(\d+)　", whole(chapter))]
    assert numbers == list(range(1, len(materials.numbered) + 1))


def test_tags_are_balanced(chapter):
    for section in chapter.values():
        for tag in ("section", "aside", "figure", "table", "ul", "p", "td", "th", "tr"):
            assert len(re.findall(rf"<{tag}[ >]", section.html)) == section.html.count(f"</{tag}>"), (
                section.id,
                tag,
            )


def test_column_follows_the_breakthrough_factors_as_an_aside(chapter):
    assert chapter["column"].html.startswith('<aside class="column" id="column" aria-label="コラム"><h3>')


def test_case_of_nothing_but_its_case_file_still_makes_a_chapter(tmp_path):
    gone = {file: None for file in FILES if file != "case.yaml"} | {
        f"chapters/{stem}.md": None for stem in CHAPTERS
    }
    m = build_materials(tmp_path, gone)
    m.pictures.clear()
    html = whole(build_chapter(m))
    assert html.count("資料未受領") >= 15
    for mark in ("None", "nan", "&lt;NA&gt;"):
        assert mark not in html


def test_case_file_of_three_lines_still_makes_a_chapter(tmp_path):
    bare = 'municipality: {slug: minato_no_mori, name: 森の港市, code: "999997"}\nfiscal_year: 2023\nchapter: {number: 9}\n'
    m = build_materials(tmp_path, {file: None for file in FILES} | {"case.yaml": bare})
    html = whole(build_chapter(m))
    for mark in ("None", "nan", "&lt;NA&gt;"):
        assert mark not in html


def test_ids_of_parts_are_unique():
    ids = [part_id for _, children in PARTS for part_id, *_ in children] + [
        part_id for part_id, *_ in APPENDICES
    ]
    assert len(ids) == len(set(ids))
