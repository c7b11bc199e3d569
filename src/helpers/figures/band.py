"""One 100% band for a single answer of two or three choices, each part named above itself."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.figures.lettering import printable, text_width
from helpers.figures.style import (
    BLUE_400,
    BLUE_800,
    GRAY_200,
    TEXT_PT,
    WIDTH,
    build_axes,
    to_mm,
    use_style,
    write_note,
)  # fmt: skip

COLOURS = (BLUE_800, BLUE_400, GRAY_200)
MARGIN, TOP, BOTTOM, THICKNESS, LABEL_ROOM, KEY = 5, 6, 7, 8, 6, 3.5
INNER = WIDTH - 2 * MARGIN


def place_labels(shares: Sequence[float], texts: Sequence[str]) -> list[float]:
    """Where each label starts (mm from the left), centred over its part.

    Empty when a band would not be readable: not two or three parts that make up a whole, an empty part, or
    labels that would touch.
    """
    if len(shares) not in (2, 3) or min(shares) <= 0 or abs(sum(shares) - 100) > 1:
        return []
    widths = [KEY + to_mm(text_width(printable(text)), TEXT_PT) for text in texts]
    centres = [INNER * (sum(shares[:i]) + share / 2) / 100 for i, share in enumerate(shares)]
    starts = [min(max(c - width / 2, 0), INNER - width) for c, width in zip(centres, widths, strict=True)]
    ends = [start + width + 3 for start, width in zip(starts, widths, strict=True)]
    return starts if starts[0] >= 0 and all(e <= s for e, s in zip(ends, starts[1:], strict=False)) else []


def draw_band(shares: Sequence[float], texts: Sequence[str], note: str) -> Figure:
    """The band, its labels as `place_labels` puts them, and a light 0-100 scale."""
    starts = place_labels(shares, texts)
    with use_style():
        axes = build_axes(WIDTH, TOP + LABEL_ROOM + THICKNESS + BOTTOM, MARGIN, TOP, MARGIN, BOTTOM)
        axes.set(xlim=(0, 100), ylim=(LABEL_ROOM + THICKNESS, 0), yticks=[])
        axes.spines["left"].set_visible(False)
        for i, share in enumerate(shares):
            axes.barh(LABEL_ROOM + THICKNESS / 2, share, THICKNESS, sum(shares[:i]), color=COLOURS[i],
                      edgecolor=BLUE_800, linewidth=0.8)  # fmt: skip
            _write_label(axes, starts[i], printable(texts[i]), COLOURS[i])
        axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
        write_note(axes, note)
    return axes.figure


def _write_label(axes: Axes, start: float, text: str, colour: str) -> None:
    """A small square in the part's colour, then its label; `start` in mm."""
    percent = 100 / INNER
    axes.add_patch(Rectangle((start * percent, 1.6), 2.4 * percent, 2.4, facecolor=colour, edgecolor=BLUE_800,
                             linewidth=0.8))  # fmt: skip
    axes.text((start + KEY) * percent, 2.8, text, va="center")
