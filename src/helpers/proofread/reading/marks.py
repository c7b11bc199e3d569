"""What the first characters of a line say: heading, bullet, note, caption; and how wide a line is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from helpers.proofread.document import Kind

BULLET = re.compile(r"\s*(?:[・•●○◆◇■□◼◻▪▫►▶➢➤✓✔☑⚫⚪⦁◎★☆♦💡]|[-*+–](?=\s))\s*(?=\S)")
NOTE = re.compile(r"\s*(?:※|\*\d|注[)）：:]|[(（]注[)）\d０-９])")
CAPTION = re.compile(
    r"\s*(?:図表|図|表|写真|別表|別図|資料)\s*(?:[0-9０-９一二三四五六七八九十]+(?:[-－‐.．][0-9０-９]+)*[\s:：．.　]|[\s　:：])"
)
LEADERS = re.compile(r"(?:[.．・]\s?){4,}\s*\d+\Z|…{2,}\s*\d+\Z")
LONGEST_ENTRY = 200
STARTS_QUOTE = re.compile(r"\s*(?:>|＞)\s")
# Forms of numbers before a heading, outermost first.
NUMBERED = (
    ("part", 1, re.compile(r"\s*第\s*[0-9０-９一二三四五六七八九十]+\s*[編部章]")),
    ("article", 2, re.compile(r"\s*第\s*[0-9０-９一二三四五六七八九十]+\s*[節条項]")),
    ("dotted", 2, re.compile(r"\s*\d{1,2}(?:[.\-]\d{1,2})+(?:[.)]\s*|\s+)(?=[^\d\s:/~％%])")),
    ("dotted-wide", 1, re.compile(r"\s*[０-９]+(?:[．－―‐][０-９]+)+[．.）]?\s*(?=[^\d０-９\s])")),
    ("number", 2, re.compile(r"\s*[0-9０-９]{1,2}[.)](?:\s+(?=\D)|(?=[A-Z]|[^\x00-\x7f\d]))")),
    ("number-wide", 3, re.compile(r"\s*[０-９]{1,2}[．.）]\s*(?=[^\d\s０-９])")),
    ("ideograph", 2, re.compile(r"\s*[一二三四五六七八九十]{1,3}[．.、)）]\s*(?=\S)")),
    ("bracket-kana", 3, re.compile(r"\s*[(（][ア-ンｱ-ﾝ][)）]\s*(?=\S)")),
    ("bracket", 4, re.compile(r"\s*[(（][0-9０-９一二三四五六七八九十]{1,2}[)）]\s*(?=\S)")),
    ("kana", 5, re.compile(r"\s*[ア-ン][.．)）]\s*(?=\S)")),
    ("circled", 5, re.compile(r"\s*[①-⑳㉑-㉟㊱-㊿](?=\S)")),
    ("circled-blank", 6, re.compile(r"\s*[①-⑳㉑-㉟㊱-㊿]\s")),
)  # fmt: skip
PARTICLE = re.compile(
    r"[をはがにのでともや、。](?![ぁ-ん]{2})"
)  # after a number that begins a line by chance
SENTENCE_END = re.compile(r"[。．！？!?](?:[」』）)】]*)\s*\Z|[」』]\s*\Z")
LONGEST_HEADING = 45


@dataclass(frozen=True)
class Mark:
    """`kind` of the block that a line begins, None where its words do not tell; `form` of its number; `level`."""

    kind: Kind | None
    form: str = ""
    level: int = 0


PLAIN = Mark(None)


def read_mark(line: str) -> Mark:
    """
    >>> read_mark("・ 地域、行政").kind, read_mark("図表 配布先リスト").kind, read_mark("（ア）初期段階")
    ('bullet', 'caption', Mark(kind='heading', form='bracket-kana', level=3))
    """
    if BULLET.match(line) and not is_entry(line):
        return Mark("bullet")
    if NOTE.match(line) or is_entry(line):
        return Mark("note")
    ended = bool(SENTENCE_END.search(line))
    if CAPTION.match(line) and not ended and len(line) <= 100:
        return Mark("caption")
    if STARTS_QUOTE.match(line):
        return Mark("quote")
    return _numbered(line, ended)


def kind_of_tagged(text: str) -> Kind:
    """Of a paragraph of marked-up text: what its first characters say, but a heading is tagged as one."""
    kind = read_mark(text).kind
    return kind if kind in ("bullet", "note", "caption") else "paragraph"


def is_entry(line: str) -> bool:
    """An entry of a table of contents: leaders and the number of a page at the end."""
    line = line.rstrip()
    return line[-1:].isdecimal() and len(line) <= LONGEST_ENTRY and bool(LEADERS.search(line))


def _numbered(line: str, ended: bool) -> Mark:
    """A number makes a heading of a short line that is no sentence, a bullet of others."""
    for form, level, pattern in NUMBERED:
        if match := pattern.match(line):
            if PARTICLE.match(line, match.end()):
                return PLAIN
            if form in ("part", "article") and not _names_a_part(line, match.end()):
                return PLAIN
            named = line.split("※")[0]  # an instruction of the template beside the title
            title = not ended and len(named) <= LONGEST_HEADING and form != "circled-blank"
            return Mark("heading", form, level) if title else Mark("bullet", form, level)
    return PLAIN


def _names_a_part(line: str, end: int) -> bool:
    """第1章 はじめに, but not 第1部では, and not 第1部 alone, which a programme has."""
    return line[end : end + 1] in tuple(" 　:：（(「") if line[end:].strip() else line[end - 1] in "編章節"


def width(text: str) -> int:
    """Columns of a line: 2 a Japanese character, 1 a Latin one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text.strip())
