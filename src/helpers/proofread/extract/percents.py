"""Percentages with the count and the base that stand beside them: 45.5%（60人）, n=132、45.5%, 62団体中59団体（95.2%）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import in_blocks
from helpers.proofread.registry import Context

COUNTED = "人|名|団体|件|社|票|世帯|校|施設|か所|自治体|市町村|者|回答|通|部"
COUNT = rf"(?P<count>(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,])\d+)(?:{COUNTED})?"
BASE = rf"(?P<base>(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,])\d+)(?:{COUNTED})?"
PERCENT = re.compile(
    r"(?<![\d.,~-])(?P<value>\d{1,3}(?:\.\d+)?)(?:%|パーセント)"
    r"(?!ポイント|増|減|以上|以下|未満|超|程度|前後|引|オフ|OFF|を超え|強|弱|近|余|台|(?:上|下)が)"
)
N = r"[nN]=(?P<base>\d[\d,]*)"
BEFORE = [
    re.compile(rf"{BASE}(?:の?うち|中)[、,は]?{COUNT}[、,]?\(?$"),
    re.compile(rf"{COUNT}/{BASE}[、,]?\(?$"),
    re.compile(rf"{N}[、,;・ ]+(?:{COUNT}[、,・ ]+)?$"),
    re.compile(rf"{COUNT}\($"),
]
BEHIND = [
    re.compile(rf"\({COUNT}/{BASE}\)"),
    re.compile(rf"\({BASE}(?:の?うち|中)[、,は]?{COUNT}\)"),
    re.compile(rf"\(?[、,]?{N}\)?"),
    re.compile(rf"\({COUNT}[、,]{N}\)"),
    re.compile(rf"\({COUNT}\)"),
]
MENTION = re.compile(
    rf"(?<![A-Za-z])[nN]=(?P<n>\d[\d,]*)|(?:有効回答|有効回収|回答|回収)(?:者|数|票)*(?:は|が|:|\(|、)?(?P<answers>\d[\d,]*)(?:{COUNTED})"
    rf"|(?P<received>\d[\d,]*)(?:{COUNTED})(?:より|から)(?:の)?回答|(?P<collected>\d[\d,]*)(?:{COUNTED}|枚)の?(?:アンケート|調査票|回答)[をが]?(?:回収|得)|(?P<whole>\d[\d,]*)(?:{COUNTED})(?:中|の?うち)"
)


@dataclass(frozen=True)
class Percent:
    """`value` 0 to 100 as printed, with so many `decimals`; `count` and `base` (n) where they stand beside it."""

    block: int
    start: int
    end: int
    value: Decimal
    decimals: int
    count: int | None = None
    base: int | None = None

    @property
    def printed(self) -> str:
        return f"{self.value}%"


@dataclass(frozen=True)
class Base:
    """A base: n=62, 有効回答62件, 62団体より回答. `is_n`: written with n=."""

    block: int
    start: int
    end: int
    value: int
    is_n: bool


def whole(text: str) -> int:
    return int(text.replace(",", ""))


def find_percents(text: str, block: int = 0) -> list[Percent]:
    """Percentages of a folded text.

    >>> [(found.printed, found.count, found.base) for found in find_percents("45.5%(60人)、n=132、45.5%、62団体中59団体(95.2%)、8%(5/62)、8%(62人中5人)")]
    [('45.5%', 60, None), ('45.5%', None, 132), ('95.2%', 59, 62), ('8%', 5, 62), ('8%', 5, 62)]
    """
    return (
        [_build(text, block, match) for match in PERCENT.finditer(text)]
        if "%" in text or "パーセント" in text
        else []
    )


def _build(text: str, block: int, match: re.Match) -> Percent:
    before, behind = text[max(match.start() - 40, 0) : match.start()], match.end()
    beside = [found for pattern in BEFORE if (found := pattern.search(before))]
    beside += [found for pattern in BEHIND if (found := pattern.match(text, behind))]
    parts: dict[str, int] = {}
    for found in beside:
        for name, figures in found.groupdict().items():
            if figures:
                parts.setdefault(name, whole(figures))
    value = Decimal(match["value"])
    return Percent(
        block,
        match.start(),
        match.end(),
        value,
        max(-value.as_tuple().exponent, 0),
        parts.get("count"),
        parts.get("base"),
    )


def find_bases(text: str, block: int = 0) -> Iterator[Base]:
    """Bases of a folded text.

    >>> [(base.value, base.is_n) for base in find_bases("216団体へ送付し、62団体より回答。(n=59)")]
    [(62, False), (59, True)]
    """
    for match in MENTION.finditer(text):
        figures = next(group for group in match.groups() if group)
        yield Base(block, match.start(), match.end(), whole(figures), match["n"] is not None)


def percents_of(document: Document, context: Context) -> list[Percent]:
    """All percentages of a document, in order."""
    return context.once("percents", lambda: in_blocks(document, find_percents))


def bases_of(document: Document, context: Context) -> list[Base]:
    """All bases of a document, in order."""
    return context.once("bases", lambda: in_blocks(document, find_bases))
