import datetime as dt

from openpyxl import Workbook
from raw_cases import write_workbook

from helpers.findings import Findings
from helpers.raw.files import read_csv, read_text, read_workbook, read_worksheet


def written(tmp_path, data, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_utf8_with_bom(tmp_path):
    findings = Findings()
    assert read_text(written(tmp_path, b"\xef\xbb\xbf\xe3\x81\x82"), "a.csv", findings) == "あ"
    assert findings.items == []


def test_cp932_is_read_and_told(tmp_path):
    findings = Findings()
    assert read_text(written(tmp_path, "id,表".encode("cp932")), "a.csv", findings) == "id,表"
    assert [(f.rule, f.severity, f.place.file) for f in findings.items] == [("cp932", "info", "a.csv")]


def test_unknown_encoding_is_fatal_with_the_byte_position(tmp_path):
    findings = Findings()
    assert read_text(written(tmp_path, b"id\n\xff\xfe\x00"), "a.csv", findings) is None
    assert [(f.rule, f.severity) for f in findings.items] == [("encoding", "fatal")]
    assert "4バイト目" in findings.items[0].message
    assert findings.items[0].allowed == "UTF-8、cp932"


def test_damaged_utf8_is_not_taken_for_cp932(tmp_path):
    findings = Findings()
    assert read_text(written(tmp_path, "町会".encode()[:-1]), "a.csv", findings) is None
    assert findings.items[0].rule == "encoding"


def test_rows_are_numbered_as_excel_shows_them(tmp_path):
    findings = Findings()
    text = 'id,remark\r\nA,"一行目\n二行目"\r\n\r\nB,末\r\n'
    sheet = read_csv(written(tmp_path, text.encode()), "a.csv", findings)
    assert sheet.frame.to_dict("index") == {
        2: {"id": "A", "remark": "一行目\n二行目"},
        4: {"id": "B", "remark": "末"},
    }
    assert findings.items == []


def test_an_empty_csv_is_a_sheet_without_rows(tmp_path):
    sheet = read_csv(written(tmp_path, b""), "a.csv", Findings())
    assert sheet.frame.shape == (0, 0)


def test_unclosed_quote_is_fatal(tmp_path):
    findings = Findings()
    assert read_csv(written(tmp_path, b'id\n"A\n'), "a.csv", findings) is None
    assert [(f.rule, f.severity) for f in findings.items] == [("unreadable-file", "fatal")]


def test_a_row_wider_than_the_header_is_told(tmp_path):
    findings = Findings()
    sheet = read_csv(written(tmp_path, "id,remark\nA,はい,そう\n".encode()), "a.csv", findings)
    assert sheet.frame.loc[2, "remark"] == "はい"
    (found,) = findings.items
    assert (found.rule, found.severity, found.place.row, found.given) == ("ragged-row", "error", 2, "そう")


def test_duplicate_and_unnamed_columns(tmp_path):
    findings = Findings()
    sheet = read_csv(written(tmp_path, b"id,,id,z\nA,x,B,1\n"), "a.csv", findings)
    assert sheet.frame.to_dict("records") == [{"id": "A", "z": "1"}]
    assert {(f.rule, f.severity) for f in findings.items} == {
        ("duplicate-column", "error"),
        ("unnamed-column", "warning"),
    }


def test_workbook_cells_become_plain_text(tmp_path):
    path = tmp_path / "inputs.xlsx"
    row = [1, 2.5, dt.datetime(2024, 2, 6), dt.time(19, 0), None, 10.0]
    write_workbook(path, {"media": [["a", "b", "c", "d", "e", "f"], row]})
    findings = Findings()
    sheet = read_workbook(path, "inputs.xlsx", findings)["media"]
    assert list(sheet.frame.loc[2]) == ["1", "2.5", "2024-02-06", "19:00", "", "10"]
    assert (sheet.place.sheet, findings.items) == ("media", [])


def test_formula_and_merged_cells_are_told(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "distribution"
    for row in [["group", "copies"], ["A", 1], ["合計", "=SUM(B2:B2)"], ["x", None]]:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    path = tmp_path / "inputs.xlsx"
    book.save(path)
    findings = Findings()
    frame = read_workbook(path, "inputs.xlsx", findings)["distribution"].frame
    assert frame.loc[3, "copies"] == "=SUM(B2:B2)"
    merged, formula = findings.items
    assert (merged.rule, merged.severity, merged.given) == ("merged-cells", "error", "A3:A4")
    assert (formula.rule, formula.severity, formula.place.row, formula.place.column) == (
        "formula",
        "error",
        3,
        "copies",
    )
    assert formula.place.sheet == "distribution"


def test_only_the_sheet_that_is_asked_for_is_read(tmp_path):
    path = tmp_path / "r.xlsx"
    write_workbook(path, {"表紙": [["=1+1"]], "回答": [["問1", "問1"], ["甲", "乙"], ["x", "y"]]})
    findings = Findings()
    sheet = read_worksheet(path, "r.xlsx", findings, "回答", 2)
    assert sheet.frame.to_dict("index") == {3: {"問1 / 甲": "x", "問1 / 乙": "y"}}
    assert findings.items == []
    assert list(read_worksheet(path, "r.xlsx", findings).frame.columns) == ["=1+1"]  # the first


def test_unknown_sheet_is_fatal(tmp_path):
    path, findings = tmp_path / "r.xlsx", Findings()
    write_workbook(path, {"表紙": [["a"]], "回答": [["b"]]})
    assert read_worksheet(path, "r.xlsx", findings, "回答 ") is None
    (found,) = findings.items
    assert (found.rule, found.severity, found.allowed) == ("unknown-sheet", "fatal", "表紙、回答")


def test_merged_cells_that_reach_from_the_header_into_the_body_are_told(tmp_path):
    book = Workbook()
    for row in [["id", "問1"], [None, "甲"], ["x", "y"]]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "r.xlsx")
    findings = Findings()
    read_worksheet(tmp_path / "r.xlsx", "r.xlsx", findings, None, 2)
    assert [(found.rule, found.given) for found in findings.items] == [("merged-cells", "A2:A3")]


def test_header_of_two_rows_in_a_csv(tmp_path):
    findings = Findings()
    sheet = read_csv(written(tmp_path, "id,問1,\n,甲,乙\n\nx,y,z\n".encode()), "a.csv", findings, 2)
    assert sheet.frame.to_dict("index") == {4: {"id": "x", "問1 / 甲": "y", "問1 / 乙": "z"}}
    assert findings.items == []


def test_broken_workbook_is_fatal(tmp_path):
    findings = Findings()
    assert (
        read_workbook(written(tmp_path, b"PK\x03\x04 broken", "inputs.xlsx"), "inputs.xlsx", findings) == {}
    )
    assert [(f.rule, f.severity, f.place.file) for f in findings.items] == [
        ("unreadable-file", "fatal", "inputs.xlsx")
    ]
