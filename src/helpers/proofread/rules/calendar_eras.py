"""Wareki against seireki: two forms of one year or day that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.dates import LETTERS, year_of_era
from helpers.proofread.document import Document, Span
from helpers.proofread.extract.dates import NAMES, Day, span_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.terms import span
from helpers.proofread.extract.years import days_of
from helpers.proofread.registry import Context, Remark, rule

WAREKI = rf"(?P<era>{NAMES}|(?<![A-Za-z])[RHST])(?P<number>元|\d{{1,2}})"
SEIREKI = r"(?P<western>(?<!\d)(?:1[89]|20)\d\d)(?!\d)"
KIND = "年度|年|"
PAIRS = [
    re.compile(
        rf"{WAREKI}(?P<first>{KIND})[(\[/]{SEIREKI}(?P<second>{KIND})(?P<close>[)\]]|(?=\D|$))(?P<behind>年度|年|)(?P<more>\d*月?)"
    ),
    re.compile(
        rf"{SEIREKI}(?P<first>{KIND})[(\[/]{WAREKI}(?P<second>{KIND})(?P<close>[)\]]|(?=\D|$))(?P<behind>年度|年|)(?P<more>\d*月?)"
    ),
]


@rule(
    "wareki-seireki",
    "error",
    "和暦と西暦が合わない",
    "元号を改める政令；公用文作成の考え方（平成26（2014）年の形）",
    precision=NONE,
)
def check_pairs(document: Document, context: Context) -> Iterator[Remark]:
    """A year in wareki and the same year in seireki beside it agree, also as fiscal years and whole days.

    Source: the first years of the eras. A fiscal year beside a calendar year may be the one that ends in it.

    >>> told("wareki-seireki", "令和5(2024)年、2023年（令和4年）、平成12年(2001)")
    ['令和5年は2023年です。', '令和4年は2022年です。', '平成12年は2000年です。']
    >>> told("wareki-seireki", "令和5(2023)年、2023年度（令和5年度）、令和5年度（2024年）、平成31（2019）年、2019（令和元）年、R5(2023)")
    []
    >>> told("wareki-seireki", "令和6年2月6日（2024年2月9日）")
    ['令和6年2月6日は2024年2月6日で、2024年2月9日と合いません。']
    >>> told("wareki-seireki", "令和6年2月6日（2024年2月6日）、令和6年2月6日（2024年2月9日まで延期）")
    []
    """
    for number, block in enumerate(document.blocks):
        for match in (found for pattern in PAIRS for found in pattern.finditer(block.folded.text)):
            if not _agree(match):
                yield _tell_pair(match, span(document, number, *match.span()))
    yield from _check_days(document, days_of(document, context))


def _number(match: re.Match) -> int:
    return 1 if match["number"] == "元" else int(match["number"])


def _agree(match: re.Match) -> bool:
    if match["close"] not in (")", "]") and not (match["second"] or match["behind"]):
        return True  # 令和5/2023... in a path or a list: nothing says that these are one year
    wareki, western = (
        year_of_era(LETTERS.get(match["era"], match["era"]), _number(match)),
        int(match["western"]),
    )
    kinds = {match["first"] or match["behind"], match["second"] or match["behind"]} - {""}
    mixed = kinds == {"年", "年度"} or bool(match["more"].endswith("月") and "年度" in kinds)
    return wareki == western or (mixed and abs(wareki - western) == 1)


def _tell_pair(match: re.Match, span: Span) -> Remark:
    era, year = LETTERS.get(match["era"], match["era"]), _number(match)
    kind = "年度" if "年度" in (match["first"], match["second"], match["behind"]) else "年"
    message = f"{era}{match['number']}{kind}は{year_of_era(era, year)}{kind}です。"
    return Remark(span, message, (), "和暦と西暦のどちらが正しいか確かめてください。")


def _check_days(document: Document, days: list[Day]) -> Iterator[Remark]:
    for first, second in pairwise(days):
        if first.block != second.block or not (first.date and second.date and first.year and second.year):
            continue
        text = document.blocks[first.block].folded.text
        is_pair = bool(first.era) != bool(second.era) and text[first.after : second.start] in ("(", "/", "[")
        if is_pair and text[second.after : second.after + 1] in (")", "]", "") and first.date != second.date:
            wareki, seireki = (first, second) if first.era else (second, first)
            yield _tell_days(document, wareki, seireki)


def _tell_days(document: Document, wareki: Day, seireki: Day) -> Remark:
    def plain(day: Day) -> str:
        return f"{day.date.year}年{day.date.month}月{day.date.day}日"

    era, number = wareki.era
    written = f"{era}{'元' if number == 1 else number}年{wareki.month}月{wareki.day}日"
    message = f"{written}は{plain(wareki)}で、{plain(seireki)}と合いません。"
    return Remark(
        span_of(document, wareki),
        message,
        (span_of(document, seireki),),
        "どちらが正しいか確かめてください。",
    )
