"""HTML -> Document: headings, paragraphs, lists, tables with spans resolved, captions; nothing that is not read.

A stream, not a tree: each text knows its line and column in the source.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from helpers.proofread.document import Document, Kind
from helpers.proofread.reading.allowed import read_allowed
from helpers.proofread.reading.build import Builder, Flow, GridCell, stack_cell
from helpers.proofread.reading.joining import group_open
from helpers.proofread.reading.marks import kind_of_tagged

UNREAD = ("script", "style", "nav", "template", "noscript", "svg", "math", "head", "rt", "rp", "select", "button", "object")  # fmt: skip
VOID = ("br", "img", "hr", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track")
INLINE = ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
          "mark", "output", "q", "ruby", "rb", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "rtc")  # fmt: skip
KINDS: dict[str, Kind] = {
    "li": "bullet", "caption": "caption", "figcaption": "caption", "blockquote": "quote", "dt": "paragraph", "summary": "paragraph",
}  # fmt: skip
JAPANESE = re.compile(r"[ぁ-んァ-ヴ]")
LISTS, PARTS = ("ul", "ol", "dl", "menu"), ("td", "th", "tr", "tbody", "thead", "tfoot")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_html(text: str, file: str = "", fiscal_year: int | None = None) -> Document:
    """
    >>> document = read_html("<h1>題</h1><p>約 <b>1</b>週\\n間</p><script>x</script><ul><li>項目</ul>")
    >>> [(block.kind, block.text) for block in document.blocks]
    [('heading', '題'), ('paragraph', '約 1週間'), ('bullet', '項目')]
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return reader.builder.document(file, fiscal_year, "html", allowed=reader.allowed)


class _Grid:
    """A table while it is read: cells placed around those that span rows."""

    def __init__(self) -> None:
        self.heads: list[bool] = []  # one a row
        self.caption = ""
        self.in_head = False
        self._held: dict[tuple[int, int], GridCell] = {}
        self.span, self.is_label = (1, 1), False

    def start_row(self) -> None:
        self.heads.append(True)

    def put(self, cell: GridCell) -> None:
        if not self.heads:
            self.start_row()
        row, column = len(self.heads) - 1, 0
        while (row, column) in self._held:
            column += 1
        self.heads[-1] = self.heads[-1] and (self.is_label or self.in_head)
        repeated = cell.repeated()
        for down in range(self.span[0]):
            for right in range(self.span[1]):
                self._held[row + down, column + right] = repeated if down or right else cell

    def grid(self) -> list[list[GridCell]]:
        height = len(self.heads)
        width = max((column + 1 for row, column in self._held if row < height), default=0)
        return [
            [self._held.get((row, column), GridCell()) for column in range(width)] for row in range(height)
        ]

    def count_heads(self) -> int:
        return next((number for number, head in enumerate(self.heads) if not head), len(self.heads) - 1)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.builder, self.flow, self.allowed = Builder(), Flow(), []
        self._skipped: list[str] = []
        self._open: list[str] = []  # block elements that give a kind
        self._tables: list[_Grid] = []
        self._in_cell = False
        self._pre: list[tuple[str, int, int]] | None = None  # pieces of preformatted text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.append(tag)
        elif tag in UNREAD:
            self._skipped.append(tag)
        elif tag == "br":
            self._break()
        elif tag == "pre":
            self.end_block() if not self._in_cell else self.flow.end_line()
            self._pre = []
        elif tag not in INLINE and tag not in VOID:
            self._start_block(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
        elif tag == "table":
            self._end_table()
        elif tag == "pre":
            self._end_pre()
        elif tag not in INLINE and tag not in VOID:
            self._end_element(tag)

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._pre is not None and not self._in_cell:
            self._pre.append((data, *self.getpos()))
        else:
            line, column = self.getpos()
            self.flow.add(data, line, column + 1)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        self.allowed += read_allowed(data, self.getpos()[0])

    def _break(self) -> None:
        if self._in_cell:
            self.flow.end_line()
        else:
            self.end_block()

    def _start_block(self, tag: str, attributes: dict) -> None:
        if self._is_inside(tag):
            self.flow.end_line()
            if tag == "table":
                self._tables.append(_Grid())
            return
        self._end_cell() if self._in_cell else self.end_block()
        if tag == "table":
            self._tables.append(_Grid())
        elif self._tables:
            self._start_part(tag, attributes)
        elif tag in KINDS or tag in HEADINGS or tag in LISTS:
            if tag in ("li", "dt"):
                self._close_item()
            self._open.append(tag)

    def _is_inside(self, tag: str) -> bool:
        """Of a cell: another block, or a table with all that is in it."""
        if len(self._tables) > 1 or (self._tables and tag == "table"):
            return True
        return self._in_cell and tag not in PARTS

    def _close_item(self) -> None:
        """An item without its end tag ends where the next one of its list begins."""
        while self._open and self._open[-1] not in LISTS:
            self._open.pop()

    def _start_part(self, tag: str, attributes: dict) -> None:
        grid = self._tables[-1]
        if tag in ("td", "th"):
            self._in_cell, grid.is_label = True, tag == "th"
            grid.span = (_span(attributes.get("rowspan"), 1000), _span(attributes.get("colspan"), 100))
        elif tag == "tr":
            grid.start_row()
        elif tag in ("thead", "tbody", "tfoot"):
            grid.in_head = tag == "thead"
        elif tag == "caption":
            self._open.append(tag)

    def _end_element(self, tag: str) -> None:
        if self._is_inside(tag):
            self.flow.end_line()
        elif self._in_cell:
            self._end_cell()
        else:
            self.end_block()
            if tag in self._open:
                self._open = self._open[: len(self._open) - 1 - self._open[::-1].index(tag)]

    def _end_cell(self) -> None:
        self._tables[-1].put(stack_cell([self.flow.take()]))
        self._in_cell = False

    def _end_pre(self) -> None:
        """Preformatted text is read like plain text: minutes are written so. What holds no Japanese is code."""
        pieces, self._pre = self._pre or [], None
        lines = "".join(data for data, _, _ in pieces).split("\n")
        if not pieces or not JAPANESE.search("".join(lines)):
            return
        _, first, column = pieces[0]
        for group in group_open(lines, range(first, first + len(lines)), is_dump=False):
            moved = [
                replace(piece, column=piece.column + column) if piece.line == first else piece
                for piece in group
            ]
            self.builder.add(kind_of_tagged(moved[0].text), moved)

    def _end_table(self) -> None:
        if len(self._tables) > 1:
            self._tables.pop()
            self.flow.end_line()
        elif self._tables:
            self._end_cell() if self._in_cell else self.end_block()
            grid = self._tables.pop()
            self.builder.add_table(grid.grid(), grid.count_heads(), grid.caption)

    def end_block(self) -> None:
        """What was read so far is a block of its own."""
        text, anchors = self.flow.take()
        tag = self._open[-1] if self._open else ""
        if self._tables and tag == "caption":
            self._tables[-1].caption = text
        if tag in HEADINGS:
            self.builder.add_text("heading", text, anchors, int(tag[1]))
        else:
            self.builder.add_text(KINDS.get(tag) or kind_of_tagged(text), text, anchors)


def _span(value: str | None, most: int) -> int:
    return min(max(int(value), 1), most) if value and value.strip().isdecimal() else 1
