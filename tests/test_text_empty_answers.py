"""Answers that say nothing, by kind; and answers that only look like it."""

import pandas as pd
import pytest

from helpers.text.privacy import classify_answer, count_empty_answers, is_nothing

NONE = [
    "特になし",
    "特になし。",
    "とくに無い",
    "なし",
    "ない",
    "特にありません！",
    "-",
    "ー",
    "・・・",
    "ＮＡ",
    "今のところ特になしです",
    "ありません",
    "とくにないです",
    "特に思いつかない",
    "なし。",
    "無回答です",
    "N/A",
    "特に困っていることはありません",
    "特にないかな",
    "意見なし",
    "その他、意見はありません",
    "何も思いつきません",
    "特にございません",
    "なし（特になし）",
    "該当なし",
    "無",
    "ナシ",
    "特になし特になし",
    "なにもない",
    "ないです…",
    "None",
    "特段なし",
    "いまのところ、思い当たりません",
]
UNKNOWN = [
    "わからない",
    "分かりません",
    "よくわからないです",
    "わからん",
    "今のところ不明",
    "何とも言えない",
    "答えられません",
    "まだ分かりません",
]
SAME = [
    "同上",
    "同上です",
    "前述のとおり",
    "上記と同じ",
    "問3と同じ",
    "Q5に同じ",
    "上に書いた通り",
    "以下同文",
    "〃",
]
MEANINGLESS = [
    "あああ",
    "123",
    "。。。",
    "ああああああああああ",
    "asdfgh",
    "？",
    "xxx",
    "テスト",
    "1",
    "w",
    "あ",
]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kind, text)
        for kind, texts in {
            "特になし": NONE,
            "わからない": UNKNOWN,
            "同上": SAME,
            "意味をなさない": MEANINGLESS,
            "空欄": ["", " \u3000\n"],
        }.items()
        for text in texts
    ],
)
def test_kinds(kind, text):
    assert classify_answer(text) == kind
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "特に困っていることはないが、冬の雪かきが大変",
            "居場所がない",
            "なしの木",
            "相談先が分からないことが不安",
        ),
        *(
            "話し相手がいない",
            "近所に店がない",
            "友達がいません",
            "お金",
            "雪",
            "なしが食べたい",
            "わからない人に教えてほしい",
        ),
        *(
            "特に問題なし。ただ夜道が暗い",
            "何もない町で困る",
            "行く場所がない",
            "不安",
            "車がない",
            "時間がない",
            "いろいろ",
        ),
        *("だんだん", "ありがとうございます", "不満", "よくわからない書類が多い", "バス"),
    ],
)
def test_answers_that_say_something(text):
    assert classify_answer(text) == ""
    assert not is_nothing(text)


def test_counted_with_the_most_frequent_wording():
    df = count_empty_answers(pd.DataFrame({"text": ["なし", "特になし", "特になし", None, "居場所がほしい"]}))
    assert df["kind"].tolist() == [
        "特になし",
        "わからない",
        "同上",
        "意味をなさない",
        "空欄",
        "内容のある回答",
    ]
    assert df["n"].tolist() == [3, 0, 0, 0, 1, 1]
    assert df["percent"].tolist() == [60, 0, 0, 0, 20, 20]
    assert df["example"].tolist() == ["特になし", "", "", "", "", ""]


def test_no_answers_have_no_percentages():
    assert count_empty_answers(pd.DataFrame({"text": []}))["percent"].isna().all()
