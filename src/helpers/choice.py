"""Which cases a command means: names and years as typed, or those that failed in the last run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from helpers.case import YEAR, Case, known_cases, list_cases, open_target
from helpers.errors import ParameterError
from helpers.handoff import write_json
from helpers.steps import Target, parameters_of

LAST_RUN = Path("reports") / "logs" / "failed.json"


def choose_cases(names: Sequence[str], root: Path) -> list[Case]:
    """The cases of these municipalities and fiscal years (`koto 2023`, `koto`, `2023`, none: all), oldest first.

    Raises ParameterError for a name, a year or a pair of which there is no case, with what there is.
    """
    known = known_cases(root)
    years = [int(name) for name in names if YEAR.fullmatch(name)]
    slugs = [name for name in names if not YEAR.fullmatch(name)]
    _refuse_unknown(slugs, years, known)
    chosen = {
        (year, slug)
        for slug, held in known.items()
        for year in held
        if (not slugs or slug in slugs) and (not years or year in years)
    }
    return [Case(slug, year, root) for year, slug in sorted(chosen)]


def _refuse_unknown(slugs: list[str], years: list[int], known: dict[str, list[int]]) -> None:
    wrong = [slug for slug in slugs if slug not in known]
    there = {year for slug in slugs or known for year in known.get(slug, [])}
    wrong += [str(year) for year in years if year not in there]
    wrong += [slug for slug in slugs if slug in known and years and not set(years) & set(known[slug])]
    if wrong:
        raise ParameterError(
            f"「{'」「'.join(wrong)}」に当たる事例がありません。年度は4桁の西暦で指定してください。"
            f"指定できる値：{list_cases(known)}"
        )


def write_failed(root: Path, failed: Sequence[Target], untried: Sequence[Target] = ()) -> None:
    """For --retry-failed: what has failed, and what had failed before and was not come to in a run that broke off."""
    failed = [*failed, *(target for target in read_failed(root) if target in untried)]
    write_json([parameters_of(target) for target in failed], root / LAST_RUN)


def read_failed(root: Path) -> list[Target]:
    """What failed in the last run and is still there."""
    try:
        listed = json.loads((root / LAST_RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found = []
    for parameters in listed if isinstance(listed, list) else []:
        try:
            found.append(open_target(parameters, root))
        except (ParameterError, KeyError, TypeError):
            continue
    return found
