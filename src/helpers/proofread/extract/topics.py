"""Which affair a passage is about: that of its part, or the only one that its words name."""

from __future__ import annotations

from helpers.proofread.document import Document
from helpers.proofread.extract.affairs import Affair, affairs_of, groups_of
from helpers.proofread.registry import Context

Topic = tuple[str, ...]
CARRIED = 3  # blocks over which 当日 still means the event named before


def topics_of(document: Document, context: Context) -> list[Topic]:
    """For every block what it is about: ("affair", number) where parts of one affair share it, else its section."""
    return context.once("topics", lambda: _read_topics(document, context))


def _read_topics(document: Document, context: Context) -> list[Topic]:
    affairs = affairs_of(document, context)
    numbers = {
        id(affair): number for number, group in enumerate(groups_of(document, context)) for affair in group
    }
    topics: list[Topic] = [("section", *block.section) for block in document.blocks]
    for place, affair in enumerate(affairs):
        number = numbers.get(id(affair), len(affairs) + place)
        topics[affair.first : affair.last + 1] = [("affair", str(number))] * (affair.last - affair.first + 1)
    _add_named(document, affairs, topics)
    return topics


def _add_named(document: Document, affairs: list[Affair], topics: list[Topic]) -> None:
    """A block outside all parts, or in the part of a leaflet, that names the only event or survey with its word.

    当日 shortly after it means the same event.
    """
    owners: dict[str, set[Topic]] = {}
    for affair in affairs:
        if affair.kind != "product":
            owners.setdefault(affair.word, set()).add(topics[affair.first])
    named = {word: next(iter(found)) for word, found in owners.items() if len(found) == 1}
    products = {topics[affair.first] for affair in affairs if affair.kind == "product"}
    last = -CARRIED - 1
    for number, block in enumerate(document.blocks):
        if topics[number][0] == "section" or topics[number] in products:
            words = [word for word in named if word in block.folded.text]
            is_carried = not words and "当日" in block.folded.text and number - last <= CARRIED
            if len(words) == 1:
                topics[number], last = named[words[0]], number
            elif is_carried and block.section == document.blocks[last].section:
                topics[number] = topics[last]
