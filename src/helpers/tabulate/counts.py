"""How often each answer occurs in each column: one pass of `bincount` over a pair of codes."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from helpers.tabulate.banner import Banner
from helpers.tabulate.coded import CodedQuestion
from helpers.tabulate.columns import Columns, Pack

FEW_BINS = 500_000  # up to it, several banners are counted in one pass
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
    counted = [each for pack in columns.packs for each in _count_pack(question, pack, weights)]
    if columns.kept is not None:
        counted = [each for each, keep in zip(counted, columns.kept, strict=True) if keep]
    return np.hstack([inside for inside, _ in counted]), np.array([outside for _, outside in counted], bool)


def _count_pack(
    question: CodedQuestion, pack: Pack, weights: np.ndarray | None
) -> list[tuple[np.ndarray, bool]]:
    """(codes x columns, whether somebody is in none of them) of each banner of a pack."""
    if (question.size + 1) * prod(pack.sizes) > FEW_BINS:
        return [_count(question, banner, weights) for banner in pack.banners]
    counted = _cross(question, pack.codes, prod(pack.sizes), weights).reshape(-1, *pack.sizes)
    axes = range(1, counted.ndim)
    sums = [counted.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]
    return [_spread(banner, held) for banner, held in zip(pack.banners, sums, strict=True)]


def _spread(banner: Banner, counted: np.ndarray) -> tuple[np.ndarray, bool]:
    """Codes of the banner, 0 first -> its columns."""
    return counted[:, 1:] @ banner.columns.astype(float), bool(counted[:, 0].any())


def _cross(question: CodedQuestion, codes: np.ndarray, width: int, weights: np.ndarray | None) -> np.ndarray:
    """How often each code but 0 meets each other code."""
    height = question.size + 1
    pairs = np.multiply(question.codes, width, dtype=np.intp)
    pairs += codes
    counted = np.bincount(pairs, weights, minlength=height * width)
    return counted.reshape(height, width)[1:].astype(float)


def _count(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> tuple[np.ndarray, bool]:
    width = len(banner.columns) + 1
    if (question.size + 1) * width > MOST_BINS:
        return _add_up(question, banner, weights)
    return _spread(banner, _cross(question, banner.codes, width, weights))


def _add_up(question: CodedQuestion, banner: Banner, weights: np.ndarray | None) -> tuple[np.ndarray, bool]:
    """The same by adding each respondent's columns to the row of the answer: for very many distinct answers."""
    total = np.zeros((question.size + 1, banner.columns.shape[1]))
    padded = np.vstack([np.zeros((1, banner.columns.shape[1])), banner.columns])
    for start in range(0, len(question.codes), CHUNK):
        held = slice(start, start + CHUNK)
        inside = padded[banner.codes[held]]
        np.add.at(total, question.codes[held], inside if weights is None else inside * weights[held, None])
    return total[1:], bool((banner.codes[question.codes > 0] == 0).any())
