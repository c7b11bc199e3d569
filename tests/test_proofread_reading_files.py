"""Word, Excel, PDF and files of any encoding: what is read, and where it stands."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import typst

from helpers.errors import ParameterError, RawInputError
from helpers.findings import Findings
from helpers.proofread.reading import can_read, read_document

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def write_docx(path: Path, body: str, **parts: str) -> Path:
    styles = (
        '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
        '<w:style w:styleId="L"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:part {W}>{content}</w:part>")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_document(path).blocks]


def test_word(tmp_path):
    revised = f"<w:p>{run('2月')}<w:del><w:r><w:delText>8日</w:delText></w:r></w:del><w:ins>{run('9日')}</w:ins></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠し</w:t></w:r><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>"
    box = f"<w:txbxContent>{paragraph('箱の中')}</w:txbxContent>"
    boxed = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    body = "".join(
        [
            paragraph("概要", '<w:pStyle w:val="L"/>'),
            revised,
            hidden,
            paragraph("項目", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            paragraph("図表1　表", '<w:pStyle w:val="C"/>'),
            boxed,
        ]
    )
    path = write_docx(
        tmp_path / "a.docx",
        body,
        footnotes=paragraph("脚注"),
        header1=paragraph("頭"),
        header2=paragraph("頭"),
    )
    assert told(path) == [
        ("heading", "概要"),
        ("paragraph", "2月9日"),
        ("paragraph", "一"),
        ("paragraph", "二"),
        ("bullet", "項目"),
        ("caption", "図表1　表"),
        ("paragraph", "箱の中"),
        ("note", "脚注"),
        ("note", "頭"),
    ]
    blocks = read_document(path).blocks
    assert blocks[0].level == 2 and blocks[1].section == ("概要",) and blocks[1].place(2) == (2, 3)
    assert blocks[-1].anchors[0].where == "ヘッダー"


def test_table_of_word_with_merged_cells(tmp_path):
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("区分", '<w:gridSpan w:val="2"/>') + cell("数"),
        cell("部", '<w:vMerge w:val="restart"/>') + cell("長") + cell("1"),
        cell("", "<w:vMerge/>") + cell("員") + cell("2"),
        "<w:trPr><w:del/></w:trPr>" + cell("消した行") + cell("") + cell("9"),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    document = read_document(write_docx(tmp_path / "a.docx", f"<w:tbl>{table}</w:tbl>"))
    assert document.tables[0].cells == (("区分", "区分", "数"), ("部", "長", "1"), ("部", "員", "2"))
    assert document.tables[0].repeats == {(0, 1), (2, 0)} and document.tables[0].heads == 1


def test_excel(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "集計"
    for name, value, form in [
        ("A1", "項目", ""), ("B1", "件数", ""), ("A2", "はい", ""), ("B2", 1234, "#,##0"), ("A4", "割合", ""),
        ("B4", 0.145, "0.0%"), ("A5", dt.datetime(2024, 2, 9), ""), ("A6", "合計", ""), ("D9", "欄外", ""),
    ]:  # fmt: skip
        sheet[name] = value
        if form:
            sheet[name].number_format = form
    sheet.merge_cells("A6:B6")
    book.create_sheet("隠し").sheet_state = "hidden"
    book["隠し"]["A1"] = "見えない"
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx")
    assert document.tables[0].cells == (
        ("項目", "件数", ""), ("はい", "1,234", ""), ("割合", "14.5%", ""), ("2024年2月9日", "", ""), ("合計", "合計", ""),
        ("", "", "欄外"),
    )  # fmt: skip
    last = document.blocks[-1]
    assert last.text == "欄外" and last.anchors[0].where == "シート「集計」 D9" and last.place(0) == (9, 1)


def write_pdf(path: Path, source: str) -> Path:
    pages = '#set page(paper: "a6", margin: 15mm, header: text(7pt)[事例集 第3章], footer: text(7pt, context counter(page).display()))\n'
    path.write_bytes(typst.compile((pages + '#set text(lang: "ja", 10pt)\n' + source).encode("utf-8")))
    return path


def test_pdf(tmp_path):
    pytest.importorskip("pypdfium2")
    words = "孤独・孤立対策についての講演会とフォーラムを開催し、有識者による講演ののち、質疑応答を行った。"
    source = f"""#text(16pt)[1 概要]

{words}{words}

・項目

#table(columns: 3, [区分], [区], [地域], table.cell(rowspan: 2)[部], [1], [2], [3], [4])
#pagebreak()
次のページopen source 12。
#pagebreak()
終わり。"""
    document = read_document(write_pdf(tmp_path / "a.pdf", source))
    assert [(block.kind, block.text) for block in document.blocks if block.kind != "cell"] == [
        ("heading", "1 概要"),
        ("paragraph", words + words),
        ("bullet", "・項目"),
        ("paragraph", "次のページopen source 12。"),
        ("paragraph", "終わり。"),
    ]
    assert document.tables[0].cells == (("区分", "区", "地域"), ("部", "1", "2"), ("部", "3", "4"))
    assert [block.anchors[0].where for block in document.blocks[-2:]] == ["p.2", "p.3"]
    assert document.blocks[1].place(len(words) * 2 - 1)[0] > document.blocks[1].place(0)[0]


def test_pdf_without_text_is_an_error(tmp_path):
    pytest.importorskip("pypdfium2")
    path = tmp_path / "scan.pdf"
    path.write_bytes(typst.compile(b"#rect(width: 3cm, height: 2cm, fill: red)"))
    findings = Findings()
    assert read_document(path, findings=findings).blocks == ()
    assert [(item.rule, item.severity) for item in findings.items] == [("no-text", "error")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc-jp", "iso-2022-jp", "utf-16"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("孤独・孤立対策についての講演会を開いた。\r\n参加者は１１０名である。".encode(encoding))
    document = read_document(path, findings=Findings())
    assert document.blocks[1].text == "参加者は１１０名である。" and document.blocks[1].place(0) == (2, 1)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@pytest.mark.parametrize("data", [b"", b"PK broken", b"\x00" * 300])
def test_broken_files_are_told(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RawInputError, match="壊れているか、暗号化されています"):
        read_document(path)


def test_docx_with_entities_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(RawInputError):
        read_document(path)


def test_wrong_use(tmp_path):
    with pytest.raises(ParameterError, match="ありません"):
        read_document(tmp_path / "none.txt")
    (tmp_path / "a.zip").write_bytes(b"")
    with pytest.raises(ParameterError, match="読めない形式"):
        read_document(tmp_path / "a.zip")
    assert can_read(Path("A.PDF")) and not can_read(Path("a.zip"))
