"""Lines of a PDF page out of runs, in reading order, and which of them are one paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from helpers.proofread.reading.joining import breaks_kana, breaks_word
from helpers.proofread.reading.marks import PLAIN, SENTENCE_END, is_entry, read_mark
from helpers.proofread.reading.pdf_runs import Page, Run

MARGIN = 0.1  # share of a page's height in which running heads and feet stand
PAGE_NUMBER = re.compile(
    r"[\s\-–—―‐・/／]*(?:p\.?|P\.?)?\s*\d{1,4}(?:\s*[/／]\s*\d{1,4})?[\s\-–—―‐・]*(?:ページ|頁)?"
)
DIGITS = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True)
class Line:
    """A line of one column: its runs from left to right."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    number: int = 0  # of the line within its page, from 1


def build_lines(runs: Sequence[Run]) -> list[Line]:
    """Runs at one height are a line, unless a gap of two characters parts them into columns."""
    rows: list[list[Run]] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda item: (item.middle, item.left)):
        if rows and abs(run.middle - rows[-1][0].middle) < 0.45 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line for row in rows for line in _part(sorted(row, key=lambda item: item.left))]


def _part(row: Sequence[Run]) -> list[Line]:
    parts: list[list[Run]] = [[row[0]]]
    for run in row[1:]:
        if run.left - max(item.right for item in parts[-1]) > 2 * run.size:
            parts.append([run])
        else:
            parts[-1].append(run)
    return [_line(part) for part in parts]


def _line(runs: Sequence[Run]) -> Line:
    text = runs[0].text
    for before, run in pairwise(runs):
        text += (" " if run.left - before.right > 0.25 * run.size and text[-1:] != " " else "") + run.text
    size = max(runs, key=lambda item: len(item.text)).size
    return Line(
        text.strip(),
        runs[0].left,
        min(r.top for r in runs),
        max(r.right for r in runs),
        max(r.bottom for r in runs),
        size,
    )


def order_lines(lines: Sequence[Line]) -> list[Line]:
    """Columns one after the other where a gutter parts all lines; else from top to bottom."""
    gutter = _gutter(lines)
    if gutter is not None:
        left = [line for line in lines if line.right <= gutter]
        return order_lines(left) + order_lines([line for line in lines if line.right > gutter])
    return sorted(lines, key=lambda line: (round(line.top, 1), line.left))


def _gutter(lines: Sequence[Line]) -> float | None:
    """x of a gap that no line crosses, with at least five lines, of a good width, on both sides."""
    reached: float | None = None
    ordered = sorted(lines, key=lambda line: line.left)
    for number, line in enumerate(ordered):
        if reached is not None and line.left - reached > line.size and min(number, len(lines) - number) >= 5:
            wide = [
                max(part, key=lambda item: item.right - item.left)
                for part in (ordered[:number], ordered[number:])
            ]
            if all(item.right - item.left > 8 * item.size for item in wide):
                return reached + 0.1
        reached = max(reached or line.right, line.right)
    return None


@dataclass(frozen=True)
class Running:
    """What stands in the head or foot of many pages: texts without their digits, and heights of small lines."""

    texts: frozenset[str] = frozenset()
    heights: frozenset[int] = frozenset()


def find_running(pages: Sequence[Page], size: float) -> Running:
    """On at least three pages and a fifth of all. A head that names the chapter changes, but not its height; its
    letters are smaller than `size`, those of the text."""
    texts: Counter[str] = Counter()
    heights: Counter[int] = Counter()
    for page in pages:
        lines = build_lines([run for run in page.runs if in_margin(run, page)])
        texts.update({without_digits(line.text) for line in lines})
        heights.update({round(line.top) for line in lines if line.size < 0.95 * size})
    least = max(3, len(pages) / 5)
    return Running(
        frozenset(text for text, count in texts.items() if count >= least and text),
        frozenset(height for height, count in heights.items() if count >= least),
    )


def in_margin(item: Run | Line, page: Page) -> bool:
    return item.bottom < MARGIN * page.height or item.top > (1 - MARGIN) * page.height


def without_digits(text: str) -> str:
    return DIGITS.sub("", text).replace(" ", "")


def is_running(line: Line, page: Page, running: Running, size: float) -> bool:
    """A running head or foot, or a page number."""
    if not in_margin(line, page):
        return False
    small = line.size < 0.95 * size and round(line.top) in running.heights
    return small or without_digits(line.text) in running.texts or bool(PAGE_NUMBER.fullmatch(line.text))


def group_lines(lines: Sequence[Line]) -> list[list[Line]]:
    """One group a paragraph: the line before is full, the next is no new item, at the usual distance and size."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, _edge(groups[-1], line, lines)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _edge(group: Sequence[Line], line: Line, lines: Sequence[Line]) -> float:
    """How far lines reach to the right around here: those of the same size that begin about there."""
    beside = [
        other.right
        for other in lines
        if abs(other.size - line.size) < 1 and abs(other.left - line.left) < 4 * line.size
    ]
    return max([*beside, *(item.right for item in group)])


def _goes_on(group: Sequence[Line], line: Line, edge: float) -> bool:
    last = group[-1]
    if (
        breaks_kana(last.text, line.text)
        and 0 < line.top - last.top < 2.6 * line.size
        and line.left < last.right
    ):
        return True
    if abs(last.size - line.size) > 0.15 * line.size or not 0 <= line.top - last.top < 2.6 * line.size:
        return False
    if line.left > last.right or line.right < last.left:
        return False
    if read_mark(line.text) != PLAIN or is_entry(last.text) or last.right < edge - 2.2 * line.size:
        return False
    indented = line.left - min(item.left for item in group) > 0.6 * line.size
    return not (SENTENCE_END.search(last.text) and indented and read_mark(group[0].text).kind is None)


def join_cell(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """The lines of a cell as paragraphs: a line that leaves room for another character ends one.

    The cell is as far from its text on the right as on the left.
    """
    groups: list[list[Line]] = []
    padding = min((line.left for line in lines), default=left) - left
    for line in lines:
        if (
            groups
            and _is_full(groups[-1][-1], line, right - max(padding, 0))
            and read_mark(line.text) == PLAIN
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_full(last: Line, line: Line, edge: float) -> bool:
    """No room for the next character; a bit more, where a bracket or a long sound may have been moved down."""
    room = (edge - last.right) / line.size
    return room < 1.7 or (room < 3 and breaks_word(last.text, line.text))


def number_lines(lines: Sequence[Line], first: int = 1) -> list[Line]:
    return [replace(line, number=number) for number, line in enumerate(lines, first)]
