"""words.csv, tokens.csv, kwic.csv: exact, one record a line, no formulas, the same bytes."""

import csv
import io

import pytest
from janome.tokenizer import Tokenizer
from text_cases import documents_of, tokens_of

from helpers.text import Dictionaries
from helpers.text.export import neutralise, neutralise_token, write_kwic, write_tokens, write_words
from helpers.text.kwic import find_kwic, list_variables
from helpers.text.nodes import Node
from helpers.text.store import tokenize_texts
from helpers.text.words import count_words, select_words

PLAIN = Dictionaries()


def rows(path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def test_words(tmp_path):
    tokens = tokens_of(
        [("町会", "町会", "名詞,一般"), ("増え", "増える", "動詞,自立"), ("町会", "町会", "名詞,一般")]
    )
    write_words(count_words(tokens, select_words(tokens.entries, PLAIN)), tmp_path / "words.csv")
    expected = "base_form,pos,tf,df\n町会,名詞,2,1\n増える,動詞,1,1\n"
    assert (tmp_path / "words.csv").read_bytes() == expected.encode()


def test_tokens_are_those_of_janome_letter_by_letter(tmp_path):
    texts = ["孤独死が増えた。", '"引用",と=1+1と-5\n改行', "　", "=SUM(A1)@home", "😀ｶﾞ"]
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["番号", "ご意見"], *enumerate(texts)])
    documents = documents_of(tmp_path, table.getvalue(), column="ご意見")
    write_tokens(tokenize_texts(documents.texts, PLAIN), documents, tmp_path / "tokens.csv")
    expected = [["document", "surface", "pos", "base_form", "infl_type", "infl_form", "reading"]]
    for number, text in enumerate(documents.texts, 1):
        for t in Tokenizer().tokenize(text):
            fields = [t.surface, t.part_of_speech, t.base_form, t.infl_type, t.infl_form, t.reading]
            expected.append([str(number), *fields])
    assert rows(tmp_path / "tokens.csv") == expected


def test_kwic_has_the_variables_and_no_formula(tmp_path):
    table = "性別,メモ,ご意見\n男性,=1+1,=SUM(1)町会だ\n女性,良い,町会\n"
    documents = documents_of(tmp_path, table, column="ご意見")
    df = find_kwic(tokenize_texts(documents.texts, PLAIN), documents, Node("町会"))
    write_kwic(df, list_variables(df), tmp_path / "kwic.csv")
    assert rows(tmp_path / "kwic.csv") == [
        ["document", "unit", "left", "node", "right", "性別", "メモ"],
        ["1", "1", "'=SUM(1)", "町会", "だ", "男性", "'=1+1"],
        ["2", "2", "", "町会", "", "女性", "良い"],
    ]
    first = (tmp_path / "kwic.csv").read_bytes()
    write_kwic(df, list_variables(df), tmp_path / "kwic.csv")
    assert (tmp_path / "kwic.csv").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "safe"),
    [("=1+1", "'=1+1"), ("+81", "'+81"), ("-5", "'-5"), ("@a", "'@a"), ("\tx", "'\tx"), ("a\r\nb", "a b"), ("a=1", "a=1"), ("\ud83d", "\ufffd")],
)  # fmt: skip
def test_neutralise(text, safe):
    assert neutralise(text) == safe


@pytest.mark.parametrize(
    ("text", "safe"), [("=", "="), ("--", "--"), ("\n", "\n"), ("=A1", "'=A1"), ("町会", "町会")]
)
def test_tokens_that_are_only_signs_stay(text, safe):
    assert neutralise_token(text) == safe
