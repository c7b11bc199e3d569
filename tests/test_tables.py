"""tables: values become text once, here; escaping, spans, scope, numbers, nothing for <NA>."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from markupsafe import Markup

from helpers.tables import Cell, bullets, is_number, paragraphs, render_form, render_frame, render_rows, show


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (62, "62"),
        (524310, "524,310"),
        (28.7037, "28.7"),
        (12.25, "12.3"),
        (np.int64(2160), "2,160"),
        (np.float64(100.0), "100.0"),
        (0, "0"),
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        ("", ""),
        ("一\n二", "一<br>二"),
        ("<b>&\"'</b>", "&lt;b&gt;&amp;&#34;&#39;&lt;/b&gt;"),
        ("{{ x }} **y**", "{{ x }} **y**"),
        (Markup("<b>太</b>"), "<b>太</b>"),
        ("28.7037", "28.7037"),
    ],
)
def test_show(value, html):
    assert show(value) == html
    assert isinstance(show(value), Markup)


@pytest.mark.parametrize(("value", "answer"), [(1, True), (1.5, True), (np.int64(1), True), ("1", False), (True, False), (None, False), (pd.NA, False)])  # fmt: skip
def test_is_number(value, answer):
    assert is_number(value) is answer


def test_lists_and_paragraphs_escape_their_items():
    assert (
        bullets(["<i>", Markup("<i>斜</i>"), 3]) == "<ul><li>&lt;i&gt;</li><li><i>斜</i></li><li>3</li></ul>"
    )
    assert paragraphs(["一\n二", "三"]) == "<p>一<br>二</p><p>三</p>"


def test_no_items_make_no_list():
    assert bullets([]) == ""
    assert paragraphs(iter([])) == ""


def test_cell_attributes():
    assert Cell("甲").render() == "<td>甲</td>"
    assert Cell("甲", head=True).render() == '<th scope="row">甲</th>'
    assert Cell("甲", head=True).render("col") == '<th scope="col">甲</th>'
    assert Cell(1200, numeric=True).render() == '<td class="num">1,200</td>'
    assert Cell("甲", head=True, rows=2, columns=3).render("rowgroup") == (
        '<th scope="rowgroup" rowspan="2" colspan="3">甲</th>'
    )


def test_form_with_merged_cells():
    rows = [
        [Cell("市内", head=True, rows=2), Cell("会館"), Cell(70, numeric=True)],
        [Cell("窓口"), Cell(30, numeric=True)],
        [Cell("合計", head=True, columns=2), Cell(100, numeric=True)],
    ]
    html = render_form(rows, (20, 50, 30), ("区分", "配布先", "部数"))
    assert html.startswith('<table class="form" data-widths="20,50,30">')
    assert (
        '<thead><tr><th scope="col">区分</th><th scope="col">配布先</th><th scope="col">部数</th></tr></thead>'
        in html
    )
    assert html.endswith(
        "<tbody>\n"
        '<tr><th scope="rowgroup" rowspan="2">市内</th><td>会館</td><td class="num">70</td></tr>\n'
        '<tr><td>窓口</td><td class="num">30</td></tr>\n'
        '<tr><th scope="row" colspan="2">合計</th><td class="num">100</td></tr>\n'
        "</tbody></table>"
    )


def test_form_without_column_labels_has_no_head():
    assert "<thead>" not in render_form([[Cell("甲", head=True), Cell("乙")]], (30, 70))


def test_rows_have_labels_right_aligned_numbers_and_anchors():
    rows = [("はい", 59, 95.1613), ("<いいえ>", "-", None)]
    html = render_rows(("選択肢", "件数", "割合（%）"), rows, (60, 20, 20), kind="list", ids=("r-1", 'r-"2'))
    assert html.startswith('<table class="list" data-widths="60,20,20">')
    assert (
        '<thead><tr><th scope="col">選択肢</th><th scope="col">件数</th><th scope="col">割合（%）</th></tr></thead>'
        in html
    )
    assert html.endswith(
        "<tbody>\n"
        '<tr id="r-1"><th scope="row">はい</th><td class="num">59</td><td class="num">95.2</td></tr>\n'
        '<tr id="r-&#34;2"><th scope="row">&lt;いいえ&gt;</th><td>-</td><td></td></tr>\n'
        "</tbody></table>"
    )


def test_frame_with_missing_values_is_left_as_it_was():
    frame = pd.DataFrame({"調査": ["甲"], "送付数": [pd.NA], "率": [28.75]}).astype(
        {"送付数": "Int64", "率": "Float64"}
    )
    before = frame.copy()
    html = render_frame(frame, (50, 25, 25))
    assert '<tr><th scope="row">甲</th><td></td><td class="num">28.8</td></tr>' in html
    pd.testing.assert_frame_equal(frame, before)


def test_table_without_rows_still_has_its_labels():
    assert '<th scope="col">甲</th>' in render_rows(("甲",), [], (100,))
