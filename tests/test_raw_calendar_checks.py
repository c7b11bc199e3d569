import pytest
from raw_cases import build_case, finding, places, replaced

from helpers.raw import read_case


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column"),
    [
        ("forum.yaml", "date: 2024-02-06", "date: 2025-02-06", 2, "date"),
        ("meetings.csv", "2023-11-07,火", "2023-03-07,火", 2, "date"),
        ("platform.yaml", "date: 2023-11-20", "date: 2022-11-20", 3, "meetings[0].date"),
        ("surveys/survey/survey.yaml", "end: 2024-02-23", "end: 2024-04-01", 6, "period.end"),
    ],
)
def test_date_outside_the_fiscal_year(tmp_path, file, old, new, row, column):
    raw = read_case(build_case(tmp_path, replaced(file, old, new)))
    assert places(raw, "outside-fiscal-year") == [("error", file, row, column)]
    assert finding(raw, "outside-fiscal-year").allowed == "2023-04-01〜2024-03-31"


def test_media_may_be_counted_later_but_not_before(tmp_path):
    later = read_case(build_case(tmp_path / "a", replaced("media.csv", "2024-03-11", "2024-06")))
    assert places(later, "outside-fiscal-year") == []
    before = read_case(build_case(tmp_path / "b", replaced("media.csv", "2024-03-11", "2023-03-31")))
    assert places(before, "outside-fiscal-year") == [("warning", "media.csv", 2, "as_of")]


def test_weekday_that_does_not_fit(tmp_path):
    changes = replaced("meetings.csv", ",火,", ",金,") | replaced(
        "forum.yaml", "start:", "weekday_received: 金\nstart:"
    )
    raw = read_case(build_case(tmp_path, changes))
    assert places(raw, "weekday-mismatch") == [
        ("error", "forum.yaml", 3, "weekday_received"),
        ("error", "meetings.csv", 2, "weekday"),
    ]
    found = next(f for f in raw.findings.items if f.place.file == "meetings.csv")
    assert (found.given, found.allowed) == ("金", "火")
    assert "2023年11月7日（火）" in found.message


def test_end_before_start(tmp_path):
    changes = (
        replaced("meetings.csv", "12:30", "10:30")
        | replaced("forum.yaml", '"20:30"', '"18:30"')
        | replaced("surveys/survey/survey.yaml", "end: 2024-02-23", "end: 2024-01-09")
    )
    raw = read_case(build_case(tmp_path, changes))
    assert places(raw, "end-before-start") == [
        ("error", "forum.yaml", 4, "end"),
        ("error", "meetings.csv", 2, "end"),
        ("error", "surveys/survey/survey.yaml", 6, "period.end"),
    ]


def test_long_meeting_is_a_warning(tmp_path):
    raw = read_case(build_case(tmp_path / "a", replaced("meetings.csv", "12:30", "15:30")))
    assert places(raw, "long-meeting") == [("warning", "meetings.csv", 2, "end")]
    raw = read_case(build_case(tmp_path / "b", replaced("meetings.csv", "12:30", "14:00")))
    assert places(raw, "long-meeting") == []


def test_platform_meeting_without_a_date(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("platform.yaml", "date: 2023-11-20", "date: null")))
    assert places(raw, "missing-date") == [("info", "platform.yaml", 3, "meetings[0].date")]
