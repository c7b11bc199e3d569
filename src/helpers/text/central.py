"""Central answers: those most like all the others, none like one chosen before.

Centrality   continuous LexRank (Erkan & Radev 2004, J. Artificial Intelligence Research 22, 457-479, section 3.3:
             the cosines themselves are the weights), or the cosine to the centroid (Radev et al. 2004, MEAD).
Diversity    maximal marginal relevance (Carbonell & Goldstein 1998, SIGIR), lambda 0.7.
Weights      tf x (ln(N / df) + 1), each answer of length 1 (Salton & Buckley 1988; the +1 keeps words that all use).
Length       an answer of 15 to 120 letters counts in full, a shorter or longer one less: it says little or is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

METHODS = {"lexrank": "LexRank による中心性", "centroid": "重心との余弦"}
DAMPING = 0.15  # d of the paper: the part that every answer gets
ROUNDS, CLOSE = 200, 1e-10
DIVERSITY = 0.7  # lambda of MMR: 1 looks at centrality alone
SHORT, LONG = 15, 120
SAME = 0.6  # Jaccard coefficient of the kept terms from which two remarks count as one
WITHIN, FEW = 0.9, 3  # so much of the shorter one's terms, of at least so many
SAME_WORDING = 0.8  # Dice coefficient of the pairs of letters
MARK = re.compile("【[^】]*】")


@dataclass(frozen=True)
class Vectors:
    """`weights`: one row an answer (of `remark_ids`), one column a term; rows have length 1, or 0 without terms."""

    remark_ids: tuple[str, ...]
    weights: csr_matrix

    def likeness(self, row: int) -> np.ndarray:
        """The cosine of each answer with that of `row`, 0-1."""
        return np.asarray((self.weights @ self.weights[[row]].T).todense()).ravel()


def weigh_terms(df_by_token: pd.DataFrame, remark_ids: Sequence[str]) -> Vectors:
    """TF-IDF of the kept terms of these answers, in their order."""
    from scipy.sparse import csr_matrix

    place = {remark_id: row for row, remark_id in enumerate(remark_ids)}
    kept = df_by_token[df_by_token["kept"] & df_by_token["remark_id"].isin(place)]
    rows = kept["remark_id"].map(place).to_numpy(dtype=np.int64)
    codes, terms = pd.factorize(kept["term"], sort=True)
    counts = csr_matrix((np.ones(len(kept)), (rows, codes)), shape=(len(place), len(terms)))
    frequency = np.maximum(np.bincount(counts.indices, minlength=len(terms)), 1)
    weights = counts.multiply(np.log(max(len(place), 1) / frequency) + 1).tocsr()
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return Vectors(tuple(remark_ids), weights.multiply(scale[:, None]).tocsr())


def rank_by_lexrank(vectors: Vectors) -> np.ndarray:
    """The stationary share of each answer, scaled so that the most central one has 1; 0 without terms.

    p = d/N + (1 - d) B'p, B the cosines with each row divided by its sum; B is never written out: X (X'v) is, so that
    10,000 answers need no table of 100 million cosines.
    """
    X, n = vectors.weights, len(vectors.remark_ids)
    degree = X @ (X.T @ np.ones(n))
    some = degree > 0
    inverse = np.divide(1, degree, out=np.zeros(n), where=some)
    shares = some / max(some.sum(), 1)
    for _ in range(ROUNDS):
        following = some * (DAMPING / max(some.sum(), 1)) + (1 - DAMPING) * (X @ (X.T @ (shares * inverse)))
        change, shares = np.abs(following - shares).sum(), following
        if change < CLOSE:
            break
    return _scale(shares)


def rank_by_centroid(vectors: Vectors) -> np.ndarray:
    """The cosine of each answer with the mean of all, scaled so that the nearest one has 1."""
    X = vectors.weights
    return _scale(X @ np.asarray(X.sum(axis=0)).ravel())


def prefer_length(texts: Sequence[str]) -> np.ndarray:
    """1 for 15 to 120 letters; in proportion below, and LONG / length above. Masks (【氏名】) and blanks count nothing."""
    lengths = np.array([len("".join(MARK.sub("", text).split())) for text in texts], dtype=float)
    return np.minimum(1, np.minimum(lengths / SHORT, LONG / np.maximum(lengths, 1)))


def rank_central(vectors: Vectors, texts: Sequence[str], method: str = "lexrank") -> np.ndarray:
    """Centrality times the preference of length, 0-1, one number an answer."""
    rank = rank_by_centroid if method == "centroid" else rank_by_lexrank
    return _scale(rank(vectors) * prefer_length(texts))


def choose_diverse(
    vectors: Vectors,
    relevance: np.ndarray,
    limit: int,
    is_wanted: Callable[[int], bool] = lambda row: True,
    before: Sequence[int] = (),
) -> list[tuple[int, float, float]]:
    """Up to `limit` rows by maximal marginal relevance, each (row, relevance, largest cosine with those before).

    Each time the row with the largest lambda * relevance - (1 - lambda) * (largest cosine with a row taken before or
    in `before`); on a tie the one that stands first. Rows without terms, and those not wanted, are passed over.
    """
    near = np.zeros(len(relevance))
    for row in before:
        near = np.maximum(near, vectors.likeness(row))
    left = np.asarray(vectors.weights.getnnz(axis=1) > 0)
    left[list(before)] = False
    taken: list[tuple[int, float, float]] = []
    while left.any() and len(taken) < limit:
        gain = np.where(left, DIVERSITY * relevance - (1 - DIVERSITY) * near, -np.inf)
        row = int(np.argmax(np.round(gain, 12)))
        left[row] = False
        if is_wanted(row):
            taken.append((row, float(relevance[row]), float(near[row])))
            near = np.maximum(near, vectors.likeness(row))
    return taken


def is_same(terms: frozenset[str], others: frozenset[str]) -> bool:
    """Jaccard coefficient of 0.6 or more, or one says all (90%) that the other says in three terms or more.

    Two remarks without any term are the same.
    """
    union, both = terms | others, len(terms & others)
    smaller = min(len(terms), len(others))
    return not union or both / len(union) >= SAME or (smaller >= FEW and both / smaller >= WITHIN)


def is_same_wording(text: str, other: str) -> bool:
    """Dice coefficient (Dice 1945) of the pairs of letters of 0.8 or more: the same sentence with a slip of the pen."""
    pairs, others = _pair_letters(text), _pair_letters(other)
    total = sum(pairs.values()) + sum(others.values())
    return total > 0 and 2 * sum((pairs & others).values()) / total >= SAME_WORDING


def _pair_letters(text: str) -> Counter[str]:
    plain = [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()]
    return Counter(map("".join, pairwise(plain)))


def _scale(values: np.ndarray) -> np.ndarray:
    largest = values.max(initial=0.0)
    return values / largest if largest > 0 else values
