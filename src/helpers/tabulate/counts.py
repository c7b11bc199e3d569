"""How often each answer occurs in each column: one pass of `bincount` over a pair of codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import Banner
from helpers.tabulate.coded import CodedQuestion
from helpers.tabulate.columns import Columns

MOST_BINS = 4_000_000  # above it, respondents are added up one after the other
CHUNK = 20_000  # respondents at a time, so that the indicators fit into memory


@dataclass(frozen=True)
class Counts:
    """Codes (but 0) x columns: `n` respondents, `weight` their sum of weights, `squares` that of squared weights.

    Without weights the three are the same array. `outside` (one a banner): whether somebody who was asked is in no
    column of it.
    """

    n: np.ndarray
    weight: np.ndarray
    squares: np.ndarray
    outside: np.ndarray


def count_answers(question: CodedQuestion, columns: Columns, weights: np.ndarray | None) -> Counts:
    """How often each code of the question occurs in each column (float64, exact for counts)."""
    n, outside = _count_all(question, columns, None)
    if weights is None:
        return Counts(n, n, n, outside)
    weighted, _ = _count_all(question, columns, weights)
    squares, _ = _count_all(question, columns, weights * weights)
    return Counts(n, weighted, squares, outside)


def _count_all(
    question: CodedQuestion, columns: Columns, weights: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    counted = [_count(question, banner, weights) for banner in columns.banners]
    return np.hstack([inside for inside, _ in counted]), np.array([outside for _, outside in counted], bool)


def _count(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> tuple[np.ndarray, bool]:
    """(codes x columns of one banner, whether somebody is in none of them)."""
    rows, width = question.size + 1, len(banner.columns) + 1
    if rows * width > MOST_BINS:
        return _add_up(question, banner, weights)
    pairs = question.codes * width + banner.codes
    counted = np.bincount(pairs, weights, minlength=rows * width).reshape(rows, width)[1:].astype(float)
    return counted[:, 1:] @ banner.columns.astype(float), bool(counted[:, 0].any())


def _add_up(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> tuple[np.ndarray, bool]:
    """The same by adding each respondent's columns to the row of the answer: for very many distinct answers."""
    total = np.zeros((question.size + 1, banner.columns.shape[1]))
    padded = np.vstack([np.zeros((1, banner.columns.shape[1])), banner.columns])
    for start in range(0, len(question.codes), CHUNK):
        held = slice(start, start + CHUNK)
        inside = padded[banner.codes[held]]
        np.add.at(total, question.codes[held], inside if weights is None else inside * weights[held, None])
    return total[1:], bool((banner.codes[question.codes > 0] == 0).any())
