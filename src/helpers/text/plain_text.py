"""Plain text in KH Coder's form: lines, and headings `<h1>…</h1>` to `<h5>…</h5>` on lines of their own.

What KH Coder 3 does is followed (kh_dictio.pm, mysql_ready.pm): an empty line is nothing; any other line is a paragraph,
also one that holds only U+3000 (or other blanks); a heading counts to its section, but is no paragraph; a heading starts
its level anew and ends those below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.findings import Findings, Place

LEVELS = ("h1", "h2", "h3", "h4", "h5")
HEADING = re.compile(r"[ \t\u3000]*<[hH]([1-5])>(.*)</[hH]\1>[ \t\u3000]*")
TAG = re.compile(r"</?[hH][1-5]>")
NEWLINE = re.compile(r"\r\n|\r|\n")


class Line(NamedTuple):
    """One line that is not empty.

    `row` in the file, from 1; `heading`: 0, or the level of the heading it is; `numbers`: how many headings of each
    level were met within the one above, 0 where it stands under none; `titles`: their texts.
    """

    row: int
    text: str
    heading: int
    numbers: tuple[int, int, int, int, int]
    titles: tuple[str, str, str, str, str]


def split_lines(text: str, file: str, findings: Findings) -> list[Line]:
    """The lines of a text; a tag that does not enclose a whole line is a finding, and its line ordinary text."""
    lines, odd = list(_number_lines(text)), []
    for line in lines:
        if not line.heading and TAG.search(line.text):
            odd.append(line)
    for line in odd:
        message = "見出しのタグが、行の全体を囲んでいません。この行は本文として読みました。"
        remedy = "見出しは <h1>見出し</h1> の形で、1行に一つだけ書いてください。"
        findings.add(
            "bad-heading", "warning", Place(file, row=line.row), message, given=line.text[:80], remedy=remedy
        )
    return lines


def _number_lines(text: str) -> Iterator[Line]:
    numbers, titles = [0] * 5, [""] * 5
    for row, line in enumerate(NEWLINE.split(text), 1):
        if not line:
            continue
        found = HEADING.fullmatch(line)
        level = int(found[1]) if found and not TAG.search(found[2]) else 0
        if level:
            numbers[level - 1 :] = [numbers[level - 1] + 1] + [0] * (5 - level)
            titles[level - 1 :] = [found[2].strip()] + [""] * (5 - level)
        yield Line(row, found[2] if level else line, level, tuple(numbers), tuple(titles))
