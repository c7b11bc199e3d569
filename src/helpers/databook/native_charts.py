"""Native Excel charts in the house's colours, with labels, a title with n, and an alternative text."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from helpers.databook.chart_data import ChartData
from helpers.databook.look import BLUE_800, FONT, GRAY_200, GRAY_700, GRAY_900
from helpers.databook.plain import one_line

WIDTH, TOP, PITCH, KEY = 620, 60, 26, 44  # pixels
TALLEST = 2400
# from dark to light and back, so that neighbours differ in grey as well; white or dark letters by contrast
COLOURS = (
    ("#0017c1", "#ffffff"), ("#7096f8", "#1a1a1a"), ("#d9e6ff", "#1a1a1a"), ("#197a4b", "#ffffff"),
    ("#9bd4b5", "#1a1a1a"), ("#fb5b01", "#1a1a1a"), ("#ffdfca", "#1a1a1a"), ("#4d4d4d", "#ffffff"),
    ("#ffc7c2", "#1a1a1a"), ("#00118f", "#ffffff"), ("#c4d4ff", "#1a1a1a"), ("#8a3200", "#ffffff"),
)  # fmt: skip
GREY = ("#cccccc", "#1a1a1a")
MARKS = ("無回答", "不明", "秘匿")
NARROW = 4.0  # percent of a band below which a label has no room
KINDS = {"bar": "横棒グラフ", "stacked": "100％積み上げ横棒グラフ", "grouped": "横棒グラフ（グループ別）"}
LONGEST_TITLE = 120  # characters
MOST_TOLD = 40  # figures in an alternative text


@dataclass(frozen=True)
class Source:
    """Where the chart's figures stand: labels in `column`, from `row` on; a series a column.

    The names of the series stand in the row above, over the labels the chart's title: given as cells and never as text,
    because XlsxWriter takes a text such as `=x!A1` or `よい!Q1` for a formula, and Excel would run it.
    """

    sheet: str
    row: int
    column: int


def build_chart(book: Workbook, data: ChartData, source: Source) -> Chart:
    """A bar chart of the figures at `source`, first category on top.

    Bands are stacked on an axis from 0 to 100, not stretched to it: a band that lacks 秘匿 ends before 100.
    """
    chart = book.add_chart({"type": "bar", **({"subtype": "stacked"} if data.kind == "stacked" else {})})
    for position in range(len(data.series)):
        chart.add_series(_series(data, source, position))
    _set_axes(chart, data)
    title = [source.sheet, source.row - 1, source.column]
    chart.set_title({"name": title, "overlay": False, "name_font": _font(10, bold=True)})
    if len(data.series) > 1:
        chart.set_legend({"position": "bottom", "font": _font(9)})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": GRAY_200}})
    chart.set_size({"width": WIDTH, "height": chart_height(data)})
    chart.show_blanks_as("gap")
    return chart


def chart_height(data: ChartData) -> int:
    """Pixels: a bar has the same room in every chart."""
    bars = len(data.categories) * (len(data.series) if data.kind == "grouped" else 1)
    pitch = 18 if data.kind == "grouped" else PITCH
    return min(TOP + max(bars, 2) * pitch + (KEY if len(data.series) > 1 else 0) + 20, TALLEST)


def chart_title(data: ChartData) -> str:
    """The table's title, with n where the categories do not carry it."""
    title = one_line(data.title)
    note = f"（{data.note}）" if data.note and data.note not in title else ""
    room = LONGEST_TITLE - len(note)
    return (title if len(title) <= room else title[: room - 1] + "…") + note


def describe_chart(data: ChartData) -> str:
    """横棒グラフ。団体の種類（n=62）。NPO法人 29.0％、… : what the eye sees."""
    figures = [
        (f"{category} " if len(data.series) == 1 else f"{category}の{series} ") + _told(text)
        for column, category in enumerate(data.categories)
        for series, texts in zip(data.series, data.texts, strict=True)
        if (text := texts[column])
    ]
    left = len(figures) - MOST_TOLD
    told = "、".join(figures[:MOST_TOLD]) + (f"、ほか{left}項目（表を参照）" if left > 0 else "")
    return one_line(f"{KINDS[data.kind]}。{chart_title(data)}。{told}。")


def _told(text: str) -> str:
    return f"{text}％" if text[:1].isdigit() else {"-": "該当者なし"}.get(text, text)


def _series(data: ChartData, source: Source, position: int) -> dict:
    first, last = source.row, source.row + len(data.categories) - 1
    column = source.column + 1 + position
    fill, letters = _colours(data, position)
    return {
        "name": [source.sheet, source.row - 1, column],
        "categories": [source.sheet, first, source.column, last, source.column],
        "values": [source.sheet, first, column, last, column],
        "fill": {"color": fill},
        "border": {"color": "#ffffff", "width": 0.75} if data.kind == "stacked" else {"none": True},
        "gap": 45,
        **({"overlap": 100} if data.kind == "stacked" else {}),
        "data_labels": _labels(data, position, letters if data.kind == "stacked" else GRAY_900),
    }


def _colours(data: ChartData, position: int) -> tuple[str, str]:
    """Fill and letters of a series; 無回答 and the like are grey."""
    if len(data.series) == 1:
        return BLUE_800, GRAY_900
    return GREY if data.series[position] in MARKS else COLOURS[position % len(COLOURS)]


def _labels(data: ChartData, position: int, colour: str) -> dict:
    """The number at each bar, `-` for nobody; none where a band is too narrow for it (the table has it)."""
    labels = {"value": True, "num_format": '0.0;-0.0;"-"', "font": _font(9) | {"color": colour}}
    labels["position"] = "center" if data.kind == "stacked" else "outside_end"
    if data.kind != "stacked":
        return labels
    hidden = [{"delete": True} if (value or 0) < NARROW else None for value in data.values[position]]
    return labels | ({"custom": hidden} if any(hidden) else {})


def _set_axes(chart: Chart, data: ChartData) -> None:
    chart.set_y_axis({
        "reverse": True, "num_font": _font(9), "line": {"color": GRAY_700}, "major_tick_mark": "none",
        "label_position": "low",
        "crossing": "max", "interval_unit": 1,
    })  # fmt: skip
    chart.set_x_axis({
        "min": 0, "max": scale_end(data), "num_font": _font(8), "line": {"none": True},
        "num_format": '0"%"', "major_gridlines": {"visible": True, "line": {"color": GRAY_200}},
        "major_tick_mark": "none",
    })  # fmt: skip


def scale_end(data: ChartData) -> int:
    """The end of the axis in percent: 100 for bands; for bars with room for the label, 45.2 -> 60, 95 -> 110."""
    if data.kind == "stacked":
        return 100
    longest = max((value for row in data.values for value in row if value is not None), default=0)
    return next((end for end in (10, 20, 40, 60, 80, 100) if longest <= 0.9 * end), 110)


def _font(size: int, bold: bool = False) -> dict:
    return {"name": FONT, "size": size, "bold": bold, "color": GRAY_900}
