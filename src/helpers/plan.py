"""The plan: which reports must be made, and why; the others are up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.fingerprint import Fingerprints
from helpers.state import State
from helpers.steps import Target

REASONS = {
    "helpers": "プログラムが変わった",
    "uv.lock": "固定したパッケージが変わった",
    "versions": "Python かパッケージの版が変わった",
}
NAMED = 2  # changed files that are named; the others are counted


@dataclass(frozen=True)
class Item:
    """One report; `why` is empty where it is up to date."""

    target: Target
    why: str


def make_plan(targets: Iterable[Target], prints: Fingerprints, *, force: bool = False) -> list[Item]:
    """What will run and why, in the order given."""
    return [
        Item(target, "すべて作り直す（--force）" if force else find_reason(target, prints))
        for target in targets
    ]


def find_reason(target: Target, prints: Fingerprints) -> str:
    """Why a report must be made (again); "" when inputs, program and outputs are those of the last build."""
    state = State(target.processed, target.reports)
    if not state.is_built():
        return "まだ作られていない"
    if changed := state.find_changes(prints.of(target)):
        return explain_changes(changed)
    if damaged := state.find_damage():
        return f"{_name(damaged)}が消えたか、作った後に変わった"
    return ""


def explain_changes(changed: list[str]) -> str:
    """data/raw/koto/2023/forum.yaml -> koto/2023/forum.yaml が変わった."""
    fixed = [REASONS[what] for what in changed if what in REASONS]
    files = [what.removeprefix("data/raw/") for what in changed if what not in REASONS]
    return "、".join([*fixed, *([f"{_name(files)}が変わった"] if files else [])])


def _name(files: list[str]) -> str:
    rest = len(files) - NAMED
    return "、".join(files[:NAMED]) + (f" ほか{rest}件" if rest > 0 else "") + " "
