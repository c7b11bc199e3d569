"""Sentences of a document, and how alike two of them are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.proofread.document import Block, Document, Span
from helpers.proofread.registry import Context

SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[」』)）】]*|\Z|(?=\n))")
WORD_END = re.compile(r"[一-龠々ァ-ヶー]")
MARK = re.compile(r"\A(?:[・•●○◆◇■□◼◻▪▫►▶➢➤✓✔☑⚫⚪⦁◎★☆♦💡]|[-*+–](?= )|[①-⑳]|[(]\d{1,2}[)])\s*")


@dataclass(frozen=True)
class Sentence:
    """A sentence, folded, without the mark of its bullet: block number, start and end in the folded text."""

    block: int
    start: int
    end: int
    text: str


def sentences_of(context: Context) -> list[Sentence]:
    """Every sentence of the document, in order.

    >>> from helpers.proofread.reading import document_of_text
    >>> context = Context(document_of_text("・ 会を開いた。 人が来た（5人）。"))
    >>> [sentence.text for sentence in sentences_of(context)]
    ['会を開いた。', '人が来た(5人)。']
    """
    return context.once("sentences", lambda: _collect(context.document))


def _collect(document: Document) -> list[Sentence]:
    sentences = []
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        mark = MARK.match(text)
        for match in SENTENCE.finditer(text, mark.end() if mark else 0):
            sentences.append(Sentence(number, match.start(), match.end(), match.group()))
    return sentences


def written_blocks(document: Document) -> Iterator[tuple[int, Block]]:
    """(number, block) without quotations, which stay as they were spoken or written."""
    return ((number, block) for number, block in enumerate(document.blocks) if block.kind != "quote")


def span(document: Document, block: int, start: int, end: int) -> Span:
    """The passage of the original of `start:end` of a block's folded text."""
    return Span(block, *document.blocks[block].folded.span(start, end))


def begins_word(block: Block, position: int) -> bool:
    """Whether a word begins at a character of the folded text: no kanji or katakana before it, or a blank that was
    folded away (司会　関谷亜矢子)."""
    if not position or not WORD_END.match(block.folded.text[position - 1]):
        return True
    place = block.folded.positions[position]
    return place > 0 and block.text[place - 1].isspace()


def whole(document: Document, block: int) -> Span:
    return Span(block, 0, len(document.blocks[block].text))


def unmarked(text: str) -> str:
    """A folded text without the mark of its bullet."""
    return MARK.sub("", text)


def bigrams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the bigrams, 0 to 1.

    >>> likeness("設立段階", "設立段階"), likeness("設立段階", "準備段階"), likeness("", "段階")
    (1.0, 0.3333333333333333, 0.0)
    """
    left, right = bigrams(one), bigrams(other)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0
