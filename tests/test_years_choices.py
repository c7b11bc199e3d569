"""years/choices: same labels paired, others offered as guesses, and the lines that people write."""

import pytest

from helpers.years.choices import combine, guess_pairs, pair_choices, read_pairs, write_pairs
from helpers.years.links import Pair


def test_same_labels_are_paired_but_for_width_and_blanks():
    assert pair_choices(["はい", "ＮＰＯ 法人", "新"], ["NPO法人", "はい", "旧"]) == (
        Pair(("はい",), ("はい",)),
        Pair(("ＮＰＯ 法人",), ("NPO法人",)),
        Pair(("新",), ()),
        Pair((), ("旧",)),
    )


@pytest.mark.parametrize(
    ("new", "old", "guesses"),
    [
        (["60代以上"], ["60代", "70代以上"], [Pair(("60代以上",), ("60代", "70代以上"))]),
        (["60代", "70歳以上"], ["60歳以上"], [Pair(("60代", "70歳以上"), ("60歳以上",))]),
        (["20～39歳"], ["20代", "30代"], [Pair(("20～39歳",), ("20代", "30代"))]),
        (["60代以上"], ["60代", "80代以上"], []),  # a gap
        (["家族・友人"], ["家族", "友人"], [Pair(("家族・友人",), ("家族", "友人"))]),
        (["市役所の相談窓口"], ["市役所の窓口"], [Pair(("市役所の相談窓口",), ("市役所の窓口",))]),
        (["参加していない"], ["参加している"], []),  # the opposite
        (["手紙"], ["電話"], []),
    ],
)
def test_guesses(new, old, guesses):
    assert list(guess_pairs(pair_choices(new, old))) == guesses


def test_lines_name_only_what_goes_by_another_label():
    pairs = [
        Pair(("はい",), ("はい",)),
        Pair(("高い",), ("高い", "やや高い")),
        Pair(("新",), ()),
        Pair((), ("旧",)),
    ]
    text = "高い ← 高い + やや高い\n新 ← （なし）\n（なし） ← 旧"
    assert write_pairs(pairs) == text
    assert read_pairs(text, ["はい", "高い", "新"], ["はい", "高い", "やや高い", "旧"]) == (pairs[1:], [])


@pytest.mark.parametrize("line", ["新=旧", "新 ＝ 旧", "新 <- 旧", "新←旧", "新 = 旧 "])
def test_lines_as_people_type_them(line):
    assert read_pairs(line, ["新"], ["旧"]) == ([Pair(("新",), ("旧",))], [])


def test_labels_that_hold_the_signs_themselves():
    assert read_pairs("A=B + C ← A=B + C + D", ["A=B", "C"], ["A=B + C", "D"]) == (
        [Pair(("A=B", "C"), ("A=B + C", "D"))],
        [],
    )


@pytest.mark.parametrize("text", ["新 ← 無い", "新", "← ", "新 ← 旧 + 旧", "新 ← 旧\n新 ← （なし）"])
def test_lines_that_cannot_be_read_are_named(text):
    assert read_pairs(text, ["新"], ["旧"])[1] == [text.splitlines()[-1].strip()]


def test_given_pairs_take_the_place_of_those_they_break_up():
    pairs = pair_choices(["A", "B"], ["A", "B", "C"])
    assert combine(pairs, [Pair(("A",), ("A", "C"))]) == (Pair(("A",), ("A", "C")), Pair(("B",), ("B",)))
    assert combine(pairs, [Pair(("B",), ("A",))]) == (
        Pair(("A",), ()),
        Pair(("B",), ("A",)),
        Pair((), ("B",)),
        Pair((), ("C",)),
    )
