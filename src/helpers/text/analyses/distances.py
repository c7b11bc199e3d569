"""Distances between words, or between units: 1 - coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.text.analyses.association import COEFFICIENTS, measure_association

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def measure_distances(incidence: csr_array, coefficient: str = "jaccard") -> np.ndarray:
    """Between the columns of a 0/1 matrix: 1 - coefficient, 0 on the diagonal, symmetric, float64."""
    distances = 1 - measure_association(incidence, incidence, coefficient)
    distances = np.clip((distances + distances.T) / 2, 0, 1)
    np.fill_diagonal(distances, 0)
    return distances


def condense(distances: np.ndarray) -> np.ndarray:
    """The upper triangle row by row, as scipy.cluster.hierarchy takes it."""
    return distances[np.triu_indices(len(distances), 1)]


def distance_text(coefficient: str) -> str:
    """1 - Jaccard係数."""
    return f"1 - {COEFFICIENTS[coefficient]}"
