"""raw/correspondence: the file that people edit in Excel."""

import pytest
from raw_cases import build_case

from helpers.findings import Findings
from helpers.raw.correspondence import COLUMNS, correspondence_place, read_correspondence

FILE = "surveys/survey/correspondence.csv"
HEAD = ",".join(COLUMNS)


def read(root, text: str | bytes):
    case, findings = build_case(root, {FILE: text}), Findings()
    return read_correspondence(case, "survey", findings), findings.items


def test_a_file_as_excel_saves_it(tmp_path):
    lines = f'{HEAD}\r\nQ1,新しい文,Q1,前の文,文言変更・選択肢変更,条件付き,,"A ← B\r\nC ← （なし）",0.82,山田,\r\n'
    frame, found = read(tmp_path, b"\xef\xbb\xbf" + lines.encode())
    assert found == []
    assert frame.index.tolist() == [2]
    assert frame.at[2, "choices"].splitlines() == ["A ← B", "C ← （なし）"]
    assert (frame.at[2, "score"], frame.at[2, "confirmed_by"], frame["note"].isna().tolist()) == (
        0.82,
        "山田",
        [True],
    )


def test_cp932_is_read(tmp_path):
    frame, found = read(tmp_path, f"{HEAD}\nQ1,,Q1,,同じ,可,,,,山田,\n".encode("cp932"))
    assert frame.at[2, "comparable"] == "可"
    assert [(f.rule, f.place.file) for f in found] == [("cp932", f"2023/{FILE}")]


def test_no_file(tmp_path):
    findings = Findings()
    assert read_correspondence(build_case(tmp_path), "survey", findings) is None
    assert findings.items == []


@pytest.mark.parametrize(
    ("status", "comparable", "columns"),
    [("変わった", "可", ["status"]), ("同じ・新設", "可", ["status"]), ("同じ", "たぶん", ["comparable"])],
)
def test_words_that_are_not_known(tmp_path, status, comparable, columns):
    frame, found = read(tmp_path, f"{HEAD}\nQ1,,Q1,,{status},{comparable},,,,山田,\n")
    assert [(f.severity, f.place.row, f.place.column) for f in found] == [
        ("error", 2, name) for name in columns
    ]
    assert frame[columns].isna().all().all()


def test_missing_and_unknown_columns(tmp_path):
    frame, found = read(tmp_path, "question,previous_question,確認\nQ1,Q1,山田\n")
    assert list(frame.columns) == list(COLUMNS)
    assert {f.rule for f in found} == {"missing-column", "unknown-column"}


def test_the_place_names_the_year(tmp_path):
    assert (
        str(correspondence_place(build_case(tmp_path), "survey", 3, "status"))
        == f"2023/{FILE} 3行目 「status」"
    )
