"""sections/steps: ten steps in four stages, the column."""

from __future__ import annotations

import pytest
from section_cases import build_materials

from helpers.sections.steps import STAGES, STEPS, build_breakthrough, build_column, build_stage

CHAPTERS = {
    "chapters/step_06.md": "# ⑥\n前文。\n\n## 庁内の巻き込み\n■ 声をかけた。 [根拠: IV-01]\n- 理由。\n## 庁外の巻き込み\n段落。\n",
    "chapters/step_07.md": None,
    "chapters/column.md": "# コラム\n## 会の<紹介>\n紹介文。\n\n- 気づき「{{ remark.IV-01 }}」\n> 一言。\n> 二言。\n",
}


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return build_materials(tmp_path_factory.mktemp("steps"), CHAPTERS)


def test_every_step_stands_in_one_stage_and_stage_titles_differ():
    assert [number for _, numbers in STAGES.values() for number in numbers] == list(range(1, 11))
    assert len(STEPS) == 10
    assert len({title for title, _ in STAGES.values()}) == 4


def test_stage_with_its_steps(materials):
    html = build_stage(materials, "initial")
    assert html.count('<section class="step"') == 3
    assert '<section class="step" id="step-1"><h4>① 主担当部署・主担当者の設定</h4>' in html


def test_sub_headings_and_evidence_inside_a_step(materials):
    html = build_stage(materials, "preparation")
    assert (
        html.index("<p>前文。</p>")
        < html.index("<h5>庁内の巻き込み</h5>")
        < html.index("<h5>庁外の巻き込み</h5>")
    )
    assert '根拠：発言 <a class="evidence" href="#r-IV-01">IV-01</a>' in html
    assert html.count("<p>段落。</p>") == 1


def test_missing_step_says_so(materials):
    assert "未執筆：行程⑦" in build_stage(materials, "launch")


def test_carry_over_stands_on_coded_remarks(materials):
    html = build_stage(materials, "review")
    assert "積み残し課題に関わる発言のテーマ" in html
    assert "<h4>⑩ 来年度以降の方針</h4>" in html


def test_breakthrough_has_its_theme_table(materials):
    html = build_breakthrough(materials)
    assert "アクション/ブレイクスルー要因" in html
    assert '<th scope="row">町会の力</th>' in html


def test_column(materials):
    html = build_column(materials)
    assert "<h4>会の&lt;紹介&gt;</h4>" in html
    assert "名簿が届かない。" in html
    assert html.rstrip().endswith("<blockquote><p>一言。<br>二言。</p></blockquote>")
    assert html.count("<blockquote>") == 1


def test_missing_column(tmp_path):
    assert "未執筆：コラム" in build_column(build_materials(tmp_path, {"chapters/column.md": None}))
