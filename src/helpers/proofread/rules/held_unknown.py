"""Shares and counts told of a survey that its tabulation does not have at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import rounds_to
from helpers.proofread.extract.around import sentence_at
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.percents import Percent, percents_of
from helpers.proofread.extract.subjects import is_told_of_others, subject_at
from helpers.proofread.held.model import Held, Tabulated
from helpers.proofread.held.printed import PERCENT_SIGN
from helpers.proofread.registry import Context, Remark, rule
from helpers.proofread.rules.held_sentences import is_told_by_sentence

PART_OF_SURVEY = "1. 居場所づくりの取組調査\n\n{}"
FIGURES = r"\d{1,3}(?:,\d{3})+|\d+"
COUNTS = re.compile(
    rf"(?<![A-Za-z])[nN]=(?P<n>{FIGURES})"
    rf"|うち(?P<part>{FIGURES})(?P<counted>人|名|団体|件|社|世帯)"
    rf"|(?<![\d.,])(?P<base>{FIGURES})(?P<unit>人|名|団体|件|社|世帯)(?:の?うち|中)[、,は]?(?P<count>{FIGURES})(?P=unit)"
)


@rule(
    "held-unknown",
    "warning",
    "調査についての割合・件数が、集計のどこにもない",
    "資料（調査の集計。クロス集計と、選択肢の和・残りを含む）との突合",
    precision=AGAINST_CASES,
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
        if not known or _is_something_else(text, percent) or _is_told_elsewhere(document, context, percent):
            continue
        any_of = [known] if subject.is_sure else context.held.tabulated.values()
        if not any(_is_known(document, context, percent, each) for each in any_of):
            yield _tell_unknown(document, percent, percent.printed, known)
    yield from _check_counts(document, context)


def _is_something_else(text: str, percent: Percent) -> bool:
    """20% alone, as the axis of a chart leaves it; a level of significance."""
    is_tick = percent.value % 10 == 0 and len(text) == percent.end - percent.start
    return is_tick or text[: percent.start].endswith(("有意水準", "信頼水準", "信頼度", "誤差", "±"))


def _is_known(document: Document, context: Context, percent: Percent, known: Tabulated) -> bool:
    """A percentage of the tabulation (of a group, where the sentence names one), or another one of the case."""
    text = document.blocks[percent.block].folded.text
    sentence = sentence_at(text, percent.start)
    others = context.once("held percents", lambda: _percents(context.held))
    crossed = known.crossed if any(group in sentence for group in known.groups) else ()
    return any(rounds_to(percent.value, value) for value in (*known.percents, *others, *crossed))


def _percents(held: Held) -> list[Decimal]:
    return [figure.quantity.value for figure in held.figures if figure.quantity.unit == PERCENT_SIGN]


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
            passage = Quantity(number, match.start(), match.end(), Decimal(0), "", "")
            if is_own and not counts <= known.counts and not _is_told_elsewhere(document, context, passage):
                yield _tell_unknown(document, passage, match.group(), known)


def _is_told_elsewhere(document: Document, context: Context, item: Quantity | Percent) -> bool:
    """A figure of another survey, or one of a sentence that the case has with other figures."""
    of_others = is_told_of_others(document, context, item.block, item.start)
    return of_others or is_told_by_sentence(context, item)


def _tell_unknown(document: Document, at: object, printed: str, known: Tabulated) -> Remark:
    message = f"{printed}は、この調査の集計にありません。"
    remedy = "集計にある数値に直すか、計算の根拠を書いてください。"
    return Remark(span_of(document, at), message, (), remedy, None, (known.at,))
