"""Numbers written in kanji, as speeches and vertical texts have them: 二百十六団体, 約七十, 九割五分, 五十二万四千人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.extract.numbers import Quantity, bound_of

DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "億": 10**8}
NUMERAL = r"[〇一二三四五六七八九十百千万億]{1,16}"
FOUND = re.compile(
    rf"(?:(?P<before>約|およそ|ほぼ)|(?<![一-龠〇]))(?P<figures>{NUMERAL})"
    r"(?:割(?P<tenth>[一二三四五六七八九])分|(?P<unit>割|人|名|団体|回|か所|部|件|円|社))?"
    r"(?P<behind>を超え|超|以上|以下|近く|近い|ほど|程度|前後|余り|あまり|余)?"
)
FEW = 10  # below it 部 may be a part (三部), and a figure without a unit anything


def read_kanji(text: str) -> int | None:
    """A number of kanji numerals, by 十 百 千 万 億 or by places; None where they make none.

    >>> [read_kanji(text) for text in ("百十", "二百十六", "五十二万四千三百十", "二〇二四", "十", "十十", "二三")]
    [110, 216, 524310, 2024, 10, None, None]
    """
    if set(text) <= set(DIGITS):
        is_plain = len(text) == 1 or "〇" in text or len(text) == 4
        return int("".join(str(DIGITS[sign]) for sign in text)) if is_plain else None
    total, rest = 0, text
    for sign, size in reversed(MYRIADS.items()):
        head, found, tail = rest.partition(sign)
        if found:
            group = _below_myriad(head)
            if group is None:
                return None
            total, rest = total + group * size, tail
    last = _below_myriad(rest) if rest else 0
    return None if last is None else total + last


def _below_myriad(text: str) -> int | None:
    """三百十 -> 310: places in falling order, each once."""
    match = re.fullmatch(
        "(?:([二三四五六七八九]?)(千))?(?:([二三四五六七八九]?)(百))?(?:([二三四五六七八九]?)(十))?([一二三四五六七八九]?)",
        text,
    )
    if not match or not text:
        return None
    parts = match.groups()
    pairs = ((parts[number] or "一", PLACES[parts[number + 1]]) for number in (0, 2, 4) if parts[number + 1])
    return sum(DIGITS[digit] * size for digit, size in pairs) + DIGITS.get(parts[6], 0)


def find_kanji_quantities(text: str, block: int = 0) -> Iterator[Quantity]:
    """Figures in kanji with a unit or 約; not 一人, 第二回, 数十回.

    >>> text = "約七十の町会、四百を超える団体、百十名、九割五分、第二回、一人、数十回、十分に"
    >>> [(str(found.value), found.unit, found.bound) for found in find_kanji_quantities(text)]
    [('70', '', 'about'), ('400', '', 'over'), ('110', '名', ''), ('95', '%', '')]
    """
    for match in FOUND.finditer(text):
        value, unit = read_kanji(match["figures"]), match["unit"] or ""
        bound = bound_of(match["before"] or "", match["behind"] or "")
        if value is None or not (match["tenth"] or _is_count(value, unit, bound)):
            continue
        if match["tenth"] or unit == "割":
            value, unit = value * 10 + DIGITS.get(match["tenth"] or "〇", 0), "%"
            bound = bound or ("" if match["tenth"] else "about")
        start, end = match.start("figures"), _end(match)
        yield Quantity(block, start, end, Decimal(value), unit, bound, match["before"] or "")


def _is_count(value: int, unit: str, bound: str) -> bool:
    """Not 一人; 三部 may be a part; a figure without a unit needs a bound: 約七十."""
    return value > 1 and (value >= FEW or unit not in ("", "部")) and bool(unit or bound)


def _end(match: re.Match) -> int:
    """Behind the unit."""
    ends = (match.end("unit"), match.end("tenth") + 1 if match["tenth"] else -1, match.end("figures"))
    return max(ends)
