"""The platform picture (連携プラットフォームのイメージ図), drawn from the data; all lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from helpers.figures.lettering import text_width, wrap_text
from helpers.figures.members import Block, Box, sort_members
from helpers.figures.picture import Picture
from helpers.figures.style import (
    BLUE_50,
    BLUE_800,
    BLUE_900,
    GREEN_50,
    GREEN_800,
    SMALL_PT,
    WHITE,
    WIDTH,
    build_axes,
    to_mm,
    use_style,
)  # fmt: skip

GAP, PAD, ARROW, HEAD_PT = 19, 3, 9, 10
BLOCK = (WIDTH - GAP) / 2
LINE, HEAD_LINE = to_mm(1.42, SMALL_PT), to_mm(1.4, HEAD_PT)
TITLE = "連携プラットフォーム"


@dataclass(frozen=True)
class Panel:
    """A box laid out: its heading and its names in lines, the count at the right."""

    heading: tuple[str, ...]
    count: str
    names: tuple[str, ...]

    @property
    def height(self) -> float:
        return 2.5 + LINE * (len(self.heading) + len(self.names))


@dataclass(frozen=True)
class Frame:
    """A block laid out: place, colours (dark, light), heading, lead lines and boxes."""

    x: float
    width: float
    colours: tuple[str, str]
    title: tuple[str, ...]
    count: str
    lead: tuple[str, ...]
    panels: tuple[Panel, ...]

    @property
    def header(self) -> float:
        return 2.5 + HEAD_LINE * len(self.title)

    @property
    def height(self) -> float:
        panels = sum(panel.height + PAD for panel in self.panels)
        return self.header + PAD + LINE * len(self.lead) + (PAD if self.lead else 0) + panels


def draw_platform(
    links: list[dict], members: pd.DataFrame, name: str = "platform", title: str = TITLE
) -> Picture:
    """The platform over the two sides that it joins: 地域 on the left, 行政内部 on the right.

    `links`: [{id: community|office|both, name, description, classes}]; `members`, one row a participant:

    | side | class          | organisation                   | division | post   |
    |------|----------------|--------------------------------|----------|--------|
    | 地域 | 民生委員・児童委員 | 南砂地区民生・児童委員協議会 |          | 副会長 |
    """
    blocks = sort_members(links, members)
    banner = _lay_out(blocks["both"], 0, WIDTH, (BLUE_900, WHITE), title)
    left = _lay_out(blocks["community"], 0, BLOCK, (GREEN_800, GREEN_50))
    right = _lay_out(blocks["office"], BLOCK + GAP, BLOCK, (BLUE_800, BLUE_50))
    below = max(left.height, right.height)
    with use_style():
        axes = _build_canvas(banner.height + ARROW + below)
        _draw_frame(axes, banner, 0, banner.height)
        for frame in (left, right):
            _draw_frame(axes, frame, banner.height + ARROW, below)
            middle = frame.x + frame.width / 2
            _draw_arrow(axes, (middle, banner.height), (middle, banner.height + ARROW))
        _join(axes, blocks["both"].name, banner.height + ARROW + min(below / 2, 60))
    return Picture(axes.figure, describe_platform(links, members, title), name)


def describe_platform(links: list[dict], members: pd.DataFrame, title: str = TITLE) -> str:
    """{title}のイメージ図。… 地域（12名）：民生委員・児童委員 1名（南砂地区…）、…。行政内部（10名）：…。"""
    blocks = sort_members(links, members)
    joined = f"「{blocks['community'].name}」と「{blocks['office'].name}」を「{blocks['both'].name}」が結ぶ"
    sentences = [f"{title}のイメージ図", joined, *(_describe(block) for block in blocks.values())]
    return "。".join(sentence.rstrip("。") for sentence in sentences if sentence) + "。"


def _describe(block: Block) -> str:
    count = f"（{block.count}）" if block.count else ""
    parts = [block.description.rstrip("。"), block.classes, "、".join(map(str, block.boxes))]
    said = "。".join(part for part in parts if part)
    return f"{block.name}{count}：{said}" if said else ""


def _lay_out(block: Block, x: float, width: float, colours: tuple[str, str], title: str = "") -> Frame:
    em = (width - 2 * PAD) / to_mm(1, SMALL_PT)
    texts = [f"{block.name}：{block.description}".rstrip("：") if title else block.description, block.classes]
    lead = tuple(line for text in texts for line in wrap_text(text, em - 1))
    head = wrap_text(title or block.name, (width - 2 * PAD) / to_mm(1, HEAD_PT) - text_width(block.count) - 2)
    panels = tuple(_lay_out_box(box, em - 2, block.run_on) for box in block.boxes)
    return Frame(x, width, colours, tuple(head), block.count, lead, panels)


def _lay_out_box(box: Box, em: float, run_on: bool) -> Panel:
    heading = wrap_text(box.heading, em - text_width(box.count) - 2)
    return Panel(tuple(heading), box.count, _name_lines(box, em, run_on))


def _name_lines(box: Box, em: float, run_on: bool) -> tuple[str, ...]:
    """One name a line with 「・」 before it, or all names run on."""
    if run_on:
        return tuple(wrap_text("、".join(box.names), em))
    hung = [(first, line) for name in box.names for first, line in enumerate(wrap_text(name, em - 2))]
    return tuple(("　" if first else "・") + line for first, line in hung)


def _build_canvas(height: float) -> Axes:
    """Millimetres, the origin at the upper left, half a millimetre of margin for the frames' lines."""
    axes = build_axes(WIDTH + 1, height + 1, 0, 0, 0, 0)
    axes.set(xlim=(-0.5, WIDTH + 0.5), ylim=(height + 0.5, -0.5))
    axes.set_axis_off()
    return axes


def _draw_panel(axes: Axes, x: float, y: float, width: float, height: float, face: str, edge: str) -> None:
    axes.add_patch(FancyBboxPatch((x, y), width, height, "round,pad=0,rounding_size=1.2", facecolor=face,
                                  edgecolor=edge, linewidth=0.9))  # fmt: skip


def _write(axes: Axes, x: float, y: float, text: str, size: float = SMALL_PT, **style: str) -> None:
    """A line of text whose middle is at `y`."""
    axes.text(x, y, text, fontsize=size, va="center_baseline", **style)


def _draw_frame(axes: Axes, frame: Frame, y: float, height: float) -> None:
    """Frame, coloured header with name and count, lead lines, boxes below one another."""
    dark, light = frame.colours
    _draw_panel(axes, frame.x, y, frame.width, height, light, dark)
    _draw_panel(axes, frame.x, y, frame.width, frame.header, dark, dark)
    for i, line in enumerate(frame.title):
        top = y + 1.25 + HEAD_LINE * (i + 0.5)
        _write(axes, frame.x + PAD, top, line, HEAD_PT, color=WHITE, weight="bold")
    _write(axes, frame.x + frame.width - PAD, y + frame.header / 2, frame.count, color=WHITE, ha="right")
    y += frame.header + PAD
    for i, line in enumerate(frame.lead):
        _write(axes, frame.x + PAD, y + LINE * (i + 0.5), line)
    y += LINE * len(frame.lead) + (PAD if frame.lead else 0)
    for panel in frame.panels:
        _draw_box(axes, frame, panel, y)
        y += panel.height + PAD


def _draw_box(axes: Axes, frame: Frame, panel: Panel, y: float) -> None:
    x, width, dark = frame.x + PAD, frame.width - 2 * PAD, frame.colours[0]
    _draw_panel(axes, x, y, width, panel.height, WHITE, dark)
    y += 1.25 + LINE / 2
    _write(axes, x + width - 2, y, panel.count, ha="right")
    for i, line in enumerate(panel.heading):
        _write(axes, x + 2, y + LINE * i, line, color=dark, weight="bold")
    for i, line in enumerate(panel.names, len(panel.heading)):
        _write(axes, x + 2, y + LINE * i, line)


def _draw_arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = "<|-|>,head_length=0.5,head_width=0.35"
    axes.add_patch(FancyArrowPatch(start, end, arrowstyle=style, mutation_scale=11, joinstyle="miter",
                                   color=BLUE_900, linewidth=1.8))  # fmt: skip


def _join(axes: Axes, name: str, y: float) -> None:
    """The two-way arrow between the sides with the link's name above it."""
    _draw_arrow(axes, (BLOCK, y), (BLOCK + GAP, y))
    lines = wrap_text(name, (GAP - 1) / to_mm(1, SMALL_PT))
    for i, line in enumerate(reversed(lines)):
        _write(axes, WIDTH / 2, y - 4 - LINE * i, line, ha="center", weight="bold")
