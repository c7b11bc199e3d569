"""Tokens and terms: literal sentences, the plain Janome tokenizer as peer, hostile texts."""

import subprocess
import sys

import pandas as pd
import pytest
from janome.tokenizer import Tokenizer

from helpers.text import Dictionaries, count_terms, tokenize
from helpers.text.tokens import open_tokenizer

WORDS = Dictionaries(
    user_words=(
        "独り暮らし,名詞,ヒトリグラシ",
        "年よりのかた,名詞,トシヨリノカタ",
        "孤独死,名詞,コドクシ",
        "連携ＰＦ,名詞,レンケイピーエフ",
    ),
    stop_words=frozenset({"ある", "する"}),
    synonyms={"独り暮らし": "一人暮らし", "独居": "一人暮らし", "老人": "高齢者", "年よりのかた": "高齢者"},
)
PLAIN = Dictionaries()


def kept(text: str, dictionaries: Dictionaries = WORDS) -> list[str]:
    df = tokenize({"r": text}, dictionaries)
    return list(df.loc[df["kept"], "term"])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("独り暮らしの年よりのかたにあったとき", ["一人暮らし", "高齢者"]),
        ("独居生活の老人が増える中", ["一人暮らし", "生活", "高齢者", "増える"]),
        ("近所で孤独死をする人がいること", ["近所", "孤独死", "人", "いる"]),
        ("連携ＰＦを早く始めた", ["連携PF", "早い", "始める"]),
        ("私は3人とゆっくり話した", ["ゆっくり", "話す"]),
        ("ｺﾐｭﾆﾃｨ", ["コミュニティ"]),
    ],
)
def test_terms_of_a_sentence(text, terms):
    assert kept(text) == terms


def test_frame_of_one_sentence():
    df = tokenize({"Q18-001": "孤独死があった"}, WORDS)
    rows = [
        ("Q18-001", 0, "孤独死", "孤独死", "名詞", "", "孤独死", True),
        ("Q18-001", 1, "が", "が", "助詞", "格助詞,一般", "が", False),
        ("Q18-001", 2, "あっ", "ある", "動詞", "自立", "ある", False),
        ("Q18-001", 3, "た", "た", "助動詞", "", "た", False),
    ]
    assert list(df.itertuples(index=False, name=None)) == rows
    assert df["position"].dtype == "int64" and df["kept"].dtype == bool


@pytest.mark.parametrize(
    "text",
    [
        "町会・自治会は衰退しており、つながりが薄い。",
        "ＰＦの運営　について\n意見あり",
        "<b>100%</b> & 😀👨‍👩‍👧",
        "あ\x00い",
        "ー" * 30,
        "地域の課題を話し合う。" * 200,
    ],
)
def test_without_dictionaries_the_tokens_are_those_of_plain_janome(text):
    peer = [(t.surface, t.part_of_speech.split(",")[0]) for t in Tokenizer().tokenize(text)]
    df = tokenize({"r": text}, PLAIN)
    assert list(zip(df["surface"], df["pos"], strict=True)) == peer
    assert "".join(df["surface"]) == text.strip()


@pytest.mark.parametrize("text", ["<>&%", "😀👨‍👩‍👧", "※★", " \u3000\t\n", "12.5", "", "２０２３"])
def test_symbols_numbers_and_blanks_are_never_kept(text):
    assert kept(text, PLAIN) == []


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, "", "\u3000\n "])
def test_missing_text_has_no_tokens(missing):
    df = tokenize({"r": missing, "s": "孤独死"}, WORDS)
    assert list(df["remark_id"]) == ["s"]


def test_nothing_at_all_keeps_the_columns():
    df = tokenize({}, PLAIN)
    assert len(df) == 0 and list(df.columns)[:3] == ["remark_id", "position", "surface"]
    assert list(count_terms(df).columns) == ["term", "pos", "term_frequency", "document_frequency"]


def test_mapping_series_and_frame_are_the_same_and_repeatable():
    texts = {"a": "孤独死を防ぐ", "b": "孤独死を防ぐ"}
    df = tokenize(texts, WORDS)
    frame = pd.DataFrame({"remark_id": list(texts), "text": list(texts.values())})
    pd.testing.assert_frame_equal(df, tokenize(pd.Series(texts), WORDS))
    pd.testing.assert_frame_equal(df, tokenize(frame, WORDS))


def test_each_distinct_text_is_tokenized_once(monkeypatch):
    seen = []
    tokenizer = open_tokenizer(())
    monkeypatch.setattr(tokenizer, "tokenize", lambda text: seen.append(text) or iter(()))
    tokenize({"a": "同じ", "b": "同じ", "c": "別"}, PLAIN)
    assert seen == ["同じ", "別"]


def test_one_tokenizer_for_a_process():
    assert open_tokenizer(WORDS.user_words) is open_tokenizer(WORDS.user_words)


def test_count_terms_by_hand():
    df = count_terms(tokenize({"a": "老人と老人と独居", "b": "独居、孤独死", "c": "孤独死、近所"}, WORDS))
    assert list(df.itertuples(index=False, name=None)) == [
        ("一人暮らし", "名詞", 2, 2),
        ("孤独死", "名詞", 2, 2),
        ("高齢者", "名詞", 2, 1),
        ("近所", "名詞", 1, 1),
    ]


def test_importing_the_package_does_not_import_janome():
    code = "import sys, helpers.text; sys.exit(any(name.startswith('janome') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
