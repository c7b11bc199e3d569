"""Times of day and ranges of them: 11:30～15:30, 19時から20時半, 午後2時～4時, 19:00～."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import in_blocks
from helpers.proofread.registry import Context

HALF = r"(午前|午後|AM|PM|am|pm)?"
CLOCK = rf"{HALF} ?(?<!\d)(\d{{1,2}})(?::(\d\d)(?!\d)|時(?!間|点|期|代)(?:(\d{{1,2}})分|(半))?)"
RANGE = re.compile(rf"{CLOCK} ?(?:~|∼|―|—|-|から|より)(?: ?{CLOCK})?")


@dataclass(frozen=True)
class Hours:
    """From `first` to `last` (None: open) as since midnight; `is_plain`: both without 午前 and 午後."""

    block: int
    start: int
    end: int
    first: dt.timedelta
    last: dt.timedelta | None
    is_plain: bool

    @property
    def length(self) -> dt.timedelta | None:
        return None if self.last is None else self.last - self.first


def find_hours(text: str, block: int = 0) -> list[Hours]:
    """Ranges of times in a folded text.

    >>> [(str(found.first), str(found.last)) for found in find_hours("19時から20時半、午後2時~4時、11:30~15:30")]
    [('19:00:00', '20:30:00'), ('14:00:00', '16:00:00'), ('11:30:00', '15:30:00')]
    >>> find_hours("5時間から6時間")
    []
    """
    if "時" not in text and ":" not in text:
        return []
    return [found for match in RANGE.finditer(text) if (found := _build(match, block))]


def _build(match: re.Match, block: int) -> Hours | None:
    parts = match.groups()
    first = _moment(*parts[:5])
    last = _moment(parts[5] or parts[0], *parts[6:]) if parts[6] else None
    if last is not None and first is not None and parts[0] and not parts[5] and last < first:
        last += dt.timedelta(hours=12)  # 午前10時~3時
    is_readable = first is not None and (last is not None or not parts[6])
    return Hours(block, *match.span(), first, last, not parts[0]) if is_readable else None


def _moment(
    half: str | None, hour: str, minute: str | None, minutes: str | None, is_half: str | None
) -> dt.timedelta | None:
    number, part = int(hour), 30 if is_half else int(minute or minutes or 0)
    if number > 29 or part > 59:
        return None
    shift = 12 if half in ("午後", "PM", "pm") and number < 12 else 0
    return dt.timedelta(hours=number + shift, minutes=part)


def read_moment(text: str) -> dt.timedelta | None:
    """One time of day since midnight: 午後1時半, 13:30.

    >>> str(read_moment("午後1時半")), str(read_moment("13:30"))
    ('13:30:00', '13:30:00')
    """
    match = re.fullmatch(CLOCK, text)
    return _moment(*match.groups()) if match else None


def hours_of(document: Document, context: Context) -> list[Hours]:
    """All ranges of times of a document."""
    return context.once("hours", lambda: in_blocks(document, find_hours))


def clock(moment: dt.timedelta) -> str:
    """Hours and minutes.

    >>> clock(dt.timedelta(hours=9, minutes=5))
    '9:05'
    """
    hours, rest = divmod(int(moment.total_seconds()), 3600)
    return f"{hours}:{rest // 60:02d}"
