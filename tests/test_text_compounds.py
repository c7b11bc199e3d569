"""Compound nouns: what joins (TermExtract's rules), FLR and C-value by hand and from the papers, the draft."""

import math

import pytest
from text_cases import tokens_of

from helpers.text import read_dictionaries
from helpers.text.compounds import (
    count_compounds,
    find_compounds,
    render_user_dictionary,
    weigh_c_value,
    weigh_flr,
)

PARTS = {
    **{"孤独": "名詞,一般", "死": "名詞,接尾,一般", "対策": "名詞,サ変接続", "室": "名詞,接尾,一般"},
    **{"江東": "名詞,固有名詞,地域", "区": "名詞,接尾,地域", "本": "名詞,一般", "など": "名詞,接尾,一般", "等": "名詞,接尾,一般"},
    **{"静か": "名詞,形容動詞語幹", "的": "名詞,接尾,形容動詞語幹", "する": "動詞,自立", "の": "助詞,連体化", "三": "名詞,数"},
    **{"Ｐ": "記号,アルファベット", "Ｆ": "記号,アルファベット", "<": "名詞,サ変接続", "見守り隊": "名詞"},
}  # fmt: skip


def text(words: str) -> list[tuple[str, str, str]]:
    return [(word, word, PARTS[word]) for word in words.split()]


def runs(words: str) -> list[str]:
    tokens = tokens_of(text(words))
    surfaces = tokens.entries["surface"]
    return [" ".join(surfaces[list(entries)]) for _, entries in find_compounds(tokens)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("孤独 死 対策 室", ["孤独 死 対策 室"]),
        ("孤独 死 の 対策", ["孤独 死", "対策"]),
        ("孤独 対策 する", []),  # a verb discards
        ("孤独 の 対策 する 室", ["孤独", "室"]),
        ("静か 対策", ["静か 対策"]),  # a stem only where a noun follows
        ("孤独 静か の", []),
        ("的 対策", ["対策"]),  # a suffix does not begin
        ("孤独 的 対策", ["孤独 的 対策"]),
        ("本 対策 等", ["対策"]),
        ("江東 区 対策", ["江東", "対策"]),  # TermExtract joins no suffixes of places
        ("三 対策 < 室", ["対策", "室"]),
        ("見守り隊 対策", ["見守り隊 対策"]),  # of the user dictionary
    ],
)
def test_which_nouns_join(words, found):
    assert runs(words) == found


def test_nouns_of_two_texts_do_not_join():
    assert [document for document, _ in find_compounds(tokens_of(text("孤独"), text("対策")))] == [0, 1]


def test_flr_is_that_of_the_paper():
    """Nakagawa, Yumoto, Mori (2003): LR(トライグラム) = sqrt((5 + 1)(3 + 1)) = 4.90, FLR = 3 * 4.90 = 14.70."""
    term = "トライグラム"
    counts = {(term, "統計"): 1, (term,): 3, ("単語", term): 2, ("クラス", term): 1, (term, "抽出"): 1}
    counts |= {("単語", term, "統計"): 1, ("文字", term): 1}
    flr = weigh_flr(counts)
    assert flr[(term,)] == pytest.approx(14.70, abs=0.005)
    # 単語: left 0, right 3; トライグラム: left 5, right 3
    assert flr[("単語", term)] == pytest.approx(2 * (1 * 4 * 6 * 4) ** (1 / 4))


def test_c_value_is_that_of_the_paper():
    """Frantzi, Ananiadou, Mima (2000), section 2.2: occurrences 5, 11, 7, 5, 3 and 984, of which nested 26."""
    base = ("basal", "cell", "carcinoma")
    counts = {("adenoid", "cystic", *base): 5, ("cystic", *base): 11 - 5, ("ulcerated", *base): 7}
    counts |= {("recurrent", *base): 5, ("circumscribed", *base): 3, base: 984 - 26}
    values = weigh_c_value(counts)
    assert values[("adenoid", "cystic", *base)] == pytest.approx(5 * math.log2(5))  # 11.61
    assert values[("cystic", *base)] == pytest.approx(12)
    assert values[("ulcerated", *base)] == pytest.approx(14)
    assert values[base] == pytest.approx(1551.36, abs=0.005)


def test_candidates_are_counted_and_ordered():
    tokens = tokens_of(
        text("孤独 死 対策"), text("孤独 死 の 孤独 死"), text("対策 室"), text("Ｐ Ｆ 室 の Ｐ Ｆ 室")
    )
    df = count_compounds(tokens)
    # 孤独 死: f 2; right of 孤独 3, left of 死 3, right of 死 1; ＰＦ 室: f 2, right of ＰＦ 2, left of 室 1 + 2
    first, second = df.itertuples(index=False)
    assert (first.term, first.words, first.length, first.frequency, first.documents) == (
        "孤独死",
        "孤独 死",
        2,
        2,
        1,
    )
    assert first.flr == pytest.approx(2 * (1 * 4 * 4 * 2) ** (1 / 4))
    assert first.c_value == pytest.approx(1 * (3 - 1))
    assert (second.term, second.words, second.documents) == ("ＰＦ室", "ＰＦ 室", 1)
    assert second.flr == pytest.approx(2 * (1 * 3 * 4 * 1) ** (1 / 4))
    assert list(count_compounds(tokens, at_least=1)["term"]) == ["孤独死", "ＰＦ室", "孤独死対策", "対策室"]


def test_the_draft_is_a_user_dictionary(tmp_path):
    tokens = tokens_of(text("孤独 死 対策"), text("孤独 死 対策"), text("< 室 対策"), text("室 対策"))
    draft = render_user_dictionary(count_compounds(tokens))
    assert "# 出現2回（2件）、FLR" in draft
    (tmp_path / "user_dictionary.csv").write_text(draft, encoding="utf-8", newline="\n")
    (tmp_path / "stop_words.txt").write_text("", encoding="utf-8", newline="\n")
    (tmp_path / "synonyms.csv").write_text("term,variant\n", encoding="utf-8", newline="\n")
    dictionaries, findings = read_dictionaries(tmp_path)
    assert findings == []
    assert dictionaries.user_words == ("孤独死対策,名詞,孤独死対策", "室対策,名詞,室対策")


def test_no_candidates():
    assert len(count_compounds(tokens_of([]))) == 0
    assert len(count_compounds(tokens_of(text("孤独 の 対策")))) == 0
