"""A document and what was found in it; how many, grouped, and shown in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.findings import Finding, Findings
from helpers.proofread.document import Document, Span
from helpers.proofread.found import Found, Passage
from helpers.proofread.held.model import Held
from helpers.proofread.quoted import mark_quotations, soften_quoted
from helpers.proofread.reading import read_document
from helpers.proofread.registry import SEVERITIES, Severity
from helpers.proofread.run import proofread, sort_found

UNREAD = {"fatal": "error", "error": "error", "warning": "warning"}  # severities of findings of the readers


@dataclass(frozen=True, repr=False)
class Checked:
    """A document that has been proofread. At the end of a notebook cell it shows its findings in context."""

    document: Document
    found: tuple[Found, ...]

    @property
    def open(self) -> tuple[Found, ...]:
        """The findings that nobody has allowed on record."""
        return tuple(item for item in self.found if item.suppressed is None)

    @property
    def allowed(self) -> tuple[Found, ...]:
        return tuple(item for item in self.found if item.suppressed is not None)

    def of(self, severity: Severity) -> tuple[Found, ...]:
        return tuple(item for item in self.open if item.severity == severity)

    def count(self, severity: Severity) -> int:
        return len(self.of(severity))

    def __repr__(self) -> str:
        """Short, for it is stored with the cell that shows it."""
        return f"<Checked {self.document.file}：{describe_counts([self])}>"

    def _repr_html_(self) -> str:
        from helpers.proofread.page import render_body

        return render_body([self], for_notebook=True)


class Proof(tuple[Checked, ...]):
    """Several documents that belong together: a chapter and the inputs it is made of."""

    @property
    def open(self) -> tuple[Found, ...]:
        return tuple(item for checked in self for item in checked.open)

    @property
    def allowed(self) -> tuple[Found, ...]:
        return tuple(item for checked in self for item in checked.allowed)

    def count(self, severity: Severity) -> int:
        return sum(checked.count(severity) for checked in self)

    def __repr__(self) -> str:
        return f"<Proof {list(self)}>"

    def _repr_html_(self) -> str:
        from helpers.proofread.page import render_body

        return render_body(self, for_notebook=True)


def check_file(
    path: Path | str,
    fiscal_year: int | None = None,
    terms: dict[str, str] | None = None,
    held: Held | None = None,
    only: Collection[str] | None = None,
) -> Checked:
    """Read and proofread a file; that it cannot be read is itself an error found.

    Raises ParameterError for a file that is not there or of an unknown format.
    """
    findings = Findings()
    document = mark_quotations(read_document(path, fiscal_year, findings))
    unread = [_of_reader(item) for item in findings.sorted() if item.severity in UNREAD]
    found = soften_quoted(proofread(document, terms, held, only), document)
    return Checked(document, tuple(sort_found([*unread, *found])))


def _of_reader(item: Finding) -> Found:
    at = Passage(item.place.file, item.place.row or 1, 1, item.given, Span(0, 0, 0))
    return Found(item.rule, UNREAD[item.severity], at, (), item.message, item.remedy)


def describe_counts(results: Sequence[Checked]) -> str:
    """
    >>> describe_counts([])
    'なし'
    """
    counts = Counter(item.severity for result in results for item in result.open)
    said = [f"{label} {counts[severity]:,}件" for severity, label in SEVERITIES.items() if counts[severity]]
    allowed = sum(len(result.allowed) for result in results)
    return ("、".join(said) or "なし") + (f"（ほかに承認済み {allowed:,}件）" if allowed else "")
