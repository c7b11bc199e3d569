"""Forced words: always one token; every other token stays as Janome found it."""

import pytest
from janome.tokenizer import Tokenizer

from helpers.text import Dictionaries
from helpers.text.forced import force_words
from helpers.text.store import Tokens, tokenize_texts


def plain(texts) -> Tokens:
    return tokenize_texts(texts, Dictionaries(), "janome")


def force(text: str, *words: str) -> list[str]:
    tokens = force_words(plain([text]), words, plain)
    surfaces = list(tokens.entries["surface"].to_numpy()[tokens.entry])
    written = [
        text[start : start + length] for start, length in zip(tokens.start, tokens.length, strict=True)
    ]
    assert surfaces == written
    return surfaces


@pytest.mark.parametrize(
    ("text", "words", "surfaces"),
    [
        ("共起ネットワークを描く", ("共起ネットワーク",), ["共起ネットワーク", "を", "描く"]),
        (
            "共起ネットワークを描く",
            ("共起", "共起ネットワーク"),
            ["共起ネットワーク", "を", "描く"],
        ),  # the longest
        (
            "準備会議を開く",
            ("準備会",),
            ["準備会", "議", "を", "開く"],
        ),  # 会議 is cut, 議 tokenized by itself
        ("モーニング娘。だ。", ("モーニング娘。",), ["モーニング娘。", "だ", "。"]),
        (
            "連携pfと連携PF",
            ("連携PF",),
            ["連携pf", "と", "連携PF"],
        ),  # as KH Coder: upper and lower case are one
        ("町会町会", ("町会",), ["町会", "町会"]),
        ("会町会町会", ("町会町",), ["会", "町会町", "会"]),  # from left to right
        ("　町会　", ("町会",), ["町会"]),
        ("町会だ", ("自治会",), ["町会", "だ"]),
        ("a.cとabc", ("a.c",), ["a.c", "と", "abc"]),  # no regular expression
    ],
)
def test_forced_words_are_one_token(text, words, surfaces):
    assert force(text, *words) == surfaces


def test_tag_and_base_form_are_those_of_kh_coder():
    tokens = force_words(plain(["連携ｐfは大切", "連携pf"]), ["連携PF"], plain)
    [row] = [row for row in tokens.entries.itertuples(index=False) if row.pos.startswith("タグ")]
    assert tuple(row) == ("連携pf", "タグ,*,*,*", "*", "*", "連携PF", "*", "*")


def test_other_tokens_are_those_of_janome():
    text = "孤独死の対策として、地域包括支援センターが見守り活動をしている。"
    expected = [(token.surface, token.part_of_speech) for token in Tokenizer().tokenize(text)]
    at = [surface for surface, _ in expected].index("包括")
    expected[at - 1 : at + 3] = [("地域包括支援センター", "タグ,*,*,*")]
    tokens = force_words(plain([text]), ["地域包括支援センター"], plain)
    frame = tokens.to_frame()
    assert list(zip(frame["surface"], frame["pos"], strict=True)) == expected


def test_order_documents_and_offsets_are_kept():
    tokens = force_words(plain(["なし", "準備会議", "", "準備会議", "会議"]), ["準備会"], plain)
    rows = zip(tokens.document.tolist(), tokens.start.tolist(), tokens.length.tolist(), strict=True)
    assert list(rows) == [(0, 0, 2), (1, 0, 3), (1, 3, 1), (3, 0, 3), (3, 3, 1), (4, 0, 2)]
    assert tokens.texts == ("なし", "準備会議", "", "準備会議", "会議")
    assert tokens.document.dtype == tokens.start.dtype == tokens.entry.dtype == "int32"


def test_without_forced_words_nothing_happens():
    tokens = plain(["町会"])
    assert force_words(tokens, [], plain) is tokens
    assert force_words(tokens, ["自治会"], plain) is tokens
