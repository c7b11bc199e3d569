"""Figures of a text against the figures that the case holds, and the days they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY, allows
from helpers.proofread.extract.blocks import by_block
from helpers.proofread.extract.dates import Day, meet, span_of
from helpers.proofread.extract.meaning import Meant
from helpers.proofread.extract.meant import meant_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.statements import plain
from helpers.proofread.extract.years import days_of
from helpers.proofread.registry import Context, Remark, Severity, rule
from helpers.proofread.rules.held_sentences import is_told_by_sentence

FIGURE = re.compile(r"\d")
NEAR = 40  # characters between a figure and the day that it is of
AS_OF = re.compile("時点|現在")
ABOUT = "1. つながりを考えるフォーラム\n\n{}\n\n2. 居場所づくりの取組調査\n\n{}"


@rule(
    "held-figure",
    "error",
    "項目の数値が資料と違う",
    "資料（事例の数値台帳）との突合",
    precision=AGAINST_CASES,
)
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
    for found in meant_of(document, context) if context.held else ():
        if found.is_sure and _is_told(document, context, found):
            severity = "warning" if found.quantity.bound else None
            yield _tell(document, found, f"「{found.name}」が、資料の", severity)


@rule(
    "held-figure-words",
    "warning",
    "同じことを述べているらしい数値が資料と違う",
    "資料（事例の数値台帳）との突合。項目名の語が同じ文にある数値、話題の続きにある数値",
    precision=AGAINST_CASES,
)
def check_words(document: Document, context: Context) -> Iterator[Remark]:
    """A figure that by the words around it, or by what the passage is about, means one of the case has its value.

    Source: the fact store. The words may stand in any order, and another affair may be meant: a warning.

    >>> told("held-figure-words", "区内200か所の掲示板にポスターを掲示した。", held=HELD)
    ['「ポスターを掲示した掲示板」のことなら、資料の約100か所と違います。']
    >>> told("held-figure-words", "区内約100か所の掲示板にポスターを掲示した。区内7か所の会館に置いた。", held=HELD)
    []
    """
    for found in meant_of(document, context) if context.held else ():
        if not found.is_sure and _is_told(document, context, found):
            yield _tell(document, found, f"「{found.name}」のことなら、資料の")


def _tell(document: Document, found: Meant, start: str, severity: Severity | None = None) -> Remark:
    shown = "、".join(dict.fromkeys(figure.at.quote for figure in found.figures))
    held = tuple(dict.fromkeys(figure.at for figure in found.figures))
    at = span_of(document, found.quantity)
    return Remark(at, f"{start}{shown}と違います。", (), REMEDY, severity, held)


@rule(
    "held-as-of",
    "warning",
    "数値の時点が資料と違う",
    "資料（事例の数値台帳）との突合。再生数や人口は時点によって変わる",
    precision=AGAINST_CASES,
)
def check_as_of(document: Document, context: Context) -> Iterator[Remark]:
    """The day or month given with a figure of the case (3月11日時点, 人口＜2020年10月＞) is the one the case holds.

    Source: the fact store. A warning: the figure may have been counted again.

    >>> told("held-as-of", "人口524,310人（令和3年10月現在）", held=HELD), told("held-as-of", "人口524,310人（2020年10月現在）", held=HELD)
    (['時点が、資料の2020年10月と違います（人口 524,310人）。'], [])
    """
    for found in meant_of(document, context) if context.held else ():
        day = _as_of(document, context, found)
        held = [
            figure for figure in found.figures if figure.as_of and allows(found.quantity, figure.quantity)
        ]
        if day and held and not any(meet(day, figure.as_of) for figure in held):
            what = f"{held[0].label} {held[0].at.quote}"
            message = f"時点が、資料の{plain(held[0].as_of)}と違います（{what}）。"
            yield Remark(span_of(document, day), message, (), REMEDY, None, (held[0].at,))


def _is_told(document: Document, context: Context, found: Meant) -> bool:
    """A figure that differs, if it is of the same day and its whole sentence is not one of the case's."""
    return (
        found.differs
        and not _is_of_another_day(document, context, found)
        and not is_told_by_sentence(context, found.quantity)
    )


def _is_of_another_day(document: Document, context: Context, found: Meant) -> bool:
    """A figure that changes, given of another day than the one held: no contradiction."""
    day, own = _as_of(document, context, found), [figure.as_of for figure in found.figures if figure.as_of]
    return bool(day and own) and not any(meet(day, other) for other in own)


def _as_of(document: Document, context: Context, found: Meant) -> Day | None:
    """The day that a figure is given of: the nearest one beside it that is marked so."""
    days = context.once("as of", lambda: by_block(_read_as_of(document, context))).get(
        found.quantity.block, []
    )
    text = document.blocks[found.quantity.block].folded.text
    near = [
        (len(gap), day)
        for day in days
        if len(gap := _between(text, found.quantity, day)) <= NEAR and not FIGURE.search(gap)
    ]
    return min(near, key=lambda item: item[0])[1] if near else None


def _read_as_of(document: Document, context: Context) -> Iterator[Day]:
    return (day for day in days_of(document, context) if day.bounds() and _is_as_of(document, day))


def _between(text: str, quantity: Quantity, day: Day) -> str:
    first, last = (day.after, quantity.start) if day.after <= quantity.start else (quantity.end, day.start)
    return text[first:last]


def _is_as_of(document: Document, day: Day) -> bool:
    """3月11日時点, or in the brackets behind a figure: ＜令和2年10月/国勢調査＞."""
    text = document.blocks[day.block].folded.text
    return bool(AS_OF.match(text, day.after) or text[day.start - 1 : day.start] in ("<", "〈"))
