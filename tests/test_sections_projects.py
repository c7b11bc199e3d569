"""sections/projects: one record a project, shown in the overview and again in its detail table."""

from __future__ import annotations

import pytest
from section_cases import build_materials

from helpers.sections.projects import (
    build_next_year,
    build_projects,
    build_reactions,
    find_project,
    project_title,
    render_detail_table,
)

PROJECTS = """\
points: [小さく<始める>]
projects:
  - id: forum
    name: フォーラム<会>
    content: ["{{ forum.date | 和暦 }}に開く"]
    aims: [周知する]
    periods: ["{{ forum.date | 月日 }}", 動画は後日]
    venue: "{{ forum.venue }}"
    contractors: [{name: 架空印刷, role: 印刷, cost_yen: 300000}, {name: 架空放送, cost_yen: 12345}]
    results: [盛況]
    detail: {summary: [講演], result: [満席], ingenuity: [掲示板, 動画]}
  - id: survey
    name: 調査の実施
"""


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return build_materials(tmp_path_factory.mktemp("projects"), {"projects.yaml": PROJECTS})


def test_overview(materials):
    html = build_projects(materials)
    assert "<ul><li>小さく&lt;始める&gt;</li></ul>" in html
    assert "① フォーラム&lt;会&gt;" in html
    assert ">令和6年2月6日（火）</data>に開く" in html
    assert "✓ " in html
    assert ">2月6日</data>" in html
    assert "【会場】" in html
    assert "【印刷】架空印刷<br>30万円" in html
    assert "<p>架空放送<br>12,345円</p>" in html
    assert "② 調査の実施" in html
    assert "<p>―</p>" in html
    assert '<td class="num">312,345円</td>' in html
    assert "None" not in html


def test_detail_table_shows_the_same_record(materials):
    html = render_detail_table(materials, "forum")
    assert "フォーラム&lt;会&gt;の概要" in html
    assert "<p>講演</p>" in html
    assert "<ul><li>掲示板</li><li>動画</li></ul>" in html
    assert '<th scope="row">ねらい</th><td><ul><li>周知する</li></ul></td>' in html


def test_project_without_detail_has_an_empty_table_and_no_none(materials):
    html = render_detail_table(materials, "survey")
    assert "調査の実施の概要" in html
    assert "None" not in html


def test_titles(materials):
    assert project_title(materials, "survey") == "② 調査の実施"
    assert find_project(materials, "forum")[0] == 0


def test_project_that_has_not_come(tmp_path):
    m = build_materials(tmp_path, {"projects.yaml": None})
    assert find_project(m, "forum") is None
    assert project_title(m, "forum") == "フォーラム"
    assert "資料未受領：フォーラムの記録" in render_detail_table(m, "forum")


def test_no_projects_at_all(tmp_path):
    assert "資料未受領" in build_projects(build_materials(tmp_path, {"projects.yaml": None}))


def test_as_many_projects_as_a_year_may_have(tmp_path):
    """The circled numbers end at ⑳; the chapter must not."""
    many = "projects:\n" + "".join(f"  - {{id: p{n}, name: 事業{n}}}\n" for n in range(1, 23))
    html = build_projects(build_materials(tmp_path, {"projects.yaml": many}))
    assert "⑳ 事業20" in html
    assert "事業22" in html


def test_chapters_of_part_three(materials):
    assert "※PDCAサイクル" in build_next_year(materials)
    assert '<p class="conclusion">■ 結論。</p>' in build_reactions(materials)
