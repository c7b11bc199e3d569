"""The 30 rules: our own set passes, and for every rule there is a set that fails it."""

import shutil

import pandas as pd
import pytest
from databook_cases import CODEBOOK, about, build_frame, build_tables, row
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from xlsxwriter import Workbook as XlsxWorkbook

from helpers.databook import check_machine_readability, machine_files, write_databook
from helpers.databook.machine_check import FIT, NOT_CONCERNED, RULES, UNFIT
from helpers.databook.rules_data import is_area_code
from helpers.findings import Findings

PLAIN = [["city", "persons（人）"], ["江東区", 12], ["港区", 0]]


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    write_databook(folder / "tables.xlsx", build_tables(), build_frame(), CODEBOOK, about(), Findings())
    return folder


@pytest.fixture
def copy(good, tmp_path):
    """The good set, to be spoiled in one place."""
    shutil.copytree(good / "machine", tmp_path / "machine")
    return tmp_path


def verdicts(files, codebook=None, earlier=()):
    return {v["rule"]: v for v in check_machine_readability(files, codebook, earlier)}


def sheet(path, rows, change=None):
    """A workbook of one sheet with these rows; `change` spoils it."""
    book = Workbook()
    for line in rows:
        book.active.append(line)
    if change:
        change(book)
    book.save(path)
    return path


def spoil(path, name, find, put):
    """Replace a piece of text in a CSV of the set."""
    file = path / "machine" / f"{name}.csv"
    content = file.read_bytes().decode("utf-8")
    assert find in content
    file.write_bytes(content.replace(find, put, 1).encode("utf-8"))
    return machine_files(path)


def fails(found, rule, *words):
    assert found[rule]["verdict"] == UNFIT, found[rule]
    for word in words:
        assert word in found[rule]["reason"], found[rule]["reason"]


def test_there_are_thirty_rules_in_order():
    numbers = [f"L1-{n:02}" for n in range(1, 16)] + [f"L2-{n:02}" for n in range(1, 7)] + [f"L3-{n:02}" for n in range(1, 10)]  # fmt: skip
    assert [rule for rule, _, _ in RULES] == numbers


def test_our_own_set_passes_every_rule(good):
    found = verdicts(machine_files(good), CODEBOOK)
    assert {rule: v["reason"] for rule, v in found.items() if v["verdict"] != FIT} == {}
    assert set(found["L1-01"]) == {"rule", "name", "verdict", "reason"}


def test_the_workbook_for_people_would_not(good):
    found = verdicts([good / "tables.xlsx"], CODEBOOK)
    for rule in ("L1-02", "L1-04", "L1-05", "L1-10", "L1-11", "L1-12"):
        assert found[rule]["verdict"] == UNFIT


def test_nothing_to_find_in_a_plain_sheet(tmp_path):
    found = verdicts([sheet(tmp_path / "a.xlsx", PLAIN)])
    unfit = {rule for rule, v in found.items() if v["verdict"] == UNFIT}
    assert unfit == {"L3-02", "L3-07", "L3-08"}  # what goes with the data is missing
    assert found["L1-14"]["verdict"] == found["L1-15"]["verdict"] == NOT_CONCERNED
    assert found["L3-06"]["verdict"] == FIT or found["L3-06"]["verdict"] == NOT_CONCERNED


def test_l1_01_format(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.xlsx").write_bytes(b"no zip")
    fails(
        verdicts([tmp_path / "a.pdf", tmp_path / "b.xlsx", tmp_path / "c.csv"]),
        "L1-01",
        "a.pdf",
        "b.xlsx",
        "c.csv",
    )
    fails(verdicts([tmp_path / "a.pdf"]), "L1-12", "読める表がない")


def test_l1_02_two_tables_on_a_sheet(tmp_path):
    below = [*PLAIN, [None, None], ["class", "persons（人）"], ["A", 1]]
    fails(verdicts([sheet(tmp_path / "a.xlsx", below)]), "L1-02", "5行目")
    beside = [[*line, None, *line] for line in PLAIN]
    fails(verdicts([sheet(tmp_path / "b.xlsx", beside)]), "L1-02", "3列目")


def test_l1_03_a_broken_table(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, [None, None], ["中央区", 3]])]), "L1-03", "4行目")

    def twice(book):
        other = book.create_sheet("続き")
        for line in PLAIN:
            other.append(line)

    fails(verdicts([sheet(tmp_path / "b.xlsx", PLAIN, twice)]), "L1-03", "続き")


def test_l1_04_title_note_comment(tmp_path):
    titled = [["表1 人数", None, None], ["city", "ward", "persons"], ["a", "b", 1]]
    fails(verdicts([sheet(tmp_path / "a.xlsx", titled)]), "L1-04", "表1 人数")
    noted = [["city", "ward", "persons"], ["a", "b", 1], ["注：速報値", None, None]]
    fails(verdicts([sheet(tmp_path / "b.xlsx", noted)]), "L1-04", "速報値")

    def comment(book):
        book.active["A2"].comment = Comment("x", "y")

    fails(verdicts([sheet(tmp_path / "c.xlsx", PLAIN, comment)]), "L1-04", "コメント")


def test_l1_05_a_column_without_a_name(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["city", None], ["江東区", 1]])]), "L1-05", "2列目")


@pytest.mark.parametrize("text", ["合　計", " 港区", "港区　", "港  区", "港\n区"])
def test_l1_06_layout_by_blanks(tmp_path, text):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, [text, 1]])]), "L1-06", "4行目")


@pytest.mark.parametrize("text", ["12（3.4%）", "A,C", "1;2", "12/34人中", "A、B"])
def test_l1_07_several_data_in_a_cell(tmp_path, text):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, [text, 1]])]), "L1-07", "4行目")


def test_l1_07_a_choice_may_read_like_a_list(copy):
    codebook = {"questions": [{"id": "Q9", "choices": ["iOS,Android"]}]}
    found = verdicts(spoil(copy, "codes", "駅", '"iOS,Android"'), codebook)
    assert found["L1-07"]["verdict"] == FIT


@pytest.mark.parametrize("text", ["①", "㈱江東", "髙橋"])
def test_l1_08_platform_dependent_characters(tmp_path, text):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, [text, 1]])]), "L1-08", text)


def test_l1_08_a_label_of_the_codebook_is_told_not_changed(tmp_path):
    findings = Findings()
    write_databook(
        tmp_path / "tables.xlsx", [], pd.DataFrame([row("Q1", "①駅", 1, 1)]), CODEBOOK, about(), findings
    )
    fails(verdicts(machine_files(tmp_path)), "L1-08", "①駅")
    assert [item.rule for item in findings.items] == ["platform-character"]


def test_l1_09_a_blank_that_is_not_explained(tmp_path, copy):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, ["中央区", None], ["北区", 3]])]), "L1-09", "persons")
    found = verdicts(
        spoil(copy, "results", "observed,59,62,95.16129032258064", "observed,,62,95.16"), CODEBOOK
    )
    fails(found, "L1-09", "observed")


def test_l1_09_a_choice_that_nobody_chose_is_not_left_out(good):
    codebook = {"questions": [{"id": "Q1", "choices": ["はい", "いいえ", "どちらでもない"]}]}
    fails(verdicts(machine_files(good), codebook), "L1-09", "どちらでもない")


def test_l1_10_a_chart(tmp_path):
    def chart(book):
        book.active.add_chart(BarChart(), "E1")

    fails(verdicts([sheet(tmp_path / "a.xlsx", PLAIN, chart)]), "L1-10", "drawing")


def test_l1_11_colour_bold_conditional_format(tmp_path):
    def fill(book):
        book.active["B2"].fill = PatternFill("solid", fgColor="FFFF00")

    def bold(book):
        book.active["A3"].font = Font(bold=True)

    def red(book):
        book.active["A3"].font = Font(color="FFFF0000")

    for number, (change, cell) in enumerate([(fill, "B2"), (bold, "A3"), (red, "A3")]):
        fails(verdicts([sheet(tmp_path / f"{number}.xlsx", PLAIN, change)]), "L1-11", cell)
    book = XlsxWorkbook(tmp_path / "c.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, ["n"])
    page.write_number(1, 0, 5)
    page.conditional_format(
        0, 0, 1, 0, {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format()}
    )
    book.close()
    fails(verdicts([tmp_path / "c.xlsx"]), "L1-11", "条件付き書式")


def test_l1_12_merged_cells(tmp_path):
    fails(
        verdicts([sheet(tmp_path / "a.xlsx", PLAIN, lambda book: book.active.merge_cells("A2:A3"))]),
        "L1-12",
        "A2:A3",
    )


def test_l1_13_hidden_row_column_sheet(tmp_path):
    def hide_row(book):
        book.active.row_dimensions[2].hidden = True

    def hide_column(book):
        book.active.column_dimensions["B"].hidden = True

    def hide_sheet(book):
        book.create_sheet("裏").append(["x"])
        book["裏"].sheet_state = "hidden"

    for change, word in ((hide_row, "2行目"), (hide_column, "2列目"), (hide_sheet, "裏")):
        fails(verdicts([sheet(tmp_path / "a.xlsx", PLAIN, change)]), "L1-13", word)


def write_text(path, text):
    path.write_bytes(text.encode("utf-8"))
    return path


def test_l1_14_a_record_over_two_lines_or_too_short(tmp_path):
    fails(verdicts([write_text(tmp_path / "a.csv", 'a,b\r\n"x\r\ny",1\r\n')]), "L1-14", "3行に2件")
    fails(verdicts([write_text(tmp_path / "b.csv", "a,b\r\nx\r\n")]), "L1-14", "2行目")


def test_l1_15_commas_and_quotes(tmp_path):
    fails(verdicts([write_text(tmp_path / "a.csv", "a,b\r\nx,1,234\r\n")]), "L1-15", "2行目")
    fails(verdicts([write_text(tmp_path / "b.csv", 'a,b\r\n"x"y,1\r\nz,2\r\n')]), "L1-15", "引用符")
    found = verdicts([write_text(tmp_path / "c.csv", 'a,b\r\n"x, y",1\r\n')])
    assert found["L1-15"]["verdict"] == found["L1-14"]["verdict"] == FIT


@pytest.mark.parametrize("value", ["12人", "1,234", "45.2%", "※12", "１２", "約", "12", "▲3", "¥500"])
def test_l2_01_numbers_with_units_commas_or_as_text(tmp_path, value):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, ["中央区", value]])]), "L2-01", value)


def test_l2_01_a_choice_may_hold_a_unit(copy):
    codebook = {"questions": [{"id": "Q9", "choices": ["5,000円"]}]}
    found = verdicts(spoil(copy, "codes", "駅", '"5,000円"'), codebook)
    assert found["L2-01"]["verdict"] == FIT


def test_l2_02_omitted_items(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, ["〃", 5]])]), "L2-02", "〃")
    fails(verdicts([sheet(tmp_path / "b.xlsx", [*PLAIN, [None, 5]])]), "L2-02", "4行目")


def test_l2_03_names_twice(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["n", "n"], [1, 2]])]), "L2-03", "「n」")
    (tmp_path / "x").mkdir()
    files = [sheet(tmp_path / "a.xlsx", PLAIN), sheet(tmp_path / "x" / "A.xlsx", PLAIN)]
    fails(verdicts(files), "L2-03", "a.xlsx")


@pytest.mark.parametrize("pair", [("はい", "は い"), ("ＮＰＯ", "NPO"), ("カフェ", "ｶﾌｪ"), ("Yes", "yes")])
def test_l2_04_two_spellings(tmp_path, pair):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["answer"], *([text] for text in pair)])]), "L2-04", pair[0])


def test_l2_05_details_of_other(tmp_path):
    rows = [["answer", "n（人）"], ["その他（駅前の広場）", 1]]
    fails(verdicts([sheet(tmp_path / "a.xlsx", rows)]), "L2-05", "駅前の広場")
    codebook = {"questions": [{"id": "Q1", "choices": ["その他（駅前の広場）"]}]}
    assert verdicts([tmp_path / "a.xlsx"], codebook)["L2-05"]["verdict"] == FIT


def test_l2_06_formulas(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, ["計", "=SUM(B2:B3)"]])]), "L2-06", "B4")
    fails(verdicts([write_text(tmp_path / "a.csv", "a,b\r\nx,=1+1\r\n")]), "L2-06", "2行目")
    found = verdicts([write_text(tmp_path / "b.csv", "a,b\r\n'=1+1,-5\r\n-,2\r\n")])
    assert found["L2-06"]["verdict"] == FIT


def test_l3_01_names_not_in_the_first_row(tmp_path):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["表1", None], *PLAIN])]), "L3-01", "1行目")
    fails(verdicts([sheet(tmp_path / "b.xlsx", [["city", 2023], ["a", 1]])]), "L3-01", "2023")


def test_l3_02_code_table(copy, good):
    fails(verdicts(spoil(copy, "results", ",c02,", ",c77,"), CODEBOOK), "L3-02", "c77")
    codebook = {"questions": [{"id": "Q2", "choices": ["駅", "海"]}]}
    fails(verdicts(machine_files(good), codebook), "L3-02", "海")
    fails(verdicts([good / "machine" / "results.csv"]), "L3-02", "コード表（codes）がない")


def test_l3_03_symbols_without_definition(tmp_path, copy):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [*PLAIN, ["中央区", "X"]])]), "L3-03", "「X」")
    tables = spoil(copy, "symbols", "\r\nsuppressed,", "\r\nhidden,")[1:]
    fails(verdicts(tables), "L3-03", "suppressed")


def test_l3_04_units(tmp_path, copy):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["city", "amount"], ["a", 1]])]), "L3-04", "amount")
    book = load_workbook(copy / "machine" / "survey_data.xlsx")
    for line in book["columns"].iter_rows(min_row=2):
        if line[1].value == "percent":
            line[4].value = "none"
            line[1].value = "percent"
    book["results"]["N1"].value = "basis"
    book.save(copy / "machine" / "survey_data.xlsx")
    fails(verdicts(machine_files(copy)), "L3-04", "basis")


@pytest.mark.parametrize("text", ["令和5年度", "平成元年", "R5.4.1", "H30年"])
def test_l3_05_eras_without_western_years(tmp_path, text):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["year", "n（人）"], [text, 1]])]), "L3-05", text)


@pytest.mark.parametrize("text", ["2023年度（令和5年度）", "2023-04-01", "R01", "S1", "H2O"])
def test_l3_05_western_years_and_other_letters(tmp_path, text):
    found = verdicts([sheet(tmp_path / "a.xlsx", [["year", "n（人）"], [text, 1]])])
    assert found["L3-05"]["verdict"] == FIT


def test_l3_06_areas(tmp_path):
    fails(
        verdicts([sheet(tmp_path / "a.xlsx", [["area_code", "n（人）"], ["131084", 1]])]), "L3-06", "131084"
    )
    found = verdicts([sheet(tmp_path / "b.xlsx", [["area_code", "name"], ["131083", "x"], ["13108", "y"]])])
    assert found["L3-06"]["verdict"] == FIT
    assert verdicts([sheet(tmp_path / "c.xlsx", [["x"], ["y"]])])["L3-06"]["verdict"] == NOT_CONCERNED
    short = {"questions": [{"id": "Q1", "choices": ["東京", "石川県", "富山県", "京都府", "北海道"]}]}
    fails(verdicts([tmp_path / "c.xlsx"], short), "L3-06", "Q1 東京")


# 札幌市 011002, 江東区 131083, 大阪市 271004, 富山県 160008 (総務省 全国地方公共団体コード)
@pytest.mark.parametrize("code", ["011002", "131083", "271004", "160008", "13108"])
def test_published_area_codes_are_known(code):
    assert is_area_code(code)


@pytest.mark.parametrize("code", ["131084", "991083", "1310", "x13108", "48100"])
def test_other_numbers_are_none(code):
    assert not is_area_code(code)


def test_l3_07_history(copy, good):
    fails(verdicts([good / "machine" / "results.csv"]), "L3-07", "history")
    fails(
        verdicts(spoil(copy, "results", "banner_letter", "letter"), CODEBOOK, machine_files(good)),
        "L3-07",
        "results",
    )
    assert verdicts(machine_files(good), CODEBOOK, machine_files(good))["L3-07"]["verdict"] == FIT


def test_l3_08_definitions_encoding_physical_names(copy, tmp_path, good):
    fails(verdicts([sheet(tmp_path / "a.xlsx", [["市区町村"], ["港区"]])]), "L3-08", "市区町村")
    fails(verdicts(spoil(copy, "results", "banner_letter", "letter")), "L3-08", "letter")
    without = (good / "machine" / "codes.csv").read_bytes().removeprefix(b"\xef\xbb\xbf")
    (copy / "machine" / "codes.csv").write_bytes(without)
    fails(verdicts([path for path in machine_files(copy) if path.stem != "results"]), "L3-08", "codes.csv")


def test_l3_09_wide_tables(tmp_path):
    fails(
        verdicts([sheet(tmp_path / "a.xlsx", [["city", "2022年", "2023年"], ["a", 1, 2]])]), "L3-09", "2022年"
    )
    codebook = {"questions": [{"id": "Q1", "choices": ["はい", "いいえ"]}]}
    fails(
        verdicts([sheet(tmp_path / "b.xlsx", [["q", "はい", "いいえ"], ["a", 1, 2]])], codebook),
        "L3-09",
        "はい",
    )


def test_reasons_are_short(tmp_path):
    rows = [["a"], *([f"{n}人"] for n in range(50))]
    found = verdicts([sheet(tmp_path / f"{n}.xlsx", rows) for n in range(6)])
    assert "ほか3件" in found["L2-01"]["reason"]
