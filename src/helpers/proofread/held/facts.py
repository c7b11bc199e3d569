"""The fact store as figures and days that a text may state.

Fact(id, label, printed form, source) -> HeldFigure, HeldDay
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from helpers.facts import Fact
from helpers.proofread.extract.affairs import kind_of
from helpers.proofread.extract.dates import Day
from helpers.proofread.folded import fold
from helpers.proofread.held.model import HeldAffair, HeldDay, HeldFigure
from helpers.proofread.held.printed import place_names, read_days, read_hours, read_quantity, read_source

KINDS = [  # (name of the fact, its label) -> the label under which reports print it
    (re.compile(r"forum\.attendance"), re.compile(""), "参加者数"),
    (re.compile(r".*\.sent"), re.compile("送付"), "送付数"),
    (re.compile(r".*\.returned"), re.compile("回答"), "回答数"),
    (re.compile(r"media\..*"), re.compile("再生"), "再生数"),
    (re.compile(r"media\..*"), re.compile("表示|閲覧"), "表示数"),
    (re.compile(r"projects\..*\.cost"), re.compile("費用"), "委託料"),
    (re.compile(r"distribution\.total"), re.compile(""), "配布部数"),
    (re.compile(r"platform\.meetings"), re.compile(""), "会合数"),
]
ROLES = {
    "held": re.compile("開催日"),
    "published": re.compile("公開|配信"),
    "handed_out": re.compile("配布|掲示|発行"),
    "made": re.compile("発注|契約"),
}
NOT_A_DAY = re.compile("時点|現在")
AS_OF = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?: 00:00:00)?")
PERIOD = re.compile(r"(?P<survey>[^.]+)\.period")
INSIDE = re.compile(r"[^()]+\((.{2,})\)")
TAILS = re.compile(r"(?:への発注額|の費用|の割合|の回答数|の開催|の開催回数|の回数|の件数|の数)$")


def read_figures(facts: Iterable[Fact], owners: Mapping[str, str], place: str = "") -> Iterator[HeldFigure]:
    """Every fact that is a figure. `owners`: first part of a fact's name -> id of its affair; `place`: the municipality,
    whose name a text may leave out."""
    for fact in facts:
        quantity = None if fact.crossed else read_quantity(fact.show())
        if quantity and fact.label:
            quantity = quantity if quantity.unit else replace(quantity, unit=fact.unit)
            kind = next((kind for name, label, kind in KINDS if _is_of_kind(fact, name, label)), "")
            labels = _labels(fact, place) or (fold(fact.label).text,)
            short = () if kind else tuple(name for name in _short(fact) if name not in labels)
            at, owner = read_source(fact.source, fact.show()), owner_of(fact.id, owners)
            yield HeldFigure(fact.id, labels, quantity, at, kind, owner, _as_of(fact), short)


def _is_of_kind(fact: Fact, name: re.Pattern, label: re.Pattern) -> bool:
    return bool(name.fullmatch(fact.id) and label.search(fact.label))


def _labels(fact: Fact, place: str) -> tuple[str, ...]:
    """By what a text may call a fact: of 配布部数（江東区福祉会館（南砂）） also 江東区福祉会館（南砂）, 福祉会館."""
    full = fold(fact.label).text
    names = [TAILS.sub("", full)]
    if inside := INSIDE.fullmatch(full):
        names += place_names(inside[1], place)
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def _short(fact: Fact) -> tuple[str, ...]:
    """The last part of a label, 区長の投稿のリポスト -> リポスト, where it says enough by itself."""
    last = re.split(r"の|への|に|を|が", TAILS.sub("", fold(fact.label).text))[-1]
    return (last,) if len(last) >= 3 and not last.endswith(("数", "率", "合計")) else ()


def _as_of(fact: Fact) -> Day | None:
    """2024-03-11, 2020-10: the day or month that a figure is of."""
    match = AS_OF.fullmatch(fact.as_of)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return Day(0, 0, 0, year, month, day, years=(year,), basis="stated")


def owner_of(id: str, owners: Mapping[str, str]) -> str:
    """The affair of a fact: of projects that of the project, else that of the first part of its name."""
    first, _, rest = id.partition(".")
    return owners.get(rest.partition(".")[0] if first == "projects" else first, "")


def read_held_days(
    facts: Mapping[str, Fact], owners: Mapping[str, str], affairs: Iterable[HeldAffair]
) -> Iterator[HeldDay]:
    """Days and periods of the affairs, the hours of an event with its day."""
    affairs = list(affairs)
    for fact in facts.values():
        days = [] if fact.crossed or NOT_A_DAY.search(fact.label) else read_days(fact.show())
        period = PERIOD.fullmatch(fact.id)
        at = read_source(fact.source, fact.show())
        if period and len(days) == 2:
            yield HeldDay(owners.get(period["survey"], ""), "period", days[0], at, days[1])
        elif len(days) == 1 and not fact.id.endswith((".start", ".end")):
            role = next((role for role, label in ROLES.items() if label.search(fact.label)), "")
            affair = _affair_of_day(fact, role, owners, affairs)
            if role and affair:
                time = facts.get(f"{fact.id.rpartition('.')[0]}.time")
                hours = read_hours(time.show()) if time and role == "held" else None
                yield HeldDay(affair, role, days[0], at, hours=hours)


def _affair_of_day(fact: Fact, role: str, owners: Mapping[str, str], affairs: list[HeldAffair]) -> str:
    """That of the fact's name; else the only one of the kind that its label names; a film is of the only event."""
    if owner := owner_of(fact.id, owners):
        return owner
    kind = "event" if role == "published" else kind_of(fact.label)[0]
    alike = [affair.id for affair in affairs if affair.kind == kind]
    return alike[0] if len(alike) == 1 else ""
