"""目次: what the data book is about, how it was tabulated, and a link to every sheet."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook

from helpers.databook.about import About
from helpers.databook.look import GRAY_700, Look
from helpers.databook.plain import clean_text
from helpers.databook.table_sheet import INDEX, Page, printed
from helpers.databook.widths import LINE, row_height
from helpers.numerals import number_text
from helpers.survey_tables.layout import SurveyTable

WIDTHS = (12.0, 74.0, 22.0)
LEGEND = (
    "％は小数第1位まで表示し、第2位を四捨五入した（セルの値は丸めていない）。単数回答の内訳の計は100.0にならないことがあり、"
    "複数回答の計は100を超えることがある。",
    "-：該当者がいない。　0.0：該当者はいるが表示単位に満たない。　秘匿：個人が識別されるおそれがあるため伏せた。"
    "　※：尋ねていない。",
    "*：n が小さいため参考値。　▲▲ ▲ ▽ ▽▽：全体との差（ポイント）。段階と検定は各表の注を参照。",
)
MACHINE_HEAD = "機械可読データ（1シート1表、縦持ち。同じ内容の CSV と Excel を machine フォルダに置く）"


def write_index(
    book: Workbook,
    look: Look,
    about: About,
    tables: Sequence[tuple[str, SurveyTable]],
    machine: Sequence[tuple[str, str, int]],
) -> None:
    """`tables` are (sheet name, table), `machine` (sheet name, what it holds, rows). The sheet must be there first."""
    page = Page(book, book.get_worksheet_by_name(INDEX), look)
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.write(0, 0, about.title, bold=True, font_size=16)
    page.set_height(0, 30)
    page.row = 2
    _write_facts(page, about)
    _write_lines(page, "集計の方法", about.methods)
    _write_lines(page, "記号と数値の見方", LEGEND)
    _write_tables(page, tables)
    _write_machine(page, machine)
    _set_print(page, about)


def facts_of(about: About) -> list[tuple[str, str]]:
    """(label, text) of what is known: 回答数 62団体（送付 216）, 調査期間 2024-01-19〜2024-02-23."""
    answered = "" if about.respondents is None else f"{number_text(about.respondents)}{about.unit}"
    sent = f"（送付 {number_text(about.sent)}{about.unit}）" if about.sent else ""
    rows = [
        ("対象", about.who), ("年度", about.year_label), ("地域", " ".join(filter(None, (about.area_name, about.area_code)))),
        ("調査期間", about.period), ("調査方法", about.mode), ("回答数", answered + (sent if answered else "")),
        ("出典", about.source), ("合成データ", about.synthetic),
    ]  # fmt: skip
    return [(label, text) for label, text in rows if text]


def _write_facts(page: Page, about: About) -> None:
    for label, text in facts_of(about):
        page.write(page.row, 0, label, "head")
        _write_wide(page, page.row, text, first=1)
        page.row += 1
    page.row += 1


def _write_wide(page: Page, row: int, text: str, first: int) -> None:
    """A text over the columns from `first` to the last."""
    text = clean_text(text)
    form = page.look.text(text, text_wrap=True)
    page.sheet.merge_range(row, first, row, len(WIDTHS) - 1, "", form)
    page.sheet.write_string(row, first, text, form)
    page.set_height(row, row_height([(text, sum(WIDTHS[first:]))]))


def _write_lines(page: Page, head: str, lines: Sequence[str]) -> None:
    if lines:
        _write_head(page, head)
        for line in lines:
            _write_wide(page, page.row, line, first=0)
            page.row += 1
        page.row += 1


def _write_head(page: Page, head: str) -> None:
    page.write(page.row, 0, head, bold=True, font_size=12)
    page.set_height(page.row, LINE + 8)
    page.row += 1


def _write_tables(page: Page, tables: Sequence[tuple[str, SurveyTable]]) -> None:
    _write_head(page, "統計表")
    _write_row(page, ("番号", "表題", "シート"))
    for number, (name, table) in enumerate(tables, 1):
        _write_link(page, name, str(number), table.title + ("【合成データ】" if table.synthetic else ""))
    page.row += 1


def _write_machine(page: Page, machine: Sequence[tuple[str, str, int]]) -> None:
    _write_head(page, MACHINE_HEAD)
    _write_row(page, ("番号", "内容", "シート"))
    for number, (name, what, rows) in enumerate(machine, 1):
        _write_link(page, name, f"D{number}", f"{what}（{rows:,}行）")


def _write_row(page: Page, labels: Sequence[str]) -> None:
    for column, label in enumerate(labels):
        page.write(page.row, column, label, "head")
    page.row += 1


def _write_link(page: Page, name: str, number: str, title: str) -> None:
    title = clean_text(title)
    page.write(page.row, 0, number, align="center")
    form = page.look.text(title, font_color="#0017c1", underline=1, text_wrap=True)
    page.sheet.write_url(page.row, 1, f"internal:'{name}'!A1", form, title)
    page.write(page.row, 2, name, font_color=GRAY_700)
    page.set_height(page.row, row_height([(title, WIDTHS[1])]))
    page.row += 1


def _set_print(page: Page, about: About) -> None:
    page.sheet.hide_gridlines(2)
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.set_header(f"&L&9{printed(about.title)}&R&9&A")
    page.sheet.set_footer("&C&9&P / &N")
