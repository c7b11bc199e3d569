import zipfile

from openpyxl import Workbook

from helpers.raw.excel_parts import OddCell, read_parts


def written(tmp_path, book):
    book.save(tmp_path / "a.xlsx")
    return (tmp_path / "a.xlsx").read_bytes()


def test_formulas_and_errors_of_one_sheet(tmp_path):
    book = Workbook()
    book.active["A1"] = "=1+1"
    sheet = book.create_sheet("回答")
    sheet["B3"], sheet["C3"], sheet["AA4"], sheet["A1"] = '=IF(A1>1,"a&b","<")', "#DIV/0!", "=B3", "<f>"
    assert read_parts(written(tmp_path, book), "回答").odd == (
        OddCell(2, 1, '=IF(A1>1,"a&b","<")', True),
        OddCell(2, 2, "#DIV/0!", False),
        OddCell(3, 26, "=B3", True),
    )


def test_hidden_rows_and_columns(tmp_path):
    book = Workbook()
    book.active["D9"] = 1
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["B"].hidden = True
    parts = read_parts(written(tmp_path, book), "Sheet")
    assert (parts.odd, parts.hidden_rows, parts.hidden_columns) == ((), (3,), (1,))


def test_a_shared_formula_is_moved_to_its_cell_and_prefixes_do_not_matter(tmp_path):
    """ECMA-376 18.3.1.40: the other cells of a shared formula hold only its number."""
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="B1"><x:f t="shared" ref="B1:B2" si="0">A1*2</x:f><x:v>2</x:v></x:c></x:row><x:row r="2">'
        '<x:c r="B2"><x:f t="shared" si="0"/><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = written(tmp_path, Workbook())
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as old,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    assert read_parts(data, "Sheet").odd == ()
    found = read_parts((tmp_path / "b.xlsx").read_bytes(), "Sheet").odd
    assert [(cell.row, cell.text) for cell in found] == [(0, "=A1*2"), (1, "=A2*2")]


def test_a_sheet_that_is_not_there(tmp_path):
    assert read_parts(written(tmp_path, Workbook()), "なし").odd == ()
