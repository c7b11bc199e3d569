"""Widths in half-width characters, heights in points."""

from helpers.databook.widths import (
    figure_width,
    letters_width,
    line_count,
    row_height,
    stub_width,
    text_width,
)


def test_kanji_count_as_two():
    assert text_width("はい Q1") == 7
    assert text_width("一行\n二行目") == 6
    assert text_width("") == 0


def test_lines_that_a_text_takes():
    assert line_count("あいうえお", 11) == 1
    assert line_count("あいうえお", 10) == 2
    assert line_count("a\nb", 10) == 2
    assert row_height([("あいうえお", 10), ("a", 10)]) == 34.0
    assert row_height([]) == 19.0
    assert row_height([("あ" * 5000, 10)]) == 400.0


def test_columns_have_bounds():
    assert stub_width(["はい"]) == 8
    assert stub_width(["あ" * 15]) == 32
    assert stub_width(["あ" * 100]) == 44
    assert figure_width(["1,234,567*"], "n") == 12
    assert figure_width(["1"], "とても長い選択肢の名前") == 15
    assert letters_width(["A,C", ""]) == 4.5
