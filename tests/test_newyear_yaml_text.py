"""Edits of a YAML file where it stands: what is not touched stays as it was, to the letter."""

import pytest
import yaml

from helpers.newyear.yaml_text import YamlText

TEXT = """\
# kept
title: 会 # beside
date: 2024-02-06   # received
place: {name: 会館, floor: 2}
items:
  - one
  - "two {{ x }}"

more: [a, "b {{ x }}"]   # kept, too
long: >-
  first
  second
last: 1
"""


def emptied(*path):
    document = YamlText(TEXT, 2023)
    document.empty(*path)
    return document.text


def test_nothing_edited_is_the_same_text():
    assert YamlText(TEXT, 2023).text == TEXT


def test_emptied_key_stays_as_a_comment_of_its_year():
    expected = TEXT.replace("date: 2024-02-06", "date: null\n#2023| date: 2024-02-06")
    assert emptied("date") == expected


def test_emptied_block_loses_none_of_its_lines():
    assert 'items: null\n#2023| items:\n#2023|   - one\n#2023|   - "two {{ x }}"\n\nmore' in emptied("items")
    assert "long: null\n#2023| long: >-\n#2023|   first\n#2023|   second\nlast: 1\n" in emptied("long")


def test_in_braces_only_the_value_goes_and_the_comment_stands_above():
    assert "#2023| floor: 2\nplace: {name: 会館, floor: null}\n" in emptied("place", "floor")


def test_first_key_of_an_item_keeps_its_dash():
    document = YamlText("list:\n  - name: a\n    size: 1\n", 2023)
    document.empty("list", 0, "name")
    assert document.text == "list:\n  - name: null\n    #2023| name: a\n    size: 1\n"


def test_unfit_items_become_comments_in_both_styles():
    document = YamlText(TEXT, 2023)
    for key in ("items", "more"):
        document.empty_items((key,), lambda item: "{{" in item)
    assert '  - one\n  #2023| - "two {{ x }}"\n' in document.text
    assert '#2023| more: [a, "b {{ x }}"]\nmore: ["a"]   # kept, too\n' in document.text
    assert yaml.safe_load(document.text)["items"] == ["one"]


def test_list_of_unfit_items_only_is_emptied():
    document = YamlText(TEXT, 2023)
    document.empty_items(("items",), lambda item: True)
    assert yaml.safe_load(document.text)["items"] is None


def test_comments_of_an_earlier_year_go():
    once = emptied("items")
    again = YamlText(once, 2024)
    again.empty("last")
    assert "#2023|" not in again.text
    assert "last: null\n#2024| last: 1\n" in again.text


def test_windows_line_ends_and_a_missing_last_one():
    document = YamlText("a: 1\r\nb: 2", 2023)
    document.empty("b")
    assert document.text == "a: 1\nb: null\n#2023| b: 2\n"


def test_null_and_absent_values_are_left_alone():
    document = YamlText("a: null\nb:\n", 2023)
    for key in ("a", "b", "c"):
        document.empty(key)
    assert document.text == "a: null\nb:\n"


def test_file_of_comments_only():
    document = YamlText("# later\n", 2023)
    document.empty("a")
    assert (document.value(), document.text) == (None, "# later\n")


def test_replace_and_note():
    document = YamlText("year: 2023 # 年度\nin:\n  a: 1\n", 2023)
    document.replace(("year",), "2024")
    document.note(("in", "a"), "要確認")
    assert document.text == "year: 2024 # 年度\nin:\n  # 要確認\n  a: 1\n"


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        (("p", "*", "c", "*", "n"), [("p", 0, "c", 0, "n"), ("p", 0, "c", 1, "n")]),
        (("p", "*", "d"), [("p", 1, "d")]),
        (("x", "*"), []),
    ],
)
def test_paths_expand_stars(pattern, paths):
    document = YamlText("p:\n  - c: [{n: 1}, {n: 2}]\n  - d: 1\n", 2023)
    assert list(document.paths(*pattern)) == paths
