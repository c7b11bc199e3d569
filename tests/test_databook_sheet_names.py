"""Names of sheets that Excel takes."""

from helpers.databook.sheet_names import build_sheet_names


def test_names_are_numbered_in_order():
    assert build_sheet_names(["Q1", "Q1_by_Q5"]) == ["01_Q1", "02_Q1_by_Q5"]


def test_what_excel_forbids_is_replaced():
    assert build_sheet_names(["a[b]:c*d?e/f\\g'h i\x00", ""]) == ["01_a_b_c_d_e_f_g_h_i", "02_table"]


def test_at_most_31_utf16_units():
    long, emoji = build_sheet_names(["あ" * 40, "😀" * 40])
    assert long == "01_" + "あ" * 28
    assert emoji == "02_" + "😀" * 14


def test_names_differ_without_regard_to_case():
    names = build_sheet_names(["q1", "Q1", *["x"] * 120])
    assert len({name.casefold() for name in names}) == 122
    assert names[:2] == ["001_q1", "002_Q1"]
