"""KWIC: what is found, what stands beside it, in which order; what respondents wrote stays text."""

import pytest
from text_cases import documents_of, tokens_of

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.text import Dictionaries
from helpers.text.kwic import find_kwic, list_variables, render_kwic, sort_kwic
from helpers.text.nodes import Node, find_node
from helpers.text.store import tokenize_texts
from helpers.text.units import split_units
from helpers.text.words import select_words

TABLE = """\
性別,ご意見
男性,町会では孤独死が増えた。孤独死は困る。
女性,孤独死を防ぐ。<b>町会</b>
女性,ｺﾐｭﾆﾃｨｶﾞﾎｼｲ
"""
PLAIN = Dictionaries()


@pytest.fixture
def documents(tmp_path):
    return documents_of(tmp_path, TABLE, column="ご意見", findings=Findings())


@pytest.fixture
def tokens(documents):
    return tokenize_texts(documents.texts, PLAIN)


def spans(tokens, text: str, kind: str = "base", pos=(), entries=None) -> list[tuple[int, int, int]]:
    df = find_node(tokens, Node(text, kind, pos), entries)
    return [tuple(row) for row in df[["document", "start", "end"]].to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("増える", "base", [(0, 8, 10)]),
        ("増え", "base", []),
        ("増え", "surface", [(0, 8, 10)]),
        ("増える", "surface", []),
        ("孤独 死", "phrase", [(0, 4, 7), (0, 12, 15), (1, 0, 3)]),
        ("孤独＋死+が", "phrase", [(0, 4, 8)]),
        ("死　が 増える", "phrase", [(0, 6, 10)]),
        ("死が増", "text", [(0, 6, 9)]),
        ("コミュニティガ", "text", [(2, 0, 8)]),  # half-width kana, two characters for ガ
        ("ガ", "text", [(2, 6, 8)]),
        ("死[がを]", "regex", [(0, 6, 8), (1, 2, 4)]),
        ("^町", "regex", [(0, 0, 1)]),
        ("x*", "regex", []),  # matches without length are none
    ],
)
def test_what_is_found(tokens, text, kind, found):
    assert spans(tokens, text, kind) == found


def test_parts_of_speech_and_synonyms_narrow_and_widen(tokens):
    assert spans(tokens, "町会", pos=("名詞",)) == [(0, 0, 2), (1, 10, 12)]
    assert spans(tokens, "町会", pos=("動詞", "助詞")) == []
    entries = select_words(tokens.entries, Dictionaries(synonyms={"町会": "自治会"}))
    assert spans(tokens, "自治会", entries=entries) == spans(tokens, "町会")


def test_a_phrase_does_not_go_over_the_end_of_a_text():
    tokens = tokens_of([("孤独", "孤独", "名詞")], [("死", "死", "名詞")])
    assert spans(tokens, "孤独 死", "phrase") == []


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (Node(" "), "空"),
        (Node(" + ", "phrase"), "空"),
        (Node("(町", "regex"), "1文字目"),
        (Node("町会", "word"), "base"),
    ],
)
def test_a_broken_node_is_refused(tokens, node, said):
    with pytest.raises(ParameterError, match=said):
        find_node(tokens, node)


def test_context_in_characters_unit_position_and_variables(tokens, documents):
    df = find_kwic(tokens, documents, Node("孤独 死", "phrase"), split_units(documents, "sentence"), width=3)
    assert df[["document", "unit", "left", "node", "right", "性別"]].to_numpy().tolist() == [
        ["1", "1-1-1", "会では", "孤独死", "が増え", "男性"],
        ["1", "1-1-2", "えた。", "孤独死", "は困る", "男性"],
        ["2", "2-1-1", "", "孤独死", "を防ぐ", "女性"],
    ]
    assert df[["position", "start", "end"]].to_numpy().tolist() == [[3, 4, 7], [9, 12, 15], [0, 0, 3]]
    assert list_variables(df) == ["性別"]


def test_context_in_tokens(tokens, documents):
    df = find_kwic(tokens, documents, Node("死", "surface"), width=2, count="tokens")
    assert df[["left", "right"]].to_numpy().tolist() == [
        ["は孤独", "が増え"],
        ["。孤独", "は困る"],
        ["孤独", "を防ぐ"],
    ]
    whole = find_kwic(tokens, documents, Node("死", "surface"), width=99, count="tokens")
    assert whole["left"].iloc[1] + "死" + whole["right"].iloc[1] == documents.texts[0]


def test_words_beside_the_node_end_with_the_text(tokens, documents):
    df = find_kwic(tokens, documents, Node("死[がを]", "regex"))
    assert df.loc[0, ["l5", "l4", "l3", "l2", "l1"]].tolist() == ["", "町会", "で", "は", "孤独"]
    assert df.loc[0, ["r1", "r2", "r3", "r4", "r5"]].tolist() == ["増える", "た", "。", "孤独", "死"]
    assert df.loc[1, ["l2", "l1", "r1", "r2"]].tolist() == ["", "孤独", "防ぐ", "。"]


def test_line_ends_are_no_neighbours(tmp_path):
    documents = documents_of(tmp_path, 'ご意見\n"町会だ\n\n孤独死\n困る"\n', column="ご意見")
    df = find_kwic(tokenize_texts(documents.texts, PLAIN), documents, Node("孤独 死", "phrase"))
    assert df.loc[0, ["l3", "l2", "l1", "r1", "r2"]].tolist() == ["", "町会", "だ", "困る", ""]
    assert df.loc[0, ["left", "right"]].tolist() == ["町会だ\n\n", "\n困る"]


def test_sorted_by_what_is_frequent_at_a_position(tmp_path):
    words = [("水", "飲む"), ("酒", "飲む"), ("茶", "買う"), ("水", "買う"), ("水", "捨てる")]
    tokens = tokens_of(
        *([(left, left, "名詞"), ("を", "を", "助詞"), (verb, verb, "動詞")] for left, verb in words)
    )
    documents = documents_of(tmp_path, "ご意見\n" + "".join(f"{a}を{b}\n" for a, b in words), column="ご意見")
    df = find_kwic(tokens, documents, Node("を"))
    assert list(sort_kwic(df, ["l1"])["document"]) == ["1", "4", "5", "3", "2"]  # 水 3, then 茶 before 酒
    assert list(sort_kwic(df, ["r1"])["document"]) == ["3", "4", "1", "2", "5"]  # 買う before 飲む, two each
    assert list(sort_kwic(df, ["r1", "l1"])["document"]) == ["4", "3", "1", "2", "5"]
    assert list(sort_kwic(df)["document"]) == ["1", "2", "3", "4", "5"]
    with pytest.raises(ParameterError, match="l5"):
        sort_kwic(df, ["l6"])


def test_hostile_text_stays_text(tmp_path):
    table = '性別,ご意見\n<i>男</i>,"<script>alert(1)</script>町会\n二行目"\n'
    documents = documents_of(tmp_path, table, column="ご意見")
    df = find_kwic(tokenize_texts(documents.texts, PLAIN), documents, Node("町会"), width=40)
    page = str(render_kwic(df, ["性別"]))
    assert "<script>" not in page and "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "↵二行目" in page and '<th scope="col">性別</th>' in page


def test_a_long_concordance_says_that_it_is_cut(tokens, documents):
    df = find_kwic(tokens, documents, Node("孤独"))
    assert "3件のうち初めの2件" in render_kwic(df, limit=2)
    assert str(render_kwic(df, limit=2)).count("<tr>") == 3


def test_variables_called_like_ours_are_kept(tmp_path):
    documents = documents_of(tmp_path, "left,ご意見\n甲,町会\n", column="ご意見")
    df = find_kwic(tokenize_texts(documents.texts, PLAIN), documents, Node("町会"))
    assert list_variables(df) == ["left（列）"] and list(df["left（列）"]) == ["甲"]


def test_nothing_found(tokens, documents):
    for node in (Node("役所"), Node("役所", "text"), Node("町会 役所", "phrase")):
        df = find_kwic(tokens, documents, node, split_units(documents, "answer"))
        assert len(df) == 0 and list(df.columns)[:5] == ["document", "unit", "left", "node", "right"]
        assert len(sort_kwic(df, ["r1"])) == 0 and "0件" in render_kwic(df)


def test_no_tokens_at_all(tmp_path):
    documents = documents_of(tmp_path, "番号,ご意見\n1,\n2,\n", column="ご意見")
    tokens = tokenize_texts(documents.texts, PLAIN)
    assert len(find_kwic(tokens, documents, Node("町会"), count="tokens")) == 0
