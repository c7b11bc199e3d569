"""Figures of a text against the figures that the case holds, by the label they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import Day, meet, span_of
from helpers.proofread.extract.labelled import PART, PERSONS, labelled_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.statements import plain
from helpers.proofread.extract.subjects import Subject, subjects_of
from helpers.proofread.extract.years import days_of
from helpers.proofread.held.model import Held, HeldFigure
from helpers.proofread.held.printed import quantities_in
from helpers.proofread.registry import Context, Remark, rule

REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"
JOINED = re.compile(r"[はがをも:、( \n]*(?:約|およそ|計|合計|全部で|年|は|:)*[( \n]*$")
IN_BRACKETS = re.compile(r"\((人|名|団体|部|件|回|円)\)")  # 524,310(人)
LABEL, SHORT = 20, 4  # characters of a cell that may be a label, and of one that may be the end of a label
ABOUT = "1. つながりを考えるフォーラム\n\n{}\n\n2. 居場所づくりの取組調査\n\n{}"
CHUNK = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[A-Za-z]{2,}|(?<=[のへに])[ぁ-ん]{3,}")
COMMON = {"数", "合計", "費用", "期間"}
LEAST = 2  # words of a label that must stand beside a figure for the figure to be its own
NEAR = 12  # characters around a figure where the last word of its label stands
AS_OF = re.compile("時点|現在")
GROWING = {"再生数", "表示数"}


@dataclass(frozen=True)
class Told:
    """A figure of the text with the figures of the case that its words may mean."""

    quantity: Quantity
    meant: tuple[HeldFigure, ...]

    @property
    def differs(self) -> bool:
        """None of those meant is it; of one label held twice, each must be."""
        fits = [allows(self.quantity, figure.quantity) for figure in self.meant]
        labels = {figure.label for figure in self.meant}
        one = len(labels) == 1 and len({figure.affair for figure in self.meant} - {""}) <= 1
        return bool(fits) and not (all(fits) if one else any(fits))


def allows(given: Quantity, held: Quantity) -> bool:
    """Whether a text may give a held figure so: itself, rounded to its own decimals or to fewer digits (約52万人)."""
    if given.unit == "%" == held.unit:
        digits = max(-given.value.as_tuple().exponent, 0)
        return abs(given.value - held.value) <= Decimal(5).scaleb(-digits - 1)
    return given.value == held.value if given.bound == held.bound else given.allows(held)


@rule("held-figure", "error", "項目の数値が資料と違う", "資料（事例の数値台帳）との突合", precision=NONE)
def check_figures(document: Document, context: Context) -> Iterator[Remark]:
    """A figure with the label of one that the case holds has its value.

    Source: the fact store. A label is the words just before a figure (人口は, 回収率) or the way participants, answers,
    copies sent, plays and views are told (110名が参加, 62団体から回答); the affair is that of the part.

    >>> told("held-figure", ABOUT.format("参加者数：120名", "216団体へ送付し、61団体から回答を得た（回収率28.2%）。"), held=HELD)
    ['「参加者数」が、資料の110名と違います。', '「回答数」が、資料の62団体と違います。', '「回収率」が、資料の28.7%と違います。']
    >>> told("held-figure", ABOUT.format("100名を超える区民が参加した。", "62団体が回答した（回収率は約29%）。"), held=HELD)
    []
    >>> told("held-figure", "人口は524,301人。人口10万人当たりの数。高齢者人口は11万人。人口約52万人の区。", held=HELD)
    ['「人口」が、資料の524,310人と違います。']
    """
    if context.held is None:
        return
    for found, name, is_sure in (*_of_kinds(document, context), *_of_labels(document, context)):
        if found.differs:
            exact = is_sure and not found.quantity.bound
            yield _tell(document, found, f"「{name}」が、資料の", None if exact else "warning")


def _tell(document: Document, found: Told, start: str, severity: str | None = None) -> Remark:
    shown = "、".join(dict.fromkeys(figure.at.quote for figure in found.meant))
    held = tuple(dict.fromkeys(figure.at for figure in found.meant))
    return Remark(
        span_of(document, found.quantity), f"{start}{shown}と違います。", (), REMEDY, severity, held
    )


def _of_kinds(document: Document, context: Context) -> Iterator[tuple[Told, str, bool]]:
    """Participants, answers, plays: of the affair that the passage is about, or of the only one that has any."""
    subjects = subjects_of(document, context)
    for found in labelled_of(document, context):
        subject = subjects[found.quantity.block]
        meant = [figure for figure in context.held.figures if figure.kind == found.label]
        meant = _of_subject(meant, subject)
        meant = [figure for figure in meant if _unit(figure.quantity) == _unit(found.quantity)]
        if meant and (subject.affair or found.label in GROWING):
            is_sure = subject.is_sure and found.label not in GROWING
            yield Told(found.quantity, tuple(meant)), found.label, is_sure


def _of_subject(figures: list[HeldFigure], subject: Subject) -> list[HeldFigure]:
    """Those of the affair, and those of none."""
    return [figure for figure in figures if figure.affair in (subject.id, "")] if subject.affair else figures


def _unit(quantity: Quantity) -> str:
    return "名" if quantity.unit in PERSONS else quantity.unit


def _of_labels(document: Document, context: Context) -> Iterator[tuple[Told, str, bool]]:
    """Figures just behind a label of the case, or in the cell or block behind it."""
    subjects = subjects_of(document, context)
    by_end = _by_end(context.held)
    for quantity in measures_of(document, context):
        text = document.blocks[quantity.block].folded.text
        if PART.match(text[quantity.end : quantity.end + 8]) or text.startswith("当たり", quantity.end):
            continue
        before, is_whole = _label_before(document, text, quantity)
        meant = [
            figure
            for figure in by_end.get(before[-1:], ())
            if _unit(figure.quantity) == _unit(quantity) and _carries(before, figure.label, is_whole)
        ]
        meant = _of_subject(meant, subjects[quantity.block])
        if meant:
            yield Told(quantity, tuple(meant)), meant[0].label, True


def _label_before(document: Document, text: str, quantity: Quantity) -> tuple[str, bool]:
    """(what stands before a figure, whether it is a cell or short block of its own)."""
    before = JOINED.sub("", text[: quantity.start])
    block = document.blocks[quantity.block]
    if before or not quantity.block:
        return before, False
    above = document.blocks[quantity.block - 1]
    is_beside = above.table == block.table and above.row == block.row and len(above.text) <= LABEL
    return (above.folded.text, True) if is_beside else ("", False)


def _carries(before: str, label: str, is_whole: bool) -> bool:
    """Whether a text ends in a label that is not the end of another word; a cell may leave its beginning out."""
    if is_whole and len(before) >= SHORT and label.endswith(before):
        return True
    return before.endswith(label) and not re.search(r"[一-龠々ァ-ヶー]$", before[: -len(label)])


def _by_end(held: Held) -> dict[str, list[HeldFigure]]:
    """Last character of the label -> figures."""
    figures: dict[str, list[HeldFigure]] = {}
    for figure in held.figures:
        figures.setdefault(figure.label[-1:], []).append(figure)
    return figures


def measures_of(document: Document, context: Context) -> list[Quantity]:
    """All figures of a document with percentages as such, without those of its days."""
    return context.once("measures", lambda: list(_read_measures(document, context)))


def _read_measures(document: Document, context: Context) -> Iterator[Quantity]:
    inside: dict[int, list[tuple[int, int]]] = {}
    for day in days_of(document, context):
        inside.setdefault(day.block, []).append((day.start, day.after))
    for number, block in enumerate(document.blocks):
        for found in quantities_in(block.folded.text, number):
            if not any(start <= found.start < end for start, end in inside.get(number, ())):
                unit = "" if found.unit else IN_BRACKETS.match(block.folded.text, found.end)
                yield replace(found, unit=unit[1]) if unit else found


@rule(
    "held-figure-words",
    "warning",
    "同じことを述べているらしい数値が資料と違う",
    "資料（事例の数値台帳）との突合。項目名の語がすべて同じ文にある数値",
    precision=NONE,
)
def check_words(document: Document, context: Context) -> Iterator[Remark]:
    """A figure in whose sentence stand all the words of a label of the case has its value, if it has its unit.

    Source: the fact store. The words may stand in any order, the last of the label near the figure, so that a person
    must look: a warning; none where the sentence also has the value itself.

    >>> told("held-figure-words", "区内200か所の掲示板にポスターを掲示した。", held=HELD)
    ['「ポスターを掲示した掲示板」のことなら、資料の約100か所と違います。']
    >>> told("held-figure-words", "区内約100か所の掲示板にポスターを掲示した。区内7か所の会館に置いた。", held=HELD)
    []
    """
    if context.held is None:
        return
    for found, name, _ in _of_words(document, context):
        if found.differs:
            yield _tell(document, found, f"「{name}」のことなら、資料の")


def _of_words(document: Document, context: Context) -> Iterator[tuple[Told, str, bool]]:
    """Figures without a label of the case beside them, but with its words around."""
    words = [(figure, _words(figure.label)) for figure in context.held.figures]
    words = [(figure, chunks) for figure, chunks in words if len(set(chunks)) >= LEAST]
    beside = (*_of_kinds(document, context), *_of_labels(document, context))
    labelled = {(found.quantity.block, found.quantity.start) for found, _, _ in beside}
    for quantity in measures_of(document, context):
        if (quantity.block, quantity.start) not in labelled and quantity.unit:
            meant = tuple(_by_words(document, quantity, words))
            if meant:
                yield Told(quantity, meant), meant[0].label, False


def _by_words(
    document: Document, quantity: Quantity, words: list[tuple[HeldFigure, list[str]]]
) -> Iterator[HeldFigure]:
    """The figures all of whose words stand in the sentence, the one before or the headings, the last one near."""
    block = document.blocks[quantity.block]
    text = block.folded.text
    start, end = _sentence(text, quantity)
    sentence, near = text[start:end], text[max(quantity.start - NEAR, 0) : quantity.end + NEAR]
    around = text[max(text.rfind("。", 0, max(start - 1, 0)), 0) : end] + "".join(block.section)
    others = [found for found in quantities_in(sentence) if found.start + start != quantity.start]
    for figure, chunks in words if not PART.search(sentence) else ():
        is_named = chunks[-1] in near and all(chunk in around for chunk in chunks)
        is_said = is_named and any(allows(other, figure.quantity) for other in others)
        if is_named and not is_said and _unit(figure.quantity) == _unit(quantity):
            yield figure


def _words(label: str) -> list[str]:
    """The words of a label, the one that says what is counted last."""
    return [word for word in CHUNK.findall(label) if word not in COMMON]


def _sentence(text: str, quantity: Quantity) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, quantity.start) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, quantity.end)) >= 0]
    return start, min(ends, default=len(text))


@rule(
    "held-as-of",
    "warning",
    "数値の時点が資料と違う",
    "資料（事例の数値台帳）との突合。再生数や人口は時点によって変わる",
    precision=NONE,
)
def check_as_of(document: Document, context: Context) -> Iterator[Remark]:
    """The day or month given with a figure of the case (3月11日時点, 人口＜2020年10月＞) is the one the case holds.

    Source: the fact store. A warning: the figure may have been counted again.

    >>> told("held-as-of", "人口524,310人（令和3年10月現在）", held=HELD), told("held-as-of", "人口524,310人（2020年10月現在）", held=HELD)
    (['時点が、資料の2020年10月と違います（人口 524,310人）。'], [])
    """
    if context.held is None:
        return
    found = {day.block: day for day in days_of(document, context) if _is_as_of(document, day)}
    ways = (_of_kinds, _of_labels, _of_words)
    for told, _, _ in (item for way in ways for item in way(document, context)):
        day = found.get(told.quantity.block)
        held = [figure for figure in told.meant if figure.as_of and allows(told.quantity, figure.quantity)]
        if day and day.bounds() and held and not any(meet(day, figure.as_of) for figure in held):
            message = (
                f"時点が、資料の{plain(held[0].as_of)}と違います（{held[0].label} {held[0].at.quote}）。"
            )
            yield Remark(span_of(document, day), message, (), REMEDY, None, (held[0].at,))


def _is_as_of(document: Document, day: Day) -> bool:
    """3月11日時点, or in the brackets behind a figure: ＜令和2年10月/国勢調査＞."""
    text = document.blocks[day.block].folded.text
    return bool(AS_OF.match(text, day.after) or text[day.start - 1 : day.start] in ("<", "〈"))
