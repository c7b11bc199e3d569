import datetime as dt

import pytest

from helpers.findings import Findings
from helpers.raw.schema import check_document


def checked(document, name, lines=None):
    findings = Findings()
    return check_document(document, name, f"{name}.yaml", lines or {}, findings), findings.items


def test_declared_keys_are_filled_in():
    document, findings = checked({"meetings": [{"number": 1, "date": None}]}, "platform")
    assert document == {"links": [], "meetings": [{"number": 1, "date": None, "agenda": []}]}
    assert findings == []


def test_wrong_value_is_set_aside_with_line_and_path():
    lines = {(): 1, ("attendance",): 7}
    document, (found,) = checked({"attendance": "１１０", "date": dt.date(2024, 2, 6)}, "forum", lines)
    assert document["attendance"] is None
    assert (found.rule, found.severity) == ("full-width-digits", "error")
    assert (found.place.file, found.place.row, found.place.column) == ("forum.yaml", 7, "attendance")
    assert found.given == "１１０" and "110" in found.remedy


@pytest.mark.parametrize(
    ("document", "rule", "column"),
    [
        ({"date": "2024-02-30"}, "wrong-type", "date"),
        ({"start": "25:00"}, "wrong-form", "start"),
        ({"attendance": -1}, "out-of-range", "attendance"),
        ({"venue": 3}, "wrong-type", "venue"),
    ],
)
def test_single_values(document, rule, column):
    result, (found,) = checked(document, "forum")
    assert (found.rule, found.severity, found.place.column) == (rule, "error", column)
    assert found.allowed and found.remedy
    assert result[column] is None


def test_full_width_time_is_offered_in_half_width():
    _, (found,) = checked({"start": "１９：００"}, "forum")
    assert "19:00" in found.remedy


def test_broken_structure_is_fatal_and_the_document_not_used():
    document, (found,) = checked(
        {"projects": [{"id": "forum", "name": "会", "content": [{"結果": "よい"}]}]}, "projects"
    )
    assert document == {}
    assert (found.rule, found.severity, found.place.column) == (
        "wrong-type",
        "fatal",
        "projects[0].content[0]",
    )
    assert "引用符" in found.remedy


def test_missing_id_is_fatal_and_unknown_key_a_warning():
    _, findings = checked({"projects": [{"name": "会", "contents": []}]}, "projects")
    assert {(f.rule, f.severity) for f in findings} == {("missing-key", "fatal"), ("unknown-key", "warning")}
    unknown = next(f for f in findings if f.rule == "unknown-key")
    assert "「content」の誤り" in unknown.remedy


def test_single_answer_needs_choices():
    _, (found,) = checked({"id": "s", "title": "t", "questions": [{"id": "Q1", "type": "SA"}]}, "survey")
    assert (found.rule, found.severity, found.place.column) == (
        "missing-key",
        "fatal",
        "questions[0].choices",
    )
