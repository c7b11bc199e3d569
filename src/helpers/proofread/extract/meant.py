"""Which figure of the case a figure of a text means: by its kind, by the label beside it, by the words around it.

Quantity + Held -> Meant(quantity, figures, name, is_sure)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from helpers.proofread.document import Document
from helpers.proofread.extract.around import is_of_others
from helpers.proofread.extract.meaning import Meant
from helpers.proofread.extract.meant_kinds import find_by_kind
from helpers.proofread.extract.meant_labels import find_by_label
from helpers.proofread.extract.meant_words import find_by_words
from helpers.proofread.extract.subjects import is_told_of_others
from helpers.proofread.registry import Context

WAYS: tuple[Callable[[Document, Context], Iterator[Meant]], ...] = (
    find_by_kind,
    find_by_label,
    find_by_words,
)
CHANGE = re.compile(
    "(?:ほど|程度|以上)?(?:の)?(?:増|減|上が|下が|上昇|低下|ずつ|多[いく]|少な|上回|下回)"
)  # 10名増えた


def meant_of(document: Document, context: Context) -> list[Meant]:
    """Every figure that means one of the case; nothing that a text says of others (全国, 前年)."""
    place = attrgetter("quantity.block", "quantity.start")
    return context.once("meant", lambda: sorted(_read_meant(document, context), key=place))


def _read_meant(document: Document, context: Context) -> Iterator[Meant]:
    """Each figure once: by the way that is sure, else the first."""
    found = [item for way in WAYS for item in way(document, context)]
    taken: set[tuple[int, int]] = set()
    for item in sorted(found, key=lambda item: not item.is_sure):  # stable: the ways stay in their order
        place = (item.quantity.block, item.quantity.start)
        is_change = CHANGE.match(document.blocks[place[0]].folded.text, item.quantity.end)
        if place not in taken and not is_change and not _is_of_others(document, context, item):
            taken.add(place)
            yield item


def _is_of_others(document: Document, context: Context, item: Meant) -> bool:
    """Another survey in the sentence matters to what surveys and events have, not to 人口."""
    number, start = item.quantity.block, item.quantity.start
    if any(figure.affair for figure in item.figures):
        return is_told_of_others(document, context, number, start)
    return is_of_others(document.blocks[number].folded.text, start)
