"""Findings as text, JSON, page and output of a notebook cell; rates over many files."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from helpers.proofread.checked import Checked
from helpers.proofread.document import Anchor, Block, Document, Span
from helpers.proofread.found import Found, locate
from helpers.proofread.page import render_page
from helpers.proofread.registry import Rule
from helpers.proofread.render import render_json, render_rules, render_text
from helpers.proofread.scale import count_rates, rates_json, render_rates

HOSTILE = '<script>alert("x")</script>'
BLOCKS = (
    Block("heading", "1 概要", (Anchor(0, 1, 1),), 1),
    Block("paragraph", f"前{HOSTILE}の2月9日（火）に開く。" + "あ" * 100, (Anchor(0, 3, 1),), 0, ("1 概要",)),
    Block("paragraph", "2月6日\n（火）", (Anchor(0, 9, 1, "p.2"),)),
)
DOCUMENT = Document("報告.txt", BLOCKS)
RULES = [
    Rule("weekday", "error", "曜日", "暦", lambda d, c: iter(())),
    Rule("width", "style", "幅", "慣用", lambda d, c: iter(()), "12/12"),
]


def found(rule: str, severity: str, block: int, start: int, end: int, message: str, **more) -> Found:
    return Found(
        rule, severity, locate(DOCUMENT, Span(block, start, end)), message=message, **{"related": (), **more}
    )


def results() -> list[Checked]:
    start = BLOCKS[1].text.index("2月9日")
    other = locate(DOCUMENT, Span(2, 0, 7))
    wrong = found(
        "weekday", "error", 1, start, start + 7, f"金曜日です。{HOSTILE}", related=(other,), suggestion="直す"
    )
    style = [
        found("width", "style", 1, place, place + 1, "数字の幅がそろっていません。") for place in range(10)
    ]
    allowed = found(
        "weekday",
        "error",
        2,
        0,
        4,
        "許した。",
        suppressed={"reason": "引用", "decided_by": "山田", "record": "a.yaml:1"},
    )
    return [Checked(DOCUMENT, (wrong, allowed, *style))]


def test_text():
    lines = render_text(results()).split("\n")
    assert (
        lines[0] == f"報告.txt:3:{BLOCKS[1].text.index('2月9日') + 1}: 誤り [weekday] 金曜日です。{HOSTILE}"
    )
    assert lines[1:4] == [
        "    記載　「2月9日（火）」",
        "    報告.txt p.2 9行　「2月6日 （火」",
        "    対応　直す",
    ]
    assert lines[4].startswith("報告.txt:3:1: 表記 [width] 数字の幅がそろっていません。（10か所：3行「前」、")
    assert lines[4].endswith(" ほか2か所）")
    assert lines[-2] == "指摘：誤り 1件、表記 10件（ほかに承認済み 1件）"
    assert render_text([]) == "指摘：なし\n"


def test_json():
    told = json.loads(render_json(results()))
    keys = ["rule", "severity", "path", "line", "column", "quote", "related", "message", "suggestion"]
    assert list(told[0]) == keys
    assert told[0]["related"] == [{"path": "報告.txt p.2", "line": 9, "column": 1, "quote": "2月6日\n（火"}]
    assert [item["rule"] for item in told if "suppressed" in item] == ["weekday"] and told[1]["suppressed"][
        "reason"
    ] == "引用"
    assert json.loads(render_json([])) == []


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return BeautifulSoup(render_page(results()), "html.parser")


def test_page_shows_passages_in_context(page):
    assert page.h1.get_text() == "校閲結果" and page.title.get_text() == "校閲結果"
    finding = page.select_one(".finding")
    assert [mark.get_text() for mark in finding.find_all("mark")] == ["2月9日（火）", "2月6日 （火"]
    assert "前<script>" in finding.blockquote.get_text() and "…" in finding.blockquote.get_text()
    assert (
        "報告.txt 3行" in finding.get_text()
        and "1 概要" in finding.get_text()
        and "対応：直す" in finding.get_text()
    )


def test_page_is_escaped_and_loads_nothing(page):
    assert page.find_all(["script", "link", "img", "iframe"]) == []
    assert HOSTILE in page.get_text()


def test_page_counts_by_severity_and_leads_there(page):
    titles = [heading.get_text() for heading in page.main.find_all("h2")]
    assert titles == ["誤り（1件）", "注意（0件）", "表記（10件）", "承認済み（1件）"]
    assert page.main.h3.get_text().endswith("（1件）")
    targets = {link["href"].removeprefix("#") for link in page.nav.find_all("a")}
    assert targets <= {tag["id"] for tag in page.main.find_all(id=True)} and len(targets) == 5
    assert "山田" in page.main.find_all("table")[-1].get_text()


def test_same_page_every_time():
    assert render_page(results()) == render_page(results())


def test_notebook_cell():
    shown = BeautifulSoup(results()[0]._repr_html_(), "html.parser")
    assert (
        "指摘：誤り 1件" in shown.p.get_text()
        and shown.select(".proofread .finding")
        and not shown.find("script")
    )


def test_page_of_several_documents_names_them():
    titles = [
        h.get_text() for h in BeautifulSoup(render_page(results() * 2), "html.parser").main.find_all("h2")
    ]
    assert len(titles) == 8 and titles[0] == "報告.txt：誤り（1件）"


def test_rules():
    assert render_rules(RULES).split("\n")[:3] == ["weekday（誤り）曜日", "    根拠　暦", "    精度　未測定"]


def test_rates():
    rates = count_rates(results(), RULES)
    assert [(rate.rule, rate.findings, rate.files) for rate in rates] == [("weekday", 2, 1), ("width", 10, 1)]
    assert rates[1].per_10000 == pytest.approx(10 * 10_000 / DOCUMENT.characters)
    assert json.loads(rates_json(results(), RULES))["characters"] == DOCUMENT.characters
    assert "width" in render_rates(results(), RULES) and render_rates([], RULES).startswith("0ファイル、0字")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(tmp_path, browser, width):
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "page.html"
    path.write_text(render_page(results()), encoding="utf-8", newline="")
    view = browser.new_page(viewport={"width": width, "height": 900})
    view.goto(path.as_uri(), wait_until="load")
    result = Axe().run(view)
    assert result.violations_count == 0, result.generate_report()
    assert view.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    view.close()
