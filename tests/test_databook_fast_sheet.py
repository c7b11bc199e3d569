"""Long sheets, written a column at a time: what Excel and calamine read is what was in the frame."""

import io

import pandas as pd
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from helpers.databook.fast_sheet import FastSheet, number_texts

FRAME = pd.DataFrame(
    {
        "label": ["はい", "=1+1", "", " a & <b> "],
        "n": pd.array([1, 0, None, 1_000_000], dtype="Int64"),
        "percent": pd.array([29.032258064516128, 0.0, None, 1e-7], dtype="Float64"),
    }
)


def write(*frames):
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    quoted = book.add_format({"quote_prefix": True})
    book.add_worksheet("other").write_string(0, 0, "はい")
    for number, frame in enumerate(frames):
        book.add_worksheet(f"s{number}", FastSheet).set_table(frame, quoted)
    book.close()
    return content.getvalue()


def test_values_and_types_come_back():
    sheet = load_workbook(io.BytesIO(write(FRAME)))["s0"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("label", "n", "percent"),
        ("はい", 1, 29.032258064516128),
        ("=1+1", 0, 0),
        (None, None, None),
        (" a & <b> ", 1_000_000, 1e-7),
    ]
    assert (sheet["A3"].data_type, sheet["A3"].quotePrefix, sheet["A2"].quotePrefix) == ("s", True, False)


def test_shared_texts_hold_over_several_sheets():
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(FRAME, FRAME.iloc[::-1].reset_index(drop=True))))
    assert book.get_sheet_by_name("s1").to_python()[1] == [" a & <b> ", 1_000_000.0, 1e-7]
    assert book.get_sheet_by_name("other").to_python() == [["はい"]]


def test_a_frame_without_rows_has_its_heading():
    sheet = load_workbook(io.BytesIO(write(FRAME.iloc[:0])))["s0"]
    assert list(sheet.iter_rows(values_only=True)) == [("label", "n", "percent")]


def test_numbers_as_text():
    assert number_texts(FRAME["n"]) == ["1", "0", "", "1000000"]
    assert number_texts(FRAME["percent"]) == ["29.032258064516128", "0.0", "", "1e-07"]
