from workbook_cases import write_ods

from helpers.raw.excel_parts import OddCell
from helpers.raw.ods_parts import read_ods_parts


def test_formulas_and_hidden_rows_of_one_sheet(tmp_path):
    rows = [["id", "a"], ["1", "x"], ["2", "=1+1"]]
    path = write_ods(tmp_path / "a.ods", {"表紙": [["=2+2"]], "回答": rows}, hidden=(2,))
    parts = read_ods_parts(path.read_bytes(), "回答")
    assert (parts.odd, parts.hidden_rows) == ((OddCell(2, 1, "=1+1", True),), (1,))


def test_nothing_odd(tmp_path):
    path = write_ods(tmp_path / "a.ods", {"回答": [["id"], ["1"]]})
    assert read_ods_parts(path.read_bytes(), "回答").odd == ()
    assert read_ods_parts(path.read_bytes(), "なし").odd == ()
