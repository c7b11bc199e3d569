from helpers.raw.header import find_header
from helpers.raw.header_names import make_unique, name_columns


def names(top, merged=None, stated=None):
    return name_columns(top, find_header(top, merged, stated), merged)


def test_blanks_of_a_csv_take_the_heading_at_the_left():
    top = [
        ["ID", "年齢", "果物", "", ""],
        ["", "Response", "りんご", "みかん", "なし"],
        ["1", "30", "りんご", "", ""],
    ]
    assert names(top) == ["ID", "年齢 / Response", "果物 / りんご", "果物 / みかん", "果物 / なし"]


def test_merged_headings_below_a_title():
    top = [["題名", "", ""], ["No", "問3", ""], ["", "甲", "乙"], ["1", "1", "0"]]
    areas = ((1, 1, 3, 1), (1, 2, 1, 3), (2, 2, 3, 2))
    assert names(top, areas) == ["No", "問3 / 甲", "問3 / 乙"]


def test_headings_of_excel_that_are_not_merged():
    top = [["ID", "果物", ""], ["", "りんご", "みかん"], ["1", "りんご", ""]]
    assert names(top, ()) == ["ID", "果物 / りんご", "果物 / みかん"]


def test_a_column_that_nothing_names():
    assert names([["", "a"], ["0", "x"]]) == ["", "a"]


def test_each_name_once():
    assert make_unique(["a", "b", "a", "", "a", ""]) == ["a", "b", "a（2）", "", "a（3）", ""]


def test_a_number_that_is_taken_is_skipped():
    assert make_unique(["a", "a（2）", "a", "a"]) == ["a", "a（2）", "a（3）", "a（4）"]
