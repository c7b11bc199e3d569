"""Days as reports write them: 令和6年2月9日（火）, 2024/2/9, 2/6(火), 13日（金）, 令和５年12月, ２月末.

Block.text -> Folded -> Day, in reading order; years that are not written come from years.py.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field

from helpers.dates import LETTERS, WEEKDAYS, year_of_era
from helpers.proofread.document import Document, Span

NAMES = "令和|平成|昭和|大正|明治"
ERA = rf"(?P<era>{NAMES}|(?<![A-Za-z0-9])[RHST](?=(?:元|\d{{1,2}})[年./-]))(?P<number>元|\d{{1,2}})"
YEAR = rf"(?:{ERA}|(?<![\d.,/-])(?P<western>(?:1[89]|20)\d\d))"
OTHER = rf"(?:年?\((?:(?:{NAMES})(?:元|\d{{1,2}})|[RHST]\d{{1,2}}|\d{{4}})年?\))?"
MONTH_DAY = r"(?P<month>(?<!\d)\d{1,2})月(?P<day>\d{1,2})日"
SIGN_DAY = r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])"
HOLIDAY = (
    r"(?:[・,、/(]?(?:祝日?|休日?|振休|振替休日|振替|国民の祝日|国民の休日|文化の日|昼|夜|午前|午後)\)?)*"
)
KANJI = r"(?P<weekday>[月火水木金土日])"
ENGLISH = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
WEEKDAY = re.compile(
    rf" ?[(\[【〈<](?:祝日?[・,、/])?{KANJI}(?:曜日?)?{HOLIDAY}(?:[ 、,・]?\d{{1,2}}[:時][^()]{{0,20}})?[)\]】〉>]"
    rf"|[,、]? ?{KANJI.replace('weekday', 'spelled')}曜"
    rf"| ?\((?P<english>{ENGLISH})(?:day|sday|nesday|rsday|urday)?\.?\)"
)
KANJI_FIGURE = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三]?[〇一二三四五六七八九])"
PATTERNS = [
    re.compile(
        rf"(?:(?:(?P<era>{NAMES})(?P<number>元|{KANJI_FIGURE})|(?P<western>[一二][〇一二三四五六七八九]{{3}}))年)?"
        rf"(?<![〇一二三四五六七八九十第])(?P<month>{KANJI_FIGURE})月(?P<day>{KANJI_FIGURE})日(?!間)"
    ),
    re.compile(rf"(?:{YEAR}{OTHER}年{OTHER}の?)?{MONTH_DAY}"),
    re.compile(rf"{YEAR}年{SIGN_DAY}"),
    re.compile(rf"{YEAR}(?P<sign>[./-])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?![\d./-]*\d)"),
    re.compile(
        rf"{ERA}\.(?P<month>\d{{1,2}})(?=月|上旬|中旬|下旬|末)月?(?P<part>上旬|中旬|下旬|末)?(?![\d./月-])"
    ),
    re.compile(rf"(?<![\d./-]){SIGN_DAY}(?= ?\([月火水木金土日MTWFS祝])"),
    re.compile(r"(?<![\d月/.-])(?P<day>\d{1,2})日(?= ?\((?:祝[・,])?[月火水木金土日](?:曜|[)・,、]))"),
    re.compile(
        rf"(?:{YEAR}{OTHER}年{OTHER}の?)?(?P<month>(?<![\d.第])\d{{1,2}})月(?!曜)(?P<part>上旬|中旬|下旬|初旬|末|頃|ごろ|初め)?(?![\d間分号例])"
    ),
]
DIGITS = "〇一二三四五六七八九"
FIGURES = ("number", "western", "month", "day")
TO = r"(?:~|∼|―|—|-|から|より)"
TAIL = re.compile(
    rf" ?{TO} ?(?:{YEAR}{OTHER}年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日"
    rf"| ?(?:~|∼|から) ?(?P<slash>\d{{1,2}})/(?P<slash_day>\d{{1,2}})(?![\d/])"
)


@dataclass(frozen=True)
class Day:
    """A day, or a month (`day` None), as written; `start` and `end` count in the folded text of block `block`.

    `year` is the written one; `years` are those it may be in, the likeliest first, where `basis` says from:
    "stated", "near" (a year just before it), "fiscal" (the document's fiscal year) or "" (nothing).
    `is_close`: the near year stands in the same block.
    """

    block: int
    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    era: tuple[str, int] | None = None
    part: str = ""
    weekday: str = ""
    after: int = 0  # where the text goes on behind the weekday
    years: tuple[int, ...] = field(default=())
    basis: str = ""
    is_close: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day in its likeliest year; None for months, unknown years and days that do not exist."""
        return make_date(self.years[0], self.month, self.day) if self.years else None

    def bounds(self) -> tuple[dt.date, dt.date] | None:
        """First and last day meant: of a month or a part of it several days."""
        if self.date:
            return self.date, self.date
        if not self.years or self.day or not 1 <= (self.month or 0) <= 12:
            return None
        year, last = self.years[0], calendar.monthrange(self.years[0], self.month)[1]
        first, end = {
            "上旬": (1, 10),
            "初旬": (1, 10),
            "初め": (1, 10),
            "中旬": (11, 20),
            "下旬": (21, last),
            "末": (21, last),
        }.get(self.part, (1, last))
        return dt.date(year, self.month, first), dt.date(year, self.month, end)


def make_date(year: int, month: int | None, day: int | None) -> dt.date | None:
    """None for what the calendar does not hold."""
    try:
        return dt.date(year, month, day)
    except (TypeError, ValueError):
        return None


def meet(one: Day, other: Day) -> bool:
    """Whether two days, or a day and a month, can be the same; unknown years can."""
    bounds = [day.bounds() for day in (one, other)]
    return None in bounds or (bounds[0][0] <= bounds[1][1] and bounds[1][0] <= bounds[0][1])


def span_of(document: Document, item: object) -> Span:
    """Where something found (with `block`, `start`, `end`) stands in the text as printed."""
    return Span(item.block, *document.blocks[item.block].folded.span(item.start, item.end))


def find_days(text: str, block: int = 0) -> list[Day]:
    """Days and months of one folded text, in order, without the years that context gives.

    >>> [(day.year, day.month, day.day, day.weekday) for day in find_days("令和6年2/6(火)から8日(木)")]
    [(2024, 2, 6, '火'), (None, 2, 8, '木')]
    >>> [(day.year, day.month, day.day, day.weekday) for day in find_days("令和六年二月九日(火)、二〇二四年一月十九日")]
    [(2024, 2, 9, '火'), (2024, 1, 19, '')]
    >>> [(day.month, day.day, day.part) for day in find_days("3.5月分、2月末、1/2の人")]
    [(2, None, '末')]
    """
    if not any(sign in text for sign in "月日/.-"):
        return []
    found: list[Day] = []
    for match in _matches(text):
        if found and match.start() < found[-1].after:
            continue
        day = _build(text, block, match, found[-1] if found else None)
        if day:
            found.append(day)
            if day.day and (tail := TAIL.match(text, day.after)):
                other = _build(text, block, tail, day)
                found += [other] if other else []
    return found


def _matches(text: str) -> list[re.Match]:
    """All patterns' matches, at each place the longest."""
    matches = [match for pattern in PATTERNS for match in pattern.finditer(text)]
    return sorted(matches, key=lambda match: (match.start(), -match.end()))


def _build(text: str, block: int, match: re.Match, before: Day | None) -> Day | None:
    parts = match.groupdict()
    if parts.get("slash"):
        parts |= {"month": parts["slash"], "day": parts["slash_day"]}
    parts |= {name: read_figure(parts[name]) for name in FIGURES if parts.get(name)}
    month = int(parts["month"]) if parts.get("month") else None
    if month is None:  # 13日（金）: the month only from a day shortly before
        if not before or not before.day or match.start() - before.after > 30:
            return None
        month = before.month
    era, year = read_year(parts)
    day = int(parts["day"]) if parts.get("day") else None
    start = match.start() + _lead(match)
    weekday, after = read_weekday(text, match.end()) if day else ("", match.end())
    return Day(block, start, match.end(), year, month, day, era, parts.get("part") or "", weekday, after)


def read_figure(text: str) -> str:
    """Kanji numerals as figures, by places or with 十; others as they are.

    >>> [read_figure(text) for text in ("六", "十二", "二十三", "二〇二四", "三〇", "元", "12")]
    ['6', '12', '23', '2024', '30', '元', '12']
    """
    if not text or text[0] not in DIGITS + "十":
        return text
    if "十" not in text:
        return "".join(str(DIGITS.index(sign)) for sign in text)
    tens, _, ones = text.partition("十")
    return str((DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0))


def _lead(match: re.Match) -> int:
    """Characters of a range sign at the head of a tail."""
    return len(match.group()) - len(re.sub(rf"^ ?{TO} ?", "", match.group()))


def read_year(parts: dict[str, str | None]) -> tuple[tuple[str, int] | None, int | None]:
    """((era, number) or None, western year or None) of a match's groups."""
    if parts.get("western"):
        return None, int(parts["western"])
    if not parts.get("era"):
        return None, None
    name = LETTERS.get(parts["era"], parts["era"])
    number = 1 if parts["number"] == "元" else int(parts["number"])
    return (name, number), year_of_era(name, number)


def read_weekday(text: str, position: int) -> tuple[str, int]:
    """(weekday written at a position or "", where the text goes on).

    >>> read_weekday("(火・祝)に", 0), read_weekday("火曜日に", 0), read_weekday("(日本時間)", 0), read_weekday("(土・日)", 0)
    (('火', 5), ('火', 2), ('', 0), ('', 0))
    """
    match = WEEKDAY.match(text, position)
    if not match:
        return "", position
    kanji = match["weekday"] or match["spelled"]
    return kanji or WEEKDAYS[ENGLISH.split("|").index(match["english"])], match.end()
