"""years/likeness: what is left out, Dice's coefficient by hand, and words that turn a meaning."""

import pytest

from helpers.years.likeness import fold_text, likeness, turns_meaning


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("問５　参加して いますか。", "参加していますか"),
        ("Q5. 参加していますか？", "参加していますか"),
        ("5) 参加していますか", "参加していますか"),
        ("18歳以上ですか。", "18歳以上ですか"),  # no numbering
        ("1.5時間より長いですか", "15時間より長いですか"),
        ("ＮＰＯ法人ですか", "npo法人ですか"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_is_left_out(text, folded):
    assert fold_text(text) == folded


def test_twice_the_common_bigrams_over_all():
    # 町会に参加 町会 会に に参 参加; 町会へ参加 町会 会へ へ参 参加: 2 in common of 4 + 4
    assert likeness("町会に参加", "町会へ参加") == 2 * 2 / 8
    assert likeness("町会 に、参加。", "町会に参加") == 1.0
    assert likeness("あ", "い") == 0.0
    assert likeness("", "") == 1.0


def test_the_instruction_counts_for_nothing():
    assert likeness("年代をお選びください。", "年代をお答えください。") == 1.0
    assert likeness("理由を、すべてお選びください。", "相手を、すべてお選びください。") == 0.0


@pytest.mark.parametrize(
    ("one", "other", "turned"),
    [
        ("過去1年間に参加したか", "過去3年間に参加したか", True),
        ("参加していますか", "参加していませんか", True),
        ("参加している", "参加していない", True),
        ("過去１年間に参加したか", "過去1年間に加わったか", False),
    ],
)
def test_numbers_and_negations_turn_a_meaning(one, other, turned):
    assert turns_meaning(one, other) is turned
