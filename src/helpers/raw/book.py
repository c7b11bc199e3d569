"""survey.yaml while it is being checked: where its keys stand, and the findings so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.findings import Findings, Severity
from helpers.raw.model import path_place

SET_ASIDE = "この設問は集計しません。"
NOT_USED = "この指定は使いません。"


@dataclass(frozen=True)
class Book:
    """A codebook's file, the lines of its keys, its findings, and where each question is written.

    `paths`: question id -> path of its entry (`("questions", 3)`, `("derived", 0)`); an item of a matrix has that of
    the matrix.
    """

    file: str
    lines: dict[tuple, int]
    findings: Findings
    paths: dict[str, tuple] = field(default_factory=dict)

    def add(self, rule: str, severity: Severity, path: tuple, message: str, **details: str) -> None:
        """`details` are `given`, `allowed`, `remedy`."""
        place = path_place(self.file, path, self.lines)
        self.findings.add(rule, severity, place, message, **details)

    def is_stated(self, *path: str | int) -> bool:
        """Whether a key is written, be it without a value."""
        return path in self.lines
