"""Folding: one spelling for the search, and the way back to the letters as written."""

import unicodedata

from helpers.text.privacy.folding import fold, fold_kanji_digits, fold_word


def test_plain_text_is_left_alone():
    assert fold("電話 03-1234、ガラス。").starts is None


def test_width_and_dashes():
    assert fold("０３－１２３４―ａｂｃ＠").text == "03-1234-abc@"


def test_composed_letters_know_where_they_came_from():
    text = unicodedata.normalize("NFD", "がく")  # か + mark + く
    folded = fold(text)
    assert (folded.text, folded.span(0, 1), folded.span(1, 2)) == ("がく", (0, 2), (2, 3))


def test_half_width_katakana():
    folded = fold("ﾊﾞｽ停")
    assert (folded.text, folded.span(0, 2), folded.span(2, 3)) == ("バス停", (0, 3), (3, 4))


def test_one_letter_that_becomes_several():
    folded = fold("a㍿b")
    assert folded.text == "a株式会社b"
    assert folded.span(1, 5) == (1, 2)
    assert folded.span(5, 6) == (2, 3)


def test_letters_of_no_width_are_dropped_and_circled_numbers_stay():
    folded = fold("0\u200b3①")
    assert (folded.text, folded.span(0, 2)) == ("03①", (0, 3))


def test_words_of_records_are_compared_in_the_same_spelling():
    assert fold_word(" ﾀﾅｶ ") == fold_word("タナカ") == "タナカ"


def test_kanji_digits():
    assert fold_kanji_digits("〇九〇十") == "090十"
