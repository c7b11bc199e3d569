"""Blocks as they are read: pieces of source lines joined to running text, sections from headings, tables numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.proofread.document import Anchor, Block, Kind, Table

LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9,.;:!?)\]%]\Z"), re.compile(r"[A-Za-z0-9(\[]")


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
    text, anchors = "", []
    for piece in pieces:
        if (
            text
            and LATIN_END.search(text)
            and LATIN_START.match(piece.text)
            and not _number_goes_on(text, piece)
        ):
            text += " "
        anchors.append(Anchor(len(text), piece.line, piece.column, piece.where))
        text += piece.text
    return text, tuple(anchors) or (Anchor(0, 1, 1),)


def _number_goes_on(text: str, piece: Piece) -> bool:
    """A number or a figure in brackets broken by the end of a line: 12,|345, 2024/|2/6, 8|(火)."""
    return bool(re.search(r"\d[,.:/]?\Z", text) and re.match(r"[\d(]", piece.text)) or text[-1] in "-/"


class Builder:
    """Collects blocks and tables in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._above: list[tuple[int, str]] = []

    def add(self, kind: Kind, pieces: Iterable[Piece], level: int = 0, **cell: int) -> Block | None:
        """A block with the headings above it; None (and nothing added) where there is no text.

        A heading of `level` closes those of its level and below. `cell` are table, row and column.
        """
        text, anchors = join_pieces(piece for piece in pieces if piece.text)
        if not text:
            return None
        if kind == "heading":
            self._above = [head for head in self._above if head[0] < level]
        block = Block(kind, text, anchors, level, tuple(title for _, title in self._above), **cell)
        if kind == "heading":
            self._above.append((level, text))
        self.blocks.append(block)
        return block

    def add_table(
        self, grid: Sequence[Sequence[Sequence[Piece]]], heads: int = 1, caption: str = "",
        owners: Sequence[Sequence[bool]] | None = None,
    ) -> Table | None:  # fmt: skip
        """A table of cells (each a list of pieces, one a line) and a block for each cell with text.

        `owners[row][column]` is False where a cell only repeats the merged one: it is in the grid, but has no block.
        """
        number, first = len(self.tables), len(self.blocks)
        texts = tuple(tuple(join_pieces(cell)[0] for cell in row) for row in grid)
        if not any(text for row in texts for text in row):
            return None
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if owners is None or owners[row][column]:
                    self.add("cell", cell, table=number, row=row, column=column)
        table = Table(number, texts, heads, caption, first)
        self.tables.append(table)
        return table
