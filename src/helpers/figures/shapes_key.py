"""The key of maps and networks: shapes of groups in two columns, then sizes of nodes and widths of lines in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.canvas import MARGIN, width_of, write_lines
from helpers.figures.groups import PLAIN, Look, draw_shape
from helpers.figures.lettering import printable, text_width
from helpers.figures.style import GRAY_700, SMALL_PT, WIDTH

ROW, SWATCH, GAP, SIGN = 5.0, 8.0, 3.6, 4.4
COLUMNS, TEXT_EM, SHAPE_AREA = 2, 24, 10.0
LINE, DASHES = "#9e9e9e", (0, (2.2, 1.4))


@dataclass(frozen=True)
class KeyItem:
    """`draw(axes, x, y)` puts the sign with its left edge at x, centred on y; `wide` ones stand in columns."""

    draw: Callable[[Axes, float, float], None]
    text: str
    sign: float = SIGN
    tall: float = ROW
    wide: bool = False


def shape_item(look: Look, text: str, area: float = SHAPE_AREA, wide: bool = False) -> KeyItem:
    """A group, or the size of a node."""
    side = max(2 * float(np.sqrt(area / np.pi)), SIGN)
    return KeyItem(
        lambda axes, x, y: draw_shape(axes, x + side / 2, y, area, look), text, side, max(side + 1, ROW), wide
    )


def line_item(width: float, style: object, text: str) -> KeyItem:
    def draw(axes: Axes, x: float, y: float) -> None:
        axes.plot(
            [x, x + SWATCH - 1], [y, y], color=LINE, linewidth=width, linestyle=style, solid_capstyle="butt"
        )

    return KeyItem(draw, text, SWATCH)


def list_sizes(frequencies: pd.Series, largest: float) -> list[KeyItem]:
    """Two or three numbers that the sizes are read by: the largest, about a third and about a tenth of it."""
    most = int(frequencies.max()) if len(frequencies) else 0
    steps = sorted({step for step in (round(most / 10), round(most / 3), most) if step >= 1})
    return [shape_item(PLAIN, f"出現{step:,}回", largest * step / most) for step in steps]


def name_members(members: Sequence[str], number: int, room: float = TEXT_EM - 9) -> str:
    """As many members as there is room for: 福井・土産など14語."""
    shown = [members[0]]
    while len(shown) < len(members) and text_width("・".join([*shown, members[len(shown)]])) <= room:
        shown.append(members[len(shown)])
    return f"{'・'.join(shown)}{'など' if len(shown) < number else ''}（{number:,}語）"


def _flow(items: Sequence[KeyItem]) -> list[list[tuple[float, KeyItem]]]:
    """Lines of (x, item)."""
    wide = [item for item in items if item.wide]
    pitch = (WIDTH - 2 * MARGIN) / COLUMNS
    lines = [
        [(MARGIN + column * pitch, item) for column, item in enumerate(wide[start : start + COLUMNS])]
        for start in range(0, len(wide), COLUMNS)
    ]
    x = WIDTH
    for item in items:
        if item.wide:
            continue
        needed = item.sign + 1.5 + width_of([item.text], SMALL_PT)
        if x + needed > WIDTH - MARGIN:
            lines.append([])
            x = MARGIN
        lines[-1].append((x, item))
        x += needed + GAP
    return lines


def key_height(items: Sequence[KeyItem]) -> float:
    return sum(max(item.tall for _, item in line) for line in _flow(items)) + 1


def draw_shapes_key(axes: Axes, items: Sequence[KeyItem], top: float) -> float:
    """From `top` on; returns where it ends."""
    for line in _flow(items):
        tall = max(item.tall for _, item in line)
        for x, item in line:
            item.draw(axes, x, top + tall / 2)
            write_lines(axes, x + item.sign + 1.5, top + tall / 2, [_fit(item)], SMALL_PT, color=GRAY_700)
        top += tall
    return top + 1


def _fit(item: KeyItem) -> str:
    """One line; in a column it ends in … where it is too long."""
    text = printable(item.text)
    if not item.wide or text_width(text) <= TEXT_EM:
        return text
    while text_width(text) > TEXT_EM - 1:
        text = text[:-1]
    return text + "…"
