"""Markdown -> Document: headings, paragraphs, lists, tables; code is left out, comments that allow findings are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from helpers.proofread.document import Document, Kind
from helpers.proofread.reading.allowed import read_allowed
from helpers.proofread.reading.build import Builder, Flow, GridCell, stack_cell
from helpers.proofread.reading.marks import kind_of_tagged

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
KINDS: dict[str, Kind] = {"list_item_open": "bullet", "blockquote_open": "quote"}


def read_markdown(text: str, file: str = "", fiscal_year: int | None = None) -> Document:
    """
    >>> document = read_markdown("# 題\\n\\n約**1**週\\n間\\n\\n- 項目\\n\\n|a|b|\\n|-|-|\\n|1|2|\\n")
    >>> [(block.kind, block.text, block.place(0)) for block in document.blocks][:3]
    [('heading', '題', (1, 3)), ('paragraph', '約1週間', (3, 1)), ('bullet', '項目', (6, 3))]
    >>> document.tables[0].cells
    (('a', 'b'), ('1', '2'))
    """
    reader = _Reader(text)
    reader.read(MarkdownIt("commonmark").enable("table").parse(text))
    return reader.builder.document(file, fiscal_year, "md", allowed=reader.allowed)


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.builder, self.allowed = Builder(), []
        self._open: list[Kind] = []
        self._grid: list[list[GridCell]] = []
        self._cursor = (0, 0)  # 0-based line and column up to which the source is read

    def read(self, tokens: Sequence[Token]) -> None:
        for number, token in enumerate(tokens):
            if token.map:
                self._cursor = max(self._cursor, (token.map[0], 0))
            if token.type in KINDS:
                self._open.append(KINDS[token.type])
            elif token.type.replace("_close", "_open") in KINDS:
                self._open.pop()
            elif token.type == "inline":
                self._read_inline(token, tokens[number - 1])
            elif token.type == "html_block":
                self._read_comments(token.content, self._cursor[0] + 1)
            elif token.type in ("table_open", "tr_open"):
                self._grid = [] if token.type == "table_open" else [*self._grid, []]
            elif token.type == "table_close":
                self.builder.add_table(self._grid)

    def _read_inline(self, token: Token, opening: Token) -> None:
        flow = Flow()
        self._flow(token.children or [], flow)
        text, anchors = flow.take()
        if opening.type in ("td_open", "th_open"):
            self._grid[-1].append(stack_cell([(text, anchors)]))
        elif opening.type == "heading_open":
            self.builder.add_text("heading", text, anchors, int(opening.tag[1]))
        else:
            self.builder.add_text(self._open[-1] if self._open else kind_of_tagged(text), text, anchors)

    def _flow(self, children: Sequence[Token], flow: Flow) -> None:
        for child in children:
            if child.type == "softbreak":
                flow.add("\n", 1, 1)
                self._cursor = (self._cursor[0] + 1, 0)
            elif child.type == "hardbreak":
                flow.end_line()
                self._cursor = (self._cursor[0] + 1, 0)
            elif child.type in ("text", "code_inline"):
                line, column = self._find(child.content)
                flow.add(child.content, line + 1, column + 1)
            elif child.type == "html_inline":
                self._read_comments(child.content, self._cursor[0] + 1)

    def _find(self, words: str) -> tuple[int, int]:
        """Where the words stand next in the source (0-based); the place so far where escapes hide them."""
        line, column = self._cursor
        found = self.lines[line].find(words, column) if line < len(self.lines) else -1
        if found < 0:
            return self._cursor
        self._cursor = (line, found + len(words))
        return line, found

    def _read_comments(self, text: str, line: int) -> None:
        for match in COMMENT.finditer(text):
            self.allowed += read_allowed(match.group(1), line + text.count("\n", 0, match.start()))
