"""A page of mm: the figure as one plane with y downwards, its notes, and a key of swatches that wraps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.lettering import balance_lines, printable, text_width, wrap_text
from helpers.figures.style import (
    GRAY_536,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    TEXT_PT,
    WIDTH,
    build_axes,
    to_mm,
)

LEADING = 1.35  # line to line, in em
SWATCH, SWATCH_GAP, ENTRY_GAP = 3.2, 1.2, 4.5
ENTRY_EM, ENTRY_LINES, NOTE_LINES = 24, 3, 4
MARGIN = 1.0


def build_canvas(height: float) -> Axes:
    """An axes over the whole figure: x 0-165 mm, y 0-`height` mm from the top."""
    axes = build_axes(WIDTH, height, 0, 0, 0, 0)
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    return axes


def line_height(points: float = TEXT_PT) -> float:
    return to_mm(LEADING, points)


def width_of(lines: Sequence[str], points: float = TEXT_PT) -> float:
    """mm of the longest line (a little more than it needs)."""
    return to_mm(max(map(text_width, lines), default=0.0), points)


def figure_width(text: str, points: float = SMALL_PT) -> float:
    """mm of a printed number: Noto's digits are 0.555 em wide, point and comma 0.278, signs 0.6; other text as usual."""
    if not text.isascii():
        return width_of([text], points)
    return to_mm(sum(0.278 if c in ".," else 0.555 if c.isdigit() else 0.6 for c in text), points)


def write_lines(axes: Axes, x: float, y: float, lines: Sequence[str], size: float = TEXT_PT, **style) -> None:
    """Lines one below the other as one text; by default from `x` to the right, centred on `y`."""
    style = {"va": "center", "color": GRAY_900, "multialignment": style.get("ha", "left")} | style
    axes.text(x, y, "\n".join(lines), fontsize=size, linespacing=LEADING - 0.2, **style)


def fill_box(axes: Axes, x: float, y: float, width: float, height: float, fill: str, **style) -> Rectangle:
    """A rectangle from (x, y) to the right and down."""
    style = {"edgecolor": GRAY_536, "linewidth": 0.5} | style
    return axes.add_patch(Rectangle((x, y), width, height, facecolor=fill, **style))


@dataclass(frozen=True)
class Entry:
    """One swatch of a key; `hatch` as matplotlib names it."""

    label: str
    fill: str
    hatch: str = ""

    @property
    def lines(self) -> list[str]:
        return balance_lines(wrap_text(self.label, ENTRY_EM, ENTRY_LINES))

    @property
    def width(self) -> float:
        return SWATCH + SWATCH_GAP + width_of(self.lines, SMALL_PT)


def flow_entries(entries: Sequence[Entry]) -> list[list[tuple[float, Entry]]]:
    """Lines of (x, entry), in order, none wider than the figure."""
    lines: list[list[tuple[float, Entry]]] = []
    x = WIDTH
    for entry in entries:
        if x + entry.width > WIDTH - MARGIN or not lines:
            lines.append([])
            x = MARGIN
        lines[-1].append((x, entry))
        x += entry.width + ENTRY_GAP
    return lines


def key_height(entries: Sequence[Entry]) -> float:
    return sum(_line_room(line) for line in flow_entries(entries))


def _line_room(line: Sequence[tuple[float, Entry]]) -> float:
    return max(len(entry.lines) for _, entry in line) * line_height(SMALL_PT) + 1.4


def draw_key(axes: Axes, entries: Sequence[Entry], top: float) -> float:
    """The swatches from `top` on, in the order of the parts; returns where the key ends."""
    for line in flow_entries(entries):
        for x, entry in line:
            middle = top + line_height(SMALL_PT) / 2
            fill_box(axes, x, middle - SWATCH / 2, SWATCH, SWATCH, entry.fill, hatch=entry.hatch)
            write_lines(axes, x + SWATCH + SWATCH_GAP, top, entry.lines, SMALL_PT, va="top")
        top += _line_room(line)
    return top


def wrap_notes(notes: Sequence[str]) -> list[str]:
    """Notes below a figure, each on lines of its own."""
    em = (WIDTH - 2 * MARGIN) / to_mm(1, SMALL_PT)
    return [line for note in notes for line in wrap_text(printable(note), em, NOTE_LINES)]


def notes_height(notes: Sequence[str]) -> float:
    lines = wrap_notes(notes)
    return len(lines) * line_height(SMALL_PT) + 1.5 if lines else 0.0


def write_notes(axes: Axes, notes: Sequence[str], top: float) -> None:
    """Small grey lines at the foot, from `top` on."""
    for i, line in enumerate(wrap_notes(notes)):
        write_lines(
            axes, MARGIN, top + 1 + i * line_height(SMALL_PT), [line], SMALL_PT, va="top", color=GRAY_700
        )
