"""sections/overview: cover, profile form, wished state, external structure."""

from __future__ import annotations

import pytest
from raw_cases import FILES, replaced
from section_cases import build_materials

from helpers.sections.overview import (
    build_cover,
    build_external,
    build_picture,
    build_profile,
    build_values,
    build_vision,
    section_names,
)

BARE = 'municipality: {slug: minato_no_mori, name: "森<港>市", code: "999997"}\nfiscal_year: 2023\nchapter: {number: 9}\n'


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return build_materials(tmp_path_factory.mktemp("overview"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    return build_materials(
        tmp_path_factory.mktemp("bare"), {file: None for file in FILES} | {"case.yaml": BARE}
    )


def test_cover(full):
    html = build_cover(full)
    assert "<h1>No. 9　森の港市</h1>" in html
    assert "令和5年度　地方版連携プラットフォーム形成の取組" in html
    assert "<dd>令和5年度（2023年4月～2024年3月）</dd>" in html
    assert "<dd>福祉部 地域福祉課（見守り係）</dd>" in html
    assert "<dd>12,345（人）＜令和2年10月/国勢調査＞</dd>" in html
    assert "合成データ" not in html


def test_cover_names_the_commissioning_body_and_the_series_of_the_year(tmp_path):
    m = build_materials(tmp_path)
    assert "<dt>発注者</dt><dd>（発注者は未登録）</dd>" in build_cover(m)
    assert [f.rule for f in m.findings.items if f.place.file == "shared/fiscal_years.yaml"] == [
        "missing-fiscal-year"
    ]
    text = "- {fiscal_year: 2023, commissioned_by: 内閣<府>, series: 事例&集}\n"
    (m.raw.case.shared / "fiscal_years.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert "<dt>発注者</dt><dd>内閣&lt;府&gt;</dd>" in build_cover(m)
    assert '<p class="series">事例&amp;集</p>' in build_cover(m)


def test_cover_says_when_answers_are_synthetic(tmp_path):
    changes = replaced(
        "surveys/survey/survey.yaml",
        "title: つながり調査",
        "title: つながり調査\nsynthetic: 回答は<合成>です",
    )
    html = build_cover(build_materials(tmp_path, changes))
    assert "合成データについて：回答は&lt;合成&gt;です" in html


def test_cover_and_profile_of_a_bare_case(bare):
    assert "<h1>No. 9　森&lt;港&gt;市</h1>" in build_cover(bare)
    assert "（資料未受領）" in build_profile(bare)
    assert "None" not in build_cover(bare) + build_profile(bare)


@pytest.mark.parametrize("build", [build_vision, build_external])
def test_parts_without_input_say_so(bare, build):
    assert "資料未受領" in build(bare)


def test_profile(full):
    html = build_profile(full)
    assert "森の港市（架空県、全国地方公共団体コード 999997）" in html
    assert "12,345（人）＜令和2年10月/国勢調査＞" in html
    assert "<td>福祉部（地域福祉課）</td>" in html
    assert '<th scope="rowgroup" rowspan="4">自治体内連携</th>' in html


def test_section_names():
    sections = [
        {"department": "福祉部", "divisions": ["福祉課", "地域ケア推進課"]},
        {"department": "保健所", "divisions": ["予防課"]},
    ]
    assert section_names(sections) == "福祉部（福祉課、地域ケア推進課）、保健所（予防課）"


def test_department_without_divisions_has_no_empty_brackets():
    assert section_names([{"department": "福祉部", "divisions": []}]) == "福祉部"


def test_vision(full):
    html = build_vision(full)
    assert "<strong>見守りの会</strong>" in html
    assert "【実施】声かけ" in html
    assert "【目的】" not in html
    assert "<ul><li>支え合うまち</li></ul>" in html


def test_external(full):
    html = build_external(full)
    assert "地方版連携PF" in html
    assert "<ul><li>町会</li></ul>" in html
    assert "<ul><li>個別に打診</li></ul>" in html
    assert "※None" not in html


def test_block_without_members_says_it_is_to_come(tmp_path):
    changes = replaced("case.yaml", "members: [町会], approach: [個別に打診]", "definition: 三層の会議")
    html = build_external(build_materials(tmp_path, changes))
    assert html.count("今後設置を検討") == 2
    assert "※三層の会議" in html


def test_picture_of_the_platform(full):
    html = build_picture(full)
    assert '<img alt="platformの代替テキスト"' in html
    assert "<h4>（連携プラットフォームの内容説明）</h4>" in html


def test_picture_that_could_not_be_drawn_says_so(tmp_path):
    m = build_materials(tmp_path, {"chapters/platform_picture.md": None})
    m.pictures.clear()
    assert "資料未受領：図「連携プラットフォームのイメージ図」のデータ" in build_picture(m)
    assert "未執筆：連携プラットフォームの内容説明" in build_picture(m)


def test_values_are_the_chapter(full):
    assert '<p class="conclusion">■ 結論。</p>' in build_values(full)
