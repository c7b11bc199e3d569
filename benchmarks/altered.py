"""What the gate tells of a chapter that prints another figure than the case holds.

Every fact that the chapter prints is altered in the store, one at a time, so that all places print the same wrong
figure and no rule can find it within the document; the chapter is held against what the case really holds.

    python benchmarks/altered.py koto 2023
"""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace

from helpers.case import open_case
from helpers.facts import Fact
from helpers.materials import read_materials
from helpers.proofread.gate import read_chapter
from helpers.proofread.held.build import build_held
from helpers.proofread.held.model import Held
from helpers.proofread.run import load_rules, proofread
from helpers.report import build_chapter
from helpers.sections.base import Materials


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("municipality")
    parser.add_argument("fiscal_year", type=int)
    options = parser.parse_args()
    case = open_case(options.municipality, options.fiscal_year)
    materials = read_materials(case)
    held = build_held(materials)
    before = told(materials, held)
    printed = sorted(materials.facts.used)
    results = {
        name: told_of_altered(case, name, held) - before for name in printed if is_altered(materials, name)
    }
    missed = [name for name, found in results.items() if not found]
    for name in missed:
        print(f"  not told: {name} ({materials.facts.facts[name].show()})")
    print(f"{len(results)} printed facts altered one by one: {len(results) - len(missed)} told", end=" ")
    print(f"({1 - len(missed) / len(results):.0%}); of the sound chapter {len(before)} told")


def is_altered(materials: Materials, name: str) -> bool:
    return altered(materials.facts.facts[name]) is not None


def altered(fact: Fact) -> Fact | None:
    """The fact a little wrong, as a slip of a finger makes it; None for names and texts."""
    if isinstance(fact.value, bool | str) and not str(fact.value)[:4].isdecimal():
        return None
    if isinstance(fact.value, dt.date):
        return replace(fact, value=fact.value + dt.timedelta(days=3))
    if isinstance(fact.value, str):
        later = _later_month(fact.value)
        return replace(fact, value=later) if later else None
    step = fact.value // 10 or 1 if isinstance(fact.value, int) else 1.3
    return replace(fact, value=fact.value + step)


def _later_month(text: str) -> str | None:
    year, _, month = text.partition("-")
    if not (year.isdecimal() and month.isdecimal() and len(text) == 7):
        return None
    return f"{int(year) + int(month) // 12}-{int(month) % 12 + 1:02d}"


def told_of_altered(case, name: str, held: Held) -> set[tuple]:
    materials = read_materials(case)
    materials.facts.facts[name] = altered(materials.facts.facts[name])
    return told(materials, held)


def told(materials: Materials, held: Held) -> set[tuple]:
    """(rule, message) of everything that the rules held-* tell of the chapter."""
    document = read_chapter(materials, build_chapter(materials))
    only = [name for name in load_rules() if name.startswith("held-")]
    return {(item.rule, item.message, str(item.at)) for item in proofread(document, held=held, only=only)}


if __name__ == "__main__":
    main()
