import datetime as dt

import pytest
from openpyxl import Workbook
from raw_cases import write_workbook
from workbook_cases import write_ods, write_xls

from helpers.findings import Findings
from helpers.raw.excel_grid import read_excel_grid
from helpers.raw.received import Received, Stated

ROWS = [["No", "日時", "数"], [1, dt.datetime(2024, 2, 6, 10, 20), 2.5], [2, dt.datetime(2024, 2, 7), 10]]
TEXT = [["No", "日時", "数"], ["1", "2024-02-06 10:20:00", "2.5"], ["2", "2024-02-07", "10"]]


def read(path, kind="xlsx", **stated):
    received, findings = Received(path.name, format=kind), Findings()
    grid = read_excel_grid(path.read_bytes(), received, Stated(**stated), findings)
    return grid, received, findings.items


@pytest.mark.parametrize(
    ("kind", "write"), [("xlsx", write_workbook), ("xls", write_xls), ("ods", write_ods)]
)
def test_values_are_the_text_a_csv_would_hold(tmp_path, kind, write):
    path = tmp_path / f"a.{kind}"
    write(path, {"回答": ROWS, "表紙": [["町の調査"]]})
    grid, received, items = read(path, kind)
    assert grid.cells.to_numpy().tolist() == TEXT
    assert (received.sheet, received.other_sheets) == ("回答", ("表紙",))
    assert [(item.rule, item.severity) for item in items] == [("chosen-sheet", "info")]


def test_rows_are_counted_from_the_first_of_the_sheet(tmp_path):
    book = Workbook()
    book.active["B3"], book.active["C3"], book.active["D3"] = True, dt.time(19, 0), "00123"
    book.save(tmp_path / "a.xlsx")
    grid, _, _ = read(tmp_path / "a.xlsx")
    assert grid.cells.to_numpy().tolist() == [[""] * 4, [""] * 4, ["", "True", "19:00", "00123"]]


def test_merged_areas_of_xls(tmp_path):
    path = write_xls(tmp_path / "a.xls", {"回答": ROWS}, ((0, 1, 0, 0), (0, 0, 1, 2)))
    assert read(path, "xls")[0].merged == ((1, 1, 1, 2), (2, 1, 3, 1))


def test_stated_sheet(tmp_path):
    write_workbook(tmp_path / "a.xlsx", {"回答": ROWS, "旧": [["x"]]})
    grid, received, items = read(tmp_path / "a.xlsx", sheet="旧")
    assert (grid.place.sheet, received.evidence["sheet"].how, items) == ("旧", "stated", [])


def test_a_stated_sheet_that_is_not_there_is_fatal(tmp_path):
    write_workbook(tmp_path / "a.xlsx", {"回答": ROWS, "旧": [["x"]]})
    grid, _, (found,) = read(tmp_path / "a.xlsx", sheet="回荅")
    assert grid is None
    assert (found.rule, found.severity, found.given, found.allowed) == (
        "unknown-sheet",
        "fatal",
        "回荅",
        "回答、旧",
    )
    assert "「回答」の誤りではありませんか。" in found.remedy


def test_hidden_rows_and_sheets_are_named(tmp_path):
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("下書き").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    grid, _, items = read(tmp_path / "a.xlsx")
    told = {item.rule: item.given for item in items}
    assert (len(grid.cells), told["hidden"]) == (3, "3行目、B列")
    assert told["chosen-sheet"] == "下書き（0行 × 0列・非表示）"


def test_two_sheets_that_could_be_the_responses(tmp_path):
    write_workbook(tmp_path / "a.xlsx", {"北": ROWS, "南": [*ROWS, [3, None, 1]]})
    _, received, (found,) = read(tmp_path / "a.xlsx")
    assert (received.sheet, found.rule, found.severity) == ("南", "chosen-sheet", "warning")


def test_a_locked_workbook_is_fatal(tmp_path):
    """[MS-OFFCRYPTO]: the encrypted package lies in an OLE2 stream of this name."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1600) + "EncryptedPackage".encode("utf-16-le"))
    grid, _, (found,) = read(path)
    assert (grid, found.rule, found.severity) == (None, "locked-file", "fatal")
    assert "パスワード" in found.remedy


def test_a_broken_workbook_is_fatal(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    grid, _, (found,) = read(tmp_path / "a.xlsx")
    assert (grid, found.rule, found.severity) == (None, "unreadable-file", "fatal")
