"""Units x words, counted by hand from a handful of tokens; membership of values."""

from __future__ import annotations

import pandas as pd
import pytest
from word_cases import tokens_of

from helpers.text.analyses import build_code_matrix, build_term_matrix, crosstab_terms, read_membership

TOKENS = tokens_of("居場所 高齢者 居場所", "高齢者 -は 担い手", "", "居場所 つながる/動詞")


def test_counts_of_every_word_in_every_unit():
    matrix = build_term_matrix(TOKENS, units=["r1", "r2", "r3", "r4"])
    assert list(matrix.terms["label"]) == ["居場所", "高齢者", "つながる", "担い手"]
    assert matrix.terms["tf"].tolist() == [3, 2, 1, 1]
    assert matrix.terms["df"].tolist() == [2, 2, 1, 1]
    assert matrix.counts.toarray().tolist() == [[2, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 0]]
    assert matrix.incidence().toarray().tolist() == [[1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 0]]
    assert matrix.length.tolist() == [3, 2, 0, 2]
    assert matrix.selection == "すべての4語"


def test_units_without_a_word_need_the_list_of_units():
    assert build_term_matrix(TOKENS).units == ("r1", "r2", "r4")


def test_words_are_chosen_by_frequency_part_of_speech_and_script():
    assert list(build_term_matrix(TOKENS, minimum_tf=2).terms["label"]) == ["居場所", "高齢者"]
    assert list(build_term_matrix(TOKENS, minimum_df=2).terms["label"]) == ["居場所", "高齢者"]
    assert list(build_term_matrix(TOKENS, parts_of_speech=["動詞"]).terms["label"]) == ["つながる"]
    left = build_term_matrix(TOKENS, hiragana_left_out=["動詞"])
    assert list(left.terms["label"]) == ["居場所", "高齢者", "担い手"]
    assert left.selection == "ひらがなだけの動詞を除いた3語"
    assert left.length.sum() == 7  # words left out still count for the length


def test_limit_treats_words_of_equal_frequency_alike():
    three = build_term_matrix(TOKENS, limit=3)  # the third and the fourth word both occur once
    assert list(three.terms["label"]) == ["居場所", "高齢者"]
    assert three.selection == "出現2回以上の2語"


def test_limit_cuts_where_all_words_are_equally_frequent():
    matrix = build_term_matrix(tokens_of("甲 乙 丙 丁 戊"), limit=3)
    assert list(matrix.terms["label"]) == ["丁", "丙", "乙"]  # by code point: nothing else tells them apart
    assert "一部は入らない" in matrix.selection


def test_same_spelling_with_two_parts_of_speech_is_two_words():
    matrix = build_term_matrix(tokens_of("楽しみ 楽しみ/動詞 楽しみ"))
    assert list(matrix.terms["label"]) == ["楽しみ（名詞）", "楽しみ（動詞）"]


def test_fewer_units_are_counted_anew():
    taken = build_term_matrix(TOKENS, units=["r1", "r2", "r3", "r4"]).take([1, 2])
    assert taken.units == ("r2", "r3")
    assert taken.terms["tf"].tolist() == [0, 1, 0, 1]
    assert taken.length.tolist() == [2, 0]


@pytest.mark.parametrize("units", [[], ["r1", "r2"]])
def test_no_word_at_all(units):
    matrix = build_term_matrix(TOKENS.iloc[:0], units=units)
    assert matrix.counts.shape == (len(units), 0)
    assert matrix.selection == "すべての0語"


def test_categories_serve_as_columns():
    categories = TOKENS.astype({"remark_id": "category", "term": "category", "pos": "category"})
    assert build_term_matrix(categories).terms.equals(build_term_matrix(TOKENS).terms)


def test_membership_one_several_none():
    values = pd.Series({"r1": "A", "r2": ("B", "A"), "r3": None, "r4": ""})
    membership = read_membership(["r1", "r2", "r3", "r4"], values)
    assert membership.labels == ("A", "B")
    assert membership.matrix.toarray().tolist() == [[1, 0], [1, 1], [0, 0], [0, 0]]
    assert membership.without == 2


def test_membership_in_a_stated_order_or_that_of_the_categories():
    units = ["r1", "r2"]
    assert read_membership(units, {"r1": "A", "r2": "B"}, order=["B", "C"]).labels == ("B", "A")
    kinds = pd.Series(["低", "高"], index=units, dtype=pd.CategoricalDtype(["高", "中", "低"]))
    assert read_membership(units, kinds).labels == ("高", "低")
    missing = pd.Series([pd.NA, float("nan")], index=units, dtype=object)
    assert read_membership(units, missing).labels == ()


def test_crosstab_of_words_and_values():
    matrix = build_term_matrix(TOKENS, units=["r1", "r2", "r3", "r4"])
    membership = read_membership(matrix.units, {"r1": "A", "r2": "B", "r4": "B"})
    assert crosstab_terms(matrix, membership).loc["居場所"].to_dict() == {"A": 2, "B": 1}
    assert crosstab_terms(matrix, membership, "df").loc["居場所"].to_dict() == {"A": 1, "B": 1}


def test_codes_are_analysed_as_words():
    df = pd.DataFrame({"unit_id": ["u1", "u1", "u3", "u3"], "code": ["担い手", "資金", "担い手", "担い手"]})
    matrix = build_code_matrix(df, ["u1", "u2", "u3"])
    assert matrix.counts.toarray().tolist() == [[1, 1], [0, 0], [1, 0]]
    assert matrix.terms["pos"].tolist() == ["コード", "コード"]
    assert matrix.selection == "2コード"
