"""The events, surveys and products a report tells of, and how far the part about each reaches.

heading or ① + title -> Affair(title, kind, first block, last block); two parts with like titles are one affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from helpers.proofread.document import Document
from helpers.proofread.registry import Context

EVENTS = (
    "フォーラム|シンポジウム|セミナー|講演会|講習会|説明会|研修会|報告会|発表会|交流会|体験会|見学会|相談会|座談会|"
    "ワークショップ|勉強会|学習会|研究会|大会|総会|式典|フェスタ|フェスティバル|まつり|祭り|イベント|カフェ|教室|サミット|会議"
)
SURVEYS = "アンケート調査|アンケート|意識調査|実態調査|意向調査|調査|パブリックコメント|意見募集|公募"
PRODUCTS = "広報物|チラシ|ポスター|リーフレット|パンフレット|ちらし|冊子|広報紙"
KINDS = {"product": re.compile(PRODUCTS), "event": re.compile(EVENTS), "survey": re.compile(SURVEYS)}
LONE = re.compile(r"[①-⑳]|\(\d{1,2}\)|[(（][ア-ン][)）]")
NUMBERED = re.compile(r"[①-⑳]")
TITLE_BLOCKS, TITLE = 4, 40
HEAD = re.compile(r"(?:[(（]?(?:\d{1,2}|[ア-ン])[)）.、. -]+|第\d+[章節部]|[■◼●○◆] ?)*")
ORDINAL = re.compile(r"第(\d+|[一二三四五六七八九十]+)[回期次号部章節]|#\d+")
MANY = 8  # parts with one word (フォーラム) above which none are joined
LIKE = 0.6  # share of common characters above which two titles mean one affair


@dataclass(frozen=True)
class Affair:
    """`kind` event, survey or product; `word` the word that says so; blocks `first` to `last` tell of it."""

    title: str
    kind: str
    word: str
    mark: str
    first: int
    last: int


def likeness(one: str, other: str) -> float:
    """0 to 1: how much of the shorter title is in the longer one.

    >>> likeness("NPO等における居場所づくりに係る取組み調査", "居場所づくりに係る取組み調査")
    1.0
    """
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(min(len(one), len(other)), 1)


def _ordinals(title: str) -> set[str]:
    return set(ORDINAL.findall(title))


def affairs_of(document: Document, context: Context) -> list[Affair]:
    """All affairs of a document that have a title of their own, in order."""
    return context.once("affairs", lambda: list(_read_affairs(document)))


def _read_affairs(document: Document) -> Iterator[Affair]:
    for first in range(len(document.blocks)):
        found = _title_at(document, first)
        if found:
            title, mark, level = found
            kind, word = kind_of(title)
            if kind:
                yield Affair(title, kind, word, mark, first, _last_block(document, first, level))


def _title_at(document: Document, number: int) -> tuple[str, str, int] | None:
    """(title, mark, level of the heading or 0) where a part begins."""
    block = document.blocks[number]
    text = block.folded.text
    mark = NUMBERED.match(text)
    title, sign = (text[1:], mark.group()) if mark else (text[HEAD.match(text).end() :], "")
    if block.kind == "heading":
        return title, sign, block.level or 9
    if mark and not title:
        return _title_after(document, number + 1), sign, 0
    is_title = mark and len(title) <= TITLE and "。" not in title and not NUMBERED.search(title)
    return (title, sign, 0) if is_title else None


def _title_after(document: Document, number: int) -> str:
    """The blocks behind a lone ① up to the first bullet."""
    title = ""
    for block in document.blocks[number : number + TITLE_BLOCKS]:
        if (
            block.kind not in ("paragraph", "cell")
            or LONE.fullmatch(block.folded.text)
            or len(block.text) > 60
        ):
            break
        title += block.folded.text
    return title


def kind_of(title: str) -> tuple[str, str]:
    """("event", "フォーラム"); ("", "") for a title of nothing dated.

    >>> kind_of("広報物作成(フォーラム宣伝チラシ)"), kind_of("PF体制の検討")
    (('product', '広報物'), ('', ''))
    """
    for kind, pattern in KINDS.items():
        if match := pattern.search(title):
            return kind, match.group()
    return "", ""


def _last_block(document: Document, first: int, level: int) -> int:
    for number in range(first + 1, len(document.blocks)):
        block = document.blocks[number]
        is_next = NUMBERED.match(block.folded.text) if not level else False
        if is_next or (block.kind == "heading" and (not level or (block.level or 9) <= level)):
            return number - 1
    return len(document.blocks) - 1


def groups_of(document: Document, context: Context) -> list[list[Affair]]:
    """Affairs that are told of in several parts: each list holds the parts of one affair, two at least.

    The same kind and word, the same number in a series, and a like title, or the same mark (①) where just two carry
    it. Where a word names many affairs (a volume of many reports) nothing is joined.
    """
    return context.once("affair groups", lambda: _join(affairs_of(document, context)))


def _join(affairs: list[Affair]) -> list[list[Affair]]:
    buckets: dict[tuple, list[Affair]] = {}
    for affair in affairs:
        buckets.setdefault((affair.kind, affair.word, *sorted(_ordinals(affair.title))), []).append(affair)
    return [group for bucket in buckets.values() if len(bucket) <= MANY for group in _join_bucket(bucket)]


def _join_bucket(bucket: list[Affair]) -> list[list[Affair]]:
    groups: list[list[Affair]] = []
    for affair in bucket:
        fits = [group for group in groups if _is_same(group[0], affair, bucket)]
        if fits:
            fits[0].append(affair)
        else:
            groups.append([affair])
    return [group for group in groups if len(group) > 1]


def _is_same(one: Affair, other: Affair, bucket: list[Affair]) -> bool:
    marked = [affair for affair in bucket if affair.mark and affair.mark == one.mark == other.mark]
    is_apart = one.last < other.first or other.last < one.first
    return is_apart and (likeness(one.title, other.title) >= LIKE or len(marked) == 2)
