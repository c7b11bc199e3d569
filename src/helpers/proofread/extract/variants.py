"""Ways of writing one word or sign, counted over a document: the majority wins, and one finding tells it all.

groups of patterns -> places of each -> one remark a group, at the first place of the rarer ones
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import written_blocks
from helpers.proofread.registry import Remark

SHOWN = 30  # places that a finding lists
Places = dict[str, list[Span]]


def find_places(
    document: Document, patterns: Iterable[tuple[str, re.Pattern[str]]], folded: bool = True
) -> Places:
    """label -> places, over the folded or the original text; quotations are left as spoken."""
    places: Places = {}
    for label, pattern in patterns:
        for number, block in written_blocks(document):
            for match in pattern.finditer(block.folded.text if folded else block.text):
                at = block.folded.span(*match.span()) if folded else match.span()
                places.setdefault(label, []).append(Span(number, *at))
    return places


def tell_variants(places: Places, preferred: Sequence[str] = (), what: str = "") -> Iterator[Remark]:
    """A remark where there are two ways or more; of two as frequent the one listed first in `preferred` wins."""
    if len(places) < 2:
        return
    order = {label: place for place, label in enumerate(preferred)}
    ranked = sorted(places, key=lambda label: (-len(places[label]), order.get(label, len(order)), label))
    usual, others = ranked[0], ranked[1:]
    rare = sorted((at for label in others for at in places[label]), key=lambda at: (at.block, at.start))
    counts = "、".join(f"「{label}」{len(places[label])}か所" for label in ranked)
    advice = preferred[0] if preferred and preferred[0] in places and preferred[0] != usual else ""
    hint = f"。公用文では「{advice}」" if advice else ""
    message = (
        f"{what}が混ざっています：{counts}{hint}。" if what else f"書き方が混ざっています：{counts}{hint}。"
    )
    yield Remark(rare[0], message, (*rare[1:SHOWN], places[usual][0]), f"「{usual}」に揃える")
