"""Histogram of a numeric answer, mean and median marked."""

from __future__ import annotations

from math import floor, log10

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures.bins import Bins, count_bins
from helpers.figures.canvas import width_of
from helpers.figures.columns import (
    BODY,
    LEFT,
    RIGHT,
    ROOM,
    TOP,
    build_columns,
    label_columns,
    set_heights,
    thin_out,
)
from helpers.figures.describe import NOBODY, SMALL_BASE_NOTE
from helpers.figures.frames import count_text
from helpers.figures.lettering import one_line, printable
from helpers.figures.notes import OMITTED, SYNTHETIC, WEIGHTED_COUNTS
from helpers.figures.numeric import MEAN, MEDIAN, Numbers, read_numbers
from helpers.figures.palette import GRAY_300
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTHING
from helpers.figures.style import (
    BLUE_400,
    GRAY_700,
    GRAY_900,
    SMALL_PT,
    WHITE,
    WIDTH,
    build_axes,
    use_style,
    write_note,
)
from helpers.numerals import number_text
from helpers.raw.model import SUPPRESSED

PERSONS = "（人）"
UPPER, LOWER, FEWEST = 8.5, 4.0, 6
LINES = {MEAN: "-", MEDIAN: "--"}


def plot_histogram(
    values: pd.Series, *, unit: str = "", weights: pd.Series | None = None, mean: float | None = None,
    median: float | None = None, suppress_below: int = 0, synthetic: bool = False, title: str = "",
    name: str = "histogram",
) -> Picture:  # fmt: skip
    """One NUM question from its answers (`values`: numbers, <NA>, 非該当, 秘匿, 不明), classes as `count_bins` states.

    `mean` and `median`: the result frame's; of the values where they are not given (and nothing is weighted). A class
    of 1 to `suppress_below` - 1 respondents is never shown: classes get wider, or the whole is 秘匿.
    """
    numbers = read_numbers(values, weights, mean, median, unit, synthetic)
    bins = count_bins(numbers.values, numbers.weights, suppress_below) if numbers.values else None
    figure = _say(numbers) if bins is None else _draw(numbers, bins)
    return Picture(figure, describe_histogram(numbers, bins, title), name)


def _say(numbers: Numbers) -> Figure:
    with use_style():
        axes = build_axes(WIDTH, TOP + 8, LEFT, TOP, RIGHT, 1)
        axes.set_axis_off()
        axes.text(0, 0.5, SUPPRESSED if numbers.values else NOTHING, va="center")
        write_note(axes, numbers.note)
    return axes.figure


def _draw(numbers: Numbers, bins: Bins) -> Figure:
    """Text sizes decide first whether counts can stand over the columns; if not, the scale alone tells."""
    texts = [count_text(count) if count else NOBODY for count in bins.counts]
    pitch = ROOM / _slots(bins)
    fits = all(width_of([text], SMALL_PT) <= pitch for text in texts)
    with use_style():
        axes = build_columns(numbers.note, _notes(numbers, bins, fits), above=12, below=9)
        sns.histplot(x=_middles(bins), weights=list(bins.counts), bins=list(bins.edges), color=GRAY_300 if numbers.is_small else BLUE_400,
                     alpha=1, edgecolor=WHITE, linewidth=1.0, ax=axes)  # fmt: skip
        axes.set_xlim(bins.edges[0], bins.edges[0] + _slots(bins) * bins.width)
        high = set_heights(axes, bins.counts, PERSONS)
        if fits:
            label_columns(axes, _middles(bins), bins.counts, texts)
        _set_ticks(axes, numbers, bins)
        _draw_marks(axes, numbers, bins, high)
    return axes.figure


def _slots(bins: Bins) -> int:
    """Few classes do not grow fat."""
    return max(len(bins.counts), FEWEST)


def _middles(bins: Bins) -> list[float]:
    return [low + bins.width / 2 for low in bins.edges[:-1]]


def _notes(numbers: Numbers, bins: Bins, fits: bool) -> list[str]:
    classes = f"階級の幅は{edge_text(bins, bins.width)}{numbers.unit}（{bins.rule}による幅を1・2・5の倍数に丸めた）。各階級は下限以上、上限未満。"
    return [
        classes,
        *([WEIGHTED_COUNTS] if numbers.weights is not None else []),
        *([] if fits else [OMITTED]),
    ]


def edge_text(bins: Bins, value: float) -> str:
    """With as many decimals as the width needs: 20, 2.5."""
    return number_text(float(value), max(0, -floor(log10(bins.width) + 1e-9)))


def _set_ticks(axes: Axes, numbers: Numbers, bins: Bins) -> None:
    """Edges below the lines between classes; a class of one whole number, or an open one, is named below its middle."""
    is_single = _is_single(numbers, bins)
    edges = bins.edges[:-1] if is_single else bins.edges
    ticks = [(edge + bins.width / 2 * is_single, edge_text(bins, edge)) for edge in edges]
    ticks = ticks[:: thin_out([text for _, text in ticks], ROOM / _slots(bins))]
    ends = _open_ends(bins)
    ticks = [tick for tick in ticks if all(_is_apart(bins, tick, end) for end in ends)] + ends
    axes.set_xticks([place for place, _ in ticks], [text for _, text in ticks])
    if numbers.unit:
        axes.annotate(f"（{printable(numbers.unit)}）", (1, 0), xycoords="axes fraction", xytext=(4, -14),
                      textcoords="offset points", ha="right", va="top", fontsize=SMALL_PT, color=GRAY_700)  # fmt: skip


def _open_ends(bins: Bins) -> list[tuple[float, str]]:
    """10未満 and 500以上, below the middle of their classes."""
    low = [(bins.edges[0] + bins.width / 2, f"{edge_text(bins, bins.edges[1])}未満")] if bins.open_low else []
    high = (
        [(bins.edges[-1] - bins.width / 2, f"{edge_text(bins, bins.edges[-2])}以上")]
        if bins.open_high
        else []
    )
    return low + high


def _is_apart(bins: Bins, one: tuple[float, str], other: tuple[float, str]) -> bool:
    distance = abs(one[0] - other[0]) / (_slots(bins) * bins.width) * ROOM
    return distance > (width_of([one[1]], SMALL_PT) + width_of([other[1]], SMALL_PT)) / 2 + 0.5


def _place_marks(numbers: Numbers, at: dict[str, float]) -> dict[str, tuple[float, bool]]:
    """Name -> (mm above the columns, whether its label goes to the left), so that no line crosses a label."""
    first, last = sorted(at, key=at.get)[0], sorted(at, key=at.get)[-1]
    widths = {name: width_of([numbers.mark_text(name)], SMALL_PT) + 2 for name in at}
    if at[last] + widths[last] > ROOM + RIGHT:
        return {first: (LOWER, True), last: (UPPER, True)}
    if at[first] < widths[first]:
        return {last: (LOWER, False), first: (UPPER, False)}
    return {first: (LOWER, True), last: (UPPER, False)}


def _draw_marks(axes: Axes, numbers: Numbers, bins: Bins, high: float) -> None:
    """Lines through the columns, their names above them; a value in an open class stands at the end."""
    low, end = axes.get_xlim()
    shift = bins.width / 2 if _is_single(numbers, bins) else 0.0
    values = {
        name: min(max(value + shift, bins.edges[0]), bins.edges[-1]) for name, value in numbers.marks.items()
    }
    places = (
        _place_marks(numbers, {name: (value - low) / (end - low) * ROOM for name, value in values.items()})
        if values
        else {}
    )
    for name, (above, goes_left) in places.items():
        x, y = values[name], high * (1 + above / BODY)
        axes.plot(
            [x, x], [0, y], color=GRAY_900, linewidth=1.2, linestyle=LINES[name], clip_on=False, zorder=4
        )
        axes.annotate(numbers.mark_text(name), (x, y), xytext=(-3 if goes_left else 3, 0), textcoords="offset points",
                      fontsize=SMALL_PT, ha="right" if goes_left else "left", va="center", annotation_clip=False)  # fmt: skip


def _is_single(numbers: Numbers, bins: Bins) -> bool:
    """Whether a class is one whole number, which then stands below its middle."""
    return bins.width == 1 and all(value == round(value) for value in numbers.values)


def describe_histogram(numbers: Numbers, bins: Bins | None, title: str = "") -> str:
    """ヒストグラム（単位：歳）。20以上30未満 3人、30以上40未満 -、…。平均 38.2歳、中央値 35.0歳。n=60。"""
    kind = "ヒストグラム" + (f"（単位：{one_line(numbers.unit)}）" if numbers.unit else "")
    told = [SUPPRESSED if numbers.values else NOTHING]
    if bins is not None:
        told = ["、".join(_tell(bins, i) for i in range(len(bins.counts)))]
    marks = "、".join(numbers.mark_text(name) for name in numbers.marks) if numbers.values else ""
    notes = [
        numbers.base,
        *([SMALL_BASE_NOTE] if numbers.is_small else []),
        *([SYNTHETIC] if numbers.synthetic else []),
    ]
    return (
        "。".join(part for part in (one_line(title).rstrip("。"), kind, *told, marks, *notes) if part) + "。"
    )


def _tell(bins: Bins, i: int) -> str:
    low, high = (edge_text(bins, edge) for edge in bins.edges[i : i + 2])
    name = f"{low}以上{high}未満"
    if i == 0 and bins.open_low:
        name = f"{high}未満"
    if i == len(bins.counts) - 1 and bins.open_high:
        name = f"{low}以上"
    return f"{name} " + (f"{count_text(bins.counts[i])}人" if bins.counts[i] else NOBODY)
