import csv
import io
import random

import pytest

from helpers.findings import Findings
from helpers.raw.csv_grid import read_csv_grid
from helpers.raw.received import Received, Stated


def read(data, **stated):
    data = data if isinstance(data, bytes) else data.encode()
    received, findings = Received("a.csv"), Findings()
    grid = read_csv_grid(data, "csv", received, Stated(**stated), findings)
    return None if grid is None else grid.cells.to_numpy().tolist(), received, findings.items


def test_cr_only_and_newlines_in_cells():
    data = 'ID,意見\r1,"一行目\n二行目"\r2,①㈱髙\r'.encode("cp932")
    cells, received, _ = read(data)
    assert cells == [["ID", "意見"], ["1", "一行目\n二行目"], ["2", "①㈱髙"]]
    assert (received.newline, received.encoding, received.delimiter) == ("cr", "cp932", ",")


def test_unicode_text_of_excel():
    data = "ID\t意見\r\n1\tよい、とても\r\n".encode("utf-16")
    cells, received, items = read(data)
    assert cells == [["ID", "意見"], ["1", "よい、とても"]]
    assert (received.format, received.encoding, received.bom, items) == ("tsv", "utf-16", True, [])


def test_short_rows_are_filled_and_blank_lines_stay_in_place():
    cells, _, _ = read("a,b,c\n\n1\n2,3,\n")
    assert cells == [["a", "b", "c"], ["", "", ""], ["1", "", ""], ["2", "3", ""]]


def test_words_that_pandas_would_take_for_missing():
    cells, _, _ = read("a,b\nNA,null\n001,1e5\n")
    assert cells == [["a", "b"], ["NA", "null"], ["001", "1e5"]]


def test_separator_line_of_excel():
    cells, received, _ = read("sep=;\nID;a\n1;x,y\n")
    assert (received.delimiter, cells[1:]) == (";", [["ID", "a"], ["1", "x,y"]])


@pytest.mark.parametrize("stated", ["\t", "tab", "タブ"])
def test_stated_delimiter(stated):
    cells, received, items = read("a,b\tc\n1,2\t3\n", delimiter=stated)
    assert cells == [["a,b", "c"], ["1,2", "3"]]
    assert (received.evidence["delimiter"].how, items) == ("stated", [])


def test_a_stated_delimiter_that_cannot_be_right():
    cells, received, items = read("a,b\n1,2\n", delimiter=";")
    assert (cells, received.delimiter) == ([["a", "b"], ["1", "2"]], ",")
    assert [(item.rule, item.severity, item.given, item.allowed) for item in items] == [
        ("stated-delimiter", "error", "セミコロン", "コンマ")
    ]


def test_rows_of_all_widths_are_told():
    _, received, items = read("a,b\n1\n2,3,4\n5,6,7,8\n9,1,2,3,4\n")
    assert received.evidence["delimiter"].sure == "guess"
    assert [(item.rule, item.severity) for item in items] == [("unclear-delimiter", "warning")]


def test_nul_is_left_out_and_told():
    cells, _, items = read(b"ID,a\n1,x\0y\n")
    assert cells == [["ID", "a"], ["1", "xy"]]
    assert [(item.rule, item.severity, item.place.row) for item in items] == [("nul", "error", 2)]


def test_mixed_newlines_are_told():
    cells, _, items = read("a,b\r\n1,2\n3,4\n")
    assert len(cells) == 3
    assert [(item.rule, item.severity) for item in items] == [("mixed-newlines", "warning")]


def test_a_quote_that_is_never_closed_is_fatal_at_its_row():
    cells, _, items = read('ID,a\n1,x\n2,"y\n3,z\n')
    assert cells is None
    (found,) = items
    assert (found.rule, found.severity, found.place.row, found.given) == (
        "unreadable-file",
        "fatal",
        3,
        '2,"y',
    )


def test_quotes_inside_of_a_quoted_cell_are_told_row_by_row():
    cells, _, items = read('ID,a\n1,"彼は"はい"と"\n2,x\n3,"a"b\n')
    assert [item.place.row for item in items if item.rule == "broken-quote"] == [2, 4]
    assert cells == [["ID", "a"], ["1", '彼ははい"と"'], ["2", "x"], ["3", "ab"]]


def test_an_inch_sign_in_a_plain_cell_is_nothing_wrong():
    cells, _, items = read('ID,a\n1,5"\n2,y\n')
    assert (cells[1], items) == (["1", '5"'], [])


@pytest.mark.parametrize(
    "text", ["<html><table><tr><td>ID</td></tr></table>", '<?xml version="1.0"?><Workbook/>']
)
def test_web_pages_called_xls_are_refused(text):
    cells, _, items = read(text)
    assert cells is None
    assert [(item.rule, item.severity) for item in items] == [("unreadable-file", "fatal")]


def test_every_sound_csv_reads_as_the_standard_library_reads_it():
    """The fast way against csv.reader, over random cells, delimiters, newlines and quoting."""
    choose = random.Random(20260331)
    cells = [
        "",
        "a",
        "あ",
        '"',
        'x"y',
        "b\nc",
        "b\r\nc",
        "q\rz",
        "1,2",
        "1;2",
        "t\tt",
        " ",
        "#",
        "NA",
        "\u2028",
    ]
    for _ in range(200):
        sign, end = choose.choice(",\t;"), choose.choice(["\n", "\r\n", "\r"])
        rows = [[choose.choice(cells) for _ in range(choose.choice([2, 3, 3, 4]))] for _ in range(5)]
        rows.insert(0, ["x", "y", "z"])
        text = io.StringIO(newline="")
        quoting = choose.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        csv.writer(text, delimiter=sign, lineterminator=end, quoting=quoting).writerows(rows)
        rows = list(csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=sign, strict=True))
        width = max(map(len, rows))
        found, received, _ = read(text.getvalue(), delimiter=sign)
        assert received.evidence["delimiter"].how == "stated"
        assert found == [[*row, *[""] * (width - len(row))] for row in rows]
