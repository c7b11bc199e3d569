"""Marks of masked words are not counted as words."""

from helpers.text import Dictionaries, tokenize
from helpers.text.privacy import drop_marks


def test_only_the_marks_are_left_out():
    texts = {"R1": "【氏名】さんの【電話番号】へ相談。", "R2": "【氏名】と【相談】"}
    tokens = drop_marks(tokenize(texts, Dictionaries()))
    kept = tokens[tokens["kept"]].groupby("remark_id")["surface"].agg(list).to_dict()
    assert kept == {"R1": ["相談"], "R2": ["相談"]}
