"""Appendix D: the crosstabs that the codebooks name."""

from __future__ import annotations

from raw_cases import FILES
from section_cases import build_materials

from helpers.figures.store import StoredPicture
from helpers.sections.crosstabs import build_crosstab_appendix

BOOK = FILES["surveys/survey/survey.yaml"]
CROSSED = {"surveys/survey/survey.yaml": BOOK.replace("questions:", "crosstabs: [Q1]\nquestions:", 1)}


def test_nothing_where_no_codebook_names_a_banner(tmp_path):
    assert build_crosstab_appendix(build_materials(tmp_path)) == ""


def test_table_by_the_banner_with_method_and_chart(tmp_path):
    m = build_materials(tmp_path, CROSSED)
    name = "survey_Q17_by_Q1"
    m.pictures[name] = StoredPicture(name, "帯", "<svg/>")
    html = build_crosstab_appendix(m)
    assert f'id="fig-{name}"' in html and '<img alt="帯"' in html
    assert "［Q17］必要か × ［Q1］" in html
    assert "<h3>集計の方法</h3>" in html and "基数は" in html
    assert html.index("<table") < html.index("集計の方法")


def test_banner_that_cannot_be_used_is_a_finding(tmp_path):
    book = BOOK.replace("questions:", "crosstabs: [Q18]\nquestions:", 1)
    m = build_materials(tmp_path, {"surveys/survey/survey.yaml": book})
    assert build_crosstab_appendix(m) == ""
    assert [
        f
        for f in [*m.findings.items, *m.raw.findings.items]
        if "Q18" in f.message + f.given and f.severity == "error"
    ]
