"""Room for labels: boxes are moved apart, or labels find a free place beside their point. No randomness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS, NEARLY = 400, 1e-6
# Where a label may stand beside its point, the best place first: (x, y) of its centre in half sizes.
SIDES = ((1, 0), (0, -1), (-1, 0), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))


def separate(points: np.ndarray, sizes: np.ndarray, width: float, gap: float = 1.0) -> np.ndarray:
    """Centres of boxes of `sizes` (width, height) moved apart until none overlaps, all between x = 0 and `width`.

    As little as possible from where they were: pushed along the shorter way, then, if some still overlap, downwards.
    """
    points, room = points.astype(float).copy(), sizes + gap
    for _ in range(ROUNDS):
        step = _push(points, room)
        points = _keep_inside(points + step, sizes, width)
        if np.abs(step).max(initial=0) < NEARLY:
            return points
    return settle(points, room)


def _push(points: np.ndarray, room: np.ndarray) -> np.ndarray:
    """How far each box moves: half of every overlap, along the axis where it is smaller."""
    gaps = points[:, None, :] - points[None, :, :]
    lacking = (room[:, None, :] + room[None, :, :]) / 2 - np.abs(gaps)
    overlap = (lacking > NEARLY).all(axis=2)
    np.fill_diagonal(overlap, False)
    side = np.sign(gaps)
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    side = np.where(side == 0, order[:, :, None], side)
    along_x = lacking[:, :, 0] <= lacking[:, :, 1]
    move = np.stack([np.where(along_x, lacking[:, :, 0], 0), np.where(along_x, 0, lacking[:, :, 1])], axis=2)
    step = (move * side / 2 * overlap[:, :, None]).sum(axis=1)
    return step / np.maximum(overlap.sum(axis=1), 1)[:, None] * 1.02


def _keep_inside(points: np.ndarray, sizes: np.ndarray, width: float) -> np.ndarray:
    half = np.minimum(sizes[:, 0] / 2, width / 2)
    points[:, 0] = np.clip(points[:, 0], half, width - half)
    return points


def settle(points: np.ndarray, room: np.ndarray) -> np.ndarray:
    """From top to bottom, each box falls until it overlaps none above it: always ends."""
    points, placed = points.copy(), []
    for box in np.lexsort((np.arange(len(points)), points[:, 1])):
        while True:
            hits = [other for other in placed if _overlap(points, room, box, other)]
            if not hits:
                break
            points[box, 1] = max(points[o, 1] + (room[o, 1] + room[box, 1]) / 2 for o in hits) + NEARLY
        placed.append(box)
    return points


def _overlap(points: np.ndarray, room: np.ndarray, one: int, other: int) -> bool:
    gap = np.abs(points[one] - points[other])
    return bool((gap < (room[one] + room[other]) / 2 - NEARLY).all())


def place_beside(
    points: np.ndarray, radius: np.ndarray, sizes: np.ndarray, page: tuple[float, float], first: Sequence[int]
) -> np.ndarray:
    """The centre of each label (`sizes`) near its point, free of all marks and labels, inside `page` (width, height).

    Labels are placed in the order `first`; each takes the nearest free place, trying all sides and growing distances. A
    label for which there is no room gets NaN.
    """
    marks = np.column_stack([points - radius[:, None], points + radius[:, None]])
    taken = [*marks]
    centres = np.full(points.shape, np.nan)
    for label in first:
        others = np.array(taken)
        for centre in _candidates(points[label], radius[label], sizes[label]):
            box = np.concatenate([centre - sizes[label] / 2, centre + sizes[label] / 2])
            if _is_free(box, others, page):
                centres[label] = centre
                taken.append(box)
                break
    return centres


def _candidates(point: np.ndarray, radius: float, size: np.ndarray):
    """Centres from near to far: beside the mark first, then on growing rings."""
    for distance in (0.4, 1.2, 2.5, 4.0, 6.0, 8.5, 11.5, 15.0, 19.0, 24.0):
        for side in SIDES:
            reach = radius + distance if 0 in side else (radius + distance) * 0.72
            yield point + np.array(side) * (size / 2 + reach)
        if distance < 4:
            continue
        for turn in range(16):
            angle = np.pi * turn / 8
            yield point + np.array([np.cos(angle), np.sin(angle)]) * (size / 2 + radius + distance)


def _is_free(box: np.ndarray, taken: np.ndarray, page: tuple[float, float]) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= page[0] and box[3] <= page[1]
    hits = (taken[:, 0] < box[2]) & (taken[:, 2] > box[0]) & (taken[:, 1] < box[3]) & (taken[:, 3] > box[1])
    return bool(inside and not hits.any())
