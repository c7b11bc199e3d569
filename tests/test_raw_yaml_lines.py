import datetime as dt

import pytest

from helpers.findings import Findings
from helpers.raw.yaml_lines import parse_yaml


def test_lines_of_every_path():
    text = "points: [小さく]\nprojects:\n  - id: forum\n    content:\n      - 一\n      - 二\n"
    document, lines = parse_yaml(text, "projects.yaml", Findings())
    assert document["projects"][0]["content"] == ["一", "二"]
    assert lines[("projects", 0, "content", 1)] == 6
    assert lines[("projects", 0, "id")] == 3
    assert lines[("points", 0)] == 1


def test_plain_values_stay_what_a_reader_sees():
    text = (
        "a: 19:00\nb: 01202\nc: yes\nd: 2020-10\ne: 2024-02-06\nf: 2024-02-30\ng: 110\nh: true\ni:\nj: 0.5\n"
    )
    document, _ = parse_yaml(text, "a.yaml", Findings())
    assert document == {
        **{
            "a": "19:00",
            "b": "01202",
            "c": "yes",
            "d": "2020-10",
            "e": dt.date(2024, 2, 6),
            "f": "2024-02-30",
        },
        **{"g": 110, "h": True, "i": None, "j": 0.5},
    }


def test_duplicate_key_is_an_error_with_its_line():
    findings = Findings()
    document, _ = parse_yaml("date: 1\nvenue: x\ndate: 2\n", "forum.yaml", findings)
    assert document["date"] == 2
    (found,) = findings.items
    assert (found.rule, found.severity, found.place.row, found.place.column) == (
        "duplicate-key",
        "error",
        3,
        "date",
    )


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a: 1\nb: 二: 三\n", 2, "「: 」"),
        ("a:\n\t- 1\n", 2, "タブ"),
        ("a: 1\nvenue: {{ forum.venue }}\n", 2, "{{ … }}"),
        ("a: {{ x }} です\n", 1, "{{ … }}"),
        ('a: "閉じない\n', 1, "閉じ忘れ"),
        ("a: *x\n", 1, "引用符"),
        ("a: !!python/object:os.system x\n", 1, "字下げ"),
        ("a: 1\nb: \x07\n", 2, "字下げ"),
    ],
)
def test_syntax_error_is_fatal_with_its_line(text, line, hint):
    findings = Findings()
    assert parse_yaml(text, "a.yaml", findings)[0] is None
    (found,) = findings.items
    assert (found.rule, found.severity) == ("yaml-syntax", "fatal")
    assert found.place.row in (line, line + 1)  # an open quote is noticed at the end
    assert hint in found.remedy


def test_empty_document():
    assert parse_yaml("# 注記だけ\n", "a.yaml", Findings()) == (None, {})
