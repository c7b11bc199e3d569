"""One figure over the years: what it was in each, from how many answers, and whether its change is more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.facts import Fact
from helpers.years.chain import Chain
from helpers.years.chance import ChanceTest, Share, compare_shares
from helpers.years.composition import with_whole
from helpers.years.links import CONDITIONAL, NO, SAME, Link, find_link
from helpers.years.read import Year

SYNTHETIC, NO_BASE = "合成データ", "n 不明"
NOT_CONFIRMED = "対応は【案】"
RATE = ".response_rate"


@dataclass(frozen=True)
class Reading:
    """A figure in one year; `share` are the counts behind a share, None where there are none or they are not known."""

    fact: Fact
    share: Share | None = None

    @property
    def is_number(self) -> bool:
        return isinstance(self.fact.value, int | float)


@dataclass(frozen=True)
class Change:
    """From one year to the next. `difference` is in the figure's unit (points for shares), None where the two must
    not be subtracted; `untested` says why there is no test of a share, `notes` what changed in the asking."""

    difference: int | float | None
    test: ChanceTest | None = None
    untested: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_more_than_chance(self) -> bool:
        return self.test is not None and self.test.is_more_than_chance


@dataclass(frozen=True)
class Indicator:
    """A figure and its name in each year of the chain, oldest first; None where that year has no such figure."""

    names: tuple[str | None, ...]

    @property
    def name(self) -> str:
        """In the latest year that has one."""
        return next(name for name in reversed(self.names) if name)


def read_indicator(year: Year, name: str | None) -> Reading | None:
    """The figure `name` of a year's fact store; None where the year has none."""
    fact = None if name is None else year.facts.facts.get(name)
    return None if fact is None else Reading(fact, _share(year, name))


def _share(year: Year, name: str) -> Share | None:
    if name.endswith(RATE):
        survey, facts = name.removesuffix(RATE), year.facts.facts
        returned, sent = (int(facts[f"{survey}.{key}"].value) for key in ("returned", "sent"))
        return Share(returned, sent) if returned <= sent else None
    row = find_choice(year, name)
    if row is None or pd.isna(row["n"]) or pd.isna(row["base"]):
        return None
    return Share(_whole(row["n"]), _whole(row["base"]))


def _whole(number: float) -> int | float:
    return int(number) if float(number).is_integer() else float(number)


def find_choice(year: Year, name: str) -> pd.Series | None:
    """The row of df_by_question_choice behind `survey.Q5.参加していない.percent`."""
    parts = name.removesuffix(".percent").split(".", 2)
    if not name.endswith(".percent") or len(parts) < 3:
        return None
    held = year.results
    found = held[(held["survey"] == parts[0]) & (held["question"] == parts[1]) & (held["choice"] == parts[2])]
    return found.iloc[0] if len(found) else None


def name_before(before: Year, after: Year, name: str) -> str | None:
    """What this year's figure was called the year before: its question may have had another number then."""
    return Chain([before, after]).name_in(before, name, after)


def compare_indicator(before: Year, after: Year, name: str, chain: Chain | None = None) -> Change | None:
    """The change of the figure that the later year calls `name`; None where one of the years has no such number.

    Without a `chain` the two years are next to each other.
    """
    chain = chain or Chain([before, after])
    old = read_indicator(before, chain.name_in(before, name, after))
    new = read_indicator(after, name)
    if old is None or new is None or not (old.is_number and new.is_number):
        return None
    link = _link(chain, before, after, name)
    notes = _notes(link)
    broken = (link.words or link.reason) if link and link.comparable == NO else ""
    if broken or old.fact.synthetic or new.fact.synthetic:
        return Change(None, None, broken or SYNTHETIC, notes)
    difference = new.fact.value - old.fact.value
    if new.fact.unit != "%":
        return Change(difference, notes=notes)
    if old.share is None or new.share is None:
        return Change(difference, None, NO_BASE, notes)
    return Change(difference, compare_shares(old.share, new.share), "", notes)


def _link(chain: Chain, before: Year, after: Year, name: str) -> Link | None:
    """What changed in the question behind the figure."""
    survey, question = [*name.split(".", 2), ""][:2]
    return find_link(with_whole(chain.links(survey, before, after)), question)


def _notes(link: Link | None) -> tuple[str, ...]:
    """設問文が変わった; and where nobody has confirmed what it follows from, that."""
    if link is None:
        return ()
    words = [link.words] if link.comparable in (CONDITIONAL, NO) and link.words else []
    is_open = link.is_draft and link.status != (SAME,)
    return tuple([*words, *([NOT_CONFIRMED] if is_open else [])])


def list_indicators(chain: Chain) -> list[Indicator]:
    """Every figure that a ledger names, in the order of the ledgers, then the response rate of each survey."""
    years = chain.years
    named = [(year, name) for year in years for issue in year.raw.carry_over for name in issue["indicators"]]
    rates = [(year, f"{survey}{RATE}") for year in years for survey in year.raw.surveys]
    held = [(year, name) for year, name in rates if any(name in y.facts.facts for y in years)]
    found = [Indicator(tuple(chain.name_in(y, name, at) for y in years)) for at, name in (*named, *held)]
    return list(dict.fromkeys(found))
