"""One thing under two names, and one title with its brackets in two places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.names import KANJI
from helpers.proofread.extract.terms import span
from helpers.proofread.registry import Context, Remark, rule

SYNONYMS = (
    ("リーフレット", "パンフレット", "冊子", "チラシ", "ガイドブック"),
    ("フォーラム", "シンポジウム", "セミナー", "講演会"),
    ("ワークショップ", "座談会", "意見交換会"),
)
WORD = re.compile(rf"[{KANJI}]{{2,}}")
NEAR = 24  # characters on either side that describe a thing
TITLE = 9  # characters before a thing that make up its title


@rule(
    "two-names",
    "warning",
    "同じ説明の付いたものが、二つの名で呼ばれている",
    "一つのものを一つの名で呼ぶ（「公用文作成の考え方」Ⅲ-1）",
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_two_names(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("two-names", "相談窓口をリーフレットに一覧化し、配った。\\n\\n相談窓口を一覧化したパンフレットを作った。")
    ['「パンフレット」と「リーフレット」は同じ説明（一覧化・相談窓口）が付いていて、同じものを指すようです。']
    >>> told("two-names", "「孤独・孤立を考える」フォーラムを開いた。\\n\\n孤独・孤立を考える講演会について話した。")
    ['「孤独・孤立を考える講演会」と「孤独・孤立を考えるフォーラム」は、同じものの二つの名のようです。']
    >>> told("two-names", "相談窓口の一覧化をリーフレットで行い、食事の会のパンフレットを作った。")
    []
    """
    for names in SYNONYMS:
        found = {name: _mentions(document, name) for name in names}
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                yield from _same_thing(one, found[one], other, found[other])


@dataclass(frozen=True)
class Mention:
    """A place where a thing is named: its block, the kanji compounds around it, and the characters before it."""

    at: Span
    words: frozenset[str]
    before: str


def _mentions(document: Document, name: str) -> list[Mention]:
    mentions = []
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in re.finditer(rf"(?<![ァ-ヶー]){name}(?![ァ-ヶー])", text):
            around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
            words = frozenset(WORD.findall(around.replace(name, " ")))
            before = re.sub("[「」『』]", "", text[max(0, match.start() - NEAR) : match.start()])[-TITLE:]
            mentions.append(Mention(span(document, number, *match.span()), words, before))
    return mentions


def _same_thing(name: str, mentions: list[Mention], variant: str, others: list[Mention]) -> Iterator[Remark]:
    for other in others:
        for one in mentions:
            if len(one.before) == TITLE and one.before == other.before and one.at.block != other.at.block:
                message = (
                    f"「{other.before}{variant}」と「{one.before}{name}」は、同じものの二つの名のようです。"
                )
                yield Remark(other.at, message, (one.at,))
                return
    blocks = {mention.at.block for mention in mentions}
    if any(other.at.block in blocks for other in others):
        return
    pairs = [(one.words & other.words, other.at, one.at) for one in mentions for other in others]
    shared, at, there = max(
        pairs, key=lambda pair: (len(pair[0]), -pair[1].block), default=(frozenset(), None, None)
    )
    if len(shared) >= 2 and sum(map(len, shared)) >= 6:
        told = "・".join(sorted(shared)[:4])
        message = f"「{variant}」と「{name}」は同じ説明（{told}）が付いていて、同じものを指すようです。"
        yield Remark(at, message, (there,))


@rule(
    "quotation-differs",
    "warning",
    "同じ題の「」の位置が違う",
    "題名・名称は一つの書き方で（「公用文作成の考え方」Ⅲ-1）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_quotations(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("quotation-differs", "「孤独・孤立を考える」フォーラムを開いた。\\n\\n①「孤独・孤立」を考えるフォーラム開催")
    ['「孤独・孤立」を考えるフォーラム は、ほかでは「孤独・孤立を考える」フォーラム と書かれています。']
    >>> told("quotation-differs", "「孤独・孤立を考える」会を開いた。\\n\\n「孤独・孤立」について考える会を開いた。")
    []
    """
    seen: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        for match in re.finditer(r"「([^「」]{3,20})」([^「」、。()\s]{3,16})", block.folded.text):
            at = span(document, number, *match.span())
            seen[match.group(1)[:3]].append((match.group(), at))
    known: set[tuple[str, str]] = set()
    for found in seen.values():
        for place, (text, at) in enumerate(found):
            for before, there in found[:place]:
                title = _same_title(before, text)
                if title and not {title, title[::-1]} & known:
                    known.add(title)
                    yield Remark(at, f"{title[1]} は、ほかでは{title[0]} と書かれています。", (there,))


def _same_title(one: str, other: str) -> tuple[str, str] | None:
    """The two with their brackets in different places, cut where they stop being the same."""
    plain, against = (re.sub("[「」]", "", text) for text in (one, other))
    length = next(
        (n for n, (a, b) in enumerate(zip(plain, against, strict=False)) if a != b),
        min(len(plain), len(against)),
    )
    ends = (one.index("」") - 1, other.index("」") - 1)
    if ends[0] == ends[1] or length < max(ends) + 3:
        return None
    cut = re.match(r"[ァ-ヶー]*|[一-龠]*", plain[max(ends) :]).end() + max(ends)
    cut = min(cut, length)
    return one[: cut + 2], other[: cut + 2]
