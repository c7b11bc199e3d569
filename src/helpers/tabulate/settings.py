"""What an analyst may choose for a tabulation; every choice is printed by `describe_method`."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.errors import ParameterError

PERCENT_BASES = ("asked", "answered")
CORRECTIONS = ("bonferroni", "holm", "none")
THRESHOLDS = (0, 3, 5, 10)


@dataclass(frozen=True)
class Settings:
    """How to tabulate.

    `percent_base` (asked, answered) and `threshold` (0 = off, 3, 5, 10) are the codebook's where they are None.
    `correction` of the p values of one row within one banner: bonferroni, holm or none; `level` of significance.
    `points`: differences from the whole that are marked. `small_base`: below it a column is 参考値.

    Raises ParameterError where a value is none of those.
    """

    percent_base: str | None = None
    correction: str = "bonferroni"
    level: float = 0.05
    threshold: int | None = None
    points: tuple[float, float] = (5, 10)
    small_base: int = 30

    def __post_init__(self) -> None:
        _check("percent_base", self.percent_base, (None, *PERCENT_BASES))
        _check("correction", self.correction, CORRECTIONS)
        _check("threshold", self.threshold, (None, *THRESHOLDS))
        if not 0 < self.level < 1:
            raise ParameterError(f"level は0より大きく1より小さい数です。指定：「{self.level}」。")

    def threshold_of(self, codebook: dict) -> int:
        """The threshold that holds for a survey."""
        return (codebook.get("suppress_below") or 0) if self.threshold is None else self.threshold

    def is_answered_base(self, codebook: dict, question: dict) -> bool:
        """Whether the base of a question's percentages is those who answered."""
        said = self.percent_base or question.get("percent_base") or codebook.get("percent_base")
        return said == "answered"


def _check(name: str, given: object, allowed: tuple) -> None:
    if given not in allowed:
        listed = "、".join(str(value) for value in allowed if value is not None)
        raise ParameterError(f"{name} に使えない値です。指定：「{given}」。許される値：{listed}。")
