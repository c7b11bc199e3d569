"""What Janome, the variables or the operators make impossible is told, not counted as nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from coding_cases import build_units

from helpers.text.coding.check import check_coding
from helpers.text.dictionaries import Dictionaries
from helpers.text.rules import parse_rules

WORDS = Dictionaries(user_words=("未加入者,名詞,ミカニュウシャ", "食べる,名詞,タベル"))
VARIABLES = pd.DataFrame({"性別": ["男", "女"], "年齢": ["20", "二十"], "h1": ["上", "下"]})
UNITS = build_units("先生", "妻", variables=VARIABLES)


def check(condition: str, words: Dictionaries = WORDS) -> list[tuple[str, str, str]]:
    rules = parse_rules(f"＊a\n先生\n＊b\n{condition}", "a.cod", denials=True)
    return [(item.rule, item.severity, item.given) for item in check_coding(rules, words, "a.cod", UNITS)]


@pytest.mark.parametrize(
    "condition",
    [
        "先生 or 死ぬ->連用タ接続 or ない-->形容詞B->連用タ接続 or ない-->否定助動詞",
        "学校-->名詞 or 食べる-->名詞 or フガホゲラ-->未知語 or 先生-->タグ",
        "行く=>行っ or 未加入者 or near(先生-奥さん) or 先生+は or '未加入'",
        "<>性別-->女 or <>見出し1-->上 or <＊a> or lw > 3 or ! ( 先生 >= 2 )",
    ],
)
def test_rules_that_can_hold(condition):
    assert check(condition) == []


@pytest.mark.parametrize(
    ("condition", "findings"),
    [
        ("未加入", [("rule-word-split", "warning", "未加入")]),
        ("先生 and not 未加入", [("rule-word-split", "warning", "未加入")]),
        ("near(未加入-先生) or 未加入+先生", [("rule-word-split", "warning", "未加入")]),
        ("死ん", [("rule-word-form", "warning", "死ん")]),
        ("死ぬ-->名詞", [("rule-tag", "error", "死ぬ-->名詞")]),
        ("見る->連用タ接続", [("rule-tag", "error", "見る->連用タ接続")]),
        ("先生->連用形", [("rule-tag", "error", "先生->連用形")]),
        ("行く=>死ん", [("rule-tag", "error", "行く=>死ん")]),
        ("<>性-->女", [("rule-variable", "error", "<>性-->女")]),
        ("<>性別-->女性", [("rule-value", "warning", "<>性別-->女性")]),
        ("<>年齢<> > 3", [("rule-number", "warning", "二十")]),
        ("! 先生 >= 2", [("rule-precedence", "warning", "")]),
    ],
)
def test_rules_that_cannot(condition, findings):
    assert check(condition) == findings


def test_messages_say_where_and_what_is_allowed():
    rules = parse_rules("＊a\n先生 or 見る->連用タ接続 or <>性-->女", "a.cod")
    told = [str(item) for item in check_coding(rules, Dictionaries(), "a.cod", UNITS)]
    assert told[0].startswith(
        "【誤り】a.cod 2行目 「7文字目」：「見る」は、Janome（IPADIC）では連用タ接続になりません。"
    )
    assert "未然形、連用形。" in told[0]
    assert "許される値：性別、年齢、見出し1。" in told[1]
