"""Coding rules against documents counted by hand: every construct of KH Coder's grammar."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from coding_cases import build_tokens, build_units, code

from helpers.errors import RuleSyntaxError
from helpers.text.coding.evaluate import code_units
from helpers.text.coding.units import CodingUnits, unite_documents, unite_spans
from helpers.text.rules import parse_rules

DOCUMENTS = (
    "先生 は 死ん だ 。",  # 1: 5 tokens, 7 characters
    "先生 は 先生 。 / 奥さん は 死ぬ 。 死ぬ 。",  # 2: 10 tokens (the line end is none), 16 characters, 3 sentences
    "ない",  # 3
    "奥さん なかっ 東京",  # 4
    "",  # 5
)


@pytest.fixture(scope="module")
def units() -> CodingUnits:
    variables = pd.DataFrame(
        {
            "性別": ["男", "女", "女", "", "男"],
            "年齢": ["65", "7", "", "二十", "1,200"],
            "点": [1.0, 2.0, np.nan, -1.0, 0.0],
            "h1": ["上＿先生と私", "上＿先生と私", "中", "", ""],
        }
    )
    return build_units(*DOCUMENTS, variables=variables)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        # words by their base form
        ("先生", [1, 2]),
        ("死ぬ", [1, 2]),
        ("死ん", []),
        ("ＳＮＳ", []),
        # how often
        ("死ぬ >= 2", [2]),
        ("先生 == 2", [2]),
        ("先生 > 1", [2]),
        ("死ぬ < 2", [1, 3, 4, 5]),
        ("死ぬ <= 0", [3, 4, 5]),
        ("先生 + 奥さん >= 3", [2]),
        ("先生 - 死ぬ == 0", [1, 2, 3, 4, 5]),
        ("先生 * 2 == 4", [2]),
        ("先生 / 2 == 1", [2]),
        ("1 / 奥さん >= 1", [2, 4]),
        ("- 先生 < 0", [1, 2]),
        # parts of speech, inflected and written forms
        ("死ぬ-->動詞", [1, 2]),
        ("死ぬ->連用タ接続", [1]),
        ("死ぬ-->動詞->基本形", [2]),
        ("死ぬ=>死ん", [1]),
        ("死ぬ-->動詞=>死ぬ", [2]),
        ("ない-->形容詞B", [3, 4]),
        ("ない-->形容詞B->連用タ接続", [4]),
        ("ない-->形容詞", []),
        ("東京-->地名", [4]),
        # phrases
        ("先生+は", [1, 2]),
        ("は+死ぬ", [1, 2]),
        ("は+死ぬ+だ", [1]),
        ("死ぬ+。+死ぬ", [2]),
        ("。+奥さん", [2]),  # across a line end, which is no token
        ("先生+奥さん", []),
        # strings: sentences that contain them
        ("'生は'", [1, 2]),
        ("'先生は先生。'", [2]),
        ("'死ぬ' >= 2", [2]),
        ("'先生' >= 2", []),
        ("'。奥さん'", []),  # not across a line end
        ("'死ぬ。死ぬ'", [2]),
        # near and seq; in 2: 先生 1, は, 先生 3, 。 4, 奥さん 5, は, 死ぬ 7, 。, 死ぬ 9
        ("near(先生-奥さん)", [2]),
        ("near(奥さん-先生)[2]", [2]),
        ("near(先生-奥さん)[1]", []),
        ("near(先生-奥さん)[b]", []),
        ("near(先生-奥さん)[d]", []),
        ("near(奥さん-死ぬ)[b]", [2]),
        ("near(奥さん-死ぬ)[b1]", []),
        ("near(先生-死ぬ)[b2]", [1]),
        ("near(先生-奥さん-死ぬ)[2]", [2]),
        ("seq(先生-奥さん)", [2]),
        ("seq(奥さん-先生)", []),
        ("seq(先生-死ぬ)[2]", [1]),
        ("seq(先生-奥さん-死ぬ)[d]", []),
        ("seq(奥さん-死ぬ)[d2]", [2]),
        # variables and headings
        ("<>性別-->女", [2, 3]),
        ("<>点-->1", [1]),
        ("<>見出し1-->上＿先生と私", [1, 2]),
        ("<>heading1-->中", [3]),
        ('"<>見出し1-->上＿先生と私" and 奥さん', [2]),
        ("<>年齢<> >= 65", [1, 5]),
        ("<>年齢<> < 65", [2]),  # neither a blank nor 二十 is below 65
        ("<>点<>", [1, 2]),  # KH Coder: above 0
        ("<>点<> < 0", [4]),
        # codes, lengths, numbers
        ("<＊先>", [1, 2]),
        ("<*先> and 奥さん", [2]),
        ("<＊先> + <＊先> == 2", [1, 2]),
        ("lw == 5", [1]),
        ("lw == 10", [2]),
        ("lc == 7", [1]),
        ("lc == 16", [2]),
        ("lw == 0", [5]),
        ("( No. >= 2 ) and ( No. <= 3 )", [2, 3]),
        # operators
        ("死ぬ & 奥さん", [2]),
        ("死ぬ and 奥さん", [2]),
        ("ない | 死ぬ", [1, 2, 3, 4]),
        ("死ぬ &! 奥さん", [1]),
        ("ない |! 死ぬ", [3, 4, 5]),
        ("not 死ぬ", [3, 4, 5]),
        ("! 死ぬ", [3, 4, 5]),
        ("( 先生 or ない ) and not ( 奥さん )", [1, 3]),
    ],
)
def test_constructs_by_hand(units, condition, found):
    assert code(condition, units) == found


@pytest.mark.parametrize(
    ("condition", "same"),
    [
        ("先生 or ない and 奥さん", "先生 or ( ない and 奥さん )"),
        ("not 先生 and ない", "( not 先生 ) and ない"),
        ("not 先生 >= 2", "not ( 先生 >= 2 )"),
        ("! 先生 >= 1", "( ! 先生 ) >= 1"),
        ("先生 + 奥さん * 2 >= 3", "( 先生 + ( 奥さん * 2 ) ) >= 3"),
        ("先生 - 奥さん - 1 >= 0", "( ( 先生 - 奥さん ) - 1 ) >= 0"),
        ("先生 and 奥さん >= 1", "先生 and ( 奥さん >= 1 )"),
        ("先生 |! 奥さん >= 1", "先生 or ( not ( 奥さん >= 1 ) )"),
    ],
)
def test_precedence_is_that_of_mysql_which_kh_coder_asks(condition, same):
    def tree(text: str):
        return parse_rules(f"＊a\n{text}", "a.cod", denials=True)[0].expression

    assert tree(condition) == tree(same)


def test_near_counts_starts_as_kh_coder_does():
    # 先 1, 妻 2, 先 3: from 先 1 and from 妻 2 all words are reached -> 2; 先 先 妻: the first 先 is passed over -> 1
    units = build_units("先 妻 先", "先 先 妻", "妻 妻 先 先", "先 は 妻")
    assert code("near(先-妻) == 2", units) == [1]
    assert code("near(先-妻) == 1", units) == [2, 3, 4]
    assert code("seq(先-妻) == 1", units) == [1, 2, 4]


def test_near_of_three_goes_from_each_new_word_to_the_next():
    # 1: a . . b . . c, 2 apart from one to the next: [3] reaches c though it is 6 from a
    # 2: b is found at 2; the second b (5) is not new, and c is 4 from the first: too far for [3]
    # 3: another order; 4: c is missing
    units = build_units("a は は b は は c", "a b は は b c", "c a b", "a b")
    assert code("near(a-b-c)[3]", units) == [1, 3]
    assert code("near(a-b-c)[0]", units) == [1, 2, 3]
    assert code("near(a-b-c)[2]", units) == [3]
    assert code("seq(a-b-c)[3]", units) == [1]
    assert code("seq(c-a-b)", units) == [3]


def test_near_reaches_ten_tokens_by_default():
    near, far = "先 " + "は " * 9 + "妻", "先 " + "は " * 10 + "妻"
    units = build_units(near, far)
    for rule in ("near(先-妻)", "seq(先-妻)", "near(先-妻)[b]", "near(先-妻)[d]"):
        assert code(rule, units) == [1]
    for rule in ("near(先-妻)[11]", "near(先-妻)[b11]", "seq(先-妻)[d0]", "near(先-妻)[0]"):
        assert code(rule, units) == [1, 2]


def test_scopes_of_near():
    # 1: two sentences of one paragraph; 2: two paragraphs; 3: one sentence
    units = build_units("先 。 妻", "先 / 妻", "先 妻 。")
    assert code("near(先-妻)[b]", units) == [3]
    assert code("near(先-妻)[d]", units) == [1, 3]
    assert code("near(先-妻)", units) == [1, 2, 3]


def test_words_do_not_reach_into_the_next_unit():
    units = build_units("先", "妻")
    assert code("near(先-妻)", units) == code("先+妻", units) == code("seq(先-妻)", units) == []
    assert code("'先妻'", units) == []


def test_width_case_and_synonyms():
    units = build_units("ＳＮＳ は", "sns", "ごみ屋敷", synonyms={"ごみ屋敷": "ごみ"})
    assert code("SNS", units) == code("'SNS'", units) == [1, 2]
    assert code("ごみ", units) == code("ごみ屋敷", units) == [3]
    assert code("ごみ+屋敷", units) == []


def test_forms_without_width():
    assert code("死ぬ　＞＝　２", build_units("死ぬ 死ん", "死ぬ")) == [1]
    assert code("（ 死ぬ ）　＆　ごみ", build_units("死ぬ ごみ", "死ぬ")) == [1]


def test_quotes_protect_blanks_and_themselves():
    tokens = build_tokens("it's ok", "its ok", 'say "x"')
    texts = ("it's ok", "it's  ok", 'say "x"')
    units = unite_documents(
        type(tokens)(texts, *(tokens.document, tokens.start, tokens.length, tokens.entry), tokens.entries)
    )
    assert code("'it''s ok'", units) == [1]
    assert code("""'y "x"'""", units) == [3]


def test_the_first_unit_has_number_one_and_units_may_be_sentences():
    tokens = build_tokens("先生 は 死ん だ 。 奥さん", "死ぬ")
    sentences = pd.DataFrame(
        {
            "document": [0, 0, 1],
            "paragraph": [0, 0, 1],
            "sentence": [0, 1, 2],
            "start": [0, 7, 0],
            "end": [7, 10, 2],
        }
    )
    units = unite_spans(tokens, sentences.assign(unit=[0, 1, 2]), sentences, ["1-1-1", "1-1-2", "2-1-1"])
    assert code("死ぬ", units) == [1, 3] and code("奥さん", units) == [2]
    assert code("near(先生-奥さん)", units) == [] and code("'奥'", units) == [2]
    assert code("No. == 3", units) == [3] and code("lw == 5", units) == [1]


def test_a_unit_of_several_documents():
    tokens = build_tokens("先生 は", "妻", "奥さん")
    spans = pd.DataFrame({"document": [0, 1, 2], "start": [0, 0, 0], "end": [3, 1, 3], "unit": [0, 1, 0]})
    sentences = spans.assign(paragraph=range(3), sentence=range(3))
    units = unite_spans(tokens, spans, sentences, ["R1", "R2"])
    assert code("先生 and 奥さん", units) == [1] and code("'は奥'", units) == []
    assert code("lw == 3", units) == [1]


def test_frame_of_codes():
    rules = parse_rules("＊一\n死ぬ\n＊二\nnot <＊一>", "a.cod", denials=True)
    frame = code_units(rules, build_units("死ぬ", "は", names=["Q18-1", "Q18-2"]))
    assert frame.index.name == "unit" and list(frame.index) == ["Q18-1", "Q18-2"]
    assert frame.dtypes.map(str).tolist() == ["bool", "bool"]
    assert frame.to_numpy().tolist() == [[True, False], [False, True]]
    assert code_units(rules, build_units()).shape == (0, 2)


def test_an_unknown_variable_is_refused_not_counted_as_nothing(units):
    with pytest.raises(
        RuleSyntaxError, match="4行目 5文字目：変数「性」がありません。使えるもの：性別、年齢"
    ):
        code("not <>性-->女", units)


def test_numbers_of_more_than_a_calculation(units):
    assert code("( 先生 + 奥さん ) / 2 >= 1", units) == [2]
    assert code("( 1 + 1 ) <= 先生", units) == [2]
    assert code("死ぬ >= 1 and 死ぬ <= 1", units) == [1]


@pytest.mark.parametrize("seed", range(20))
def test_two_words_at_once_are_what_one_start_after_the_other_gives(seed):
    from helpers.text.coding import proximity

    draw = np.random.default_rng(seed)
    words = [["a", "b", "は", "。", "/"][i] for i in draw.integers(0, 5, 60)]
    units = build_units(*(" ".join(words[start : start + 12]) for start in range(0, 60, 12)))
    for rule in ("near(a-b)[2]", "near(a-b)[b3]", "seq(b-a)[0]", "seq(a-b)[d1]"):
        [parsed] = parse_rules(f"＊x\n{rule}", "a.cod")
        near = parsed.expression
        tokens, which = proximity._find_occurrences(units, near)
        unit = units.unit[tokens]
        scope = {"b": units.sentence, "d": units.paragraph}.get(near.scope, units.unit)[tokens]
        slow = [n for n in range(len(tokens)) if proximity._reaches_all(near, n, tokens, which, unit, scope)]
        expected = np.bincount(unit[slow], minlength=len(units))
        assert proximity.count_near(units, near).tolist() == expected.tolist()


def test_ten_thousand_answers_by_fifty_rules_take_about_a_second():
    import time

    draw = np.random.default_rng(0)
    vocabulary = [f"語{i}" for i in range(300)]
    tokens = build_tokens(*(" ".join(draw.choice(vocabulary, 20)) for _ in range(10_000)))
    rules = parse_rules(
        "\n".join(
            f"＊{i}\n語{i} >= 1 and not 語{i + 1} or near(語{i}-語{i + 2})[b8] or 語{i}+語{i + 3} or '語{i}語'"
            for i in range(50)
        ),
        "a.cod",
    )
    units = unite_documents(tokens)
    start = time.perf_counter()
    assert code_units(rules, units).shape == (10_000, 50)
    assert time.perf_counter() - start < 5  # a generous bound for a busy machine
