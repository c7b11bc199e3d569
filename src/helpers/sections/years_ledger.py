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
from helpers.years.indicators import compare_indicator, list_indicators, read_indicator

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
    names = [name for name in list_indicators(c.years) if _is_held(c, name)]
    if not names:
        return missing("台帳に挙げた指標")
    chart = _chart(c, names)
    before = "左隣の年度" if c.has_gaps else LAST_YEAR
    caption = f"指標の値と{before}からの変化（{c.span}）"
    rows = [_indicator_row(c, name) for name in names]
    last = (24,) if len(c.years) > 2 else ()
    labels = ("指標", *c.labels, *(("最初の年度からの変化",) if last else ()))
    table = c.figure("table", "indicator-table", caption, render_rows(labels, rows, c.widths((24,), last)),
                     f"各年度の調査・台帳（{c.span}）", CHANCE_NOTES)  # fmt: skip
    return stack(chart, table)


def _is_held(c: Comparison, name: str) -> bool:
    return any(read_indicator(year, name) is not None for year in c.years)


def label_of(c: Comparison, name: str) -> str:
    """In the words of the latest year that has the figure."""
    held = [year for year in c.years if read_indicator(year, name) is not None]
    return indicator_label(held[-1], name)


def _indicator_row(c: Comparison, name: str) -> list:
    readings = [read_indicator(year, name) for year in c.years]
    changes = [None, *(compare_indicator(*pair, name) for pair in c.pairs)]
    unit = next(reading.fact.unit for reading in reversed(readings) if reading)
    cells = [
        reading_text(reading) + ("" if change is None else f"\n{change_text(change, unit)}")
        for reading, change in zip(readings, changes, strict=True)
    ]
    whole = [change_text(compare_indicator(c.years[0], c.latest, name), unit)] if len(c.years) > 2 else []
    return [_label(c, name), *cells, *whole]


def _label(c: Comparison, name: str) -> str:
    """The label, and below it the wording of the question in the latest year that asked it."""
    survey, question = [*name.split(".", 2), ""][:2]
    asked = [held for held in (year.question(survey, question) for year in c.years) if held]
    return "\n".join(filter(None, (label_of(c, name), asked[-1]["text"] if asked else "")))


def _chart(c: Comparison, names: list[str]) -> Markup:
    """Only percentages, and only where there is more than one year to draw."""
    shares = [
        name
        for name in names
        if all(r is None or r.fact.unit == "%" for r in (read_indicator(y, name) for y in c.years))
    ]
    if len(c.years) < 2 or not shares:
        return Markup()
    picture = plot_lines([_line(c, name) for name in shares], c.labels, "", LINES)
    c.pictures[LINES] = StoredPicture(picture.name, picture.alt, picture.to_svg(text_as_paths=True))
    c.drawn.append(picture)
    notes = [
        "青の太線は、いずれかの年度の変化が偶然を超える指標。線が切れているところは、問い方が変わり比べられない。値と n は次の表に示す。"
    ]
    return c.picture(LINES, f"割合の指標の推移（{c.span}）", f"各年度の調査（{c.span}）", notes)


def _line(c: Comparison, name: str) -> Line:
    readings = [read_indicator(year, name) for year in c.years]
    changes = [compare_indicator(*pair, name) for pair in c.pairs]
    return Line(
        label_of(c, name),
        [None if reading is None else reading.fact.value for reading in readings],
        [reading_text(reading) for reading in readings],
        [change is not None and change.difference is not None for change in changes],
        any(change is not None and change.is_more_than_chance for change in changes),
    )


def list_notable(c: Comparison) -> list[str]:
    """団体調査 Q17（…）「はい」：令和5年度 95.2%（n=62） → 令和7年度 62.9%（n=62）。-32.3ポイント、…: more than chance."""
    changes = {name: compare_indicator(c.years[0], c.latest, name) for name in list_indicators(c.years)}
    notable = [(name, change) for name, change in changes.items() if change and change.is_more_than_chance]
    return [
        f"{indicator_label(c.latest, name, asked=True)}：{_from_to(c, name)}。{change_text(change)}。"
        for name, change in notable
    ]


def _from_to(c: Comparison, name: str) -> str:
    ends = (c.years[0], c.latest)
    return " → ".join(f"{year.label} {reading_text(read_indicator(year, name))}" for year in ends)
