"""Shortest paths, components, betweenness and the strongest tree of a network."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np


def list_neighbours(nodes: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    neighbours: list[list[int]] = [[] for _ in range(nodes)]
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return [sorted(found) for found in neighbours]


def find_components(nodes: int, edges: Sequence[tuple[int, int]]) -> np.ndarray:
    """The component of each node, numbered by its first node."""
    neighbours, component = list_neighbours(nodes, edges), np.full(nodes, -1)
    for node in range(nodes):
        if component[node] < 0:
            component[list(_walk(node, neighbours)[0])] = component.max() + 1
    return component


def measure_steps(nodes: int, edges: Sequence[tuple[int, int]]) -> np.ndarray:
    """Steps of the shortest path between every two nodes; inf where there is none."""
    neighbours, steps = list_neighbours(nodes, edges), np.full((nodes, nodes), np.inf)
    for node in range(nodes):
        order, distance, _, _ = _walk(node, neighbours)
        steps[node, order] = [distance[other] for other in order]
    return steps


def measure_betweenness(nodes: int, edges: Sequence[tuple[int, int]]) -> np.ndarray:
    """Of all pairs of other nodes, the share whose shortest paths lead through the node (0-1); weights are not used.

    Freeman (1977), Sociometry 40:35, by the algorithm of Brandes (2001), J. Math. Sociol. 25:163.
    """
    neighbours, between = list_neighbours(nodes, edges), np.zeros(nodes)
    for source in range(nodes):
        order, _, paths, before = _walk(source, neighbours)
        depends = np.zeros(nodes)
        for node in reversed(order):
            for earlier in before[node]:
                depends[earlier] += paths[earlier] / paths[node] * (1 + depends[node])
            if node != source:
                between[node] += depends[node]
    pairs = (nodes - 1) * (nodes - 2)
    return between / pairs if pairs > 0 else between


def mark_strongest_tree(nodes: int, edges: Sequence[tuple[int, int]]) -> np.ndarray:
    """True for the edges of the spanning tree (of each component) that keeps the strongest; `edges` strongest first.

    Kruskal (1956): the minimum spanning tree of 1 - coefficient.
    """
    root, kept = list(range(nodes)), np.zeros(len(edges), dtype=bool)
    for position, (one, other) in enumerate(edges):
        first, second = _find_root(root, one), _find_root(root, other)
        kept[position] = first != second
        root[max(first, second)] = min(first, second)
    return kept


def _find_root(root: list[int], node: int) -> int:
    while root[node] != node:
        root[node] = node = root[root[node]]
    return node


def _walk(
    source: int, neighbours: Sequence[Sequence[int]]
) -> tuple[list[int], dict[int, int], dict[int, int], dict[int, list[int]]]:
    """Breadth first from `source`: nodes in order, steps, number of shortest paths, nodes before each on them."""
    distance, paths, before, order, queue = {source: 0}, {source: 1}, {source: []}, [], deque([source])
    while queue:
        node = queue.popleft()
        order.append(node)
        for other in neighbours[node]:
            if other not in distance:
                distance[other], paths[other], before[other] = distance[node] + 1, 0, []
                queue.append(other)
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
                before[other].append(node)
    return order, distance, paths, before
