"""HTML -> PDF: what arrives in the file, what may stand in the text, and what the two standards say of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from verapdf.verapdf import PROFILES, reason_to_skip, validate

from helpers.errors import ExportError
from helpers.export.html_to_typst import TypstWriter
from helpers.export.markup import escape
from helpers.export.pdf import write_pdf
from helpers.export.table_grid import column_widths, grid_cells

FIXTURE = Path(__file__).parent / "fixtures" / "export_report.html"
ABOUT = {
    "title": "No. 3　見本市の取組",
    "subtitle": "令和5年度",
    "author": "つながり推進課",
    "date": dt.date(2024, 3, 29),
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
    '<text x="5" y="20" font-family="Noto Sans CJK JP" font-size="12">{}</text></svg>'
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """(path, result) of the rich fixture."""
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return path, write_pdf(FIXTURE, path, **ABOUT)


def print_main(folder: Path, body: str, **options) -> tuple[str, list]:
    """Text and findings of a report with this body behind one h2."""
    html, pdf = folder / "report.html", folder / "report.pdf"
    html.write_text(f'<main><h2 id="top">1　見出し</h2>{body}</main>', encoding="utf-8", newline="\n")
    result = write_pdf(html, pdf, **ABOUT, **options)
    return "".join(page.extract_text() for page in PdfReader(pdf).pages[2:]), result.findings


def write_body(html: str) -> tuple[str, TypstWriter]:
    writer = TypstWriter(lambda text, element: text, lambda element: "picture.svg")
    return writer.write(html), writer


# --- the whole file ---


def test_pages_title_language_and_date(printed):
    path, result = printed
    reader = PdfReader(path)
    assert result.pages == len(reader.pages) > 5
    assert reader.metadata.title == "No. 3　見本市の取組"
    assert reader.metadata.author == "つながり推進課"
    assert reader.metadata.creation_date.date() == dt.date(2024, 3, 29)
    assert reader.trailer["/Root"]["/Lang"] == "ja-JP"


def test_bookmarks_are_the_headings(printed):
    outline = PdfReader(printed[0]).outline
    parts = [item.title for item in outline if not isinstance(item, list)]
    assert [title for title in parts if title[0].isdigit()] == [
        "1　取組の全体像",
        "2　連携PFのイメージ",
        "3　試行的事業一覧",
        "4　行程および実務上の留意点",
        "5　資料",
    ]


def test_same_input_gives_the_same_bytes(printed, tmp_path):
    write_pdf(FIXTURE, tmp_path / "again.pdf", **ABOUT)
    assert (tmp_path / "again.pdf").read_bytes() == printed[0].read_bytes()


def test_contents_of_the_screen_are_not_printed(printed):
    text = "".join(page.extract_text() for page in PdfReader(printed[0]).pages)
    assert "画面だけに出る文" not in text
    assert "図版未受領" in text and "存在しない宛先" in text


@pytest.mark.parametrize("profile", PROFILES)
def test_verapdf_passes(printed, profile):
    if reason := reason_to_skip():
        pytest.skip(reason)
    assert validate(printed[0], profile) == f"PASS {profile}"


# --- text ---

HOSTILE = [
    "#import",
    "$x$",
    "*a*",
    "@ref",
    "&lt;label&gt;",
    "\\alpha",
    "{{y}}",
    "_b_",
    "`c`",
    "//d",
    "#[e]",
    "~f",
    "--g",
]


@pytest.mark.parametrize(
    "frame", ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>", "<ul><li>{}</li></ul>"]
)
def test_text_is_never_code(tmp_path, frame):
    text, _ = print_main(tmp_path, "".join(frame.format(item) for item in HOSTILE))
    for item in HOSTILE:
        assert item.replace("&lt;", "<").replace("&gt;", ">") in text


def test_escape_keeps_spaces_of_words_and_drops_breaks_in_japanese():
    assert escape("日本\n  語 #a") == "日本語 \\#a"
    assert escape("a\nb　c") == "a b　c"


def test_long_words_may_break():
    assert escape("x" * 29) == "x" * 29
    assert escape("x" * 35).split("\u200b") == ["x" * 10, "x" * 10, "x" * 10, "x" * 5]


def test_character_without_glyph_becomes_a_mark_and_a_finding(tmp_path):
    text, findings = print_main(tmp_path, '<p id="r-1">うれしい😀です\u200b。葛\U000e0100飾</p>')
    assert "うれしい〓です。" in text
    assert [(f.rule, f.severity, f.place.column) for f in findings] == [("missing-glyph", "warning", "r-1")]
    assert "😀" in findings[0].message and "U+1F600" in findings[0].message


def test_character_without_glyph_in_a_picture(tmp_path):
    (tmp_path / "Q1.svg").write_text(SVG.format("図😀"), encoding="utf-8")
    body = '<figure class="chart"><figcaption>図表1</figcaption><img alt="図" data-file="Q1.svg"></figure>'
    text, findings = print_main(tmp_path, body, svg_folders=[tmp_path])
    assert "図〓" in text and len(findings) == 1


# --- pictures, links, gates ---


def test_alternative_text_arrives(printed):
    reader = PdfReader(printed[0])
    objects = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    texts = [item["/Alt"] for item in objects if isinstance(item, dict) and "/Alt" in item]
    assert "会議室で机を囲む人々" in texts and len(texts) >= 3


def test_picture_without_alternative_text_is_refused_and_the_old_file_stays(tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"old")
    (tmp_path / "Q1.svg").write_text(SVG.format("図"), encoding="utf-8")
    with pytest.raises(ExportError, match="alt text"):
        print_main(tmp_path, '<img data-file="Q1.svg">', svg_folders=[tmp_path])
    assert (tmp_path / "report.pdf").read_bytes() == b"old"


def test_picture_outside_the_html_is_refused(tmp_path):
    with pytest.raises(ExportError, match="画像がHTMLの中にありません"):
        print_main(tmp_path, '<img alt="図" src="../secret.png">')


def test_heading_level_left_out_is_refused(tmp_path):
    with pytest.raises(ExportError, match="Typstの説明"):
        print_main(tmp_path, "<h4>飛んだ見出し</h4>")


def test_links_find_sections_rows_and_items():
    html = (
        '<section id="s"><h2 id="h">見出し</h2></section><aside id="c"><h2>題</h2></aside>'
        '<ul><li id="r-1">項目</li></ul><table><tr id="r-2"><td>値</td></tr></table><p id="r-1">同じid</p>'
    )
    text, writer = write_body(html)
    assert writer.targets == {"h": "h", "s": "h", "c": "c", "r-1": "r-1", "r-2": "r-2"}
    assert text.count('#label("r-1")') == 1


# --- tables ---


def table(html: str):
    return BeautifulSoup(html, "html.parser").find("table")


def test_cells_find_their_place_between_spans():
    rows = "<tr><th rowspan=2>a</th><td>b</td><td>c</td></tr><tr><td colspan=2>d</td></tr>"
    rows += "<tr><td rowspan=9>e</td></tr>"
    cells, columns = grid_cells(table(f"<table><tbody>{rows}</tbody></table>"))
    assert columns == 3
    placed = [(c.element.text, c.x, c.y, c.colspan, c.rowspan) for c in cells]
    assert placed == [
        ("a", 0, 0, 1, 2),
        ("b", 1, 0, 1, 1),
        ("c", 2, 0, 1, 1),
        ("d", 1, 1, 2, 1),
        ("e", 0, 2, 1, 1),
    ]


def test_widths_are_taken_from_the_table_or_from_its_longest_lines():
    rows = "<tr><td>四文字だ</td><td>ab</td></tr>"
    stated = table(f'<table data-widths="30, 70">{rows}</table>')
    unfit = table(f'<table data-widths="1,2,3">{rows}</table>')
    assert column_widths(stated, *grid_cells(stated)) == [30, 70]
    assert column_widths(unfit, *grid_cells(unfit)) == [4 + 2, 3 + 2]  # + padding; no column under 3


def test_header_row_is_a_header_and_numbers_stand_right():
    text, _ = write_body(
        '<table class="data"><thead><tr><th>n</th></tr></thead><tr><td class="num">1</td></tr></table>'
    )
    assert "table.header(label-cell(x: 0, y: 0, colspan: 1, rowspan: 1, breakable: false)[n])" in text
    assert "table.cell(x: 0, y: 1, colspan: 1, rowspan: 1, align: right, breakable: false)[1]" in text


def test_ragged_and_empty_tables_do_not_stop_the_report(tmp_path):
    body = "<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>"
    body += "<table></table><ul></ul><p></p><dl></dl>"
    text, _ = print_main(tmp_path, body)
    assert "三" in text
