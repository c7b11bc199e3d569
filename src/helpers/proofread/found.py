"""A finding: what a rule says of a passage, held against others."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.proofread.document import Document, Span
from helpers.proofread.registry import Severity

QUOTED = 120  # characters of a quotation; longer ones are cut


@dataclass(frozen=True)
class Passage:
    """A place with what stands there; `span` leads into the document, None: it stands outside (in an input of the case).

    `line` is 0 where the source has none.
    """

    path: str
    line: int
    column: int
    quote: str
    span: Span | None = field(default=None, repr=False)

    def to_dict(self) -> dict:
        return {"path": self.path, "line": self.line, "column": self.column, "quote": self.quote}

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True)
class Found:
    """One finding: what a rule says of a passage (`at`), held against others (`related`).

    `suppressed` is None, or the record that allows it: {"reason", "decided_by", "date", "record"}.
    """

    rule: str
    severity: Severity
    at: Passage
    related: tuple[Passage, ...]
    message: str
    suggestion: str = ""
    suppressed: dict | None = field(default=None, hash=False)

    @property
    def path(self) -> str:
        return self.at.path

    @property
    def line(self) -> int:
        return self.at.line

    @property
    def column(self) -> int:
        return self.at.column

    @property
    def quote(self) -> str:
        return self.at.quote

    def to_dict(self) -> dict:
        """{rule, severity, path, line, column, quote, related, message, suggestion}, and `suppressed` if it is."""
        told = {"rule": self.rule, "severity": self.severity, **self.at.to_dict()}
        told |= {"related": [passage.to_dict() for passage in self.related]}
        told |= {"message": self.message, "suggestion": self.suggestion}
        return told if self.suppressed is None else {**told, "suppressed": self.suppressed}


def locate(document: Document, span: Span) -> Passage:
    """The place and words of a span; blanks at its ends are left out of the quotation."""
    block = document.blocks[span.block]
    text = block.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    line, column = block.place(start)
    path = f"{block.file or document.file} {block.anchor(start).where}".strip()
    quote = text.strip()
    return Passage(path, line, column, quote if len(quote) <= QUOTED else quote[: QUOTED - 1] + "…", span)
