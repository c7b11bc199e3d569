"""A column by its distinct values: each is read once, however many respondents gave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from helpers.findings import Finding, Findings

Read = Callable[[str, Findings], object]
WIDEST = 2**40  # codes that are combined stay well within 64 bits


@dataclass(frozen=True)
class Coded:
    """The answers to one question: respondent `i` answered `values[codes[i]]`.

        codes [0, 1, 0]   values ["はい", <NA>]   ->   はい, <NA>, はい

    Two codes may stand for equal values ("はい" and " はい " were both given).
    """

    codes: np.ndarray
    values: list

    def answers(self) -> list:
        """One value a respondent."""
        return [self.values[code] for code in self.codes]

    def to_series(self, dtype: str, index: pd.Index) -> pd.Series:
        """The column: `string`, or `object` (tuples, numbers, dates)."""
        if dtype == "string":
            distinct = pd.array(self.values, dtype="string")
            return pd.Series(distinct.take(self.codes), index=index)
        distinct = np.empty(len(self.values), dtype=object)
        for code, value in enumerate(self.values):  # at once, numpy would take tuples apart
            distinct[code] = value
        return pd.Series(distinct[self.codes], index=index, dtype=object)

    def put(self, where: np.ndarray, value: object) -> Coded:
        """The same with `value` for the respondents in `where` (bool)."""
        if not where.any():
            return self
        return Coded(np.where(where, len(self.values), self.codes), [*self.values, value])

    def map(self, change: Callable[[object], object]) -> Coded:
        """The same with every distinct value changed."""
        return Coded(self.codes, [change(value) for value in self.values])


def code_texts(cells: Sequence[str]) -> Coded:
    """Text cells by their distinct texts."""
    codes, distinct = pd.factorize(np.asarray(cells, dtype=object))
    return Coded(codes, list(distinct))


def combine(columns: Sequence[Coded]) -> tuple[np.ndarray, np.ndarray]:
    """(code of each row's combination, row in which each combination stands first)."""
    rows = len(columns[0].codes) if columns else 0
    total, width = np.zeros(rows, dtype=np.int64), 1
    for column in columns:
        size = max(len(column.values), 1)
        if width * size > WIDEST:
            total, distinct = pd.factorize(total)
            width = max(len(distinct), 1)
        total, width = total * size + column.codes, width * size
    codes, _ = pd.factorize(total)
    return codes, np.unique(codes, return_index=True)[1]


def read_distinct(given: Coded, rows: Sequence[int], findings: Findings, read: Read) -> Coded:
    """Every distinct value read once by `read(value, findings)`; its findings are told for every row it stands in."""
    values, told = [], {}
    for code, value in enumerate(given.values):
        noted = Findings()
        values.append(read(value, noted))
        if noted.items:
            told[code] = noted.items
    tell(told, given.codes, rows, findings)
    return Coded(given.codes, values)


def tell(told: dict[int, list[Finding]], codes: np.ndarray, rows: Sequence[int], findings: Findings) -> None:
    """The findings of each code, once for every row that has it, in the order of the rows."""
    if not told:
        return
    for position in np.flatnonzero(np.isin(codes, list(told))):
        for item in told[int(codes[position])]:
            place = replace(item.place, row=int(rows[position]))
            findings.items.append(replace(item, place=place))
