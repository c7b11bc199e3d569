"""Blocks as they are read: pieces of source lines joined to running text, sections from headings, tables numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.proofread.document import Anchor, Block, Document, Kind, Table

WORDS = re.compile(r"([ \t\r\n\f]*)([^ \t\r\n\f]*)")
NOWHERE = (Anchor(0, 1, 1),)  # of what has no text
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,.;:!?)\]%\-/]"), re.compile(r"[A-Za-z0-9(\[]")
NUMBER_END, NUMBER_GOES_ON = re.compile(r"\d[,.:/]?\Z"), re.compile(r"[\d(]")


@dataclass(frozen=True)
class Piece:
    """Text that stands in one line of the source, without blanks at its ends (`piece_of`)."""

    text: str
    line: int
    column: int
    where: str = ""


def piece_of(text: str, line: int, column: int = 1, where: str = "") -> Piece:
    return Piece(text.strip(), line, column + len(text) - len(text.lstrip()), where)


def join_pieces(pieces: Iterable[Piece]) -> tuple[str, tuple[Anchor, ...]]:
    """Running text and its anchors; a blank only between two Latin words.

    >>> join_pieces([Piece("孤独・孤立対", 1, 1), Piece("策へ向けた", 3, 2)])[0]
    '孤独・孤立対策へ向けた'
    >>> join_pieces([Piece("open source", 1, 1), Piece("software", 2, 1)])[0]
    'open source software'
    """
    parts: list[str] = []
    anchors, length = [], 0
    for piece in pieces:
        if parts and _are_two_words(parts[-1], piece.text):
            parts.append(" ")
            length += 1
        anchors.append(Anchor(length, piece.line, piece.column, piece.where))
        parts.append(piece.text)
        length += len(piece.text)
    return "".join(parts), tuple(anchors) or NOWHERE


def _are_two_words(last: str, following: str) -> bool:
    """Of Latin letters; not a number or a word broken by the end of a line: 12,|345, 2024/|2/6, 8|(火), co-|operate."""
    if not (LATIN_END.match(last[-1:]) and LATIN_START.match(following)):
        return False
    number = NUMBER_END.search(last[-3:]) and NUMBER_GOES_ON.match(following)
    return not number and last[-1] not in "-/"


@dataclass(frozen=True)
class GridCell:
    """A cell of a table: its text, where it stands; `repeats` where a merged cell reaches over it."""

    text: str = ""
    anchors: tuple[Anchor, ...] = NOWHERE
    repeats: bool = False

    def repeated(self) -> GridCell:
        return replace(self, repeats=True)


def stack_cell(paragraphs: Iterable[tuple[str, Sequence[Anchor]]]) -> GridCell:
    """A cell of (text, anchors), one paragraph below the other.

    >>> stack_cell([("会場", [Anchor(0, 4, 1)]), ("ホール", [Anchor(0, 5, 1)])])
    GridCell(text='会場\\nホール', anchors=(Anchor(position=0, line=4, column=1, where=''), Anchor(position=3, line=5, column=1, where='')), repeats=False)
    """
    text, anchors = "", []
    for paragraph, own in paragraphs:
        text += "\n" if text else ""
        anchors += [replace(anchor, position=len(text) + anchor.position) for anchor in own]
        text += paragraph
    return GridCell(text, tuple(anchors) or NOWHERE)


class Flow:
    """Running text out of pieces of marked-up text: blanks collapsed, those of a line end dropped beside Japanese."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._anchors: list[Anchor] = []
        self._length, self._pending = 0, ""

    def add(self, text: str, line: int, column: int, where: str = "") -> None:
        """Text that stands at a place of the source; it may hold line ends."""
        start, above = 0, 0  # of the line that is read, and how many lines are above it
        for match in WORDS.finditer(text):
            blank, words = match.group(1), match.group(2)
            if blank:
                self._pending = self._merge(blank)
            if "\n" in blank:
                above += blank.count("\n")
                start = match.start(2) - len(blank) + blank.rindex("\n") + 1
            if words:
                own = match.start(2) - start + (1 if above else column)
                self._put(words, Anchor(0, line + above, own, where))

    def _merge(self, blank: str) -> str:
        """What blanks come to: a line end, where there is one, else a blank; a line end that is meant stays."""
        if self._pending == "break":
            return "break"
        return "\n" if "\n" in blank or self._pending == "\n" else " "

    def end_line(self) -> None:
        """A line end that is meant (<br>, a paragraph inside a cell)."""
        self._pending = "break" if self._length else ""

    def _put(self, words: str, anchor: Anchor) -> None:
        between = self._between(words)
        if between:
            self._parts.append(between)
            self._length += 1
        self._anchors.append(Anchor(self._length, anchor.line, anchor.column, anchor.where))
        self._parts.append(words)
        self._length += len(words)

    def _between(self, words: str) -> str:
        pending, self._pending = self._pending, ""
        if not pending or not self._length:
            return ""
        if pending == "break":
            return "\n"
        latin = LATIN_END.match(self._parts[-1][-1:]) and LATIN_START.match(words)
        return " " if pending == " " or latin else ""

    def take(self) -> tuple[str, tuple[Anchor, ...]]:
        """The text and anchors so far; the flow is empty afterwards."""
        text, anchors = "".join(self._parts), tuple(self._anchors)
        self.__init__()
        return text, anchors


class Builder:
    """Collects blocks and tables in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._above: list[tuple[int, str]] = []

    def add(self, kind: Kind, pieces: Iterable[Piece], level: int = 0, **cell: int) -> Block | None:
        """A block of source lines that are one paragraph; None (and nothing added) where there is no text."""
        return self.add_text(kind, *join_pieces(piece for piece in pieces if piece.text), level, **cell)

    def add_text(
        self, kind: Kind, text: str, anchors: Sequence[Anchor], level: int = 0, **cell: int
    ) -> Block | None:
        """A block with the headings above it. A heading of `level` closes those of its level and below.

        `cell` are table, row and column.
        """
        if not text:
            return None
        if kind == "heading":
            self._above = [head for head in self._above if head[0] < level]
        block = Block(kind, text, tuple(anchors), level, tuple(title for _, title in self._above), **cell)
        if kind == "heading":
            self._above.append((level, text))
        self.blocks.append(block)
        return block

    def add_table(
        self, grid: Sequence[Sequence[GridCell]], heads: int = 1, caption: str = ""
    ) -> Table | None:
        """A table, and a block for each cell with text that is not the repetition of a merged one.

        Without a `caption`, a caption just above is the table's.
        """
        number, first = len(self.tables), len(self.blocks)
        above = self.blocks[-1].text if self.blocks and self.blocks[-1].kind == "caption" else ""
        if not any(cell.text for row in grid for cell in row):
            return None
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if not cell.repeats:
                    self.add_text("cell", cell.text, cell.anchors, table=number, row=row, column=column)
        texts = tuple(tuple(cell.text for cell in row) for row in grid)
        repeats = frozenset(
            (row, column)
            for row, cells in enumerate(grid)
            for column, cell in enumerate(cells)
            if cell.repeats
        )
        table = Table(number, texts, heads, caption or above, first, repeats)
        self.tables.append(table)
        return table

    def document(
        self, file: str, fiscal_year: int | None, format: str, is_dump: bool = False, **properties
    ) -> Document:
        """All that was collected."""
        blocks, tables = tuple(self.blocks), tuple(self.tables)
        return Document(file, blocks, tables, fiscal_year, is_dump, format, properties)
