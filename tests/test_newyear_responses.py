"""The header of a new year's responses: as last year's file had it, without an answer."""

from openpyxl import Workbook

from helpers.newyear.responses import read_header, write_header


def test_csv_header_also_in_cp932(tmp_path):
    (tmp_path / "responses.csv").write_bytes('回答ID,Q1,"Q2, 理由"\nR1,はい,\n'.encode("cp932"))
    assert read_header(tmp_path, {}) == [["回答ID", "Q1", "Q2, 理由"]]


def test_two_header_rows_where_the_codebook_says_so(tmp_path):
    (tmp_path / "responses.csv").write_text("ID,Q1,\n,a,b\nR1,1,\n", encoding="utf-8", newline="\n")
    assert read_header(tmp_path, {"header_rows": 2}) == [["ID", "Q1", ""], ["", "a", "b"]]


def test_merged_headings_of_excel_hold_for_each_of_their_columns(tmp_path):
    book = Workbook()
    sheet = book.create_sheet("回答")
    for row in (["ID", "Q3 使う窓口", None], [None, "相談窓口", "居場所"], ["R1", 1, 0]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    book.save(tmp_path / "responses.xlsx")
    assert read_header(tmp_path, {"sheet": "回答", "header_rows": 2}) == [
        ["ID", "Q3 使う窓口", "Q3 使う窓口"],
        ["ID", "相談窓口", "居場所"],
    ]


def test_no_responses_no_header(tmp_path):
    assert read_header(tmp_path, {}) == []


def test_written_header_has_a_bom_for_excel():
    assert write_header([["回答ID", "Q2, 理由"]]) == '\ufeff回答ID,"Q2, 理由"\n'
