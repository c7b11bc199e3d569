"""Lists of the raw inputs: places with their copies, the log of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from helpers import dates
from helpers.facts import FactStore
from helpers.ledger import is_known
from helpers.ledger.build import delivered
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.model import HeldMeeting, HeldTable
from helpers.proofread.held.printed import passage_at, place_names, read_days, read_hours
from helpers.raw import RawInputs

COPIES = {"sites": ("か所数", "箇所数", "か所"), "copies": ("配布部数", "部数", "部", "枚数")}


def read_distribution(raw: RawInputs, facts: FactStore) -> Iterator[HeldTable]:
    """Places with their copies; sub-totals and the total as the fact store adds them up."""
    file, rows = raw.place("distribution").file, {}
    for index, row in delivered(raw).iterrows():
        held = {name: row[name] for name in COPIES if is_known(row[name])}
        numbers = {
            name: (Decimal(str(value)), Passage(file, int(index), 1, f"{row['place']} {value}"))
            for name, value in held.items()
        }
        for label in place_names(fold(str(row["place"])).text, raw.settings["municipality"]["name"]):
            rows.setdefault(label, numbers)
    for group in (*delivered(raw)["group"].unique(), "total"):
        fact = facts.facts.get(f"distribution.{group}")
        if fact:
            label = "合計" if group == "total" else f"小計({fold(group).text})"
            rows[label] = {
                "copies": (Decimal(str(fact.value)), Passage(file, 0, 1, f"{label} {fact.show()}"))
            }
    if rows:
        yield HeldTable(COPIES, rows)


def read_meetings(raw: RawInputs) -> Iterator[HeldMeeting]:
    """The log of meetings that have a day."""
    for index, row in raw.meetings.iterrows():
        if not is_known(row["date"]):
            continue
        shown = f"{dates.wareki(row['date'])} {hours_of_meeting(row)}".strip()
        place = raw.place("meetings", index)
        yield HeldMeeting(read_days(shown)[0], read_hours(shown), Passage(place.file, int(index), 1, shown))


def hours_of_meeting(row: pd.Series) -> str:
    """19:00～20:30, "" where the log lacks one of them."""
    return f"{row['start']}～{row['end']}" if is_known(row["start"]) and is_known(row["end"]) else ""


def read_sessions(raw: RawInputs) -> dict[int, HeldMeeting]:
    """The dated meetings of the platform by their number."""
    sessions: dict[int, HeldMeeting] = {}
    for position, meeting in enumerate(raw.platform.get("meetings") or []):
        if is_known(meeting.get("date")) and is_known(meeting.get("number")):
            shown = dates.wareki(meeting["date"])
            at = passage_at(raw.yaml_place("platform.yaml", "meetings", position), shown)
            sessions[int(meeting["number"])] = HeldMeeting(read_days(shown)[0], None, at)
    return sessions
