"""The look of the workbench in a notebook: one style sheet, tables, lists of answers. No script, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.numerals import number_text

STYLE = Markup("""<style>
.workbench { color: #1a1a1a; background: #fff; font-size: 14px; line-height: 1.7; max-width: 66rem; padding: 0 .25rem; }
.workbench h4 { font-size: 1.05rem; font-weight: 700; margin: 1.6rem 0 .4rem; border-left: .3rem solid #0017c1; padding-left: .6rem; }
.workbench h5 { font-size: .95rem; font-weight: 700; margin: 1rem 0 .2rem; }
.workbench p { margin: .3rem 0; } .workbench .lead { font-size: 1.05rem; }
.workbench .read { color: #4d4d4d; font-size: 13px; } .workbench .read::before { content: "読み方　"; font-weight: 700; }
.workbench .frame { overflow-x: auto; }
.workbench table { border-collapse: collapse; margin: .4rem 0 .6rem; font-size: 13px; line-height: 1.5; width: auto;
  border-top: 2px solid #00118f; border-bottom: 2px solid #00118f; }
.workbench.workbench table :is(th, td) { text-align: left; vertical-align: baseline; padding: .3rem .6rem; white-space: normal; background: transparent;
  border: 0; border-bottom: 1px solid #d9d9d9; color: inherit; max-width: 26em; }
.workbench.workbench table thead th { background: #e8eefc; vertical-align: bottom; word-break: keep-all; } .workbench.workbench table tbody th { font-weight: 400; word-break: keep-all; }
.workbench.workbench table tbody tr { background: transparent; }
.workbench.workbench table tr.changed > * { background: #f2f5ff; } .workbench.workbench table tr.whole > * { font-weight: 700; border-top: 1px solid #767676; }
.workbench.workbench table .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.workbench.workbench table.tight :is(th, td) { padding: .3rem .45rem; } .workbench.workbench table.tight td { white-space: nowrap; }
.workbench.workbench table.wide :is(th, td) { max-width: 48em; } .workbench ins { background: #d7f0e1; color: #1a1a1a; text-decoration: underline; }
.workbench del { background: #ffe0d6; color: #1a1a1a; text-decoration: line-through; }
.workbench .tag { border: 1px solid #767676; border-radius: 3px; font-size: .75rem; padding: 0 .4em; white-space: nowrap; color: #4d4d4d; }
.workbench .more { color: #115a36; font-weight: 700; } .workbench .less { color: #a90000; font-weight: 700; }
.workbench .bar { display: inline-block; height: .7em; background: #0031d8; vertical-align: baseline; }
.workbench.workbench ol { margin: .3rem 0 .8rem; padding: 0; list-style: none; }
.workbench.workbench li { border-bottom: 1px solid #e6e6e6; padding: .35rem 0 .35rem .6rem; margin: 0; }
.workbench .about { color: #595959; font-size: 12px; margin-left: .6em; overflow-wrap: anywhere; }
.workbench mark { background: #ffe5a3; color: #1a1a1a; padding: 0 .1em; border-bottom: 2px solid #b78f00; }
.workbench .break { color: #767676; font-size: .8em; padding: 0 .2em; }
.workbench details { margin: .3rem 0 .6rem; } .workbench summary { cursor: pointer; color: #0017c1; }
.workbench .finding { border-left: .3rem solid #fb5b01; padding: .2rem .6rem; margin: .3rem 0; background: #fff4ed; white-space: pre-wrap; }
@media print { .workbench { max-width: none; } .workbench mark { background: none; font-weight: 700; } }
</style>""")


def wrap(*parts: Markup) -> str:
    """The whole of what a cell shows."""
    body = Markup("\n").join(part for part in parts if part)
    return str(Markup('{}<div class="workbench">\n{}\n</div>').format(STYLE, body))


def heading(text: str) -> Markup:
    return Markup("<h4>{}</h4>").format(text)


def paragraph(text: Any, kind: str = "") -> Markup:
    return Markup("<p{}>{}</p>").format(_class(kind), text)


def read(text: str) -> Markup:
    """How to read what stands above."""
    return paragraph(text, "read")


def table(
    head: Sequence[str], rows: Iterable[Sequence[Any]], kinds: Sequence[str] = (), kind: str = ""
) -> Markup:
    """A table whose first column names the row; numbers right-aligned; `kinds`: the class of each row, `kind` of all."""
    top = Markup().join(Markup('<th scope="col">{}</th>').format(label) for label in head)
    body = []
    for number, row in enumerate(rows):
        attribute = _class(kinds[number]) if kinds else Markup()
        cells = Markup().join(_cell(value, place == 0) for place, value in enumerate(row))
        body.append(Markup("<tr{}>{}</tr>").format(attribute, cells))
    return Markup(
        '<div class="frame"><table{}><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>'
    ).format(_class(kind), top, Markup("\n").join(body))


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(name) if name else Markup()


def _cell(value: Any, is_head: bool) -> Markup:
    if is_head:
        return Markup('<th scope="row">{}</th>').format(value)
    is_number = isinstance(value, Number) or (
        hasattr(value, "__float__") and not isinstance(value, str | Markup)
    )
    shown = show(value)
    return Markup('<td class="num">{}</td>' if is_number else "<td>{}</td>").format(shown)


class Number(str):
    """A number that is shown as it is written."""


def show(value: Any) -> Markup:
    """Markup and text (escaped), whole numbers with commas, others with one decimal; nothing for what is missing."""
    if isinstance(value, str):
        return escape(value)
    if value is None or pd.isna(value):
        return Markup("−")
    whole = float(value).is_integer() and not isinstance(value, float)
    return escape(number_text(int(value) if whole else float(value)))


def percent(value: float) -> Number:
    return Number("−" if pd.isna(value) else f"{number_text(float(value))}%")


def fixed(value: float, decimals: int = 2) -> Number:
    return Number("−" if pd.isna(value) else number_text(float(value), decimals))


def signed(value: int, sign: str) -> Markup:
    """＋3 and −1, told by sign and colour; 0 is left blank."""
    kind = {"＋": "more", "−": "less"}[sign]
    return Markup('<span class="{}">{}{}</span>').format(kind, sign, f"{value:,}") if value else Markup()


def bar(share: float, width: float = 7.0) -> Markup:
    """A bar of up to `width` em for a share of 0-100."""
    size = 0.0 if pd.isna(share) else width * share / 100
    return Markup('<span class="bar" style="width:{}em"></span>').format(number_text(size, 2))


def answers(items: Iterable[tuple[Any, str]]) -> Markup:
    """A list of (answer as Markup or text, what is known of it)."""
    rows = Markup("\n").join(
        Markup('<li>{}<span class="about">{}</span></li>').format(text, about) for text, about in items
    )
    return Markup("<ol>\n{}\n</ol>").format(rows) if rows else Markup()


def fold(title: Any, body: Markup, is_open: bool = False) -> Markup:
    """Something to unfold, without a script."""
    attribute = Markup(" open") if is_open else Markup()
    return Markup("<details{}><summary>{}</summary>\n{}\n</details>").format(attribute, title, body)
