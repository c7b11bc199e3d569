"""Lettering: what the font lacks is marked, lines break as Japanese breaks."""

import pytest

from helpers.figures.lettering import balance_lines, one_line, printable, text_width, wrap_text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("町会・自治会", "町会・自治会"),
        ("よい😀です", "よい〓です"),
        ("1\ufe0f⃣", "1〓"),
        ("か\u3099", "が"),
        ("a\tb\n c\x00d", "a b c d"),
        ("零\u200b幅", "零幅"),
    ],
)
def test_printable(given, shown):
    assert printable(given) == shown


def test_one_line_keeps_emoji():
    assert one_line(" よい😀\n です ") == "よい😀 です"


def test_width_counts_full_width_as_one():
    assert text_width("区A") == pytest.approx(1.6)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, []),
        ("あいうえおかきく", 5, ["あいうえお", "かきく"]),
        ("あいうえお。かき", 5, ["あいうえお。", "かき"]),  # 。 hangs, it never starts a line
        ("あいうえ（かき）", 5, ["あいうえ", "（かき）"]),  # （ never ends a line
        ("区内NPO法人", 4, ["区内NPO", "法人"]),  # 2 + 1.8 = 3.8 em
        ("人のイメージが", 5, ["人の", "イメージが"]),  # a katakana word stays together
        ("アイウエオカキ", 5, ["アイウエオ", "カキ"]),  # unless it is longer than a line
    ],
)
def test_wrap_text(text, width, lines):
    assert wrap_text(text, width) == lines


def test_a_text_of_too_many_lines_ends_in_an_ellipsis():
    assert wrap_text("あいうえおかきくけこ", 3, most_lines=2) == ["あいう", "えお…"]


def test_balanced_lines_are_about_equal():
    assert balance_lines(["あいうえお", "か"]) == ["あいう", "えおか"]
    assert balance_lines([]) == [""]
