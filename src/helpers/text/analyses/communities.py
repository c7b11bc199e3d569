"""Communities of a network: modularity, found greedily and the same in every run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

TINY = 1e-12


def find_communities(weights: np.ndarray) -> np.ndarray:
    """The community of each node, numbered by size from 0 (equal ones by their first node).

    `weights`: symmetric, zero on the diagonal. Two ways, the one with more modularity is taken: communities are merged, the
    best pair first (Clauset, Newman and Moore 2004, Phys. Rev. E 70:066111; weights as Newman 2004, Phys. Rev. E 70:056131),
    or nodes move level by level (Blondel et al. 2008, J. Stat. Mech. P10008). Both then move single nodes while modularity
    grows. Nodes are visited in their order, so that every run finds the same.
    """
    if not weights.any():
        return np.arange(len(weights))
    found = [_move_nodes(weights, labels) for labels in (_merge(weights), _move_levels(weights))]
    return number_by_size(max(found, key=lambda labels: round(measure_modularity(weights, labels), 12)))


def measure_modularity(weights: np.ndarray, labels: Sequence[int]) -> float:
    """Q = sum over communities of e_cc - a_c^2 (Newman and Girvan 2004); 0 for a network without edges."""
    total = weights.sum()
    if not total:
        return 0.0
    member = np.equal.outer(np.asarray(labels), np.unique(labels)).astype(float)
    inside = np.einsum("ic,ij,jc->c", member, weights, member) / total
    ends = member.T @ weights.sum(axis=1) / total
    return float((inside - ends**2).sum())


def number_by_size(labels: Sequence[int]) -> np.ndarray:
    values, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(values)), key=lambda i: (-counts[i], first[i]))
    number = {values[i]: rank for rank, i in enumerate(order)}
    return np.array([number[label] for label in labels], dtype=int)


def _merge(weights: np.ndarray) -> np.ndarray:
    shares = weights / weights.sum()
    ends = shares.sum(axis=1)
    labels = np.arange(len(weights))
    while True:
        gain = np.where(shares > 0, 2 * (shares - np.outer(ends, ends)), -np.inf)
        np.fill_diagonal(gain, -np.inf)
        best = gain.max()
        if not best > TINY:
            return labels
        keep, drop = divmod(int(np.flatnonzero(gain >= best - TINY)[0]), len(weights))
        labels[labels == drop] = keep
        shares[keep] += shares[drop]
        shares[:, keep] += shares[:, drop]
        shares[drop] = shares[:, drop] = 0
        ends[keep], ends[drop] = ends[keep] + ends[drop], 0


def _move_levels(weights: np.ndarray) -> np.ndarray:
    """Nodes move, then their communities as nodes, until nothing moves."""
    labels = _number(_move_nodes(weights, np.arange(len(weights))))
    if labels.max() + 1 == len(weights):
        return labels
    member = np.eye(labels.max() + 1)[labels]
    return _move_levels(member.T @ weights @ member)[labels]


def _number(labels: np.ndarray) -> np.ndarray:
    return np.unique(labels, return_inverse=True)[1]


def _move_nodes(weights: np.ndarray, labels: np.ndarray) -> np.ndarray:
    labels, strength, total = labels.copy(), weights.sum(axis=1), weights.sum()
    moved = True
    while moved:
        moved = False
        for node in range(len(weights)):
            best = _best_community(node, weights, labels, strength, total)
            moved |= best != labels[node]
            labels[node] = best
    return labels


def _best_community(
    node: int, weights: np.ndarray, labels: np.ndarray, strength: np.ndarray, total: float
) -> int:
    """Its own community, or that of a neighbour which raises modularity more."""
    others = np.arange(len(weights)) != node

    def worth(label: int) -> float:
        inside = others & (labels == label)
        return weights[node, inside].sum() - strength[node] * strength[inside].sum() / total

    own = labels[node]
    best, value = own, worth(own)
    for label in np.unique(labels[others & (weights[node] > 0)]):
        if worth(label) > value + TINY:
            best, value = label, worth(label)
    return int(best)
