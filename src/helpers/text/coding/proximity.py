"""Phrases, near() and seq(): where words stand to each other, by KH Coder's own procedure.

near.pm and sequence.pm of KH Coder 3 take each occurrence of a word as a start, unless the next occurrence of any of
the words is the same word. From there on they look at what follows in the same unit: at most `limit` tokens may lie
between one word that is new and the next, and with b or d all must stand in the start's sentence or paragraph. Each
start from which all words are found counts one. Particles, marks and every other token count as tokens.
"""

from __future__ import annotations

import numpy as np

from helpers.text.coding.nodes import Near, Phrase
from helpers.text.coding.units import CodingUnits


def count_phrase(units: CodingUnits, phrase: Phrase) -> np.ndarray:
    """How often the words follow each other without another token between them, per unit."""
    starts: np.ndarray | None = None
    for offset, word in enumerate(phrase.parts):
        tokens = units.find_tokens(units.find_rows(word)) - offset
        starts = tokens if starts is None else np.intersect1d(starts, tokens, assume_unique=True)
    last = len(phrase.parts) - 1
    same = starts[(starts >= 0) & (starts + last < len(units.unit))]
    return units.count_tokens(same[units.unit[same] == units.unit[same + last]])


def count_near(units: CodingUnits, near: Near) -> np.ndarray:
    """How many starts lead to all words, per unit."""
    tokens, words = _find_occurrences(units, near)
    if not len(tokens):
        return np.zeros(len(units), dtype=np.int64)
    scope = {"b": units.sentence, "d": units.paragraph}.get(near.scope, units.unit)[tokens]
    unit = units.unit[tokens]
    if len(near.parts) == 2:
        hits = _match_pairs(near, tokens, words, unit, scope)
    else:
        hits = [n for n in range(len(tokens)) if _reaches_all(near, n, tokens, words, unit, scope)]
    return np.bincount(unit[hits], minlength=len(units))


def _find_occurrences(units: CodingUnits, near: Near) -> tuple[np.ndarray, np.ndarray]:
    """Tokens, in order, and which word each is; only of units that have all words.

    A token that two words stand for is the later one's, as in KH Coder.
    """
    word_of_row = np.full(len(units.entries), -1, dtype=np.int64)
    for number, word in enumerate(near.parts):
        word_of_row[units.find_rows(word)] = number
    tokens = units.find_tokens(np.flatnonzero(word_of_row >= 0))
    words = word_of_row[units.entry[tokens]]
    complete = np.ones(len(units), dtype=bool)
    for number in range(len(near.parts)):
        complete &= units.count_tokens(tokens[words == number]) > 0
    kept = complete[units.unit[tokens]]
    return tokens[kept], words[kept]


def _match_pairs(
    near: Near, tokens: np.ndarray, words: np.ndarray, unit: np.ndarray, scope: np.ndarray
) -> np.ndarray:
    """Of two words a start is an occurrence whose next one is the other word."""
    hits = (words[:-1] != words[1:]) & (unit[:-1] == unit[1:]) & (scope[:-1] == scope[1:])
    if near.limit:
        hits &= np.diff(tokens) <= near.limit
    if near.ordered:
        hits &= words[:-1] == 0
    return np.flatnonzero(hits)


def _reaches_all(
    near: Near, start: int, tokens: np.ndarray, words: np.ndarray, unit: np.ndarray, scope: np.ndarray
) -> bool:
    if near.ordered and words[start] != 0:
        return False
    if start + 1 < len(words) and words[start] == words[start + 1]:
        return False
    found: list[int] = []
    before = tokens[start]
    for n in range(start, len(tokens)):
        too_far = near.limit and tokens[n] - before > near.limit
        if unit[n] != unit[start] or scope[n] != scope[start] or too_far:
            return False
        if words[n] == len(found) if near.ordered else words[n] not in found:
            found.append(words[n])
            before = tokens[n]
        if len(found) == len(near.parts):
            return True
    return False
