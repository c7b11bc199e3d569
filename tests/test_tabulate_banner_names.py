"""tabulate/banner_names: which banners can be used; every one that cannot be has a finding."""

from __future__ import annotations

import pytest
from tabulate_cases import ask, code

from helpers.findings import Findings, Place
from helpers.raw import NOT_APPLICABLE
from helpers.tabulate import check_banners

QUESTIONS = [ask("Q1", "SA", "男 女"), ask("Q2", "NUM"), ask("Q3", "NUM"), ask("Q3_band", "SA", "若 老"), ask("Q4", "FA"),
             ask("Q5", "RANK", "a b"), ask("Q6_1", "SA", "a b", matrix="Q6"), ask("Q7", "SA", "x y")]  # fmt: skip
ANSWERS = {
    "Q1": ["男"],
    "Q2": [1],
    "Q3": [2],
    "Q3_band": ["若"],
    "Q4": ["文"],
    "Q5": [("a",)],
    "Q6_1": ["a"],
    "Q7": [NOT_APPLICABLE],
}


def check(*names: str) -> tuple[list[str], list[tuple[str, str]]]:
    findings = Findings()
    usable = check_banners(names, code(QUESTIONS, ANSWERS), findings, Place("survey.yaml"))
    assert all(item.place.file == "survey.yaml" for item in findings.items)
    assert all(item.remedy for item in findings.items)
    return usable, [(item.rule, item.severity) for item in findings.items]


def test_usable_ones_come_back_once_and_numbers_by_their_bands():
    assert check("Q1", "Q1 * Q3", "Q3", "Q1", "Q3_band") == (["Q1", "Q1*Q3_band", "Q3_band"], [])


@pytest.mark.parametrize(
    ("name", "rule"),
    [("Q9", "unknown-banner"), ("Q6", "unknown-banner"), ("Q2", "unfit-banner"), ("Q4", "unfit-banner"),
     ("Q5", "unfit-banner"), ("Q1*Q1", "banner-repeats"), ("", "unknown-banner"), ("Q1*", "unknown-banner")],
)  # fmt: skip
def test_unusable_ones(name, rule):
    assert check(name) == ([], [(rule, "error")])


def test_all_faults_at_once():
    assert check("Q9*Q2", "Q1") == (["Q1"], [("unknown-banner", "error"), ("unfit-banner", "error")])


def test_a_banner_without_respondents_is_a_warning():
    assert check("Q7") == (["Q7"], [("empty-banner", "warning")])


def test_a_matrix_is_pointed_to_its_items():
    findings = Findings()
    check_banners(["Q6"], code(QUESTIONS, ANSWERS), findings)
    assert "Q6_1" in findings.items[0].remedy
