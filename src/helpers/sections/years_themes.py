"""05, parts 4 and 5: themes of carry-over issues rising and falling, breakthrough factors that lasted."""

from __future__ import annotations

from markupsafe import Markup

from helpers.sections.changes import NONE
from helpers.sections.years_base import Comparison
from helpers.tables import render_rows
from helpers.years.themes import ThemeLine, compare_themes

SCOPES = {"carry_over": "積み残し課題", "breakthrough": "ブレイクスルー要因"}
COUNTS_NOTE = (
    "発言の件数、（ ）内は出所の数。「-」は該当なし。すべての年度の発言を同じ語の条件で分類した。"
    "会議や取材の回数によっても増減するため、差の検定はしない。"
)
STATE_NOTE = "動き：新しい（最新の年度に初めて）、なくなった（前の年度まで）、毎年（すべての年度）、再び（途切れた後に再び）。"


def build_themes(c: Comparison, scope: str) -> Markup:
    """One row a theme: remarks and sources a year, the difference of the last two years, and how it moved."""
    lines = compare_themes(c.years, scope)
    if not lines:
        return Markup('<p class="note">テーマに当てはまる発言はない。</p>')
    several = len(c.years) > 1
    rows = [_row(line, several) for line in lines] + [_total(c, several)]
    labels = ("テーマ", *c.labels, *((f"{c.before}との差", "動き") if several else ()))
    widths = c.widths((36,), (15, 12) if several else ())
    caption = f"{SCOPES[scope]}に関わる発言のテーマ（{c.span}）"
    notes = [COUNTS_NOTE, STATE_NOTE if several else ""]
    return c.figure(
        "table",
        f"themes-{scope}",
        caption,
        render_rows(labels, rows, widths),
        "各年度の会議・取材・自由記述の発言",
        notes,
    )


def _row(line: ThemeLine, several: bool) -> list:
    counts = [f"{remarks:,}件（{sources:,}）" if remarks else "-" for remarks, sources in line.counts]
    return [line.theme, *counts, *((signed(line.difference), line.state or NONE) if several else ())]


def _total(c: Comparison, several: bool) -> list:
    """How many remarks there were to be coded: the counts above are part of these."""
    counts = [f"{year.said:,}件" for year in c.years]
    difference = (signed(c.latest.said - c.years[-2].said), NONE) if several else ()
    return [Markup("<strong>分類した発言の総数</strong>"), *counts, *difference]


def signed(difference: int) -> str:
    """+3, -2, ±0."""
    return f"{difference:+,}" if difference else "±0"


def list_moved(c: Comparison, scope: str, state: str) -> list[str]:
    """The themes that moved so."""
    return [line.theme for line in compare_themes(c.years, scope) if line.state == state]
