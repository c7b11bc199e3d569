"""Centrality, diversity and sameness: against numpy's eigenvectors and by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers.text.central import (
    DAMPING,
    Vectors,
    choose_diverse,
    is_same,
    is_same_wording,
    prefer_length,
    rank_by_centroid,
    rank_by_lexrank,
    rank_central,
    weigh_terms,
)


def tokens(terms: dict[str, str]) -> pd.DataFrame:
    rows = [(remark_id, term, True) for remark_id, words in terms.items() for term in words.split()]
    return pd.DataFrame(rows, columns=["remark_id", "term", "kept"])


def vectors(terms: dict[str, str]) -> Vectors:
    return weigh_terms(tokens(terms), list(terms))


TERMS = {"a": "見守り 高齢者", "b": "見守り 高齢者 近所", "c": "見守り", "d": "学校", "e": ""}


def test_weights_by_hand():
    given = weigh_terms(tokens({"a": "x x y", "b": "y"}), ["a", "b"])
    x, y = 2 * (math.log(2 / 1) + 1), math.log(2 / 2) + 1
    length = math.hypot(x, y)
    np.testing.assert_allclose(given.weights.toarray(), [[x / length, y / length], [0, 1]])


def test_terms_that_are_not_kept_and_other_remarks_weigh_nothing():
    df = tokens({"a": "x", "z": "y"})
    df.loc[len(df)] = ["a", "ない", False]
    assert weigh_terms(df, ["a", "b"]).weights.shape == (2, 1)


def test_lexrank_is_the_stationary_distribution():
    given = vectors({key: TERMS[key] for key in "abcd"})
    cosines = (given.weights @ given.weights.T).toarray()
    chain = DAMPING / 4 + (1 - DAMPING) * cosines / cosines.sum(axis=1, keepdims=True)
    values, sides = np.linalg.eig(chain.T)
    stationary = np.abs(sides[:, np.argmax(values.real)].real)
    np.testing.assert_allclose(rank_by_lexrank(given), stationary / stationary.max(), atol=1e-8)


def test_an_answer_without_terms_is_not_central():
    assert rank_by_lexrank(vectors(TERMS))[4] == 0
    assert rank_by_centroid(vectors(TERMS))[4] == 0
    assert list(rank_by_lexrank(vectors({"a": "", "b": ""}))) == [0, 0]
    assert len(rank_by_lexrank(vectors({}))) == 0


def test_centroid_is_the_cosine_with_the_mean():
    given = vectors(TERMS)
    mean = given.weights.toarray().mean(axis=0)
    cosines = given.weights.toarray() @ mean
    np.testing.assert_allclose(rank_by_centroid(given), cosines / cosines.max())


def test_length_counts_no_masks_and_blanks():
    given = prefer_length(["あ" * 15, "あ" * 5, "あ" * 240, "【氏名】" + " あ" * 3, ""])
    np.testing.assert_allclose(given, [1, 1 / 3, 0.5, 0.2, 0])


def test_rank_prefers_a_readable_answer():
    terms = {"a": "見守り", "b": "見守り", "c": "見守り 学校"}
    ranks = rank_central(vectors(terms), ["見守り", "見守りをもっと増やしてほしいです", "あ" * 15])
    assert ranks[1] == 1
    assert ranks[0] == pytest.approx(3 / 15 * ranks[1])


def test_maximal_marginal_relevance_by_hand():
    # a and b are the same; c shares nothing. 0.7 * 0.9 - 0.3 * 1 = 0.33 < 0.7 * 0.5 = 0.35
    given = vectors({"a": "x", "b": "x", "c": "y"})
    chosen = choose_diverse(given, np.array([1.0, 0.9, 0.5]), 3)
    assert [row for row, *_ in chosen] == [0, 2, 1]
    assert [near for *_, near in chosen] == pytest.approx([0, 0, 1])


def test_what_was_chosen_before_counts_and_is_not_chosen_again():
    given = vectors({"a": "x", "b": "x", "c": "y"})
    chosen = choose_diverse(given, np.array([1.0, 0.9, 0.5]), 3, before=[0])
    assert [row for row, *_ in chosen] == [2, 1]


def test_what_is_not_wanted_does_not_count_as_chosen():
    given = vectors({"a": "x", "b": "x", "c": "y"})
    chosen = choose_diverse(given, np.array([1.0, 0.9, 0.5]), 3, lambda row: row != 0)
    assert chosen[0] == (1, 0.9, 0)


@pytest.mark.parametrize(
    ("terms", "others", "same"),
    [
        ("a b c", "a b c d e", True),  # 3/5
        ("a b c", "a b d", False),  # 2/4
        ("a b c", "a b c d e f g h", True),  # 3/8, but the whole of the shorter one
        ("a b", "a b c d e f", False),  # 2/6, too short to say all
        ("", "", True),
        ("a", "", False),
    ],
)
def test_sameness_of_terms(terms, others, same):
    assert is_same(frozenset(terms.split()), frozenset(others.split())) is same


def test_sameness_of_wording():
    # 12 and 11 pairs of letters, 10 in common: 20/23 = 0.87
    assert is_same_wording("見守りを増やしてほしいです", "見守りを増してほしいです！")
    assert not is_same_wording(
        "見守りを増やしてほしい", "学校を増やしてほしい"
    )  # 7 of 10 and 9: 14/19 = 0.74
    assert not is_same_wording("", "")
