import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from raw_cases import write_workbook
from workbook_cases import write_ods, write_xls

from helpers.findings import Findings
from helpers.raw.export import Stated, read_code_sheet, read_export

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
TITLED = """\
町の調査

回答No,問1,問2,ご意見,
1,はい,3,よい,
 ,　,,,
2,いいえ,4,"二行の
意見",
合計,,7,,
※ 無回答を含む,,,,
"""


def read(tmp_path, data, name="a.csv", stated=None):
    path, findings = tmp_path / name, Findings()
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_export(path, findings, stated), findings


def rules(findings):
    return [(item.rule, item.severity) for item in findings.sorted()]


def test_rows_keep_their_number_in_the_file(tmp_path):
    export, findings = read(tmp_path, TITLED)
    assert export.sheet.frame.to_dict("index") == {
        4: {"回答No": "1", "問1": "はい", "問2": "3", "ご意見": "よい"},
        6: {"回答No": "2", "問1": "いいえ", "問2": "4", "ご意見": "二行の\n意見"},
    }
    frame = export.sheet.frame
    assert (frame.index.name, frame.index.dtype, set(frame.dtypes)) == (
        "row",
        "int64",
        {frame.iloc[:, 0].dtype},
    )
    assert rules(findings) == [
        ("footer-row", "warning"),
        ("footer-row", "warning"),
        ("title-lines", "info"),
    ]
    assert findings.sorted()[-1].given == "町の調査"
    received = export.received
    assert (received.first_row, received.header_rows, received.rows, received.columns) == (3, 1, 2, 4)


def test_names_that_are_repeated_lose_no_column(tmp_path):
    export, findings = read(tmp_path, "タイムスタンプ,理由,理由\n2024/01/19 10:00:00,a,b\n")
    assert export.sheet.frame.to_dict("records") == [
        {"タイムスタンプ": "2024/01/19 10:00:00", "理由": "a", "理由（2）": "b"}
    ]
    assert rules(findings) == [("duplicate-column", "warning")]
    assert findings.items[0].given == "理由"
    assert export.received.form == "Google Forms"


def test_a_column_without_name_is_read_if_it_holds_anything(tmp_path):
    export, findings = read(tmp_path, ",a,,b,,\n0,x,,y,,\n1,z,,w,,\n")
    assert list(export.sheet.frame.columns) == ["A列", "a", "b"]
    assert [(item.rule, item.place.column) for item in findings.items] == [("unnamed-column", "A列")]


def test_values_beyond_the_header_are_told(tmp_path):
    export, findings = read(tmp_path, "id,a\n1,x\n2,y,よい\n3,z\n4,z\n5,z\n")
    assert list(export.sheet.frame.columns) == ["id", "a"]
    (found,) = findings.items
    assert (found.rule, found.severity, found.place.row, found.given) == ("ragged-row", "error", 3, "よい")


def test_headings_repeated_in_a_file_that_was_put_together(tmp_path):
    export, findings = read(tmp_path, "ID,a,b\n1,x,y\nID,a,b\n2,x,y\n")
    assert list(export.sheet.frame.index) == [2, 4]
    assert rules(findings) == [("repeated-header", "warning")]


def test_two_header_rows_are_told(tmp_path):
    text = "Respondent ID,Collector ID,果物,\n,,りんご,みかん\n11,22,りんご,\n"
    export, findings = read(tmp_path, text)
    assert export.sheet.frame.to_dict("index") == {
        3: {"Respondent ID": "11", "Collector ID": "22", "果物 / りんご": "りんご", "果物 / みかん": ""}
    }
    assert (export.received.header_rows, export.received.form) == (2, "SurveyMonkey")
    assert rules(findings) == [("header-rows", "info")]


def test_stated_values_are_shown_as_stated(tmp_path):
    stated = Stated(encoding="sjis", delimiter=";", header_rows=1)
    export, findings = read(tmp_path, "番号;Q1\n1;a,b\n".encode("cp932"), stated=stated)
    assert export.sheet.frame.to_dict("records") == [{"番号": "1", "Q1": "a,b"}]
    assert {name: held.how for name, held in export.received.evidence.items()} == {
        "encoding": "stated",
        "newline": "detected",
        "delimiter": "stated",
        "format": "detected",
        "header_rows": "stated",
        "form": "detected",
    }
    assert findings.items == []


@pytest.mark.parametrize("rows", [0, -1, 9])
def test_header_rows_that_cannot_be_right(tmp_path, rows):
    export, findings = read(tmp_path, "ID,a\n1,x\n", stated=Stated(header_rows=rows))
    assert len(export.sheet.frame) == 1
    (found,) = findings.items
    assert (found.rule, found.severity, found.given, found.allowed) == (
        "stated-header-rows",
        "error",
        str(rows),
        "1〜2",
    )


@pytest.mark.parametrize(("answers", "rows"), [(0, 0), (1, 1), (3, 3)])
def test_few_answers(tmp_path, answers, rows):
    export, findings = read(tmp_path, "ID,問1,年齢\n" + "1,はい,30\n" * answers)
    assert export.sheet.frame.shape == (rows, 3)
    assert findings.items == []


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , \n"])
def test_nothing_in_it(tmp_path, data):
    export, findings = read(tmp_path, data)
    assert export.sheet.frame.shape == (0, 0)
    assert rules(findings) == [("empty-export", "error")]


def test_what_is_in_the_file_counts_and_not_its_name(tmp_path):
    export, findings = read(tmp_path, "ID\ta\n1\tx\n", "a.xls")
    assert (export.received.format, rules(findings)) == ("tsv", [("wrong-ending", "warning")])
    write_workbook(tmp_path / "b.csv", {"回答": [["ID", "a"], [1, "x"]]})
    findings = Findings()
    assert read_export(tmp_path / "b.csv", findings).received.format == "xlsx"
    assert rules(findings) == [("wrong-ending", "warning")]


def zipped(path, **members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def test_a_zip_with_one_table_is_read(tmp_path):
    findings = Findings()
    export = read_export(zipped(tmp_path / "a.zip", 回答_csv="ID,a\n1,x\n", 説明_pdf="%PDF"), findings)
    assert export.sheet.frame.to_dict("records") == [{"ID": "1", "a": "x"}]
    assert [(item.rule, item.severity, item.given) for item in findings.items] == [
        ("zip", "info", "回答.csv")
    ]


def test_a_zip_with_two_tables_is_refused(tmp_path):
    findings = Findings()
    assert read_export(zipped(tmp_path / "a.zip", 北_csv="ID\n", 南_csv="ID\n"), findings) is None
    (found,) = findings.items
    assert (found.rule, found.severity, found.given) == ("unreadable-file", "fatal", "北.csv、南.csv")


def merged_workbook(path):
    book = Workbook()
    book.active.title = "表紙"
    book.active["A1"] = "町の調査"
    sheet = book.create_sheet("ローデータ")
    rows = [["No", "属性", None, "Q3", None], [None, "Q1", "Q2", 1, 2], [1, 2, 30, 1, 0], [2, 1, "=B3", 0, 1]]
    for row in rows:
        sheet.append(row)
    for area in ("A1:A2", "B1:C1", "D1:E1", "B3:B4"):
        sheet.merge_cells(area)
    codes = book.create_sheet("コード表")
    for row in [["設問番号", "設問文", "コード", "選択肢"], ["Q1", "性別", 1, "男"], [None, None, 2, "女"]]:
        codes.append(row)
    book.save(path)


def test_merged_headings_formulas_and_merged_answers(tmp_path):
    merged_workbook(tmp_path / "a.xlsx")
    findings = Findings()
    export = read_export(tmp_path / "a.xlsx", findings, file="surveys/a/responses.xlsx")
    assert list(export.sheet.frame.columns) == ["No", "属性 / Q1", "属性 / Q2", "Q3 / 1", "Q3 / 2"]
    assert export.sheet.frame.loc[4, "属性 / Q2"] == "=B3"
    told = {item.rule: (item.severity, str(item.place), item.given) for item in findings.items}
    place = "surveys/a/responses.xlsx シート「ローデータ」"
    assert told["merged-cells"] == ("error", place, "B3:B4")
    assert told["formula"] == ("error", f"{place} 4行目 「属性 / Q2」", "=B3")


def test_code_sheet_of_the_same_workbook_and_of_a_second_file(tmp_path):
    merged_workbook(tmp_path / "a.xlsx")
    export = read_export(tmp_path / "a.xlsx", Findings())
    expected = {"text": "性別", "type": "", "codes": {"1": "男", "2": "女"}}
    assert read_code_sheet(export) == {"属性 / Q1": expected | {"question": "Q1"}}
    (tmp_path / "codes.csv").write_bytes(
        "設問番号,設問文,コード,選択肢\nQ1,性別,1,男\n,,2,女\n".encode("cp932")
    )
    assert read_code_sheet(tmp_path / "codes.csv") == {"Q1": expected}
    assert read_code_sheet(tmp_path / "codes.csv", ["Q1"]) == {"Q1": expected | {"question": "Q1"}}


def test_no_code_sheet(tmp_path):
    export, _ = read(tmp_path, "ID,a\n1,x\n")
    assert read_code_sheet(export) is None
    assert read_code_sheet(tmp_path / "a.csv") is None


@pytest.mark.parametrize(("name", "write"), [("a.xls", write_xls), ("a.ods", write_ods)])
def test_other_workbooks(tmp_path, name, write):
    rows = [["No", "Q3", None], [None, "甲", "乙"], [1, 1, 0], [2, 0, 1]]
    findings = Findings()
    export = read_export(write(tmp_path / name, {"回答": rows}), findings)
    assert export.sheet.frame.to_dict("index") == {
        3: {"No": "1", "Q3 / 甲": "1", "Q3 / 乙": "0"},
        4: {"No": "2", "Q3 / 甲": "0", "Q3 / 乙": "1"},
    }
    assert (export.received.format, rules(findings)) == (name[2:], [("header-rows", "info")])


def test_two_readings_are_the_same(tmp_path):
    first, one = read(tmp_path, TITLED)
    second, other = read(tmp_path, TITLED)
    assert first.sheet.frame.equals(second.sheet.frame)
    assert (first.received.to_dict(), one.items) == (second.received.to_dict(), other.items)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize(
    ("name", "rows", "columns", "form"),
    [
        ("fukui_tourism_survey_202204.csv", 234, 87, "plain"),
        ("google_forms_dask_2019.csv", 259, 24, "Google Forms"),
    ],
)
def test_real_exports(name, rows, columns, form):
    findings = Findings()
    export = read_export(SAMPLES / name, findings)
    assert (export.sheet.frame.shape, export.received.form) == ((rows, columns), form)
    assert findings.items == []
