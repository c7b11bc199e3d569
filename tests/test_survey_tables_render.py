"""Survey tables as HTML: scopes, spans, escaping."""

from __future__ import annotations

from bs4 import BeautifulSoup
from survey_table_cases import counts, frame

from helpers.survey_tables import Cell, SurveyTable, build_crosstabs, render_grid, render_table
from helpers.survey_tables.gallery import TableGallery

HOSTILE = '<script>alert("1")</script>'


def table(**changes) -> SurveyTable:
    given = {
        "name": "s_Q1", "title": "表題", "stub_heads": ("区分", ""),
        "stubs": (("全体", ""), ("年代", "20代"), ("年代", "30代")), "heads": (("n", ""), ("評価", "よい"), ("評価", "悪い")),
        "cells": (
            (Cell("n", 62, "62"), Cell("percent", 60.0, "60.0"), Cell("percent", 40.0, "40.0")),
            (Cell("n", 12, "12", "*"), Cell("percent", 90.0, "90.0", "▲▲", "B"), Cell("percent", 10.0, "10.0", "▽▽")),
            (Cell("n", 50, "50"), Cell("percent", 45.0, "45.0", "▽▽"), Cell("percent", 55.0, "55.0", "▲▲")),
        ),
        "notes": ("注",), "source": "調査票",
    }  # fmt: skip
    return SurveyTable(**(given | changes))


def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_figure_with_number_caption_source_and_notes():
    figure = page(render_table(table(), 3)).figure
    assert figure["id"] == "fig-s_Q1" and figure["tabindex"] == "0" and figure["class"] == ["table"]
    assert figure.figcaption.get_text() == "図表3　表題"
    assert [p.get_text() for p in figure.find_all("p")] == ["出典：調査票", "注"]


def test_figure_without_a_number():
    assert page(render_table(table(title="図表0　のこと"))).figcaption.get_text() == "図表0　のこと"


def test_synthetic_is_marked():
    assert page(render_table(table(synthetic=True))).select_one("figcaption .mark").get_text() == "合成データ"


def test_heads_span_and_have_scopes():
    first, second = page(render_grid(table())).thead.find_all("tr")
    corner, n, spanner = first.find_all("th")
    assert (corner["colspan"], corner["rowspan"], corner["scope"]) == ("2", "2", "colgroup")
    assert (n["rowspan"], n["scope"]) == ("2", "col")
    assert (spanner["colspan"], spanner["scope"], spanner.get_text()) == ("2", "colgroup", "評価")
    assert [th.get_text() for th in second.find_all("th")] == ["よい", "悪い"]


def test_stub_spans_and_each_block_of_rows_is_a_body():
    bodies = page(render_grid(table())).find_all("tbody")
    assert [len(body.find_all("tr")) for body in bodies] == [1, 2]
    whole, group = bodies[0].th, bodies[1].th
    assert (whole["scope"], whole["colspan"]) == ("row", "2") and bodies[0].tr["class"] == ["total"]
    assert (group["scope"], group["rowspan"]) == ("rowgroup", "2")
    assert [th["scope"] for th in bodies[1].find_all("th")[1:]] == ["row", "row"]


def test_every_row_fills_the_grid():
    soup = page(render_grid(table()))
    width = {}
    for number, row in enumerate(soup.find_all("tr")):
        for cell in row.find_all(["th", "td"]):
            for below in range(int(cell.get("rowspan", 1))):
                width[number + below] = width.get(number + below, 0) + int(cell.get("colspan", 1))
    assert set(width.values()) == {5} and len(soup.find_all("col")) == 5


def test_marks_and_letters_stand_below_the_figure():
    cells = page(render_grid(table())).find_all("td")
    assert all(cell["class"][0] == "num" for cell in cells)
    assert cells[3].get_text() == "12*"
    assert cells[4].select_one(".tests").get_text() == "▲▲ B" and cells[4].br


def test_tint_only_repeats_a_mark():
    cells = page(render_grid(table())).find_all("td")
    assert cells[6]["class"] == ["num"]
    assert cells[7]["class"] == ["num", "lower", "far"] and cells[8]["class"] == ["num", "higher", "far"]


def test_everything_is_escaped():
    rows = [
        *counts(40, {HOSTILE: 40}, question_text=HOSTILE, base_note=HOSTILE, source=HOSTILE),
        *counts(40, {HOSTILE: 40}, banner="Q5", banner_choice=HOSTILE, letters=HOSTILE, letter=HOSTILE),
        *counts(40, {HOSTILE: 40}, question="Q5", question_text=HOSTILE),
    ]
    tables = build_crosstabs(frame(*rows)) + build_crosstabs(frame(*rows), orientation="banner_columns")
    html = "".join(render_table(each, 1) for each in tables)
    assert "<script" not in html and html.count("&lt;script&gt;") > 10


def test_name_is_fit_for_an_anchor():
    rows = [*counts(4, {"a": 4}, survey="2024 調査", question="Q/1"),
            *counts(4, {"a": 4}, survey="2024 調査", question="Q/1", banner="Q 5*Q6", banner_choice="x")]  # fmt: skip
    [found] = build_crosstabs(frame(*rows))
    assert found.name == "2024_調査_Q_1_by_Q_5xQ6"


def test_gallery_for_a_notebook():
    html = TableGallery([table(), table(name="s_Q2")])._repr_html_()
    assert len(page(html).find_all("figure")) == 2 and html.count("<style>") == 1
    assert "集計表はありません" in TableGallery([])._repr_html_()


def test_table_without_rows():
    empty = table(stubs=(), cells=())
    assert page(render_grid(empty)).find("tbody") is None
