"""PDF -> Document: text in reading order, paragraphs joined, tables from their rulings; running heads left out.

`line` counts the lines of a page, and the path of a finding names it: report.pdf p.12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from helpers.findings import Findings, Place
from helpers.proofread.document import Document, Kind
from helpers.proofread.reading import refuse
from helpers.proofread.reading.build import Builder, GridCell, Piece, join_pieces, stack_cell
from helpers.proofread.reading.marks import read_mark
from helpers.proofread.reading.pdf_lines import (
    Line,
    build_lines,
    find_running,
    group_lines,
    is_running,
    join_cell,
    number_lines,
    order_lines,
)
from helpers.proofread.reading.pdf_runs import Page, read_pages
from helpers.proofread.reading.pdf_tables import Region, find_tables, merged_from

LARGER = 1.15  # a heading's size against that of the text


def read_pdf(path: Path, file: str, fiscal_year: int | None, findings: Findings) -> Document:
    """Without text (a scanned document) it is an error finding and an empty Document."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        return refuse(file, "PDF", error, findings)
    try:
        pages = list(read_pages(document))
    finally:
        document.close()
    builder = _build(pages)
    if not builder.blocks:
        message = "文字のない PDF です（画像だけの文書かもしれません）。"
        findings.add(
            "no-text", "error", Place(file), message, remedy="文字を認識（OCR）した PDF を使ってください。"
        )
    return builder.document(file, fiscal_year, "pdf")


def _build(pages: Sequence[Page]) -> Builder:
    builder, sizes = Builder(), _sizes(pages)
    running = find_running(pages, sizes[0])
    for page in pages:
        tables, rest = find_tables(page)
        lines = [
            line for line in order_lines(build_lines(rest)) if not is_running(line, page, running, sizes[0])
        ]
        number, start = 1, 0
        for table in tables:
            before = [line for line in lines[start:] if line.top < table.top]
            start += len(before)
            _add_lines(number_lines(before, number), page, sizes, builder)
            number = _add_table(table, page, number + len(before), builder)
        _add_lines(number_lines(lines[start:], number), page, sizes, builder)
    return builder


def _sizes(pages: Sequence[Page]) -> list[float]:
    """The size of the text, then the larger sizes from the largest on: the levels of headings."""
    counts: Counter[float] = Counter()
    for run in (run for page in pages for run in page.runs):
        counts[round(run.size, 1)] += len(run.text)
    text = counts.most_common(1)[0][0] if counts else 0.0
    return [text, *sorted((size for size in counts if size > LARGER * text), reverse=True)]


def _add_lines(lines: Sequence[Line], page: Page, sizes: Sequence[float], builder: Builder) -> None:
    groups = group_lines(lines)
    for number, group in enumerate(groups):
        kind, level = _kind(
            group, sizes, [read_mark(other[0].text).form for other in groups[max(number - 1, 0) : number + 2]]
        )
        builder.add(kind, [_piece(line, page) for line in group], level)


def _kind(group: Sequence[Line], sizes: Sequence[float], forms: Sequence[str]) -> tuple[Kind, int]:
    """A short line in larger letters, or with a number that is not one of a list, is a heading."""
    text, mark = "".join(line.text for line in group), read_mark(group[0].text)
    size = round(group[0].size, 1)
    if size in sizes[1:] and len(text) <= 80 and "。" not in text:
        return "heading", min(1 + sizes[1:].index(size), 6)
    if mark.kind == "heading" and (forms.count(mark.form) > 1 or len(group) > 1):
        return "bullet", 0
    return (mark.kind or "paragraph"), mark.level + 6 if mark.kind == "heading" else 0


def _piece(line: Line, page: Page) -> Piece:
    return Piece(line.text, line.number, 1, f"p.{page.number}")


def _add_table(table: Region, page: Page, number: int, builder: Builder) -> int:
    """The cells in reading order; the number of the line after them."""
    origin = merged_from(table)
    texts: dict[tuple[int, int], GridCell] = {}
    for place in sorted(set(origin.values())):
        runs = [run for cell, first in origin.items() if first == place for run in table.cells.get(cell, [])]
        lines = number_lines(
            sorted(build_lines(runs), key=lambda line: (round(line.top, 1), line.left)), number
        )
        number += len(lines)
        right = max(table.columns[c + 1] for (_, c), first in origin.items() if first == place)
        texts[place] = _cell(lines, page, table.columns[place[1]], right)
    across = len(table.columns) - 1
    grid = [
        [_at(texts, origin, row, column) for column in range(across)] for row in range(len(table.rows) - 1)
    ]
    builder.add_table([row for row in grid if any(cell.text for cell in row)])
    return number


def _at(texts: dict, origin: dict, row: int, column: int) -> GridCell:
    first = origin[row, column]
    own = texts[first]
    return own if first == (row, column) else own.repeated()


def _cell(lines: Sequence[Line], page: Page, left: float, right: float) -> GridCell:
    groups = join_cell(lines, left, right)
    return stack_cell(join_pieces(_piece(line, page) for line in group) for group in groups)
