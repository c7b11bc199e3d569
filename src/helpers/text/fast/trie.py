"""A set of words with their entries as plain arrays, searched by prefix: a trie in breadth-first order.

The children of a node stand side by side, sorted by character, and a node's number is its place in that order, so
that three arrays hold the whole: where the children of a node begin, the character that leads to a node, and where
the entries of a node begin. The first character is looked up directly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

CODE_POINTS = 0x110000


class Lexicon(NamedTuple):
    """Words and entries.

    `character` uint16: code point -> character number, 0 for one that no word has; `first` int32: character number
    -> node of the word's first character, 0 for none; `trie` int32, two columns, one row a node and one to close:
    its first child, its first entry; `label` uint16: see above; `rows` int32, four columns, one row an entry: left
    and right context number, cost, the entry's number in Janome. `most` int64: the most entries that can begin at
    one place of a text.
    """

    character: np.ndarray
    first: np.ndarray
    trie: np.ndarray
    label: np.ndarray
    rows: np.ndarray
    most: np.ndarray


def build_lexicon(surfaces: Sequence[str], rows: np.ndarray) -> Lexicon:
    """`rows` as in Lexicon (int64), one row a surface; surfaces may repeat, none is empty.

    Of two entries with the same surface, left and right only the cheaper, at equal cost the one with the lower
    number, can ever be on a best path: the other is left out.
    """
    words, which = np.unique(np.array(surfaces, dtype=object), return_inverse=True)
    letters, character = _number_characters(list(words))
    parent, label, last = _grow(letters)
    node, rows = _drop_dear(last[which], rows)
    ends = np.arange(len(parent) + 1)
    trie = np.column_stack([np.searchsorted(parent, ends), np.searchsorted(node, ends)])
    first = np.zeros(int(character.max()) + 1, dtype=np.int32)
    first[label[parent == 0]] = np.flatnonzero(parent == 0)
    most = _most_entries(parent, np.diff(trie[:, 1]))
    return Lexicon(character, first, _to_int32(trie), label, _to_int32(rows), most)


def _drop_dear(node: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Entries by node, left, right, cost, number; of those alike in the first three, the first."""
    order = np.lexsort((rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 0], node))
    node, rows = node[order], rows[order]
    kept = np.ones(len(node), dtype=bool)
    kept[1:] = (np.diff(node) != 0) | (np.diff(rows[:, :2], axis=0) != 0).any(axis=1)
    return node[kept], rows[kept]


def _to_int32(numbers: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(numbers, dtype=np.int32)


def _number_characters(words: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Matrix of character numbers, one row a word, filled up with 0; and the number of each code point."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype="<u4")
    character = np.zeros(CODE_POINTS, dtype=np.uint16)
    known = np.unique(codes)
    character[known] = np.arange(1, len(known) + 1)
    lengths = np.array([len(word) for word in words], dtype=np.int64)
    letters = np.zeros((len(words), int(lengths.max(initial=1))), dtype=np.uint16)
    letters[np.arange(letters.shape[1]) < lengths[:, None]] = character[codes]
    return letters, character


def _grow(letters: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parent and label of each node (the root is 0, its own parent -1), and the node at which each word ends.

    The words are sorted, as code points are: so are their character numbers.
    """
    count, parents, labels = 1, [np.array([-1])], [np.array([0])]
    at, last = np.zeros(len(letters), dtype=np.int64), np.zeros(len(letters), dtype=np.int64)
    differs = np.ones(len(letters), dtype=bool)
    differs[1:] = False
    for column in letters.T:
        differs[1:] |= column[1:] != column[:-1]
        there = column > 0
        new = there & differs
        parents.append(at[new])
        labels.append(column[new])
        at = np.where(there, count - 1 + np.cumsum(new), at)
        last = np.where(there, at, last)
        count += int(new.sum())
    return np.concatenate(parents), np.concatenate(labels).astype(np.uint16), last


def _most_entries(parent: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The largest number of entries on a way from the root."""
    rows = own.astype(np.int64)
    for _ in range(64):
        above = np.where(parent > 0, parent, 0)
        longer = own + np.where(parent > 0, rows[above], 0)
        if (longer == rows).all():
            break
        rows = longer
    return np.array([rows.max(initial=0)], dtype=np.int64)
