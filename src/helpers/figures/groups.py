"""How groups of words are told apart: a pale fill, a dark line and a shape each, so that grey print tells them too."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.style import BLUE_900, GRAY_700, WHITE

CIRCLE, SQUARE, DIAMOND, UP, DOWN = "circle", "square", "diamond", "up", "down"
HEXAGON, CROSS, STAR, PENTAGON = "hexagon", "cross", "star", "pentagon"


@dataclass(frozen=True)
class Look:
    """`fill` carries text in Gray 900; `line` is read on white."""

    fill: str
    line: str
    shape: str


# デジタル庁デザインシステムのカラートークン: 200 for fills, 900 for lines.
LOOKS = (
    Look("#c5d7fb", BLUE_900, CIRCLE),
    Look("#ffc199", "#ac3e00", DIAMOND),
    Look("#9bd4b5", "#115a36", UP),
    Look("#ffe380", "#927200", HEXAGON),
    Look("#ddc2ff", "#5109ad", DOWN),
    Look("#99f2ff", "#006f83", CROSS),
    Look("#ffbbbb", "#ce0000", PENTAGON),
    Look("#c0f354", "#507500", STAR),
)
PLAIN = Look(WHITE, GRAY_700, CIRCLE)


def pick_look(number: int) -> Look:
    """The look of the group `number` (from 0); beyond eight the eye cannot follow: plain."""
    return LOOKS[number] if 0 <= number < len(LOOKS) else PLAIN


def outline(shape: str) -> np.ndarray:
    """The corners of a shape of area 1 around the origin, y downwards."""
    corners = {
        CIRCLE: lambda: _polygon(48),
        SQUARE: lambda: _polygon(4, 45),
        DIAMOND: lambda: _polygon(4),
        UP: lambda: _polygon(3, -90),
        DOWN: lambda: _polygon(3, 90),
        HEXAGON: lambda: _polygon(6),
        PENTAGON: lambda: _polygon(5, -90),
        CROSS: _cross,
        STAR: _star,
    }[shape]()
    x, y = corners.T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    return corners / np.sqrt(area)


def _polygon(corners: int, turn: float = 0) -> np.ndarray:
    angles = np.radians(turn) + 2 * np.pi * np.arange(corners) / corners
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _cross() -> np.ndarray:
    a = 0.42
    return np.array(
        [(-a, -1), (a, -1), (a, -a), (1, -a), (1, a), (a, a), (a, 1), (-a, 1), (-a, a), (-1, a), (-1, -a), (-a, -a)]
    )  # fmt: skip


def _star() -> np.ndarray:
    radius = np.where(np.arange(12) % 2 == 0, 1.0, 0.62)[:, None]
    return _polygon(12, -90) * radius


def draw_shape(axes: Axes, x: float, y: float, area: float, look: Look, width: float = 0.9, **style) -> None:
    """A shape of `area` mm2 centred on (x, y), on a canvas of mm."""
    if look.shape == CIRCLE:
        unit = Path.unit_circle()
        corners, codes = unit.vertices / np.sqrt(np.pi), unit.codes
    else:
        points = outline(look.shape)
        corners = np.vstack([points, points[:1]])
        codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
    path = Path(corners * np.sqrt(area) + (x, y), codes)
    axes.add_patch(
        PathPatch(path, facecolor=look.fill, edgecolor=look.line, linewidth=width, joinstyle="miter", **style)
    )


def half_size(area: float, shape: str) -> tuple[float, float]:
    """Half the width and half the height (mm) of a shape of `area` mm2."""
    half = np.abs(outline(shape)).max(axis=0) * np.sqrt(area)
    return float(half[0]), float(half[1])


def holds(area: float, shape: str, width: float, height: float) -> bool:
    """Whether a label of `width` x `height` mm stands inside the shape, centred."""
    corners = np.array([(x, y) for x in (-width / 2, width / 2) for y in (-height / 2, height / 2)])
    return bool(Path(outline(shape) * np.sqrt(area)).contains_points(corners * 0.98).all())
