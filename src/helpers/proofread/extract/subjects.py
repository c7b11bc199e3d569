"""Which affair of the case a passage is about: that of its part, else the only one that its words name.

Document, Held -> subjects_of -> for every block Subject(affair, is_sure)
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.proofread.document import Document
from helpers.proofread.extract.affairs import LIKE, Affair, affairs_of, likeness
from helpers.proofread.extract.topics import topics_of
from helpers.proofread.held.model import Held, HeldAffair
from helpers.proofread.registry import Context


@dataclass(frozen=True)
class Subject:
    """`affair` None: none of the case's. `is_sure`: the part has its title; else only a word of the passage names it."""

    affair: HeldAffair | None = None
    is_sure: bool = False

    @property
    def id(self) -> str:
        return self.affair.id if self.affair else ""


NOTHING = Subject()


def subjects_of(document: Document, context: Context) -> list[Subject]:
    """For every block the affair of the case that it is about."""
    return context.once("subjects", lambda: _read(document, context))


def _read(document: Document, context: Context) -> list[Subject]:
    parts = [(part, find_affair(part, context.held)) for part in affairs_of(document, context)]
    topics = topics_of(document, context)
    named = {topics[part.first]: affair for part, affair in parts if affair and part.kind != "product"}
    subjects = [Subject(named[topic]) if topic in named else NOTHING for topic in topics]
    for part, affair in parts:
        for number in range(part.first, part.last + 1):
            if part.kind != "product" or topics[number] not in named:
                subjects[number] = Subject(affair, True) if affair else Subject(subjects[number].affair)
    for number, block in enumerate(document.blocks):
        if not subjects[number].is_sure:
            subjects[number] = _titled(block.folded.text, context.held) or subjects[number]
    return subjects


def find_affair(part: Affair, held: Held) -> HeldAffair | None:
    """The affair of the case that a part of a document tells of: of the same kind, with a like title."""
    alike = [affair for affair in held.affairs if affair.kind == part.kind and _is_like(part, affair)]
    return alike[0] if len(alike) == 1 else None


def _is_like(part: Affair, affair: HeldAffair) -> bool:
    return any(likeness(part.title, title) >= LIKE for title in affair.titles)


def _titled(text: str, held: Held) -> Subject | None:
    """The only affair whose full title stands in a text."""
    found = [affair for affair in held.affairs if any(title in text for title in affair.titles)]
    return Subject(found[0], True) if len(found) == 1 else None
