"""materials: the results of 01 to 03 read back, typed numbers found in every prose file, outcome.json."""

from __future__ import annotations

import json

import pytest
from raw_cases import FILES, replaced
from section_cases import build_materials, hand_on

from helpers.errors import MissingStep
from helpers.findings import Place
from helpers.materials import (
    check_prose,
    document_properties,
    prose_of,
    read_materials,
    write_outcome,
)


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return read_materials(hand_on(build_materials(tmp_path_factory.mktemp("materials"))))


def typed(m) -> list[tuple]:
    rules = ("typed-number", "unknown-number")
    return [(f.severity, str(f.place), f.given) for f in m.findings.sorted() if f.rule in rules]


def test_everything_is_read_back(materials):
    assert materials.name == "森の港市"
    assert materials.facts.show("survey.returned") == "4団体"
    assert list(materials.themes) == ["breakthrough", "carry_over", "answers"]
    assert list(materials.themes["breakthrough"][0]["theme"]) == ["町会の力"]
    assert materials.prose.remarks["IV-01"] == "名簿が届かない。"
    assert list(materials.quotes["remark_id"]) == ["SV-Q18-R01"]
    assert materials.pictures == {}


@pytest.mark.parametrize(
    ("notebook", "file"),
    [
        ("02_tabulate", "results.parquet"),
        ("01_prepare", "remarks.parquet"),
        ("03_free_text", "quotes.parquet"),
        ("03_free_text", "themes_answers.parquet"),
        ("03_free_text", "remark_themes_carry_over.parquet"),
        ("03_free_text", "findings.json"),
        ("01_prepare", "inputs.json"),
        ("01_prepare", "settings.json"),
    ],
)
def test_missing_step_names_the_notebook(tmp_path, notebook, file):
    case = hand_on(build_materials(tmp_path))
    (case.processed / notebook / file).unlink()
    with pytest.raises(MissingStep, match=notebook):
        read_materials(case)


def test_findings_of_all_steps_are_gathered(tmp_path):
    m = build_materials(tmp_path, replaced("forum.yaml", "attendance: 110", "attendance: 多数"))
    m.findings.add("rule-word-split", "warning", Place("shared/themes.txt", row=1), "語が分かれます")
    rules = {finding.rule for finding in read_materials(hand_on(m)).findings.items}
    assert {"rule-word-split", "wrong-type"} <= rules


def test_typed_numbers_are_found_in_chapters_and_settings(tmp_path):
    changes = {
        "chapters/forum.md": "# 9\n■ 110名と999名。\n- {{ forum.attendance }}とQ18と第1部。\n",
        **replaced("projects.yaml", "[小さく始める]", "[888か所で]"),
        **replaced("platform.yaml", "町会どうし", "777の町会"),
        **replaced("case.yaml", "[支え合うまち]", "[666のまち]"),
    }
    assert typed(read_materials(hand_on(build_materials(tmp_path, changes)))) == [
        ("warning", "case.yaml 10行目 「goals.final[0]」", "666"),
        ("warning", "chapters/forum.md 2行目", "999"),
        ("warning", "platform.yaml 1行目 「links[0].description」", "777"),
        ("warning", "projects.yaml 1行目 「points[0]」", "888"),
        ("info", "chapters/forum.md 2行目", "110"),
    ]


def test_words_of_the_user_dictionary_are_terms(tmp_path):
    m = build_materials(tmp_path, {"chapters/forum.md": "# f\n■ 8050問題が3件。\n"})
    (m.raw.case.shared / "user_dictionary.csv").write_text(
        "8050問題,名詞,ハチマルゴーマルモンダイ\n", encoding="utf-8", newline="\n"
    )
    check_prose(m)
    assert [given for _, _, given in typed(m)] == ["3"]


def test_included_chapter_is_checked_once_where_it_stands(tmp_path):
    changes = {"chapters/forum.md": "# f\n\n{{ text.values }}\n", "chapters/values.md": "# v\n■ 999件。\n"}
    assert [place for _, place, _ in typed(read_materials(hand_on(build_materials(tmp_path, changes))))] == [
        "chapters/values.md 2行目"
    ]


def test_prose_of_the_settings_leaves_names_and_figures_alone(materials):
    texts = {str(place): text for place, text in prose_of(materials.raw)}
    assert texts["projects.yaml 5行目 「projects[0].content[0]」"] == "{{ forum.date | 和暦 }}に開く"
    assert texts["case.yaml 9行目 「previous_efforts[0].activities」"] == "声かけ"
    assert not {"フォーラムの開催", "架空印刷", "森の港市", "福祉部", "メイン"} & set(texts.values())


def test_document_properties(materials):
    assert document_properties(materials) == {
        "title": "No. 9　森の港市",
        "subtitle": "令和5年度　地方版連携プラットフォーム形成の取組",
        "author": "森の港市",
        "date": "2024-03-31",
    }


def test_outcome_holds_what_was_used_and_found(tmp_path):
    m = read_materials(hand_on(build_materials(tmp_path)))
    m.prose.render("{{ survey.returned }}", Place("chapters/survey.md", row=2))
    write_outcome(m)
    outcome = json.loads((m.raw.case.processed / "04_report" / "outcome.json").read_text(encoding="utf-8"))
    assert outcome["document"]["title"] == "No. 9　森の港市"
    (figure,) = outcome["figures"]
    assert (figure["id"], figure["shown"], figure["places"]) == (
        "survey.returned",
        "4団体",
        ["chapters/survey.md 2行目"],
    )
    assert any(name.endswith("forum.yaml") for name in outcome["inputs"])
    assert outcome["findings"] == [finding.to_dict() for finding in m.findings.sorted()]


def test_case_of_nothing_but_its_case_file(tmp_path):
    m = read_materials(
        hand_on(build_materials(tmp_path, {file: None for file in FILES if file != "case.yaml"}))
    )
    assert m.name == "森の港市"
