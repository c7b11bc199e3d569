"""Representative remarks: pins first, then the themes in turn, no near-duplicates, no 「特になし」."""

import pandas as pd
import pytest

from helpers.errors import ParameterError
from helpers.text import choose_representatives
from helpers.text.representatives import choose_central, choose_central_by_theme, is_nothing, is_same


def remarks(texts: dict[str, str]) -> pd.DataFrame:
    df = pd.DataFrame({"remark_id": list(texts), "text": list(texts.values())})
    return df.assign(
        source_kind="アンケート", source="survey Q18", speaker_class="", topic="Q18", file="r.csv", row=2
    )


def tokens(terms: dict[str, str]) -> pd.DataFrame:
    rows = [(remark_id, term, True) for remark_id, words in terms.items() for term in words.split()]
    return pd.DataFrame(rows, columns=["remark_id", "term", "kept"])


def coded(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["remark_id", "theme", "score"]).assign(matched_terms="")


TERMS = {
    "a": "一人暮らし 高齢者",
    "b": "高齢者 近所",
    "c": "高齢者 孤独死",
    "d": "障害 保護者",
    "e": "子ども 学校",
}
DF_BY_REMARK = remarks(TERMS)
DF_BY_TOKEN = tokens(TERMS)
# 高齢 has three remarks, 障害 one: 高齢 ranks first
CODED = coded(("a", "高齢", 0.8), ("b", "高齢", 0.6), ("c", "高齢", 0.9), ("d", "障害", 0.5))


def choose(pins=None, scope="Q18", limit=10, coded=CODED, df_by_remark=DF_BY_REMARK, df_by_token=DF_BY_TOKEN):
    return choose_representatives(df_by_remark, coded, df_by_token, pins, scope, limit)


def pin(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["scope", "remark", "reason", "decided_by"])


def test_round_robin_over_the_themes_then_the_rest():
    df = choose()
    assert list(df["remark_id"]) == ["c", "d", "a", "b", "e"]
    assert list(df["reason"]) == [
        "テーマ『高齢』の得点 0.90（最上位）",
        "テーマ『障害』の得点 0.50（最上位）",
        "テーマ『高齢』の得点 0.80（第2位）",
        "テーマ『高齢』の得点 0.60（第3位）",
        "どのテーマにも当てはまらない回答",
    ]
    assert list(df["theme"]) == ["高齢", "障害", "高齢", "高齢", ""]
    assert df["score"].isna().tolist() == [False, False, False, False, True]


def test_limit():
    assert list(choose(limit=2)["remark_id"]) == ["c", "d"]
    assert len(choose(limit=0)) == 0


def test_pins_come_first_in_the_analysts_order_and_only_for_the_scope():
    pins = pin(
        ("Q18", "e", "唯一の声", "編集部"), ("Q18", "b", "代表的", "編集部"), ("Q20", "a", "別", "編集部")
    )
    df = choose(pins, limit=3)
    assert list(df["remark_id"]) == ["e", "b", "c"]
    assert list(df["pinned"]) == [True, True, False]
    assert list(df["reason"])[:2] == ["分析者の指定：唯一の声（編集部）", "分析者の指定：代表的（編集部）"]
    assert (df["theme"][1], df["score"][1]) == ("高齢", 0.6)
    assert list(choose(pins, limit=1)["remark_id"]) == ["e", "b"]


def test_a_pin_of_an_unknown_remark_is_passed_over():
    assert list(choose(pin(("Q18", "zz", "", "")), limit=1)["remark_id"]) == ["c"]


def test_scope_of_a_theme_takes_only_its_remarks():
    assert list(choose(scope="障害")["remark_id"]) == ["d"]


def test_a_remark_of_two_themes_is_chosen_once_and_the_second_theme_gives_its_next():
    df = choose(coded=coded(("a", "X", 0.9), ("b", "X", 0.5), ("a", "Y", 0.9), ("d", "Y", 0.8)), limit=2)
    assert list(df[["remark_id", "theme"]].itertuples(index=False, name=None)) == [("a", "Y"), ("b", "X")]


def test_near_duplicates_are_left_out_even_beside_a_pin():
    terms = {"a": "見守り 高齢者 近所", "b": "見守り 高齢者 近所 昨日 今日", "c": "見守り 学校"}
    df_by_remark, df_by_token = remarks(terms), tokens(terms)
    df = choose(coded=coded(), df_by_remark=df_by_remark, df_by_token=df_by_token)
    assert list(df["remark_id"]) == ["a", "c"]
    df = choose(pin(("Q18", "b", "", "")), coded=coded(), df_by_remark=df_by_remark, df_by_token=df_by_token)
    assert list(df["remark_id"]) == ["b", "c"]


@pytest.mark.parametrize(
    ("terms", "others", "same"),
    [("a b c", "a b c d e", True), ("a b c", "a b d", False), ("", "", True), ("a", "", False)],
)
def test_jaccard_of_six_tenths(terms, others, same):
    assert is_same(frozenset(terms.split()), frozenset(others.split())) is same


@pytest.mark.parametrize(
    "text",
    [
        "特になし",
        "特になし。",
        "とくに無い",
        "なし",
        "ない",
        "特にありません！",
        "-",
        "・・・",
        "",
        " \u3000",
        "ＮＡ",
        "わからない",
        "今のところ特になしです",
    ],
)
def test_answers_that_say_nothing(text):
    assert is_nothing(text)
    df = choose(
        coded=coded(("x", "t", 0.9)), df_by_remark=remarks({"x": text}), df_by_token=tokens({"x": "特に"})
    )
    assert len(df) == 0


@pytest.mark.parametrize("text", ["居場所がない", "相談先が分からないことが不安", "なしの木", "人手不足"])
def test_answers_that_say_something(text):
    assert not is_nothing(text)


def test_deterministic_whatever_the_order_of_rows():
    df = choose(coded=CODED.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(df, choose())


SENTENCES = {
    "a": "高齢者の見守りを近所でもっと続けたい",
    "b": "高齢者の見守りを近所で増やしてほしいです",
    "c": "学校に相談できる大人がいるとよい",
    "d": "子どもの学校のことを話せる場所がない",
    "e": "駅前のベンチを増やしてほしいと思う",
    "f": "特になし",
}
WORDS = {
    "a": "高齢者 見守り 近所 続ける",
    "b": "高齢者 見守り 近所 増やす",
    "c": "学校 相談 大人",
    "d": "子ども 学校 話す 場所",
    "e": "駅前 ベンチ 増やす",
    "f": "特に",
}


def central(limit=10, pins=None, texts=SENTENCES, words=WORDS, **columns):
    df_by_remark = remarks(texts).assign(**columns)
    return choose_central(df_by_remark, tokens(words), limit, pins, "Q18")


def test_central_answers_say_different_things():
    df = central()
    assert set(df["remark_id"]) == {"b", "c", "d", "e"}  # a says what b says (3 of 5 terms), f says nothing
    assert df["score"][0] == 1
    assert df["reason"][0] == "ほかの回答との近さ 1.00（LexRank による中心性、最大を1とする）"
    assert "先に選んだ回答との似かた" in df.set_index("remark_id").loc[df["remark_id"][3], "reason"]
    assert list(df["theme"]) == [""] * 4


def test_central_takes_pins_first_and_nothing_that_says_the_same():
    df = central(limit=3, pins=pin(("Q18", "a", "端的", "編集部")))
    assert df["remark_id"][0] == "a"
    assert df["pinned"].tolist() == [True, False, False]
    assert "b" not in set(df["remark_id"])


def test_neither_synthetic_nor_withheld_answers_are_chosen_even_as_pins():
    df = central(pins=pin(("Q18", "a", "", "")), synthetic=[True, False, False, False, False, False])
    assert "a" not in set(df["remark_id"])
    df = central(pins=pin(("Q18", "a", "", "")), quotable=[False, True, True, True, False, False])
    assert set(df["remark_id"]) == {"b", "c", "d"}
    df = choose_representatives(
        DF_BY_REMARK.assign(quotable=False), CODED, DF_BY_TOKEN, pin(("Q18", "a", "", "")), "Q18", 3
    )
    assert len(df) == 0


def test_little_more_than_masks_stands_for_nothing():
    texts = {"a": "【氏名】さんと【氏名】さん、【電話番号】", "b": "【氏名】さんが毎日声をかけてくれる"}
    df = central(texts=texts, words={"a": "渡辺 佐藤", "b": "声 かける"})
    assert list(df["remark_id"]) == ["b"]


def test_central_by_theme_chooses_each_remark_once():
    by_theme = coded(
        *(("a", "見守り", 0.9), ("b", "見守り", 0.8), ("c", "見守り", 0.1)),
        *(("c", "学校", 0.9), ("d", "学校", 0.8)),
    )
    df = choose_central_by_theme(
        remarks(SENTENCES), by_theme, tokens(WORDS), 2, pin(("学校", "d", "具体的", "編集部"))
    )
    assert list(df["theme"]) == ["見守り", "見守り", "学校"]
    assert set(df["remark_id"][:2]) == {"c", "a"} or set(df["remark_id"][:2]) == {"c", "b"}
    assert (df["remark_id"][2], df["pinned"][2]) == ("d", True)
    assert df["reason"][0].startswith("テーマ『見守り』のほかの回答との近さ")


def test_an_unknown_method_is_refused():
    with pytest.raises(ParameterError, match="lexrank、centroid"):
        choose_central(remarks(SENTENCES), tokens(WORDS), 3, method="random")


def test_central_is_the_same_whatever_the_order_of_tokens():
    df_by_token = tokens(WORDS).iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(choose_central(remarks(SENTENCES), df_by_token, 5), central(limit=5))
