"""casebook status: what is there, what changed since the last build, and what that build found."""

import hashlib
import json
import subprocess
import sys
import unicodedata

import pytest
from raw_cases import FILES, build_case

from helpers import status
from helpers.case import Case
from helpers.contract import TABLES
from helpers.status import read_status, render_case_status, render_status

FINDING = {
    "rule": "long-meeting", "severity": "warning", "message": "3時間を超えています。", "given": "", "allowed": "",
    "remedy": "", "place": {"file": "meetings.csv", "sheet": "", "row": 3, "column": "end"},
}  # fmt: skip


def build_report(case: Case, findings=()) -> None:
    """A run.json as a build leaves it."""
    shared = case.shared / "stop_words.txt"
    shared.parent.mkdir(parents=True, exist_ok=True)
    shared.write_text("こと\n", encoding="utf-8", newline="\n")
    paths = [path for folder in (case.raw, case.shared) for path in folder.rglob("*") if path.is_file()]
    inputs = {p.relative_to(case.root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}
    case.reports.mkdir(parents=True)
    record = json.dumps({"inputs": inputs, "findings": list(findings)})
    (case.reports / "run.json").write_text(record, encoding="utf-8", newline="\n")


def only(root, **options):
    (found,) = read_status(root, **options)
    return found


def test_expected_inputs_are_those_of_the_contract():
    assert (
        *("facts", "participants", "opinions", "interviews", "meetings", "distribution", "media"),
    ) == status.NEEDED_TABLES
    assert (
        *("case.yaml", "projects.yaml", "forum.yaml", "platform.yaml", "figures.yaml"),
    ) == status.NEEDED_DOCUMENTS


def test_complete_case_without_a_report(tmp_path):
    build_case(tmp_path)
    found = only(tmp_path)
    assert (found.received, found.missing, found.findings, found.state) == (35, (), None, "未作成")


def test_missing_inputs_and_unwritten_chapters(tmp_path):
    changes = {
        "forum.yaml": None, "media.csv": None, "surveys/survey/responses.csv": None, "chapters/values.md": None,
        "chapters/step_06.md": "# ⑥\n\n## 庁内の巻き込み\n\n<!-- 昨年度の文：\n文。\n-->\n",
    }  # fmt: skip
    build_case(tmp_path, changes)
    assert only(tmp_path).missing == (
        *("forum.yaml", "media.csv", "surveys/survey/responses.csv"),
        *("chapters/values.md", "chapters/step_06.md"),
    )


def test_workbook_stands_for_the_tables(tmp_path):
    build_case(tmp_path, {f"{name}.csv": None for name in TABLES} | {"inputs.xlsx": b"PK"})
    assert only(tmp_path).missing == ()


def test_empty_workbook_stands_for_nothing(tmp_path):
    build_case(tmp_path, {f"{name}.csv": None for name in TABLES} | {"inputs.xlsx": b""})
    assert only(tmp_path).missing == tuple(f"{name}.csv" for name in status.NEEDED_TABLES)


@pytest.mark.parametrize(
    ("header_rows", "text", "missing"),
    [
        (1, "\ufeff回答ID,Q1\n", True),
        (1, "\ufeff回答ID,Q1\n\n,\n", True),
        (1, '\ufeff"回答\nID",Q1\n', True),
        (1, "回答ID,Q1\nR01,はい", False),
        (2, "回答ID,Q1\n,はい\n", True),
        (2, "回答ID,Q1\n,はい\nR01,1\n", False),
    ],
)
def test_headings_alone_are_no_answers(tmp_path, header_rows, text, missing):
    book = FILES["surveys/survey/survey.yaml"] + f"header_rows: {header_rows}\n"
    build_case(tmp_path, {"surveys/survey/survey.yaml": book, "surveys/survey/responses.csv": text})
    assert only(tmp_path).missing == (("surveys/survey/responses.csv",) if missing else ())


def test_answers_in_cp932_are_there(tmp_path):
    build_case(tmp_path, {"surveys/survey/responses.csv": "回答ID,Q1\nR01,表\n".encode("cp932")})
    assert only(tmp_path).missing == ()


def test_changes_since_the_last_build(tmp_path):
    case = build_case(tmp_path)
    build_report(case)
    assert (only(tmp_path).state, only(tmp_path).changes) == ("最新", 0)
    (case.raw / "forum.yaml").write_text("title: 会\n", encoding="utf-8", newline="\n")
    (case.raw / "media.csv").unlink()
    (case.raw / "new.md").write_text("", encoding="utf-8", newline="\n")
    (case.shared / "stop_words.txt").write_text("もの\n", encoding="utf-8", newline="\n")
    found = only(tmp_path)
    assert (found.changed, found.new, found.removed) == (
        ("forum.yaml", "shared/stop_words.txt"), ("new.md",), ("media.csv",),
    )  # fmt: skip
    assert (found.state, found.changes) == ("要更新", 4)


def test_another_judge_of_what_is_up_to_date(tmp_path):
    build_report(build_case(tmp_path))
    found = only(tmp_path, find_reason=lambda case: f"{case} のプログラムが変わった")
    assert found.state == "要更新"
    assert "要更新の理由：minato_no_mori 2023 のプログラムが変わった" in render_case_status(found)


@pytest.mark.parametrize("record", ["", "{", "[]", '{"inputs": {}}', '{"inputs": 1, "findings": []}'])
def test_broken_record_counts_as_never_built(tmp_path, record):
    case = build_case(tmp_path)
    case.reports.mkdir(parents=True)
    (case.reports / "run.json").write_text(record, encoding="utf-8", newline="\n")
    assert only(tmp_path).state == "未作成"


def test_findings_by_severity_in_an_aligned_table(tmp_path):
    build_report(build_case(tmp_path), [FINDING, FINDING | {"severity": "info"}])
    build_case(tmp_path / "other")
    (tmp_path / "other" / "data" / "raw" / "minato_no_mori").rename(tmp_path / "data" / "raw" / "machi")
    assert render_status(read_status(tmp_path)).splitlines() == [
        "事例                  資料  変更  致命的  誤り  注意  参考  報告書",
        "machi 2023           35/35     -       -     -     -     -  未作成",
        "minato_no_mori 2023  35/35     0       0     0     1     1  最新",
        "",
        "2件：最新 1件、未作成 1件",
        "資料は「受け取った数/求める数」、変更と指摘は前回の報告書から。",
    ]


def test_columns_end_in_the_same_place(tmp_path):
    build_report(build_case(tmp_path))
    lines = render_status(read_status(tmp_path)).splitlines()[:2]
    ends = [line[: line.rindex("  ")] for line in lines]
    assert len({sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in end) for end in ends}) == 1


def test_details_of_one_case(tmp_path):
    case = build_case(tmp_path, {"media.csv": None})
    build_report(case, [FINDING, FINDING | {"severity": "info", "message": "参考。"}])
    assert render_case_status(only(tmp_path)).splitlines() == [
        "minato_no_mori 2023：最新（資料 34/35）",
        "まだ無い資料・文章（1）",
        "  media.csv",
        "前回の報告書の指摘：注意 1件、参考 1件",
        "  【注意】meetings.csv 3行目 「end」：3時間を超えています。",
    ]


def test_no_case_yet(tmp_path):
    assert render_status(read_status(tmp_path)).startswith("事例がまだありません")


def test_nothing_heavy_is_imported():
    code = "import sys, helpers.status; print(sorted({'pandas', 'yaml', 'openpyxl', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
