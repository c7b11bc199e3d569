"""report.html: self-contained, well-formed for every reader, and fine in a browser on a phone, a laptop and paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

SLOTS = ("watch_flyer", "column_photo", "forum_scene", "youtube", "support_list", "platform_scene")
LEVELS = ["h1", "h2", "h3", "h4", "h5", "h6"]
EVIDENCE = ".evidence-line a.evidence"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """() => [...document.querySelectorAll('main td, main th, main p, main li, main figcaption')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map(e => e.textContent.slice(0, 40))"""


# --- the file ---


def test_language_title_and_no_script(built):
    page = built.page
    assert page.html["lang"] == "ja"
    assert page.title.get_text() == "No. 3　江東区"
    assert not page.select("script, iframe, object, embed, link")
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_nothing_comes_from_outside(built):
    for tag in built.page.select("[src], [href]"):
        assert tag.get("src", tag.get("href", "")).startswith(("data:", "#")), tag
    style = built.page.style.get_text()
    assert "@import" not in style and not re.search(r"url\((?!['\"]?data:)", style)


def test_headings_follow_without_a_jump(built):
    levels = [LEVELS.index(tag.name) for tag in built.page.main.find_all(LEVELS)]
    assert levels[0] == 0 and levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_chapter_headings_are_numbered_in_order(built):
    parts = [tag.get_text() for tag in built.page.main.find_all("h2")]
    assert [title.split("　")[0] for title in parts] == [*"1234567", "付録A", "付録B", "付録C"]
    titles = [tag.get_text() for tag in built.page.main.find_all("h3")]
    assert len(set(titles)) == len(titles)


def test_ids_are_unique_and_links_lead_somewhere(built):
    ids = [tag["id"] for tag in built.page.select("[id]")]
    assert len(set(ids)) == len(ids)
    targets = {link["href"].removeprefix("#") for link in built.page.select("a[href]")}
    assert targets <= set(ids) and len(targets) > 50


def test_contents_list_every_part(built):
    linked = [link["href"] for link in built.page.select("nav.contents a")]
    parts = [f"#{part['id']}" for part in built.page.main.select("section.part, aside") if part.find("h3")]
    assert [link for link in linked if not link.startswith(("#part-", "#appendix-"))] == parts


def test_every_figure_is_numbered_captioned_and_sourced(built):
    figures = built.page.find_all("figure")
    captions = [figure.figcaption.get_text() for figure in figures]
    assert [int(re.match(r"図表(\d+)　\S", caption)[1]) for caption in captions] == [
        *range(1, len(figures) + 1)
    ]
    assert len({caption.split("　", 1)[1] for caption in captions}) == len(captions) > 20
    for figure in figures:
        assert figure.select_one("p.source").get_text().startswith("出典："), figure.figcaption


def test_every_table_stands_in_a_figure(built):
    assert not [table for table in built.page.main.find_all("table") if not table.find_parent("figure")]


def test_pictures_have_alternatives(built):
    pictures = built.page.find_all("img")
    assert len(pictures) >= 6
    assert all(len(picture.get("alt", "")) > 20 for picture in pictures)


def test_tables_have_scoped_headers(built):
    for table in built.page.find_all("table"):
        heads = table.find_all("th")
        assert heads and all(head.get("scope") for head in heads), table.find_parent("figure")["id"]


@pytest.mark.parametrize("part", ["breakthrough", "step-9"])
def test_conclusions_stand_on_remarks(built, part):
    section = built.page.find(id=part)
    assert len(section.select("p.conclusion")) == len(section.select("p.evidence-line")) == 2
    rows = {row["id"] for row in built.page.select("#fig-evidence tbody tr")}
    for line in section.select("p.evidence-line"):
        links = [link["href"].removeprefix("#") for link in line.select("a.evidence")]
        assert links and set(links) <= rows


def test_every_evidence_link_leads_to_its_row(built):
    rows = {row["id"]: row for row in built.page.select("#fig-evidence tbody tr")}
    for link in built.page.select("a.evidence"):
        row = rows[link["href"].removeprefix("#")]
        assert row.th.get_text() == link.get_text()
        assert all(cell.get_text(strip=True) for cell in row.find_all("td")[:2])


@pytest.mark.parametrize("slot", SLOTS)
def test_pictures_not_received_are_boxes(built, slot):
    box = built.page.select_one(f"#fig-{slot} .slot-box")
    assert box.select_one(".slot-label").get_text() == "図版未受領"
    assert len(box.get_text(strip=True)) > 20


def test_invented_values_are_marked(built):
    marked = [mark.find_parent("figure")["id"] for mark in built.page.select("figure .mark")]
    assert {"fig-survey_Q18_themes", "fig-survey_Q18_words", "fig-survey_Q19"} <= set(marked)
    assert "合成データ" in built.page.select_one(".cover").get_text()
    quoted = {link.get_text() for link in built.page.select("#detail_survey blockquote a.evidence")}
    published = ("003", "007", "011", "016", "022", "028", "033", "041", "047", "055")
    assert quoted == {f"SV-Q18-R{number}" for number in published}


def test_unknown_bases_are_told(built):
    figure = built.page.select_one("#fig-forum_questionnaire")
    assert "n 不明" in figure.img["alt"] and "n 不明" in figure.get_text()


# --- the file in a browser ---


@pytest.fixture(scope="module")
def view(built, browser):
    """(page, addresses it asked for): the report opened as a file."""
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built.html.as_uri(), wait_until="load")
    yield page, asked
    page.close()


def test_browser_asks_for_nothing_else(view, built):
    _, asked = view
    assert [url for url in asked if not url.startswith("data:")] == [built.html.as_uri()]


def test_pictures_are_drawn(view):
    page, _ = view
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(view, width):
    from axe_playwright_python.sync_playwright import Axe

    page, _ = view
    page.set_viewport_size({"width": width, "height": 900})
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_horizontal_scrolling(view, width):
    page, _ = view
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(OVERFLOW) == 0


def test_nothing_is_cut_off_on_a_laptop(view):
    page, _ = view
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(CUT_OFF) == []


def test_skip_link_and_every_link_can_be_reached_by_keyboard(view):
    page, _ = view
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.tabIndex === 0)")


def test_print_shows_everything_on_paper(view):
    page, _ = view
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print")
    try:
        assert page.evaluate(OVERFLOW) <= 0
        hidden = "[...document.querySelectorAll('main figure')].filter(f => !f.offsetHeight).map(f => f.id)"
        assert page.evaluate(hidden) == []
        background = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(background) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    finally:
        page.emulate_media(media="screen")
