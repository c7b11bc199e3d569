"""Part 5 打合せ記録 and part 6 従前からの取組."""

from __future__ import annotations

from markupsafe import Markup

from helpers import dates
from helpers.ledger import is_known
from helpers.sections.base import Materials, missing, stack
from helpers.sections.slots import render_slot
from helpers.sections.writing import render_chapter
from helpers.tables import render_rows


def build_meetings(m: Materials) -> Markup:
    """No. | 日時 | 打合せ相手団体, in order of date; the weekday is computed from the date."""
    held = m.raw.meetings
    if not len(held):
        return missing("打合せ記録")
    held = held.sort_values(["date", "start"], kind="stable")
    rows = [(str(number), _when(row), row.counterpart) for number, row in enumerate(held.itertuples(), 1)]
    table = render_rows(("No.", "日時", "打合せ相手団体"), rows, (8, 34, 58))
    return m.figure("table", "meetings", "自治体等との打合せ記録", table, "打合せ記録より作成")


def _when(row) -> str:
    date = dates.wareki(row.date) if is_known(row.date) else "（日付の記載なし）"
    return f"{date}\n{row.start}～{row.end}" if is_known(row.start) and is_known(row.end) else date


def build_previous(m: Materials) -> Markup:
    return stack(render_chapter(m, "previous_efforts", what="従前からの取組"), render_slot(m, "watch_flyer"))
