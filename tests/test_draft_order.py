"""Choices in a sensible order: every expected order is that of the printed questionnaires of the trade."""

from __future__ import annotations

import pytest

from helpers.draft.order import order_choices
from helpers.draft.sequences import PREFECTURES


def order(*labels: str) -> list[str]:
    """Given in this order of frequency."""
    return order_choices({label: 100 - at for at, label in enumerate(labels)}).choices


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("scale", ["とても満足", "満足", "どちらでもない", "不満", "とても不満"]),
        ("scale", ["満足", "やや満足", "やや不満", "不満"]),
        ("scale", ["大変満足", "満足", "普通", "やや不満", "不満"]),
        ("scale", ["とてもそう思う", "そう思う", "どちらともいえない", "あまりそう思わない", "まったくそう思わない"]),
        ("scale", ["そう思う", "どちらかといえばそう思う", "どちらかといえばそう思わない", "そう思わない"]),
        ("scale", ["あてはまる", "ややあてはまる", "どちらともいえない", "あまりあてはまらない", "あてはまらない"]),
        ("scale", ["重要", "やや重要", "どちらともいえない", "あまり重要でない", "重要でない"]),
        ("scale", ["良い", "やや良い", "普通", "やや悪い", "悪い"]),
        ("scale", ["大変役に立った", "役に立った", "あまり役に立たなかった", "役に立たなかった"]),
        ("scale", ["よく利用する", "たまに利用する", "あまり利用しない", "利用しない"]),
        ("scale", ["感じた", "感じなかった"]),
        ("scale", ["増えた", "変わらない", "減った"]),
        ("scale", ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"]),
        ("scale", ["Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"]),
        ("sequence", ["はい", "いいえ"]),
        ("sequence", ["Yes", "No"]),
        ("sequence", ["男性", "女性"]),
        ("sequence", ["内容まで知っている", "名前は聞いたことがある", "知らない"]),
        ("sequence", ["Always", "Often", "Sometimes", "Rarely", "Never"]),
        ("sequence", ["いつも", "ときどき", "あまりない", "まったくない"]),
        ("sequence", ["Critical to me", "Somewhat useful", "Not relevant for me"]),
        ("sequence", ["1月", "4月", "12月"]),
        ("sequence", ["月曜日", "水曜日", "日曜日"]),
        ("rate", ["ほぼ毎日", "週に2～3回", "月に1回", "年に数回", "利用しない"]),
        ("rate", ["週3日以上", "週1～2日", "月1回程度", "年1回未満"]),
        ("band", ["10代", "20代", "60代", "80歳以上"]),
        ("band", ["18～29歳", "30～39歳", "70歳以上"]),
        ("band", ["使わない", "1,000円未満", "1,000円以上 3,000円未満", "10,000円以上 20,000円未満", "100,000円以上"]),
        ("band", ["100万円未満", "100万円以上 200万円未満", "1,000万円以上 1,200万円未満", "1億円以上"]),
        ("band", ["日帰り", "1泊", "2泊", "4泊以上"]),
        ("band", ["初めて", "2～5回目", "6～10回目", "11回目以上"]),
        ("band", ["6か月未満", "6か月以上1年未満", "1年以上3年未満", "3年以上"]),
        ("band", ["30代前半", "30代後半", "40代前半"]),
        ("band", ["100万円未満", "100～200万円", "200～300万円"]),
        ("prefix", ["01.若狭", "02.あわら", "11.福井駅前"]),
        ("prefix", ["①知人", "②広報", "⑩その他の媒体"]),
        ("prefecture", ["北海道", "東京都", "福井県", "京都府", "沖縄県"]),
        ("prefecture", ["東京", "神奈川", "大阪"]),
    ],
)  # fmt: skip
def test_known_orders_hold_whatever_the_frequency(kind, expected):
    for given in (expected[::-1], sorted(expected)):
        found = order_choices({label: 50 - at for at, label in enumerate(given)})
        assert (found.kind, found.choices) == (kind, expected)


@pytest.mark.parametrize(
    "expected",
    [
        ["男性", "女性", "その他", "答えたくない"],
        ["はい", "いいえ", "わからない"],
        ["ある", "ない", "わからない"],
        ["とても満足", "満足", "普通", "不満", "とても不満", "わからない"],
        ["100万円未満", "100万円以上", "分からない/無回答"],
        ["会社員", "自営業", "その他", "特になし", "わからない", "回答しない"],
    ],
)
def test_other_none_unknown_and_refused_stand_last_in_this_order(expected):
    head = len([label for label in expected if label in ("会社員", "自営業")]) or len(expected)
    given = expected[:head] + expected[head:][::-1] if head < len(expected) else expected[::-1]
    assert order(*given) == expected


def test_without_an_order_of_its_own_the_most_frequent_stands_first():
    found = order_choices({"親": 1, "友人": 9, "夫婦2人": 5} | {"友人": 9})
    assert found.kind == "count" and found.reason.startswith("回答の多い順")
    assert order("友人", "夫婦2人", "親") == ["友人", "夫婦2人", "親"]


def test_a_level_that_nobody_chose_is_added_by_its_mirror_and_told():
    found = order_choices({"満足": 127, "とても満足": 85, "どちらでもない": 18, "不満": 4})
    assert found.choices == ["とても満足", "満足", "どちらでもない", "不満", "とても不満"]
    assert found.checks == ["「とても不満」は回答に無いが、尺度の対として加えた。調査票に無ければ消す。"]
    assert found.scale.scores == {"とても満足": 5, "満足": 4, "どちらでもない": 3, "不満": 2, "とても不満": 1}


def test_a_choice_outside_of_the_scale_gets_no_score():
    found = order_choices(
        {"満足": 41, "とても満足": 24, "選択肢なし": 14, "どちらでもない": 8, "とても不満": 1}
    )
    assert found.choices[-1] == "選択肢なし" and "選択肢なし" not in found.scale.scores


def test_the_47_prefectures_stand_in_the_order_of_the_official_codes():
    assert len(PREFECTURES) == 47
    assert [PREFECTURES[code - 1] for code in (1, 13, 18, 27, 47)] == [
        "北海道",
        "東京都",
        "福井県",
        "大阪府",
        "沖縄県",
    ]
    assert order(*sorted(PREFECTURES)) == list(PREFECTURES)


def test_names_that_happen_to_hold_numbers_are_no_bands():
    assert order_choices({"夫婦2人": 63, "自分ひとり": 41, "親": 17}).kind == "count"
    assert order_choices({"Personal laptop": 9, "Cluster of 2-10 machines": 5}).kind == "count"
