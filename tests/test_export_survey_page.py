"""The page of survey tables: self-contained, accessible, and the same as a tagged PDF."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from survey_table_cases import counts, frame
from verapdf.verapdf import PROFILES, reason_to_skip, validate

from helpers.export.html_to_typst import TypstWriter
from helpers.export.pdf import write_pdf
from helpers.export.survey_page import render_page
from helpers.figures.picture import img_tag
from helpers.findings import Findings, Place
from helpers.survey_tables import build_crosstabs, build_simple_tables

HOSTILE = "<script>alert(1)</script>"
LONG = "居場所づくり（こども食堂、サロン、コミュニティカフェ等）の開催とその広報"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect width="60" height="20"/></svg>'
LEVELS = ["h1", "h2", "h3", "h4", "h5", "h6"]


class Chart:
    """A drawn picture as far as the page needs it."""

    def __init__(self, name: str):
        self.name, self.alt = name, f"横棒グラフ{name}。はい 60.0%。"

    def to_img_tag(self) -> str:
        return img_tag(self.name, self.alt, SVG)


def results():
    """Two questions of 60 people, one with 40 choices, by a banner of twelve groups and by a nested one."""
    many = {f"{LONG}{number}": 1 if number else 21 for number in range(40)}
    rows = [*counts(60, {"はい": 36, "いいえ": 24}), *counts(60, many, question="Q2", question_text=HOSTILE)]
    rows += counts(
        60, {f"第{number}地区": 5 for number in range(12)}, question="Q3", question_text="活動地域"
    )
    for number in range(12):
        place = {"banner": "Q3", "banner_choice": f"第{number}地区", "letter": "ABCDEFGHIJKL"[number]}
        rows += [
            row | {"difference": 40.0, "letters": "B,C"}
            for row in counts(50, {"はい": 50, "いいえ": 0}, **place)
        ]
        rows += counts(5, many | dict.fromkeys(many, 0), question="Q2", question_text=HOSTILE, **place)
    for label in ("男性 × 20代", "男性 × 30代", "女性 × 20代"):
        rows += counts(20, {"はい": 12, "いいえ": 8}, banner="Q4*Q5", banner_choice=label)
    return frame(*rows)


def findings() -> Findings:
    found = Findings()
    place = Place("responses.csv", row=5, column="Q1")
    found.add("unknown-choice", "warning", place, "選択肢にない値です", given=HOSTILE, remedy="定義を直す")
    return found


@pytest.fixture(scope="module")
def html() -> str:
    held = results()
    tables = [*build_simple_tables(held, interval=True), *build_crosstabs(held)]
    charts = [Chart("survey_Q1"), Chart("survey_Q1_by_Q3"), Chart("survey_Q1_by_Q4_Q5"), Chart("survey_more")]
    about = {"回答数": 60, "実施期間": HOSTILE}
    return render_page(tables, charts, "調査の集計", about, findings(), ["割合の基数は全回答者。"])


@pytest.fixture(scope="module")
def page(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def files(html, tmp_path_factory):
    """(HTML file, PDF file)."""
    folder = tmp_path_factory.mktemp("page")
    path, pdf = folder / "tables.html", folder / "tables.pdf"
    path.write_text(html, encoding="utf-8", newline="\n")
    write_pdf(path, pdf, title="調査の集計", subtitle="集計結果", author="", date=dt.date(2024, 3, 31))
    return path, pdf


def test_nothing_comes_from_outside_and_nothing_runs(page, html):
    assert not page.select("script, iframe, object, link")
    for tag in page.select("[src], [href]"):
        assert tag.get("src", tag.get("href", "")).startswith(("data:", "#"))
    assert HOSTILE not in html and page.title.get_text() == "調査の集計"


def test_parts_follow_and_headings_do_not_jump(page):
    assert [tag.get_text() for tag in page.main.find_all("h2")] == [
        "集計の方法", "単純集計", "クロス集計", "そのほかの図", "データについての指摘",
    ]  # fmt: skip
    levels = [LEVELS.index(tag.name) for tag in page.main.find_all(LEVELS)]
    assert levels[0] == 0 and all(after <= before + 1 for before, after in pairwise(levels))


def test_index_leads_to_every_question(page):
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    links = [link["href"].removeprefix("#") for link in page.select("nav.contents a")]
    assert set(links) <= set(ids)
    assert {section["id"] for section in page.select("main section")} <= set(links)


def test_figures_are_numbered_through(page):
    captions = [caption.get_text() for caption in page.find_all("figcaption")]
    assert [int(re.match(r"図表(\d+)　\S", caption)[1]) for caption in captions] == [
        *range(1, len(captions) + 1)
    ]
    assert len({caption.split("　", 1)[1] for caption in captions}) == len(captions)


def test_charts_stand_with_their_tables(page):
    order = [figure["id"] for figure in page.find_all("figure")]
    assert order[:2] == ["fig-chart-survey_Q1", "fig-survey_Q1"]
    tables = [place for place, name in enumerate(order) if name.startswith("fig-survey_Q1_by_")]
    charts = [order.index(f"fig-chart-survey_Q1_by_{name}") for name in ("Q3", "Q4_Q5")]
    assert max(tables) < min(charts)
    assert order.index("fig-chart-survey_more") == len(order) - 2  # only the findings stand behind it
    assert all(len(image["alt"]) > 10 for image in page.find_all("img"))


def test_method_and_findings_are_told(page):
    assert "割合の基数は全回答者。" in page.main.ul.get_text()
    assert "注意 1件" in page.main.ul.get_text()
    assert HOSTILE in page.select_one("#fig-findings").get_text()


def test_survey_of_nobody():
    soup = BeautifulSoup(render_page([], [], "空の調査", {"回答数": 0}, Findings()), "html.parser")
    assert "集計できる設問がない。" in soup.get_text() and "指摘はない。" in soup.get_text()


def test_same_page_every_time(html):
    held = results()
    tables = [*build_simple_tables(held, interval=True), *build_crosstabs(held)]
    charts = [Chart("survey_Q1"), Chart("survey_Q1_by_Q3"), Chart("survey_Q1_by_Q4_Q5"), Chart("survey_more")]
    again = render_page(
        tables,
        charts,
        "調査の集計",
        {"回答数": 60, "実施期間": HOSTILE},
        findings(),
        ["割合の基数は全回答者。"],
    )
    assert again == html


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(files, browser, width):
    from axe_playwright_python.sync_playwright import Axe

    view = browser.new_page(viewport={"width": width, "height": 900})
    view.goto(files[0].as_uri(), wait_until="load")
    result = Axe().run(view)
    assert result.violations_count == 0, result.generate_report()
    assert view.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    cut = """() => [...document.querySelectorAll('table.survey :is(td, th)')]
      .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
    assert view.evaluate(cut) == []
    view.close()


def fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_heads_are_repeated_on_every_page_of_a_long_table(files):
    texts = [fold(page.extract_text()) for page in PdfReader(files[1]).pages]
    long = [text for text in texts if fold("居場所づくり") in text and "第0地区A" in text]
    assert len(long) >= 2
    assert sum(text.count("第0地区A") for text in long) == len(long)


def test_marks_arrive_on_paper(files):
    text = fold("".join(page.extract_text() for page in PdfReader(files[1]).pages))
    assert "100.0▲▲B,C" in text and fold("全体より10ポイント以上高い") in text


@pytest.mark.skipif(bool(reason_to_skip()), reason=reason_to_skip() or "veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_pdf_meets_the_standards(files, profile):
    assert validate(files[1], profile) == f"PASS {profile}"


def typst(table_html: str) -> str:
    return TypstWriter(lambda text, element: text, lambda element: "picture.svg").write(table_html)


def test_small_table_is_only_as_wide_as_it_needs_to_be():
    small = '<table class="survey" data-widths="8,4"><tbody><tr><th>はい</th><td>1</td></tr></tbody></table>'
    assert "#survey((9em, 5em,)" in typst(small)
    assert "#survey((71fr, 5fr,)" in typst(small.replace("8,4", "70,4"))


def test_blocks_tints_and_total_reach_the_paper():
    written = typst(
        '<table class="survey"><thead><tr><th>区分</th><th class="num">n</th></tr></thead>'
        '<tbody><tr class="total"><th>全体</th><td class="num">1</td></tr></tbody>'
        '<tbody><tr><th>20代</th><td class="num higher far">1</td></tr></tbody></table>'
    )
    assert "block-rule(2)" in written and written.count("block-rule") == 1
    assert 'tinted.with("higher far")' in written and written.count('tinted.with("total")') == 2
    assert "align: right + bottom" in written


def test_total_of_other_tables_stays_plain():
    other = '<table class="data"><tbody><tr class="total"><th>計</th><td>1</td></tr></tbody></table>'
    assert "tinted" not in typst(other)
