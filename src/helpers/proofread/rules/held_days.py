"""Days of a text against the days that the case holds: of an event, a survey, a publication, the log of meetings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY
from helpers.proofread.extract.around import is_of_others, sentence_at
from helpers.proofread.extract.dates import Day, meet, span_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.periods import starts_of
from helpers.proofread.extract.statements import role_of
from helpers.proofread.extract.subjects import Subject, is_told_of_others, subject_at
from helpers.proofread.extract.terms import span
from helpers.proofread.extract.times import HALF, Hours, clock, hours_of, read_moment
from helpers.proofread.held.model import HeldDay
from helpers.proofread.registry import Context, Remark, Severity, rule

EVENT = "1. つながりを考えるフォーラム\n\n開催日時 {}\n\n2. 居場所づくりの取組調査\n\n実施期間：{}"
SAID = {"held": "開催日", "published": "公開日", "handed_out": "配布の時期", "made": "発注の時期"}
LINE = re.compile(r"[^。、\n✓・]{0,16}")
EARLIER = re.compile("(?:一昨|昨|前)年$")
FILM = re.compile("動画|録画")
DATELINE = re.compile(r" ?\d{1,2}(?:時|:)\d*分?(?:配信|公開|更新)")  # of the text itself
AFTER = 4  # characters between a day and its hours: 2月8日土曜日の午後1時半
START = re.compile(
    rf"(?P<time>{HALF}?\d{{1,2}}(?::\d\d|時(?:半|\d{{1,2}}分)?))(?!間)(?:から|に|より)?(?![^。、]{{0,24}}(?:受付|開場))[^。、～~]{{0,24}}?(?:開会|開始|開演|始ま|スタート)"
)
HALF_DAY = dt.timedelta(hours=12)
WORDS = {
    "handed_out": re.compile("配布|掲示"),
    "made": re.compile("発注|契約"),
    "published": re.compile("公開|配信|御覧|ご覧|視聴|見られ"),
}
ASKED = re.compile("アンケート|調査|回答")  # an event has days of its own, and those of its questionnaire
SENT_BEFORE = 7  # days that a survey may be sent out before it starts


@rule(
    "held-date",
    "error",
    "催し・調査の日付が資料と違う",
    "資料（事例の数値台帳）との突合",
    precision=AGAINST_CASES,
)
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
    for said in _statements(document, context):
        held = [item for item in context.held.days if item.affair == said.subject.id]
        held = [item for item in held if said.asks or not item.last]
        severity = None if said.subject.is_sure else "warning"
        for name, given, item in _differences(said, held):
            message = f"{name}が、資料の{item.at.quote}と違います。"
            yield Remark(span_of(document, given), message, (), REMEDY, severity, (item.at,))
        yield from _check_hours(document, said, held, severity)
    yield from _check_starts(document, context)


@dataclass(frozen=True)
class Stated:
    """A day (to `last`, with `hours`) on which something of an affair of the case happened; `asks`: of its questions."""

    day: Day
    last: Day | None
    hours: Hours | None
    role: str
    subject: Subject
    asks: bool


def _statements(document: Document, context: Context) -> Iterator[Stated]:
    hours = {(item.block, item.start): item for item in hours_of(document, context)}
    for day, last in starts_of(document, context):
        text = document.blocks[day.block].folded.text
        subject = _subject(document, context, day)
        if not subject.affair or _is_of_others(document, context, day):
            continue
        behind = ((day.block, day.after + step) for step in range(AFTER))
        found = next((hours[place] for place in behind if place in hours), None)
        role = role_of(document, day, last, found, subject.affair.kind) or _role_of_line(text, day)
        asks = bool(ASKED.search(sentence_at(text, day.start)))
        if role and (asks or subject.is_sure or role not in ("deadline", "sent")):
            yield Stated(day, last, found, role, subject, asks or subject.affair.kind == "survey")


def _is_of_others(document: Document, context: Context, day: Day) -> bool:
    """昨年2月8日, and what a text tells of others."""
    text = document.blocks[day.block].folded.text
    known = {(item.day.month, item.day.day) for item in context.held.days}
    is_earlier = EARLIER.search(text, max(day.start - 4, 0), day.start) and (day.month, day.day) not in known
    return bool(is_earlier) or is_told_of_others(document, context, day.block, day.start)


def _subject(document: Document, context: Context, day: Day) -> Subject:
    """Of the passage; a film that was published is of the only event of which the case has one."""
    subject = subject_at(document, context, day.block, day.start)
    text = document.blocks[day.block].folded.text
    owners = {item.affair for item in context.held.days if item.role == "published"}
    sentence = sentence_at(text, day.start)
    is_film = FILM.search(sentence) and _role_of_line(text, day) == "published"
    if subject.affair or len(owners) != 1 or not is_film:
        return subject
    return Subject(next(affair for affair in context.held.affairs if affair.id in owners))


def _role_of_line(text: str, day: Day) -> str:
    """令和6年2月末 リーフレット配布: what the rest of a line of a plan or a list says is done."""
    rest = LINE.match(text, day.after).group()
    if DATELINE.match(rest):
        return ""
    return next((role for role, word in WORDS.items() if word.search(rest)), "")


def _differences(said: Stated, held: list[HeldDay]) -> Iterator[tuple[str, Day, HeldDay]]:
    """(what differs, the day that does, what is held)."""
    own = [item for item in held if item.role == said.role and not item.last]
    if own and said.day.bounds() and not any(meet(said.day, item.day) for item in own):
        yield SAID[said.role], said.day, own[0]
    for item in (item for item in held if item.role == "period"):
        if said.role == "period" and not meet(said.day, item.day):
            yield "実施期間の始まり", said.day, item
        if (
            said.role == "sent"
            and said.day.date
            and not 0 <= (item.day.date - said.day.date).days <= SENT_BEFORE
        ):
            yield "発送の日（実施期間の始まり）", said.day, item
        end = {"period": said.last, "deadline": said.last or said.day}.get(said.role)
        if end and not meet(end, item.last):
            yield "実施期間の終わり" if said.last else "締切（実施期間の終わり）", end, item


def _check_hours(
    document: Document, said: Stated, held: list[HeldDay], severity: Severity | None
) -> Iterator[Remark]:
    for item in held:
        if said.role == item.role == "held" and said.hours and item.hours and meet(said.day, item.day):
            yield from _tell_hours(document, said.hours, item, severity)


def _tell_hours(
    document: Document, given: Hours, held: HeldDay, severity: Severity | None
) -> Iterator[Remark]:
    name = odd_hours(given, held.hours)
    if name:
        message = f"{name}が、資料の{clock_of(held.hours)}と違います。"
        yield Remark(span_of(document, given), message, (), REMEDY, severity, (held.at,))


def _check_starts(document: Document, context: Context) -> Iterator[Remark]:
    """午後7時に始まり, 13時30分開会: a start without an end, of an event of the case."""
    starts = {item.affair: item for item in context.held.days if item.role == "held" and item.hours}
    for number, block in enumerate(document.blocks if starts else ()):
        for match in START.finditer(block.folded.text):
            held = starts.get(subject_at(document, context, number, match.start()).id)
            given = read_moment(match["time"])
            if (
                held
                and given
                and (held.hours.first - given) % HALF_DAY
                and not is_of_others(block.folded.text, match.start())
            ):
                message = f"開始時刻が、資料の{clock_of(held.hours)}と違います。"
                yield Remark(
                    span(document, number, *match.span("time")), message, (), REMEDY, "warning", (held.at,)
                )


def odd_hours(found: Hours, held: Hours) -> str:
    """Which of two ranges' ends differ, "" neither."""
    if found.first != held.first:
        return "開始時刻"
    return "終了時刻" if found.last and held.last and found.last != held.last else ""


def clock_of(hours: Hours) -> str:
    """19:00～20:30."""
    return f"{clock(hours.first)}～{clock(hours.last) if hours.last else ''}"
