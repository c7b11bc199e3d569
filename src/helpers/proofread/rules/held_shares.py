"""Shares and counts of answers in running text against the tabulation of the raw answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.around import sentence_around
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.meant import allows, measures_of
from helpers.proofread.extract.measured import HELD
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.percents import Percent, percents_of
from helpers.proofread.extract.subjects import is_told_of_others, subject_at
from helpers.proofread.held.model import Held, HeldShare, Tabulated
from helpers.proofread.held.printed import PERCENT
from helpers.proofread.registry import Context, Remark, rule

REMEDY = "文書か資料のどちらが正しいか確かめ、誤りの方を直してください。"
PART_OF_SURVEY = "1. 居場所づくりの取組調査\n\n{}"
LONG, SHORT = (
    7,
    4,
)  # characters of a choice that is known without brackets, and of one known beside its question's words
WIDE = 200  # characters of a sentence that are looked at
REACH = 24  # characters between a choice and its figure
COUNTED = ("人", "名", "団体", "件", "社", "票", "世帯")
FIGURES = r"\d{1,3}(?:,\d{3})+|\d+"
COUNTS = re.compile(
    rf"(?<![A-Za-z])[nN]=(?P<n>{FIGURES})"
    rf"|うち(?P<part>{FIGURES})(?P<counted>人|名|団体|件|社|世帯)"
    rf"|(?<![\d.,])(?P<base>{FIGURES})(?P<unit>人|名|団体|件|社|世帯)(?:の?うち|中)[、,は]?(?P<count>{FIGURES})(?P=unit)"
)
FROM = re.compile(r"(?:\([^()]*\))?から[^。、]{0,10}\d")  # 28.7%から40.2%に: what was before
FRACTION = re.compile(r"(?<![\d.,])([2-9]|10)人に(\d)人")
NOT_A_COUNT = re.compile(r"中|の?うち|に\d+(?:人|団体)")  # 62団体中, 3人に1人
COMMA = re.compile("[,、，] ?")
BESIDE = re.compile(r"[がは: ]?\d")  # 一戸建てが148人
TOGETHER = re.compile(r"合わ|あわせ|合計|種類|いずれ|ともに|等|など")
WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{3,}")


@dataclass(frozen=True)
class Nearest:
    """The shares of the choice that a figure is told of; `is_sure`: in brackets, or a long one."""

    shares: tuple[HeldShare, ...]
    is_sure: bool


@rule("held-share", "error", "回答の割合・件数が集計と違う", "資料（調査の集計）との突合", precision=HELD)
def check_shares(document: Document, context: Context) -> Iterator[Remark]:
    """A percentage or count beside a choice of a question is the one that was tabulated.

    Source: the tabulation of the raw answers. The choice is the nearest one that stands in the sentence, in 「」 or at
    least seven characters long, or (a warning) beside the words of its question; where several questions have it, one of
    them must agree. Percentages may be rounded.

    >>> told("held-share", PART_OF_SURVEY.format("「はい」と答えた団体は94.2%（62団体中58団体）であった。"), held=HELD)
    ['「はい」の件数が、集計の59と違います。', '「はい」の割合が、集計の95.2%と違います。']
    >>> told("held-share", PART_OF_SURVEY.format("「はい」とした団体が58団体あった。"), held=HELD)
    ['「はい」の件数が、集計の59と違います。']
    >>> told("held-share", PART_OF_SURVEY.format("「はい」は95%（62団体中59団体）、「いいえ」は5%であった。"), held=HELD)
    []
    """
    if context.held is None or not context.held.shares:
        return
    counts = {(found.block, found.start): found.count for found in percents_of(document, context)}
    for figure in (*measures_of(document, context), *_fractions(document)):
        text = document.blocks[figure.block].folded.text
        is_other = is_told_of_others(document, context, figure.block, figure.start) or FROM.match(
            text, figure.end
        )
        found = None if is_other else _nearest(document, context, figure)
        if found is None:
            continue
        if figure.unit == PERCENT and _is_of_a_group(text, figure, found, context.held):
            continue
        if figure.unit == PERCENT:
            yield from _check(document, figure, found, "割合")
            count = counts.get((figure.block, figure.start))
            if count is not None:
                yield from _check(document, replace(figure, value=Decimal(count), unit=""), found, "件数")
        elif figure.unit in COUNTED and not NOT_A_COUNT.match(text, figure.end):
            yield from _check(document, figure, found, "件数")


def _is_of_a_group(text: str, figure: Quantity, found: Nearest, held: Held) -> bool:
    """A share by a banner: the sentence names a group and a choice of another question, and the tabulation has it."""
    sentence = text[slice(*sentence_around(text, figure.start))]
    digits = max(-figure.value.as_tuple().exponent, 0)
    slack = Decimal(5).scaleb(-digits - 1)
    own = {share.choice for share in found.shares}
    others = {
        share.choice for share in held.shares if len(share.choice) >= SHORT and share.choice in sentence
    } - own
    tables = (
        table
        for table in held.tabulated.values()
        if any(group in sentence for group in table.groups) and others
    )
    return any(abs(figure.value - value) <= slack for table in tables for value in table.crossed)


def _fractions(document: Document) -> Iterator[Quantity]:
    """3人に1人: about 33%."""
    for number, block in enumerate(document.blocks):
        for match in FRACTION.finditer(block.folded.text):
            value = Decimal(100 * int(match[2])) / int(match[1])
            yield Quantity(number, *match.span(), value.quantize(Decimal("0.1")), PERCENT, "about")


def _check(document: Document, figure: Quantity, found: Nearest, what: str) -> Iterator[Remark]:
    """Told where none of the shares meant has the figure."""
    known = [share for share in found.shares if (share.percent if what == "割合" else share.n) is not None]
    if known and not any(_has(share, figure, what) for share in known):
        shown = "、".join(
            dict.fromkeys(f"{share.percent:.1f}%" if what == "割合" else f"{share.n:,}" for share in known)
        )
        message = f"「{known[0].choice}」の{what}が、集計の{shown}と違います。"
        places = tuple(dict.fromkeys(share.at for share in known))
        yield Remark(
            span_of(document, figure), message, (), REMEDY, None if found.is_sure else "warning", places
        )


def _has(share: HeldShare, figure: Quantity, what: str) -> bool:
    if what == "件数":
        return share.n == figure.value
    return allows(figure, replace(figure, value=share.percent, bound=""))


def _nearest(document: Document, context: Context, figure: Quantity) -> Nearest | None:
    """The last choice before a figure with no other figure between, else the one that follows in the same clause."""
    subject = subject_at(document, context, figure.block, figure.start)
    text = document.blocks[figure.block].folded.text
    start, end = sentence_around(text, figure.start)
    start, end = max(start, figure.start - WIDE), min(end, figure.end + WIDE)
    near: dict[int, list[tuple[HeldShare, bool]]] = {}
    for match, shares in _choices(text, context, start, end):
        far = _distance(text, *match.span(), figure)
        for share in shares if far is not None else ():
            is_sure = _is_sure(text, match)
            is_own = not subject.affair or share.affair == subject.id
            if is_own and (is_sure or _is_likely(share, match, text, start, end)):
                near.setdefault(far, []).append((share, is_sure))
    if not near:
        return None
    chosen = near[min(near)]
    return Nearest(tuple(share for share, _ in chosen), any(is_sure for _, is_sure in chosen))


def _choices(text: str, context: Context, start: int, end: int) -> Iterator[tuple[re.Match, list[HeldShare]]]:
    """Where choices of the case stand in a sentence, the longest at each place."""
    pattern, shares = context.once("choices", lambda: _index(context.held))
    return ((match, shares[COMMA.sub("", match.group())]) for match in pattern.finditer(text, start, end))


def _index(held: Held) -> tuple[re.Pattern, dict[str, list[HeldShare]]]:
    shares: dict[str, list[HeldShare]] = {}
    for share in held.shares:
        shares.setdefault(COMMA.sub("", share.choice), []).append(share)
    choices = sorted({share.choice for share in held.shares}, key=lambda choice: (-len(choice), choice))
    return re.compile(
        "|".join("[,、，] ?".join(map(re.escape, COMMA.split(choice))) for choice in choices)
    ), shares


def _is_sure(text: str, match: re.Match) -> bool:
    """In brackets, or long enough to be known without."""
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return around in ("「」", "『』") or len(match.group()) >= LONG


def _is_likely(share: HeldShare, match: re.Match, text: str, start: int, end: int) -> bool:
    """Not too short, and just before a figure or in a sentence with a word of its question."""
    is_beside = bool(BESIDE.match(text, match.end()))
    return len(share.choice) >= SHORT and (is_beside or _asks(share, text[start:end]))


def _asks(share: HeldShare, sentence: str) -> bool:
    """Whether a sentence has one of the words of the question."""
    return any(word in sentence for word in WORD.findall(share.wording))


def _distance(text: str, start: int, end: int, figure: Quantity) -> int | None:
    """Characters between a choice and a figure, more for one behind it; None where they do not belong together."""
    if end <= figure.start:
        between = text[end : figure.start]
        other = r"%" if figure.unit == PERCENT and not figure.bound else r"\d"
        if figure.unit != PERCENT and between == "の":  # センターの8名: those who belong to it
            return None
        is_far = len(between) > REACH or re.search(other, between) or TOGETHER.search(between)
        return None if is_far else len(between)
    between = text[figure.end : start]
    if figure.unit != PERCENT and text[end : end + 1] not in ("」", "』"):
        return None
    return REACH + len(between) if len(between) <= REACH and not re.search(r"[%、\d]", between) else None


@rule(
    "held-unknown",
    "warning",
    "調査についての割合・件数が、集計のどこにもない",
    "資料（調査の集計。クロス集計と、選択肢の和・残りを含む）との突合",
    precision=HELD,
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
        is_other = is_told_of_others(document, context, percent.block, percent.start)
        if not known or is_other or _is_something_else(text, percent):
            continue
        any_of = [known] if subject.is_sure else context.held.tabulated.values()
        if not any(_is_known(document, percent, each, context.held) for each in any_of):
            yield _tell_unknown(document, percent, percent.printed, known)
    yield from _check_counts(document, context)


def _is_something_else(text: str, percent: Percent) -> bool:
    """20% alone, as the axis of a chart leaves it; a level of significance."""
    is_tick = percent.value % 10 == 0 and len(text) == percent.end - percent.start
    return is_tick or text[: percent.start].endswith(("有意水準", "信頼水準", "信頼度", "誤差", "±"))


def _is_known(document: Document, percent: Percent, known: Tabulated, held: Held) -> bool:
    """A percentage of the tabulation (of a group, where the sentence names one), or another one of the case."""
    text = document.blocks[percent.block].folded.text
    sentence = text[slice(*sentence_around(text, percent.start))]
    others = [figure.quantity.value for figure in held.figures if figure.quantity.unit == PERCENT]
    crossed = known.crossed if any(group in sentence for group in known.groups) else ()
    return any(_rounds(percent, value) for value in (*known.percents, *others, *crossed))


def _rounds(percent: Percent, held: Decimal) -> bool:
    return abs(percent.value - held) <= Decimal(5).scaleb(-percent.decimals - 1)


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
            if (
                is_own
                and not counts <= known.counts
                and not is_told_of_others(document, context, number, match.start())
            ):
                passage = Quantity(number, match.start(), match.end(), Decimal(0), "", "")
                yield _tell_unknown(document, passage, match.group(), known)


def _tell_unknown(document: Document, at: object, printed: str, known: Tabulated) -> Remark:
    message = f"{printed}は、この調査の集計にありません。"
    remedy = "集計にある数値に直すか、計算の根拠を書いてください。"
    return Remark(span_of(document, at), message, (), remedy, None, (known.at,))
