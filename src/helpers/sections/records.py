"""Part 5 打合せ記録 and part 6 従前からの取組."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers import dates
from helpers.sections.base import Materials, missing, render_chapter
from helpers.sections.slots import render_slot
from helpers.tables import render_frame


def build_meetings(m: Materials) -> Markup:
    """No. | 日時 | 打合せ相手団体, in order of date; the weekday is computed from the date."""
    held = m.raw.meetings
    if not len(held):
        return missing("meetings.csv")
    held = held.sort_values(["date", "start"], kind="stable")
    shown = pd.DataFrame(
        {
            "No.": [str(number) for number in range(1, len(held) + 1)],
            "日時": [f"{dates.wareki(row.date)}\n{row.start}～{row.end}" for row in held.itertuples()],
            "打合せ相手団体": list(held["counterpart"]),
        }
    )
    return m.figure(
        "table", "meetings", "自治体等との打合せ記録", render_frame(shown, (8, 34, 58)), "打合せ記録より作成"
    )


def build_previous(m: Materials) -> Markup:
    return Markup("\n").join([render_chapter(m, "previous_efforts"), render_slot(m, "watch_flyer")])
