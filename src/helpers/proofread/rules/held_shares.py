"""Shares and counts of answers in running text against the tabulation of the raw answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.percents import Percent, percents_of
from helpers.proofread.extract.subjects import subject_at
from helpers.proofread.held.model import Held, HeldShare, Tabulated
from helpers.proofread.registry import Context, Remark, rule

REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"
PART_OF_SURVEY = "1. 居場所づくりの取組調査\n\n{}"
LONG = 7  # characters of a choice that needs no brackets to be known
REACH = 24  # characters between a choice and its percentage
FIGURES = r"\d{1,3}(?:,\d{3})+|\d+"
COUNTS = re.compile(
    rf"(?<![A-Za-z])[nN]=(?P<n>{FIGURES})"
    rf"|うち(?P<part>{FIGURES})(?P<counted>人|名|団体|件|社|世帯)"
    rf"|(?<![\d.,])(?P<base>{FIGURES})(?P<unit>人|名|団体|件|社|世帯)(?:の?うち|中)[、,は]?(?P<count>{FIGURES})(?P=unit)"
)
CHANGED = re.compile(
    r"前年|前回|昨年|ポイント|全国(?!社会福祉)|前々年|別に|別途|他[の市区町村県]|同じ時期|(?:国|政府|内閣府|厚生労働省|総務省)の|参考(?:まで|:)"
)


@rule("held-share", "error", "回答の割合・件数が集計と違う", "資料（調査の集計）との突合", precision=NONE)
def check_shares(document: Document, context: Context) -> Iterator[Remark]:
    """A percentage beside a choice of a question is the one that was tabulated, and so is its count.

    Source: the tabulation of the raw answers. The choice is the nearest one that stands in the sentence, in 「」 or at
    least seven characters long; where several questions have it, one of them must agree. Percentages may be rounded.

    >>> told("held-share", PART_OF_SURVEY.format("「はい」と答えた団体は94.2%（62団体中58団体）であった。"), held=HELD)
    ['「はい」の件数が、集計の59と違います。', '「はい」の割合が、集計の95.2%と違います。']
    >>> told("held-share", PART_OF_SURVEY.format("「はい」は95%（62団体中59団体）、「いいえ」は5%であった。"), held=HELD)
    []
    """
    if context.held is None or not context.held.shares:
        return
    for percent in percents_of(document, context):
        text = document.blocks[percent.block].folded.text
        meant = _meant(document, context, percent)
        if not meant or CHANGED.search(_around(text, percent)):
            continue
        if not any(_rounds(percent, share.percent) for share in meant if share.percent is not None):
            message = f"「{meant[0].choice}」の割合が、集計の{_shown(meant)}と違います。"
            yield Remark(span_of(document, percent), message, (), REMEDY, None, _places(meant))
        if percent.count is not None and not any(
            share.n == percent.count for share in meant if share.n is not None
        ):
            counted = [share for share in meant if share.n is not None]
            if counted:
                message = f"「{meant[0].choice}」の件数が、集計の{counted[0].n}と違います。"
                yield Remark(span_of(document, percent), message, (), REMEDY, None, _places(meant))


def _meant(document: Document, context: Context, percent: Percent) -> list[HeldShare]:
    """The shares of the choice that a percentage is told of, of the passage's affair: the last one before it with no
    other percentage between, else the one that follows in the same clause."""
    subject = subject_at(document, context, percent.block, percent.start)
    text = document.blocks[percent.block].folded.text
    start, end = _sentence(text, percent)
    near: dict[int, list[HeldShare]] = {}
    for share in context.held.shares:
        if subject.affair and share.affair != subject.id:
            continue
        for place in _choices(text, share.choice, start, end):
            far = _distance(text, place, place + len(share.choice), percent)
            if far is not None:
                near.setdefault(far, []).append(share)
    return near[min(near)] if near else []


def _choices(text: str, choice: str, start: int, end: int) -> Iterator[int]:
    """Where a choice stands in a sentence: in brackets, or long enough to be known without."""
    pattern = re.escape(choice) if len(choice) >= LONG else rf"(?<=[「『]){re.escape(choice)}(?=[」』])"
    return (match.start() for match in re.compile(pattern).finditer(text, start, end))


def _sentence(text: str, percent: Percent) -> tuple[int, int]:
    return _line(text, percent.start, "。\n")


def _line(text: str, place: int, marks: str = "\n") -> tuple[int, int]:
    """From the mark before a place to the next one."""
    ends = [end for mark in marks if (end := text.find(mark, place)) >= 0]
    return max(text.rfind(mark, 0, place) for mark in marks) + 1, min(ends, default=len(text))


def _distance(text: str, start: int, end: int, percent: Percent) -> int | None:
    """Characters between a choice and a percentage, more for one behind it; None where they do not belong together."""
    if end <= percent.start:
        between = text[end : percent.start]
        return len(between) if len(between) <= REACH and "%" not in between else None
    between = text[percent.end : start]
    return REACH + len(between) if len(between) <= REACH and not re.search("[%、]", between) else None


def _around(text: str, percent: Percent) -> str:
    return text[slice(*_sentence(text, percent))]


def _rounds(percent: Percent, held: Decimal) -> bool:
    return abs(percent.value - held) <= Decimal(5).scaleb(-percent.decimals - 1)


def _shown(shares: list[HeldShare]) -> str:
    return "、".join(dict.fromkeys(f"{share.percent:.1f}%" for share in shares if share.percent is not None))


def _places(shares: list[HeldShare]) -> tuple:
    return tuple(dict.fromkeys(share.at for share in shares))


@rule(
    "held-unknown",
    "warning",
    "調査についての割合・件数が、集計のどこにもない",
    "資料（調査の集計。クロス集計と、選択肢の和・残りを含む）との突合",
    precision=NONE,
)
def check_unknown(document: Document, context: Context) -> Iterator[Remark]:
    """In the part about a survey every percentage, every n and every 62団体中59団体 is one of its tabulation, the sum of
    two choices, or what is left of 100.

    Source: the tabulation of the raw answers. A warning: a share may have been computed by hand.

    >>> text = "必要性を感じる団体は{}%（{}団体中{}団体）であった。"
    >>> told("held-unknown", PART_OF_SURVEY.format(text.format(94.2, 62, 58)), held=HELD)
    ['94.2%は、この調査の集計にありません。', '62団体中58団体は、この調査の集計にありません。']
    >>> told("held-unknown", PART_OF_SURVEY.format(text.format(95, 62, 59) + "n=62"), held=HELD)
    []
    """
    if context.held is None:
        return
    for percent in percents_of(document, context):
        subject = subject_at(document, context, percent.block, percent.start)
        known = None if subject.is_carried else context.held.tabulated.get(subject.id)
        text = document.blocks[percent.block].folded.text
        if not known or CHANGED.search(_around(text, percent)) or _is_tick(text, percent):
            continue
        if not _is_known(percent, known, context.held):
            yield _tell_unknown(document, percent, percent.printed, known)
    yield from _check_counts(document, context)


def _is_tick(text: str, percent: Percent) -> bool:
    """20% alone, as the axis of a chart leaves it."""
    return percent.value % 10 == 0 and len(text) == percent.end - percent.start


def _is_known(percent: Percent, known: Tabulated, held: Held) -> bool:
    """A percentage of the tabulation, or another figure of the case in percent."""
    others = [figure.quantity.value for figure in held.figures if figure.quantity.unit == "%"]
    return any(_rounds(percent, value) for value in (*known.percents, *others))


def _check_counts(document: Document, context: Context) -> Iterator[Remark]:
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in COUNTS.finditer(text):
            subject = subject_at(document, context, number, match.start())
            known = None if subject.is_carried else context.held.tabulated.get(subject.id)
            if not known:
                continue
            counts = {
                int(found.replace(",", "")) for found in match.group("n", "base", "count", "part") if found
            }
            is_own = match["n"] or known.unit in (match["unit"], match["counted"])
            line = text[slice(*_line(text, match.start()))]
            if is_own and not counts <= known.counts and not CHANGED.search(line):
                passage = Quantity(number, match.start(), match.end(), Decimal(0), "", "")
                yield _tell_unknown(document, passage, match.group(), known)


def _tell_unknown(document: Document, at: object, printed: str, known: Tabulated) -> Remark:
    message = f"{printed}は、この調査の集計にありません。"
    remedy = "集計にある数値に直すか、計算の根拠を書いてください。"
    return Remark(span_of(document, at), message, (), remedy, None, (known.at,))
