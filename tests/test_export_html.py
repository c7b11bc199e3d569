"""export/html: only report cells go out; contents from headings; one file that asks for nothing from outside."""

from __future__ import annotations

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.errors import ExportError
from helpers.export.html import HeadingReader, contents, write_html


def show(html: str, *, tag: str = "report", text: str = "文"):
    data = {"text/html": html, "text/plain": text}
    cell = new_code_cell("chapter['secret_name']", metadata={"tags": [tag] if tag else []})
    cell.outputs = [new_output("execute_result", data=data, execution_count=1)]
    return cell


def build_notebook(*cells):
    return new_notebook(cells=list(cells))


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("html") / "report.html"
    printed = new_code_cell("print('x')", metadata={"tags": ["report"]})
    printed.outputs = [
        new_output("stream", text="印字された文"),
        new_output("display_data", data={"image/png": "x", "text/plain": "絵"}),
    ]
    write_html(
        build_notebook(
            new_markdown_cell("# ノートブックの見出し"),
            show("<p>内部の表</p>", tag=""),
            show("<header><h1>No. 9　森<b>&amp;</b>港</h1></header>"),
            show(
                '<h2 id="part-1">1　全体像</h2><section id="profile"><h3>1.1　概要&lt;x&gt;</h3><h4>細目</h4></section>'
            ),
            show(
                '<aside id="column"><h3>コラム</h3></aside><h2 id="part-2">2　次</h2><p>{{ 7 * 7 }} {% raw %} $x$ 🙂</p>'
            ),
            printed,
        ),
        path,
    )
    return path.read_text(encoding="utf-8")


def test_only_report_outputs_go_out(page):
    assert "1　全体像" in page
    for hidden in ("secret_name", "内部の表", "ノートブックの見出し", "印字された文", "print("):
        assert hidden not in page


def test_outputs_are_not_changed(page):
    assert "<p>{{ 7 * 7 }} {% raw %} $x$ 🙂</p>" in page


def test_title_and_contents_come_from_the_headings(page):
    assert "<title>No. 9　森&amp;港</title>" in page
    nav = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', nav) == [
        ("part-1", "1　全体像"),
        ("profile", "1.1　概要&lt;x&gt;"),
        ("column", "コラム"),
        ("part-2", "2　次"),
    ]
    assert "細目" not in nav


def test_page_is_japanese_and_has_one_title_and_a_way_to_skip(page):
    assert page.startswith('<!DOCTYPE html>\n<html lang="ja">')
    assert page.count("<h1>") == 1
    assert '<a class="skip" href="#main">' in page
    assert '<main id="main">' in page


def test_nothing_is_asked_from_outside(page):
    assert (
        "Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\""
        in page
    )
    assert "<script" not in page
    assert "<link" not in page
    assert re.findall(r"""(?:src|href)=["']?(?!#|data:)[^"'> ]+""", page) == []
    assert re.findall(r"@import|url\((?!['\"]?data:)", page) == []
    assert not re.search(r"https?://|file:|//cdn", page)


def test_style_is_inside(page):
    assert "<style>" in page
    assert "font-family" in page


def test_two_exports_give_the_same_bytes_and_leave_one_file(tmp_path):
    for name in ("a.html", "b.html"):
        write_html(build_notebook(show("<h1>題</h1>")), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert b"\r" not in (tmp_path / "a.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


@pytest.mark.parametrize("cells", [[], [new_markdown_cell("# 文")], [new_code_cell("1")]])
def test_notebook_without_report_cells_is_refused(tmp_path, cells):
    (tmp_path / "report.html").write_text("前回", encoding="utf-8", newline="\n")
    with pytest.raises(ExportError, match="タグ report"):
        write_html(build_notebook(*cells), tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "前回"


def test_the_notebook_itself_is_left_as_it_was(tmp_path):
    notebook = build_notebook(new_markdown_cell("# 文"), show("<h1>題</h1>"))
    write_html(notebook, tmp_path / "report.html")
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"]


def test_heading_reader_takes_its_own_id_or_that_of_the_section():
    reader = HeadingReader()
    reader.feed(
        '<h2 id="p">一</h2><section id="s"><h3>二<em>三</em></h3></section><aside id="c"><h3>四</h3></aside>'
    )
    assert reader.headings == [(2, "p", "一"), (3, "s", "二三"), (3, "c", "四")]


def test_contents_group_sub_headings_under_their_part():
    headings = [
        (1, "", "題"),
        (3, "x", "部の前"),
        (2, "a", "甲"),
        (3, "b", "乙"),
        (4, "", "細"),
        (2, "c", "丙"),
    ]
    assert contents(headings) == [
        {"id": "a", "title": "甲", "children": [{"id": "b", "title": "乙"}]},
        {"id": "c", "title": "丙", "children": []},
    ]
