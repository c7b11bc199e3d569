"""Display tables: what a reader sees. Values arrive as numbers and are rendered here, once.

Table anatomy (デジタル庁, great-tables): stub 表側, column labels 表頭, source note 出典, note 注.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.numerals import number_text


@dataclass(frozen=True)
class Cell:
    """One cell of a form: its content (text or Markup), whether it is a label, and how far it spans."""

    content: Any
    head: bool = False
    rows: int = 1
    columns: int = 1
    numeric: bool = False

    def render(self, scope: str = "row") -> Markup:
        name = "th" if self.head else "td"
        attributes = Markup(' scope="{}"').format(scope) if self.head else Markup()
        attributes += Markup(' rowspan="{}"').format(self.rows) if self.rows > 1 else Markup()
        attributes += Markup(' colspan="{}"').format(self.columns) if self.columns > 1 else Markup()
        attributes += Markup(' class="num"') if self.numeric else Markup()
        return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, show(self.content))


def show(value: Any) -> Markup:
    """A value as a reader sees it: Markup as it is, numbers by the house rule, text escaped, line breaks kept."""
    if isinstance(value, Markup):
        return value
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return Markup("")
    if not is_number(value):
        return Markup("<br>").join(escape(line) for line in str(value).split("\n"))
    return escape(number_text(int(value) if isinstance(value, Integral) else float(value)))


def bullets(items: Iterable[Any]) -> Markup:
    """A list; nothing at all for no items (an empty list is not valid content for a reader)."""
    rows = Markup().join(Markup("<li>{}</li>").format(show(item)) for item in items)
    return Markup("<ul>{}</ul>").format(rows) if rows else Markup()


def paragraphs(items: Iterable[Any]) -> Markup:
    return Markup().join(Markup("<p>{}</p>").format(show(item)) for item in items)


def render_form(rows: Sequence[Sequence[Cell]], widths: Sequence[int], head: Sequence[str] = ()) -> Markup:
    """A form with label cells at the left and merged cells; `head` adds column labels."""
    top = Markup()
    if head:
        labels = Markup().join(Cell(label, head=True).render("col") for label in head)
        top = Markup("<thead><tr>{}</tr></thead>").format(labels)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup().join(cell.render("rowgroup" if cell.rows > 1 else "row") for cell in row)
        )
        for row in rows
    )
    return _table("form", widths, top, body)


def render_rows(
    labels: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
    *,
    kind: str = "data",
    ids: Sequence[str] = (),
) -> Markup:
    """A data table: column labels, then rows whose first cell is the row's label; numbers are right-aligned.

    `ids` give each row an anchor that a link can lead to.
    """
    head = Markup().join(Cell(label, head=True).render("col") for label in labels)
    body = []
    for number, values in enumerate(rows):
        anchor = Markup(' id="{}"').format(ids[number]) if ids else Markup()
        cells = [
            Cell(value, head=i == 0, numeric=is_number(value)).render() for i, value in enumerate(values)
        ]
        body.append(Markup("<tr{}>{}</tr>").format(anchor, Markup().join(cells)))
    return _table(kind, widths, Markup("<thead><tr>{}</tr></thead>").format(head), Markup("\n").join(body))


def render_frame(frame: pd.DataFrame, widths: Sequence[int], **options: Any) -> Markup:
    """The same for a frame of plain values (no Markup: pandas would keep it as text)."""
    return render_rows(list(frame.columns), frame.itertuples(index=False, name=None), widths, **options)


@dataclass(frozen=True)
class FullTable:
    """A frame shown whole in a notebook: every row, no cell cut off (pandas cuts both)."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        if not len(self.frame):
            return "<p>（なし）</p>"
        return str(render_frame(self.frame.astype(object), [1] * len(self.frame.columns)))


def render_figure(
    number: int,
    kind: str,
    anchor: str,
    caption: Any,
    body: Markup,
    source: str = "",
    notes: Iterable[Any] = (),
) -> Markup:
    """A 図表 with its number, caption, source and notes. A table can be scrolled by keyboard where it is too wide."""
    below = [Markup('<p class="source">出典：{}</p>').format(source)] if source else []
    below += [Markup('<p class="note">{}</p>').format(show(note)) for note in notes if note]
    focus = Markup(' tabindex="0"') if kind == "table" else Markup()
    return Markup(
        '<figure class="{}" id="fig-{}"{}><figcaption>図表{}　{}</figcaption>\n{}\n{}</figure>'
    ).format(kind, anchor, focus, number, caption, body, Markup("\n").join(below))


def is_number(value: Any) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, str | bool)


def _table(kind: str, widths: Sequence[int], head: Markup, body: Markup) -> Markup:
    """`widths` are parts of the whole: `<col>` for the browser, `data-widths` for the PDF."""
    columns = Markup().join(
        Markup('<col style="width:{:.4g}%">').format(100 * w / sum(widths)) for w in widths
    )
    return Markup(
        '<table class="{}" data-widths="{}"><colgroup>{}</colgroup>{}<tbody>\n{}\n</tbody></table>'
    ).format(kind, ",".join(map(str, widths)), columns, head, body)
