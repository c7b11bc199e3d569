"""What a report says happened on a day: an event was held, a survey sent out or closed, a leaflet handed out.

Affair + Day + the words around it -> Statement(role, first day, last day).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.affairs import Affair, affairs_of
from helpers.proofread.extract.dates import Day
from helpers.proofread.extract.periods import starts_of
from helpers.proofread.extract.times import Hours, hours_of
from helpers.proofread.registry import Context

PLACE = r"(?:に|にて|付で|付けで|から|より|に?[^。、()]{1,10}にて)?"
BEHIND = {
    "deadline": re.compile(
        r"(?:に|を)?(?:〆切|締切|締め切|締めきり|必着|期限|消印有効|(?:\d+時)?まで(?!の))"
    ),
    "sent": re.compile(rf"{PLACE}(?:調査票を|依頼文?を|案内を)?(?:発出|発送|送付)"),
    "published": re.compile(rf"{PLACE}(?:動画を|一般)?(?:公開|配信|アップ|公表)"),
    "handed_out": re.compile(rf"{PLACE}(?:に|を)?(?:配布|掲示|発行|納品)"),
    "made": re.compile(rf"{PLACE}(?:発注|契約|着手|作成|校了|入稿)"),
    "held": re.compile(
        rf"{PLACE}[、,]?(?:[^。、]{{0,25}}を)?(?:[^。、を]{{2,20}}(?:で|にて|において))?(?:開催(?!予定が)|挙行|開いた)"
    ),
}
BEFORE = {
    "applied": re.compile(
        r"(?:申込|申し込み|応募|参加受付|募集)(?:期限|締切|締め切り|〆切)日?[はを]?[::]?\(?$"
    ),
    "deadline": re.compile(r"(?:回答|提出|調査)?(?:期限|締切|締め切り|〆切)日?[はを]?[::]?\(?$"),
    "held": re.compile(r"(?:開催|実施|開講)?(?:日時|時期|期日|開催日|実施日|会期|日程|とき)[はを]?[::]?\(?$"),
    "published": re.compile(r"(?:公開|配信)(?:した|開始日?|日|済み?)?[はを]?[::]?\(?$"),
}
SPAN_OF_TIME = re.compile(r"(?:実施|調査|回答|回収|実査|募集|受付)(?:期間|時期|日程)(?:は|:|)?\(?$")
OTHER_HOURS = re.compile(r"受付|集合|準備|打合せ|打ち合わせ|リハーサル|搬入|申込|電話|会議|[ぁ-ん]$")
LABEL = 14  # characters of a label looked at before a day


@dataclass(frozen=True)
class Statement:
    """`affair` at `role` ("held", "sent", "deadline", "period", "published", "handed_out", ...) on `day` (to `last`)."""

    affair: Affair
    role: str
    block: int
    start: int
    end: int
    day: Day
    last: Day | None = None
    hours: Hours | None = None

    @property
    def date(self) -> dt.date | None:
        return self.day.date


def statements_of(document: Document, context: Context) -> list[Statement]:
    """Everything that is said of affairs with a day, in order."""
    return context.once("statements", lambda: list(_read_statements(document, context)))


def _read_statements(document: Document, context: Context) -> Iterator[Statement]:
    owners = _owners(document, affairs_of(document, context))
    hours = {(item.block, item.start): item for item in hours_of(document, context)}
    for day, last in starts_of(document, context):
        affair = owners[day.block]
        if affair:
            found = hours.get((day.block, day.after)) or hours.get((day.block, day.after + 1))
            role = role_of(document, day, last, found, affair.kind)
            if role:
                end = (last or day).after
                yield Statement(affair, role, day.block, day.start, end, day, last, found)


def _owners(document: Document, affairs: list[Affair]) -> list[Affair | None]:
    """For every block the innermost affair that it tells of."""
    owners: list[Affair | None] = [None] * len(document.blocks)
    for affair in affairs:
        length = affair.last - affair.first + 1
        owners[affair.first : affair.last + 1] = [affair] * length
    return owners


def label_before(document: Document, day: Day) -> str:
    """What stands just before a day: in its own block, else a short block before it."""
    text = document.blocks[day.block].folded.text[: day.start].rstrip(" ✓・•-")
    if not text and day.block:
        text = document.blocks[day.block - 1].folded.text
        return text if len(text) <= LABEL else ""
    return text[-LABEL:]


def role_of(document: Document, day: Day, last: Day | None, hours: Hours | None, kind: str) -> str:
    """What happens on a day to an affair of this kind, "" where its words do not say."""
    before, behind = (
        label_before(document, day),
        document.blocks[day.block].folded.text[(last or day).after :],
    )
    if last and (SPAN_OF_TIME.search(before) or kind == "survey"):
        return "period"
    for role, pattern in BEFORE.items():
        if pattern.search(before):
            return role
    for role, pattern in BEHIND.items():
        if pattern.match(behind):
            return role
    return "held" if hours and kind == "event" and not OTHER_HOURS.search(before) else ""


def by_affair(statements: list[Statement]) -> list[list[Statement]]:
    """Statements of one part after the other."""
    parts: dict[Affair, list[Statement]] = {}
    for found in statements:
        parts.setdefault(found.affair, []).append(found)
    return list(parts.values())


def plain(day: Day) -> str:
    """2024年2月6日; of a month with its part: 2024年2月末."""
    year = f"{day.years[0]}年" if day.years else ""
    return f"{year}{day.month}月{day.day}日" if day.day else f"{year}{day.month}月{day.part}"
