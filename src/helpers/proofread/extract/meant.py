"""Which figure of the case a figure of a text means: by its kind, by the label beside it, by the words around it.

Quantity + Held -> Meant(quantity, figures, name, is_sure)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from helpers.proofread.document import Block, Document
from helpers.proofread.extract.agreement import allows
from helpers.proofread.extract.around import sentence_around
from helpers.proofread.extract.labelled import PART, labelled_of, unit_of
from helpers.proofread.extract.measures import measures_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.subjects import Subject, is_told_of_others, subject_at
from helpers.proofread.extract.terms import begins_word
from helpers.proofread.held.model import HeldFigure
from helpers.proofread.registry import Context

BESIDE = re.compile(  # what may stand between a label and its figure
    r"(?:(?:(?:令和|平成)?\d+年\d+月(?:\d+日|末)?|\d+月(?:\d+日|末))(?:現在|時点)[、の]*|(?:に|へ)(?:発注|委託)し|[はがをにもの:、(「」 \n]|約|およそ|計|合計|全部で|[市区町村県]内に|年|(?<=[一-龠ァ-ヶー])で|\([^()]{1,12}\)"
    r"|費用|経費|委託料|委託費|金額|契約額|発注額|総額)*$"
)
PLACES = re.compile(r"\d[\d,]*か所[ :、]*$")  # 会館 7か所 70部
BEHIND = re.compile(r"(?:以上|近く|ほど|程度)?の?")  # between a figure and a label behind it: 21か所の会館
CHANGE = re.compile(
    "(?:ほど|程度|以上)?(?:の)?(?:増|減|上が|下が|上昇|低下|ずつ|多[いく]|少な|上回|下回)"
)  # 10名増えた
KANA = re.compile("[ぁ-ん]")
OF_A_SURVEY = {"回収率", "回答数", "送付数", "参加者数"}  # labels that every survey or event has
ELSEWHERE = re.compile(
    "当たり|(?:ほど|余り|あまり|程度)?の(?:[市町村]|都市|自治体|地域)(?![長民])"
)  # 人口3万人の町
TOTAL_COST = re.compile(
    r"(?:発注額?|委託料?|経費|費用|支払い?)(?:[はのを、:]|[^。、\d]{0,4})?(?:合計|総額|合わせて|計)[はで: ]*$"
)
MEETINGS = re.compile(r"(?:会合|会議|PF|プラットフォーム)(?:を|は|の開催は?)?(?:計|全|合計|これまでに)*$")
MEETINGS_BEHIND = re.compile(r"(?:の|にわたる|にわたり|、)?(?:PFの?)?(?:会合|会議)")
OWNED = re.compile("の")
COMPANY = ("株式会社", "有限会社", "合同会社", "㈱")
BACK = 80  # characters before a figure in which its label stands
LABEL, SHORT = 20, 4  # characters of a cell that may be a label, and of one that may be the end of a label
CHUNK = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}|(?<=[のへに])[ぁ-ん]{3,}")
COMMON = {"合計", "費用", "期間", "開催", "回数", "件数"}
LEAST, NEAR = (
    2,
    12,
)  # words of a label beside a figure, and characters around it where the last of them stands
FEW, WIDE = 12, 200  # figures on either side, and characters of a sentence, that are looked at
GROWING = {"再生数", "表示数"}


@dataclass(frozen=True)
class Meant:
    """A figure of the text with those of the case that it may mean; `is_sure`: its words say so, not only its place."""

    quantity: Quantity
    figures: tuple[HeldFigure, ...]
    name: str
    is_sure: bool

    @property
    def differs(self) -> bool:
        """None of those meant is it; of one label held twice, each must be."""
        fits = [allows(self.quantity, figure.quantity) for figure in self.figures]
        labels = {figure.label for figure in self.figures}
        one = len(labels) == 1 and len({figure.affair for figure in self.figures} - {""}) <= 1
        return bool(fits) and not (all(fits) if one else any(fits))


def meant_of(document: Document, context: Context) -> list[Meant]:
    """Every figure that means one of the case; nothing that a text says of others (全国, 前年)."""
    place = attrgetter("quantity.block", "quantity.start")
    return context.once("meant", lambda: sorted(_read_meant(document, context), key=place))


def _read_meant(document: Document, context: Context) -> Iterator[Meant]:
    """Each figure once: by the way that is sure, else the first."""
    ways: tuple[Callable[[Document, Context], Iterator[Meant]], ...] = (_of_kinds, _of_labels, _of_words)
    found = [item for way in ways for item in way(document, context)]
    taken: set[tuple[int, int]] = set()
    for item in sorted(found, key=lambda item: not item.is_sure):  # stable: the ways stay in their order
        place = (item.quantity.block, item.quantity.start)
        is_change = CHANGE.match(document.blocks[place[0]].folded.text, item.quantity.end)
        if place not in taken and not is_change and not is_told_of_others(document, context, *place):
            taken.add(place)
            yield item


def _of_kinds(document: Document, context: Context) -> Iterator[Meant]:
    """Participants, answers, plays: of the affair that the passage is about, or of the only one that has any."""
    for found in labelled_of(document, context):
        subject = subject_at(document, context, found.quantity.block, found.quantity.start)
        figures = [figure for figure in context.held.figures if figure.kind == found.label]
        figures = _of_subject(figures, subject, found.quantity)
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


def _of_subject(figures: list[HeldFigure], subject: Subject, quantity: Quantity) -> tuple[HeldFigure, ...]:
    """Those with the unit, of the affair or of none; of any where the affair is a guess and has no such figure."""
    alike = tuple(figure for figure in figures if unit_of(figure.quantity) == unit_of(quantity))
    own = tuple(figure for figure in alike if not subject.affair or figure.affair in (subject.id, ""))
    return own if own or subject.is_sure else alike


def _of_labels(document: Document, context: Context) -> Iterator[Meant]:
    """Figures just behind or before a label of the case, or in the cell or block behind it."""
    labels = context.once("held labels", lambda: _index(context.held.figures))
    for quantity in measures_of(document, context):
        text = document.blocks[quantity.block].folded.text
        if PART.match(text[quantity.end : quantity.end + 8]) or ELSEWHERE.match(text, quantity.end):
            continue
        found = _behind(text, quantity, labels, OWNED) or _before(document, quantity, labels)
        found = found or _behind(text, quantity, labels, BEHIND)
        subject = subject_at(document, context, quantity.block, quantity.start)
        figures = _of_subject(list(found), subject, quantity)
        if figures:
            is_sure = any(found[figure] for figure in figures)
            is_of_survey = subject.is_sure or not set(figures[0].labels) & OF_A_SURVEY
            yield Meant(quantity, figures, figures[0].label, is_sure and is_of_survey)


Labels = dict[str, list[tuple[HeldFigure, str, bool]]]


def _index(figures: tuple[HeldFigure, ...]) -> Labels:
    """Last character of a label, and its first one with "…" -> (figure, label, whether it is sure)."""
    found: Labels = {}
    for figure in figures:
        for label, sure in [
            *((label, True) for label in figure.labels),
            *((label, False) for label in figure.short),
        ]:
            found.setdefault(label[-1], []).append((figure, label, sure))
            found.setdefault(label[0] + "…", []).append((figure, label, False))
    return found


def _behind(text: str, quantity: Quantity, labels: Labels, link: re.Pattern) -> dict[HeldFigure, bool]:
    """The figures whose label stands behind: 51件のいいね, 21か所の長寿サポートセンター; never quite sure."""
    joined = link.match(text, quantity.end)
    if not joined or not quantity.unit:
        return {}
    at = joined.end()
    return {
        figure: False
        for figure, label, _ in labels.get(text[at : at + 1] + "…", ())
        if text.startswith(label, at)
    }


def _before(document: Document, quantity: Quantity, labels: Labels) -> dict[HeldFigure, bool]:
    """The figures whose label stands just before, in the same block, or as the cell or short block before it."""
    block = document.blocks[quantity.block]
    window = max(quantity.start - BACK, 0)
    before = BESIDE.sub("", PLACES.sub("", block.folded.text[window : quantity.start]))
    above = document.blocks[quantity.block - 1] if quantity.block else block
    if before:
        known = labels.get(before[-1], ())
        return {figure: sure for figure, label, sure in known if _ends_in(block, window, before, label)}
    is_beside = above.table == block.table and above.row == block.row and len(above.text) <= LABEL
    is_beside = is_beside and not (block.table is None and KANA.search(block.folded.text, quantity.end))
    name = above.folded.text
    known = labels.get(name[-1:], ()) if is_beside else ()
    return {
        figure: sure
        for figure, label, sure in known
        if name == label or (len(name) >= SHORT and label.endswith(name))
    }


def _ends_in(block: Block, window: int, before: str, label: str) -> bool:
    """Whether a text ends in a label that is not the end of another word."""
    start = len(before) - len(label)
    return before.endswith(label) and (begins_word(block, window + start) or before[:start].endswith(COMPANY))


def _of_words(document: Document, context: Context) -> Iterator[Meant]:
    """Figures without a label of the case beside them, but with its words around."""
    words = [(figure, _words(figure.labels[0])) for figure in context.held.figures]
    words = [(figure, chunks) for figure, chunks in words if len(set(chunks)) >= LEAST]
    measures = measures_of(document, context)
    for number, quantity in enumerate(measures):
        if quantity.unit or quantity.bound:
            beside = [*measures[max(number - FEW, 0) : number], *measures[number + 1 : number + 1 + FEW]]
            figures = tuple(_by_words(document, quantity, words, beside))
            if figures:
                yield Meant(quantity, figures, figures[0].label, False)


def _by_words(
    document: Document,
    quantity: Quantity,
    words: list[tuple[HeldFigure, list[str]]],
    beside: list[Quantity],
) -> Iterator[HeldFigure]:
    """The figures most of whose words stand in the sentence, the one before or the headings, the last one near.

    Not those whose value a figure `beside` gives in the same sentence: there it is, and this is something else.
    """
    block = document.blocks[quantity.block]
    text = block.folded.text
    start, end = sentence_around(text, quantity.start)
    start, end = max(start, quantity.start - WIDE), min(end, quantity.end + WIDE)
    near = text[max(quantity.start - NEAR, 0) : quantity.end + NEAR]
    before = text.rfind("。", max(start - WIDE, 0), max(start - 1, 0))
    around = text[max(before, start - WIDE, 0) : end] + "".join(block.section)
    others = [found for found in beside if found.block == quantity.block and start <= found.start < end]
    for figure, chunks in words if not PART.search(text, start, end) else ():
        if chunks[-1] in near and unit_of(figure.quantity) == unit_of(quantity):
            there = sum(chunk in around for chunk in chunks)
            is_said = any(allows(other, figure.quantity) for other in others)
            if there >= LEAST and 3 * there >= 2 * len(chunks) and not is_said:
                yield figure


def _words(label: str) -> list[str]:
    """The words of a label, the one that says what is counted last."""
    return [word for word in CHUNK.findall(label) if word not in COMMON]
