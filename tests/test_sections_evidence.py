"""sections/evidence: conclusions are checked against the remarks; a draft where nobody has written one."""

from __future__ import annotations

import pytest
from raw_cases import FILES
from section_cases import build_materials

from helpers.sections.evidence import build_conclusions, check_evidence, render_draft, render_theme_table

STEM = "chapters/breakthrough.md"
SECOND = {"opinions.csv": FILES["opinions.csv"] + "PF-02,,NPO,地域の現状,町会の<力>を借りる。\n"}


def build(root, chapter: str | None, **changes):
    return build_materials(root, {STEM: chapter} | SECOND | changes)


def findings(m, file: str = STEM) -> list[tuple]:
    """Of one chapter: the others of the fictional case are not at issue here."""
    return [(f.rule, f.severity, str(f.place), f.given) for f in m.findings.sorted() if f.place.file == file]


def test_theme_row(tmp_path):
    m = build(tmp_path, None)
    assert m.theme_row("町会の力")["remarks"] == 2
    assert m.theme_row("無い") is None


def test_conclusion_with_theme_and_remark(tmp_path):
    m = build(tmp_path, "■ 町会が要。 [テーマ: 町会の力] [根拠: IV-01]\n- 理由。\n")
    html = build_conclusions(m, "breakthrough")
    assert (
        '<p class="conclusion">■ 町会が要。</p>\n<ul><li>理由。</li></ul>\n<p class="evidence-line">根拠：'
        in html
    )
    assert "テーマ「町会の力」の発言 2件・出所 2" in html
    assert '発言 <a class="evidence" href="#r-IV-01">IV-01</a>' in html
    assert m.cited == {"PF-01", "PF-02", "IV-01"}
    check_evidence(m)
    assert findings(m) == []


def test_conclusion_without_evidence(tmp_path):
    m = build(tmp_path, "# 見出し\n■ 思いつき。\n", **{"opinions.csv": None})
    html = build_conclusions(m, "breakthrough")
    check_evidence(m)
    assert "根拠：" not in html
    assert findings(m) == [("conclusion-without-evidence", "warning", f"{STEM} 2行目", "思いつき。")]


def test_unknown_theme_and_unknown_remark_are_errors_with_their_line(tmp_path):
    m = build(tmp_path, "■ 甲。 [テーマ: 町会のちから、町会の力] [根拠: IV-99]\n")
    check_evidence(m)
    assert findings(m) == [
        ("unknown-remark", "error", f"{STEM} 1行目", "IV-99"),
        ("unknown-theme", "error", f"{STEM} 1行目", "町会のちから"),
    ]
    (theme,) = [f for f in m.findings.items if f.rule == "unknown-theme"]
    assert theme.allowed == "町会の力、名簿"


def test_strong_theme_without_a_conclusion(tmp_path):
    m = build(tmp_path, "■ 名簿。 [根拠: IV-01]\n")
    check_evidence(m)
    assert findings(m) == [("theme-without-conclusion", "warning", STEM, "町会の力")]


@pytest.mark.parametrize("chapter", [None, "# 見出しだけ\n"])
def test_no_conclusion_means_a_draft_that_says_so(tmp_path, chapter):
    m = build(tmp_path, chapter)
    html = build_conclusions(m, "breakthrough")
    assert '<span class="mark">案</span>' in html
    assert (
        '<p class="conclusion draft">■ 【案】「町会の力」に関する発言が2つの出所（PF意見）に計2件あった。</p>'
        in html
    )
    assert "町会の&lt;力&gt;を借りる。" in html
    assert "draft" in [rule for rule, *_ in findings(m)]


def test_no_theme_no_draft(tmp_path):
    m = build_materials(tmp_path, breakthrough="*猫\n猫\n")
    assert "案を作れない" in render_draft(m, "breakthrough")
    assert "テーマに当てはまる発言はない" in render_theme_table(m, "breakthrough", "表")
    assert m.numbered == []


def test_theme_table_counts_remarks_and_sources(tmp_path):
    html = render_theme_table(build(tmp_path, None), "breakthrough", "テーマの表")
    assert '<th scope="row">町会の力</th><td class="num">2</td><td class="num">2</td>' in html
    assert 'href="#r-PF-01"' in html


def test_nothing_that_an_analyst_wrote_is_left_out(tmp_path):
    m = build(tmp_path, "前書き。\n\n## 小見出し\n本文。\n- 箇条。\n")
    html = build_conclusions(m, "breakthrough")
    for text in ("前書き。", "（小見出し）", "本文。", "箇条。"):
        assert text in html
    check_evidence(m)
    assert "no-conclusion" in [rule for rule, *_ in findings(m)]
    assert "draft" not in [rule for rule, *_ in findings(m)]


def test_tags_of_every_chapter_are_checked(tmp_path):
    m = build(
        tmp_path,
        "■ 甲。 [テーマ: 町会の力]\n",
        **{"chapters/step_02.md": "■ 乙。 [根拠: IV-98] [テーマ: ない]\n"},
    )
    check_evidence(m)
    found = findings(m, "chapters/step_02.md")
    assert [rule for rule, *_ in found] == ["unknown-remark", "unknown-theme", "conclusion-without-evidence"]
    assert found[-1][1] == "info"


def test_embedded_remark_is_evidence(tmp_path):
    m = build(
        tmp_path, "■ 甲。 [テーマ: 町会の力]\n", **{"chapters/column.md": "■ 乙。\n- {{ remark.IV-01 }}\n"}
    )
    check_evidence(m)
    assert findings(m, "chapters/column.md") == []
