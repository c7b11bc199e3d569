"""Findings: what the program noticed in the inputs, with place, what stands there, what is allowed, what to do.

A finding never repairs anything. All findings of a run are collected and shown at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal

from helpers.errors import RawInputError

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["fatal", "error", "warning", "info"]
SEVERITY_LABELS: dict[str, str] = {"fatal": "致命的", "error": "誤り", "warning": "注意", "info": "参考"}


@dataclass(frozen=True)
class Place:
    """Where something stands: file (relative to the case's raw folder), sheet, 1-based row, column name."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, f"シート「{self.sheet}」" if self.sheet else ""]
        parts += [f"{self.row}行目" if self.row else "", f"「{self.column}」" if self.column else ""]
        return " ".join(part for part in parts if part) or "（全体）"


@dataclass(frozen=True)
class Finding:
    """One finding.

    `rule` is a short English id (`unknown-choice`), `message` says what is wrong (Japanese), `given` what stands
    there, `allowed` what may stand there, `remedy` what to do. `fatal` stops the case; the others are printed.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    given: str = ""
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        text = f"【{SEVERITY_LABELS[self.severity]}】{self.place}：{self.message}"
        text += f" 記載：「{self.given}」。" if self.given else ""
        text += f" 許される値：{self.allowed}。" if self.allowed else ""
        return text + (f" 対応：{self.remedy}" if self.remedy else "")

    def to_dict(self) -> dict:
        return asdict(self)

    @staticmethod
    def from_dict(data: dict) -> Finding:
        return Finding(**{**data, "place": Place(**data["place"])})


@dataclass
class Findings:
    """The collector that every reader and check adds to."""

    items: list[Finding] = field(default_factory=list)

    def add(self, rule: str, severity: Severity, place: Place, message: str, **details: str) -> None:
        """`details` are `given`, `allowed`, `remedy`."""
        self.items.append(Finding(rule, severity, place, message, **details))

    def extend(self, findings: Iterable[Finding]) -> None:
        self.items.extend(findings)

    def count(self, severity: Severity) -> int:
        return sum(item.severity == severity for item in self.items)

    def sorted(self) -> list[Finding]:
        """By severity (fatal first), then by place, so that two runs print the same order."""
        order = list(SEVERITY_LABELS)

        def key(f: Finding) -> tuple:
            place = (f.place.file, f.place.sheet, f.place.row or 0, f.place.column)
            return (order.index(f.severity), *place, f.rule, f.message, f.given)

        return sorted(dict.fromkeys(self.items), key=key)

    def stop_if_fatal(self, said: str = "") -> None:
        """Raise RawInputError naming every fatal finding, if there is one; `said` instead of that no report is made."""
        fatal = [item for item in self.sorted() if item.severity == "fatal"]
        if fatal:
            lines = "\n".join(f"  {number}. {item}" for number, item in enumerate(fatal, 1))
            said = said or (
                f"報告書を作成できません。致命的な指摘が{len(fatal)}件あります（前回の報告書はそのまま残ります）。"
            )
            raise RawInputError(f"{said}\n{lines}")

    def to_frame(self) -> pd.DataFrame:
        """df_by_finding: 重大度 | 場所 | 指摘 | 記載 | 許される値 | 対応 (all str; one row a finding)."""
        import pandas as pd

        rows = [
            (SEVERITY_LABELS[f.severity], str(f.place), f.message, f.given, f.allowed, f.remedy)
            for f in self.sorted()
        ]
        return pd.DataFrame(rows, columns=["重大度", "場所", "指摘", "記載", "許される値", "対応"])
