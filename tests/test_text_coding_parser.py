"""Reading KH Coder's rule files: what stands where, and every wrong condition named with line and column."""

from __future__ import annotations

import pytest

from helpers.errors import RuleSyntaxError
from helpers.findings import Findings
from helpers.text.coding.nodes import Near, Phrase, Tagged, Text, Variable, Word
from helpers.text.rules import parse_rules, read_coding_rules

# In the form of KH Coder's tutorial: comments, full-width names, columns of conditions, tabs, no blanks at brackets.
FILE = """# 注記
#＊使わない
＊死（2回以上）
死ぬ >= 2\t# 注記

*恋愛,結婚
愛 or 恋 or 'お嬢　さん'
or\t結婚

＊両方
   ( <＊死（2回以上）> and <>見出し1-->下＿先生（遺書） )
or ( 未亡人|! near(先生-奥さん)[b8] )
  and ( 死ぬ-->動詞 or ない-->形容詞（非自立） )
""".replace("未亡人|!", "未亡人 |!")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_as_it_is(tmp_path, encoding, newline):
    path, findings = tmp_path / "theme.cod", Findings()
    path.write_bytes(FILE.replace("\n", newline).encode(encoding))
    rules = read_coding_rules(path, findings)
    assert findings.items == []
    assert [(rule.name, rule.line) for rule in rules] == [
        ("死（2回以上）", 3),
        ("恋愛,結婚", 6),
        ("両方", 10),
    ]
    assert [leaf.text for leaf in rules[1].expression.leaves()] == ["愛", "恋", "お嬢 さん", "結婚"]
    leaves = list(dict.fromkeys(rules[2].expression.all_leaves()))
    assert [(leaf.text, leaf.line, leaf.column) for leaf in leaves] == [
        ("<*死(2回以上)>", 11, 6),
        ("<>見出し1-->下_先生(遺書)", 11, 21),
        ("未亡人", 12, 6),
        ("死ぬ-->動詞", 13, 9),
        ("ない-->形容詞(非自立)", 13, 20),
        ("near(先生-奥さん)[b8]", 12, 13),
    ]
    assert leaves[1].name == "h1" and leaves[1].wanted == "下_先生(遺書)"


@pytest.mark.parametrize(
    ("written", "leaf"),
    [
        ("語", Word("語")),
        ("Wi-Fi", Word("Wi-Fi")),
        ("'語+語'", Text("語+語")),
        ("卒業+論文", Phrase("卒業+論文", ("卒業", "論文"))),
        ("語-->名詞", Tagged("語-->名詞", "語", "名詞")),
        ("語->基本形", Tagged("語->基本形", "語", form="基本形")),
        ("語-->動詞->命令ｙｏ", Tagged("語-->動詞->命令yo", "語", "動詞", "命令yo")),
        ("語=>表層", Tagged("語=>表層", "語", surface="表層")),
        ("語-->動詞=>表層", Tagged("語-->動詞=>表層", "語", "動詞", surface="表層")),
        ("near(a-b-c)", Near("near(a-b-c)", ("a", "b", "c"), 10)),
        ("near(a-b)[8]", Near("near(a-b)[8]", ("a", "b"), 8)),
        ("near（a-b）[b]", Near("near(a-b)[b]", ("a", "b"), 10, "b")),
        ("seq(a-b)[d20]", Near("seq(a-b)[d20]", ("a", "b"), 20, "d", ordered=True)),
        ("<>性別-->女 性".replace(" ", "_"), Variable("<>性別-->女_性", "性別", "女_性")),
        ('"<>性別-->女 性"', Variable("<>性別-->女 性", "性別", "女 性")),
        ('"<>性別-->""女"""', Variable('<>性別-->"女"', "性別", '"女"')),
        ("<>a-->b-->c", Variable("<>a-->b-->c", "a", "b-->c")),
        ("<>年齢<>", Variable("<>年齢<>", "年齢")),
        ("<>Heading3-->x", Variable("<>Heading3-->x", "h3", "x")),
    ],
)
def test_leaves(written, leaf):
    [rule] = parse_rules(f"＊a\n{written}", "a.cod")
    assert list(dict.fromkeys(rule.expression.all_leaves())) == [leaf]


@pytest.mark.parametrize(
    ("condition", "column", "said"),
    [
        ("語 >=", 5, "条件が途中で終わっています"),
        ("語>=2", 1, "記号なら前後に空白を入れ"),
        ("愛|恋", 1, "「愛|恋」の「|」は語の中に置けません"),
        ("愛&恋", 1, "語の中に置けません"),
        ("!愛", 1, "「!愛」の「!」は語の中に置けません"),
        ("C# or 愛", 1, "「C#」の「#」は語の中に置けません"),
        ("愛 = 2", 3, "「=」は置けません。ここに書けるもの：and、or、比較（> >= < <= ==）"),
        ("愛 and 2", 7, "数だけでは条件になりません"),
        ("8050", 1, "数だけでは条件になりません"),
        ("( 1 + 2 ) or 愛", 1, "数だけでは条件になりません"),
        ("1 <= 愛 <= 3", 8, "比較は続けて書けません"),
        ("愛 >= not 恋", 6, "「not」は置けません"),
        ("愛 + or", 5, "「or」は置けません"),
        ("愛 恋", 3, "「恋」は置けません"),
        ("愛 not 恋", 3, "「not」は置けません"),
        ('"愛', 1, '「"」は置けません'),
        ("near(愛)", 1, "「-」で区切った2つ以上の語が要ります"),
        ("near(愛-)", 1, "「-」で区切った2つ以上の語が要ります"),
        ("near(愛-愛)", 1, "決して当てはまりません"),
        ("near(愛-恋)[x]", 1, "[x] は読めません"),
        ("near(愛-恋)[]", 1, "[] は読めません"),
        ("near(愛 - 恋)", 1, "空白を入れずに"),
        ("near(愛-恋", 5, "「(」は置けません"),
        ("near(卒業+論文-愛)", 1, "語（基本形）だけ"),
        ("seq('愛'-恋)", 1, "語（基本形）だけ"),
        ("愛+", 1, "「+」の前後には語が要ります"),
        ("愛+ 恋", 1, "「+」の前後には語が要ります"),
        ("愛++恋", 1, "「+」の前後には語が要ります"),
        ("愛-->普通名詞", 1, "品詞「普通名詞」は、Janome（IPADIC）の品詞からは作れません"),
        ("愛-->形状詞 or 恋", 1, "ここに書けるもの：地名、人名"),
        ("食べる->終止形-一般", 1, "活用形「終止形-一般」は、Janome（IPADIC）にありません"),
        ("食べる->", 1, "は読めません"),
        ("-->名詞", 1, "は読めません"),
        ("<>変数", 1, "<>変数-->値"),
        ("<＊無い>", 1, "コード「無い」は、ここより前にありません"),
        ("<＊a>", 1, "コード「a」は、ここより前にありません"),
    ],
)
def test_errors(condition, column, said):
    with pytest.raises(RuleSyntaxError) as error:
        parse_rules(f"＊a\n{condition}", "a.cod", denials=True)
    assert str(error.value).startswith(f"a.cod 2行目 {column}文字目：") and said in str(error.value)


def test_all_findings_at_once_and_the_good_rules(tmp_path):
    path, findings = tmp_path / "a.cod", Findings()
    path.write_text(
        "＊一\n愛 or\n＊二\n恋\n＊二\n恋\n＊三\nnot 恋 and\n  near(恋-恋)\n", encoding="utf-8", newline="\n"
    )
    assert [rule.name for rule in read_coding_rules(path, findings)] == ["二"]
    assert [(item.rule, item.severity, str(item.place)) for item in findings.items] == [
        ("rule-syntax", "error", "a.cod 2行目 「5文字目」"),
        ("rule-syntax", "error", "a.cod 5行目 「2文字目」"),
        ("rule-syntax", "error", "a.cod 9行目 「3文字目」"),
    ]
    assert "「二」は3行目にもあります" in findings.items[1].message


@pytest.mark.parametrize(
    ("data", "rule"), [(b"\x81\n", "rule-file"), (b"# \n", "no-rules"), (None, "rule-file")]
)
def test_files_without_rules(tmp_path, data, rule):
    path, findings = tmp_path / "a.cod", Findings()
    if data is not None:
        path.write_bytes(data)
    assert read_coding_rules(path, findings) == [] and [item.rule for item in findings.items] == [rule]


def test_a_code_may_be_a_denial_a_theme_may_not():
    assert len(parse_rules("＊a\nnot 愛", "a.cod", denials=True)) == 1
    with pytest.raises(RuleSyntaxError, match="not だけ"):
        parse_rules("＊a\nnot 愛", "a.txt")


def test_indented_stars():
    rules = parse_rules("＊a\n愛\n  * 2 >= 3\n　＊b\n恋", "a.cod")
    assert [rule.name for rule in rules] == ["a", "b"]
    assert parse_rules("＊a # 注\n愛# 注\n＊b#1\n愛", "a.cod")[1].name == "b#1"


def test_a_broken_code_can_still_be_named_without_a_second_error():
    with pytest.raises(RuleSyntaxError) as error:
        parse_rules("＊a\n愛 or\n＊b\n<＊a>", "a.cod")
    assert len(str(error.value).splitlines()) == 1


def test_conditions_before_the_first_name():
    with pytest.raises(RuleSyntaxError, match="「\\*テーマ名」の行が必要"):
        parse_rules("愛\n＊a\n愛", "a.cod")
