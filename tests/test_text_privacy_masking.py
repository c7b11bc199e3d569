"""mask_text: visible marks, and decisions that keep or add."""

import unicodedata

from helpers.text.privacy import Decision, mask_text

KEEP, MASK = Decision("そのまま", "本人の了解（分析者）"), Decision("伏せる", "未公表（分析者）")


def test_marks_stand_in_the_place_of_finds():
    masked = mask_text("渡辺さんへ 090-0123-4567 😀")
    assert masked.text == "【氏名】さんへ 【電話番号】 😀"
    assert [one.personal.surface for one in masked.found] == ["渡辺", "090-0123-4567"]
    assert masked.is_masked


def test_nothing_found_nothing_changed():
    text = unicodedata.normalize("NFD", "がんばる👩‍👧")
    masked = mask_text(text)
    assert (masked.text, masked.found, masked.is_masked) == (text, (), False)


def test_a_decision_keeps_a_find_but_it_is_still_told():
    masked = mask_text("渡辺さんと佐藤さん", {"渡辺": KEEP})
    assert masked.text == "渡辺さんと【氏名】さん"
    assert [(one.decision, one.decided) for one in masked.found] == [
        ("そのまま", "本人の了解（分析者）"),
        ("伏せる", "（自動）"),
    ]


def test_a_decision_is_found_in_another_width():
    assert mask_text("ﾜﾀﾅﾍﾞさん", {"ワタナベ": KEEP}).text == "ﾜﾀﾅﾍﾞさん"


def test_a_decision_masks_what_was_not_found_wherever_it_stands():
    masked = mask_text("ひみつ計画とひみつ計画", {"ひみつ計画": MASK})
    assert masked.text == "【伏せ字】と【伏せ字】"
    assert [one.personal.kind for one in masked.found] == ["stated", "stated"]


def test_a_stated_word_that_crosses_a_find_lets_no_letter_through():
    masked = mask_text("あの渡辺さん宅の裏", {"渡辺さん宅": MASK})
    assert "渡辺" not in masked.text
    assert masked.text == "あの【氏名】【伏せ字】の裏"


def test_masking_wins_over_keeping_where_they_cross():
    assert mask_text("渡辺さん宅", {"渡辺": KEEP, "渡辺さん宅": MASK}).text == "【伏せ字】"
