"""One event, one date; one survey, one period; publicity before what it announces; deadlines before the day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from helpers.proofread.document import Document
from helpers.proofread.extract.affairs import groups_of
from helpers.proofread.extract.dates import Day, span_of
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.statements import Statement, by_affair, plain, statements_of
from helpers.proofread.extract.times import clock
from helpers.proofread.registry import Context, Remark, rule

EXAMPLE = """① フォーラム開催

実施時期

✓ 令和6年2/6(火)19時から20時半

② 取組み調査

✓ 令和6年1月23日発出

✓ 2月6日〆切

1. フォーラム開催

開催日時 2024年2月{day}日（火）19:00～

2. 取組み調査

実施期間：2024年1月{start}日～2024年2月{end}日
"""


@rule(
    "event-date",
    "error",
    "一つの催しに二つの日付",
    "同じ見出しの部分どうしの突合",
    precision=measured(1, 1, "報告書1"),
)
def check_events(document: Document, context: Context) -> Iterator[Remark]:
    """Two parts of a report that tell of one event give it one day.

    Source: parts with the same kind of title (extract.affairs). A part with several days is a series and is left alone.

    >>> told("event-date", EXAMPLE.format(day=9, start=23, end=6))
    ['「フォーラム開催」の開催日が、2024年2月6日と2024年2月9日とで違います。']
    >>> told("event-date", EXAMPLE.format(day=6, start=23, end=6))
    []
    """
    for statements in _of_groups(document, context, {"held"}):
        for one, other in _single_pairs(statements):
            if one.date != other.date:
                yield _tell_pair(document, one, other, "開催日")
            elif one.hours and other.hours and one.hours.first != other.hours.first:
                yield _tell_hours(document, one, other)


def _single_pairs(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """The parts of one affair that name one day each, two by two."""
    single = [found for found in by_affair(statements) if len({item.date for item in found}) == 1]
    for (one, *_), (other, *_) in combinations(single, 2):
        if one.date and other.date:
            yield one, other


def _tell_hours(document: Document, one: Statement, other: Statement) -> Remark:
    clocks = [clock(found.hours.first) for found in (one, other)]
    message = f"「{one.affair.title}」の開始時刻が、{clocks[0]}と{clocks[1]}とで違います。"
    related = (span_of(document, one.hours),)
    return Remark(
        span_of(document, other.hours), message, related, "どちらが正しいか確かめ、一つにそろえてください。"
    )


@rule(
    "publication-date",
    "warning",
    "一つの公開物に二つの公開日",
    "同じ見出しの部分どうしの突合",
    precision=NONE,
)
def check_publications(document: Document, context: Context) -> Iterator[Remark]:
    """Two parts that tell of one event give what was published of it (a video) one day.

    Source: parts with the same kind of title. A warning, for there may be two publications.

    >>> told("publication-date", PUBLISHED.format(5))
    ['「フォーラム開催」の公開日が、2023年3月4日と2024年3月4日とで違います。']
    >>> told("publication-date", PUBLISHED.format(6))
    []
    """
    for statements in _of_groups(document, context, {"published"}):
        for one, other in _single_pairs(statements):
            if one.date != other.date:
                yield _tell_pair(document, one, other, "公開日")


@rule(
    "survey-period",
    "error",
    "一つの調査に二つの期間",
    "同じ見出しの部分どうしの突合",
    precision=measured(2, 2, "報告書2"),
)
def check_surveys(document: Document, context: Context) -> Iterator[Remark]:
    """Two parts of a report that tell of one survey give it one start and one end.

    Source: parts with the same kind of title. A survey may be sent out up to a week before it starts, not after.

    >>> told("survey-period", EXAMPLE.format(day=6, start=19, end=23))
    ['「取組み調査」の始まりが、2024年1月23日と2024年1月19日とで違います。', '「取組み調査」の終わりが、2024年2月6日と2024年2月23日とで違います。']
    >>> told("survey-period", EXAMPLE.format(day=6, start=23, end=6))
    []
    """
    for statements in _of_groups(document, context, {"sent", "deadline", "period"}):
        for one, other in combinations(statements, 2):
            for name, first, second in _sides(one, other):
                if first and second and first.date and second.date and first.date != second.date:
                    yield _tell_pair(document, one, other, name, first, second)


def _sides(one: Statement, other: Statement) -> Iterator[tuple[str, Day | None, Day | None]]:
    """What two statements have to say on the same side, start or end."""
    if one.affair is other.affair:
        return
    if {one.role, other.role} == {"sent", "period"}:
        sent, period = (one, other) if one.role == "sent" else (other, one)
        if sent.date and period.date and not 0 <= (period.date - sent.date).days <= 7:
            yield "始まり", one.day, other.day
    elif one.role != "deadline" and other.role != "deadline":
        yield "始まり", one.day, other.day
    ends = [found.day if found.role == "deadline" else found.last for found in (one, other)]
    yield "終わり", ends[0], ends[1]


def _of_groups(document: Document, context: Context, roles: set[str]) -> Iterator[list[Statement]]:
    """Per affair told of in several parts: what is said of it in these roles."""
    statements = [found for found in statements_of(document, context) if found.role in roles]
    for group in groups_of(document, context):
        yield [found for found in statements if found.affair in group]


def _tell_pair(
    document: Document,
    one: Statement,
    other: Statement,
    name: str,
    first: Day | None = None,
    second: Day | None = None,
) -> Remark:
    days = [plain(first or one.day), plain(second or other.day)]
    message = f"「{one.affair.title}」の{name}が、{days[0]}と{days[1]}とで違います。"
    suggestion = "どちらが正しいか確かめ、一つにそろえてください。"
    return Remark(span_of(document, other), message, (span_of(document, one),), suggestion)


PUBLISHED = """1. フォーラム開催

令和{}年3月4日YouTubeにて配信

2. フォーラム開催

2024年3月4日に公開を行い、見られている。
"""
