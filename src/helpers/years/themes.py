"""Themes over the years: how many remarks and sources each had, which are new, which lasted, which are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.years.read import Year

NEW, GONE, LASTED, AGAIN = "新しい", "なくなった", "毎年", "再び"


@dataclass(frozen=True)
class ThemeLine:
    """One theme: `counts` holds (remarks, sources) a year, oldest first."""

    theme: str
    counts: tuple[tuple[int, int], ...]

    @property
    def difference(self) -> int:
        """Remarks of the last year against the one before; 0 where there is none."""
        return self.counts[-1][0] - self.counts[-2][0] if len(self.counts) > 1 else 0

    @property
    def state(self) -> str:
        """新しい (in the last year for the first time), なくなった (not any more), 毎年, 再び (back), else empty."""
        held = [remarks > 0 for remarks, _ in self.counts]
        if len(held) == 1:
            return ""
        if all(held):
            return LASTED
        if not held[-1]:
            return GONE if held[-2] else ""
        if not any(held[:-1]):
            return NEW
        return "" if held[-2] else AGAIN


def compare_themes(years: Sequence[Year], scope: str) -> list[ThemeLine]:
    """Every theme that any year has, the most sources and remarks of the last year first, then of those before."""
    names = dict.fromkeys(theme for year in reversed(years) for theme in year.themes[scope]["theme"])
    lines = [ThemeLine(name, tuple(year.theme_counts(scope, name) for year in years)) for name in names]
    return sorted(lines, key=lambda line: [(-s, -r) for r, s in reversed(line.counts)])
