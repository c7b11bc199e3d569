"""choice: names and years as typed, and what failed last time."""

from __future__ import annotations

import pytest
from runner_cases import build_project, write_text

from helpers.case import Case, Volume, Years
from helpers.choice import choose_cases, read_failed, write_failed
from helpers.errors import ParameterError


@pytest.fixture
def root(tmp_path):
    build_project(tmp_path, ("koto", 2023), ("koto", 2024), ("minato", 2024))
    return tmp_path


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ([], ["koto 2023", "koto 2024", "minato 2024"]),
        (["koto"], ["koto 2023", "koto 2024"]),
        (["2024"], ["koto 2024", "minato 2024"]),
        (["koto", "2023"], ["koto 2023"]),
        (["2024", "2023", "koto"], ["koto 2023", "koto 2024"]),
        (["minato", "koto", "2024"], ["koto 2024", "minato 2024"]),
        (["koto", "koto"], ["koto 2023", "koto 2024"]),
    ],
)
def test_names_and_years_in_any_order_oldest_year_first(root, names, chosen):
    assert [str(case) for case in choose_cases(names, root)] == chosen


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["chuo"], "chuo"),
        (["koto", "2022"], "2022」「koto"),
        (["minato", "2023"], "2023」「minato"),
        (["R5"], "R5"),
        (["koto", "../koto"], "../koto"),
        (["２０２３"], "２０２３"),
        (["20233"], "20233"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(root, names, wrong):
    with pytest.raises(ParameterError) as refusal:
        choose_cases(names, root)
    assert str(refusal.value) == (
        f"「{wrong}」に当たる事例がありません。年度は4桁の西暦で指定してください。"
        "指定できる値：koto（2023・2024）、minato（2024）"
    )


def test_no_case_at_all(tmp_path):
    with pytest.raises(ParameterError, match="まだ事例がありません"):
        choose_cases(["koto"], tmp_path)
    assert choose_cases([], tmp_path) == []


def test_failed_ones_come_back_where_they_are_still_there(root):
    targets = [Case("koto", 2024, root), Years("koto", root), Volume(2024, root), Case("gone", 2023, root)]
    write_failed(root, targets)
    assert read_failed(root) == targets[:3]


@pytest.mark.parametrize("content", [None, "", "{", "[3]", "{}", "3", '[{"a": 1}]', "[null]"])
def test_damaged_list_is_none(root, content):
    if content is not None:
        write_text(root / "reports" / "logs" / "failed.json", content)
    assert read_failed(root) == []


def test_run_that_broke_off_keeps_what_it_did_not_come_to(root):
    """Of two that had failed, one is tried and succeeds; the other one stays on the list."""
    one, other = choose_cases([], root)[:2]
    write_failed(root, [one, other])
    write_failed(root, [], [other])
    assert read_failed(root) == [other]
    write_failed(root, [one], [other])
    assert read_failed(root) == [one, other]
