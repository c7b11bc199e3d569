"""Words counted by hand: TF, DF, groups, comparison, distributions, the choice of parts of speech."""

import math

import numpy as np
import pandas as pd
import pytest
from text_cases import tokens_of

from helpers.errors import ParameterError
from helpers.text import Dictionaries
from helpers.text.words import (
    compare_words,
    count_distribution,
    count_words,
    count_words_by,
    describe_distribution,
    select_words,
)

TOWN, HA = ("町会", "町会", "名詞,一般"), ("は", "は", "助詞,係助詞")
RISE, END = ("増え", "増える", "動詞,自立"), ("。", "。", "記号,句点")
ALONE, FORCED = ("独居", "独居", "名詞,サ変接続"), ("連携pf", "連携PF", "タグ")
TOKENS = tokens_of([TOWN, HA, RISE, END, TOWN], [TOWN, END], [ALONE, HA, FORCED], [])
PLAIN = Dictionaries()


def words_of(df: pd.DataFrame) -> list[tuple]:
    return [tuple(row) for row in df.itertuples(index=False)]


def count(dictionaries=PLAIN, parts=None, units=None) -> list[tuple]:
    return words_of(count_words(TOKENS, select_words(TOKENS.entries, dictionaries, parts), units))


def test_content_words_and_forced_words_by_default():
    assert count() == [
        ("町会", "名詞", 3, 2),
        ("増える", "動詞", 1, 1),
        ("独居", "名詞", 1, 1),
        ("連携PF", "タグ", 1, 1),
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["動詞"], ["増える"]),
        (["名詞,サ変接続"], ["独居"]),
        (["名詞-一般"], ["町会"]),
        (["助詞", "記号"], ["。", "は"]),
        (["タグ"], ["連携PF"]),
    ],
)
def test_parts_of_speech_are_chosen_by_their_names(parts, words):
    assert sorted(word for word, *_ in count(parts=parts)) == words


def test_a_part_of_speech_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="名刺"):
        select_words(TOKENS.entries, PLAIN, ["名刺"])


def test_synonyms_and_stop_words_are_applied_to_tokens():
    dictionaries = Dictionaries((), frozenset({"増える", "連携PF"}), {"独居": "町会"})
    assert count(dictionaries) == [("町会", "名詞", 4, 3)]
    assert count(dictionaries, ["動詞"]) == []


def test_df_counts_units():
    sentences = np.array([0, 0, 0, 0, 1, 2, 2, 3, 3, -1])  # the last token stands in no unit
    assert count(units=sentences) == [
        ("町会", "名詞", 3, 3),
        ("増える", "動詞", 1, 1),
        ("独居", "名詞", 1, 1),
    ]


def test_groups():
    groups = pd.Series(["A", "B", "A", ""], index=[0, 1, 2, 3])
    df = count_words_by(TOKENS, select_words(TOKENS.entries, PLAIN), groups)
    # A: documents 0 and 2, tokens 町会 は 増え 町会 独居 は 連携pf without 。; B: 町会
    assert words_of(df[df["base_form"] == "町会"]) == [
        ("A", "町会", "名詞", 2, 1, pytest.approx(1000 * 2 / 7), 50.0, 7, 2),
        ("B", "町会", "名詞", 1, 1, 1000.0, 100.0, 1, 1),
    ]
    assert list(df["group"]) == ["A"] * 4 + ["B"] * 4
    assert list(df["base_form"])[:4] == list(df["base_form"])[4:] == ["町会", "増える", "独居", "連携PF"]
    assert list(df.dtypes.astype(str)) == ["str"] * 3 + ["int64"] * 2 + ["float64"] * 2 + ["int64"] * 2


def test_years_in_the_order_of_a_categorical_and_a_year_without_answers():
    years = pd.Series(pd.Categorical(["2023", "2022", "2023", "2023"], ["2021", "2022", "2023"]))
    df = count_words_by(TOKENS, select_words(TOKENS.entries, PLAIN, ["名詞"]), years)
    assert list(df["group"].unique()) == ["2021", "2022", "2023"]
    assert list(df.loc[df["group"] == "2021", "units"]) == [0, 0]
    assert df.loc[df["group"] == "2021", "df_percent"].isna().all()


def test_two_groups_side_by_side():
    groups = pd.Series(["A", "B", "A", ""])
    df = compare_words(count_words_by(TOKENS, select_words(TOKENS.entries, PLAIN), groups), "A", "B")
    assert words_of(df)[0] == ("町会", "名詞", 2, 1, 50.0, 100.0, 50.0)
    assert list(df["difference"]) == [50.0, -50.0, -50.0, -50.0]
    with pytest.raises(ParameterError, match="A、B"):
        compare_words(count_words_by(TOKENS, select_words(TOKENS.entries, PLAIN), groups), "A", "C")


def test_distribution_of_frequencies():
    df = pd.DataFrame({"base_form": list("abcd"), "pos": "名詞", "tf": [5, 1, 1, 2], "df": [2, 1, 1, 1]})
    assert words_of(count_distribution(df)) == [
        (1, 2, 50.0, 2, 50.0),
        (2, 1, 25.0, 3, 75.0),
        (5, 1, 25.0, 4, 100.0),
    ]
    assert words_of(count_distribution(df, "df"))[0] == (1, 3, 75.0, 3, 75.0)
    described = describe_distribution(df)
    assert (described["words"], described["tf_mean"], described["df_mean"]) == (4, 2.25, 1.25)
    assert described["tf_sd"] == pytest.approx(math.sqrt((2.75**2 + 2 * 1.25**2 + 0.25**2) / 3))
    assert math.isnan(describe_distribution(df[:1])["tf_sd"])


def test_no_texts():
    tokens = tokens_of([])
    df = count_words(tokens, select_words(tokens.entries, PLAIN))
    assert list(df.columns) == ["base_form", "pos", "tf", "df"] and len(df) == 0
    assert len(count_words_by(tokens, select_words(tokens.entries, PLAIN), pd.Series(["A"]))) == 0
    assert len(count_distribution(df)) == 0
