"""Days of meetings against the log of meetings and the meetings of the platform."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.around import sentence_around
from helpers.proofread.extract.blocks import by_block, runs_of
from helpers.proofread.extract.dates import Day, meet, span_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.subjects import is_told_of_others
from helpers.proofread.extract.times import Hours, hours_of
from helpers.proofread.extract.years import days_of
from helpers.proofread.held.model import HeldMeeting
from helpers.proofread.registry import Context, Remark, rule
from helpers.proofread.rules.held_days import clock_of, odd_hours

LOG = "1 令和5年11月7日（火）11:00～12:30\n\n2 {}\n\n3 令和6年1月17日（水）16:00～17:00"
NEAR = 12  # blocks around the days of a list of meetings, characters between a day and its number
KNOWN = 2  # days of the log that make a list of days the log
NUMBER_BEFORE = re.compile(r"第?(?P<number>\d{1,2})回(?:目)?(?:の会合|会合|会議)?[はがを:(、 ]*$")
NUMBER_BEHIND = re.compile(
    r"(?:に|の|、)?(?:開いた|開催した)?(?:連携)?(?:PF|プラットフォーム)?の?第(?P<number>\d{1,2})回"
)
ENDS = re.compile("(?P<first>最初の会合|初会合|第一回の会合)|最後の会合")
MEETS = re.compile("PF|プラットフォーム|会合|打合せ|打ち合わせ|回")
OTHER_BODY = re.compile(
    "研修会|講座|講演会|連絡会議|委員会|審議会|協議会|セミナー|フォーラム|打合せ|打ち合わせ"
)
PLATFORM = re.compile("PF|プラットフォーム|会合")


@rule(
    "held-meeting", "error", "打合せの日時が記録と違う", "資料（打合せ記録）との突合", precision=AGAINST_CASES
)
def check_meetings(document: Document, context: Context) -> Iterator[Remark]:
    """In a list that holds days of the log of meetings, every day between them is in the log, with its hours.

    Source: meetings.csv. A list is the log's where at least two of its days with hours are; a later one is a plan.

    >>> told("held-meeting", LOG.format("令和5年11月29日（水）11:30～13:00"), held=HELD)
    ['この日の打合せは、資料の記録にありません。']
    >>> told("held-meeting", LOG.format("令和5年11月30日（木）11:30～15:30"), held=HELD)
    ['打合せの終了時刻が、資料の11:30～13:00と違います。']
    >>> told("held-meeting", LOG.format("11/30（木）11:30～13:00"), 2023, held=HELD)
    []
    """
    if context.held is None or len(context.held.meetings) < KNOWN:
        return
    log: dict[dt.date, list[HeldMeeting]] = {}
    for meeting in context.held.meetings:
        log.setdefault(meeting.day.date, []).append(meeting)
    for run in _runs(document, context):
        known = [log[day.date][0] for day, _ in run if day.date in log]
        if len(known) >= KNOWN and 2 * len(known) >= len(run):
            for day, found in run:
                yield from _check_meeting(document, day, found, log.get(day.date, []), known)


def _runs(document: Document, context: Context) -> Iterator[list[tuple[Day, Hours]]]:
    return runs_of(_days_with_hours(document, context), lambda item: item[0].block, NEAR)


def _days_with_hours(document: Document, context: Context) -> Iterator[tuple[Day, Hours]]:
    """Days with hours just behind them (in the same block or the next)."""
    hours = by_block(hours_of(document, context))
    for day in days_of(document, context):
        behind = [item for item in hours.get(day.block, ()) if item.start >= day.after]
        found = (behind or hours.get(day.block + 1, []))[:1]
        if found and day.date:
            yield day, found[0]


def _check_meeting(
    document: Document, day: Day, found: Hours, held: list[HeldMeeting], known: list[HeldMeeting]
) -> Iterator[Remark]:
    """Of two meetings on one day one must agree."""
    days = [item.day.date for item in known]
    if not held and min(days) < day.date < max(days):
        message = "この日の打合せは、資料の記録にありません。"
        yield Remark(span_of(document, day), message, (), REMEDY, None, tuple(item.at for item in known))
    names = [odd_hours(found, item.hours) if item.hours else "" for item in held]
    if names and all(names):
        message = f"打合せの{names[0]}が、資料の{clock_of(held[0].hours)}と違います。"
        yield Remark(span_of(document, found), message, (), REMEDY, None, (held[0].at,))


@rule(
    "held-session",
    "error",
    "連携PFの会合の日が資料と違う",
    "資料（platform.yaml の会合）との突合",
    precision=AGAINST_CASES,
)
def check_sessions(document: Document, context: Context) -> Iterator[Remark]:
    """第2回 令和6年1月16日: a day beside the number of a meeting of the platform; a day in a sentence with others of them.

    Source: platform.yaml. Only where the section or the sentence tells of the platform or its meetings, and not in a
    list of the log of meetings.

    >>> text = "連携PFの会合\\n\\n第1回 令和5年12月12日（火）\\n\\n第2回 {}"
    >>> told("held-session", text.format("令和6年1月23日（火）"), held=HELD)
    ['第2回の会合の日が、資料の令和6年1月16日（火）と違います。']
    >>> told("held-session", text.format("令和6年1月16日（火）"), held=HELD)
    []
    """
    if context.held is None:
        return
    sessions, log = context.held.sessions, {meeting.day.date for meeting in context.held.meetings}
    for day in days_of(document, context) if sessions else ():
        number = _number_beside(document, day) or _end_of_series(document, context, day)
        held = sessions.get(number) if day.date not in log else None
        if held and day.date and not meet(day, held.day):
            yield from _tell_session(document, context, day, number, held)
    for known in (sessions.values(), context.held.meetings):
        yield from _check_sentences(document, context, {meeting.day.date: meeting for meeting in known})


def _tell_session(
    document: Document, context: Context, day: Day, number: int, held: HeldMeeting
) -> Iterator[Remark]:
    """An error where the sentence or a heading tells of the platform; a warning where something near does."""
    block = document.blocks[day.block]
    text = block.folded.text
    start, end = sentence_around(text, day.start)
    sentence = text[start:end]
    before = text[max(start - NEAR * 5, 0) : start]
    is_sure = bool(PLATFORM.search(sentence) or any(map(PLATFORM.search, block.section)))
    is_near = is_sure or PLATFORM.search(before) or _is_below(document, day)
    is_other = OTHER_BODY.search(sentence) or (not is_sure and OTHER_BODY.search(before))
    if is_near and not is_other and not is_told_of_others(document, context, day.block, day.start):
        message = f"第{number}回の会合の日が、資料の{held.at.quote}と違います。"
        yield Remark(span_of(document, day), message, (), REMEDY, None if is_sure else "warning", (held.at,))


def _is_below(document: Document, day: Day) -> bool:
    """Whether a short line above tells of the platform, as the head of a list does."""
    above = document.blocks[max(day.block - NEAR, 0) : day.block]
    return any(PLATFORM.search(block.text) for block in above if len(block.text) <= 40)


def _number_beside(document: Document, day: Day) -> int | None:
    text = document.blocks[day.block].folded.text
    before = NUMBER_BEFORE.search(text, max(day.start - NEAR, 0), day.start)
    match = before or NUMBER_BEHIND.match(text, day.after)
    return int(match["number"]) if match else None


def _end_of_series(document: Document, context: Context, day: Day) -> int | None:
    """最初の会合 and 最後の会合, in the sentence of a day that is alone in it."""
    text = document.blocks[day.block].folded.text
    start, end = sentence_around(text, day.start)
    match = ENDS.search(text, start, end)
    if not match:
        return None
    inside = [
        other
        for other in days_of(document, context)
        if other.block == day.block and start <= other.start < end
    ]
    sessions = context.held.sessions
    return (min(sessions) if match["first"] else max(sessions)) if len(inside) == 1 else None


def _check_sentences(
    document: Document, context: Context, held: Mapping[dt.date, HeldMeeting]
) -> Iterator[Remark]:
    """A day among two days or more of the platform, or of the log, in one sentence."""
    by_sentence: dict[tuple[int, int], list[Day]] = {}
    for day in days_of(document, context) if len(held) > KNOWN else ():
        text = document.blocks[day.block].folded.text
        is_others = is_told_of_others(document, context, day.block, day.start)
        if day.date and not is_others and _number_beside(document, day) is None:
            by_sentence.setdefault((day.block, sentence_around(text, day.start)[0]), []).append(day)
    for days in by_sentence.values():
        known = [held[day.date].at for day in days if day.date in held]
        odd = [day for day in days if day.date not in held and min(held) <= day.date <= max(held)]
        if len(known) >= KNOWN and len(odd) == 1 and MEETS.search(document.blocks[odd[0].block].folded.text):
            message = "この日の会合・打合せは、資料にありません。"
            yield Remark(span_of(document, odd[0]), message, (), REMEDY, "warning", tuple(known))
