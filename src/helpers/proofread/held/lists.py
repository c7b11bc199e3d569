"""Lists of the raw inputs: places with their copies, the log of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers import dates
from helpers.facts import FactStore
from helpers.ledger import is_known
from helpers.ledger.build import delivered
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.model import HeldMeeting, HeldTable
from helpers.proofread.held.printed import read_days, read_hours
from helpers.raw import RawInputs

BRACKETS = re.compile(r"\([^()]*\)$")
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
        for label in _labels(fold(str(row["place"])).text, raw.settings["municipality"]["name"]):
            rows.setdefault(label, numbers)
    for group in (*delivered(raw)["group"].unique(), "total"):
        fact = facts.facts.get(f"distribution.{group}")
        if fact:
            label = "合計" if group == "total" else f"小計({fold(group).text})"
            rows[label] = {
                "copies": (Decimal(str(fact.value)), Passage(file, 0, 1, f"{label} {fact.show()}"))
            }
    if rows:
        yield HeldTable("distribution", COPIES, rows)


def _labels(place: str, municipality: str) -> tuple[str, ...]:
    """A place as it stands, without what stands in brackets, without the municipality's name.

    >>> _labels("江東区保健所(深川)", "江東区"), _labels("江東区(本庁舎)", "江東区")
    (('江東区保健所(深川)', '江東区保健所', '保健所'), ('江東区(本庁舎)', '江東区'))
    """
    bare = BRACKETS.sub("", place)
    names = (place, bare, bare.removeprefix(BRACKETS.sub("", fold(municipality).text)))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def read_meetings(raw: RawInputs) -> Iterator[HeldMeeting]:
    """The log of meetings that have a day."""
    for index, row in raw.meetings.iterrows():
        if not is_known(row["date"]):
            continue
        hours = f"{row['start']}～{row['end']}" if is_known(row["start"]) and is_known(row["end"]) else ""
        shown = f"{dates.wareki(row['date'])} {hours}".strip()
        place = raw.place("meetings", index)
        yield HeldMeeting(read_days(shown)[0], read_hours(shown), Passage(place.file, int(index), 1, shown))


def read_sessions(raw: RawInputs) -> dict[int, HeldMeeting]:
    """The dated meetings of the platform by their number."""
    sessions: dict[int, HeldMeeting] = {}
    for position, meeting in enumerate(raw.platform.get("meetings") or []):
        if is_known(meeting.get("date")) and is_known(meeting.get("number")):
            shown, place = (
                dates.wareki(meeting["date"]),
                raw.yaml_place("platform.yaml", "meetings", position),
            )
            at = Passage(place.file, place.row or 0, 1, shown)
            sessions[int(meeting["number"])] = HeldMeeting(read_days(shown)[0], None, at)
    return sessions
