"""ledger: nets, statistics and crosstabs as figures that prose may refer to."""

from __future__ import annotations

import pytest
from raw_cases import FILES, build_case

from helpers.findings import Findings
from helpers.ledger import build_facts
from helpers.raw import read_case
from helpers.tabulate import crosstab_surveys, tabulate_surveys

BOOK = "surveys/survey/survey.yaml"
TEXT = (
    FILES[BOOK]
    .replace("questions:", "crosstabs: [Q17]\nquestions:", 1)
    .replace("choices: [はい, いいえ]", "choices: [はい, いいえ], nets: {答えた人: [はい, いいえ]}", 1)
) + "  - {id: Q20, text: 会員数, type: NUM}\n"
ROWS = """\
回答ID,Q1,Q17,Q18,Q19,Q20
R01,NPO法人,はい,暮らし,人員,10
R02,NPO法人,はい,暮らし,人員,20
R03,任意団体,いいえ,,,30
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    root = tmp_path_factory.mktemp("ledger")
    raw = read_case(build_case(root, {BOOK: TEXT, "surveys/survey/responses.csv": ROWS}))
    surveys = raw.surveys.values()
    return build_facts(raw, tabulate_surveys(surveys), None, crosstab_surveys(surveys, Findings()))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("survey.Q17.答えた人.percent", "100.0%"),
        ("survey.Q20.mean", "20.0"),
        ("survey.Q20.mean.Q17=はい", "15.0"),
        ("survey.Q1.NPO法人.percent.Q17=はい", "100.0%"),
        ("survey.Q1.NPO法人.n.Q17=はい", "2団体"),
    ],
)
def test_figures_by_hand(store, name, shown):
    assert store.show(name) == shown


def test_label_says_whose_figure_it_is(store):
    assert store.facts["survey.Q20.mean.Q17=はい"].label == "Q20の平均（Q17が「はい」の回答者）"


def test_they_do_not_make_every_typed_number_a_known_one(store):
    assert "15.0" not in store.known_numbers()
    assert "66.7" in store.known_numbers(), "the share of はい in the simple tabulation"
