"""Headings: titles that siblings share, numbers that are doubled or left out, sections with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.headings import Heading, headings_of, series_of_items
from helpers.proofread.extract.terms import likeness
from helpers.proofread.registry import Context, Remark, rule

SERIES = ("part", "number", "number-wide", "bracket-kana", "dotted", "dotted-wide")


@rule(
    "sibling-headings",
    "error",
    "並んだ見出しの題が同じ",
    "見出しは中身が分かるように付ける（「公用文作成の考え方」Ⅲ-4）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_siblings(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "（ア）準備段階\\n\\n会を設けた。\\n\\n（イ）設立段階\\n\\n始めた。\\n\\n（ウ）{}段階\\n\\n続けた。"
    >>> told("sibling-headings", text.format("設立"))
    ['見出し「（ウ）設立段階」は、並びの「（イ）設立段階」と題が同じです。']
    >>> told("sibling-headings", text.format("展開"))
    []
    """
    seen: dict[tuple, Heading] = {}
    for heading in headings_of(context):
        if not heading.number or len(heading.title) < 3:
            continue
        other = seen.setdefault((*heading.series, heading.title), heading)
        if other is not heading and other.number != heading.number:
            message = f"見出し「{heading.text}」は、並びの「{other.text}」と題が同じです。"
            yield Remark(heading.at, message, (other.at,))


@rule(
    "heading-number",
    "warning",
    "見出しの番号が重なる、または飛ぶ",
    "番号は順に、一つの段階に一つの系列",
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_numbers(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "1. 目的\\n\\n述べる。\\n\\n2. 方法\\n\\n述べる。\\n\\n{}. 結果\\n\\n述べる。"
    >>> told("heading-number", text.format(2)), told("heading-number", text.format(4))
    (['見出しの番号「2」が「2. 方法」と重なっています。'], ['見出しの番号が「2. 方法」の次で飛んでいます。'])
    >>> told("heading-number", text.format(3))
    []
    """
    last: dict[tuple, Heading] = {}
    for heading in headings_of(context):
        if heading.form not in SERIES or heading.value is None:
            continue
        before = last.get(heading.series)
        last[heading.series] = heading
        if before is None or before.title == heading.title:
            continue
        if before.value == heading.value:
            yield Remark(
                heading.at,
                f"見出しの番号「{heading.number}」が「{before.text}」と重なっています。",
                (before.at,),
            )
        elif before.value + 1 < heading.value <= before.value + 3 and not _is_between(
            document, before, heading
        ):
            yield Remark(heading.at, f"見出しの番号が「{before.text}」の次で飛んでいます。", (before.at,))


def _is_between(document: Document, before: Heading, after: Heading) -> bool:
    """Whether a number left out stands anywhere between the two: a heading that was not read as one."""
    missing = [before.number_of(value) for value in range(before.value + 1, after.value)]
    between = document.blocks[before.at.block + 1 : after.at.block]
    return any(number in block.folded.text for block in between for number in missing)


@rule(
    "heading-series",
    "warning",
    "見出しの番号が同じ形の二つの系列になっていて、一つの番号が二つの見出しを指す",
    "階層の違う見出しは番号の形で見分ける（「公用文作成の考え方」Ⅲ-4、付録の項目の細別）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_series(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "1. 全体\\n\\n述べる。\\n\\n{0}１．概要{1}\\n\\n述べる。\\n\\n{0}２．体制{1}\\n\\n述べる。\\n\\n2. 結果\\n\\n述べる。"
    >>> told("heading-series", text.format("", ""))
    ['番号の形が同じ見出しの系列が二つあり、1、2はそれぞれ二つの見出しを指します。']
    >>> told("heading-series", "1. 全体\\n\\n述べる。\\n\\n2. 結果\\n\\n述べる。\\n\\n（ア）概要\\n\\n述べる。")
    []
    """
    narrow = _first_of(headings_of(context), "number")
    wide = _first_of(headings_of(context), "number-wide")
    shared = [value for value in narrow if value in wide]
    if len(shared) >= 2:
        told = "、".join(map(str, shared))
        message = f"番号の形が同じ見出しの系列が二つあり、{told}はそれぞれ二つの見出しを指します。"
        places = [side[value].at for value in shared for side in (narrow, wide)]
        yield Remark(places[0], message, tuple(places[1:]), "下の階層を（1）やアなど、形の違う番号にする")


def _first_of(headings: list[Heading], form: str) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    for heading in headings:
        if heading.form == form and heading.value is not None:
            found.setdefault(heading.value, heading)
    return found


@rule(
    "empty-section",
    "warning",
    "見出しだけで中身がない",
    "見出しの下には内容を置く",
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_empty(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "1. 目的\\n\\n述べる。\\n\\n（ア）方法\\n\\n{}2. 結果\\n\\n述べる。"
    >>> told("empty-section", text.format("")), told("empty-section", text.format("述べる。\\n\\n"))
    (['見出し「（ア）方法」の下に何もありません。'], [])
    """
    if document.is_dump:
        return
    headings = headings_of(context)
    empty = [
        here.at.block + 1 == after.at.block and here.level >= after.level and _is_next(document, here, after)
        for here, after in pairwise(headings)
    ]
    for number, heading in enumerate(headings[:-1]):
        beside = empty[max(number - 1, 0) : number] + empty[number + 1 : number + 2]
        if empty[number] and not any(beside) and (heading.number or document.format != "html"):
            message = f"見出し「{heading.text}」の下に何もありません。"
            yield Remark(heading.at, message, (headings[number + 1].at,))


def _is_next(document: Document, here: Heading, after: Heading) -> bool:
    """No more than two lines between them, which hold something that is no text (a picture, a listing)."""
    lines = [document.blocks[heading.at.block].place(0)[0] for heading in (here, after)]
    return here.at.block > 0 and lines[1] - lines[0] <= 3


@rule(
    "item-name",
    "warning",
    "①②…と番号の付いた項目の名が、二つの場所で違う",
    "一つのものを一つの名で呼ぶ（「公用文作成の考え方」Ⅲ-1）",
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_item_names(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "①フォーラムの開催\\n\\n行う。\\n\\n②{}調査の実施\\n\\n行う。\\n\\n①フォーラムの開催\\n\\n詳しく。\\n\\n②団体調査の実施\\n\\n詳しく。"
    >>> told("item-name", text.format("NPO等の団体"))
    ['②の名が「団体調査の実施」と「NPO等の団体調査の実施」とで違います。']
    >>> told("item-name", text.format("団体"))
    []
    """
    series = series_of_items(context)
    for place, one in enumerate(series):
        for other in series[place + 1 :]:
            if not _is_same_list(one, other):
                continue
            for (mark, title, at), (_, before, there) in zip(other, one, strict=True):
                if _plain(title) != _plain(before):
                    yield Remark(at, f"{mark}の名が「{title}」と「{before}」とで違います。", (there,))


def _is_same_list(one: list[tuple[str, str, Span]], other: list[tuple[str, str, Span]]) -> bool:
    """As many items, and at least half of them alike."""
    if len(one) != len(other):
        return False
    alike = sum(likeness(_plain(a[1]), _plain(b[1])) >= 0.6 for a, b in zip(one, other, strict=True))
    return 2 * alike >= len(one)


def _plain(title: str) -> str:
    return "".join(character for character in title if character not in "「」『』 　・、。()（）")
