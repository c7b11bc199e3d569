"""Coding units from Janome's tokens and from documents of files."""

from __future__ import annotations

import pytest

from helpers.text.coding.evaluate import code_units
from helpers.text.coding.units import build_coding_units, split_sentences, unite_documents
from helpers.text.dictionaries import Dictionaries
from helpers.text.documents import read_documents
from helpers.text.rules import parse_rules
from helpers.text.store import tokenize_texts
from helpers.text.units import split_units

HEADED = """<h1>上　先生と私</h1>
先生は死んだ。奥さんは死ななかった。
東京に行く。
<h1>下　遺書</h1>
<h2>一</h2>
奥さんは東京に行った。
<h2>二</h2>
先生は来なかった。
"""


def code(text: str, units) -> dict[str, list[str]]:
    frame = code_units(parse_rules(text, "a.cod", denials=True), units)
    return {name: list(frame.index[frame[name]]) for name in frame}


def test_sentences_and_paragraphs():
    df = split_sentences(["あ。い\n\nう。", "", "え"])
    assert df.values.tolist() == [[0, 0, 0, 0, 2], [0, 0, 1, 2, 3], [0, 2, 2, 5, 7], [2, 4, 3, 0, 1]]


def test_janomes_tokens():
    # 先生 は 死ん だ 。 / 見 て ない   (line ends and the blanks around them are no tokens)
    tokens = tokenize_texts(["先生は死んだ。 \n\n見てない", None, "ＰＴＡ"], Dictionaries())
    units = unite_documents(tokens, ["a", "b", "c"])
    found = code(
        "＊死\n死ぬ->連用タ接続\n＊長さ\nlw == 8 and lc == 11\n＊助\nない-->否定助動詞\n＊近\nnear(だ-見る)[2]\n＊英\npta\n＊空\nlw == 0", units
    )  # fmt: skip
    assert found == {"死": ["a"], "長さ": ["a"], "助": ["a"], "近": ["a"], "英": ["c"], "空": ["b"]}


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("h1", {"死": ["1"], "上": ["1"], "近": ["1", "2"], "文": [], "二番": ["2"]}),
        ("h2", {"死": [], "上": [], "近": ["2-1"], "文": [], "二番": ["2-2"]}),
        (
            "sentence",
            {
                "死": ["2-1-1", "2-1-2"],
                "上": ["1-0-0", "2-1-1", "2-1-2", "3-1-1"],
                "近": ["6-1-1"],
                "文": [],
                "二番": ["2-1-1"],
            },
        ),
    ],
)
def test_units_of_plain_text(tmp_path, unit, found):
    path = tmp_path / "kokoro.txt"
    path.write_text(HEADED, encoding="cp932", newline="\n")
    documents = read_documents(path)
    units = build_coding_units(
        tokenize_texts(documents.texts, Dictionaries()), documents, split_units(documents, unit)
    )
    rules = "＊死\n死ぬ\n＊上\n\"<>見出し1-->上　先生と私\"\n＊近\nnear(奥さん-東京)\n＊文\n'た。東京'\n＊二番\nNo. == 2"
    assert code(rules, units) == found


def test_units_of_a_table_with_variables(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        "性別,年齢,意見\n男,65,先生は死んだ\n女,7,\n女,30,独居の先生\n", encoding="utf-8", newline="\n"
    )
    documents = read_documents(path, "意見")
    units = build_coding_units(
        tokenize_texts(documents.texts, Dictionaries()), documents, split_units(documents, "answer"),
        synonyms={"独居": "一人暮らし"},
    )  # fmt: skip
    assert len(units) == 2  # a blank answer is no unit
    assert code("＊女\n<>性別-->女\n＊老\n<>年齢<> >= 65\n＊独\n一人暮らし and 独居", units) == {
        "女": ["3"], "老": ["1"], "独": ["3"],
    }  # fmt: skip
