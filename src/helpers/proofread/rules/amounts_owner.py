"""One figure under two labels: plays of a channel that are those of one film."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.labelled import Labelled, labelled_of
from helpers.proofread.extract.measured import measured
from helpers.proofread.registry import Context, Remark, rule

WHOLES = {"再生数": ("チャンネル", "動画"), "表示数": ("アカウント", "投稿")}  # label -> (whole, part)
AROUND = 40  # characters before a figure in which its owner stands


@rule(
    "figure-two-labels",
    "warning",
    "一つの数値に、全体と一部の二つの見出しが付いている",
    "同じ数値どうしの突合（チャンネルの再生数と動画の再生数、アカウントの表示数と投稿の表示数）",
    precision=measured(1, 1, "報告書1"),
)
def check_owners(document: Document, context: Context) -> Iterator[Remark]:
    """The plays of a channel are not those of one of its films.

    Source: comparison of figures that are the same.

    >>> told("figure-two-labels", "YouTubeチャンネルの再生数：279回\\n\\n公開した動画は、1週間で279回再生された。")
    ['279回は、ここではチャンネルの再生数ですが、ほかでは動画の再生数です。']
    >>> told("figure-two-labels", "YouTubeチャンネルの再生数：5,120回\\n\\nチャンネルで公開した動画は279回再生された。")
    []
    """
    for label, (whole, part) in WHOLES.items():
        figures = [found for found in labelled_of(document, context) if found.label == label]
        for one in figures:
            is_quoted = document.blocks[one.quantity.block].kind == "quote"
            if is_quoted or _owner(document, one, whole, part) != whole:
                continue
            same = [other for other in figures if other.quantity.value == one.quantity.value]
            parts = [other for other in same if _owner(document, other, whole, part) == part]
            if parts:
                message = f"{one.quantity.value:,}回は、ここでは{whole}の{label}ですが、ほかでは{part}の{label}です。"
                related = tuple(span_of(document, other.quantity) for other in parts)
                yield Remark(span_of(document, one.quantity), message, related, f"{part}の{label}に揃える")


def _owner(document: Document, found: Labelled, whole: str, part: str) -> str:
    """The last of the two words before a figure: XのYouTubeチャンネルの再生数, チャンネルで公開した動画は279回."""
    text = document.blocks[found.quantity.block].folded.text
    words = re.findall(f"{whole}|{part}", text[max(found.quantity.start - AROUND, 0) : found.quantity.start])
    return words[-1] if words else ""
