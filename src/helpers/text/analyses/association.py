"""How strongly two columns of 0 and 1 go together: Jaccard, Dice, Simpson, cosine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.errors import ParameterError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Names as KH Coder's manual and the textbooks use them; each value lies between 0 and 1.
COEFFICIENTS = {
    "jaccard": "Jaccard係数",
    "dice": "Dice係数",
    "simpson": "Simpson係数",
    "cosine": "コサイン係数",
}
MEANINGS = {
    "jaccard": "どちらか一方でも使われた単位のうち、両方が使われた単位の割合",
    "dice": "両方が使われた単位の数を、それぞれが使われた単位の数の平均で割った値",
    "simpson": "少ない方の語が使われた単位のうち、もう一方も使われた単位の割合",
    "cosine": "両方が使われた単位の数を、それぞれが使われた単位の数の幾何平均で割った値",
}


def check_coefficient(name: str) -> str:
    """Raises ParameterError for a name that is not in COEFFICIENTS."""
    if name not in COEFFICIENTS:
        raise ParameterError(f"係数「{name}」は使えません。使えるのは {'、'.join(COEFFICIENTS)} です。")
    return name


def weigh(shared: np.ndarray, one: np.ndarray, other: np.ndarray, coefficient: str) -> np.ndarray:
    """The coefficient of pairs of which `shared` units have both, `one` the first, `other` the second; 0 where none has.

    Jaccard (1901) c/(a+b-c); Dice (1945) 2c/(a+b); Simpson (1943) c/min(a,b); cosine (Ochiai 1957) c/sqrt(ab).
    """
    shared, one, other = (np.asarray(values, dtype=float) for values in (shared, one, other))
    divisor = {
        "jaccard": one + other - shared,
        "dice": (one + other) / 2,
        "simpson": np.minimum(one, other),
        "cosine": np.sqrt(one * other),
    }[check_coefficient(coefficient)]
    return np.divide(shared, divisor, out=np.zeros_like(divisor), where=divisor > 0)


def measure_association(left: csr_array, right: csr_array, coefficient: str) -> np.ndarray:
    """The coefficient of every column of `left` with every column of `right` (0/1 matrices over the same units)."""
    shared = (left.T @ right).toarray()
    one, other = (np.asarray(matrix.sum(axis=0)).ravel() for matrix in (left, right))
    return weigh(shared, one[:, None], other[None, :], coefficient)
