"""One figure over the years: what it was in each, from how many answers, and whether its change is more than chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.facts import Fact
from helpers.years.chance import ChanceTest, Share, compare_shares
from helpers.years.questions import Difference, compare_question
from helpers.years.read import Year

SYNTHETIC, NO_BASE = "合成データ", "n 不明"
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


def read_indicator(year: Year, name: str) -> Reading | None:
    """The figure `name` of a year's fact store; None where the year has none."""
    fact = year.facts.facts.get(name)
    return None if fact is None else Reading(fact, _share(year, name))


def _share(year: Year, name: str) -> Share | None:
    if name.endswith(RATE):
        survey, facts = name.removesuffix(RATE), year.facts.facts
        returned, sent = (int(facts[f"{survey}.{key}"].value) for key in ("returned", "sent"))
        return Share(returned, sent) if returned <= sent else None
    row = find_choice(year, name)
    if row is None or pd.isna(row["n"]) or pd.isna(row["base"]):
        return None
    return Share(int(row["n"]), int(row["base"]))


def find_choice(year: Year, name: str) -> pd.Series | None:
    """The row of df_by_question_choice behind `survey.Q5.参加していない.percent`."""
    parts = name.removesuffix(".percent").split(".", 2)
    if not name.endswith(".percent") or len(parts) < 3:
        return None
    held = year.results
    found = held[(held["survey"] == parts[0]) & (held["question"] == parts[1]) & (held["choice"] == parts[2])]
    return found.iloc[0] if len(found) else None


def compare_indicator(before: Year, after: Year, name: str) -> Change | None:
    """The change of a figure; None where one of the years has no such number."""
    old, new = read_indicator(before, name), read_indicator(after, name)
    if old is None or new is None or not (old.is_number and new.is_number):
        return None
    difference = new.fact.value - old.fact.value
    differences = _asked(before, after, name)
    notes = tuple(found.what for found in differences)
    broken = next((found.what for found in differences if found.breaks), "")
    if broken or old.fact.synthetic or new.fact.synthetic:
        return Change(None, None, broken or SYNTHETIC, notes)
    if new.fact.unit != "%":
        return Change(difference, notes=notes)
    if old.share is None or new.share is None:
        return Change(difference, None, NO_BASE, notes)
    return Change(difference, compare_shares(old.share, new.share), "", notes)


def _asked(before: Year, after: Year, name: str) -> list[Difference]:
    """What changed in the question behind the figure."""
    survey, question = [*name.split(".", 2), ""][:2]
    old, new = before.question(survey, question), after.question(survey, question)
    return compare_question(old, new) if old and new else []


def list_indicators(years: Iterable[Year]) -> list[str]:
    """Every figure that a ledger names, in the order of the ledgers, then the response rate of each survey."""
    years = list(years)
    named = [name for year in years for issue in year.raw.carry_over for name in issue["indicators"]]
    rates = [f"{survey}{RATE}" for year in years for survey in year.raw.surveys]
    held = [name for name in rates if any(name in year.facts.facts for year in years)]
    return list(dict.fromkeys([*named, *held]))
