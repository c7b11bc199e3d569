import pytest
from raw_cases import FILES, build_case, places, replaced, write_workbook

from helpers.case import Case
from helpers.errors import RawInputError
from helpers.raw import TABLES, build_remarks, read_case

RESPONSES = "surveys/survey/responses.csv"


def test_a_complete_case_has_no_findings(tmp_path):
    raw = read_case(build_case(tmp_path))
    assert raw.findings.items == []
    assert raw.settings["municipality"]["name"] == "森の港市"
    assert raw.chapters["step_01"].startswith("# step_01") and len(raw.chapters) == 21
    assert raw.lines["projects.yaml"][("projects", 0, "content", 0)] == 5
    assert "data/raw/minato_no_mori/2023/case.yaml" in raw.hashes


def test_every_bad_input_is_told_in_one_read(tmp_path):
    responses = (
        "回答ID,Q1,Q17,Q18,Q19\nR01,NPO法人,はい,=1+2,人員\nR01,任意団体,はい,<b>太字</b>,人員\n"
        'R03,有限会社,はい,{{ x }},\nR04,任意団体,はい,"#import ""a""",\n'
    )
    changes = {
        "interviews.csv": None,
        "opinions.csv": b"id,meeting,speaker_class,category,remark\n\xff\xff",
        RESPONSES: responses,
        "inputs.xlsx": b"no zip",
        "surveys/questionnaire/responses.csv": "回答ID,Q1\n",
        **replaced("forum.yaml", "date: 2024-02-06", "date: 2025-02-06"),
        **replaced("meetings.csv", ",火,", ",金,"),
        "distribution.csv": FILES["distribution.csv"].replace("合計,,,,120", "合計,,,,100"),
        **replaced("media.csv", ",279,", ",２７９,"),
    }
    raw = read_case(build_case(tmp_path, changes))
    expected = {
        ("missing-input", "warning", "interviews.csv", None, ""),
        ("encoding", "fatal", "opinions.csv", None, ""),
        ("unknown-choice", "error", RESPONSES, 4, "Q1"),
        ("duplicate-respondent", "fatal", RESPONSES, 3, "回答ID"),
        ("outside-fiscal-year", "error", "forum.yaml", 2, "date"),
        ("weekday-mismatch", "error", "meetings.csv", 2, "weekday"),
        ("wrong-total", "fatal", "distribution.csv", 5, "copies"),
        ("full-width-digits", "error", "media.csv", 2, "value"),
        ("row-incomplete", "error", "media.csv", 2, ""),
        ("hostile-text", "info", RESPONSES, 2, "Q18"),
        ("hostile-text", "info", RESPONSES, 3, "Q18"),
        ("hostile-text", "info", RESPONSES, 4, "Q18"),
        ("hostile-text", "info", RESPONSES, 5, "Q18"),
        ("unreadable-file", "fatal", "inputs.xlsx", None, ""),
        ("empty-survey", "error", "surveys/questionnaire/responses.csv", None, ""),
    }
    found = {(f.rule, f.severity, f.place.file, f.place.row, f.place.column) for f in raw.findings.items}
    assert found == expected
    with pytest.raises(RawInputError, match="致命的な指摘が4件"):
        raw.findings.stop_if_fatal()


def test_an_empty_folder_is_read_with_a_finding_for_each_file(tmp_path):
    raw = read_case(build_case(tmp_path, dict.fromkeys(FILES)))
    assert places(raw, "missing-input").count(("fatal", "case.yaml", None, "")) == 1
    assert ("info", "pins.csv", None, "") in places(raw, "missing-input")
    assert ("warning", "surveys/", None, "") in places(raw, "missing-input")
    assert (raw.settings, raw.forum, raw.surveys, raw.figures) == ({}, {}, {}, [])
    assert all(len(getattr(raw, name)) == 0 for name in TABLES)
    assert [f.severity for f in raw.findings.items].count("fatal") == 1


def test_a_folder_that_does_not_exist(tmp_path):
    raw = read_case(Case("nowhere", 2023, tmp_path))
    assert len(build_remarks(raw)) == 0 and raw.findings.count("fatal") == 1


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
@pytest.mark.parametrize("text", ["", "- 1\n", "a: 1\n", "文だけ\n", "a: [\n", "{a: {b: 1}}\n"])
def test_no_yaml_text_stops_the_reading(tmp_path, name, text):
    raw = read_case(build_case(tmp_path, {name: text}))
    assert any(f.place.file == name for f in raw.findings.items)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
@pytest.mark.parametrize("text", ["", "\n\n", "x\n1\n", "id,id\n,\n", '"'])
def test_no_csv_text_stops_the_reading(tmp_path, name, text):
    raw = read_case(build_case(tmp_path, {name: text}))
    assert any(f.place.file == name for f in raw.findings.items)


def test_any_table_may_be_a_sheet(tmp_path):
    case = build_case(tmp_path, {"meetings.csv": None})
    rows = [
        ["no", "date", "weekday", "start", "end", "counterpart"],
        [1, "2023-11-07", "金", "11:00", "12:30", "課"],
    ]
    write_workbook(case.raw / "inputs.xlsx", {"meetings": rows, "meetngs": rows})
    raw = read_case(case)
    (found,) = [f for f in raw.findings.items if f.rule == "weekday-mismatch"]
    assert str(found.place) == "inputs.xlsx シート「meetings」 2行目 「weekday」"
    assert places(raw, "unknown-sheet") == [("warning", "inputs.xlsx", None, "")]
    assert places(raw, "missing-input") == []


def test_a_table_given_twice_is_an_error(tmp_path):
    case = build_case(tmp_path)
    head = ["scope", "remark", "reason", "decided_by"]
    write_workbook(case.raw / "inputs.xlsx", {"pins": [head, ["Q18", "SV-Q18-R01", "別", "編集部"]]})
    raw = read_case(case)
    assert places(raw, "two-sources") == [("error", "inputs.xlsx", None, "")]
    assert len(raw.pins) == 1


def test_an_empty_sheet_is_no_table_received(tmp_path):
    case = build_case(tmp_path, {"opinions.csv": None})
    sheets = {
        "opinions": [["id", "meeting", "speaker_class", "category", "remark"]],
        "pins": [["scope", "remark", "reason", "decided_by"]],
    }
    write_workbook(case.raw / "inputs.xlsx", sheets)
    raw = read_case(case)
    assert places(raw, "missing-input") == [("warning", "opinions.csv", None, "")]
    assert places(raw, "two-sources") == []
    assert (len(raw.opinions), len(raw.pins)) == (0, 1)


def test_list_of_what_is_to_be_checked_is_a_finding_of_its_own(tmp_path):
    (found,) = read_case(build_case(tmp_path, {"to_check.md": "- 人口\n"})).findings.items
    assert (found.rule, found.severity, found.place.file) == ("not-checked", "warning", "to_check.md")
    assert found.message == "引き継いだものの確認が済んでいません。"
    assert found.remedy == "確かめたら to_check.md を削除してください。"


def test_responses_may_be_a_workbook(tmp_path):
    case = build_case(tmp_path, {RESPONSES: None})
    rows = [["回答ID", "Q1", "Q17", "Q18", "Q19"], ["R01", "NPO法人", "はい", "声", "人員"]]
    write_workbook(case.raw / "surveys/survey/responses.xlsx", {"Form1": rows})
    raw = read_case(case)
    assert raw.findings.items == []
    assert raw.surveys["survey"].respondents.loc[2, "Q19"] == ("人員",)


def test_misspelt_files_and_chapters_are_noticed(tmp_path):
    raw = read_case(
        build_case(tmp_path, {"meeting.csv": "x\n", "chapters/step_11.md": "x", "~$inputs.xlsx": "x"})
    )
    assert places(raw, "unknown-file") == [("warning", "meeting.csv", None, "")]
    assert places(raw, "unknown-chapter") == [("warning", "chapters/step_11.md", None, "")]


def test_survey_id_must_be_its_folder(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("surveys/survey/survey.yaml", "id: survey", "id: enquete")))
    assert places(raw, "wrong-survey-id") == [("error", "surveys/survey/survey.yaml", 1, "id")]
    assert raw.surveys["survey"].codebook["id"] == "survey"
