"""The measure itself, and floors of recall and precision on the labelled answers; docs/privacy.md prints the same."""

from pathlib import Path

import pytest
import yaml

from helpers.text.privacy.kinds import Personal
from helpers.text.privacy.measure import (
    Labelled,
    measure,
    measure_half,
    parse_labelled,
    read_labelled,
    to_markdown,
)

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ROOT / "tests" / "privacy_answers.yaml"
FLOORS = {"development": (99, 99), "held_out": (96, 98)}  # recall and precision of all kinds, percent


def test_labels_are_places_of_the_text_without_them():
    answer = parse_labelled("隣の⟦氏名|渡辺⟧さん（⟦年齢|70歳⟧）")
    assert answer == Labelled("隣の渡辺さん（70歳）", ((2, 4, "name"), (7, 10, "age")))


def test_decomposed_lines():
    answer = parse_labelled("〈NFD〉⟦氏名|ガク⟧さん")
    assert answer == Labelled("カ\u3099クさん", ((0, 3, "name"),))


def test_recall_needs_every_letter_and_precision_a_touch():
    answers = [Labelled("渡辺と佐藤と渡辺", ((0, 2, "name"), (3, 5, "name"))), Labelled("1234", ())]
    found = [
        [Personal(0, 2, "address", "渡辺", ""), Personal(3, 4, "name", "佐", "")],
        [Personal(0, 4, "name", "1234", "")],
    ]
    rows = measure(answers, found).set_index("kind")
    assert rows.loc["氏名", ["labelled", "masked", "found", "right"]].tolist() == [2, 1, 2, 1]
    assert rows.loc["住所", ["labelled", "masked", "found", "right"]].tolist() == [0, 0, 1, 1]
    assert rows.loc["全体", ["recall", "precision"]].round(1).tolist() == [50.0, 66.7]


def test_enough_answers_and_none_in_both_halves():
    halves = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    lines = [line for half in halves.values() for line in half.splitlines()]
    assert len(lines) >= 240
    assert len(set(lines)) == len(lines)
    bare = [sum(not answer.places for answer in read_labelled(ANSWERS, half)) for half in halves]
    assert min(bare) >= 60


@pytest.mark.parametrize("half", FLOORS)
def test_floors_and_the_table_of_the_page(half):
    df = measure_half(ANSWERS, half)
    recall, precision = FLOORS[half]
    total = df.set_index("kind").loc["全体"]
    assert total["recall"] >= recall
    assert total["precision"] >= precision
    assert to_markdown(df) in (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
