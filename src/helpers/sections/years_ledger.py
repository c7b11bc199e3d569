"""05, parts 2 and 3: the ledger over the years, and the figures that tell how the issues stand."""

from __future__ import annotations

from markupsafe import Markup

from helpers.dates import fiscal_year_label
from helpers.figures.lines import Line, plot_lines
from helpers.figures.store import StoredPicture
from helpers.raw.carry_over_checks import RANK, RESOLVED
from helpers.sections.base import missing, stack
from helpers.sections.carry_over import STATES_NOTE
from helpers.sections.changes import CHANCE_NOTES, NONE, change_text, indicator_label, reading_text
from helpers.sections.years_base import LAST_YEAR, Comparison
from helpers.tables import render_rows
from helpers.years.indicators import (
    Change,
    Indicator,
    Reading,
    compare_indicator,
    list_indicators,
    read_indicator,
)
from helpers.years.read import Year

NOT_LISTED = "（記載なし）"
COUNTED = {NONE: RESOLVED, NOT_LISTED: "記載なし"}  # how these are counted; every other state by its own name
LEDGER_NOTE = f"「{NONE}」は、まだ生じていないか、前の年度までに解消した課題。"
LINES = "indicators"


def ledger(c: Comparison) -> dict[str, dict[int, dict]]:
    """Issue id -> fiscal year -> the issue as that year's ledger holds it."""
    held: dict[str, dict[int, dict]] = {}
    for year in c.years:
        for issue in year.raw.carry_over:
            held.setdefault(issue["id"], {})[year.number] = issue
    return dict(sorted(held.items()))


def build_ledger(c: Comparison) -> Markup:
    """One row an issue, one column a year: its state at the end of the year."""
    issues = ledger(c)
    if not issues:
        return missing("積み残し課題台帳（carry_over.yaml）")
    rows = [_row(c, name, states) for name, states in issues.items()]
    table = render_rows(("積み残し課題", "生じた年度", *c.labels), rows, c.widths((40, 14)))
    source = f"{c.name}「積み残し課題台帳」"
    return c.figure(
        "table", "ledger", f"積み残し課題の状態（{c.span}）", table, source, [STATES_NOTE, LEDGER_NOTE]
    )


def _row(c: Comparison, name: str, states: dict[int, dict]) -> list:
    latest = states[max(states)]
    title = Markup("{}<br>{}").format(name, latest["title"])
    return [title, fiscal_year_label(latest["origin"]), *(_state(year.number, states) for year in c.years)]


def _state(year: int, states: dict[int, dict]) -> str:
    """At the end of a year; ― before the issue arose and once it was resolved."""
    if year in states:
        return states[year]["status"]
    before = [held for held in states if held < year]
    if before:
        return NONE if states[max(before)]["status"] == RESOLVED else NOT_LISTED
    return NONE if year < states[min(states)]["origin"] else NOT_LISTED


def count_states(c: Comparison) -> dict[str, int]:
    """State -> issues that stand there at the end of the latest year, as in the table.

    An issue that was resolved in an earlier year counts as 解消, one that the latest ledger lost as 記載なし.
    """
    shown = [_state(c.latest.number, states) for states in ledger(c).values()]
    now = [COUNTED.get(state, state) for state in shown]
    return {state: now.count(state) for state in (*RANK, COUNTED[NOT_LISTED]) if state in now}


def build_indicators(c: Comparison) -> Markup:
    """The figures that the ledgers name and each survey's response rate: lines, then every year's value and change."""
    held = [indicator for indicator in list_indicators(c.chain) if _is_held(c, indicator)]
    if not held:
        return missing("台帳に挙げた指標")
    chart = _chart(c, held)
    before = "左隣の年度" if c.has_gaps else LAST_YEAR
    caption = f"指標の値と{before}からの変化（{c.span}）"
    rows = [_indicator_row(c, indicator) for indicator in held]
    last = (24,) if len(c.years) > 2 else ()
    labels = ("指標", *c.labels, *(("最初の年度からの変化",) if last else ()))
    table = c.figure("table", "indicator-table", caption, render_rows(labels, rows, c.widths((24,), last)),
                     f"各年度の調査・台帳（{c.span}）", CHANCE_NOTES)  # fmt: skip
    return stack(chart, table)


def _readings(c: Comparison, indicator: Indicator) -> list[Reading | None]:
    return [read_indicator(year, name) for year, name in zip(c.years, indicator.names, strict=True)]


def _is_held(c: Comparison, indicator: Indicator) -> bool:
    return any(reading is not None for reading in _readings(c, indicator))


def label_of(c: Comparison, indicator: Indicator) -> str:
    """In the words of the latest year that has the figure."""
    year, name = _latest(c, indicator)
    return indicator_label(year, name)


def _latest(c: Comparison, indicator: Indicator) -> tuple[Year, str]:
    named = zip(c.years, indicator.names, strict=True)
    return [(year, name) for year, name in named if read_indicator(year, name) is not None][-1]


def _change(c: Comparison, indicator: Indicator, first: int, last: int) -> Change | None:
    """Between the years at two positions."""
    name = indicator.names[last]
    return None if name is None else compare_indicator(c.years[first], c.years[last], name, c.chain)


def _changes(c: Comparison, indicator: Indicator) -> list[Change | None]:
    """From each year to the next."""
    return [_change(c, indicator, number, number + 1) for number in range(len(c.years) - 1)]


def _indicator_row(c: Comparison, indicator: Indicator) -> list:
    readings = _readings(c, indicator)
    unit = next(reading.fact.unit for reading in reversed(readings) if reading)
    cells = [
        reading_text(reading) + ("" if change is None else f"\n{change_text(change, unit)}")
        for reading, change in zip(readings, [None, *_changes(c, indicator)], strict=True)
    ]
    whole = [change_text(_change(c, indicator, 0, -1), unit)] if len(c.years) > 2 else []
    return [_label(c, indicator), *cells, *whole]


def _label(c: Comparison, indicator: Indicator) -> str:
    """The label, and below it the wording of the question in the latest year that has the figure."""
    year, name = _latest(c, indicator)
    survey, question = [*name.split(".", 2), ""][:2]
    asked = year.question(survey, question)
    return "\n".join(filter(None, (label_of(c, indicator), asked["text"] if asked else "")))


def _chart(c: Comparison, indicators: list[Indicator]) -> Markup:
    """Only percentages, and only where there is more than one year to draw."""
    shares = [i for i in indicators if all(r is None or r.fact.unit == "%" for r in _readings(c, i))]
    if len(c.years) < 2 or not shares:
        return Markup()
    picture = plot_lines([_line(c, indicator) for indicator in shares], c.labels, "", LINES)
    c.pictures[LINES] = StoredPicture(picture.name, picture.alt, picture.to_svg(text_as_paths=True))
    c.drawn.append(picture)
    notes = [
        "青の太線は、いずれかの年度の変化が偶然を超える指標。線が切れているところは、問い方が変わり比べられない。値と n は次の表に示す。"
    ]
    return c.picture(LINES, f"割合の指標の推移（{c.span}）", f"各年度の調査（{c.span}）", notes)


def _line(c: Comparison, indicator: Indicator) -> Line:
    readings, changes = _readings(c, indicator), _changes(c, indicator)
    return Line(
        label_of(c, indicator),
        [None if reading is None else reading.fact.value for reading in readings],
        [reading_text(reading) for reading in readings],
        [change is not None and change.difference is not None for change in changes],
        any(change is not None and change.is_more_than_chance for change in changes),
    )


def list_notable(c: Comparison) -> list[str]:
    """団体調査 Q17（…）「はい」：令和5年度 95.2%（n=62） → 令和7年度 62.9%（n=62）。-32.3ポイント、…: more than chance."""
    changes = {indicator: _change(c, indicator, 0, -1) for indicator in list_indicators(c.chain)}
    notable = [(held, change) for held, change in changes.items() if change and change.is_more_than_chance]
    return [
        f"{indicator_label(c.latest, held.names[-1], asked=True)}：{_from_to(c, held)}。{change_text(change)}。"
        for held, change in notable
    ]


def _from_to(c: Comparison, indicator: Indicator) -> str:
    ends = ((c.years[0], indicator.names[0]), (c.latest, indicator.names[-1]))
    return " → ".join(f"{year.label} {reading_text(read_indicator(year, name))}" for year, name in ends)
