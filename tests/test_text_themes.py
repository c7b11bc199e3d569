"""Coding and counting by hand."""

import math

import pandas as pd
import pytest

from helpers.text import (
    Dictionaries,
    check_rules,
    code_remarks,
    count_themes,
    draft_conclusions,
    parse_rules,
    tokenize,
)

WORDS = Dictionaries(("町会,名詞,チョウカイ", "自治会,名詞,ジチカイ"), frozenset(), {"老人": "高齢者"})


def remarks(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    df = pd.DataFrame(rows, columns=["remark_id", "source_kind", "source", "text"])
    return df.assign(speaker_class="", topic="", file="opinions.csv", row=range(2, len(df) + 2))


DF_BY_REMARK = remarks(
    ("PF-1", "PF意見", "PF 第1回", "町会は衰退している"),
    ("PF-2", "PF意見", "PF 第2回", "町会と自治会が希薄だ"),
    ("PF-3", "PF意見", "PF 第2回", "防災ならまとまる"),
    ("IV-1", "取材", "取材 A会", "防災の話を老人とした"),
    ("IV-2", "取材", "取材 A会", None),
)
RULES = parse_rules(
    "*希薄化\n(町会 or 自治会) and (希薄 or 衰退 or 疎遠)\n*防災\n防災 or 'まと'\n*高齢\n高齢者\n*無し\n外国 and 町会",
    "themes.txt",
)


def code(rules=RULES) -> pd.DataFrame:
    return code_remarks(DF_BY_REMARK, tokenize(DF_BY_REMARK, WORDS), rules)


def test_code_remarks_by_hand():
    """N = 5; df: 町会 2, 自治会 1, 希薄 1, 衰退 1, 疎遠 0 (weighs nothing); 防災 2, 'まと' 1."""
    two, one = math.log(1 + 5 / 2), math.log(1 + 5 / 1)
    expected = [
        ("PF-2", "希薄化", (two + 2 * one) / (two + 3 * one), "町会、自治会、希薄"),
        ("PF-1", "希薄化", (two + one) / (two + 3 * one), "町会、衰退"),
        ("PF-3", "防災", 1.0, "防災、まと"),
        ("IV-1", "防災", two / (two + one), "防災"),
        ("IV-1", "高齢", 1.0, "高齢者"),
    ]
    df = code()
    assert list(df[["remark_id", "theme", "matched_terms"]].itertuples(index=False, name=None)) == [
        (remark_id, theme, matched) for remark_id, theme, _, matched in expected
    ]
    assert list(df["score"]) == pytest.approx([score for *_, score, _ in expected], abs=1e-6)


def test_a_word_matches_term_base_form_and_surface():
    rules = parse_rules("*語\n老人 and 高齢者 and し and する", "themes.txt")
    assert list(code(rules)["remark_id"]) == ["IV-1"]


def test_no_remark_and_no_rule_keep_the_columns():
    empty = DF_BY_REMARK.iloc[:0]
    for df in (code([]), code_remarks(empty, tokenize(empty, WORDS), RULES)):
        assert len(df) == 0 and list(df.columns) == ["remark_id", "theme", "score", "matched_terms"]
        df_by_theme = count_themes(df, DF_BY_REMARK)
        assert len(df_by_theme) == 0 and draft_conclusions(df_by_theme, DF_BY_REMARK) == []
        assert list(df_by_theme.columns) == [
            "theme",
            "remarks",
            "sources",
            "source_kinds",
            "strongest",
            "rank",
        ]


def coded(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["remark_id", "theme", "score"]).assign(matched_terms="")


def test_count_themes_by_hand():
    df = count_themes(code(), DF_BY_REMARK)
    assert list(df.itertuples(index=False, name=None)) == [
        ("防災", 2, 2, "PF意見、取材", ["PF-3", "IV-1"], 1),
        ("希薄化", 2, 2, "PF意見", ["PF-2", "PF-1"], 2),
        ("高齢", 1, 1, "取材", ["IV-1"], 3),
    ]


def test_sources_come_before_remarks_before_score_before_name():
    df = coded(
        ("IV-1", "長い取材", 1.0), ("IV-2", "長い取材", 1.0), ("PF-2", "二つの出所", 0.1), ("IV-1", "二つの出所", 0.1),
        ("PF-1", "B", 0.5), ("PF-1", "A", 0.5), ("PF-1", "C", 0.9),
    )  # fmt: skip
    assert list(count_themes(df, DF_BY_REMARK)["theme"]) == ["二つの出所", "長い取材", "C", "A", "B"]


def test_strongest_are_three_by_score_then_id():
    df = coded(("PF-3", "t", 0.5), ("PF-1", "t", 0.5), ("IV-1", "t", 0.9), ("IV-2", "t", 0.4))
    assert count_themes(df, DF_BY_REMARK)["strongest"][0] == ["IV-1", "PF-1", "PF-3"]


def test_drafts_are_marked_and_made_of_counts():
    first, *_ = draft_conclusions(count_themes(code(), DF_BY_REMARK), DF_BY_REMARK)
    assert first.text == "【案】「防災」に関する発言が2つの出所（PF意見、取材）に計2件あった。"
    assert (first.theme, first.remarks) == ("防災", ("PF-3", "IV-1"))


def test_check_rules_names_words_that_no_token_can_match():
    [finding] = check_rules(parse_rules("*t\n町会 or 未加入 or '未加入'", "themes.txt"), WORDS, "themes.txt")
    assert (finding.given, finding.place.file, finding.place.row) == ("未加入", "themes.txt", 1)


def test_same_input_same_output():
    pd.testing.assert_frame_equal(code(), code())
