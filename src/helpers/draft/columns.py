"""The columns of an export as a draft looks at them: distinct values and their counts, never rows of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED
from helpers.raw.names import fold_width

BLANK = -1
MANY = 1000  # distinct values
LONGEST = 25  # characters of a number with its unit
NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,15})?")
WHOLE = re.compile(r"([-+]?\d{1,9})(\.0+)?")
UNITS = ("歳", "才", "円", "万円", "千円", "人", "名", "回", "件", "時間", "分", "日", "年", "か月", "ヶ月", "泊", "%", "点", "km", "kg", "cm")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Column:
    """One column: `codes` (one a row) number `labels`, -1 is a blank or a mark (非該当, 秘匿).

    name "性別", position 1, codes [0, 1, 0, -1], labels ("女", "男"), counts [2, 1]
    """

    name: str
    position: int
    codes: np.ndarray
    labels: tuple[str, ...]
    counts: np.ndarray
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        return int(self.counts.sum())

    @property
    def rows(self) -> int:
        return len(self.codes)

    @property
    def is_answered(self) -> np.ndarray:
        """One bool a row."""
        return self.codes >= 0

    @property
    def tally(self) -> dict[str, int]:
        """Label -> answers, the most frequent first, ties in the order of the rows."""
        order = np.argsort(-self.counts, kind="stable")
        return {self.labels[at]: int(self.counts[at]) for at in order}

    @property
    def numeric_share(self) -> float:
        """Share of the answers (0-1) that are numbers, units and thousands separators allowed."""
        known = sum(
            count for label, count in zip(self.labels, self.counts, strict=True) if label in self.numbers
        )
        return float(known) / self.answered if self.answered else 0.0

    @property
    def whole(self) -> dict[str, int] | None:
        """Label -> whole number when every label is one ("3", "3.0"), else None."""
        found = {label: WHOLE.fullmatch(label) for label in self.labels}
        return (
            {label: int(match[1]) for label, match in found.items()}
            if found and all(found.values())
            else None
        )

    def mean_length(self) -> float:
        """Mean number of characters of an answer."""
        lengths = np.array([len(label) for label in self.labels])
        return float((lengths * self.counts).sum() / self.answered) if self.answered else 0.0


def profile_columns(frame: pd.DataFrame) -> list[Column]:
    """One Column a column of the sheet's frame (text cells), in its order."""
    return [
        _profile(str(name), position, frame.iloc[:, position]) for position, name in enumerate(frame.columns)
    ]


def _profile(name: str, position: int, cells: pd.Series) -> Column:
    codes, given = pd.factorize(cells)
    plain = pd.Series([str(text).strip() for text in given], dtype=object)
    merged, labels = pd.factorize(plain.where(~plain.isin(["", NOT_APPLICABLE, SUPPRESSED]), None))
    codes = np.append(merged, BLANK)[codes].astype(np.int32)
    counts = np.bincount(codes[codes >= 0], minlength=len(labels))
    return Column(name, position, codes, tuple(labels), counts, read_numbers_of(labels))


def read_numbers_of(labels: Sequence[str]) -> dict[str, float]:
    """Label -> number; of very many labels none unless most of the first are numbers."""
    first = {label: number for label in labels[:MANY] if (number := read_number(label)) is not None}
    if len(labels) <= MANY or len(first) < 0.8 * MANY:
        return first if len(labels) <= MANY else {}
    return first | {label: number for label in labels[MANY:] if (number := read_number(label)) is not None}


def read_number(text: str) -> float | None:
    """1,200円 -> 1200.0, 3.0 -> 3.0, ３０歳 -> 30.0; None when the text is no number."""
    if len(text) > LONGEST or not any(char.isdigit() for char in text):
        return None
    plain = fold_width(text) if not text.isascii() else text
    unit = unit_of(plain)
    plain = plain.removesuffix(unit).strip() if unit else plain
    return float(plain.replace(",", "")) if NUMBER.fullmatch(plain) else None


def unit_of(text: str) -> str:
    """The unit behind a number, or ""."""
    found = re.fullmatch(r"[-+\d,.]+\s*(\D+)", fold_width(text))
    return found[1] if found and found[1] in UNITS else ""


def pool_columns(columns: list[Column]) -> Column:
    """The answers of several columns as if they were one, for what holds for all items of a matrix; `codes` is empty."""
    counts: dict[str, int] = {}
    for column in columns:
        for label, n in zip(column.labels, column.counts, strict=True):
            counts[label] = counts.get(label, 0) + int(n)
    numbers = {label: number for column in columns for label, number in column.numbers.items()}
    codes, tally = np.empty(0, dtype=np.int32), np.array(list(counts.values()), dtype=np.int64)
    return Column(columns[0].name, columns[0].position, codes, tuple(counts), tally, numbers)


def read_numbers(columns: list[Column]) -> np.ndarray:
    """rows x columns, NaN where blank."""
    values = [np.array([column.numbers[label] for label in column.labels] + [np.nan]) for column in columns]
    return np.column_stack([value[column.codes] for value, column in zip(values, columns, strict=True)])
