"""Plain text and flat text dumps -> Document.

text -> lines -> groups of lines that are one paragraph -> blocks
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.proofread.document import Document, Kind
from helpers.proofread.reading.build import Builder, Piece
from helpers.proofread.reading.joining import breaks_word, group_marked, group_open
from helpers.proofread.reading.marks import PLAIN, SENTENCE_END, Mark, read_mark, width

JAPANESE_END = re.compile(r"[぀-ヿ㐀-鿿]\Z")
PAGE_TITLE = re.compile(r"[ \f](?=[^\s\d])\S{2,30}(?: [～~].{1,40})? \Z")
JAPANESE_START = re.compile(r"[぀-ヿ㐀-鿿0-9０-９]")


def read_plain(text: str, file: str = "", fiscal_year: int | None = None) -> Document:
    """A text as a Document; dumps of PDF are recognised (`is_dump`)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    numbers = range(1, len(lines) + 1)
    marked, dump = has_paragraph_marks(lines), is_dump(lines)
    groups = group_marked(lines, numbers) if marked else group_open(lines, numbers, dump)
    builder = Builder()
    marks = [_mark(group, lines, marked) for group in groups]
    for number, group in enumerate(groups):
        kind, level = _kind(number, marks, groups)
        builder.add(kind, group, level)
    return builder.document(file, fiscal_year, "txt", dump)


def has_paragraph_marks(lines: Sequence[str]) -> bool:
    """Whether a blank at the end of a line marks paragraphs: nearly all sentences at a line's end have one, other lines do not."""
    filled = [line for line in lines if line.strip()]
    ends = [line for line in filled if SENTENCE_END.search(line)]
    marked = sum(line.endswith(" ") for line in filled)
    told = sum(line.endswith(" ") for line in ends)
    return len(filled) >= 8 and told >= 0.7 * len(ends) and 0.1 * len(filled) <= marked < 0.95 * len(filled)


def is_dump(lines: Sequence[str]) -> bool:
    """Line ends are not to be trusted: paragraphs marked by blanks, form feeds, or sentences broken by empty lines."""
    if has_paragraph_marks(lines) or any("\f" in line for line in lines):
        return True
    gaps = [
        (before, after)
        for before, gap, after in zip(lines, lines[1:], lines[2:], strict=False)
        if before.strip() and not gap.strip() and after.strip()
    ]
    broken = sum(_is_broken(before, after) for before, after in gaps)
    return broken >= 3 and broken > 0.08 * len(gaps)


def _is_broken(before: str, after: str) -> bool:
    """A sentence, or a line of some width, that goes on after an empty line."""
    if (
        read_mark(after) != PLAIN
        or read_mark(before).kind in ("heading", "caption")
        or not JAPANESE_START.match(after.lstrip())
    ):
        return False
    return breaks_word(before.rstrip(), after.lstrip()) or bool(
        JAPANESE_END.search(before.rstrip()) and width(before) >= 24
    )


def _mark(group: Sequence[Piece], lines: Sequence[str], marked: bool) -> Mark:
    """A page of a marked dump that begins with a short line has it as its title."""
    mark = read_mark("".join(piece.text for piece in group))
    line = lines[group[0].line - 1]
    if (
        mark == PLAIN
        and marked
        and len(group) == 1
        and PAGE_TITLE.match(line)
        and not SENTENCE_END.search(line)
    ):
        return Mark("heading", "page", 2)
    return mark


def _kind(number: int, marks: Sequence[Mark], groups: Sequence[Sequence[Piece]]) -> tuple[Kind, int]:
    """A numbered line beside another one of its form is an item of a list; alone it is a heading."""
    mark = marks[number]
    if mark.kind is None:
        return "paragraph", 0
    if mark.kind == "heading":
        beside = [marks[other].form for other in (number - 1, number + 1) if 0 <= other < len(marks)]
        return ("bullet", 0) if mark.form in beside else ("heading", mark.level)
    return mark.kind, 0
