"""Colours of parts in order: dark to light, so that they stay apart in grey and for every kind of colour vision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from helpers.figures.style import BLUE_50, BLUE_400, BLUE_800, BLUE_900, GRAY_900, WHITE
from helpers.raw.model import SUPPRESSED, UNREADABLE
from helpers.tabulate import NO_ANSWER

# デジタル庁デザインシステムのカラートークン
BLUE_1200, BLUE_1100, BLUE_1000, BLUE_700, BLUE_600 = "#000060", "#000071", "#00118f", "#264af4", "#3460fb"
BLUE_300, BLUE_200, BLUE_100 = "#9db7f9", "#c5d7fb", "#d9e6ff"
ORANGE_300, ORANGE_100, GRAY_300 = "#ffa66d", "#ffdfca", "#b3b3b3"

# Blue 500 is never used: neither white nor Gray 900 reaches 4.5:1 on it.
SEQUENCES = {
    1: (BLUE_800,),
    2: (BLUE_800, BLUE_200),
    3: (BLUE_900, BLUE_400, BLUE_100),
    4: (BLUE_1000, BLUE_600, BLUE_300, BLUE_100),
    5: (BLUE_1000, BLUE_700, BLUE_400, BLUE_300, BLUE_100),
    6: (BLUE_1100, BLUE_900, BLUE_700, BLUE_400, BLUE_300, BLUE_100),
    7: (BLUE_1200, BLUE_1000, BLUE_800, BLUE_600, BLUE_400, BLUE_300, BLUE_100),
    8: (BLUE_1200, BLUE_1000, BLUE_800, BLUE_600, BLUE_400, BLUE_300, BLUE_200, BLUE_50),
}  # fmt: skip
MOST_PARTS = max(SEQUENCES)
MARK_FILLS = {NO_ANSWER: WHITE, UNREADABLE: GRAY_300, SUPPRESSED: GRAY_300}


def pick_sequence(count: int) -> Sequence[str]:
    """`count` colours from dark to light; beyond eight the eye cannot follow: raises KeyError."""
    return SEQUENCES[count] if count else ()


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0-1 (WCAG 2.2, relative luminance)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1-21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(fill: str) -> str:
    """White or Gray 900, whichever is read better on `fill`."""
    return max(WHITE, GRAY_900, key=lambda ink: contrast(ink, fill))


@lru_cache(maxsize=256)
def to_grey(colour: str) -> str:
    """The grey of the same luminance: what a muted row is drawn in, and what a grey print shows."""
    light = luminance(colour)
    level = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(level * 255):02x}" * 3
