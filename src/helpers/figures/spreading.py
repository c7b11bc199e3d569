"""Where the nodes of a network stand: every connected part by its paths, then packed onto the width of a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.figures.placing import separate
from helpers.text.analyses.maps import majorise, scale_classically, turn
from helpers.text.analyses.paths import find_components, measure_steps

EDGE, GAP, CELL = 19.0, 1.6, 1.0  # mm: of an edge as a rule, between boxes, of the raster
AIR = 4.0  # a dense part is spread until it takes this many times the area of its boxes


def spread_network(
    edges: Sequence[tuple[int, int]], sizes: np.ndarray, width: float, tallest: float
) -> tuple[np.ndarray, float]:
    """Centres of the nodes (mm, y downwards) and the height they take; `sizes`: width and height of node and label.

    Stress majorisation over the shortest paths (Gansner, Koren and North 2005), from classical scaling: the same in every
    run. Boxes never overlap.
    """
    points = np.zeros((len(sizes), 2))
    if not len(sizes):
        return points, 0.0
    component = find_components(len(sizes), edges)
    order = sorted(range(component.max() + 1), key=lambda c: (-(component == c).sum(), c))
    sheet = Sheet(width)
    for part in order:
        nodes = np.flatnonzero(component == part)
        number = {node: position for position, node in enumerate(nodes)}
        inner = [(number[one], number[other]) for one, other in edges if component[one] == part]
        placed = _spread_part(inner, sizes[nodes], width, tallest)
        points[nodes] = placed + sheet.find_room(placed, sizes[nodes], inner)
    return points, sheet.height


def _spread_part(
    edges: Sequence[tuple[int, int]], sizes: np.ndarray, width: float, tallest: float
) -> np.ndarray:
    """One connected part with its upper left corner at the origin."""
    steps = measure_steps(len(sizes), edges)
    weights = np.divide(1.0, steps**2, out=np.zeros_like(steps), where=steps > 0)
    points = turn(majorise(steps, weights, scale_classically(steps)))
    extent = np.maximum(np.ptp(points, axis=0), 0.1)
    airy = np.sqrt(AIR * sizes.prod(axis=1).sum() / extent.prod()) if len(sizes) > 4 else EDGE
    scale = min(max(EDGE, airy), *((np.array([width, tallest]) - sizes.max(axis=0)) / extent))
    points = points * scale
    points[:, 0] += width / 2 - (points[:, 0].max() + points[:, 0].min()) / 2
    points = separate(points, sizes, width, GAP)
    return points - (points - sizes / 2).min(axis=0)


class Sheet:
    """A page that is filled part by part: which cells of 1 mm are taken."""

    def __init__(self, width: float) -> None:
        self.width, self.height = width, 0.0
        self.taken = np.zeros((0, int(width / CELL)), dtype=bool)

    def find_room(
        self, points: np.ndarray, sizes: np.ndarray, edges: Sequence[tuple[int, int]]
    ) -> np.ndarray:
        """The shift that brings a part to the first free place, from the top and then from the middle outwards."""
        extent = (points + sizes / 2).max(axis=0)
        columns, rows = (min(int(np.ceil(extent[0])), self.taken.shape[1]), int(np.ceil(extent[1])))
        self._grow(int(np.ceil(self.height)) + rows + 4)
        y, x = self._first_free(rows, columns)
        shift = np.array([x * CELL, y * CELL])
        self._take(points + shift, sizes, edges)
        self.height = max(self.height, float(shift[1] + extent[1]))
        return shift

    def _grow(self, rows: int) -> None:
        more = max(rows - len(self.taken), 0)
        self.taken = np.vstack([self.taken, np.zeros((more, self.taken.shape[1]), dtype=bool)])

    def _first_free(self, rows: int, columns: int) -> tuple[int, int]:
        sums = np.pad(self.taken.astype(int).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        inside = (
            sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
        )
        middle = (inside.shape[1] - 1) / 2
        y, x = np.nonzero(inside == 0)
        best = np.lexsort((x, np.abs(x - middle), y))[0]
        return int(y[best]), int(x[best])

    def _take(self, points: np.ndarray, sizes: np.ndarray, edges: Sequence[tuple[int, int]]) -> None:
        """Mark the boxes with some air around them, and what lies under the edges."""
        for (x, y), (wide, high) in zip(points, sizes + 2 * GAP, strict=True):
            top, left = max(int(y - high / 2), 0), max(int(x - wide / 2), 0)
            self.taken[top : int(np.ceil(y + high / 2)), left : int(np.ceil(x + wide / 2))] = True
        for one, other in edges:
            for share in np.linspace(0, 1, 60):
                x, y = points[one] + (points[other] - points[one]) * share
                self.taken[max(int(y) - 1, 0) : int(y) + 2, max(int(x) - 1, 0) : int(x) + 2] = True
