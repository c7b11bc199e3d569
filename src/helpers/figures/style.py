"""One look for all figures: Noto Sans CJK JP from PyPI, the Digital Agency's colours, sizes in mm and pt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from noto_cjk_sans_jp_bold import FONT_PATH as BOLD
from noto_cjk_sans_jp_regular import FONT_PATH as REGULAR

FONT_FILES = (str(REGULAR), str(BOLD))
FONT_FAMILY = "Noto Sans CJK JP"

# デジタル庁デザインシステムのカラートークン
BLUE_900, BLUE_800, BLUE_400, BLUE_50 = "#0017c1", "#0031d8", "#7096f8", "#e8f1fe"
GREEN_800, GREEN_50 = "#197a4b", "#e6f5ec"
GRAY_900, GRAY_700, GRAY_536, GRAY_200, WHITE = "#1a1a1a", "#4d4d4d", "#767676", "#e6e6e6", "#ffffff"

TEXT_PT, SMALL_PT = 9.0, 8.0
WIDTH = 165  # mm, the text width of an A4 page
MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / 72

STYLE = {
    "font.family": [FONT_FAMILY],
    "font.size": TEXT_PT,
    "text.parse_math": False,  # `$` in an answer is a dollar sign
    "text.color": GRAY_900,
    "axes.edgecolor": GRAY_536,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.bottom": False,
    "xtick.color": GRAY_700,
    "xtick.labelsize": SMALL_PT,
    "xtick.major.size": 0,
    "ytick.color": GRAY_900,
    "ytick.labelsize": TEXT_PT,
    "ytick.major.size": 0,
    "grid.color": GRAY_200,
    "grid.linewidth": 0.8,
    "figure.facecolor": WHITE,
    "svg.hashsalt": "casebook",
}


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the two font files known to matplotlib, before any copy that the system may have."""
    for path in FONT_FILES:
        font_manager.fontManager.addfont(path)
        font_manager.fontManager.ttflist.insert(0, font_manager.fontManager.ttflist.pop())


@contextmanager
def use_style(text_as_paths: bool = True) -> Iterator[None]:
    """`with use_style():` the look holds inside the block only; `text_as_paths` is how SVG keeps its text."""
    register_fonts()
    with matplotlib.rc_context(STYLE | {"svg.fonttype": "path" if text_as_paths else "none"}):
        yield


def to_mm(em: float, points: float) -> float:
    """A width in em at a type size in pt -> mm."""
    return em * points * MM_PER_PT


def build_axes(width: float, height: float, left: float, top: float, right: float, bottom: float) -> Axes:
    """A figure of `width` x `height` mm, unknown to pyplot, with one axes inside these margins (mm)."""
    figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
    box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    return figure.add_axes(box)


def write_note(axes: Axes, note: str) -> None:
    """A note such as (n=62), at the upper right of the figure."""
    height = axes.figure.get_figheight() * MM_PER_INCH
    axes.figure.text(1 - 2 / WIDTH, 1 - 1 / height, note, ha="right", va="top")
