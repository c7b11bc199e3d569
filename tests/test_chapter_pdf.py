"""report.pdf: the same chapter on paper, tagged, with bookmarks and right page numbers, and nothing run off."""

from __future__ import annotations

import re
import unicodedata

import pytest
from pypdf import PdfReader
from verapdf.verapdf import PROFILES, reason_to_skip, validate

LEVELS = ["h2", "h3", "h4", "h5"]


def fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def reader(built):
    return PdfReader(built.pdf)


@pytest.fixture(scope="module")
def texts(reader):
    return [fold(page.extract_text()) for page in reader.pages]


@pytest.fixture(scope="module")
def bookmarks(reader):
    """(title, 1-based page, depth) of every bookmark, in order."""

    def walk(items, depth):
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield fold(item.title), reader.get_destination_page_number(item) + 1, depth

    return list(walk(reader.outline, 0))


def test_title_language_and_author(reader):
    assert reader.metadata.title == "No. 3　江東区"
    assert reader.metadata.author == "江東区"
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("ja")
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.creation_date.date().isoformat() == "2024-03-31"


def test_file_is_tagged(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert len(root["/StructTreeRoot"]["/K"]) > 0


def test_every_font_is_embedded(reader):
    fonts = {}
    for page in reader.pages:
        for name, font in page["/Resources"].get("/Font", {}).items():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                fonts[name] = inner.get_object()
    assert fonts
    for font in fonts.values():
        descriptor = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
        assert "NotoSans" in font["/BaseFont"]


def test_number_of_pages(reader, built):
    assert 20 <= len(reader.pages) <= 45
    assert built.record["pages"] == len(reader.pages)


def test_no_page_is_nearly_empty(reader, texts):
    for number, text in enumerate(texts[1:], 2):
        drawn = len(reader.pages[number - 1].get_contents().get_data()) > 30_000
        assert len(text) > 120 or drawn, f"page {number}: {text}"


def test_bookmarks_are_the_headings(built, bookmarks):
    headings = [fold(tag.get_text()) for tag in built.page.main.find_all(LEVELS)]
    assert [title for title, _, _ in bookmarks] == headings


def test_bookmarks_lead_to_their_headings(texts, bookmarks):
    for title, page, _ in bookmarks:
        assert title in texts[page - 1], (title, page)
    pages = [page for _, page, _ in bookmarks]
    assert pages == sorted(pages)


def test_contents_and_bookmarks_agree(reader, bookmarks):
    """Every chapter heading is listed with the page that its bookmark leads to."""
    lines = [fold(line) for page in reader.pages[1:4] for line in page.extract_text().splitlines()]
    listed = [re.fullmatch(r"(.+?)\.{5,}(\d+)", line) for line in lines]
    contents = [(match[1], int(match[2])) for match in listed if match]
    marks = [(title, page) for title, page, _ in bookmarks]
    chapters = [(title, page) for title, page, depth in bookmarks if depth < 2]
    assert len(chapters) > 25
    assert [mark for mark in chapters if mark not in contents] == []
    assert [entry for entry in contents if entry not in marks] == []


def test_pages_are_numbered(texts):
    total = len(texts)
    assert all(text.endswith(f"{number}/{total}") for number, text in enumerate(texts[1:], 2))


def test_running_title_names_a_part_of_the_page(texts, bookmarks):
    parts = [(title, page) for title, page, depth in bookmarks if depth == 0]
    for number, text in enumerate(texts[2:], 3):
        carried = [title for title, page in parts if page < number][-1:]
        opened = [title for title, page in parts if page == number]
        assert any(text.startswith(f"No.3江東区{title}") for title in carried + opened), text[:60]


def test_every_figure_of_the_page_is_printed(built, texts):
    whole = "".join(texts)
    for caption in built.page.select("figure > figcaption"):
        assert fold(caption.get_text()) in whole, caption
    assert whole.count("図版未受領") == 6


def test_tables_behind_charts_and_key_figures_are_printed(texts):
    whole = "".join(texts)
    for needle in (
        "524,310",
        "110名",
        "279回",
        "95.2%",
        "28.7%",
        "370万円",
        "1,932回",
        "n不明",
        "合成データ",
    ):
        assert needle in whole


def test_alternative_texts_arrive(built, reader):
    wanted = {fold(image["alt"]) for image in built.page.find_all("img")}
    assert wanted <= collect_alternatives(reader)


def collect_alternatives(reader) -> set[str]:
    """Every /Alt in the structure tree."""
    found, waiting = set(), [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "get_object"):
            node = node.get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.add(fold(str(node["/Alt"])))
            if "/K" in node:
                waiting.append(node["/K"])
    return found


@pytest.mark.parametrize("profile", PROFILES)
def test_verapdf_passes(built, profile):
    if reason := reason_to_skip():
        pytest.skip(reason)
    assert validate(built.pdf, profile) == f"PASS {profile}"
