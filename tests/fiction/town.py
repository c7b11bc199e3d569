"""A town and one year of it: its name, its figures, its calendar. Only `values` are seen by the templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

FIRST_YEAR, LAST_YEAR = 2023, 2025
WEEKDAYS = "月火水木金土日"
FIRST = [
    "若草",
    "白波",
    "ひばり",
    "つばめ",
    "夕映",
    "朝凪",
    "星影",
    "風待",
    "花野",
    "潮見台",
    "銀杏",
    "すずかけ",
    "雲見",
    "楓",
    "雪柳",
    "月見野",
    "鈴鳴",
    "綿雲",
    "萌木",
    "小春",
]
SECOND = [
    "が丘",
    "の森",
    "ケ浜",
    "ケ原",
    "の里",
    "ケ崎",
    "の杜",
    "沢",
    "野",
    "浦",
    "台",
    "島",
    "谷",
    "峰",
    "瀬",
]
PLACES = (
    "福祉会館",
    "公民館",
    "地域包括支援センター",
    "支所",
    "図書館",
    "子育て支援センター",
    "保健センター",
)


@dataclass(frozen=True)
class Town:
    """One fictional municipality. `number` 0 is さくら川市; its figures follow from the number alone."""

    number: int

    @property
    def slug(self) -> str:
        return f"town_{self.number:03d}" if self.number else "sakuragawa"

    @property
    def bare_name(self) -> str:
        """The name without its mark; one beyond 300 is told apart by a leading 新, 北, …, up to 1,799"""
        if not self.number:
            return "さくら川市"
        rest, second = divmod(self.number, len(SECOND))
        rounds, first = divmod(rest, len(FIRST))
        lead = ("", "新", "北", "南", "東", "西")[rounds % 6] * (1 + rounds // 6)
        return f"{lead}{FIRST[first]}{SECOND[second]}市"

    @property
    def name(self) -> str:
        return f"{self.bare_name}（架空）"

    def random(self, *purpose: object) -> Random:
        """Random numbers of their own for each purpose, so that one more draw here changes nothing there."""
        return Random(":".join(map(str, (self.number, *purpose))))


@dataclass(frozen=True)
class Year:
    """One fiscal year of a town; `stage` is the chapter of the story that it tells (1, 2, 3)."""

    town: Town
    fiscal_year: int
    respondents: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.fiscal_year <= LAST_YEAR:
            raise ValueError(
                f"fiscal_year {self.fiscal_year}: the story is told for {FIRST_YEAR} to {LAST_YEAR} only"
            )
        if self.respondents < 10:
            raise ValueError(f"respondents {self.respondents}: 10 or more")

    @property
    def stage(self) -> int:
        return self.fiscal_year - FIRST_YEAR + 1

    @property
    def forum_answers(self) -> int:
        return 80 + self.town.random(self.fiscal_year, "forum").randint(5, 65)

    def day(self, month: int, weekday: str, week: int) -> dt.date:
        """The `week`-th given weekday (月 … 日) of a month of this fiscal year."""
        first = dt.date(self.fiscal_year + (month < 4), month, 1)
        ahead = (WEEKDAYS.index(weekday) - first.weekday()) % 7
        return first + dt.timedelta(days=ahead + 7 * (week - 1))


def build_values(year: Year) -> dict[str, object]:
    """Name -> value for the templates: names, days (ISO) and figures of this year."""
    town, step = year.town, year.stage - 1
    random, size = town.random("figures"), town.random("size").randint(40, 320)
    days = _platform_days(year)
    attendance = year.forum_answers + town.random(year.fiscal_year, "attendance").randint(20, 70)
    return {
        "slug": town.slug, "name": town.name, "number": 4 + town.number,
        "fiscal_year": year.fiscal_year, "population": 1000 * size + random.randint(0, 999) - 400 * step,
        "population_date": f"{year.fiscal_year}-04-01", "attendance": attendance,
        "sent": round(year.respondents * (3.05 - 0.1 * step), -1), "survey_start": year.day(9, "月", 2),
        "survey_end": year.day(10, "金", 2), "forum_date": year.day(2, "土", 2), "forum_weekday": "土",
        "video_date": year.day(3, "月", 1), "counted_date": year.day(3, "月", 3),
        "plays": random.randint(150, 420) + 90 * step, "shares": random.randint(8, 60) + 11 * step,
        "visits": random.randint(900, 2400) + 700 * step, "watch_groups": random.randint(28, 60) + 6 * step,
        "watch_shops": random.randint(90, 260) + 15 * step, "boards": random.randint(60, 180),
        "salons": random.randint(3, 5) + 4 * step, "consultations": random.randint(120, 240) + 95 * step,
        "agreements": random.randint(9, 18) * step, "households": random.randint(38, 52) - step,
        "volunteers": random.randint(24, 40) + 2 * step, "leaflet_month": f"{year.fiscal_year}-11",
        **{f"cost_{name}": cost for name, cost in _costs(random, step).items()},
        **{f"pf{number}": day for number, day in enumerate(days, 1)},
        "pf_first": f"{days[0]:%Y-%m}", "pf_last": f"{days[-1]:%Y-%m}", "march": f"{year.fiscal_year + 1}-03",
        "decided": year.day(3, "金", 4),
    }  # fmt: skip


def _costs(random: Random, step: int) -> dict[str, int]:
    """Yen a contractor: printing falls as more is read online, the salons grow."""
    base = {"hall": 900, "print": 420, "video": 260, "survey": 1100, "leaflet": 380, "salon": 500}
    change = {"hall": 1.0, "print": 0.9, "video": 1.1, "survey": 0.95, "leaflet": 0.85, "salon": 1.5}
    return {
        name: 10_000 * round(value * change[name] ** step * random.uniform(0.8, 1.25) / 10)
        for name, value in base.items()
    }


def _platform_days(year: Year) -> list[dt.date]:
    """Three meetings more than the year of the story has stages: four, five, six."""
    months = {1: (7, 10, 12, 2), 2: (6, 8, 10, 12, 2), 3: (5, 7, 9, 11, 1, 2)}[year.stage]
    return [year.day(month, "火", 3) for month in months]


def list_meetings(year: Year, counterpart: str) -> list[list[object]]:
    """meetings.csv: no | date | weekday | start | end | counterpart. The third weekday is received wrong."""
    rows = []
    for number, (month, weekday) in enumerate(zip((5, 7, 9, 11, 1, 2), "水木火金水木", strict=True), 1):
        day, start = year.day(month, weekday, 2), 10 + number % 5
        received = WEEKDAYS[(WEEKDAYS.index(weekday) + 1) % 7] if number == 3 else weekday
        rows.append([number, day, received, f"{start}:00", f"{start + 1}:30", counterpart])
    return rows


def list_distribution(year: Year) -> list[list[object]]:
    """distribution.csv: group | place | sites | copies_per_site | copies, with sums that are right."""
    random = year.town.random(year.fiscal_year, "distribution")
    rows = [
        ["市内各所", place, sites := random.randint(2, 14), each := random.choice((10, 20, 30)), sites * each]
        for place in PLACES
    ]
    rows.append(["市内各所", "社会福祉協議会", "", "", 10 * random.randint(15, 40)])
    inside = [
        ["市役所内", place, "", "", 10 * random.randint(1, 6)]
        for place in ("総合窓口", "生活支援課", "市民相談室")
    ]
    total = [sum(row[4] for row in group) for group in (rows, inside)]
    sums = [
        ["小計", "市内各所", "", "", total[0]],
        ["小計", "市役所内", "", "", total[1]],
        ["合計", "", "", "", sum(total)],
    ]
    return [*rows, sums[0], *inside, *sums[1:]]
