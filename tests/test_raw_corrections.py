import datetime as dt

from raw_cases import FILES, build_case, finding, places, replaced

from helpers.raw import read_case


def record(where, old, new):
    return f"- {{id: C-01, where: {where}, from: {old}, to: {new}, reason: 確認した}}\n"


def read(tmp_path, where, old, new, **more):
    return read_case(build_case(tmp_path, {"corrections.yaml": record(where, old, new)} | more))


def test_table_cell_by_file_row_and_column(tmp_path):
    wrong = replaced("meetings.csv", ",火,", ",金,")
    raw = read(tmp_path, "{file: meetings.csv, row: 2, column: weekday}", "金", "火", **wrong)
    assert raw.meetings.loc[2, "weekday"] == "火"
    assert raw.corrections[0]["applied"] is True
    assert raw.findings.items == []


def test_date_in_a_table(tmp_path):
    raw = read(tmp_path, "{file: meetings.csv, row: 2, column: date}", "2023-11-07", "2023-11-14")
    assert raw.meetings.loc[2, "date"] == dt.date(2023, 11, 14)


def test_yaml_by_path_with_or_without_the_file_stem(tmp_path):
    for number, path in enumerate(["date", "forum.date"]):
        where = f"{{file: forum.yaml, path: {path}}}"
        raw = read(tmp_path / str(number), where, "2024-02-06", "2024-02-13")
        assert raw.forum["date"] == dt.date(2024, 2, 13)


def test_yaml_by_position_and_by_id(tmp_path):
    for number, path in enumerate(["projects.0.aims[0]", "projects.forum.aims.0"]):
        raw = read(tmp_path / str(number), f"{{file: projects.yaml, path: '{path}'}}", "周知", "啓発")
        assert raw.projects["projects"][0]["aims"] == ["啓発"]


def test_survey_responses(tmp_path):
    where = "{file: surveys/survey/responses.csv, row: 4, column: Q1}"
    raw = read(tmp_path, where, "任意団体", "NPO法人")
    assert raw.surveys["survey"].respondents.loc[4, "Q1"] == "NPO法人"


def test_from_that_is_not_there_is_an_error_and_nothing_is_changed(tmp_path):
    raw = read(tmp_path, "{file: meetings.csv, row: 2, column: weekday}", "木", "金")
    assert raw.meetings.loc[2, "weekday"] == "火"
    assert raw.corrections[0]["applied"] is False
    found = finding(raw, "correction-mismatch")
    assert (found.severity, found.place.file, found.place.row) == ("error", "corrections.yaml", 1)
    assert (found.given, found.allowed) == ("木", "火")


def test_unknown_row_path_and_file(tmp_path):
    for number, where in enumerate(
        [
            "{file: meetings.csv, row: 9, column: weekday}",
            "{file: forum.yaml, path: forum.dates}",
            "{file: projects.yaml, path: projects.x.name}",
            "{file: meeting.csv, row: 2, column: weekday}",
        ]
    ):
        raw = read(tmp_path / str(number), where, "火", "水")
        assert places(raw, "correction-mismatch") == [("error", "corrections.yaml", 1, "[0].where")]
        assert raw.corrections[0]["applied"] is False


def test_a_record_of_the_source_needs_no_file(tmp_path):
    raw = read_case(build_case(tmp_path))
    assert FILES["corrections.yaml"].startswith("- {id: C-01, where: {source:")
    assert (raw.corrections[0]["applied"], raw.corrections[0]["to"]) == (None, "三")
