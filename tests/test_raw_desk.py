import pytest
from raw_cases import build_case, write_workbook
from workbook_cases import write_ods, write_xls

from helpers.raw.desk import Desk

STEM = "surveys/survey/responses"
ROWS = [["回答ID", "Q1"], ["R1", "はい"]]
FRAME = {2: {"回答ID": "R1", "Q1": "はい"}}


def desk_with(tmp_path, ending, data=None, write=None):
    case = build_case(tmp_path, {f"{STEM}.csv": None})
    path = case.raw / f"{STEM}.{ending}"
    if write:
        write(path, {"回答": ROWS})
    else:
        path.write_bytes(data)
    return Desk(case)


@pytest.mark.parametrize(
    ("ending", "write"), [("xlsx", write_workbook), ("xls", write_xls), ("ods", write_ods)]
)
def test_responses_may_be_any_workbook(tmp_path, ending, write):
    desk = desk_with(tmp_path, ending, write=write)
    before = len(desk.findings.items)
    assert desk.has_table(STEM)
    sheet = desk.read_sheet(STEM, "回答")
    assert (sheet.frame.to_dict("index"), sheet.place.file) == (FRAME, f"{STEM}.{ending}")
    assert desk.findings.items[before:] == []


def test_responses_separated_by_tabs(tmp_path):
    desk = desk_with(tmp_path, "tsv", "回答ID\tQ1\nR1\tはい\n".encode())
    assert desk.read_sheet(STEM).frame.to_dict("index") == FRAME


def test_what_the_codebook_states_holds(tmp_path):
    desk = desk_with(tmp_path, "csv", "題名\n\n回答ID;Q1\n回答の番号;答え\nR1;はい\n".encode("euc-jp"))
    frame = desk.read_sheet(STEM, None, 2, "euc-jp", ";").frame
    assert frame.to_dict("index") == {5: {"回答ID / 回答の番号": "R1", "Q1 / 答え": "はい"}}


def test_header_rows_are_detected_where_none_are_stated(tmp_path):
    desk = desk_with(tmp_path, "csv", "SAMPLEID,Q1,Q2\n番号,性別,年代\n1,1,2\n".encode())
    assert list(desk.read_sheet(STEM, None, None).frame.columns) == [
        "SAMPLEID / 番号",
        "Q1 / 性別",
        "Q2 / 年代",
    ]


def test_two_files_of_one_table_are_told(tmp_path):
    desk = desk_with(tmp_path, "ods", write=write_ods)
    (desk.case.raw / f"{STEM}.csv").write_bytes("回答ID,Q1\nR9,いいえ\n".encode())
    assert desk.read_sheet(STEM).place.file == f"{STEM}.csv"
    found = [item for item in desk.findings.items if item.rule == "two-sources"]
    assert [(item.severity, item.place.file) for item in found] == [("error", f"{STEM}.ods")]


def test_other_tables_stay_csv_or_xlsx(tmp_path):
    case = build_case(tmp_path, {"meetings.csv": None})
    write_ods(case.raw / "meetings.ods", {"meetings": ROWS})
    desk = Desk(case)
    assert not desk.has_table("meetings")
    assert desk.read_sheet("meetings") is None


def test_no_table_at_all(tmp_path):
    desk = Desk(build_case(tmp_path, {f"{STEM}.csv": None}))
    assert (desk.has_table(STEM), desk.read_sheet(STEM)) == (False, None)
