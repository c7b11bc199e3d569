"""All years of a municipality in a row: which question is which, from any year to any other, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import pandas as pd

from helpers.findings import Findings
from helpers.years.answers import answers_of
from helpers.years.change import COLUMNS, compare_survey_years
from helpers.years.composition import compose_links
from helpers.years.links import Link, find_link
from helpers.years.read import Year


@dataclass(frozen=True)
class Step:
    """From one year that held a survey to the next one that did."""

    before: Year
    after: Year
    links: list[Link]


class Chain:
    """`years` oldest first; what is wrong with a correspondence goes into `findings`, once."""

    def __init__(self, years: Sequence[Year], findings: Findings | None = None) -> None:
        self.years = list(years)
        self.findings = Findings() if findings is None else findings
        self._steps = {survey: self._read(survey) for survey in self.surveys}
        self._changes: dict[tuple[str, int, int], pd.DataFrame] = {}

    @property
    def surveys(self) -> list[str]:
        return list(dict.fromkeys(survey for year in self.years for survey in year.raw.surveys))

    def held(self, survey: str) -> list[Year]:
        """The years that held a survey."""
        return [year for year in self.years if survey in year.raw.surveys]

    def _read(self, survey: str) -> list[Step]:
        pairs = pairwise(self.held(survey))
        return [Step(old, new, new.links_to(old, survey, self.findings)) for old, new in pairs]

    def steps(self, survey: str) -> list[Step]:
        return self._steps.get(survey, [])

    def links(self, survey: str, before: Year, after: Year) -> list[Link]:
        """From one year to any later one, through the years between; [] where one of them did not hold the survey."""
        numbers = [year.number for year in self.held(survey)]
        if before.number not in numbers or after.number not in numbers:
            return []
        first, last = numbers.index(before.number), numbers.index(after.number)
        steps = self.steps(survey)[first:last]
        return reduce(compose_links, (step.links for step in steps)) if steps else []

    def changes(self, survey: str, before: Year, after: Year) -> pd.DataFrame:
        """df_by_question_choice_change between two years."""
        key = (survey, before.number, after.number)
        if key not in self._changes:
            links = self.links(survey, before, after)
            sides = (answers_of(year, survey) for year in (before, after))
            self._changes[key] = compare_survey_years(*sides, links)
        return self._changes[key]

    def all_changes(self) -> pd.DataFrame:
        """df_by_question_choice_change of every step, the two fiscal years in front: before (Int64), after (Int64)."""
        held = [(survey, step) for survey in self.surveys for step in self.steps(survey)]
        frames = [self._dated(survey, step) for survey, step in held]
        years = {"before": "Int64", "after": "Int64"}
        empty = pd.DataFrame(columns=[*years, *COLUMNS]).astype(years | COLUMNS)
        return pd.concat(frames, ignore_index=True) if frames else empty

    def _dated(self, survey: str, step: Step) -> pd.DataFrame:
        years = {"before": step.before.number, "after": step.after.number}
        frame = self.changes(survey, step.before, step.after)
        return frame.assign(**{name: pd.array([year] * len(frame), "Int64") for name, year in years.items()})[
            [*years, *frame.columns]
        ]

    def threads(self, survey: str) -> list[dict[int, str]]:
        """Fiscal year -> id, one a question: those of the latest year in its order, then those that were dropped."""
        held = self.held(survey)
        rows = [{held[0].number: q["id"]} for q in held[0].raw.surveys[survey].codebook["questions"]]
        for step in self.steps(survey):
            known = {row.get(step.before.number): row for row in rows}
            followed = [
                known.get(link.previous, {}) | {step.after.number: link.question}
                for link in step.links
                if link.question and (link.previous in known or not link.previous)
            ]
            kept = {
                id(row)
                for row in rows
                if row.get(step.before.number) in {k.previous for k in step.links if k.question}
            }
            rows = [*followed, *(row for row in rows if id(row) not in kept)]
        return rows

    def name_in(self, year: Year, name: str, at: Year) -> str | None:
        """What a figure that is called `name` in the year `at` is called in `year`; None where it has none there.

        survey.Q6.はい.percent -> survey.Q5.はい.percent. Figures of anything but a question keep their name.
        """
        parts = name.removesuffix(".percent").split(".", 2)
        survey, question = (*parts, "")[:2]
        if at.question(survey, question) is None or year.number == at.number:
            return name
        for row in self.threads(survey):
            if row.get(at.number) == question:
                return self._renamed(year, at, survey, row, parts[2:], name.endswith(".percent"))
        return None

    def _renamed(
        self, year: Year, at: Year, survey: str, row: dict[int, str], choice: list[str], is_share: bool
    ) -> str | None:
        if year.number not in row:
            return None
        if not is_share:
            return ".".join([survey, row[year.number], *choice])
        label = self._choice_in(year, at, survey, row, choice[0])
        return None if label is None else f"{survey}.{row[year.number]}.{label}.percent"

    def _choice_in(self, year: Year, at: Year, survey: str, row: dict[int, str], choice: str) -> str | None:
        """The one choice that it is alone; a choice of no codebook (無回答) keeps its label."""
        before, after = sorted((year, at), key=lambda held: held.number)
        link = find_link(self.links(survey, before, after), row[after.number])
        here, there = ("new", "old") if at is after else ("old", "new")
        for pair in link.pairs if link else ():
            if choice in getattr(pair, here):
                other = getattr(pair, there)
                return other[0] if len(pair.new) == len(pair.old) == 1 else None
        return choice
