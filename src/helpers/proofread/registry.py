"""The rules: one small function each, registered with id, severity, words and source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.proofread.document import Document, Span

if TYPE_CHECKING:
    from helpers.proofread.found import Passage
    from helpers.proofread.held.model import Held

Severity = Literal["error", "warning", "style"]
SEVERITIES: dict[str, str] = {"error": "誤り", "warning": "注意", "style": "表記"}


@dataclass(frozen=True)
class Remark:
    """What a rule has found: where (`at`), in words what, what to do, and what it is held against: other places of the
    document (`related`), and what the case holds (`held`)."""

    at: Span
    message: str
    related: tuple[Span, ...] = ()
    suggestion: str = ""
    severity: Severity | None = None  # None: the rule's own
    held: tuple[Passage, ...] = ()


Check = Callable[[Document, "Context"], Iterator[Remark]]


@dataclass(frozen=True)
class Rule:
    """`id` (kebab-case), `severity`, `title` (Japanese, what it finds), `source` (what the rule rests on), `precision`
    (measured on real text: right findings / all findings, and where), `check` the function itself."""

    id: str
    severity: Severity
    title: str
    source: str
    check: Check
    precision: str = ""

    @property
    def group(self) -> str:
        """What it is about: the first word of its module ("calendar", "held", "style")."""
        return self.check.__module__.rpartition(".")[2].partition("_")[0]


RULES: dict[str, Rule] = {}


def rule(
    id: str, severity: Severity, title: str, source: str, precision: str = ""
) -> Callable[[Check], Check]:
    """Register a check: `@rule("weekday", "error", "日付と曜日が合わない", "暦")`.

    The function's docstring shows examples, right and wrong, as doctests. Raises ValueError for an id that is taken.
    """

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"rule {id} is registered twice")
        RULES[id] = Rule(id, severity, title, source, check, precision)
        return check

    return register


class Context:
    """What rules share while one document is read: computed once, on first use.

    `terms` is the register of terms (variant -> term); `held` what a case holds of facts, or None.
    """

    def __init__(
        self, document: Document, terms: dict[str, str] | None = None, held: Held | None = None
    ) -> None:
        self.document, self.terms, self.held = document, terms or {}, held
        self._held: dict[str, object] = {}

    def once(self, name: str, build: Callable[[], object]) -> object:
        """What `build` gives, built at the first call with this name."""
        if name not in self._held:
            self._held[name] = build()
        return self._held[name]
