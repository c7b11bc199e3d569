"""Days of a text against the days that the case holds: of an event, a survey, a publication, the log of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import Day, meet, span_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.periods import periods_of
from helpers.proofread.extract.statements import role_of
from helpers.proofread.extract.subjects import sentence_around, subject_at
from helpers.proofread.extract.times import Hours, clock, hours_of
from helpers.proofread.extract.years import days_of
from helpers.proofread.held.model import HeldDay, HeldMeeting
from helpers.proofread.registry import Context, Remark, rule

EVENT = "1. つながりを考えるフォーラム\n\n開催日時 {}\n\n2. 居場所づくりの取組調査\n\n実施期間：{}"
LOG = "1 令和5年11月7日（火）11:00～12:30\n\n2 {}\n\n3 令和6年1月17日（水）16:00～17:00"
SAID = {"held": "開催日", "published": "公開日", "handed_out": "配布の時期", "made": "発注の時期"}
LINE = re.compile(r"[^。、\n✓・]{0,16}")
WORDS = {
    "handed_out": re.compile("配布|掲示"),
    "made": re.compile("発注|契約"),
    "published": re.compile("公開|配信"),
}
ASKED = re.compile("アンケート|調査|回答")  # an event has days of its own, and those of its questionnaire
SENT_BEFORE = 7  # days that a survey may be sent out before it starts
NEAR = 12  # blocks around the days of a list of meetings
KNOWN = 2  # days of the log that make a list of days the log
REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"


@rule("held-date", "error", "催し・調査の日付が資料と違う", "資料（事例の数値台帳）との突合", precision=NONE)
def check_dates(document: Document, context: Context) -> Iterator[Remark]:
    """A day that a text gives an affair of the case is the one that the case holds.

    Source: the fact store. A day is an affair's if it stands in the part with its title, or beside the title; where
    only a word (フォーラム) names it, another one may be meant, and it is a warning.

    >>> told("held-date", EVENT.format("2024年2月9日 19:00～", "2024年1月23日～2月23日"), held=HELD)
    ['開催日が、資料の令和6年2月6日（火）と違います。', '実施期間の始まりが、資料の2024年1月19日～2024年2月23日と違います。']
    >>> told("held-date", EVENT.format("令和6年2月6日（火）19時から", "1月19日～2月23日"), 2023, held=HELD)
    []
    >>> told("held-date", EVENT.format("令和6年2月6日（火）18:30～", "1月19日～2月23日"), 2023, held=HELD)
    ['開始時刻が、資料の19:00～20:30と違います。']
    """
    if context.held is None:
        return
    periods = {(period.block, period.first.start): period for period in periods_of(document, context)}
    ends = {(period.block, period.last.start) for period in periods.values()}
    hours = {(item.block, item.start): item for item in hours_of(document, context)}
    for day in days_of(document, context):
        subject = subject_at(document, context, day.block, day.start)
        if not subject.affair or (day.block, day.start) in ends:
            continue
        period = periods.get((day.block, day.start))
        found = hours.get((day.block, day.after)) or hours.get((day.block, day.after + 1))
        role = role_of(document, day, period.last if period else None, found, subject.affair.kind)
        role = role or _role_of_line(document, day)
        severity = None if subject.is_sure else "warning"
        if role in ("deadline", "sent") and not subject.is_sure and not _asks(document, day):
            continue
        asks = subject.affair.kind == "survey" or _asks(document, day)
        held = [item for item in context.held.days if item.affair == subject.id and (asks or not item.last)]
        for name, given, item in _differences(role, day, period.last if period else None, held):
            message = f"{name}が、資料の{item.at.quote}と違います。"
            yield Remark(span_of(document, given), message, (), REMEDY, severity, (item.at,))
        yield from _check_hours(document, role, day, found, held)


def _asks(document: Document, day: Day) -> bool:
    """Whether the sentence of a day tells of answers."""
    text = document.blocks[day.block].folded.text
    return bool(ASKED.search(text[slice(*sentence_around(text, day.start))]))


def _role_of_line(document: Document, day: Day) -> str:
    """令和6年2月末 リーフレット配布: what the rest of a line of a plan or a list says is done."""
    rest = LINE.match(document.blocks[day.block].folded.text, day.after).group()
    return next((role for role, word in WORDS.items() if word.search(rest)), "")


def _differences(
    role: str, day: Day, last: Day | None, held: list[HeldDay]
) -> Iterator[tuple[str, Day, HeldDay]]:
    """(what differs, the day that does, what is held)."""
    own = [item for item in held if item.role == role and not item.last]
    if own and day.bounds() and not any(meet(day, item.day) for item in own):
        yield SAID[role], day, own[0]
    for item in held:
        if item.role != "period":
            continue
        if role == "period" and not meet(day, item.day):
            yield "実施期間の始まり", day, item
        if role == "sent" and day.date and not 0 <= (item.day.date - day.date).days <= SENT_BEFORE:
            yield "発送の日（実施期間の始まり）", day, item
        end = last if role == "period" else day if role == "deadline" else None
        if end and not meet(end, item.last):
            yield "実施期間の終わり" if last else "締切（実施期間の終わり）", end, item


def _check_hours(
    document: Document, role: str, day: Day, found: Hours | None, held: list[HeldDay]
) -> Iterator[Remark]:
    for item in held:
        if role == item.role == "held" and found and item.hours and meet(day, item.day):
            name = _odd_hours(found, item.hours)
            if name:
                message = f"{name}が、資料の{_clock(item.hours)}と違います。"
                yield Remark(span_of(document, found), message, (), REMEDY, None, (item.at,))


def _odd_hours(found: Hours, held: Hours) -> str:
    if found.first != held.first:
        return "開始時刻"
    return "終了時刻" if found.last and held.last and found.last != held.last else ""


def _clock(hours: Hours) -> str:
    return f"{clock(hours.first)}～{clock(hours.last) if hours.last else ''}"


@rule("held-meeting", "error", "打合せの日時が記録と違う", "資料（打合せ記録）との突合", precision=NONE)
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
    log = {meeting.day.date: meeting for meeting in context.held.meetings}
    for run in _runs(document, context):
        known = [log[day.date] for day, _ in run if day.date in log]
        if len(known) >= KNOWN and 2 * len(known) >= len(run):
            for day, found in run:
                yield from _check_meeting(document, day, found, log.get(day.date), known)


def _runs(document: Document, context: Context) -> Iterator[list[tuple[Day, Hours]]]:
    """Days with hours just behind them (in the same block or the next), close to each other."""
    hours = hours_of(document, context)
    by_block: dict[int, list[Hours]] = {}
    for item in hours:
        by_block.setdefault(item.block, []).append(item)
    run: list[tuple[Day, Hours]] = []
    for day in days_of(document, context):
        behind = [item for item in by_block.get(day.block, ()) if item.start >= day.after]
        found = (behind or by_block.get(day.block + 1, []))[:1]
        if not found or not day.date:
            continue
        if run and day.block - run[-1][0].block > NEAR:
            yield run
            run = []
        run.append((day, found[0]))
    if run:
        yield run


def _check_meeting(
    document: Document, day: Day, found: Hours, held: HeldMeeting | None, known: list[HeldMeeting]
) -> Iterator[Remark]:
    if held is None and min(item.day.date for item in known) < day.date < max(
        item.day.date for item in known
    ):
        message = "この日の打合せは、資料の記録にありません。"
        yield Remark(span_of(document, day), message, (), REMEDY, None, tuple(item.at for item in known))
    elif held and held.hours and (name := _odd_hours(found, held.hours)):
        message = f"打合せの{name}が、資料の{_clock(held.hours)}と違います。"
        yield Remark(span_of(document, found), message, (), REMEDY, None, (held.at,))
