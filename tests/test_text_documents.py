"""read_documents: tables and plain text, the column of the text, external variables; findings say what was decided."""

import pytest
from openpyxl import Workbook
from text_cases import documents_of

from helpers.findings import Findings
from helpers.text.documents import read_documents

KOKORO = """\
前書き。
<h1>上　先生と私</h1>
<H2>一</H2>
　私はその人を先生と呼んでいた。

\u3000
次の段落。
<h2>二</h2>
本文。
<h1>中</h1>
<h2>一</h2>
終わり。
"""


def rules(findings: Findings) -> list[str]:
    return [item.rule for item in findings.items]


def test_one_row_of_a_table_is_one_answer(tmp_path):
    table = "性別,ご意見\n男性,孤独死が増えた。\n女性,町会が大事だと思う。\n"
    documents = documents_of(tmp_path, table, column="ご意見")
    frame = documents.frame
    assert list(frame["document"]) == ["1", "2"]
    assert list(frame["row"]) == [2, 3]
    assert list(frame["respondent"]) == ["1", "2"]
    assert documents.texts == ("孤独死が増えた。", "町会が大事だと思う。")
    assert (documents.text_column, documents.variables) == ("ご意見", ("性別",))
    assert list(frame["性別"]) == ["男性", "女性"]


def test_the_free_text_is_found_among_long_choices_dates_links_and_joined_choices(tmp_path):
    choices = "とても満足しており、また利用したい"
    several = ["相談窓口の充実", "居場所づくりへの支援", "広報の強化とわかりやすい案内"]
    said = ["もっと近所付き合いを増やしたい", "子どもの居場所がほしい", "特になし", "夜間の相談"]
    lines = ["タイムスタンプ,満足度,必要なこと,ご意見,写真"]
    for number, text in enumerate(said):
        joined = ";".join(several[: 1 + number % 3])
        link = f"https://example.com/a/very/long/link/that/says/nothing/{number}"
        lines.append(f"2024/01/0{number + 1} 10:00:0{number} 午前 GMT+9,{choices},{joined},{text},{link}")
    findings = Findings()
    documents = documents_of(tmp_path, "\n".join([*lines, ""]), findings=findings)
    assert documents.text_column == "ご意見"
    [finding] = [item for item in findings.items if item.rule == "text-column"]
    assert "「ご意見」" in finding.message and "--column" in finding.remedy


def test_a_table_without_text_is_fatal(tmp_path):
    findings = Findings()
    assert documents_of(tmp_path, "番号,点\n1,5\n2,4\n", findings=findings) is None
    [finding] = [item for item in findings.items if item.severity == "fatal"]
    assert (finding.rule, finding.allowed) == ("no-text-column", "番号、点")


def test_an_unknown_column_is_fatal_and_the_nearest_is_offered(tmp_path):
    findings = Findings()
    assert documents_of(tmp_path, "番号,ご意見\n1,ある\n", column="ご意見欄", findings=findings) is None
    [finding] = [item for item in findings.items if item.severity == "fatal"]
    assert (finding.rule, finding.given) == ("unknown-column", "ご意見欄")
    assert "ご意見" in finding.allowed


def test_a_missing_file_is_fatal(tmp_path):
    findings = Findings()
    assert read_documents(tmp_path / "none.csv", findings=findings) is None
    assert rules(findings) == ["missing-file"]


def test_several_columns_are_answers_of_one_respondent(tmp_path):
    table = "番号,よい点,悪い点\n1,静か,遠い\n2,近い,\n"
    documents = documents_of(tmp_path, table, column=["よい点", "悪い点"])
    frame = documents.frame
    assert list(frame["respondent"]) == ["1", "1", "2", "2"]
    assert list(frame["設問"]) == ["よい点", "悪い点", "よい点", "悪い点"]
    assert documents.texts == ("静か", "遠い", "近い", "")
    assert documents.variables == ("設問", "番号")


def test_rows_of_one_respondent_are_told(tmp_path):
    table = "回答者ID,ご意見\nA,静かでよい\nB,遠い\nA,駅が近い\n"
    findings = Findings()
    documents = documents_of(tmp_path, table, column="ご意見", findings=findings)
    assert list(documents.frame["respondent"]) == ["A", "B", "A"]
    assert "respondent-column" in rules(findings)


def test_columns_called_like_ours_keep_their_values_under_another_name(tmp_path):
    documents = documents_of(tmp_path, "document,row,ご意見\nx,y,ある\n", column="ご意見")
    assert documents.variables == ("document（列）", "row（列）")
    assert list(documents.frame["document"]) == ["1"]
    assert list(documents.frame["document（列）"]) == ["x"]


def test_headings_of_a_table_are_columns_of_that_name(tmp_path):
    table = "h1,見出し2,ご意見\n上,一,あ\n上,二,い\n中,一,う\n上,一,え\n"
    frame = documents_of(tmp_path, table, column="ご意見").frame
    assert list(frame["h1"]) == ["上", "上", "中", "上"]
    assert list(frame["h1_number"]) == [1, 1, 2, 1]
    assert list(frame["h2_number"]) == [1, 2, 3, 1]
    assert list(frame["h3_number"]) == [0, 0, 0, 0]


def test_blank_answers_are_kept_as_rows_and_told(tmp_path):
    findings = Findings()
    documents = documents_of(
        tmp_path, "性別,ご意見\n男,ある\n女,\n女,　\n", column="ご意見", findings=findings
    )
    assert documents.texts == ("ある", "", "　")
    [finding] = [item for item in findings.items if item.rule == "blank-answers"]
    assert finding.given == "2件／3件"


def test_an_excel_file_is_read(tmp_path):
    book = Workbook()
    book.active.append(["性別", "ご意見"])
    book.active.append(["男性", "一行目\n二行目です。"])
    book.save(tmp_path / "answers.xlsx")
    documents = read_documents(tmp_path / "answers.xlsx", findings=Findings())
    assert documents.texts == ("一行目\n二行目です。",)
    assert documents.variables == ("性別",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc-jp"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_plain_text_in_each_encoding(tmp_path, encoding, newline):
    (tmp_path / "a.txt").write_bytes(KOKORO.replace("\n", newline).encode(encoding))
    documents = read_documents(tmp_path / "a.txt", findings=Findings())
    frame = documents.frame
    assert documents.kind == "text"
    assert list(frame["row"]) == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]  # the empty line 5 is nothing
    assert list(frame["heading"]) == [0, 1, 2, 0, 0, 0, 2, 0, 1, 2, 0]
    assert list(frame["text"])[:5] == [
        "前書き。",
        "上　先生と私",
        "一",
        "　私はその人を先生と呼んでいた。",
        "　",
    ]
    assert frame["h1"].iloc[[0, -1]].tolist() == ["", "中"]
    assert list(frame["h2_number"]) == [0, 0, 1, 1, 1, 1, 2, 2, 0, 1, 1]


def test_without_headings_each_line_is_an_answer(tmp_path):
    frame = documents_of(tmp_path, "一つ目\n\n二つ目\n", "a.txt").frame
    assert list(frame["answer"]) == ["1", "2"]


def test_with_headings_what_stands_under_one_is_an_answer(tmp_path):
    frame = documents_of(tmp_path, "<h5>甲</h5>\n一\n二\n<h5>乙</h5>\n三\n", "a.txt").frame
    assert list(frame["answer"]) == ["1", "1", "1", "2", "2"]


@pytest.mark.parametrize("line", ["<h1>見出し", "見出し</h1>", "本文<h1>見出し</h1>", "<h1>a</h1><h1>b</h1>"])
def test_a_tag_that_does_not_enclose_its_line_is_a_finding_and_text(tmp_path, line):
    findings = Findings()
    frame = documents_of(tmp_path, f"前\n{line}\n", "a.txt", findings=findings).frame
    assert list(frame["text"]) == ["前", line] and list(frame["heading"]) == [0, 0]
    assert [(item.rule, item.place.row) for item in findings.items] == [("bad-heading", 2)]


def test_an_empty_text_is_fatal(tmp_path):
    findings = Findings()
    assert documents_of(tmp_path, "\n\n", "a.txt", findings=findings) is None
    assert rules(findings) == ["no-text"]


def with_variables(folder, text, table, name="a.txt"):
    (folder / "vars.csv").write_text(table, encoding="utf-8", newline="\n")
    findings = Findings()
    return documents_of(folder, text, name, vars_table=folder / "vars.csv", findings=findings), findings


def test_variables_row_by_row_of_answers_under_headings(tmp_path):
    text = "<h5>甲</h5>\n一\n二\n<h5>乙</h5>\n三\n"
    documents, findings = with_variables(tmp_path, text, "性別\n男\n女\n")
    assert documents.variables == ("性別",)
    assert [
        value
        for value, level in zip(documents.frame["性別"], documents.frame["heading"], strict=True)
        if not level
    ] == ["男", "男", "女"]
    assert "vars-by-row" in rules(findings)


def test_variables_row_by_row_of_the_level_that_fits(tmp_path):
    documents, findings = with_variables(tmp_path, KOKORO, "部\n一部\n二部\n")
    frame = documents.frame
    assert list(frame["部"]) == ["", *["一部"] * 7, *["二部"] * 3]
    assert any("h1" in item.message for item in findings.items)


def test_variables_by_a_column_that_both_have(tmp_path):
    table = "番号,ご意見\n3,遠いと思う\n1,静かでよい\n9,駅が近い\n"
    documents, findings = with_variables(tmp_path, table, "番号,地区\n1,北\n2,南\n3,東\n", "a.csv")
    assert list(documents.frame["地区"]) == ["東", "北", ""]
    assert documents.variables == ("番号", "地区")
    [finding] = [item for item in findings.items if item.rule == "vars-missing"]
    assert finding.given == "9"


def test_variables_by_the_title_of_a_heading(tmp_path):
    documents, _ = with_variables(tmp_path, KOKORO, "h1,年\n中,2\n上　先生と私,1\n余り,3\n")
    assert list(documents.frame["年"]) == ["", *["1"] * 7, *["2"] * 3]


def test_variables_of_another_number_of_rows_are_fatal(tmp_path):
    documents, findings = with_variables(tmp_path, "一\n二\n三\n", "性別\n男\n女\n")
    assert documents is None
    [finding] = [item for item in findings.items if item.severity == "fatal"]
    assert finding.rule == "vars-rows" and "回答 3" in finding.allowed


def test_a_variable_that_the_table_has_already_is_renamed(tmp_path):
    documents, _ = with_variables(tmp_path, "性別,ご意見\n男,静かでよい\n", "性別,地区\n女,北\n", "a.csv")
    assert documents.variables == ("性別", "性別（変数表）", "地区")
    assert list(documents.frame["性別（変数表）"]) == ["女"]


def test_a_text_file_that_looks_like_a_table_is_told_and_read_as_one_with_a_column(tmp_path):
    findings = Findings()
    table = "番号\tご意見\n1\t静かでよい\n2\t遠い\n"
    assert len(documents_of(tmp_path, table, "a.txt", findings=findings).frame) == 3
    assert rules(findings) == ["looks-like-table"]
    assert documents_of(tmp_path, table, "a.txt", column="ご意見").texts == ("静かでよい", "遠い")
