"""One printed table on a sheet for people: title, column labels, figures as numbers, notes, chart, print set-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from helpers.databook.chart_data import ChartData
from helpers.databook.grid import (
    HEAD_ROW,
    LETTERS,
    Block,
    Grid,
    build_grid,
    column_widths,
    head_blocks,
    head_heights,
    is_wide,
    stub_blocks,
    stub_head_blocks,
    stub_heights,
)
from helpers.databook.look import BLUE_900, GRAY_700, SIZE, Look, is_number
from helpers.databook.native_charts import (
    WIDTH,
    Source,
    build_chart,
    chart_height,
    chart_title,
    describe_chart,
)
from helpers.databook.plain import clean_text
from helpers.databook.widths import LINE, TALLEST, line_count, row_height
from helpers.survey_tables.layout import Cell, SurveyTable

INDEX = "目次"
SYNTHETIC = "【合成データ】"
CHART_SOURCE = "グラフの元データ（％。表と同じ結果から、グラフに表す順に並べた）"
PIXELS_PER_POINT, PIXELS_PER_CHARACTER = 4 / 3, 7.2
A4 = (700, 980)  # printable, in pixels at 100%
TITLE_SIZE, STANDARD_WIDTH = 13, 8.43  # points; characters of a column whose width is not set
NOTE_WIDTH, NOTE_REACH = 60.0, 120.0  # characters that a page takes at least, and that notes take at most
LONGEST_HEADER = 120  # Excel takes 255 characters in a printed header, && counts as two


@dataclass
class Page:
    """A sheet being written: `heights` are points by row, `row` the next free one."""

    book: Workbook
    sheet: Worksheet
    look: Look
    heights: dict[int, float] = field(default_factory=dict)
    row: int = 0

    def set_height(self, row: int, height: float) -> None:
        self.heights[row] = height
        self.sheet.set_row(row, height)

    def write(self, row: int, column: int, text: str, form: str = "text", **properties: object) -> None:
        text = clean_text(text)
        self.sheet.write_string(row, column, text, getattr(self.look, form)(text, **properties))


def write_table(
    book: Workbook, look: Look, name: str, table: SurveyTable, chart: ChartData | None, survey: str
) -> None:
    """Add the sheet `name`; `survey` is the title printed at the head of its pages."""
    grid = build_grid(table)
    page = Page(book, book.add_worksheet(name), look)
    widths = column_widths(grid)
    for column, width in enumerate(widths):
        page.sheet.set_column(column, column, width)
    _write_heads(page, grid, widths)
    _write_stubs(page, grid, widths)
    _write_cells(page, grid)
    page.row = grid.last_row + 1
    _write_notes(page, grid, widths)
    last = _write_chart(page, grid, widths, name, chart) if chart else grid.width - 1
    last = _widen(widths, last)
    _write_title(page, table, widths, last)
    _set_screen(page, grid)
    _set_print(page, grid, widths, survey, last)


def _widen(widths: list[float], last: int) -> int:
    """The last column of the page: at least as far as notes reach, over empty columns where the table is narrow."""
    missing = NOTE_WIDTH - sum(widths)
    return max(last, len(widths) - 1 + ceil(missing / STANDARD_WIDTH)) if missing > 0 else last


def _write_title(page: Page, table: SurveyTable, widths: list[float], last: int) -> None:
    """The title over the width of the page, on as many lines as it takes."""
    title = clean_text((SYNTHETIC if table.synthetic else "") + table.title)
    form = page.look.text(title, bold=True, font_size=TITLE_SIZE, text_wrap=True)
    if last:
        page.sheet.merge_range(0, 0, 0, last, "", form)
    page.sheet.write_string(0, 0, title, form)
    room = (sum(widths) + STANDARD_WIDTH * (last + 1 - len(widths))) * SIZE / TITLE_SIZE
    page.set_height(0, min(line_count(title, room) * LINE * 1.3 + 6, TALLEST))
    page.sheet.write_url(1, 0, f"internal:'{INDEX}'!A1", page.look.link, f"← {INDEX}へ戻る")
    page.set_height(1, 18)


def _write_heads(page: Page, grid: Grid, widths: list[float]) -> None:
    for block in [*stub_head_blocks(grid), *head_blocks(grid)]:
        _write_block(page, block, "head")
    for row, height in enumerate(head_heights(grid, widths), HEAD_ROW):
        page.set_height(row, height)
    if grid.lettered:
        page.write(
            HEAD_ROW - 1, 0, f"％の右の欄は{LETTERS}（その列より有意に高い列の記号）", font_color=GRAY_700
        )


def _write_stubs(page: Page, grid: Grid, widths: list[float]) -> None:
    for block in stub_blocks(grid):
        _write_block(page, block, "stub")
    for row, height in enumerate(stub_heights(grid, widths), grid.first_row):
        page.set_height(row, height)


def _write_block(page: Page, block: Block, form: str) -> None:
    label = clean_text(block.label)
    look = getattr(page.look, form)(label)
    if not block.is_single:
        page.sheet.merge_range(block.top, block.left, block.bottom, block.right, "", look)
    page.sheet.write_string(block.top, block.left, label, look)


def _write_cells(page: Page, grid: Grid) -> None:
    cells = grid.table.cells
    longest = [max((row[c].mark for row in cells), key=len, default="") for c in range(len(grid.table.heads))]
    for row, line in enumerate(cells, grid.first_row):
        for column, cell in enumerate(line):
            _write_cell(page, row, grid.columns[column], cell, longest[column])
            if column in grid.lettered:
                letters = clean_text(cell.letters)
                form = page.look.stub(letters, font_color=BLUE_900)
                page.sheet.write_string(row, grid.end(column), letters, form)


def _write_cell(page: Page, row: int, column: int, cell: Cell, longest: str) -> None:
    """A number where something was counted; 秘匿, `-`, ※ and blanks as text, so that no number stands behind them."""
    form = page.look.figure(cell, longest)
    if is_number(cell):
        page.sheet.write_number(row, column, cell.value, form)
    else:
        page.sheet.write_string(row, column, clean_text(cell.text + cell.mark), form)


def _write_notes(page: Page, grid: Grid, widths: list[float]) -> None:
    """Notes and source over the width of the table, merged so that they wrap."""
    table = grid.table
    sums = list(accumulate(widths))
    last = next((column for column, width in enumerate(sums) if width >= NOTE_REACH), len(sums) - 1)
    notes = [*table.notes, *([f"出典：{table.source}"] if table.source else [])]
    if table.synthetic:
        notes.insert(0, f"{SYNTHETIC}実際の回答ではない値を含む。")
    for note in notes:
        note = clean_text(note)
        form = page.look.text(note, text_wrap=True, font_size=9, font_color=GRAY_700)
        if last:
            page.sheet.merge_range(page.row, 0, page.row, last, "", form)
        page.sheet.write_string(page.row, 0, note, form)
        page.set_height(page.row, row_height([(note, 1.1 * sums[last])]))
        page.row += 1


def _write_chart(page: Page, grid: Grid, widths: list[float], name: str, chart: ChartData) -> int:
    """The chart beside the table, below a wide one; its figures below both. Returns the last column that is printed."""
    below = is_wide(widths)
    top, left = (page.row + 1, 0) if below else (HEAD_ROW, grid.width + 1)
    if not below:
        page.sheet.set_column(grid.width, grid.width, 3)
    end = _row_below(page, top, chart_height(chart))
    start = max(end, page.row) + 2
    _write_figures(page, start, chart)
    drawn = build_chart(page.book, chart, Source(name, start + 2, 0))
    page.sheet.insert_chart(top, left, drawn, {"description": describe_chart(chart), "object_position": 2})
    page.row = max(end, page.row)
    return grid.width - 1 if below else left + int(WIDTH / 64)


def _row_below(page: Page, row: int, pixels: int) -> int:
    """The first row below something of this height that begins at `row`."""
    while pixels > 0:
        pixels -= int(page.heights.get(row, LINE + 4) * PIXELS_PER_POINT)
        row += 1
    return row


def _write_figures(page: Page, row: int, chart: ChartData) -> None:
    page.write(row, 0, CHART_SOURCE, font_size=9, font_color=GRAY_700)
    page.write(row + 1, 0, chart_title(chart), font_size=9, font_color=GRAY_700)
    for column, label in enumerate(chart.series, 1):
        page.write(row + 1, column, label, font_size=9, font_color=GRAY_700, align="right")
    small = page.look.get(font_size=9, font_color=GRAY_700, num_format="0.0", align="right")
    for position, category in enumerate(chart.categories):
        at = row + 2 + position
        page.write(at, 0, category, font_size=9, font_color=GRAY_700)
        for column, values in enumerate(chart.values, 1):
            if values[position] is not None:
                page.sheet.write_number(at, column, values[position], small)


def _set_screen(page: Page, grid: Grid) -> None:
    page.sheet.hide_gridlines(2)
    page.sheet.set_default_row(LINE + 4)
    page.sheet.freeze_panes(grid.first_row, len(grid.table.stub_heads))


def _set_print(page: Page, grid: Grid, widths: list[float], survey: str, last: int) -> None:
    """A4, fitted to the width, column labels on every page; on one page where that leaves it legible."""
    sheet, end = page.sheet, max(page.row, grid.last_row + 1)
    width = sum(widths) * PIXELS_PER_CHARACTER + (WIDTH + 40 if last >= grid.width else 0)
    height = sum(page.heights.get(row, LINE + 4) for row in range(end)) * PIXELS_PER_POINT
    across, down = A4 if width <= height * 1.1 else A4[::-1]
    if across > down:
        sheet.set_landscape()
    scaled = height * min(1.0, across / max(width, 1))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if scaled <= 1.5 * down else 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.repeat_rows(HEAD_ROW, grid.first_row - 1)
    sheet.print_area(0, 0, end - 1, max(last, grid.width - 1))
    sheet.set_header(f"&L&9{printed(survey)}&R&9&A")
    sheet.set_footer("&C&9&P / &N")


def printed(text: str) -> str:
    """A text in a page's header: & is doubled, and one line of it is enough."""
    line = " ".join(clean_text(text).split())
    line = line if len(line) <= LONGEST_HEADER else line[: LONGEST_HEADER - 1] + "…"
    line = line.replace("&", "&&")
    return f" {line}" if line[:1].isdigit() else line  # `&9` and a digit would be another size
