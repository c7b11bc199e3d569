"""sections/base: numbering of 図表, prose from files with its line, what is said when nothing was received."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from section_cases import build_materials

from helpers.findings import Place
from helpers.sections.base import Section, mark, missing, unwritten


@pytest.fixture
def materials(tmp_path):
    return build_materials(
        tmp_path, {"chapters/values.md": "# 価値\n前文。\n## 工夫\n■ 結論。\n- 一。\n- 二。\n> 結び。\n"}
    )


def test_section_shows_itself_as_html():
    bundle = Section("cover", Markup("<h1>表紙</h1>"))._repr_mimebundle_()
    assert bundle == {"text/html": "<h1>表紙</h1>", "text/plain": "<Section cover>"}
    assert type(bundle["text/html"]) is str


def test_figures_are_numbered_in_the_order_they_are_made(materials):
    first = materials.figure("table", "a", "<表>", Markup("<table></table>"), "資料<1>", ["注<2>", ""])
    second = materials.figure("table", "b", "表", Markup("<table></table>"))
    assert first == (
        '<figure class="table" id="fig-a" tabindex="0"><figcaption>図表1　&lt;表&gt;</figcaption>\n<table></table>\n'
        '<p class="source">出典：資料&lt;1&gt;</p>\n<p class="note">注&lt;2&gt;</p></figure>'
    )
    assert "図表2　表" in second
    assert "出典" not in second


def test_picture_with_alternative_text_or_a_note(materials):
    html = materials.picture("platform", "イメージ図", "資料")
    assert '<img alt="platformの代替テキスト"' in html
    assert "図表1　イメージ図" in html
    assert materials.picture("nothing", "別の図", "資料") == missing("図「別の図」のデータ")
    assert materials.numbered == ["イメージ図"]


def test_remark_link_is_remembered(materials):
    assert materials.remark_link("PF-01") == '<a class="evidence" href="#r-PF-01">PF-01</a>'
    assert materials.cited == {"PF-01"}


def test_missing_and_mark_escape():
    assert missing("<a>") == '<p class="note">資料未受領：&lt;a&gt;がまだない。</p>'
    assert mark("案") == '<span class="mark">案</span>'


def test_prose_of_a_settings_file_carries_its_line(materials):
    materials.text("projects.yaml", ("projects", 0, "aims", 0), "{{ nothing.here }}")
    (finding,) = materials.findings.items
    assert (finding.place.file, finding.place.row) == ("projects.yaml", 6)
    assert materials.text("case.yaml", ("goals",), None) == ""


def test_remarks_embedded_in_prose_are_cited(materials):
    materials.prose.render("{{ remark.IV-01 }}", Place("a.md", row=1))
    assert materials.cited == {"IV-01"}


def test_what_nobody_has_written_is_not_called_missing(materials):
    assert unwritten("行程①") == '<p class="note">未執筆：行程①の文章はまだない。</p>'
    assert missing("打合せ記録") == '<p class="note">資料未受領：打合せ記録がまだない。</p>'
