"""Collocations: positions counted by hand, scores by the formulas."""

import math

import pytest
from text_cases import tokens_of

from helpers.errors import ParameterError
from helpers.text import Dictionaries
from helpers.text.collocation import count_collocations
from helpers.text.nodes import Node
from helpers.text.words import select_words

PARTS = {"は": "助詞,係助詞", "。": "記号,句点", "増える": "動詞,自立"}


def text(words: str) -> list[tuple[str, str, str]]:
    return [(word, word, PARTS.get(word, "名詞,一般")) for word in words.split()]


# Node: 死. 12 tokens in the first text, 4 in the second: N = 16.
TOKENS = tokens_of(text("町会 孤独 死 は 増える 。 孤独 死 は 町会 町会 町会"), text("孤独 死 は 増える"))
ENTRIES = select_words(TOKENS.entries, Dictionaries())
POSITIONS = ["l5", "l4", "l3", "l2", "l1", "r1", "r2", "r3", "r4", "r5"]


def row_of(word: str, **options):
    df = count_collocations(TOKENS, Node("死"), ENTRIES, **options)
    [row] = df[df["base_form"] == word].to_dict("records")
    return row


@pytest.mark.parametrize(
    ("word", "counts", "left", "right"),
    [
        ("孤独", [0, 0, 0, 0, 3, 0, 0, 0, 1, 0], 3, 1),
        ("増える", [0, 0, 1, 0, 0, 0, 2, 0, 0, 0], 1, 2),
        # from the first 死: l2, none right within five; from the second: r2 r3 r4, its l5 is the first 死
        ("町会", [0, 0, 0, 1, 0, 0, 1, 1, 1, 0], 1, 3),
        ("死", [1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1, 1),
    ],
)
def test_positions(word, counts, left, right):
    row = row_of(word)
    assert [row[name] for name in POSITIONS] == counts
    assert (row["total"], row["total_left"], row["total_right"]) == (left + right, left, right)


def test_symbols_and_particles_take_a_position_but_are_no_words():
    df = count_collocations(TOKENS, Node("死"), ENTRIES)
    assert set(df["base_form"]) == {"孤独", "増える", "町会", "死"}


def test_texts_do_not_run_into_each_other():
    tokens = tokens_of(text("町会"), text("死"))
    assert len(count_collocations(tokens, Node("死"), select_words(tokens.entries, Dictionaries()))) == 0


def test_score_of_kh_coder():
    assert row_of("孤独")["score"] == pytest.approx(3 / 1 + 1 / 4)
    assert row_of("町会")["score"] == pytest.approx(1 / 2 + 1 / 2 + 1 / 3 + 1 / 4)
    assert row_of("増える")["score"] == pytest.approx(1 / 3 + 2 / 2)


def test_mutual_information_t_score_and_log_dice():
    """町会: O = 4, f(n) = 3, f(w) = 4, N = 16, expected 3 * 4 / 16 = 0.75."""
    row = row_of("町会")
    assert row["mi"] == pytest.approx(math.log2(4 / 0.75))
    assert row["t_score"] == pytest.approx((4 - 0.75) / 2)
    assert row["log_dice"] == pytest.approx(14 + math.log2(8 / 7))


def test_order_and_least_count():
    by_score = count_collocations(TOKENS, Node("死"), ENTRIES)
    assert list(by_score["base_form"]) == ["孤独", "町会", "増える", "死"]  # 3.25, 1.58, 1.33, 0.4
    by_mi = count_collocations(TOKENS, Node("死"), ENTRIES, sort="mi")
    assert by_mi["base_form"].iloc[0] == "増える"  # log2(3 / 0.375) = 3; 孤独 2.83, 町会 2.42
    assert "死" not in set(count_collocations(TOKENS, Node("死"), ENTRIES, at_least=3)["base_form"])
    with pytest.raises(ParameterError, match="log_dice"):
        count_collocations(TOKENS, Node("死"), ENTRIES, sort="chi2")


def test_nothing_found():
    assert len(count_collocations(TOKENS, Node("役所"), ENTRIES)) == 0
    empty = tokens_of([])
    assert len(count_collocations(empty, Node("死"), select_words(empty.entries, Dictionaries()))) == 0
