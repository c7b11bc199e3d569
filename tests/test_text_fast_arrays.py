"""The arrays of the accelerated engine: a small dictionary by hand, characters as Janome classes them."""

import numpy as np
import pytest

from helpers.text.fast.characters import read_unknown
from helpers.text.fast.trie import build_lexicon
from helpers.text.fast.user import read_user
from helpers.text.morphemes import open_tokenizer

ROWS = np.array([(1, 1, 50, 0), (2, 3, 10, 1), (2, 3, 10, 2), (2, 3, 9, 3), (2, 4, 10, 4)])


def test_a_small_lexicon_by_hand():
    """い, あ and あう; of あ's four entries the two that cost more than another alike are left out."""
    lexicon = build_lexicon(["い", "あ", "あ", "あ", "あう"], ROWS)
    letters = [int(lexicon.character[ord(sign)]) for sign in "あいうえ"]
    assert letters == [1, 2, 3, 0]
    assert lexicon.first.tolist() == [0, 1, 2, 0]  # 1: あ, 2: い, 3: あう
    assert lexicon.label.tolist() == [0, 1, 2, 3]
    assert lexicon.trie.tolist() == [[1, 0], [3, 0], [4, 1], [4, 2], [4, 3]]
    assert lexicon.rows.tolist() == [[2, 3, 9, 3], [1, 1, 50, 0], [2, 4, 10, 4]]
    assert lexicon.most.tolist() == [2]


def test_at_equal_cost_the_lower_number_is_kept():
    lexicon = build_lexicon(["あ", "あ"], np.array([(2, 3, 10, 7), (2, 3, 10, 5)]))
    assert lexicon.rows.tolist() == [[2, 3, 10, 5]]


def test_no_words_at_all():
    lexicon = build_lexicon([], np.empty((0, 4), dtype=np.int64))
    assert not lexicon.character.any() and lexicon.first.tolist() == [0]
    assert lexicon.trie.tolist() == [[1, 0], [1, 0]] and len(lexicon.rows) == 0


@pytest.mark.parametrize(
    ("sign", "kinds", "members"),
    [
        ("あ", ["HIRAGANA"], {"HIRAGANA"}),
        ("一", ["KANJI", "KANJINUMERIC"], {"KANJI", "KANJINUMERIC"}),
        ("〇", ["KANJI", "SYMBOL"], {"KANJI", "SYMBOL", "KANJINUMERIC"}),
        ("ー", ["KATAKANA"], {"KATAKANA"}),
        ("☆", ["SYMBOL"], {"SYMBOL"}),
        ("\u9fa5", ["KANJI"], {"KANJI"}),
        ("\u9fa6", ["DEFAULT"], {"DEFAULT"}),
        ("\x00", ["DEFAULT"], {"DEFAULT"}),
        (" ", ["SPACE"], {"SPACE"}),
        ("\U0010ffff", ["DEFAULT"], {"DEFAULT"}),
    ],
)
def test_kinds_of_characters_by_hand(sign, kinds, members):
    """From the ranges in janome/sysdic/chardef.py."""
    dictionary = open_tokenizer(()).sys_dic
    unknown, names = read_unknown(dictionary), list(dictionary.unknowns)
    group = int(unknown.group[ord(sign)])
    own = unknown.kinds[unknown.kind_of[group] : unknown.kind_of[group + 1]]
    assert [names[kind] for kind in own] == kinds
    assert {name for k, name in enumerate(names) if unknown.members[group] >> k & 1} == members


@pytest.mark.parametrize(
    ("name", "traits", "words"),
    [("KANJI", (0, 2), 6), ("KATAKANA", (1, 1024), 6), ("DEFAULT", (0, 1024), 1), ("SYMBOL", (1, 1024), 1)],
)
def test_traits_of_kinds_by_hand(name, traits, words):
    """INVOKE, GROUP or LENGTH in chardef.py, the number of words in unknowns.py."""
    dictionary = open_tokenizer(()).sys_dic
    unknown, kind = read_unknown(dictionary), list(dictionary.unknowns).index(name)
    assert tuple(unknown.traits[kind, :2]) == traits
    assert unknown.traits[kind + 1, 2] - unknown.traits[kind, 2] == words


def test_user_words_are_those_that_janome_finds():
    words = (
        "町会,名詞,チョウカイ",
        "町,1285,1288,700,名詞,一般,*,*,*,*,町,マチ,マチ",
        "町会,1283,1283,5,名詞,*,*,*,*,*,町会,*,*",
    )
    dictionary = open_tokenizer(words).user_dic
    lexicon = read_user(dictionary, 1316)
    assert lexicon.rows.tolist() == [[1285, 1288, 700, 1], [0, 0, -100000, 0], [1283, 1283, 5, 2]]
    assert sorted(entry[0] for entry in dictionary.lookup("町会長".encode())) == [0, 1, 2]
    assert lexicon.most.tolist() == [3]
