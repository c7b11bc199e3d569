"""One year as its notebooks left it in data/processed, last year for 04_report, all years for 05_compare_years."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from helpers.case import Case, Years
from helpers.dates import fiscal_year_label
from helpers.errors import MissingStep
from helpers.facts import FactStore
from helpers.findings import Findings
from helpers.handoff import read_frame
from helpers.ledger import build_facts
from helpers.raw import RawInputs, read_inputs
from helpers.raw.carry_over_checks import read_ledger
from helpers.raw.correspondence import correspondence_place, read_correspondence
from helpers.text.scopes import choose_said
from helpers.years.correspondence import check_confirmed, settle_links
from helpers.years.links import Link

SCOPES = ("carry_over", "breakthrough")


@dataclass(frozen=True)
class Year:
    """`results` is df_by_question_choice, `themes` scope -> df_by_theme; `said` the number of coded remarks.

    `_linked` keeps the correspondences that were settled, with their findings.
    """

    raw: RawInputs
    facts: FactStore
    results: pd.DataFrame
    themes: dict[str, pd.DataFrame]
    said: int
    _linked: dict[tuple[int, str], tuple[list[Link], Findings]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def number(self) -> int:
        return self.raw.case.fiscal_year

    @property
    def label(self) -> str:
        """令和5年度."""
        return fiscal_year_label(self.number)

    def theme_counts(self, scope: str, theme: str) -> tuple[int, int]:
        """(remarks, sources) of a theme; (0, 0) where no remark is of it."""
        found = self.themes[scope][self.themes[scope]["theme"] == theme]
        return (int(found["remarks"].iloc[0]), int(found["sources"].iloc[0])) if len(found) else (0, 0)

    def question(self, survey: str, question: str) -> dict | None:
        """The codebook's entry of a question."""
        held = self.raw.surveys.get(survey)
        return next((q for q in held.codebook["questions"] if q["id"] == question), None) if held else None

    def links_to(self, before: Year, survey: str, findings: Findings | None = None) -> list[Link]:
        """How this year's questions of a survey follow from those of an earlier year; [] where one did not ask it.

        Reads `surveys/<id>/correspondence.csv` of this year's raw folder (of which 01_prepare hands on the hash);
        questions that nobody has confirmed there are the program's draft. What is wrong with it goes into `findings`.
        """
        if survey not in self.raw.surveys or survey not in before.raw.surveys:
            return []
        if (before.number, survey) not in self._linked:
            self._linked[before.number, survey] = self._link(before, survey)
        links, found = self._linked[before.number, survey]
        if findings is not None:
            findings.extend(found.items)
        return links

    def _link(self, before: Year, survey: str) -> tuple[list[Link], Findings]:
        case, found = self.raw.case, Findings()
        old, new = (year.raw.surveys[survey].codebook for year in (before, self))
        given, place = read_correspondence(case, survey, found), correspondence_place(case, survey)
        links = settle_links(old, new, given, place, found)
        check_confirmed(links, new.get("short_title") or new["title"], place, found, given is not None)
        return links, found


@dataclass(frozen=True)
class PreviousYear:
    """The year before: its ledger as it stands in the raw folder, and its results where they are there."""

    case: Case
    ledger: list[dict]
    year: Year | None

    @property
    def label(self) -> str:
        return fiscal_year_label(self.case.fiscal_year)


def read_year(case: Case) -> Year:
    """Raises MissingStep where 01 to 03 have not been run for this case."""
    raw = read_inputs(case.processed)
    results = read_frame(case.processed / "02_tabulate" / "results.parquet")
    themes = {s: read_frame(case.processed / "03_free_text" / f"themes_{s}.parquet") for s in SCOPES}
    remarks = read_frame(case.processed / "01_prepare" / "remarks.parquet")
    return Year(raw, build_facts(raw, results, Findings()), results, themes, len(choose_said(remarks)))


def read_previous(case: Case) -> PreviousYear | None:
    """What 04_report reads of the year before; None where there is no such case or it has no ledger.

    Reads `carry_over.yaml` and `corrections.yaml` of its raw folder, and of its processed folder 01_prepare (all),
    02_tabulate/results.parquet, 03_free_text/themes_carry_over.parquet and themes_breakthrough.parquet.
    """
    ledger = read_ledger(case.previous) if case.previous else []
    if not ledger:
        return None
    try:
        return PreviousYear(case.previous, ledger, read_year(case.previous))
    except MissingStep:
        return PreviousYear(case.previous, ledger, None)


def read_years(years: Years) -> list[Year]:
    """Every year of a municipality, oldest first. Raises MissingStep where one has not been run."""
    return [read_year(case) for case in years.cases]
