"""Shares and counts of choices in running text against the tabulation of the raw answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import REMEDY, allows, rounds_to
from helpers.proofread.extract.around import sentence_around, sentence_at
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import AGAINST_CASES
from helpers.proofread.extract.measures import measures_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.percents import percents_of
from helpers.proofread.extract.subjects import is_told_of_others, subject_at
from helpers.proofread.held.model import Held, HeldShare
from helpers.proofread.held.printed import PERCENT_SIGN
from helpers.proofread.registry import Context, Remark, rule

PART_OF_SURVEY = "1. 居場所づくりの取組調査\n\n{}"
LONG, SHORT = (
    7,
    4,
)  # characters of a choice that is known without brackets, and of one known beside its question's words
WIDE = 200  # characters of a sentence that are looked at
REACH = 24  # characters between a choice and its figure
COUNTED = ("人", "名", "団体", "件", "社", "票", "世帯")
FROM = re.compile(r"(?:\([^()]*\))?から[^。、]{0,10}\d")  # 28.7%から40.2%に: what was before
FRACTION = re.compile(r"(?<![\d.,])([2-9]|10)人に(\d)人")
NOT_A_COUNT = re.compile(r"中|の?うち|に\d+(?:人|団体)")  # 62団体中, 3人に1人
COMMA = re.compile("[,、，] ?")
BESIDE = re.compile(r"[がは: ]?\d")  # 一戸建てが148人
TOGETHER = re.compile(r"合わ|あわせ|合計|種類|いずれ|ともに|等|など")
WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{3,}")


@dataclass(frozen=True)
class Nearest:
    """The shares of the choice that a figure is told of; `is_sure`: a long one, or in brackets in the survey's part."""

    shares: tuple[HeldShare, ...]
    is_sure: bool


@rule(
    "held-share",
    "error",
    "回答の割合・件数が集計と違う",
    "資料（調査の集計）との突合",
    precision=AGAINST_CASES,
)
def check_shares(document: Document, context: Context) -> Iterator[Remark]:
    """A percentage or count beside a choice of a question is the one that was tabulated.

    Source: the tabulation of the raw answers. The choice is the nearest one that stands in the sentence, in 「」 or at
    least seven characters long, or (a warning) beside the words of its question; where several questions have it, one of
    them must agree. Percentages may be rounded.

    >>> told("held-share", PART_OF_SURVEY.format("「はい」と答えた団体は94.2%（62団体中58団体）であった。"), held=HELD)
    ['「はい」の割合が、集計の95.2%と違います。', '「はい」の件数が、集計の59と違います。']
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
        if figure.unit == PERCENT_SIGN and _is_of_a_group(text, figure, found, context.held):
            continue
        if figure.unit == PERCENT_SIGN:
            yield from _check(document, figure, found, "割合")
            count = counts.get((figure.block, figure.start))
            if count is not None:
                yield from _check(document, _count_beside(document, context, figure, count), found, "件数")
        elif figure.unit in COUNTED and not NOT_A_COUNT.match(text, figure.end):
            yield from _check(document, figure, found, "件数")


def _count_beside(document: Document, context: Context, percent: Quantity, count: int) -> Quantity:
    """The count that stands beside a percentage: 95.2%(62団体中59団体)."""
    beside = (
        found
        for found in measures_of(document, context)
        if found.block == percent.block and found.value == count and abs(found.start - percent.start) <= REACH
    )
    return next(beside, replace(percent, value=Decimal(count), unit=""))


def _is_of_a_group(text: str, figure: Quantity, found: Nearest, held: Held) -> bool:
    """A share by a banner: the sentence names a group and a choice of another question, and the tabulation has it."""
    sentence = sentence_at(text, figure.start)
    own = {share.choice for share in found.shares}
    others = {
        share.choice for share in held.shares if len(share.choice) >= SHORT and share.choice in sentence
    } - own
    tables = (
        table
        for table in held.tabulated.values()
        if any(group in sentence for group in table.groups) and others
    )
    return any(rounds_to(figure.value, value) for table in tables for value in table.crossed)


def _fractions(document: Document) -> Iterator[Quantity]:
    """3人に1人: about 33%."""
    for number, block in enumerate(document.blocks):
        for match in FRACTION.finditer(block.folded.text):
            value = Decimal(100 * int(match[2])) / int(match[1])
            yield Quantity(number, *match.span(), value.quantize(Decimal("0.1")), PERCENT_SIGN, "about")


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
        if match.start() <= figure.start < match.end():  # a choice like 5人以上
            return None
        far = _distance(text, *match.span(), figure)
        for share in shares if far is not None else ():
            is_sure = _is_sure(text, match)
            is_own = not subject.affair or share.affair == subject.id
            if is_own and (is_sure or _is_likely(share, match, text, start, end)):
                near.setdefault(far, []).append((share, is_sure))
    if not near:
        return None
    chosen = near[min(near)]
    is_sure = any(is_sure and (subject.is_sure or len(share.choice) >= LONG) for share, is_sure in chosen)
    return Nearest(tuple(share for share, _ in chosen), is_sure)


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
        other = r"%" if figure.unit == PERCENT_SIGN and not figure.bound else r"\d"
        if figure.unit != PERCENT_SIGN and between == "の":  # センターの8名: those who belong to it
            return None
        is_far = len(between) > REACH or re.search(other, between) or TOGETHER.search(between)
        return None if is_far else len(between)
    between = text[figure.end : start]
    if figure.unit != PERCENT_SIGN and text[end : end + 1] not in ("」", "』"):
        return None
    return REACH + len(between) if len(between) <= REACH and not re.search(r"[%、\d]", between) else None
