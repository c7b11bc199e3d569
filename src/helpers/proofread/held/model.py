"""What a case holds of facts, in the form in which a text can be held against it.

    fact store, raw tables -> Held(figures, days, shares, tables, meetings, names) -> rules held-*

Every entry knows where it is held (`at`), so that a finding shows both places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from helpers.proofread.extract.dates import Day
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.times import Hours
from helpers.proofread.found import Passage


@dataclass(frozen=True)
class HeldAffair:
    """An event, survey or product of the case: `id` as the project's, "forum" or the survey's, `titles` what it is called."""

    id: str
    kind: str
    word: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class HeldFigure:
    """A figure as its printed form reads: 約100か所 is `quantity` 100, about. `labels`: what it is called, the fullest
    first; `short`: what a text may call it where it is clear; `kind` a key of extract.labelled.LABELS ("参加者数"), ""
    for others; `affair` the id of the one it belongs to, "" none; `as_of` the day or month it is of."""

    id: str
    labels: tuple[str, ...]
    quantity: Quantity
    at: Passage
    kind: str = ""
    affair: str = ""
    as_of: Day | None = None
    short: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.labels[0]


@dataclass(frozen=True)
class HeldDay:
    """A day, or from `day` to `last`, on which an affair has a role of extract.statements ("held", "period", ...)."""

    affair: str
    role: str
    day: Day
    at: Passage
    last: Day | None = None
    hours: Hours | None = None


@dataclass(frozen=True)
class HeldShare:
    """One choice of one question: `n` of `base` respondents, `percent` 0-100; None where it is not published."""

    affair: str
    question: str
    wording: str
    choice: str
    n: Decimal | None
    base: Decimal | None
    percent: Decimal | None
    at: Passage


@dataclass(frozen=True)
class HeldTable:
    """A list of the raw inputs: row label -> column ("copies") -> (number, where).

    `columns` gives the column labels by which each column may be known; `words` what a caption of it must hold.
    """

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Mapping[str, tuple[Decimal, Passage]]]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting of the log, or of the platform: its day and hours."""

    day: Day
    hours: Hours | None
    at: Passage


@dataclass(frozen=True)
class HeldSentence:
    """A sentence of the case: its figures in order, without commas."""

    figures: tuple[str, ...]
    at: Passage


@dataclass(frozen=True)
class Tabulated:
    """All that may be said of the surveys of an affair: `percents` (0-100) of the whole, the sum of two choices and what
    is left of 100; `crossed` percents by a banner, where a text names one of its `groups` (60代); `counts` of choices and
    bases; `unit` what is counted (団体); `at` the survey."""

    percents: tuple[Decimal, ...]
    crossed: tuple[Decimal, ...]
    groups: tuple[str, ...]
    counts: frozenset[int]
    unit: str
    at: Passage


@dataclass(frozen=True)
class Held:
    """Everything a case holds.

    `names`: kind of extract.names ("division", "person") -> name -> where; `surveys`: what the surveys are called;
    `sessions`: number of a meeting of the platform -> its day; `posts`: person -> (titles of the posts, where);
    `venues`: affair -> where it was held; `tabulated`: affair -> what its surveys came to; `sentences`: mask -> the
    case's own sentences (held.sentences).
    """

    affairs: tuple[HeldAffair, ...] = ()
    figures: tuple[HeldFigure, ...] = ()
    days: tuple[HeldDay, ...] = ()
    shares: tuple[HeldShare, ...] = ()
    tables: tuple[HeldTable, ...] = ()
    meetings: tuple[HeldMeeting, ...] = ()
    names: Mapping[str, Mapping[str, Passage]] = field(default_factory=dict)
    surveys: tuple[str, ...] = ()
    sessions: Mapping[int, HeldMeeting] = field(default_factory=dict)
    posts: Mapping[str, tuple[frozenset[str], Passage]] = field(default_factory=dict)
    venues: Mapping[str, Passage] = field(default_factory=dict)
    tabulated: Mapping[str, Tabulated] = field(default_factory=dict)
    sentences: Mapping[str, tuple[HeldSentence, ...]] = field(default_factory=dict)
