"""A survey outside of a case: any sheet, any codebook; crosstabs; few respondents or none."""

import pytest
from codebook_cases import answers, build_sheet, open_literal, told

from helpers.findings import Findings
from helpers.raw.survey import open_survey, read_codebook

QUESTIONS = """
{id: Q1, text: t, type: SA, choices: [a, b]}
{id: Q2, text: t, type: NUM, bands: {若: [null, 65], 老: [65, null]}}
{id: Q3, text: t, type: NUM}
{id: Q4, text: t, type: FA}
{id: Q5, text: t, type: SCALE, choices: [a, b], items: {駅: c, 店: d}}
"""
COLUMNS = {"Q1": ["a"], "Q2": ["1"], "Q3": ["1"], "Q4": ["文"], "c": ["a"], "d": ["b"]}


def banners(tmp_path, *listed):
    head = "crosstabs:\n" + "".join(f'  - "{text}"\n' for text in listed)
    survey, findings = open_literal(tmp_path, QUESTIONS, COLUMNS, head=head)
    return survey.codebook["crosstabs"], told(findings)


def test_crosstabs_that_can_be_shown(tmp_path):
    shown, findings = banners(tmp_path, "Q1", "Q1 * Q5_2", "Q2", "Q2_band*Q1", "Q1")
    assert shown == ["Q1", "Q1*Q5_2", "Q2_band", "Q2_band*Q1"]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "rule", "given"),
    [
        ("Q9", "unknown-banner", "Q9"),
        ("Q5", "unknown-banner", "Q5"),
        ("Q1*Q9", "unknown-banner", "Q9"),
        ("Q1＊Q2", "unknown-banner", "Q1＊Q2"),
        ("Q3", "unfit-banner", "Q3"),
        ("Q4", "unfit-banner", "Q4"),
        ("Q1*Q1", "banner-repeats", "Q1*Q1"),
        ("", "wrong-form", ""),
    ],
)
def test_crosstabs_that_cannot(tmp_path, text, rule, given):
    shown, findings = banners(tmp_path, "Q1", text)
    assert shown == ["Q1"]
    assert findings == [(rule, "error", 6, "crosstabs[1]", given)]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_few_respondents_or_none(tmp_path, rows):
    columns = {name: cells * rows for name, cells in COLUMNS.items()}
    survey, findings = open_literal(tmp_path, QUESTIONS, columns | {"W": ["1"] * rows}, head="weight: W\n")
    assert len(survey.respondents) == rows
    assert list(survey.respondents.columns) == [
        *("回答ID", "Q1", "Q2", "Q2_band", "Q3", "Q4", "Q5_1", "Q5_2"),
    ]
    assert answers(survey, "Q2_band") == ["若"] * rows
    assert len(survey.weights) == rows
    assert told(findings) == ([] if rows else [("empty-survey", "error", None, "", "")])


def test_columns_alone_do_not_make_a_survey(tmp_path):
    survey, _ = open_literal(tmp_path, QUESTIONS, {"x": ["1"]})
    assert survey.codebook["questions"] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (None, "missing-input"),
        ("", "empty-file"),
        ("id: [", "yaml-syntax"),
        ("id: s\ntitle: t\n", "missing-key"),
        ("id: s\ntitle: t\nquestions: [{id: 1, type: SA}]\n", "missing-key"),
    ],
)
def test_a_codebook_that_cannot_be_used(tmp_path, text, rule):
    path, findings = tmp_path / "survey.yaml", Findings()
    if text is not None:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert open_survey(build_sheet(COLUMNS), path, findings) is None
    assert rule in {found.rule for found in findings.items if found.severity == "fatal"}
    assert {found.place.file for found in findings.items} == {"survey.yaml"}


def test_the_codebook_alone(tmp_path):
    path = tmp_path / "survey.yaml"
    text = "id: s\ntitle: t\nsheet: 回答\nencoding: cp932\ndelimiter: tab\nquestions: [{id: Q1, type: FA}]\n"
    path.write_bytes(text.encode("cp932"))
    findings = Findings()
    codebook, lines = read_codebook(path, findings)
    assert [codebook[key] for key in ("sheet", "header_rows", "encoding", "delimiter")] == [
        *("回答", 1, "cp932", "tab"),
    ]
    assert (lines[("encoding",)], [found.rule for found in findings.items]) == (4, ["cp932"])


def test_a_base_may_refer_to_bands_items_and_numbers(tmp_path):
    questions = """
    {id: Q1, text: t, type: NUM, bands: {若: [null, 65], 老: [65, null]}}
    {id: Q2, text: t, type: FA, base: 'Q1_band == "老"'}
    {id: Q3, text: t, type: FA, base: 'Q1 < 18 or Q1 >= 75'}
    {id: Q4, text: t, type: SA, choices: [a], items: {駅: c, 店: d}}
    {id: Q5, text: t, type: FA, base: 'Q4_2 == "a"'}
    {id: Q6, text: t, type: FA, base: 'Q4 == "a"'}
    """
    columns = {"Q1": ["64", "65", "75", "x"], "c": ["", "", "", ""], "d": ["a", "", "", "a"]}
    columns |= {name: [""] * 4 for name in ("Q2", "Q3", "Q5", "Q6")}
    survey, findings = open_literal(tmp_path, questions, columns)
    assert answers(survey, "Q2") == ["非該当", "", "", ""]
    assert answers(survey, "Q3") == ["非該当", "非該当", "", ""]
    assert answers(survey, "Q5") == ["", "非該当", "非該当", ""]
    assert told(findings) == [
        ("wrong-type", "error", 5, "Q1", "x"),
        ("bad-base", "error", 10, "questions[5].base", 'Q4 == "a"'),
    ]


def test_a_question_may_not_be_called_as_the_column_of_ids(tmp_path):
    text = "id: s\ntitle: t\nid_column: ID\nquestions:\n  - {id: ID, text: t, type: FA}\n"
    (tmp_path / "survey.yaml").write_text(text, encoding="utf-8", newline="\n")
    findings = Findings()
    open_survey(build_sheet({"ID": ["1"]}), tmp_path / "survey.yaml", findings)
    assert told(findings) == [("duplicate-id", "fatal", 5, "questions[0]", "ID")]
