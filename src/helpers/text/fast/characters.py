"""Janome's character classes and unknown words (janome/sysdic/chardef.py, unknowns.py) as arrays."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.text.fast.trie import CODE_POINTS

GROUPING = 1024  # Tokenizer's max_unknown_length


class Unknown(NamedTuple):
    """Characters and unknown words.

    `group` uint8: code point -> group of characters that belong to the same kinds; the kinds of group g are
    `kinds[kind_of[g]:kind_of[g + 1]]`, in order; `members` int32: bit k is set where kind k takes the group in.
    `traits`, three columns, one row a kind and one to close: whether its words begin although one of the dictionary
    does, how many more characters a word takes in, its first row in `words` (three columns: left, right, cost).
    """

    group: np.ndarray
    kind_of: np.ndarray
    kinds: np.ndarray
    members: np.ndarray
    traits: np.ndarray
    words: np.ndarray


def read_unknown(dictionary) -> Unknown:
    """From Janome's system dictionary; what it does not keep in a table is asked of its own methods."""
    names = list(dictionary.unknowns)
    group, groups = _group_characters(dictionary)
    kinds = [[names.index(kind) for kind in found] for found in groups]
    members = [sum(1 << k for k, kind in enumerate(names) if _takes_in(found, kind)) for found in groups]
    traits = [(dictionary.unknown_invoked_always(name), _reach(dictionary, name)) for name in names]
    ends = _ends([dictionary.unknowns[name] for name in names])
    words = [row[:3] for rows in dictionary.unknowns.values() for row in rows]
    closed = [(*trait, end) for trait, end in zip([*traits, (0, 0)], ends, strict=True)]
    lists = (_ends(kinds), list(itertools.chain.from_iterable(kinds)), members, closed, words)
    return Unknown(group, *(np.array(numbers, dtype=np.int32) for numbers in lists))


def list_parts_of_speech(dictionary) -> list[str]:
    """Part of speech of each row of unknown words, in the order of `Unknown.words`."""
    return [row[3] for rows in dictionary.unknowns.values() for row in rows]


def _group_characters(dictionary) -> tuple[np.ndarray, list[dict[str, list[str]]]]:
    """Group of each code point, and the kinds of each group, in order, with those that they are compatible with."""
    spans = dictionary.char_ranges
    edges = {0, CODE_POINTS, *(ord(span["from"]) for span in spans), *(ord(span["to"]) + 1 for span in spans)}
    group, groups = np.zeros(CODE_POINTS, dtype=np.uint8), {}
    for begin, end in itertools.pairwise(sorted(edges)):
        kinds = dictionary.get_char_categories(chr(begin))
        name = tuple((kind, tuple(compatible)) for kind, compatible in kinds.items())
        group[begin:end] = groups.setdefault(name, (len(groups), kinds))[0]
    return group, [kinds for _, kinds in groups.values()]


def _takes_in(kinds: dict[str, list[str]], kind: str) -> bool:
    return kind in kinds or any(kind in compatible for compatible in kinds.values())


def _reach(dictionary, name: str) -> int:
    return GROUPING if dictionary.unknown_grouping(name) else dictionary.unknown_length(name)


def _ends(lists: Sequence[Sequence]) -> list[int]:
    """Where each list begins in all of them together, and where the last one ends."""
    return [0, *itertools.accumulate(map(len, lists))]
