"""sections/appendix: evidence list, corrections, sources of figures."""

from __future__ import annotations

from raw_cases import replaced
from section_cases import build_materials

from helpers.findings import Place
from helpers.sections.appendix import build_corrections, build_evidence, build_sources


def test_evidence_lists_what_is_cited_or_counted_each_with_its_anchor(tmp_path):
    m = build_materials(tmp_path)
    m.remark_link("FQ-1-A1")
    html = build_evidence(m)
    assert (
        '<tr id="r-PF-01"><th scope="row">PF-01</th><td>PF意見（第1回）</td><td>町会が続かない。</td><td>町会の力</td>'
        in html
    )
    assert '<tr id="r-IV-01">' in html
    assert '<tr id="r-FQ-1-A1">' in html
    assert "r-SV-Q18-R01" not in html


def test_remark_in_the_evidence_is_text(tmp_path):
    m = build_materials(
        tmp_path, replaced("interviews.csv", "名簿が届かない。", "<b>名簿</b>{{ forum.date }}")
    )
    assert "&lt;b&gt;名簿&lt;/b&gt;{{ forum.date }}" in build_evidence(m)


def test_no_evidence(tmp_path):
    m = build_materials(tmp_path, breakthrough="*猫\n猫\n", carry_over="*猫\n猫\n")
    assert build_evidence(m) == "<p>根拠となる発言はない。</p>"


def test_corrections(tmp_path):
    html = build_corrections(build_materials(tmp_path))
    assert '<th scope="row">C-01</th><td>原典 2.</td><td>二</td><td>三</td><td>数え違い</td>' in html


def test_no_corrections(tmp_path):
    assert "相違はない" in build_corrections(build_materials(tmp_path, {"corrections.yaml": None}))


def test_sources_of_the_figures_in_prose(tmp_path):
    m = build_materials(tmp_path)
    m.prose.render("{{ survey.response_rate }}", Place("chapters/survey.md", row=2))
    html = build_sources(m)
    assert '<th scope="row">survey.response_rate</th><td>40.0%</td>' in html
    assert "4 ÷ 10 × 100" in html
    assert "survey.returned" not in html


def test_no_figures_in_prose(tmp_path):
    assert build_sources(build_materials(tmp_path)) == "<p>本文に引用した数値はない。</p>"
