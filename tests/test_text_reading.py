"""Sentences of how to read a table: the numbers in them are those of the table."""

import pandas as pd

from helpers.text.reading import (
    describe_collocations,
    describe_compounds,
    describe_groups,
    describe_kwic,
    describe_words,
)

EMPTY = pd.DataFrame()


def test_words():
    df = pd.DataFrame({"base_form": ["町会", "役所"], "pos": "名詞", "tf": [1200, 1], "df": [1, 1]})
    said = describe_words(df, 8)
    assert "2種の語が、のべ1,201回" in said and "「町会」で、1,200回、8回答のうち1回答（12.5%）" in said
    assert "1回だけの語が1種" in said


def test_groups_below_30_are_told():
    df = pd.DataFrame({"group": ["A", "A", "B"], "units": [30, 30, 29]})
    said = describe_groups(df)
    assert "A n=30、B n=29" in said and "（B）は参考値" in said


def test_places_and_neighbours():
    assert "2か所、1件" in describe_kwic(pd.DataFrame({"document": ["1", "1"]}))
    row = {"base_form": ["増える"], "total": [5], "total_left": [1], "total_right": [4]}
    assert "「増える」で、前後5語に5回、主に右（後）に" in describe_collocations(pd.DataFrame(row))


def test_compounds():
    assert "「見守り活動」（3回）" in describe_compounds(
        pd.DataFrame({"term": ["見守り活動"], "frequency": [3]})
    )


def test_empty_tables_are_said_to_be_empty():
    for describe in (describe_groups, describe_kwic, describe_collocations, describe_compounds):
        assert describe(EMPTY).endswith("。")
    assert describe_words(EMPTY, 0) == "数えた語はありません。"
