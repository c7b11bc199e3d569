"""Others' words: a mistake in them is theirs. A person looks at it, but it stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from helpers.proofread.document import Document
from helpers.proofread.found import Found

APPENDICES = re.compile(r"付録[AB]\s*(?:根拠一覧|原典の記載との相違と処理)")  # of this workbook's own reports


def mark_quotations(document: Document) -> Document:
    """What the appendices of evidence and of corrections hold are others' words, mistakes and all."""
    blocks = [
        replace(block, kind="quote") if any(map(APPENDICES.match, block.section)) else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def is_quoted(item: Found, document: Document) -> bool:
    return bool(document.blocks) and document.blocks[item.at.span.block].kind == "quote"


def soften(item: Found) -> Found:
    """An error becomes a warning."""
    return replace(item, severity="warning") if item.severity == "error" else item


def soften_quoted(found: Iterable[Found], document: Document) -> Iterator[Found]:
    return (soften(item) if is_quoted(item, document) else item for item in found)
