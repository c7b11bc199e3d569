"""Figures by the label beside them: 人口は524,310人, 東京ベイネットワーク（イベント会社）2,000千円, 51件のいいね."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Block, Document
from helpers.proofread.extract.labelled import PART
from helpers.proofread.extract.meaning import Meant, choose_by_subject
from helpers.proofread.extract.measures import measures_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.subjects import subject_at
from helpers.proofread.extract.terms import begins_word
from helpers.proofread.held.model import HeldFigure
from helpers.proofread.registry import Context

BESIDE = re.compile(  # what may stand between a label and its figure
    r"(?:(?:(?:令和|平成)?\d+年\d+月(?:\d+日|末)?|\d+月(?:\d+日|末))(?:現在|時点)[、の]*|(?:に|へ)(?:発注|委託)し|[はがをにもの:、(「」 \n]|約|およそ|計|合計|全部で|[市区町村県]内に|年|(?<=[一-龠ァ-ヶー])で|\([^()]{1,12}\)"
    r"|費用|経費|委託料|委託費|金額|契約額|発注額|総額)*$"
)
PLACES = re.compile(r"\d[\d,]*か所[ :、]*$")  # 会館 7か所 70部
BEHIND = re.compile(r"(?:以上|近く|ほど|程度)?の?")  # between a figure and a label behind it: 21か所の会館
KANA = re.compile("[ぁ-ん]")
OF_A_SURVEY = {"回収率", "回答数", "送付数", "参加者数"}  # labels that every survey or event has
ELSEWHERE = re.compile(
    "当たり|(?:ほど|余り|あまり|程度)?の(?:[市町村]|都市|自治体|地域)(?![長民])"
)  # 人口3万人の町
OWNED = re.compile("の")
COMPANY = ("株式会社", "有限会社", "合同会社", "㈱")
BACK = 80  # characters before a figure in which its label stands
LABEL, SHORT = 20, 4  # characters of a cell that may be a label, and of one that may be the end of a label


def find_by_label(document: Document, context: Context) -> Iterator[Meant]:
    """Figures just behind or before a label of the case, or in the cell or block behind it."""
    labels = context.once("held labels", lambda: _index(context.held.figures))
    for quantity in measures_of(document, context):
        text = document.blocks[quantity.block].folded.text
        if PART.match(text[quantity.end : quantity.end + 8]) or ELSEWHERE.match(text, quantity.end):
            continue
        found = _behind(text, quantity, labels, OWNED) or _before(document, quantity, labels)
        found = found or _behind(text, quantity, labels, BEHIND)
        subject = subject_at(document, context, quantity.block, quantity.start)
        figures = choose_by_subject(list(found), subject, quantity)
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
