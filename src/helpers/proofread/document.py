"""What is proofread: a report of any format as blocks of running text, each knowing where it stands.

source (.txt .md .html .docx .pdf .xlsx) -> Document -> Block -> rules
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Literal

from helpers.proofread.folded import Folded, fold

Kind = Literal["heading", "paragraph", "bullet", "cell", "caption", "quote", "note"]


@dataclass(frozen=True)
class Anchor:
    """From character `position` of a block's text on, the text stands at `line` and `column` of the source (1-based).

    `where` names the page, sheet or part of the source ("p.12", "シート「集計」"), "" where it has none.
    """

    position: int
    line: int
    column: int
    where: str = ""


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, bullet, table cell, caption or quotation.

    `text` is one running text: lines that the source breaks inside a sentence or a word are joined. `anchors` (sorted,
    the first at position 0) lead back to the source. A `cell` has `table`, `row` and `column` (0-based). `section` holds
    the headings above it, outermost first. `file` is the block's own file, "" the document's. `folded` is the text as
    rules match it (helpers.proofread.folded): `block.folded.span(*match.span())` gives the passage in `text`.
    """

    kind: Kind
    text: str
    anchors: tuple[Anchor, ...] = (Anchor(0, 1, 1),)
    level: int = 0
    section: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    file: str = ""

    @cached_property
    def folded(self) -> Folded:
        return fold(self.text)

    def anchor(self, position: int) -> Anchor:
        """The last anchor at or before a character of the text."""
        return self.anchors[max(bisect_right(self.anchors, position, key=attrgetter("position")) - 1, 0)]

    def place(self, position: int) -> tuple[int, int]:
        """(line, column) of a character of the text."""
        found = self.anchor(position)
        return found.line, found.column + position - found.position


@dataclass(frozen=True)
class Table:
    """A table whose grid is known: `cells[row][column]` are texts, `heads` rows at the top are column labels."""

    number: int
    cells: tuple[tuple[str, ...], ...]
    heads: int = 1
    caption: str = ""
    block: int = 0  # number of the block that holds the first cell
    repeats: frozenset[tuple[int, int]] = frozenset()  # (row, column) that only repeat a merged cell


@dataclass(frozen=True)
class Document:
    """A report: `file` as findings name it, `blocks` in reading order, `tables` where their grid is known.

    `fiscal_year` (the year its April falls in) decides the year of dates without one; None: only context does.
    `is_dump` says that line ends and table cells of the source cannot be trusted (a flat text dump of a PDF).
    """

    file: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    fiscal_year: int | None = None
    is_dump: bool = False
    format: str = "txt"
    properties: dict = field(default_factory=dict)

    @property
    def characters(self) -> int:
        return sum(len(block.text) for block in self.blocks)


@dataclass(frozen=True)
class Span:
    """A passage: block number, start and end within its text."""

    block: int
    start: int
    end: int
