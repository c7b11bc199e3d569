"""tables.xlsx as Excel finds it: sheets, links, numbers, formats, charts, print set-up; nothing behind 秘匿."""

import csv
import dataclasses
import re
import zipfile

import pandas as pd
import pytest
from databook_cases import CODEBOOK, about, build_frame, build_tables, row, rows
from openpyxl import load_workbook

from helpers.databook import build_about, machine_files, write_databook
from helpers.databook.index_sheet import facts_of
from helpers.databook.machine_words import TABLES
from helpers.databook.table_sheet import printed
from helpers.errors import ExportError
from helpers.findings import Findings
from helpers.survey_tables.layout import Cell, SurveyTable


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write_databook(folder / "tables.xlsx", build_tables(), build_frame(), CODEBOOK, about(), Findings())
    return folder


@pytest.fixture(scope="module")
def book(folder):
    return load_workbook(folder / "tables.xlsx")


def everything(path):
    """All XML of a workbook as one text, without what formats and geometry say."""
    with zipfile.ZipFile(path) as parts:
        return {
            name: parts.read(name).decode("utf-8")
            for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        }


def links(sheet):
    return [cell.hyperlink.location for line in sheet.iter_rows() for cell in line if cell.hyperlink]


def write_one(folder, table, frame, codebook=None):
    findings = Findings()
    codebook = codebook or CODEBOOK
    write_databook(folder / "tables.xlsx", [table], frame, codebook, build_about(codebook, 1), findings)
    return load_workbook(folder / "tables.xlsx"), findings


def test_a_sheet_for_the_index_each_table_and_each_data_table(book):
    tables = ["01_Q1", "02_Q2", "03_Q1_by_Q2", "04_Q3"]
    assert book.sheetnames == ["目次", *tables, *(f"data_{name}" for name in TABLES)]


def test_index_links_to_every_sheet_and_every_table_back(book):
    assert links(book["目次"]) == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    for name in book.sheetnames[1:5]:
        assert links(book[name]) == ["'目次'!A1"]


def test_index_says_what_the_survey_is_and_how_it_was_tabulated(book):
    texts = [cell.value for line in book["目次"].iter_rows() for cell in line if cell.value is not None]
    for text in (
        "まちの調査",
        "62人",
        "2023年度（令和5年度）",
        "江東区 131083",
        "まち「調査」",
        "検定は両側5％。",
    ):
        assert text in texts
    assert any("秘匿：" in text for text in texts)
    assert ("回答数", "62人（送付 216人）") in facts_of(dataclasses.replace(about(), sent=216))


def test_figures_are_numbers_that_print_what_the_table_prints(book):
    sheet = book["01_Q1"]
    assert [sheet.cell(5, 2).value, sheet.cell(6, 2).value] == [62, 59]
    assert sheet["C6"].value == pytest.approx(95.16129032)
    assert (sheet["C6"].number_format, sheet["C6"].data_type) == ("0.0", "n")
    assert (sheet["C8"].value, sheet["C8"].data_type) == ("-", "s")


def test_marks_are_printed_by_number_formats_letters_beside(book):
    sheet = book["03_Q1_by_Q2"]
    assert sheet["D7"].value == pytest.approx(66.6666667)
    assert sheet["D7"].number_format == '0.0"▽▽"'
    assert (sheet["C8"].value, sheet["C8"].number_format) == (25, '#,##0"*"')
    assert (sheet["D8"].value, sheet["E8"].value) == (100.0, "A")
    assert sheet["F7"].number_format == '0.0"▲▲"'


def test_spanners_and_stubs_are_merged(book):
    merged = {str(area) for area in book["03_Q1_by_Q2"].merged_cells.ranges}
    assert {"A4:B5", "C4:C5", "D4:F4", "D5:E5", "A6:B6", "A7:A8"} <= merged


def test_synthetic_data_are_told(book):
    assert book["03_Q1_by_Q2"]["A1"].value.startswith("【合成データ】")
    assert not book["01_Q1"]["A1"].value.startswith("【合成データ】")


def test_notes_and_source_stand_below(book):
    texts = [cell.value for cell in book["01_Q1"]["A"]]
    assert texts[8:10] == ["全員に尋ねた。", "出典：r.csv"]


def test_screen_and_print_set_up(book, folder):
    sheet = book["03_Q1_by_Q2"]
    assert sheet.freeze_panes == "C6"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "9",
        1,
    ) or sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$5"
    assert "まちの調査" in sheet.oddHeader.left.text
    with zipfile.ZipFile(folder / "tables.xlsx") as parts:
        assert (
            "<oddFooter>&amp;C&amp;9&amp;P / &amp;N</oddFooter>"
            in parts.read("xl/worksheets/sheet4.xml").decode()
        )


def test_a_header_of_hostile_characters_and_length():
    assert printed("A&B") == "A&&B"
    assert printed("2023年") == " 2023年"
    assert len(printed("&" * 500)) <= 250


def test_charts_have_titles_labels_and_alternative_texts(folder):
    parts = everything(folder / "tables.xlsx")
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/chart")]
    drawings = [text for name, text in parts.items() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    assert len(charts) == len(drawings) == 4
    assert all("<c:showVal" in chart and "<c:title>" in chart for chart in charts)
    assert "［Q1］知っていますか（n=62）" in charts[0]
    assert 'descr="横棒グラフ。［Q1］知っていますか（n=62）。はい 95.2％、いいえ 4.8％' in drawings[0]
    assert '<c:grouping val="stacked"/>' in charts[2]
    assert all('<c:tickLblSkip val="1"/>' in chart for chart in charts)  # every bar keeps its label


def test_chart_figures_stand_on_the_sheet(book):
    sheet = book["02_Q2"]
    column = [cell.value for cell in sheet["A"]]
    start = column.index("公園", 7) + 1
    assert [sheet.cell(start + n, 1).value for n in range(4)] == ["公園", "駅", "図書館（秘匿）", "無回答"]
    assert sheet.cell(start, 2).value == pytest.approx(74.5762712)
    assert sheet.cell(start + 2, 2).value is None


def test_no_number_stands_behind_a_suppressed_cell(tmp_path):
    """7 of 9,973 (0.0702 percent) is known to the frame and the cell; it is nowhere in any file."""
    n, base, percent = 7919, 9973, 100 * 7919 / 9973
    frame = pd.DataFrame(
        rows(
            "Q1",
            ["はい", "いいえ"],
            [n, 2054],
            base,
            suppressed=True,
            value=percent,
            lower=percent,
            letters="B",
        )
    )
    hidden = Cell("percent", percent, "秘匿")
    table = SurveyTable(
        "s_Q1", "t", ("",), (("はい",), ("いいえ",)), (("n",), ("%",)),
        ((Cell("n", n, "秘匿"), hidden), (Cell("n", 2054, "秘匿"), hidden)), question="Q1",
    )  # fmt: skip
    write_one(tmp_path, table, frame)
    for path in [tmp_path / "tables.xlsx", *machine_files(tmp_path)]:
        texts = everything(path).values() if path.suffix == ".xlsx" else [path.read_text(encoding="utf-8")]
        held = "\n".join(texts)
        for secret in (str(n), "2054", "79.4", "7,919", repr(percent)):
            assert secret not in held, (path.name, secret)
        assert "秘匿" in held or path.stem in (
            "results",
            "significance",
            "questions",
            "columns",
            "history",
            "about",
        )


@pytest.mark.parametrize(
    "text", ["=1+1", "+81", "-5以下", "@SUM(A1)", "=cmd|' /C calc'!A0", "-よい!Q1", "\t=1"]
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path, text):
    table = SurveyTable(
        "s_Q1", text, (text,), ((text,),), ((text,), (text, )), ((Cell("n", 1, "1"), Cell("percent", 100.0, "100.0")),),
        (text,), text, question="Q1", heading=text,
    )  # fmt: skip
    book, _ = write_one(tmp_path, table, pd.DataFrame([row("Q1", text, 1, 1)]))
    found = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == text]
    assert len(found) > 5
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)
    parts = everything(tmp_path / "tables.xlsx")
    assert "<f>" not in "".join(xml for name, xml in parts.items() if name.startswith("xl/worksheets"))
    formulas = re.findall(
        "<c:f>(.*?)</c:f>", "".join(parts[name] for name in parts if "charts/chart" in name)
    )
    assert all(formula.startswith("'01_Q1'!$") for formula in formulas)
    with (tmp_path / "machine" / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        labels = [line["label"] for line in csv.DictReader(file)]
    assert f"'{text.strip(chr(9))}" in labels


def test_hostile_names_labels_and_lengths_do_not_stop_the_book(tmp_path):
    label = "a\x00b" + "長" * 33_000
    names = ["s_" + "Q" * 60, "s_[]:*?/\\", "S_[]:*?/\\"]
    tables = [
        SurveyTable(name, "\ud800" + "x" * 40_000, ("",), ((label,),), (("n",),), ((Cell("n", 1, "1"),),), ("注" * 40_000,), question="Q1")
        for name in names
    ]  # fmt: skip
    findings = Findings()
    frame = pd.DataFrame([row("Q1", label, 1, 1)])
    write_databook(tmp_path / "tables.xlsx", tables, frame, CODEBOOK, about(), findings)
    sheets = load_workbook(tmp_path / "tables.xlsx").sheetnames
    assert len(sheets) == 4 + len(TABLES)
    assert max(map(len, sheets)) <= 31
    assert {item.rule for item in findings.items} == {"control-character", "cell-too-long"}


def test_more_than_255_choices(tmp_path):
    labels = [f"項目{n}" for n in range(300)]
    table = SurveyTable(
        "s_Q1", "t", ("",), (("全体",),), tuple((label,) for label in labels),
        (tuple(Cell("percent", 1 / 3, "0.3", "", "A") for _ in labels),), question="Q1",
    )  # fmt: skip
    book, _ = write_one(tmp_path, table, pd.DataFrame(rows("Q1", labels, [1] * 300, 300)))
    assert book["01_Q1"].max_column == 601


def test_empty_tables_and_frames(tmp_path):
    table = SurveyTable("s_Q1", "t", ("選択肢",), (), (("n",),), ())
    book, findings = write_one(tmp_path, table, pd.DataFrame())
    assert book.sheetnames[:2] == ["目次", "01_Q1"]
    assert findings.items == []


def test_same_input_same_bytes(folder, tmp_path):
    write_databook(tmp_path / "tables.xlsx", build_tables(), build_frame(), CODEBOOK, about(), Findings())
    for path in [folder / "tables.xlsx", *machine_files(folder)]:
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert "1980-01-01T00:00:00Z" in everything(folder / "tables.xlsx")["docProps/core.xml"]


def test_data_sheets_hold_what_the_machine_workbook_and_the_csv_hold(folder, book):
    machine = load_workbook(folder / "machine" / "survey_data.xlsx")
    assert machine.sheetnames == list(TABLES)
    for name in TABLES:
        sheet = list(machine[name].iter_rows(values_only=True))
        assert list(book[f"data_{name}"].iter_rows(values_only=True)) == sheet
        with (folder / "machine" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = [[value.removeprefix("'") for value in line] for line in csv.reader(file)]
        texts = [["" if value is None else str(value).removeprefix("'") for value in line] for line in sheet]
        same = [
            [a if a == b else float(a) == float(b) for a, b in zip(x, y, strict=True)]
            for x, y in zip(texts, lines, strict=True)
        ]
        assert all(value is not False for line in same for value in line)


def test_csv_is_utf8_with_bom_and_crlf(folder):
    for path in machine_files(folder)[1:]:
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 0


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "tables.xlsx").mkdir()
    with pytest.raises(ExportError, match=r"tables\.xlsx"):
        write_databook(tmp_path / "tables.xlsx", [], build_frame(), CODEBOOK, about(), Findings())
