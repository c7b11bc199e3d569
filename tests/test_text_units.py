"""Units: where they begin and end, by KH Coder's rules, and which one each token stands in."""

import numpy as np
import pytest
from text_cases import documents_of

from helpers.errors import ParameterError
from helpers.text import Dictionaries
from helpers.text.store import tokenize_texts
from helpers.text.units import assign_units, count_units, frame_variables, split_units

HEADED = "前。\n<h1>上</h1>\n<h2>一。二</h2>\n私。先生\n\u3000\n<h2>三</h2>\n本文\n<h1>中</h1>\n<h2>四</h2>\n終わり\n"


def pieces(documents, unit: str) -> list[str]:
    """The text of each piece."""
    df = split_units(documents, unit)
    return [documents.texts[row.document][row.start : row.end] for row in df.itertuples()]


def answer(folder, text: str):
    return documents_of(folder, f'ご意見\n"{text}"\n', column="ご意見")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("孤独死が増えた。町会は大事", ["孤独死が増えた。", "町会は大事"]),
        ("本当！？そう思う。", ["本当！？そう思う。"]),  # ！ and ？ end no sentence in KH Coder
        ("「はい。」と言った。", ["「はい。", "」と言った。"]),  # nor does 」 belong to the one before
        ("はい。。次", ["はい。", "。", "次"]),
        ("一行目\n二行目。三つ目", ["一行目", "二行目。", "三つ目"]),
        ("終わり。　", ["終わり。　"]),  # blanks are no sentence
        ("3.5点。A.B", ["3.5点。", "A.B"]),
    ],
)
def test_sentences(tmp_path, text, sentences):
    assert pieces(answer(tmp_path, text), "sentence") == sentences


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("一\n二", ["一", "二"]),
        ("一\n\n二", ["一", "二"]),  # an empty line is none
        ("一\n　\n二", ["一", "　", "二"]),  # one that holds only U+3000 is
        ("一\u2028二\x0b三", ["一\u2028二\x0b三"]),  # these end no line
    ],
)
def test_paragraphs(tmp_path, text, paragraphs):
    assert pieces(answer(tmp_path, text), "paragraph") == paragraphs


def test_names_and_numbers_of_sentences(tmp_path):
    df = split_units(answer(tmp_path, "一。二\n三"), "sentence")
    assert list(df["unit"]) == ["1-1-1", "1-1-2", "1-2-1"]
    assert df[["unit_id", "paragraph", "sentence", "start", "end"]].to_numpy().tolist() == [
        [0, 1, 1, 0, 2],
        [1, 1, 2, 2, 3],
        [2, 2, 1, 4, 5],
    ]


def test_blank_answers_are_no_answers(tmp_path):
    documents = documents_of(tmp_path, "回答者,ご意見\nA,はい\nB,\nA,\nC,　\n", column="ご意見")
    assert list(split_units(documents, "answer")["unit"]) == ["1"]
    df = split_units(documents, "respondent")
    assert list(df["unit"]) == ["A", "A"] and list(df["unit_id"]) == [0, 0]
    assert list(df["document"]) == [0, 2] and count_units(df) == 1


def test_paragraphs_and_sentences_of_plain_text_with_headings(tmp_path):
    documents = documents_of(tmp_path, HEADED, "a.txt")
    assert pieces(documents, "paragraph") == ["前。", "私。先生", "\u3000", "本文", "終わり"]
    sentences = ["前。", "上", "一。二", "私。", "先生", "\u3000", "三", "本文", "中", "四", "終わり"]
    assert pieces(documents, "sentence") == sentences  # a heading is one sentence


def test_sections_hold_their_headings_and_what_stands_under_them(tmp_path):
    documents = documents_of(tmp_path, HEADED, "a.txt")
    h1 = split_units(documents, "h1")
    assert pieces(documents, "h1") == [
        "上",
        "一。二",
        "私。先生",
        "\u3000",
        "三",
        "本文",
        "中",
        "四",
        "終わり",
    ]
    assert list(h1["unit_id"]) == [0] * 6 + [1] * 3
    assert list(h1["h1"]) == ["上"] * 6 + ["中"] * 3
    h2 = split_units(documents, "h2")
    assert list(h2["unit"]) == ["1-1", "1-1", "1-1", "1-2", "1-2", "2-1", "2-1"]


def test_sections_with_the_same_title_are_different_units(tmp_path):
    documents = documents_of(tmp_path, "<h5>甲</h5>\n一\n<h5>甲</h5>\n二\n", "a.txt")
    assert count_units(split_units(documents, "h5")) == 2


def test_headings_of_a_table_are_units(tmp_path):
    documents = documents_of(tmp_path, "h1,ご意見\n上,あ\n中,い\n上,う\n", column="ご意見")
    assert list(split_units(documents, "h1")["unit_id"]) == [0, 1, 0]


@pytest.mark.parametrize(("unit", "said"), [("word", "respondent"), ("h3", "<h3>")])
def test_a_unit_that_is_not_there_is_refused(tmp_path, unit, said):
    with pytest.raises(ParameterError, match=said):
        split_units(answer(tmp_path, "はい"), unit)


def test_each_token_stands_in_its_unit(tmp_path):
    documents = documents_of(tmp_path, HEADED, "a.txt")
    df = split_units(documents, "paragraph")
    document = np.array([0, 0, 1, 3, 3, 3, 4, 6, 9], dtype=np.int32)
    start = np.array([0, 1, 0, 0, 1, 3, 0, 1, 2], dtype=np.int32)
    assert assign_units(document, start, df).tolist() == [0, 0, -1, 1, 1, 1, 2, 3, 4]


def test_tokens_of_whole_texts_fall_into_sentences(tmp_path):
    documents = documents_of(tmp_path, 'ご意見\n"町会だ。孤独死\n困る"\nはい\n', column="ご意見")
    tokens = tokenize_texts(documents.texts, Dictionaries())
    units = assign_units(tokens.document, tokens.start, split_units(documents, "sentence"))
    surfaces = tokens.entries["surface"].to_numpy()[tokens.entry]
    assert list(zip(surfaces, units.tolist(), strict=True)) == [
        *[("町会", 0), ("だ", 0), ("。", 0), ("孤独", 1), ("死", 1), ("\n", -1), ("困る", 2), ("はい", 3)],
    ]


def test_no_units_and_no_tokens(tmp_path):
    documents = documents_of(tmp_path, "番号,ご意見\n1,\n", column="ご意見")
    empty = np.array([], dtype=np.int32)
    df = split_units(documents, "answer")
    assert len(df) == 0 and assign_units(empty, empty, df).tolist() == []
    assert assign_units(np.array([0]), np.array([0]), df).tolist() == [-1]
    assert len(split_units(documents, "sentence")) == 0


def test_variables_of_units(tmp_path):
    documents = documents_of(
        tmp_path, "回答者,性別,ご意見\nA,男,はい\nB,女,いいえ\nA,不明,ない\n", column="ご意見"
    )
    df = frame_variables(documents, split_units(documents, "respondent"))
    assert df["性別"].to_dict() == {0: "男、不明", 1: "女"}
