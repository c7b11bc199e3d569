"""A printed survey table as HTML: scopes, spanned labels, right-aligned figures, caption, notes, source."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from helpers.survey_tables.cells import HIGHER, HIGHER_FAR, LOWER, LOWER_FAR
from helpers.survey_tables.grids import BASE
from helpers.survey_tables.layout import Cell, Span, SurveyTable, spans
from helpers.survey_tables.titles import WHOLE
from helpers.survey_tables.widths import BESIDE, column_widths, least_width, natural_width, yielding_column
from helpers.tables import render_figure

TINTS = {HIGHER_FAR: "higher far", HIGHER: "higher", LOWER: "lower", LOWER_FAR: "lower far"}
NARROWEST, WIDEST, FIGURES = (
    5.0,
    16.0,
    4.0,
)  # widths in full-width characters: stubs from, to; a column of figures
UNNUMBERED = "<figcaption>図表0　"
SYNTHETIC = Markup('<span class="mark">合成データ</span>')


def render_table(table: SurveyTable, number: int | None = None) -> Markup:
    """The table as a 図表: caption with its number (none: without), table, source, notes; scrolls by keyboard."""
    caption = Markup("{} {}").format(table.title, SYNTHETIC) if table.synthetic else table.title
    body = render_grid(table)
    figure = render_figure(number or 0, "table", table.name, caption, body, table.source, table.notes)
    return figure if number is not None else Markup(str(figure).replace(UNNUMBERED, "<figcaption>", 1))


def render_grid(table: SurveyTable) -> Markup:
    """The `<table>` alone, for a figure that is numbered elsewhere."""
    widths, depth = column_widths(table), len(table.stub_heads)
    return Markup(
        '<table class="survey {kind}" data-widths="{widths}" style="--wide:{wide:.4g}em;--least:{least:.4g}em">'
        "<colgroup>{columns}</colgroup>\n<thead>{head}</thead>\n{body}\n</table>"
    ).format(
        kind=table.kind, widths=",".join(f"{width:.4g}" for width in widths), wide=natural_width(widths),
        least=least_width(widths, depth), columns=_columns(widths, depth), head=_head(table), body=_bodies(table),
    )  # fmt: skip


def _columns(widths: Sequence[float], depth: int) -> Markup:
    """Widths for the browser; the widest level of the stub takes what is left."""
    yields = yielding_column(widths, depth)
    styles = [
        Markup() if place == yields else Markup(' style="width:{:.4g}em"').format(width + BESIDE)
        for place, width in enumerate(widths)
    ]
    return Markup().join(Markup("<col{}>").format(style) for style in styles)


def _head(table: SurveyTable) -> Markup:
    levels = spans(table.heads) or [[]]
    rows = []
    for number, level in enumerate(levels):
        corner = _corner(table, len(levels)) if number == 0 else Markup()
        rows.append(Markup("<tr>{}{}</tr>").format(corner, Markup().join(map(_head_cell, level))))
    return Markup().join(rows)


def _corner(table: SurveyTable, levels: int) -> Markup:
    """The head of the stub; empty heads behind the first are part of it."""
    size = len(table.stub_heads)
    down = Markup(' rowspan="{}"').format(levels) if levels > 1 else Markup()
    found = Markup()
    for span in (span for level in spans([table.stub_heads]) for span in level):
        across = Markup(' colspan="{}"').format(min(span.levels, size)) if span.levels > 1 else Markup()
        scope = "colgroup" if span.levels > 1 else "col"
        cell = '<th scope="{}"{}{}>{}</th>' if span.text else "<td{1}{2}></td>"
        found += Markup(cell).format(scope, across, down, span.text)
    return found


def _head_cell(span: Span) -> Markup:
    across = Markup(' colspan="{}"').format(span.size) if span.size > 1 else Markup()
    down = Markup(' rowspan="{}"').format(span.levels) if span.levels > 1 else Markup()
    scope, kind = ("colgroup", "spanner") if span.size > 1 else ("col", "num")
    return Markup('<th scope="{}" class="{}"{}{}>{}</th>').format(scope, kind, across, down, span.text)


def _bodies(table: SurveyTable) -> Markup:
    """One `<tbody>` a label of the outermost level that covers several rows; single rows stand together."""
    labels: dict[int, list[Span]] = {}
    for span in (span for level in spans(table.stubs) for span in level):
        labels.setdefault(span.first, []).append(span)
    rows = [_row(labels.get(number, []), cells) for number, cells in enumerate(table.cells)]
    bodies = []
    for first, size in _blocks(spans(table.stubs)[0] if table.stubs else []):
        bodies.append(Markup("<tbody>\n{}\n</tbody>").format(Markup("\n").join(rows[first : first + size])))
    return Markup("\n").join(bodies)


def _blocks(outermost: Sequence[Span]) -> list[tuple[int, int]]:
    """(first row, number of rows) of each body."""
    blocks: list[tuple[int, int]] = []
    is_open = False
    for span in outermost:
        if span.size == 1 and is_open:
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + 1)
        else:
            blocks.append((span.first, span.size))
        is_open = span.size == 1
    return blocks


def _row(labels: Sequence[Span], cells: Sequence[Cell]) -> Markup:
    kind = Markup(' class="total"') if any(_is_whole(span) for span in labels) else Markup()
    stub = Markup().join(map(_stub_cell, labels))
    return Markup("<tr{}>{}{}</tr>").format(kind, stub, Markup().join(map(_cell, cells)))


def _is_whole(span: Span) -> bool:
    return span.first == 0 and span.text in (WHOLE, BASE)


def _stub_cell(span: Span) -> Markup:
    across = Markup(' colspan="{}"').format(span.levels) if span.levels > 1 else Markup()
    down = Markup(' rowspan="{}"').format(span.size) if span.size > 1 else Markup()
    scope = "rowgroup" if span.size > 1 else "row"
    return Markup('<th scope="{}"{}{}>{}</th>').format(scope, across, down, span.text)


def _cell(cell: Cell) -> Markup:
    """29.0, below it ▲ and the letters; the tint only repeats what the mark says."""
    is_difference = cell.mark in TINTS
    kind = f"num {TINTS[cell.mark]}" if is_difference else "num"
    below = " ".join(filter(None, [cell.mark if is_difference else "", cell.letters]))
    tests = f'<br><span class="tests">{escape(below)}</span>' if below else ""
    shown = escape(cell.text if is_difference else cell.text + cell.mark)
    return Markup(f'<td class="{kind}">{shown}{tests}</td>')
