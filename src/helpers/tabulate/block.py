"""One question in all columns: counts, bases, shares, statistics, each an array rows x columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from helpers.tabulate.coded import CodedQuestion
from helpers.tabulate.columns import Columns
from helpers.tabulate.counts import Counts, count_answers
from helpers.tabulate.numbers import describe_columns, sample_scores, sample_values
from helpers.tabulate.rows import Row

Z95 = 1.959963984540054  # of the normal distribution, two-sided 95%
FIGURES = ("n", "base", "n_plain", "base_plain", "effective", "value", "variance")


@dataclass(frozen=True)
class Block:
    """`n`, `base` (weighted), `n_plain`, `base_plain` (respondents), `effective` base, `value`, `variance`: rows x columns.

    `variance` belongs to `value` where it is a mean. `answered` and `answered_squares`: the sums of weights and of
    their squares over those who answered, one a column; `outside`, one a banner: whether somebody who was asked is in
    none of its columns. NaN is unknown.
    """

    question: CodedQuestion
    rows: list[Row]
    columns: Columns
    n: np.ndarray
    base: np.ndarray
    n_plain: np.ndarray
    base_plain: np.ndarray
    effective: np.ndarray
    value: np.ndarray
    variance: np.ndarray
    answered: np.ndarray
    answered_squares: np.ndarray
    outside: np.ndarray

    @property
    def percent(self) -> np.ndarray:
        """0-100; NaN where the base is empty."""
        return 100 * self.n / np.where(self.base > 0, self.base, np.nan)

    @property
    def is_share(self) -> np.ndarray:
        return np.array([row.is_share for row in self.rows], bool)

    def keep_rows(self, kept: np.ndarray) -> Block:
        """The block with some of its rows."""
        rows = [row for row, keep in zip(self.rows, kept, strict=True) if keep]
        return replace(self, rows=rows, **{name: getattr(self, name)[kept] for name in FIGURES})


def build_block(
    question: CodedQuestion, rows: list[Row], columns: Columns, weights: np.ndarray | None
) -> Block:
    """All figures of one question."""
    counts = count_answers(question, columns, weights)
    members, bases = _stack(rows, "members", question.size), _stack(rows, "base", question.size)
    base, squares = bases @ counts.weight, bases @ counts.squares
    effective = np.nan_to_num(base**2 / np.where(squares > 0, squares, np.nan))
    block = Block(
        question, rows, columns, members @ counts.weight, base, members @ counts.n, bases @ counts.n, effective,
        np.full(base.shape, np.nan), np.full(base.shape, np.nan), counts.weight[: question.answers].sum(axis=0),
        counts.squares[: question.answers].sum(axis=0), counts.outside,
    )  # fmt: skip
    _fill_values(block, counts, weights)
    return block


def _stack(rows: list[Row], name: str, size: int) -> np.ndarray:
    return np.array([getattr(row, name) for row in rows], float).reshape(len(rows), size)


def _fill_values(block: Block, counts: Counts, weights: np.ndarray | None) -> None:
    """`value` of each statistic; what is no share has no n."""
    equal = weights is None or len(weights) == 0 or weights.min() == weights.max()
    described: dict[object, dict[str, np.ndarray]] = {}
    percent = block.percent
    for number, row in enumerate(block.rows):
        if row.is_share:
            block.value[number] = percent[number] if row.statistic else np.nan
            continue
        averaged = row.statistic in ("nps", "score")
        key = (row.choice, row.statistic) if averaged else None
        if key not in described:
            described[key] = _describe(block, row, counts, weights, equal)
        held = described[key]
        block.value[number] = held["mean" if averaged else row.statistic]
        block.variance[number] = held["variance"] if averaged or row.statistic == "mean" else np.nan
        block.n[number] = block.n_plain[number] = np.nan


def _describe(block: Block, row: Row, counts: Counts, weights: np.ndarray | None, equal: bool) -> dict:
    if row.scores is not None:
        return describe_columns(sample_scores(row.scores, counts.n, counts.weight, counts.squares), equal)
    values = block.question.values
    samples = [s for banner in block.columns.banners for s in sample_values(values, banner, weights)]
    return describe_columns(samples, equal)


def wilson(percent: np.ndarray, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95% interval of a share (0-100) of a base (Wilson 1927, JASA 22:209); NaN where the base is empty."""
    share, n = percent / 100, np.where(base > 0, base, np.nan)
    middle = share + Z95**2 / (2 * n)
    reach = Z95 * np.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    below, above = ((middle + sign * reach) / (1 + Z95**2 / n) for sign in (-1, 1))
    return 100 * np.clip(below, 0, 1), 100 * np.clip(above, 0, 1)
