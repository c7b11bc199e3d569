"""What the parts of 05_compare_years work with: all years of one municipality, and figures of the same numbering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.figures.picture import Picture
from helpers.figures.store import StoredPicture
from helpers.findings import Findings
from helpers.sections.base import Exhibits
from helpers.years.chain import Chain
from helpers.years.read import Year

LAST_YEAR = "前年度"


@dataclass
class Comparison(Exhibits):
    """`years` oldest first, at least one; `numbered` and `drawn` grow while the parts are built, in order."""

    years: list[Year]
    findings: Findings = field(default_factory=Findings)
    pictures: dict[str, StoredPicture] = field(default_factory=dict)
    drawn: list[Picture] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    chain: Chain = field(init=False)

    def __post_init__(self) -> None:
        self.chain = Chain(self.years, self.findings)

    @property
    def latest(self) -> Year:
        return self.years[-1]

    @property
    def name(self) -> str:
        return self.latest.raw.settings["municipality"]["name"]

    @property
    def pairs(self) -> list[tuple[Year, Year]]:
        """Each year with the next one."""
        return list(pairwise(self.years))

    @property
    def has_gaps(self) -> bool:
        """Whether a year between the first and the latest is missing."""
        return any(after.number - before.number > 1 for before, after in self.pairs)

    @property
    def before(self) -> str:
        """What the latest year is compared with: 前年度; 令和5年度 where the years in between are missing."""
        held = self.years[-2]
        return LAST_YEAR if held.number == self.latest.number - 1 else held.label

    @property
    def labels(self) -> list[str]:
        return [year.label for year in self.years]

    @property
    def span(self) -> str:
        """令和5年度～令和7年度; one label where there is one year."""
        return "～".join(dict.fromkeys((self.years[0].label, self.latest.label)))

    def widths(self, first: Sequence[int], last: Sequence[int] = ()) -> list[float]:
        """Column widths, 100 in all: the `first` columns, the years in equal parts, the `last` columns."""
        rest = 100 - sum(first) - sum(last)
        return [*first, *[rest / len(self.years)] * len(self.years), *last]


def join_labels(years: Iterable[Year]) -> str:
    return "・".join(year.label for year in years)
