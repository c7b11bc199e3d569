"""What is found in the blocks of a document: collected in order, by block, in runs of what is close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from helpers.proofread.document import Document

T = TypeVar("T")


def in_blocks(document: Document, find: Callable[[str, int], Iterable[T]]) -> list[T]:
    """What `find` (folded text, block number) finds in every block, in order."""
    return [
        found for number, block in enumerate(document.blocks) for found in find(block.folded.text, number)
    ]


def by_block(found: Iterable[T]) -> dict[int, list[T]]:
    """Block number -> what was found in it (things with `block`), in order."""
    blocks: dict[int, list[T]] = {}
    for item in found:
        blocks.setdefault(item.block, []).append(item)
    return blocks


def runs_of(items: Iterable[T], block_of: Callable[[T], int], apart: int) -> Iterator[list[T]]:
    """Items close to each other: from one to the next not more than `apart` blocks.

    >>> list(runs_of([1, 2, 9, 10], int, 3))
    [[1, 2], [9, 10]]
    """
    run: list[T] = []
    for item in items:
        if run and block_of(item) - block_of(run[-1]) > apart:
            yield run
            run = []
        run.append(item)
    if run:
        yield run
