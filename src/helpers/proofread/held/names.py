"""Names that the raw inputs hold: divisions of the office and of the participants, persons who spoke."""

from __future__ import annotations

import re

from helpers.findings import Place
from helpers.ledger import is_known
from helpers.proofread.extract.names import TITLES
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.printed import passage_at
from helpers.raw import RawInputs

TITLE_AT_END = re.compile(rf"(?:{TITLES})$")


def read_names(raw: RawInputs) -> dict[str, dict[str, Passage]]:
    """ "division" and "person" -> name -> where it stands first."""
    return {"division": _divisions(raw), "person": _persons(raw)}


def read_posts(raw: RawInputs) -> dict[str, tuple[frozenset[str], Passage]]:
    """Person -> (titles: {"教授", "理事"}, where), of the speakers whose posts are given."""
    posts: dict[str, tuple[frozenset[str], Passage]] = {}
    for number, part in enumerate(raw.forum.get("programme") or []):
        place = raw.yaml_place("forum.yaml", "programme", number)
        for speaker in part.get("speakers") or []:
            given = speaker.get("post") or []
            titles = frozenset(match.group() for post in given if (match := TITLE_AT_END.search(post)))
            if titles and len(titles) == len(given):
                shown = f"{'、'.join(given)} {speaker['name']}"
                posts.setdefault(_plain(speaker["name"]), (titles, passage_at(place, shown)))
    return posts


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("　", "")


def _divisions(raw: RawInputs) -> dict[str, Passage]:
    divisions: dict[str, Passage] = {}
    for number, entry in enumerate(raw.settings.get("internal_cooperation") or []):
        for position, section in enumerate(entry.get("sections") or []):
            place = raw.yaml_place("case.yaml", "internal_cooperation", number, "sections", position)
            for name in (section.get("department"), *(section.get("divisions") or [])):
                _keep(divisions, name, place)
    charge = raw.settings.get("division_in_charge") or {}
    for key in ("department", "division", "unit"):
        _keep(divisions, charge.get(key), raw.yaml_place("case.yaml", "division_in_charge", key))
    for index, row in raw.participants.iterrows():
        _keep(divisions, row["division"], raw.place("participants", index))
    return divisions


def _keep(names: dict[str, Passage], name: object, place: Place) -> None:
    if is_known(name):
        names.setdefault(fold(str(name)).text, passage_at(place, str(name)))


def _persons(raw: RawInputs) -> dict[str, Passage]:
    persons: dict[str, Passage] = {}
    for number, part in enumerate(raw.forum.get("programme") or []):
        place = raw.yaml_place("forum.yaml", "programme", number)
        for speaker in part.get("speakers") or []:
            _keep(persons, _plain(speaker.get("name") or ""), place)
        _keep(persons, part.get("moderator"), place)
    return persons
