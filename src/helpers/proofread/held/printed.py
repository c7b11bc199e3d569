"""Printed forms, read by the same readers as any document: 約100か所, 令和6年2月6日（火）, 19:00～20:30."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers.findings import Place
from helpers.proofread.extract.dates import Day, find_days
from helpers.proofread.extract.kanji_numbers import find_kanji_quantities
from helpers.proofread.extract.numbers import Quantity, find_quantities
from helpers.proofread.extract.times import Hours, find_hours
from helpers.proofread.extract.years import place_in_years
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage

PERCENT_SIGN = "%"
BOUNDS = {
    "over": ("以上", "を超え", "超", "強", "余り", "あまり", "余", "台"),
    "under": ("以下", "未満", "弱", "近く", "近い"),
    "about": ("程度", "前後", "ほど"),
}
PERCENT_BEHIND = re.compile(
    rf"(?P<sign>%|パーセント)(?P<bound>{'|'.join(word for words in BOUNDS.values() for word in words)})?"
    r"(?P<change>ポイント|増|減|引|オフ|OFF|上が|下が|上昇|低下)?"
)
ROUNDED = re.compile("[万億]")
KANJI = re.compile("[〇一二三四五六七八九十百千]")
BRACKETS = re.compile(r"\([^()]*\)$")
SOURCE = re.compile(r"(?P<file>\S+?\.(?:csv|xlsx|yaml|ods|xls|tsv))(?: [^（]*?)?(?P<row>\d+)行目")


def read_quantity(shown: str) -> Quantity | None:
    """The only figure of a printed form, None where it holds none or several.

    >>> [(str(found.value), found.unit, found.bound) for found in map(read_quantity, ("約100か所", "28.7%", "年4回"))]
    [('100', 'か所', 'about'), ('28.7', '%', ''), ('4', '回', '')]
    >>> read_quantity("令和6年2月6日（火）")
    """
    text = fold(shown).text
    if find_days(text):
        return None
    found = [*quantities_in(text)]
    return found[0] if len(found) == 1 else None


def quantities_in(text: str, block: int = 0) -> list[Quantity]:
    """Figures of a folded text: percentages with the unit %, 3割 as 30%, 52万人 as about, 三回 as 3.

    >>> [(str(found.value), found.unit) for found in quantities_in("62団体中59団体(95.2%)、三回")]
    [('62', '団体'), ('59', '団体'), ('95.2', '%'), ('3', '回')]
    >>> [(str(found.value), found.unit, found.bound) for found in quantities_in("9割超、52万人、200万円、30%弱、二三回")]
    [('90', '%', 'over'), ('520000', '人', 'about'), ('2000000', '円', ''), ('30', '%', 'under')]
    """
    return join_quantities(text, block, find_quantities(text, block))


def join_quantities(text: str, block: int, quantities: Iterable[Quantity]) -> list[Quantity]:
    """`quantities_in` of a text whose quantities are known already."""
    found = [_as_held(quantity, text) for quantity in quantities]
    if KANJI.search(text):
        found = sorted([*found, *find_kanji_quantities(text, block)], key=lambda item: item.start)
    return found


def _as_held(found: Quantity, text: str) -> Quantity:
    if percent := None if found.unit else PERCENT_BEHIND.match(text, found.end):
        unit = "ポイント" if percent["change"] else PERCENT_SIGN
        bound = next((bound for bound, words in BOUNDS.items() if percent["bound"] in words), found.bound)
        return replace(found, unit=unit, bound=bound, end=percent.end("sign"))
    if found.unit == "割":
        return replace(found, value=found.value * 10, unit=PERCENT_SIGN, bound=found.bound or "about")
    is_rounded = found.unit != "円" and not found.bound and ROUNDED.search(text, found.start, found.end)
    return replace(found, bound="about") if is_rounded else found


def read_days(shown: str) -> list[Day]:
    """The days and months of a printed form, with their years.

    >>> [(day.years, day.month, day.day) for day in read_days("令和5年12月～令和6年2月6日（火）")]
    [((2023,), 12, None), ((2024,), 2, 6)]
    """
    return [place_in_years(day, None, None) for day in find_days(fold(shown).text)]


def read_hours(shown: str) -> Hours | None:
    """The only range of times of a printed form."""
    found = find_hours(fold(shown).text)
    return found[0] if len(found) == 1 else None


def read_source(source: str, shown: str) -> Passage:
    """Where a fact is held, from the words of its source.

    >>> str(read_source("media.csv 3行目（画面）", "279回")), str(read_source("forum.yaml", "110名"))
    ('media.csv:3:1', 'forum.yaml')
    """
    match = SOURCE.match(source)
    return Passage(match["file"], int(match["row"]), 1, shown) if match else Passage(source, 0, 1, shown)


def passage_at(place: Place, shown: str) -> Passage:
    """What an input holds, where it stands."""
    return Passage(place.file, place.row or 0, 1, shown)


def place_names(name: str, municipality: str) -> tuple[str, ...]:
    """A place as it stands, without what stands in brackets, without the municipality's name; each once.

    >>> place_names("江東区保健所(深川)", "江東区"), place_names("江東区(本庁舎)", "江東区")
    (('江東区保健所(深川)', '江東区保健所', '保健所'), ('江東区(本庁舎)', '江東区'))
    """
    bare = BRACKETS.sub("", name)
    names = (name, bare, bare.removeprefix(BRACKETS.sub("", fold(municipality).text)))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
