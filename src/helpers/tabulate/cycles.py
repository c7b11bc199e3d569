"""Complementary suppression of a table whose rows and columns add up (Gusfield 1988, SIAM J. Computing 17:552).

Rows and columns are nodes, unknown cells are edges between them. A cell can be worked out from the sums if and only if
its edge is on no cycle: along a cycle of cells that are not empty, one respondent more and one less in turn give another
table with the same sums. So every unknown cell is put on a cycle, by the cheapest path of further cells.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from helpers.tabulate.lines import is_small

Edge = tuple[int, int]  # node of a row, node of a column


@dataclass(frozen=True)
class Table:
    """Counts (R x C) that add up to known sums.

    `rest` (R): the whole minus the row's cells (respondents in no column), not printed. `row_sums_hidden` (R) and
    `column_sums_hidden` (C): sums that are not printed themselves; `threshold`: fewer respondents are small.
    """

    counts: np.ndarray
    rest: np.ndarray
    row_sums_hidden: np.ndarray
    column_sums_hidden: np.ndarray
    threshold: int


def hide_cells(table: Table, forced: np.ndarray) -> np.ndarray:
    """Which cells (R x C) are left out: small ones, `forced` ones, all in a row or column whose sum is not printed,
    and others so that none of them, nor a small `rest`, follows from the sums. A cell that can only be 0 is shown."""
    must = is_small(table.counts, table.threshold) | forced
    must = must | table.row_sums_hidden[:, None] | table.column_sums_hidden[None, :]
    hidden, opened = must.copy(), np.zeros_like(must)  # opened: empty cells, left out for want of others
    while True:
        exposed = _find_exposed(table, hidden, opened)
        more = _find_few(table, hidden) if exposed is None else _find_path(table, hidden, opened, exposed)
        if more is None:
            return np.ones_like(hidden)
        if not more:
            _show_again(table, hidden, opened, must)
            return hidden & ~_find_empty(table, hidden, opened)
        for row, column in more:
            hidden[row, column] = True
            opened[row, column] = table.counts[row, column] == 0


def _show_again(table: Table, hidden: np.ndarray, opened: np.ndarray, must: np.ndarray) -> None:
    """Show the cells, the largest first, that turned out not to be needed."""
    added = np.argwhere(hidden & ~must)
    for row, column in sorted(added.tolist(), key=lambda cell: (-table.counts[tuple(cell)], cell)):
        hidden[row, column] = False
        if _find_exposed(table, hidden, opened & hidden) is not None or _find_few(table, hidden):
            hidden[row, column] = True


def _find_empty(table: Table, hidden: np.ndarray, opened: np.ndarray) -> np.ndarray:
    """Empty cells that can only be empty: no way of unknown cells leads from their row to their column."""
    rows, columns = table.counts.shape
    group = np.arange(rows + 1 + columns + 2)
    for row, column in _list_unknown(table, hidden, opened & hidden):
        group[group == group[column]] = group[row]
    apart = group[:rows, None] != group[None, rows + 1 : rows + 1 + columns]
    return (table.counts == 0) & apart


def _find_few(table: Table, hidden: np.ndarray) -> list[tuple[int, int]]:
    """One more cell of a line whose unknown cells stand for fewer than `threshold` respondents together."""
    for row in np.flatnonzero(~table.row_sums_hidden):
        column = _find_more(table.counts[row], hidden[row], table.rest[row], table.threshold)
        if column is not None:
            return [(int(row), column)]
    for column in np.flatnonzero(~table.column_sums_hidden):
        row = _find_more(table.counts[:, column], hidden[:, column], 0, table.threshold)
        if row is not None:
            return [(row, int(column))]
    return []


def _find_more(counts: np.ndarray, hidden: np.ndarray, rest: float, threshold: int) -> int | None:
    others = np.flatnonzero(~hidden & (counts > 0))
    few = is_small(counts[hidden].sum() + rest, threshold)
    return int(others[np.argmin(counts[others])]) if few and len(others) else None


def _list_unknown(table: Table, hidden: np.ndarray, opened: np.ndarray) -> dict[Edge, float]:
    """Edge -> respondents. Behind the R rows the row of sums; behind it the columns, the rest, the whole."""
    rows, columns = table.counts.shape
    first = rows + 1
    edges = {
        (int(r), first + int(c)): float(table.counts[r, c])
        for r, c in zip(*np.nonzero(hidden & ((table.counts > 0) | opened)), strict=True)
    }
    edges |= {(int(r), first + columns): float(table.rest[r]) for r in np.flatnonzero(table.rest > 0)}
    if (table.rest > 0).any():
        edges[rows, first + columns] = np.inf
    sums = table.row_sums_hidden & (table.counts.sum(axis=1) + table.rest > 0)
    edges |= {(int(r), first + columns + 1): np.inf for r in np.flatnonzero(sums)}
    bases = table.column_sums_hidden & (table.counts.sum(axis=0) > 0)
    return edges | {(rows, first + int(c)): np.inf for c in np.flatnonzero(bases)}


def _find_exposed(table: Table, hidden: np.ndarray, opened: np.ndarray) -> Edge | None:
    """An unknown cell that follows from the sums, the smallest first; a large rest is no secret."""
    unknown = _list_unknown(table, hidden, opened)
    rows, columns = table.counts.shape
    of_rest = rows + 1 + columns
    secret = {e: size for e, size in unknown.items() if e[1] != of_rest or size < table.threshold}
    exposed = [edge for edge in _list_bridges(unknown) if edge in secret]
    return min(exposed, key=lambda edge: (secret[edge], edge), default=None)


def _list_bridges(edges: dict[Edge, float]) -> Iterator[Edge]:
    """Edges on no cycle (Tarjan 1974): nothing below them leads back above them."""
    beside: dict[int, list[int]] = {}
    for row, column in edges:
        beside.setdefault(row, []).append(column)
        beside.setdefault(column, []).append(row)
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    for root in beside:
        stack = [] if root in order else [(root, -1, iter(beside[root]))]
        order.setdefault(root, len(order))
        lowest.setdefault(root, order[root])
        while stack:
            node, above, others = stack[-1]
            for other in others:
                if other not in order:
                    order[other] = lowest[other] = len(order)
                    stack.append((other, node, iter(beside[other])))
                    break
                if other != above:
                    lowest[node] = min(lowest[node], order[other])
            else:
                stack.pop()
                if above >= 0:
                    lowest[above] = min(lowest[above], lowest[node])
                    if lowest[node] > order[above]:
                        yield (node, above) if (node, above) in edges else (above, node)


def _find_path(
    table: Table, hidden: np.ndarray, opened: np.ndarray, exposed: Edge
) -> list[tuple[int, int]] | None:
    """Further cells that close a cycle through the exposed one, fewest respondents in all; empty cells if need be."""
    rows, columns = table.counts.shape
    costs = dict.fromkeys(_list_unknown(table, hidden, opened), 0.0)
    dear = float(table.counts.sum()) + 1
    for row, column in zip(*np.nonzero(~hidden), strict=True):
        costs[int(row), rows + 1 + int(column)] = float(table.counts[row, column]) or dear
    del costs[exposed]
    way = _walk(costs, *exposed)
    if way is None:
        return None
    cells = [(min(pair), max(pair) - rows - 1) for pair in pairwise(way)]
    return [(r, c) for r, c in cells if r < rows and c < columns and not hidden[r, c]]


def _walk(costs: dict[Edge, float], start: int, goal: int) -> list[int] | None:
    """Nodes of the cheapest way (Dijkstra 1959)."""
    beside: dict[int, list[tuple[int, float]]] = {}
    for (row, column), cost in costs.items():
        beside.setdefault(row, []).append((column, cost))
        beside.setdefault(column, []).append((row, cost))
    queue, done = [(0.0, [start])], set()
    while queue:
        spent, way = heapq.heappop(queue)
        if way[-1] == goal:
            return way
        if way[-1] not in done:
            done.add(way[-1])
            for other, cost in beside.get(way[-1], []):
                if other not in done:
                    heapq.heappush(queue, (spent + cost, [*way, other]))
    return None
