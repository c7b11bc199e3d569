"""Figures by the kind of thing they count: participants, answers, plays, meetings, what all projects cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.labelled import GROWING, labelled_of
from helpers.proofread.extract.meaning import Meant, choose_by_subject
from helpers.proofread.extract.measures import measures_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.subjects import subject_at
from helpers.proofread.registry import Context

TOTAL_COST = re.compile(
    r"(?:発注額?|委託料?|経費|費用|支払い?)(?:[はのを、:]|[^。、\d]{0,4})?(?:合計|総額|合わせて|計)[はで: ]*$"
)
MEETINGS = re.compile(r"(?:会合|会議|PF|プラットフォーム)(?:を|は|の開催は?)?(?:計|全|合計|これまでに)*$")
MEETINGS_BEHIND = re.compile(r"(?:の|にわたる|にわたり|、)?(?:PFの?)?(?:会合|会議)")


def find_by_kind(document: Document, context: Context) -> Iterator[Meant]:
    """Participants, answers, plays: of the affair that the passage is about, or of the only one that has any."""
    for found in labelled_of(document, context):
        subject = subject_at(document, context, found.quantity.block, found.quantity.start)
        figures = [figure for figure in context.held.figures if figure.kind == found.label]
        figures = choose_by_subject(figures, subject, found.quantity)
        if figures and (subject.affair or found.label in GROWING):
            is_sure = subject.is_sure and found.label not in GROWING
            yield Meant(found.quantity, figures, found.label, is_sure)
    yield from _of_totals(document, context)
    figures = tuple(figure for figure in context.held.figures if figure.kind == "会合数")
    for quantity in measures_of(document, context) if figures else ():
        text = document.blocks[quantity.block].folded.text
        if (
            quantity.unit == "回"
            and quantity.before not in ("年", "毎", "第")
            and _is_of_meetings(text, quantity)
        ):
            yield Meant(quantity, figures, figures[0].label, False)


def _of_totals(document: Document, context: Context) -> Iterator[Meant]:
    """発注 計324万円: what all projects of the case cost."""
    figures = tuple(figure for figure in context.held.figures if figure.id == "projects.cost")
    for quantity in measures_of(document, context) if figures else ():
        before = document.blocks[quantity.block].folded.text[: quantity.start]
        if quantity.unit == "円" and TOTAL_COST.search(before[-24:]):
            yield Meant(quantity, figures, figures[0].label, False)


def _is_of_meetings(text: str, quantity: Quantity) -> bool:
    """計3回の会合, PFを3回 …; not the meetings of another body (年2回の庁内連携会議)."""
    before = text[max(quantity.start - 16, 0) : quantity.start]
    is_yearly = before.endswith(("年", "毎年", "月"))
    return not is_yearly and bool(MEETINGS.search(before) or MEETINGS_BEHIND.match(text, quantity.end))
