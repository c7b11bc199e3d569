"""The token store: offsets by hand, entries as Janome gives them, each distinct text once, hostile texts."""

import numpy as np
import pandas as pd
import pytest
from janome.tokenizer import Tokenizer

from helpers.text import Dictionaries
from helpers.text.morphemes import FIELDS, open_tokenizer, to_ipadic
from helpers.text.store import tokenize_texts

PLAIN = Dictionaries()
SHORT = "東京スカイツリー,カスタム名詞,トウキョウスカイツリー"
LONG = "東武スカイツリーライン,1288,1288,4700,名詞,固有名詞,一般,*,*,*,東武スカイツリーライン,トウブ,トーブ"


def rows_of(tokens) -> list[tuple]:
    return list(tokens.to_frame().itertuples(index=False, name=None))


def test_one_sentence_by_hand():
    tokens = tokenize_texts(["お茶を飲む"], PLAIN)
    assert rows_of(tokens) == [
        (0, 0, 2, "お茶", "名詞,一般,*,*", "*", "*", "お茶", "オチャ", "オチャ"),
        (0, 2, 1, "を", "助詞,格助詞,一般,*", "*", "*", "を", "ヲ", "ヲ"),
        (0, 3, 2, "飲む", "動詞,自立,*,*", "五段・マ行", "基本形", "飲む", "ノム", "ノム"),
    ]


def test_columns_are_numbers_and_entries_stand_once():
    tokens = tokenize_texts(["もももすももも"], PLAIN)
    columns = (tokens.document, tokens.start, tokens.length, tokens.entry)
    assert {column.dtype for column in columns} == {np.dtype("int32")}
    assert list(tokens.entries.columns) == list(FIELDS)
    assert not tokens.entries.duplicated().any() and len(tokens.entries) < len(tokens) == len(tokens.entry)


def test_offsets_point_into_the_text_as_written():
    texts = ["  独居の人\n", "\u3000\n😀がある", "あ\x00い"]
    tokens = tokenize_texts(texts, PLAIN)
    pieces = [
        texts[document][start : start + length]
        for document, start, length in zip(tokens.document, tokens.start, tokens.length, strict=True)
    ]
    assert pieces == list(tokens.entries["surface"].iloc[tokens.entry])
    assert tokens.start[0] == 2 and "".join(pieces) == "".join(text.strip() for text in texts)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, "", " \u3000\n"])
def test_a_missing_or_blank_text_has_no_tokens(missing):
    tokens = tokenize_texts([missing, "本", missing], PLAIN)
    assert list(tokens.document) == [1]
    assert tokens.texts == (missing if isinstance(missing, str) else "", "本", tokens.texts[0])


def test_nothing_at_all():
    tokens = tokenize_texts([], PLAIN)
    assert tokens.texts == () and len(tokens) == 0 and list(tokens.entries.columns) == list(FIELDS)
    assert list(tokens.to_frame().columns) == ["document", "start", "length", *FIELDS]


def test_a_number_is_read_as_its_digits():
    assert tokenize_texts([12], PLAIN).texts == ("12",)


def test_a_lone_surrogate_is_one_unknown_sign():
    tokens = tokenize_texts(["人\ud83d人"], PLAIN)
    assert list(tokens.entries["surface"].iloc[tokens.entry]) == ["人", "\ufffd", "人"]
    assert list(tokens.start) == [0, 1, 2] and tokens.texts == ("人\ud83d人",)


def test_equal_texts_are_tokenized_once_and_given_to_every_document(monkeypatch):
    seen, tokenizer = [], open_tokenizer(())
    once = tokenizer.tokenize
    monkeypatch.setattr(tokenizer, "tokenize", lambda text: seen.append(text) or once(text))
    tokens = tokenize_texts(["水", "お茶", "水"], PLAIN)
    assert seen == ["水", "お茶"] and list(tokens.document) == [0, 1, 2] and list(tokens.entry) == [0, 1, 0]


@pytest.mark.parametrize(("line", "form"), [(SHORT, "simpledic"), (LONG, "ipadic")])
def test_both_forms_of_a_user_dictionary_are_those_of_janome(line, form, tmp_path):
    path = tmp_path / "user.csv"
    path.write_text(f"{line}\n", encoding="utf-8", newline="\n")
    text = "東京スカイツリーと東武スカイツリーラインに乗る"
    peer = [
        tuple(str(token).replace("\t", ",").split(","))
        for token in Tokenizer(str(path), udic_enc="utf-8", udic_type=form).tokenize(text)
    ]
    tokens = tokenize_texts([text], Dictionaries(user_words=(line,)))
    mine = [tuple(",".join(row[3:]).split(",")) for row in rows_of(tokens)]
    assert mine == peer and line.split(",")[0] in {row[0] for row in mine}


def test_the_two_forms_may_stand_side_by_side():
    tokens = tokenize_texts(
        ["東京スカイツリーと東武スカイツリーライン"], Dictionaries(user_words=(SHORT, LONG))
    )
    assert list(tokens.entries["pos"]) == ["カスタム名詞,*,*,*", "フィラー,*,*,*", "名詞,固有名詞,一般,*"]
    assert list(tokens.entries["phonetic"]) == ["トウキョウスカイツリー", "ト", "トーブ"]


def test_a_short_line_in_the_long_form():
    assert to_ipadic([SHORT, LONG]) == [
        "東京スカイツリー,0,0,-100000,カスタム名詞,*,*,*,*,*,東京スカイツリー,トウキョウスカイツリー,トウキョウスカイツリー",
        LONG,
    ]


def test_forced_words_are_one_token_each():
    """強制抽出語: 地域共生社会 is three tokens for Janome."""
    plain = tokenize_texts(["地域共生社会を目指す。"], Dictionaries())
    forced = tokenize_texts(["地域共生社会を目指す。"], Dictionaries(forced_words=("地域共生社会",)))
    assert list(plain.to_frame()["surface"][:3]) == ["地域", "共生", "社会"]
    assert list(forced.to_frame()["surface"][:2]) == ["地域共生社会", "を"]
    assert forced.to_frame()["pos"][0] == "タグ,*,*,*"
