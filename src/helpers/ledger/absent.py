"""Which file a reference waits for."""

from __future__ import annotations

from collections.abc import Callable

from helpers.raw import RawInputs

FILES = {
    "forum": "forum.yaml", "media": "media.csv", "platform": "platform.yaml", "projects": "projects.yaml",
    "participants": "participants.csv", "distribution": "distribution.csv",
}  # fmt: skip


def find_absent(raw: RawInputs) -> Callable[[str], str]:
    """A function of a reference's name: the file that would hold it, where that file has not been received; else ""."""
    surveys = {"survey", raw.forum.get("questionnaire")} - {
        None,
        *raw.surveys,
    }  # those the chapter has a place for
    received = {"forum": raw.forum, "platform": raw.platform, "projects": raw.projects} | {
        name: len(getattr(raw, name)) for name in ("media", "participants", "distribution")
    }
    known = {*FILES, *raw.surveys, "case"}

    def absent(name: str) -> str:
        first = name.split(".")[0]
        if first in FILES:
            return "" if received[first] else FILES[first]
        if first in surveys:
            return f"surveys/{first}/"
        if first == "remark":
            return "" if len(raw.interviews) and len(raw.opinions) else "interviews.csv・opinions.csv"
        return "" if first in known or (len(raw.facts) and raw.surveys) else "facts.csv・surveys/"

    return absent
