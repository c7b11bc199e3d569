"""sections/writing: blocks become HTML in their order, each conclusion with the evidence behind it."""

from __future__ import annotations

import pytest
from raw_cases import FILES
from section_cases import build_materials

from helpers.findings import Place
from helpers.prose import Block
from helpers.sections.base import unwritten
from helpers.sections.writing import evidence_line, render_blocks, render_chapter

PLACE = Place("a.md", row=1)


@pytest.fixture
def materials(tmp_path):
    return build_materials(
        tmp_path, {"chapters/values.md": "# 価値\n前文。\n## 工夫\n■ 結論。\n- 一。\n- 二。\n> 結び。\n"}
    )


def test_blocks_become_paragraphs_conclusions_lists_and_quotations(materials):
    kinds = [
        ("bullet", "一"),
        ("bullet", "**二**"),
        ("conclusion", "結"),
        ("paragraph", "<p>"),
        ("quote", "言"),
        ("bullet", "三"),
    ]
    html = render_blocks(materials, [Block(kind, text, PLACE) for kind, text in kinds])
    assert html.split("\n") == [
        "<ul><li>一</li><li><strong>二</strong></li></ul>",
        '<p class="conclusion">■ 結</p>',
        "<p>&lt;p&gt;</p>",
        "<blockquote><p>言</p></blockquote>",
        "<ul><li>三</li></ul>",
    ]
    assert render_blocks(materials, []) == ""


def test_chapter_whole_by_heading_or_missing(materials):
    assert render_chapter(materials, "values", "工夫") == (
        '<p class="conclusion">■ 結論。</p>\n<ul><li>一。</li><li>二。</li></ul>\n<blockquote><p>結び。</p></blockquote>'
    )
    assert render_chapter(materials, "values").startswith("<p>前文。</p>")
    assert render_chapter(materials, "values", "無い") == unwritten("無い")
    assert render_chapter(materials, "nothing", what="反響") == unwritten("反響")


def test_evidence_follows_what_explains_the_conclusion(tmp_path):
    chapter = "■ 甲。 [根拠: IV-01]\n- 理由。\n■ 乙。\n\n段落。 [根拠: PF-01]\n"
    html = render_chapter(build_materials(tmp_path, {"chapters/values.md": chapter}), "values")
    first, second = html.index("根拠：発言"), html.index("■ 乙。")
    assert html.index("理由。") < first < second < html.index("（根拠：発言")


def test_evidence_line_of_nothing_and_of_nobody_is_empty(materials):
    assert evidence_line(materials, Block("conclusion", "甲", PLACE)) == ""
    assert (
        evidence_line(materials, Block("conclusion", "甲", PLACE, themes=("無い",), evidence=("IV-99",)))
        == ""
    )


def test_strongest_remarks_are_not_named_twice(tmp_path):
    m = build_materials(tmp_path, {"opinions.csv": FILES["opinions.csv"]})
    line = evidence_line(m, Block("conclusion", "甲", PLACE, themes=("町会の力",), evidence=("PF-01",)))
    assert line.count("PF-01</a>") == 1
