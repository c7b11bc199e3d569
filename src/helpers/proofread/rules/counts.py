"""Items announced against items listed: 次の3点, 「A」「B」の2つ, 3回開催 with #1 to #3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Block, Document, Span
from helpers.proofread.extract.dates import read_figure
from helpers.proofread.extract.headings import CIRCLED
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.terms import span
from helpers.proofread.registry import Context, Remark, rule

THINGS = "つ|点|項目|種類|か条|本柱|件|段階|分野|団体|区分|類型"
ANNOUNCED = re.compile(
    rf"(?:次|以下|下記)の(?P<number>\d{{1,2}}|[一二三四五六七八九十])(?:{THINGS})"
    r"(?:の[^。、]{1,12})?(?:である|です|であった|とする|が挙げられる|に(?:分け|整理|まとめ)[^。]{0,10}|を[^。]{0,12})?[。::]?$"
)
QUOTED = re.compile(
    r"(?P<items>(?:「[^「」]{1,40}」(?:、|・|,|と|及び|および|や|)?){2,})(?:の|という|といった|からなる)?(?P<number>\d{1,2})(?:つ|点|項目|種類)"
)
DOTTED = re.compile(
    r"(?:^|[、。「」])(?P<items>[^、。「」・\d]{1,12}(?:・[^、。「」・\d]{1,12})+)という(?P<number>\d{1,2})つ"
)
INLINE = re.compile(
    rf"(?P<number>\d{{1,2}})(?:{THINGS})[^。①]{{0,20}}[((:](?P<items>①[^()。]{{2,300}})[))。]"
)
HELD = re.compile(
    r"(?<!第)(?P<total>全|計|合計)?(?P<number>\d{1,2})回(?:の|にわたり|にわたって|にわたる)?(?P<verb>開催|実施|開か)(?!予定|目)"
)
SERIAL = re.compile(r"(?:#|第)(?P<number>\d{1,2})(?:回|$)")
MARKS = [
    re.compile(rf"(?P<circled>[{CIRCLED}])"),
    re.compile(r"\((?P<plain>\d{1,2})\)"),
    re.compile(r"(?P<plain>\d{1,2})[.)、](?!\d)"),
    re.compile(r"(?P<bullet>[・•●○◆■▪◦✓➢⚫-]) ?"),
]
REACH = 60  # blocks a list may take


@rule("items-announced", "warning", "予告した数と列挙した数が違う", "数え上げ", precision=NONE)
def check_announced(document: Document, context: Context) -> Iterator[Remark]:
    """After 次の3点である come three items; quoted names before 3つ are three; 3つ（①…②…③…） too. More ・ than
    items may be a compound (医療・福祉), fewer may not.

    Source: counting. A list counts only if it begins in the next block and its marks run on from 1.

    >>> told("items-announced", "課題は次の3点である。\\n\\n① 人材\\n\\n② 資金\\n\\n③ 場所\\n\\n④ 広報\\n\\nその他の文がここに続く。")
    ['3件と予告していますが、続く列挙は4件です。']
    >>> told("items-announced", "課題は次の3点である。\\n\\n① 人材\\n\\n② 資金\\n\\n③ 場所\\n\\nその他の文がここに続く。")
    []
    >>> told("items-announced", "この、地域・行政内部・地域と行政という4つの既存の連携と、医療・福祉・企業という2つの")
    ['4件としていますが、挙げているのは3件です。']
    >>> told("items-announced", "「地域」「行政」の3つ、「地域」、「行政」及び「企業」の3つ、3点（①人材、②資金）を挙げた。")
    ['3件としていますが、挙げているのは2件です。', '3件としていますが、挙げているのは2件です。']
    """
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        if match := ANNOUNCED.search(text):
            yield from _check_list(document, number, match)
        for match in [*QUOTED.finditer(text), *INLINE.finditer(text), *DOTTED.finditer(text)]:
            stated, listed = int(match["number"]), _count_inline(match["items"])
            if stated > listed or (stated < listed and match.re is not DOTTED):
                message = f"{stated}件としていますが、挙げているのは{listed}件です。"
                at = span(document, number, *match.span())
                yield Remark(at, message, (), "数か列挙を直してください。")


def _count_inline(items: str) -> int:
    if items.startswith("「"):
        return items.count("「")
    return sum(items.count(sign) for sign in CIRCLED) or items.count("・") + 1


def _check_list(document: Document, number: int, match: re.Match) -> Iterator[Remark]:
    stated, listed = (
        int(read_figure(match["number"])),
        _listed(document.blocks[number + 1 : number + 1 + REACH], document.is_dump),
    )
    if len(listed) > 1 and len(listed) != stated:
        message = f"{stated}件と予告していますが、続く列挙は{len(listed)}件です。"
        spans = [number + 1 + position for position in listed]
        related = tuple(Span(place, 0, min(len(document.blocks[place].text), 40)) for place in spans)
        yield Remark(span(document, number, *match.span()), message, related, "数か列挙を直してください。")


def _listed(blocks: tuple[Block, ...], is_dump: bool) -> list[int]:
    """Positions of the items of a list that begins at once; [] for none, or for bullets of a dump (which may be torn)."""
    pattern = next((found for found in MARKS if blocks and found.match(blocks[0].folded.text)), None)
    if pattern is None or (is_dump and "bullet" in pattern.groupindex):
        return []
    positions: list[int] = []
    for position, block in enumerate(blocks):
        match = pattern.match(block.folded.text)
        if match and "bullet" in pattern.groupindex:
            if match["bullet"] != pattern.match(blocks[0].folded.text)["bullet"]:
                break
            positions.append(position)
        elif match and _mark_number(match) == len(positions) + 1:
            positions.append(position)
        elif match or block.kind == "heading" or "bullet" in pattern.groupindex:
            break
    return positions


def _mark_number(match: re.Match) -> int:
    parts = match.groupdict()
    return CIRCLED.index(parts["circled"]) + 1 if parts.get("circled") else int(parts["plain"])


@rule(
    "times-held",
    "warning",
    "開催回数と各回の記載が合わない",
    "数え上げ（同じ見出しの中の #1、第1回 …）",
    precision=NONE,
)
def check_held(document: Document, context: Context) -> Iterator[Remark]:
    """Where a part says 3回開催 and lists #1, #2 ... (or 第1回, 第2回 ...), the last number is 3.

    Source: counting within one section; only where the list begins with 1 and has no gap.

    >>> told("times-held", "1. 会合\\n\\n計4回開催し、議論した。\\n\\n#1\\n\\n議題\\n\\n#2\\n\\n議題\\n\\n#3\\n\\n議題")
    ['4回としていますが、列挙は第1回から第3回までです。']
    >>> told("times-held", "1. 会合\\n\\n計3回の開催し、議論した。年4回開催する。\\n\\n#1\\n\\n議題\\n\\n#2\\n\\n議題\\n\\n#3\\n\\n議題")
    []
    """
    sections: dict[tuple[str, ...], list[int]] = {}
    for number, block in enumerate(document.blocks):
        sections.setdefault(block.section, []).append(number)
    for blocks in sections.values():
        serials = _serials(document, blocks)
        if len(serials) < 2 or sorted(serials) != list(range(1, max(serials) + 1)):
            continue
        yield from _check_times(document, blocks, serials)


def _serials(document: Document, blocks: list[int]) -> dict[int, int]:
    """Number -> block, of blocks that begin with #1 or 第1回."""
    found: dict[int, int] = {}
    for number in blocks:
        if match := SERIAL.match(document.blocks[number].folded.text):
            found.setdefault(int(match["number"]), number)
    return found


def _check_times(document: Document, blocks: list[int], serials: dict[int, int]) -> Iterator[Remark]:
    for number in blocks:
        folded = document.blocks[number].folded
        for match in HELD.finditer(folded.text):
            before = folded.text[max(match.start() - 6, 0) : match.start()]
            if not re.search(r"[年月週各毎約]|[~-]$", before) and int(match["number"]) != max(serials):
                message = f"{match['number']}回としていますが、列挙は第1回から第{max(serials)}回までです。"
                related = tuple(
                    Span(place, 0, min(len(document.blocks[place].text), 20)) for place in serials.values()
                )
                yield Remark(
                    span(document, number, *match.span()),
                    message,
                    related,
                    "回数か列挙を確かめてください。",
                )
