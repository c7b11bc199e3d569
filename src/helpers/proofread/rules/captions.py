"""Captions of figures and tables: numbers that some lack, that are doubled, titles that differ from the table's head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import likeness, whole
from helpers.proofread.registry import Context, Remark, rule

CAPTION = re.compile(
    r"\s*(図表|図|表|写真|別表|別図)\s*([0-9０-９]+(?:[-－‐.．][0-9０-９]+)*)?[\s.．:：　]*(.*)", re.DOTALL
)
SOURCE = "図表には番号と題を付ける（JIS Z 8301:2019 の図・表の規定）"


@dataclass(frozen=True)
class Caption:
    word: str
    number: str
    title: str
    at: Span


def captions_of(context: Context) -> list[Caption]:
    return context.once("captions", lambda: _collect(context.document))


def _collect(document: Document) -> list[Caption]:
    captions = []
    for number, block in enumerate(document.blocks):
        is_caption = block.kind == "caption" and "参照" not in block.text
        match = CAPTION.fullmatch(block.text) if is_caption else None
        if match:
            word, figure, title = match.groups()
            captions.append(Caption(word, figure or "", title.strip(), whole(document, number)))
    return captions


@rule(
    "caption-number",
    "warning",
    "図表に番号がない、または番号が重なる",
    SOURCE,
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_caption_numbers(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("caption-number", "図表1 年代\\n\\n述べる。\\n\\n図表 性別\\n\\n述べる。")
    ['ほかの図表には番号がありますが、「図表 性別」にはありません。']
    >>> told("caption-number", "図表1 年代\\n\\n述べる。\\n\\n図表1 性別\\n\\n述べる。")
    ['図表1が二つあります。']
    >>> told("caption-number", "図表1 年代\\n\\n述べる。\\n\\n図表2 性別\\n\\n述べる。")
    []
    """
    captions = captions_of(context)
    seen: dict[tuple[str, str], Caption] = {}
    for caption in captions:
        numbered = next((other for other in captions if other.word == caption.word and other.number), None)
        if not caption.number and numbered:
            message = f"ほかの{caption.word}には番号がありますが、「{caption.word} {caption.title}」にはありません。"
            yield Remark(caption.at, message, (numbered.at,))
        elif caption.number:
            other = seen.setdefault((caption.word, caption.number), caption)
            if other is not caption and other.title != caption.title:
                yield Remark(caption.at, f"{caption.word}{caption.number}が二つあります。", (other.at,))


@rule(
    "caption-unnumbered",
    "style",
    "図表に番号がなく、本文から指せない",
    SOURCE,
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_unnumbered(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("caption-unnumbered", "図表 年代\\n\\n述べる。\\n\\n図表 性別\\n\\n述べる。\\n\\n図表 職業\\n\\n述べる。")
    ['図表3点のどれにも番号がありません。']
    >>> told("caption-unnumbered", "図表1 年代\\n\\n述べる。\\n\\n図表2 性別\\n\\n述べる。\\n\\n図表3 職業\\n\\n述べる。")
    []
    """
    captions = captions_of(context)
    if len(captions) >= 3 and not any(caption.number for caption in captions):
        message = f"{captions[0].word}{len(captions)}点のどれにも番号がありません。"
        yield Remark(
            captions[0].at, message, tuple(caption.at for caption in captions[1:]), "通し番号を付ける"
        )


@rule(
    "caption-title",
    "warning",
    "図表の題と、その表の頭の題が少しだけ違う",
    "一つのものを一つの名で呼ぶ（「公用文作成の考え方」Ⅲ-1）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_titles(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("caption-title", "図表 実施概要\\n\\n開催概要\\n\\n開催日時：2月6日")
    ['図表の題「実施概要」と、すぐ下の「開催概要」が違います。']
    >>> told("caption-title", "図表 実施概要\\n\\n実施概要\\n\\n開催日時：2月6日")
    []
    """
    for caption in captions_of(context):
        below = caption.at.block + 1
        if below >= len(document.blocks):
            continue
        head = document.blocks[below].folded.text
        same_end = (
            len(head) >= 4 and head[-2:] == caption.title[-2:] and abs(len(head) - len(caption.title)) <= 2
        )
        if same_end and len(head) <= 12 and 0.3 <= likeness(head, caption.title) < 1:
            message = f"図表の題「{caption.title}」と、すぐ下の「{head}」が違います。"
            yield Remark(caption.at, message, (whole(document, below),))
