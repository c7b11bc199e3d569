"""How often each answer occurs in each column: one pass of `bincount` over a pair of codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import Banner
from helpers.tabulate.coded import CodedQuestion

MOST_BINS = 4_000_000  # above it, answers and columns are multiplied instead
CHUNK = 20_000  # respondents at a time, so that the indicators fit into memory


@dataclass(frozen=True)
class Counts:
    """Codes (but 0) x columns: `n` respondents, `weight` their sum of weights, `squares` that of squared weights.

    Without weights the three are the same array.
    """

    n: np.ndarray
    weight: np.ndarray
    squares: np.ndarray


def count_answers(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> Counts:
    """How often each code of the question occurs in each column of the banner (float64, exact for counts)."""
    n = _count(question, banner, None)
    if weights is None:
        return Counts(n, n, n)
    return Counts(n, _count(question, banner, weights), _count(question, banner, weights * weights))


def _count(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> np.ndarray:
    rows, columns = question.size + 1, len(banner.columns) + 1
    if rows * columns > MOST_BINS:
        return _multiply(question, banner, weights)
    pairs = question.codes * columns + banner.codes
    counted = np.bincount(pairs, weights, minlength=rows * columns).reshape(rows, columns)[1:, 1:]
    return counted.astype(float) @ banner.columns.astype(float)


def _multiply(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> np.ndarray:
    """The same by adding each respondent's columns to the row of the answer: for very many distinct answers."""
    total = np.zeros((question.size + 1, banner.columns.shape[1]))
    padded = np.vstack([np.zeros((1, banner.columns.shape[1])), banner.columns])
    for start in range(0, len(question.codes), CHUNK):
        held = slice(start, start + CHUNK)
        inside = padded[banner.codes[held]]
        np.add.at(total, question.codes[held], inside if weights is None else inside * weights[held, None])
    return total[1:]
