"""One sentence said twice with different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import span
from helpers.proofread.extract.topics import Topic, topics_of
from helpers.proofread.registry import Context, Remark, rule

SENTENCE = re.compile(r"[^。]{20,300}(?:。|$)")
FIGURE = re.compile(r"(?<![A-Za-z第#])\d[\d,]*(?:\.\d+)?(?!月|日|年|時|:|/|\))")
HEAD = re.compile(r"^[・•✓➢⚫●○◆■◼ ]+|^\(?\d{1,2}[.)] ?")
KANA = re.compile(r"[ぁ-ん]")
PART = 2  # levels of headings that make a part: title and chapter
FEW = 8  # hiragana that make a sentence of words


@rule(
    "repeated-sentence",
    "warning",
    "同じ文の数値が箇所によって違う",
    "文どうしの突合（数値のほかは同じ文）",
    precision="実在の文書で0/8（コード、記録、目次の行）。章の中の並びを外した後は測っていない",
)
def check_repeated(document: Document, context: Context) -> Iterator[Remark]:
    """A sentence that stands twice in the parts about one affair has the same numbers both times.

    Source: comparison of sentences that are alike but for their numbers; days, years and times are not numbers here,
    and sentences that stand three times or more, or twice in one section, are a form or a list, not a repetition.

    >>> told("repeated-sentence", REPEATED.format(279, 297))
    ['同じ文の数値が違います（279と297）。']
    >>> told("repeated-sentence", REPEATED.format(279, 279))
    []
    """
    topics = topics_of(document, context)
    seen: dict[tuple[Topic, str], list[tuple[Span, list[str]]]] = {}
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in (
            SENTENCE.finditer(text) if any(sign.isdigit() for sign in text) and block.table is None else ()
        ):
            sentence = HEAD.sub("", match.group())
            figures, frame = FIGURE.findall(sentence), FIGURE.sub("#", sentence)
            if 0 < len(figures) <= 3 and len(KANA.findall(frame)) >= FEW:
                at = span(document, number, *match.span())
                seen.setdefault((topics[number], frame), []).append((at, figures))
    for places in seen.values():
        if len(places) == 2 and places[0][1] != places[1][1] and _are_apart(document, places):
            yield _tell(places)


def _are_apart(document: Document, places: list[tuple[Span, list[str]]]) -> bool:
    """In two parts of the report: within one, such sentences are a list (4 points, 8 points) or notes on figures."""
    first, second = (document.blocks[span.block].section[:PART] for span, _ in places)
    return first != second


def _tell(places: list[tuple[Span, list[str]]]) -> Remark:
    (first, figures), (second, others) = places
    pairs = [pair for pair in zip(figures, others, strict=True) if pair[0] != pair[1]]
    shown = "、".join(f"{one}と{other}" for one, other in pairs)
    suggestion = "どちらが正しいか確かめ、一つにそろえてください。"
    return Remark(second, f"同じ文の数値が違います（{shown}）。", (first,), suggestion)


REPEATED = """1. フォーラム開催

アーカイブ動画については、配信後約1週間で、{}回再生された。

2. フォーラム開催

アーカイブ動画については、配信後約1週間で、{}回再生された。
"""
