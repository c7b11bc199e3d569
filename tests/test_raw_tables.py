import datetime as dt

import pandas as pd
import pytest

from helpers.contract import TABLES
from helpers.findings import Findings, Place
from helpers.raw.files import build_sheet
from helpers.raw.tables import convert_cell, empty_table, read_table


def read(name, rows):
    findings = Findings()
    sheet = build_sheet(rows, Place(f"{name}.csv"), findings)
    return read_table(name, sheet, findings), findings.items


def test_types_and_blanks():
    frame, findings = read("meetings", [["no", "date", "weekday", "start", "end", "counterpart"],
                                        ["1", "2023-11-07", "火", "11:00", "12:30", ""]])  # fmt: skip
    assert frame.loc[2, "no"] == 1
    assert frame.loc[2, "date"] == dt.date(2023, 11, 7)
    assert frame.loc[2, "counterpart"] is pd.NA
    assert findings == []


@pytest.mark.parametrize(
    ("text", "types", "value"),
    [
        ("860", ["integer"], 860),
        ("8.5", ["integer"], None),
        ("72.5", ["number"], 72.5),
        ("1,000", ["integer"], None),
        ("８0", ["integer"], None),
        ("2024-02-06", ["number", "date", "string"], dt.date(2024, 2, 6)),
        ("2023-12", ["number", "date", "string"], "2023-12"),
        ("７０", ["number", "date", "string"], None),
        ("2024-02-30", ["date"], None),
    ],
)
def test_convert_cell(text, types, value):
    assert convert_cell(text, types) == value


@pytest.mark.parametrize(
    ("copies", "rule", "remedy"),
    [("８０", "full-width-digits", "80"), ("1,000", "wrong-type", "1000"), ("80部", "wrong-type", "")],
)
def test_a_number_that_is_none_is_set_aside(copies, rule, remedy):
    frame, (found, row) = read("distribution", [["group", "place", "sites", "copies_per_site", "copies"],
                                            ["A", "x", "", "", copies]])  # fmt: skip
    assert frame.loc[2, "copies"] is pd.NA
    assert row.rule == "row-incomplete"
    assert (found.rule, found.severity, found.given) == (rule, "error", copies)
    assert (found.place.file, found.place.row, found.place.column) == ("distribution.csv", 2, "copies")
    assert remedy in found.remedy


def test_a_date_with_slashes_is_told_in_iso_form():
    _, (found, _) = read("meetings", [["no", "date", "weekday", "start", "end", "counterpart"],
                                    ["1", "2023/11/7", "", "", "", ""]])  # fmt: skip
    assert "2023-11-07" in found.remedy


def test_blank_where_a_value_must_be():
    frame, (found,) = read("opinions", [["id", "meeting", "speaker_class", "category", "remark"],
                                          ["PF-01", "", "", "", " "]])  # fmt: skip
    assert frame.loc[2, "remark"] is pd.NA
    assert (found.rule, found.severity, found.place.column) == ("missing-value", "error", "remark")
    assert "空欄" in found.message and "根拠にもなりません" in found.message


def test_value_outside_the_list():
    frame, (found, _) = read("participants", [["side", "class", "organisation", "division", "post"],
                                              ["区", "", "会", "", ""]])  # fmt: skip
    assert frame.loc[2, "side"] is pd.NA
    assert (found.rule, found.severity, found.allowed) == ("unknown-value", "error", "地域、行政")


@pytest.mark.parametrize(
    ("name", "cells", "words"),
    [
        ("meetings", {"no": "1", "date": "2023/11/7", "counterpart": "課"}, ("「date」", "打合せの日付")),
        ("participants", {"side": "区", "organisation": "港町会"}, ("「side」", "一覧にも人数にも")),
        ("distribution", {"group": "各所", "place": "会館", "copies": "５"}, ("「copies」", "合計")),
        ("facts", {"id": "a", "label": "数", "value": "７"}, ("「value」", "引けず")),
        ("media", {"id": "a", "value": "７"}, ("「value」", "引けず")),
    ],
)
def test_incomplete_row_says_what_is_lost(name, cells, words):
    _, findings = read(name, [[*cells], [*cells.values()]])
    (found,) = [found for found in findings if found.rule == "row-incomplete"]
    assert (found.severity, found.place.file, found.place.row) == ("error", f"{name}.csv", 2)
    assert all(word in found.message for word in words)
    assert all(cell.strip() in found.given for cell in cells.values())


@pytest.mark.parametrize(
    ("name", "cells", "column", "lost"),
    [
        ("opinions", {"id": "", "remark": "続かない"}, "id", "この意見は印字されず"),
        ("interviews", {"id": " ", "remark": "届かない"}, "id", "この発言は印字されず"),
        ("distribution", {"group": "", "place": "会館", "copies": "5"}, "group", "区分は印字されません"),
        ("media", {"id": "", "value": "7"}, "id", "引けず"),
        ("pins", {"scope": "", "remark": "PF-01"}, "scope", "引用の指定は使いません"),
    ],
)
def test_blank_cell_is_told_once_with_what_is_lost(name, cells, column, lost):
    _, findings = read(name, [[*cells], [*cells.values()]])
    (found,) = [found for found in findings if found.rule != "missing-column"]
    assert (found.rule, found.place.row, found.place.column) == ("missing-value", 2, column)
    assert lost in found.message


def test_missing_and_unknown_columns():
    frame, findings = read("pins", [["scope", "remarks", "reason", "decided_by"], ["Q1", "PF-01", "", ""]])
    assert list(frame.columns) == ["scope", "remark", "reason", "decided_by"]
    assert {(f.rule, f.severity, f.place.row) for f in findings} == {
        ("missing-column", "error", 1),
        ("unknown-column", "warning", 1),
    }
    assert "「remark」" in next(f for f in findings if f.rule == "unknown-column").remedy


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_the_columns_and_dtypes_of_a_full_one(name):
    frame = empty_table(name)
    assert len(frame) == 0 and frame.index.name == "row"
    assert set(map(str, frame.dtypes)) <= {"string", "Int64", "Float64", "object"}


def test_empty_meetings_columns():
    assert list(empty_table("meetings").columns) == ["no", "date", "weekday", "start", "end", "counterpart"]
