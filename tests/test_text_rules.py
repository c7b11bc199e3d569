"""The parser of coding rules: truth tables, positions of errors, full and half width."""

import itertools

import pytest

from helpers.errors import RuleSyntaxError
from helpers.text import parse_rules, read_rules
from helpers.text.rules import Remark


def holds(expression: str, words: str, text: str = "") -> bool:
    [rule] = parse_rules(f"*テーマ\n{expression}", "themes.txt")
    return rule.expression.holds(Remark(frozenset(words.split()), text))


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("a and b", lambda a, b, c: a and b),
        ("a or b", lambda a, b, c: a or b),
        ("a or b and c", lambda a, b, c: a or (b and c)),
        ("a and b or c", lambda a, b, c: (a and b) or c),
        ("(a or b) and c", lambda a, b, c: (a or b) and c),
        ("a and not b", lambda a, b, c: a and not b),
        ("not a or b", lambda a, b, c: (not a) or b),
        ("not (a or b) and c", lambda a, b, c: not (a or b) and c),
        ("not not a", lambda a, b, c: a),
        ("a or b or c", lambda a, b, c: a or b or c),
        ("((a)) and (b and (c))", lambda a, b, c: a and b and c),
        ("（a　or　b）　ａｎｄ　ｃ", lambda a, b, c: (a or b) and c),
        ("a OR b # or c\nAND c", lambda a, b, c: a or (b and c)),
    ],
)
def test_truth_tables(expression, truth):
    for values in itertools.product([False, True], repeat=3):
        words = " ".join(word for word, value in zip("abc", values, strict=True) if value)
        assert holds(expression, words) == truth(*values), (expression, words)


def test_quoted_text_is_sought_in_the_text_with_its_blanks_and_brackets():
    assert holds("'a (b)'", "", "xa (b)x")
    assert not holds("'a (b)'", "a b", "a b")
    assert holds("'ＰＦ' and 町会", "町会", "PFの運営")
    assert not holds("町会", "", "町会")


def test_names_lines_and_order():
    text = "# 注記\n*一つ目 # 注記\n町会\n\n　＊二つ目　\n(自治会\nor 町会)\n"
    rules = parse_rules(text, "themes.txt")
    assert [(rule.name, rule.line) for rule in rules] == [("一つ目", 2), ("二つ目", 5)]
    assert parse_rules("", "themes.txt") == [] and parse_rules("# 注記だけ\n", "themes.txt") == []


def test_leaves_are_the_words_that_speak_for_the_theme():
    [rule] = parse_rules("*テーマ\na and not (b or not c) or 'd'", "themes.txt")
    assert [leaf.text for leaf in rule.expression.leaves()] == ["a", "c", "d"]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("*t\na and", "2行目 6文字目", "条件が途中で終わっています。ここに書けるもの：語"),
        ("*t\na b", "2行目 3文字目", "「b」は置けません。ここに書けるもの：and、or"),
        ("*t\n(a or b", "2行目 8文字目", "ここに書けるもの：and、or、)"),
        ("*t\na)", "2行目 2文字目", "「)」は置けません"),
        ("*t\na and\n\n  or b", "4行目 3文字目", "「or」は置けません。ここに書けるもの：語"),
        ("*t\na and ()", "2行目 8文字目", "「)」は置けません"),
        ("*t\na or 'b", "2行目 6文字目", "「'」は置けません"),
        ("*t\na not b", "2行目 3文字目", "「not」は置けません"),
        ("*t\n*u\na", "1行目 3文字目", "条件が途中で終わっています"),
        ("a or b\n*t\na", "1行目 1文字目", "「*テーマ名」の行が必要"),
        ("*\na", "1行目 2文字目", "テーマ名が必要"),
        ("*t\nnot a", "1行目 2文字目", "not だけ"),
        ("*t\na\n*t\nb", "3行目 2文字目", "テーマ名「t」は1行目にもあります"),
    ],
)
def test_errors_name_file_line_column_and_what_is_allowed(text, place, said):
    with pytest.raises(RuleSyntaxError) as error:
        parse_rules(text, "themes.txt")
    assert f"themes.txt {place}：" in str(error.value) and said in str(error.value)


def test_all_bad_rules_are_named_at_once():
    with pytest.raises(RuleSyntaxError) as error:
        parse_rules("*t\na and\n*u\nb\n*v\n)", "themes.txt")
    assert [line.split("：")[0] for line in str(error.value).splitlines()] == [
        "themes.txt 2行目 6文字目",
        "themes.txt 6行目 1文字目",
    ]


def test_files_with_bom_cp932_crlf_and_none(tmp_path):
    path = tmp_path / "themes.txt"
    for encoding in ("utf-8", "utf-8-sig", "cp932"):
        path.write_bytes("*町会\r\n町会 or 自治会\r\n".encode(encoding))
        assert [rule.name for rule in read_rules(path)] == ["町会"]
    path.write_bytes(b"*\x81")
    with pytest.raises(RuleSyntaxError, match="文字コード"):
        read_rules(path)
    with pytest.raises(RuleSyntaxError, match=r"none\.txt がありません"):
        read_rules(tmp_path / "none.txt")
