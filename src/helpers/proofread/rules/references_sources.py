"""What a report draws on without having told of it: opinions from an interview that is nowhere, a plan by half its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.names import names_of
from helpers.proofread.extract.terms import span, written_blocks
from helpers.proofread.registry import Context, Remark, rule

OCCASIONS = (
    "ヒアリング|インタビュー|聞き取り|ワークショップ|座談会|意見交換会|視察|パブリックコメント|グループワーク"
)
DRAWN = re.compile(
    rf"(?<![一-龠ァ-ヶー])(?P<occasion>{OCCASIONS})(?:調査)?(?:では?|において|から|の中で)(?:、|は)?"
    r"(?:[^。、]{0,8})(?:意見|声|要望|提案|課題)(?:が|も|の)?(?:出|挙|上が|寄せられ|聞かれ)"
)
SHORT_NAME = re.compile(
    r"「(?P<name>[一-龠ァ-ヶー・]{2,8}(?:計画|条例|要綱|大綱|会議|協議会|連絡会|委員会))」"
)


@rule(
    "source-unmentioned",
    "warning",
    "「ヒアリングで意見の出た」とあるのに、そのヒアリングの記載がない",
    "根拠は文書の中で示す（「公用文作成の考え方」Ⅰ-2 正確に書く）",
    precision="1/1（江東区の報告書。Debianの日本語文書ほか860万字では0件）",
)
def check_occasions(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("source-unmentioned", "ヒアリングで意見の出た医師等を巻き込む。\\n\\n会合を3回開いた。")
    ['「ヒアリング」での意見とありますが、「ヒアリング」についての記載がほかにありません。']
    >>> told("source-unmentioned", "ヒアリングで意見の出た医師等を巻き込む。\\n\\n5団体にヒアリングを行った。")
    []
    """
    for number, block in written_blocks(document):
        for match in DRAWN.finditer(block.folded.text):
            occasion = match["occasion"]
            if sum(other.folded.text.count(occasion) for other in document.blocks) == 1:
                message = (
                    f"「{occasion}」での意見とありますが、「{occasion}」についての記載がほかにありません。"
                )
                remedy = f"いつ、誰への{occasion}かを書くか、実際の場（会合など）の名に直してください。"
                yield Remark(span(document, number, *match.span()), message, (), remedy)


@rule(
    "short-name",
    "warning",
    "「」に入れた計画・会議の名が、文書のほかの箇所ではもっと長い",
    "一つのものを一つの名で呼ぶ（「公用文作成の考え方」Ⅲ-1）。略称は初出で示す",
    precision="1/1（江東区の報告書。Debianの日本語文書ほか860万字では0件）",
)
def check_short_names(document: Document, context: Context) -> Iterator[Remark]:
    """A name in brackets that is the end of just one longer name, and was not given as its short form.

    >>> told("short-name", "地域福祉計画の枠組みがある。\\n\\n将来は「福祉計画」に組み込む。")
    ['「福祉計画」は、ほかの箇所では「地域福祉計画」です。']
    >>> told("short-name", "地域福祉計画（以下「福祉計画」という。）の枠組み。\\n\\n「福祉計画」に組み込む。福祉計画の会。")
    []
    """
    places: dict[str, list] = {}
    for number, block in written_blocks(document):
        for match in SHORT_NAME.finditer(block.folded.text):
            places.setdefault(match["name"], []).append(span(document, number, *match.span()))
    for name, found in places.items():
        longer = _longer_names(name, context)
        is_given = any(re.search(rf"以下[、,]?「{name}」", block.folded.text) for block in document.blocks)
        if len(longer) == 1 and not is_given and not _stands_alone(name, document):
            long = next(iter(longer))
            message = f"「{name}」は、ほかの箇所では「{long}」です。"
            remedy = f"同じものなら「{long}」に揃えるか、初出で（以下「{name}」という。）と示してください。"
            yield Remark(found[0], message, (*longer[long], *found[1:]), remedy)


def _longer_names(name: str, context: Context) -> dict[str, tuple]:
    """Longer names that end in it -> their first places."""
    kinds = ("law", "body")
    return {
        other: tuple(place.at for place in places[:2])
        for kind in kinds
        for other, places in names_of(context, kind).items()
        if other.endswith(name) and other != name
    }


def _stands_alone(name: str, document: Document) -> bool:
    """Whether the short form also stands without brackets: then it is a name of its own."""
    pattern = re.compile(rf"(?<![一-龠ァ-ヶー「]){name}(?!」)")
    return any(pattern.search(block.folded.text) for block in document.blocks)
