"""One label, one figure; amounts of money in two units; a figure and the day it is of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from helpers.dates import month_day
from helpers.numerals import money_text
from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import by_block
from helpers.proofread.extract.dates import Day, span_of
from helpers.proofread.extract.labelled import GROWING, Labelled, labelled_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.numbers import Quantity, quantities_of
from helpers.proofread.extract.statements import statements_of
from helpers.proofread.extract.terms import span
from helpers.proofread.extract.topics import topics_of
from helpers.proofread.extract.years import days_of
from helpers.proofread.registry import Context, Remark, rule

AS_OF = re.compile(r"(?:時点|現在)")
LATER = re.compile(
    r"(?:公開|配信|掲載|開始)(?:後|から|以来)(?P<about>約|およそ)?(?P<number>\d+)(?P<unit>日間?|週間|か月)"
)
NEAR = 12  # characters between a figure and the time since publication that it is of
LENGTHS = {"日": 1, "日間": 1, "週間": 7, "か月": 30}


@rule(
    "figure-differs",
    "error",
    "一つの項目に二つの数値",
    "同じ催し・調査についての数値どうしの突合",
    precision=NONE,
)
def check_figures(document: Document, context: Context) -> Iterator[Remark]:
    """One event has one number of participants, one survey one number of answers, wherever it is told.

    Source: figures with one label and unit in the parts about one affair. 100名を超える and 110名 agree; parts (うち),
    plans (定員) and single sessions are left out; plays and views may grow between two days.

    >>> told("figure-differs", "1. フォーラム開催\\n\\n参加者数：110名\\n\\n当日は120名が参加した。")
    ['「参加者数」が110名と120名とで違います。']
    >>> told("figure-differs", "1. フォーラム開催\\n\\n参加者数：110名\\n\\n100名を超える区民が参加した。定員は120名、うち区外から5名が参加した。")
    []
    """
    groups: dict[tuple, list[Labelled]] = {}
    for found in labelled_of(document, context):
        if found.topic[0] == "affair":
            groups.setdefault((found.topic, found.label, found.unit), []).append(found)
    for found in groups.values():
        first = found[0]
        for other in found[1:]:
            is_same_time = first.label not in GROWING or _is_same_time(document, context, first, other)
            if is_same_time and not other.quantity.allows(first.quantity):
                yield _tell_figures(document, first, other)


def _tell_figures(document: Document, first: Labelled, other: Labelled) -> Remark:
    shown = [_shown(found.quantity) for found in (first, other)]
    message = f"「{first.label}」が{shown[0]}と{shown[1]}とで違います。"
    at, related = span_of(document, other.quantity), (span_of(document, first.quantity),)
    exact = not first.quantity.bound and not other.quantity.bound
    return Remark(
        at, message, related, "どちらが正しいか確かめ、一つにそろえてください。", None if exact else "warning"
    )


def _is_same_time(document: Document, context: Context, first: Labelled, other: Labelled) -> bool:
    """Whether two counts that grow are of one day, or nearly: both say of when they are."""
    days = [as_of(document, context, found.quantity) for found in (first, other)]
    return None not in days and abs((days[0] - days[1]).days) <= 3


def as_of(document: Document, context: Context, quantity: Quantity) -> dt.date | None:
    """The day a count is of: 3月11日時点 in its block, or 配信後約1週間 counted from the day of publication."""
    days = _as_of_days(document, context).get(quantity.block)
    if days:
        return days[0].date
    match = LATER.search(document.blocks[quantity.block].folded.text)
    start = _published(document, context).get(topics_of(document, context)[quantity.block])
    return start + dt.timedelta(days=_length(match)) if match and start else None


def _length(match: re.Match) -> int:
    """Days of 約1週間."""
    return LENGTHS[match["unit"]] * int(match["number"])


def _published(document: Document, context: Context) -> dict:
    """Topic -> day of publication."""
    return context.once("published", lambda: _read_published(document, context))


def _read_published(document: Document, context: Context) -> dict:
    topics, statements = topics_of(document, context), statements_of(document, context)
    return {
        topics[found.block]: found.date for found in statements if found.role == "published" and found.date
    }


def _shown(quantity: Quantity) -> str:
    if quantity.unit == "円":
        return money_text(int(quantity.value))
    return f"{quantity.value:,}{quantity.unit}" + {"about": "程度", "over": "超", "under": "未満"}.get(
        quantity.bound, ""
    )


@rule(
    "money-units", "error", "金額を言い換えた額が合わない", "単位の換算（千円、百万円、万円）", precision=NONE
)
def check_money(document: Document, context: Context) -> Iterator[Remark]:
    """An amount and the same amount in another unit in the brackets behind it agree.

    Source: conversion of units; told where the two differ by ten times or more, or by less than one in ten: what lies
    between is another amount (税込, うち).

    >>> told("money-units", "委託料は200万円（20,000千円）であった。")
    ['200万円と20,000千円（2,000万円）は同じ額ではありません。']
    >>> told("money-units", "委託料は200万円（2,000千円）、2,000千円（税込2,200千円）、200万円（うち30万円は印刷費）")
    []
    """
    quantities = [found for found in quantities_of(document, context) if found.unit == "円"]
    for first, second in pairwise(quantities):
        text = document.blocks[first.block].folded.text
        is_pair = first.block == second.block and text[first.end : second.start] in ("(", "(=", "=", "(約")
        if (
            is_pair
            and text[second.end : second.end + 1] in (")", "、", "。", "")
            and _is_converted(first, second)
        ):
            written = text[first.start : first.end], text[second.start : second.end]
            message = f"{written[0]}と{written[1]}（{money_text(int(second.value))}）は同じ額ではありません。"
            yield Remark(
                span_of(document, first),
                message,
                (span_of(document, second),),
                "金額と単位を確かめてください。",
            )


def _is_converted(first: Quantity, second: Quantity) -> bool:
    if first.value == second.value or not first.value or not second.value:
        return False
    ratio = max(first.value, second.value) / min(first.value, second.value)
    return ratio in (10, 100, 1000, 10000) or (
        ratio < Decimal("1.05") and not first.bound and not second.bound
    )


@rule("as-of-date", "warning", "時点の書き方どうしが合わない", "公開日からの日数の計算", precision=NONE)
def check_as_of(document: Document, context: Context) -> Iterator[Remark]:
    """One figure with a time since publication (配信後約1週間) and with a day (3月11日時点) is of one time.

    Source: the day of publication plus the time said; 約 allows half as much again, and two days always.

    >>> told("as-of-date", AS_OF_TEXT.format("3月25日"))
    ['279回は「配信後約1週間」（3月11日ごろ）の数値とされていますが、別の箇所では3月25日時点です。']
    >>> told("as-of-date", AS_OF_TEXT.format("3月11日"))
    []
    """
    topics = topics_of(document, context)
    published = _published(document, context)
    quantities = [found for found in quantities_of(document, context) if found.unit in ("回", "件")]
    days = _as_of_days(document, context)
    for quantity in quantities:
        text = document.blocks[quantity.block].folded.text
        start = published.get(topics[quantity.block])
        for match in LATER.finditer(text) if start else ():
            if min(abs(match.start() - quantity.end), abs(quantity.start - match.end())) <= NEAR:
                yield from _check_days(document, quantity, match, start, quantities, days)


def _as_of_days(document: Document, context: Context) -> dict[int, list[Day]]:
    """Block -> days followed by 時点 or 現在."""
    return context.once("as-of days", lambda: by_block(_read_as_of(document, context)))


def _read_as_of(document: Document, context: Context) -> Iterator[Day]:
    for day in days_of(document, context):
        if day.date and AS_OF.match(document.blocks[day.block].folded.text, day.after):
            yield day


def _check_days(
    document: Document,
    quantity: Quantity,
    match: re.Match,
    start: dt.date,
    quantities: list[Quantity],
    days: dict,
) -> Iterator[Remark]:
    length = _length(match)
    meant, slack = start + dt.timedelta(days=length), max(2, length // 2 if match["about"] else 0)
    for other in quantities:
        if other.block == quantity.block or other.value != quantity.value or other.unit != quantity.unit:
            continue
        for day in days.get(other.block, []):
            if abs((day.date - meant).days) > slack:
                message = (
                    f"{_shown(quantity)}は「{match.group()}」（{month_day(meant)}ごろ）の数値とされていますが、"
                    f"別の箇所では{month_day(day.date)}時点です。"
                )
                at = span(document, quantity.block, *match.span())
                yield Remark(at, message, (span_of(document, day),), "時点と数値を確かめてください。")


AS_OF_TEXT = """1. フォーラム開催

再生数：279回（配信後約1週間）

令和6年3月4日に公開を行い、{}時点で 279回再生されており、期待される。
"""
