"""The answers of a numeric question as a histogram takes them: what is no number left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from numbers import Real

import numpy as np
import pandas as pd

from helpers.figures.describe import SMALL_BASE, SMALL_BASE_NOTE
from helpers.figures.lettering import printable
from helpers.figures.notes import SYNTHETIC
from helpers.numerals import number_text

MEAN, MEDIAN = "平均", "中央値"


@dataclass(frozen=True)
class Numbers:
    """The answers that are numbers, their weights, and what stands for all of them."""

    values: Sequence[float]
    weights: Sequence[float] | None
    mean: float | None
    median: float | None
    unit: str
    synthetic: bool

    @property
    def base(self) -> str:
        return f"n={len(self.values):,}"

    @property
    def is_small(self) -> bool:
        return 0 < len(self.values) < SMALL_BASE

    @property
    def note(self) -> str:
        """(n=22*)　* n<30のため参考値　合成データ."""
        small = [f"* {SMALL_BASE_NOTE}"] if self.is_small else []
        return "　".join(
            [f"({self.base}{'*' if small else ''})", *small, *([SYNTHETIC] if self.synthetic else [])]
        )

    @property
    def marks(self) -> dict[str, float]:
        held = {MEAN: self.mean, MEDIAN: self.median}
        return {name: value for name, value in held.items() if value is not None}

    def mark_text(self, name: str) -> str:
        return f"{name} {number_text(float(self.marks[name]))}{printable(self.unit)}"


def read_numbers(
    values: pd.Series, weights: pd.Series | None = None, mean: float | None = None, median: float | None = None,
    unit: str = "", synthetic: bool = False,
) -> Numbers:  # fmt: skip
    """What is not a number is left out with its weight."""
    held = np.array(
        [isinstance(v, Real) and not isinstance(v, bool) and isfinite(v) for v in values], dtype=bool
    )
    numbers = [float(value) for value in values[held]]
    heavy = None if weights is None else [float(weight) for weight in weights[held]]
    if numbers and heavy is None:
        mean = float(np.mean(numbers)) if mean is None else mean
        median = float(np.median(numbers)) if median is None else median
    return Numbers(numbers, heavy, mean, median, unit, synthetic)
