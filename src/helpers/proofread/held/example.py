"""A small case as it is held: what the examples of the rules held-* hold their texts against."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from helpers.facts import Fact, FactStore
from helpers.findings import Place
from helpers.proofread.found import Passage
from helpers.proofread.held.facts import read_figures, read_held_days
from helpers.proofread.held.model import Held, HeldAffair, HeldMeeting, HeldShare, HeldTable, Tabulated
from helpers.proofread.held.printed import read_days, read_hours
from helpers.proofread.held.sentences import read_sentences

FACTS = [
    Fact("case.population", 524310, "人", "人口", "case.yaml（国勢調査）", as_of="2020-10"),
    Fact("boards", 100, "か所", "ポスターを掲示した掲示板", "facts.csv 7行目", prefix="約"),
    Fact("forum.date", dt.date(2024, 2, 6), label="フォーラムの開催日", source="forum.yaml"),
    Fact("forum.time", "19:00～20:30", label="フォーラムの時間", source="forum.yaml"),
    Fact("forum.attendance", 110, "名", "フォーラムの参加者数", "forum.yaml"),
    Fact("survey.period", "2024年1月19日～2024年2月23日", label="調査の期間", source="survey.yaml"),
    Fact("survey.sent", 216, "団体", "送付数", "survey.yaml"),
    Fact("survey.returned", 62, "団体", "回答数", "responses.csv"),
    Fact("survey.response_rate", 28.7, "%", "回収率", "responses.csv"),
    Fact("projects.forum.cost.1", 2000000, "円", "東京ベイネットワークへの発注額", "projects.yaml"),
]
OWNERS = {"forum": "forum", "survey": "survey"}
AFFAIRS = (
    HeldAffair("forum", "event", "フォーラム", ("つながりを考えるフォーラム",)),
    HeldAffair("survey", "survey", "調査", ("居場所づくりの取組調査",)),
)


def _share(choice: str, n: int, percent: str) -> HeldShare:
    at = Passage("responses.csv", 0, 1, f"Q17「{choice}」{n}団体、{percent}%")
    return HeldShare("survey", "Q17", "取り組む必要性を感じていますか", choice, n, 62, Decimal(percent), at)


def _meeting(row: int, shown: str) -> HeldMeeting:
    return HeldMeeting(read_days(shown)[0], read_hours(shown), Passage("meetings.csv", row, 1, shown))


def _places(**copies: int) -> HeldTable:
    rows = {
        place: {"copies": (Decimal(number), Passage("distribution.csv", row, 1, f"{place} {number}"))}
        for row, (place, number) in enumerate(copies.items(), 2)
    }
    return HeldTable({"copies": ("配布部数", "部数")}, rows)


HELD = Held(
    affairs=AFFAIRS,
    figures=tuple(read_figures(FACTS, OWNERS)),
    days=tuple(read_held_days({fact.id: fact for fact in FACTS}, OWNERS, AFFAIRS)),
    shares=(_share("はい", 59, "95.2"), _share("いいえ", 3, "4.8")),
    tables=(_places(福祉会館=70, 保健相談所=40, 出張所=80),),
    meetings=(
        _meeting(2, "令和5年11月7日（火） 11:00～12:30"),
        _meeting(3, "令和5年11月30日（木） 11:30～13:00"),
        _meeting(4, "令和6年1月17日（水） 16:00～17:00"),
    ),
    names={
        "division": {"保健予防課": Passage("case.yaml", 13, 1, "保健予防課")},
        "person": {"高橋良太": Passage("forum.yaml", 16, 1, "高橋良太")},
    },
    posts={
        "高橋良太": (frozenset({"部長"}), Passage("forum.yaml", 16, 1, "社会福祉協議会地域福祉部長 高橋良太"))
    },
    sessions={
        number: HeldMeeting(read_days(shown)[0], None, Passage("platform.yaml", number + 8, 1, shown))
        for number, shown in enumerate(("令和5年12月12日（火）", "令和6年1月16日（火）"), 1)
    },
    venues={"forum": Passage("forum.yaml", 6, 1, "総合区民センターホール")},
    sentences=read_sentences(
        [(Place("chapters/forum.md", row=3), "当日は、区内で活動する{{ forum.attendance }}が参加した。")],
        FactStore({fact.id: fact for fact in FACTS}),
    ),
    tabulated={
        "survey": Tabulated(
            (Decimal("4.8"), Decimal("95.2")),
            (),
            (),
            frozenset({3, 59, 62}),
            "団体",
            Passage("surveys/survey", 0, 1, "集計"),
        )
    },
)
