"""KH Coder's parts of speech from Janome's tags, and the forms of IPADIC."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.text.coding.inflections import FORMS, FORMS_BY_TYPE
from helpers.text.coding.tags import NAMES, find_tag, is_forced, tag_entries
from helpers.text.dictionaries import Dictionaries, normalise
from helpers.text.store import tokenize_texts


@pytest.mark.parametrize(
    ("pos", "base", "name"),
    [
        ("名詞,固有名詞,地域,一般", "東京", "地名"),
        ("名詞,固有名詞,人名,姓", "田中", "人名"),
        ("名詞,固有名詞,組織,*", "トヨタ", "組織名"),
        ("名詞,固有名詞,一般,*", "富士山", "固有名詞"),
        ("名詞,サ変接続,*,*", "関係", "サ変名詞"),
        ("名詞,形容動詞語幹,*,*", "静か", "形容動詞"),
        ("名詞,ナイ形容詞語幹,*,*", "仕方", "ナイ形容"),
        ("名詞,一般,*,*", "ごみ", "名詞B"),
        ("名詞,一般,*,*", "ゴミ", "名詞"),
        ("名詞,一般,*,*", "らーめん", "名詞"),  # ー is no hiragana
        ("名詞,一般,*,*", "顔", "名詞C"),
        ("名詞,一般,*,*", "先生", "名詞"),
        ("名詞,副詞可能,*,*", "今日", "副詞可能"),
        ("名詞,代名詞,一般,*", "彼", "代名詞"),
        ("感動詞,*,*,*", "はい", "感動詞"),
        ("フィラー,*,*,*", "えーと", "感動詞"),
        ("動詞,自立,*,*", "する", "動詞B"),
        ("動詞,自立,*,*", "死ぬ", "動詞"),
        ("動詞,非自立,*,*", "いる", "その他"),
        ("形容詞,自立,*,*", "ない", "形容詞B"),
        ("形容詞,自立,*,*", "高い", "形容詞"),
        ("形容詞,非自立,*,*", "やすい", "形容詞(非自立)"),
        ("副詞,一般,*,*", "とても", "副詞B"),
        ("副詞,助詞類接続,*,*", "突然", "副詞"),
        ("助動詞,*,*,*", "ない", "否定助動詞"),
        ("助動詞,*,*,*", "ん", "否定助動詞"),
        ("助動詞,*,*,*", "だ", "その他"),
        ("名詞,非自立,一般,*", "こと", "その他"),
        ("名詞,接尾,人名,*", "さん", "その他"),
        ("名詞,数,*,*", "1", "その他"),
        ("助詞,係助詞,*,*", "は", "その他"),
        ("記号,句点,*,*", "。", "その他"),
        ("名詞,*,*,*", "連携PF", "名詞"),
    ],
)
def test_table(pos, base, name):
    assert find_tag(pos, base) == name and name in NAMES


def test_unknown_words_and_words_of_the_user_dictionary():
    words = Dictionaries(user_words=("むすび隊,名詞,ムスビタイ",))
    entries = tokenize_texts(["むすび隊はフガホゲラ"], words).entries
    tags = dict(zip(entries["surface"], tag_entries(entries), strict=True))
    assert tags == {"むすび隊": "名詞", "は": "その他", "フガホゲラ": "未知語"}
    assert list(entries["surface"][is_forced(entries)]) == ["むすび隊"]


def test_forms_that_janome_gives_are_in_the_table():
    texts = [
        "高くて見ていなかったので、行こうと思って読んだら死ねと書けば来いよ。しない、せよ、食べろ、美しゅうございます。"
    ]
    entries = tokenize_texts(texts, Dictionaries()).entries
    inflected = entries[entries["infl_type"] != "*"]
    assert len(inflected) > 12
    for kind, form in zip(inflected["infl_type"], inflected["infl_form"], strict=True):
        assert normalise(form) in FORMS_BY_TYPE[normalise(kind)], (kind, form)
    assert "連用タ接続" in FORMS and "終止形" not in FORMS


def test_no_entries():
    empty = pd.DataFrame(columns=["surface", "pos", "base_form", "reading"], dtype="str")
    assert list(tag_entries(empty)) == [] and list(is_forced(empty)) == []
