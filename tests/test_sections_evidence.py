"""sections/evidence: conclusions are checked against the remarks; a draft where nobody has written one."""

from __future__ import annotations

import pytest
from raw_cases import FILES
from section_cases import build_materials

from helpers.sections.evidence import (
    build_conclusions,
    evidence_line,
    render_draft,
    render_theme_table,
    theme_row,
)

STEM = "chapters/breakthrough.md"
SECOND = {"opinions.csv": FILES["opinions.csv"] + "PF-02,,NPO,地域の現状,町会の<力>を借りる。\n"}


def build(root, chapter: str | None, **changes):
    return build_materials(root, {STEM: chapter} | SECOND | changes)


def findings(m) -> list[tuple]:
    return [(f.rule, f.severity, str(f.place), f.given) for f in m.findings.sorted()]


def test_theme_row(tmp_path):
    m = build(tmp_path, None)
    assert theme_row(m, "breakthrough", "町会の力")["remarks"] == 2
    assert theme_row(m, "breakthrough", "無い") is None


def test_conclusion_with_theme_and_remark(tmp_path):
    m = build(tmp_path, "■ 町会が要。 [テーマ: 町会の力] [根拠: IV-01]\n- 理由。\n")
    html = build_conclusions(m, "breakthrough", "breakthrough")
    assert (
        '<p class="conclusion">■ 町会が要。</p>\n<ul><li>理由。</li></ul>\n<p class="evidence-line">根拠：'
        in html
    )
    assert "テーマ「町会の力」の発言 2件・出所 2" in html
    assert '発言 <a class="evidence" href="#r-IV-01">IV-01</a>' in html
    assert m.cited == {"PF-01", "PF-02", "IV-01"}
    assert findings(m) == []


def test_conclusion_without_evidence(tmp_path):
    m = build(tmp_path, "# 見出し\n■ 思いつき。\n", **{"opinions.csv": None})
    html = build_conclusions(m, "breakthrough", "breakthrough")
    assert "根拠：" not in html
    assert findings(m) == [("conclusion-without-evidence", "warning", f"{STEM} 2行目", "思いつき。")]


def test_unknown_theme_and_unknown_remark_are_errors_with_their_line(tmp_path):
    m = build(tmp_path, "■ 甲。 [テーマ: 町会のちから、町会の力] [根拠: IV-99]\n")
    build_conclusions(m, "breakthrough", "breakthrough")
    assert findings(m) == [
        ("unknown-remark", "error", f"{STEM} 1行目", "IV-99"),
        ("unknown-theme", "error", f"{STEM} 1行目", "町会のちから"),
    ]
    (theme,) = [f for f in m.findings.items if f.rule == "unknown-theme"]
    assert theme.allowed == "町会の力"


def test_strong_theme_without_a_conclusion(tmp_path):
    m = build(tmp_path, "■ 名簿。 [根拠: IV-01]\n")
    build_conclusions(m, "breakthrough", "breakthrough")
    assert findings(m) == [("theme-without-conclusion", "warning", STEM, "町会の力")]


@pytest.mark.parametrize("chapter", [None, "# 見出しだけ\n"])
def test_no_conclusion_means_a_draft_that_says_so(tmp_path, chapter):
    m = build(tmp_path, chapter)
    html = build_conclusions(m, "breakthrough", "breakthrough")
    assert '<span class="mark">案</span>' in html
    assert (
        '<p class="conclusion draft">■ 【案】「町会の力」に関する発言が2つの出所（PF意見）に計2件あった。</p>'
        in html
    )
    assert "町会の&lt;力&gt;を借りる。" in html
    assert "draft" in [rule for rule, *_ in findings(m)]


def test_no_theme_no_draft(tmp_path):
    m = build_materials(tmp_path, breakthrough="*猫\n猫\n")
    assert "案を作れません" in render_draft(m, "breakthrough")
    assert "テーマに当てはまる発言はない" in render_theme_table(m, "breakthrough", "x", "表")
    assert m.numbered == []


def test_theme_table_counts_remarks_and_sources(tmp_path):
    html = render_theme_table(build(tmp_path, None), "breakthrough", "themes", "テーマの表")
    assert '<th scope="row">町会の力</th><td class="num">2</td><td class="num">2</td>' in html
    assert 'href="#r-PF-01"' in html


def test_evidence_line_of_nothing_is_empty(tmp_path):
    m = build(tmp_path, "■ 甲。\n")
    ((conclusion, _),) = m.passages("breakthrough")[0].conclusions()
    assert evidence_line(m, "breakthrough", conclusion) == ""
