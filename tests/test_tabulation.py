"""casebook tabulate, codebook draft and compare as a user types them: files, figures by hand, exit status."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from helpers.cli import main

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
CONTRACT = [
    "question",
    "item",
    "choice",
    "banner",
    "banner_choice",
    "base",
    "n",
    "percent",
    "letters",
    "statistic",
]
CODEBOOK = """\
id: people
title: 住民調査
source: 住民調査
unit: 人
id_column: ID
questions:
  - {id: Q1, text: 性別, type: SA, choices: [女, 男]}
  - {id: Q2, text: 満足度, type: SCALE, choices: [満足, 普通, 不満], scores: {満足: 3, 普通: 2, 不満: 1}}
  - {id: Q3, text: 使う場所, type: MA, choices: [図書館, 公園, その他], separator: ";"}
  - {id: Q4, text: 公園を使う回数, type: NUM, base: 'Q3 == "公園"'}
  - {id: Q5, text: 感想, type: FA}
"""
ROWS = """\
ID,Q1,Q2,Q3,Q4,Q5
1,女,満足,図書館;公園,3,よい
2,女,普通,公園,5,
3,男,満足,図書館,,
4,男,不満,,,
5,,満足,公園;その他,1,また来る
"""


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A folder with survey.yaml and answers.csv."""
    (tmp_path / "survey.yaml").write_text(CODEBOOK, encoding="utf-8", newline="\n")
    (tmp_path / "answers.csv").write_text(ROWS, encoding="utf-8", newline="\n")
    return tmp_path


def tabulate(folder: Path, *more: str, out: str = "out") -> int:
    given = ["tabulate", str(folder / "answers.csv"), "--codebook", str(folder / "survey.yaml")]
    return main([*given, "--out", str(folder / out), *more])


def read_rows(folder: Path, out: str = "out") -> list[dict]:
    with open(folder / out / "results.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pick(rows: list[dict], **wanted: str) -> dict:
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found


def read_findings(folder: Path, out: str = "out") -> dict:
    return json.loads((folder / out / "findings.json").read_text(encoding="utf-8"))


def test_everything_is_written(survey):
    assert tabulate(survey, "--cross", "Q1") == 0
    there = {path.relative_to(survey / "out").as_posix() for path in (survey / "out").rglob("*")}
    assert {"results.csv", "findings.json", "tables.xlsx", "tables.html", "tables.pdf"} <= there
    assert {
        "charts/people_Q1.svg",
        "charts/people_Q2_by_Q1.svg",
        "machine/survey_data.xlsx",
        "machine/results.csv",
    } <= there
    assert (survey / "out" / "tables.pdf").read_bytes().startswith(b"%PDF")
    assert "目次" in load_workbook(survey / "out" / "tables.xlsx").sheetnames


def test_results_by_hand(survey):
    assert tabulate(survey, "--cross", "Q1") == 0
    rows = read_rows(survey)
    assert list(rows[0])[:10] == CONTRACT
    whole = {"banner": "", "banner_choice": "", "statistic": ""}
    women = pick(rows, question="Q1", choice="女", **whole)
    assert (women["base"], women["n"], women["percent"]) == ("5", "2", "40")
    assert pick(rows, question="Q1", choice="無回答", **whole)["n"] == "1"
    park = pick(rows, question="Q3", choice="公園", **whole)
    assert (park["base"], park["n"], park["percent"]) == ("5", "3", "60")
    mean = pick(rows, question="Q2", banner="", statistic="mean")
    assert float(mean["value"]) == pytest.approx((3 + 2 + 3 + 1 + 3) / 5)
    crossed = pick(rows, question="Q3", choice="公園", banner="Q1", banner_choice="女", statistic="")
    assert (crossed["base"], crossed["n"], crossed["percent"]) == ("2", "2", "100")
    visits = pick(rows, question="Q4", banner="", statistic="median")
    assert (visits["value"], visits["base"]) == ("3", "3")


def test_base_of_those_who_answered(survey):
    assert tabulate(survey, "--base", "answered") == 0
    park = pick(read_rows(survey), question="Q3", choice="公園", banner="", statistic="")
    assert (park["base"], park["n"], park["percent"]) == ("4", "3", "75")
    assert any("答えた" in sentence for sentence in read_findings(survey)["method"])


def test_small_counts_are_nowhere_in_what_is_written(survey):
    assert tabulate(survey, "--suppress", "3") == 0
    hidden = pick(read_rows(survey), question="Q1", choice="女", banner="", statistic="")
    assert (hidden["n"], hidden["percent"], hidden["suppressed"]) == ("", "", "true")
    assert "秘匿" in (survey / "out" / "tables.html").read_text(encoding="utf-8")


def test_how_it_was_read_and_the_thirty_rules_are_told(survey):
    tabulate(survey)
    told = read_findings(survey)
    assert [rule["rule"] for rule in told["machine_readability"]][:2] == ["L1-01", "L1-02"]
    assert len(told["machine_readability"]) == 30
    assert {rule["verdict"] for rule in told["machine_readability"]} <= {"適合", "対象外"}
    assert told["received"]["encoding"]["value"] == "utf-8"


def test_same_input_same_bytes(survey):
    tabulate(survey, "--cross", "Q1", out="one")
    tabulate(survey, "--cross", "Q1", out="two")
    one, two = (
        {
            path.relative_to(survey / name): path.read_bytes()
            for path in sorted((survey / name).rglob("*"))
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_an_error_is_told_and_the_rest_is_tabulated(survey, capsys):
    (survey / "answers.csv").write_text(
        ROWS.replace("1,女,満足", "1,女性,満足"), encoding="utf-8", newline="\n"
    )
    assert tabulate(survey) == 1
    (found,) = [f for f in read_findings(survey)["findings"] if f["severity"] == "error"]
    assert (found["place"]["row"], found["place"]["column"], found["given"]) == (2, "Q1", "女性")
    assert pick(read_rows(survey), question="Q1", choice="不明", banner="", statistic="")["n"] == "1"
    assert "女性" in capsys.readouterr().out


def test_unknown_banner_is_an_error_and_left_out(survey):
    assert tabulate(survey, "--cross", "Q1,Q9") == 1
    assert {row["banner"] for row in read_rows(survey)} == {"", "Q1"}


def test_nested_banner(survey):
    assert tabulate(survey, "--cross", "Q1*Q2") == 0
    row = pick(
        read_rows(survey),
        question="Q3",
        choice="公園",
        banner="Q1*Q2",
        banner_choice="女 × 満足",
        statistic="",
    )
    assert (row["base"], row["n"]) == ("1", "1")


def test_fatal_leaves_findings_and_nothing_of_an_earlier_run(survey, capsys):
    tabulate(survey)
    (survey / "survey.yaml").write_text("id: people\ntitle: 調査\n", encoding="utf-8", newline="\n")
    assert tabulate(survey) == 1
    assert sorted(path.name for path in (survey / "out").iterdir()) == ["findings.json"]
    assert [f["rule"] for f in read_findings(survey)["findings"]] == ["missing-key"]
    assert "集計できません" in capsys.readouterr().err


@pytest.mark.parametrize("respondents", [0, 1, 3])
def test_few_respondents(survey, respondents):
    rows = ROWS.splitlines(keepends=True)[: respondents + 1]
    (survey / "answers.csv").write_text("".join(rows), encoding="utf-8", newline="\n")
    status = tabulate(survey, "--cross", "Q1,Q1*Q2")
    assert status == (1 if respondents == 0 else 0), "no answer at all is an error"
    bases = {row["base"] for row in read_rows(survey) if row["question"] == "Q1" and not row["statistic"]}
    assert bases == {str(respondents)}
    assert {row["letters"] for row in read_rows(survey)} == {""}


def test_hostile_words_stay_words(survey):
    evil = "=HYPERLINK(1)<script>alert(1)</script>"
    for name in ("survey.yaml", "answers.csv"):
        text = (
            (survey / name)
            .read_text(encoding="utf-8")
            .replace("図書館", f'"{evil}"' if name == "survey.yaml" else evil)
        )
        (survey / name).write_text(text, encoding="utf-8", newline="\n")
    assert tabulate(survey) == 0
    assert pick(read_rows(survey), question="Q3", choice=f"'{evil}", banner="", statistic="")["n"] == "2"
    html = (survey / "out" / "tables.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html
    book = load_workbook(survey / "out" / "tables.xlsx")
    assert [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ] == []


def test_without_a_codebook_one_is_drafted(survey, capsys):
    assert main(["tabulate", str(survey / "answers.csv"), "--out", str(survey / "out")]) == 0
    assert (survey / "out" / "survey.yaml").is_file()
    assert "下書き" in capsys.readouterr().out
    assert pick(read_rows(survey), question_text="Q1", choice="女", banner="", statistic="")["n"] == "2"


def test_draft_is_never_written_over(survey, capsys):
    out = str(survey / "draft.yaml")
    assert main(["codebook", "draft", str(survey / "answers.csv"), "--out", out]) == 0
    assert main(["codebook", "draft", str(survey / "answers.csv"), "--out", out]) == 1
    assert "上書きしません" in capsys.readouterr().err


def test_compare_two_codebooks(survey, capsys):
    new = survey / "new.yaml"
    new.write_text(CODEBOOK.replace("[女, 男]", "[女, 男, 答えない]"), encoding="utf-8", newline="\n")
    out = survey / "correspondence.csv"
    assert main(["codebook", "compare", str(survey / "survey.yaml"), str(new), "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["question"]: row["status"] for row in rows}["Q1"] == "選択肢変更"
    assert {row["question"]: row["status"] for row in rows}["Q2"] == "同じ"


def test_responses_that_are_not_there(survey, capsys):
    (survey / "answers.csv").unlink()
    assert tabulate(survey) == 1
    assert "answers.csv がありません" in capsys.readouterr().err


FUKUI = "fukui_tourism_survey_202204.csv"


@pytest.mark.skipif(not (SAMPLES / FUKUI).is_file(), reason="the sample export is not here")
@pytest.mark.parametrize(
    ("joined", "first", "last"),
    [
        ("訪問目的ALL", "宿でのんびり過ごす", "出張など仕事関係"),
        ("情報収集ALL", "観光展・物産展", "宿泊施設"),
    ],
)
def test_joined_column_and_flags_of_a_real_export_agree_in_every_cell(tmp_path, joined, first, last):
    """The same multiple answer, received twice: as a joined cell and as 0/1 columns."""
    shutil.copyfile(SAMPLES / FUKUI, tmp_path / "answers.csv")
    with open(tmp_path / "answers.csv", encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    choices = header[header.index(first) : header.index(last, header.index(first)) + 1]
    questions = [
        {
            "id": "A",
            "text": "joined",
            "type": "MA",
            "column": joined,
            "separator": "\n",
            "choices": [*choices, "その他"],
        },
        {
            "id": "B",
            "text": "flags",
            "type": "MA",
            "columns": {choice: choice for choice in choices},
            "choices": choices,
        },
    ]
    unread = [column for column in header if column not in (joined, *choices)]
    book = {"id": "fukui", "title": "観光", "id_column": None, "unread": unread, "questions": questions}
    (tmp_path / "survey.yaml").write_text(
        json.dumps(book, ensure_ascii=False), encoding="utf-8", newline="\n"
    )
    assert tabulate(tmp_path, "--cross", "B") == 0
    rows = [row for row in read_rows(tmp_path) if not row["statistic"]]
    own, other = (
        {row["choice"]: row["n"] for row in rows if row["question"] == name and not row["banner"]}
        for name in ("A", "B")
    )
    assert {choice: own[choice] for choice in choices} == {choice: other[choice] for choice in choices}
    both = {
        row["choice"]: row["n"]
        for row in rows
        if row["banner"] == "B" and row["choice"] == row["banner_choice"]
    }
    assert {choice: both[choice] for choice in choices} == {choice: own[choice] for choice in choices}
