"""`casebook proofread`, from outside: what it prints, writes and returns."""

from __future__ import annotations

import json

import pytest

from helpers.cli import main

WRONG = "フォーラムは2024年2月9日（火）に開いた。\n"
RIGHT = "フォーラムは2024年2月6日（火）に開いた。\n"


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = "a.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return str(path)

    return write


def status(*arguments: str) -> int:
    """Of wrong use too: argparse leaves the program."""
    try:
        return main(["proofread", *arguments])
    except SystemExit as error:
        return error.code


def test_exit_status_and_text(write, capsys):
    assert status(write(WRONG), "--only", "weekday") == 1
    assert "a.txt:1:7: 誤り [weekday] 2024年2月9日は金曜日です。" in capsys.readouterr().out
    assert status(write(RIGHT), "--only", "weekday") == 0
    assert capsys.readouterr().out == "指摘：なし\n"


def test_json_of_several_files(write, capsys):
    assert (
        status(
            write(WRONG),
            write(WRONG, "b.md"),
            write(RIGHT, "c.html"),
            "--only",
            "weekday",
            "--format",
            "json",
        )
        == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert [item["path"].rsplit("/", 1)[-1] for item in told] == ["a.txt", "b.md"]
    assert {(item["severity"], item["line"], item["column"]) for item in told} == {("error", 1, 7)}


def test_allowed_on_record_is_no_error(write, capsys):
    path = write(WRONG)
    record = (
        "- {rule: weekday, quote: 2024年2月9日（火）, reason: 原文, decided_by: 山田, date: 2024-03-31}\n"
    )
    write(record, "a.proofread.yaml")
    assert status(path, "--only", "weekday", "--format", "json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["suppressed"]["reason"] == "原文"


def test_out_is_written_whole(write, tmp_path, capsys):
    out = tmp_path / "results" / "page.html"
    assert status(write(WRONG), "--only", "weekday", "--format", "html", "--out", str(out)) == 1
    assert "指摘：誤り 1件" in capsys.readouterr().out
    assert "<h1>校閲結果</h1>" in out.read_text(encoding="utf-8")
    assert [path.name for path in out.parent.iterdir()] == ["page.html"]


def test_unreadable_file_is_an_error_found(tmp_path, capsys):
    path = tmp_path / "a.docx"
    path.write_bytes(b"no zip")
    assert status(str(path), "--format", "json") == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["severity"]) == ("unreadable-file", "error")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "校閲する文書を指定してください"),
        (["none.txt"], "none.txt がありません"),
        (["{a}", "--only", "weekday,birds"], "規則「birds」はありません"),
        (["{a}", "--fiscal-year", "令和5"], "年度の西暦（2023）ではありません"),
        (["{a}", "--terms", "none.csv"], "none.csv がありません"),
        (["{zip}"], "読めない形式です"),
        (["{a}", "--format", "pdf"], "pdf"),
    ],
)
def test_wrong_use(write, capsys, arguments, said):
    names = {"a": write(RIGHT), "zip": write("", "a.zip")}
    assert status(*[argument.format(**names) for argument in arguments]) == 2
    assert said in capsys.readouterr().err


def test_rules_are_listed(capsys):
    assert status("--rules") == 0
    told = capsys.readouterr().out
    assert "weekday（誤り）" in told and "根拠" in told and "精度" in told
    assert status("--rules", "--format", "json", "--only", "weekday") == 0
    (rule,) = json.loads(capsys.readouterr().out)
    assert set(rule) == {"id", "severity", "title", "source", "precision"} and rule["id"] == "weekday"


def test_statistics(write, capsys):
    assert status(write(WRONG), write(RIGHT, "b.txt"), "--statistics", "--only", "weekday") == 1
    out = capsys.readouterr().out
    assert out.startswith("2ファイル、") and "weekday" in out and "（1、1）" in out
    assert status(write(RIGHT), "--statistics", "--format", "json", "--only", "weekday") == 0
    assert json.loads(capsys.readouterr().out)["rules"][0]["per_10000"] == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "term,variant\n保健予防課,保険予防課\n"),
        ("t.yaml", "保健予防課: [保険予防課]\n"),
        ("t.yml", "- {term: 保健予防課, variant: 保険予防課}\n"),
    ],
)
def test_terms(write, name, text):
    from pathlib import Path

    from helpers.proofreading.terms import read_terms

    assert read_terms(Path(write(text, name))) == {"保険予防課": "保健予防課"}


@pytest.mark.parametrize(
    ("name", "text"), [("t.csv", "a,b\n1,2\n"), ("t.yaml", "- 1\n"), ("t.yaml", "a: [\n")]
)
def test_terms_of_another_form_are_refused(write, capsys, name, text):
    assert status(write(RIGHT), "--terms", write(text, name)) == 1
    assert "用語の台帳" in capsys.readouterr().err


def test_a_case_that_is_not_there_is_wrong_use(write, capsys):
    assert status(write(RIGHT), "--case", "nowhere/2023") == status(write(RIGHT), "--case", "koto") == 2
    assert "nowhere" in capsys.readouterr().err
