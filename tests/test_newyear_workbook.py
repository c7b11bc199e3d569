"""inputs.xlsx as Excel finds it: sheets, notes, lists, dates, text cells; and as the reader finds it."""

import io
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook

from helpers.contract import TABLES
from helpers.findings import Findings
from helpers.newyear.columns import NOTES, SHEETS
from helpers.newyear.workbook import GUIDE, build_workbook
from helpers.raw.files import read_workbook
from helpers.raw.tables import column_types, read_table

HOSTILE = ["=1+1", "+81", "-5", "@SUM(A1)", "#N/A", "01", "19:00", "2024-05"]
OPINIONS = pd.DataFrame(
    {
        "id": [f"PF-{n}" for n in range(len(HOSTILE))],
        "meeting": [1] * len(HOSTILE),
        "speaker_class": pd.NA,
        "category": HOSTILE,
        "remark": HOSTILE,
    }
)


@pytest.fixture(scope="module")
def content():
    return build_workbook({"opinions": OPINIONS}, 2024, {("participants", "class"): ["町会", "企業"]})


@pytest.fixture(scope="module")
def book(content):
    return load_workbook(io.BytesIO(content))


def rules(sheet):
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_one_sheet_a_table_after_the_guide(book):
    assert book.sheetnames == [GUIDE, *TABLES]
    for name in TABLES:
        assert [cell.value for cell in book[name][1]] == list(column_types(name))
        assert book[name].freeze_panes == "A2"


def test_every_table_and_column_is_explained(book):
    assert list(SHEETS) == list(TABLES)
    assert list(NOTES) == [f"{name}.{column}" for name in TABLES for column in column_types(name)]
    note = book["meetings"]["D1"].comment.text
    assert note == "始まりの時刻。\n書き方：時刻（09:30）\n分からなければ空欄のままにする。"
    assert "必ず書く" in book["participants"]["A1"].comment.text


def test_guide_is_one_cell(book):
    assert [cell.coordinate for row in book[GUIDE].iter_rows() for cell in row] == ["A1"]


def test_closed_values_are_lists(book):
    held = rules(book["participants"])
    assert held["A2:A1000"].formula1 == '"地域,行政"'
    assert held["A2:A1000"].showErrorMessage
    assert held["B2:B1000"].formula1 == '"町会,企業"'
    assert not held["B2:B1000"].showErrorMessage
    assert rules(book["meetings"])["C2:C1000"].formula1 == '"月,火,水,木,金,土,日"'


def test_dates_are_held_to_the_fiscal_year(book):
    rule = rules(book["meetings"])["B2:B1000"]
    assert (rule.type, rule.operator) == ("date", "between")
    assert (rule.formula1, rule.formula2) == ("45383", "45747")  # 2024-04-01, 2025-03-31 as Excel shows them


def test_whole_numbers_from_their_least(book):
    rule = rules(book["opinions"])["B2:B1000"]
    assert (rule.type, rule.formula1) == ("whole", "1")


@pytest.mark.parametrize(
    ("table", "column", "form"),
    [("meetings", "D", "@"), ("meetings", "B", "yyyy-mm-dd"), ("facts", "A", "@"), ("facts", "C", "@"), ("facts", "G", "@")],
)  # fmt: skip
def test_columns_have_the_format_of_their_type(book, table, column, form):
    assert book[table].column_dimensions[column].number_format == form


def test_what_was_typed_is_text_and_never_a_formula(book):
    cells = [row[4] for row in book["opinions"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_reader_finds_the_rows_and_nothing_to_tell(content, tmp_path):
    (tmp_path / "inputs.xlsx").write_bytes(content)
    findings = Findings()
    sheets = read_workbook(tmp_path / "inputs.xlsx", "inputs.xlsx", findings)
    read = {name: read_table(name, sheets[name], findings) for name in TABLES}
    assert findings.items == []
    assert list(read["opinions"]["remark"]) == HOSTILE
    assert len(sheets[GUIDE].frame) == 0


def test_same_tables_same_bytes(content):
    assert (
        build_workbook({"opinions": OPINIONS}, 2024, {("participants", "class"): ["町会", "企業"]}) == content
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2
