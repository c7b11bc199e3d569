"""A user dictionary as arrays, read from what Janome itself makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack

import numpy as np

from helpers.text.fast.trie import Lexicon, build_lexicon

DEAREST = 1_000_000  # 1,024 nodes of this cost stay below Janome's bound of 2^31 - 1
FINAL, LAST = 1, 2  # flags of an arc (janome/fst.py)


def read_user(dictionary, contexts: int) -> Lexicon | None:
    """From Janome's UserDictionary (None: no words); None where only Janome can say what it means.

    That is: empty words, costs beyond 1,000,000, context numbers that the system dictionary (`contexts` of them)
    does not have, words that its automaton does not hold as they are written.
    """
    if dictionary is None:
        return build_lexicon([], np.empty((0, 4), dtype=np.int64))
    held = [(key.decode(), unpack("I", number)[0]) for key, number in _walk(dictionary)]
    rows = [(*dictionary.entries[number][1:4], number) for _, number in held]
    whole = all(key and key == dictionary.entries[number][0] for key, number in held)
    if not whole or not all(_is_usable(row, contexts) for row in rows):
        return None
    return build_lexicon([key for key, _ in held], np.array(rows, dtype=np.int64).reshape(-1, 4))


def _is_usable(row: tuple[int, ...], contexts: int) -> bool:
    left, right, cost, _ = row
    return 0 <= left < contexts and 0 <= right < contexts and abs(cost) <= DEAREST


def _walk(dictionary) -> Iterator[tuple[bytes, bytes]]:
    """(word, output) of every word that Matcher.run can find, arc by arc as it goes through them."""
    matcher = dictionary.matcher
    for data in matcher.dict_data:
        ways = [(0, b"", b"")]
        while ways:
            place, key, output = ways.pop()
            while place < len(data):
                flag, label, own, final, target, step = matcher.next_arc(data, place)
                if flag & FINAL:
                    yield from ((key, output + last) for last in final)
                else:
                    ways.append((place + target, key + bytes([label]), output + own))
                if flag & LAST:
                    break
                place += step
