"""casebook words, kwic, code and tokens as a user types them: files, counts by hand, exit status."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from janome.tokenizer import Tokenizer

from helpers.cli import main

ANSWERS = """\
番号,性別,感想
1,女,公園で友人に会う。公園は広い。
2,男,図書館は静か。
3,女,友人と図書館に行く。
4,男,
"""
RULES = """\
＊場所
公園 or 図書館
＊人
友人
＊静けさ
'静か' and ! 公園
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8", newline="\n")
    (tmp_path / "rules.cod").write_text(RULES, encoding="utf-8", newline="\n")
    return tmp_path


def run(folder: Path, name: str, *more: str, file: str = "answers.csv") -> int:
    return main([name, str(folder / file), "--out", str(folder / "out"), *more])


def read(folder: Path, name: str) -> list[dict]:
    with open(folder / "out" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_words_with_their_frequencies(folder):
    assert run(folder, "words", "--column", "感想") == 0
    counted = {(row["base_form"], row["pos"]): (row["tf"], row["df"]) for row in read(folder, "words.csv")}
    assert counted["公園", "名詞"] == ("2", "1")
    assert counted["図書館", "名詞"] == ("2", "2")
    assert counted["友人", "名詞"] == ("2", "2")
    assert ("。", "記号") not in counted and ("は", "助詞") not in counted


def test_words_by_sentence_and_by_group(folder):
    assert run(folder, "words", "--column", "感想", "--unit", "sentence", "--by", "性別") == 0
    counted = {row["base_form"]: row["df"] for row in read(folder, "words.csv")}
    assert counted["公園"] == "2", "two sentences of one answer"
    groups = {(row["group"], row["base_form"]): row["tf"] for row in read(folder, "words_by.csv")}
    assert (groups["女", "図書館"], groups["男", "図書館"], groups["男", "公園"]) == ("1", "1", "0")


def test_tokens_are_those_of_janome(folder):
    assert run(folder, "tokens", "--column", "感想") == 0
    texts = [row["感想"] for row in csv.DictReader(ANSWERS.splitlines())]
    tokenizer = Tokenizer()
    expected = [
        (str(number), t.surface, t.part_of_speech, t.base_form, t.infl_type, t.infl_form, t.reading)
        for number, text in enumerate(texts, 1)
        for t in tokenizer.tokenize(text)
    ]
    assert [tuple(row.values()) for row in read(folder, "tokens.csv")] == expected


def test_concordance(folder):
    assert run(folder, "kwic", "--column", "感想", "--word", "友人") == 0
    rows = read(folder, "kwic.csv")
    assert [(row["left"], row["node"], row["right"]) for row in rows] == [
        ("公園で", "友人", "に会う。公園は広い。"),
        ("", "友人", "と図書館に行く。"),
    ]
    assert [row["性別"] for row in rows] == ["女", "女"]


def test_codes_counted_by_hand(folder):
    assert run(folder, "code", "--column", "感想", "--rules", str(folder / "rules.cod"), "--by", "性別") == 0
    counts = {row["code"]: (row["n"], float(row["percent"])) for row in read(folder, "codes.csv")}
    assert counts["場所"] == ("3", 100.0)
    assert counts["人"] == ("2", pytest.approx(100 * 2 / 3))
    assert counts["静けさ"] == ("1", pytest.approx(100 / 3))
    pairs = {(row["code"], row["other"]): float(row["jaccard"]) for row in read(folder, "jaccard.csv")}
    assert pairs["場所", "人"] == pytest.approx(2 / 3)
    crossed = {(row["code"], row["value"]): row["n"] for row in read(folder, "crosstab.csv")}
    assert (crossed["人", "女"], crossed["人", "男"]) == ("2", "0")
    assert {row["chi2"] for row in read(folder, "crosstab.csv") if row["code"] == "人"} == {"3"}


def test_rule_that_cannot_be_read_stops_with_line_and_column(folder, capsys):
    (folder / "rules.cod").write_text("*場所\n公園 or or\n*人\n( 友人\n", encoding="utf-8", newline="\n")
    assert run(folder, "code", "--column", "感想", "--rules", str(folder / "rules.cod")) == 1
    findings = json.loads((folder / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [(f["rule"], f["place"]["row"]) for f in findings if f["severity"] == "error"] == [
        ("rule-syntax", 2),
        ("rule-syntax", 4),
    ]
    assert not (folder / "out" / "codes.csv").exists()
    assert "結果を書いていません" in capsys.readouterr().err


def test_headings_of_a_plain_text_are_units(folder):
    text = "<h1>春</h1>\n公園に行く。\n公園で遊ぶ。\n<h1>秋</h1>\n図書館に行く。\n"
    (folder / "year.txt").write_text(text, encoding="utf-8", newline="\n")
    assert run(folder, "words", "--unit", "h1", file="year.txt") == 0
    counted = {row["base_form"]: (row["tf"], row["df"]) for row in read(folder, "words.csv")}
    assert counted["公園"] == ("2", "1")
    assert counted["行く"] == ("2", "2")


def test_kept_tokens_give_the_same(folder):
    run(folder, "words", "--column", "感想", "--cache")
    first = (folder / "out" / "words.csv").read_bytes()
    assert (folder / "out" / "tokens.parquet").is_file()
    run(folder, "words", "--column", "感想", "--cache")
    assert (folder / "out" / "words.csv").read_bytes() == first


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--column", "感想", "--by", "年代"), "--by「年代」という列はありません"),
        (("--column", "感想", "--pos", "名前"), "名前"),
        (("--column", "感想", "--shared", "nowhere"), "フォルダではありません"),
    ],
)
def test_what_does_not_exist_is_refused(folder, capsys, more, said):
    assert run(folder, "words", *more) == 1
    assert said in capsys.readouterr().err


def test_column_that_is_not_there(folder, capsys):
    assert run(folder, "words", "--column", "意見") == 1
    assert "意見" in capsys.readouterr().out


def test_word_that_a_spreadsheet_would_run(folder):
    text = ANSWERS + '5,女,"=HYPERLINK(1)という公園"\n'
    (folder / "answers.csv").write_text(text, encoding="utf-8", newline="\n")
    assert run(folder, "kwic", "--column", "感想", "--word", "公園") == 0
    lefts = [row["left"] for row in read(folder, "kwic.csv")]
    assert "'=HYPERLINK(1)という" in lefts
