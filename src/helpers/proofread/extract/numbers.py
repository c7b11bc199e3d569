"""Numbers with what they count: 約100か所, 110名, 2,000千円, 1億2,345万円, 100名を超える."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import in_blocks
from helpers.proofread.registry import Context

SCALES = {"兆": 10**12, "億": 10**8, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 100, "": 1}
UNITS = (
    "円|人|名|団体|部|枚|通|件|回|か所|社|校|世帯|戸|台|個|本|冊|種類|項目|点|日間|日|時間|分間|分|週間|か月|か年|年間|歳|ポイント|"
    "票|組|施設|自治体|市町村|店舗|店|区画|品目|つ|倍|割|年"
)
PLACES = re.compile(r"[かヶケヵカ箇ｹ](?=[所月年])")
PART = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = re.compile(
    rf"(?P<before>約|およそ|ほぼ|延べ|のべ|最大|最低|毎|各|第|うち)?(?<![\d.,A-Za-z#])(?P<figures>(?:(?:{PART})[千百]?[兆億万])*(?:{PART})?)"
    rf"(?P<scale>百万(?=円)|千(?=円|人|部|枚|件|世帯))?(?P<unit>{UNITS})?"
    r"(?P<behind>を超え|超|以上|以下|未満|近く|近い|ほど|程度|前後|弱|強|余り|あまり|余)?"
)
PIECE = re.compile(rf"({PART})([千百]?)([兆億万]?)")
ABOUT, OVER, UNDER = (
    {"約", "およそ", "ほぼ"},
    {"を超え", "超", "以上", "強", "余り", "あまり", "余"},
    {"近く", "近い", "以下", "未満", "弱"},
)
NEARLY = {"ほど", "程度", "前後"}


@dataclass(frozen=True)
class Quantity:
    """`value` in single units (yen, persons); `unit` with か所 and か月 in one spelling; `bound` "", about, over, under."""

    block: int
    start: int
    end: int
    value: Decimal
    unit: str
    bound: str
    before: str = ""

    def allows(self, other: Quantity) -> bool:
        """Whether both can be the same figure: 110名 and 100名を超える, 約100 and 103."""
        if self.bound and not other.bound:
            return other.allows(self)
        if not other.bound:
            return self.value == other.value
        if self.bound:
            return abs(self.value - other.value) <= max(self.value, other.value) * Decimal("0.3")
        low, high = {"about": ("0.85", "1.15"), "over": ("1", "1.5"), "under": ("0.7", "1")}[other.bound]
        return Decimal(low) * other.value <= self.value <= Decimal(high) * other.value


def one_spelling(text: str) -> str:
    """3カ所, 3ヶ所, 3箇所 -> 3か所: as long as before."""
    return PLACES.sub("か", text)


def find_quantities(text: str, block: int = 0) -> list[Quantity]:
    """Numbers of a folded text with a unit or without one.

    >>> [(str(found.value), found.unit, found.bound) for found in find_quantities("約100カ所、100名を超える、1億2,345万円と2,000千円")]
    [('100', 'か所', 'about'), ('100', '名', 'over'), ('123450000', '円', ''), ('2000000', '円', '')]
    >>> [str(found.value) for found in find_quantities("1万2千人、5百万円、3億5千万円")]
    ['12000', '5000000', '350000000']
    """
    return [_build(match, block) for match in NUMBER.finditer(one_spelling(text)) if match["figures"]]


def _build(match: re.Match, block: int) -> Quantity:
    value = sum(
        (_value(*piece, match["scale"] or "") for piece in PIECE.findall(match["figures"])), Decimal(0)
    )
    before, behind = match["before"] or "", match["behind"] or ""
    start = match.start("figures")
    return Quantity(
        block,
        start,
        match.end("unit") if match["unit"] else match.end("figures"),
        value,
        match["unit"] or "",
        bound_of(before, behind),
        before,
    )


def bound_of(before: str, behind: str) -> str:
    """How a figure is bound by the words around it: "about", "over", "under", "" not at all.

    >>> bound_of("約", "以上"), bound_of("", "程度"), bound_of("", "以上"), bound_of("", "")
    ('about', 'about', 'over', '')
    """
    if before in ABOUT or behind in NEARLY:
        return "about"
    return "over" if behind in OVER else "under" if behind in UNDER else ""


def _value(figures: str, times: str, scale: str, last: str) -> Decimal:
    """5千万 of 3億5千万; `last` is the scale behind all figures, of the piece that has none of its own."""
    return Decimal(figures.replace(",", "")) * SCALES[times] * SCALES[scale or last]


def quantities_of(document: Document, context: Context) -> list[Quantity]:
    """All numbers of a document, in order."""
    return context.once("quantities", lambda: in_blocks(document, find_quantities))
