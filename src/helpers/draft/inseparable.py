"""Choices that hold the separator themselves: parts of joined cells that never stand without each other."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from dataclasses import dataclass, field

from helpers.draft.precedence import Cells

Pair = tuple[str, str]
CHANCE = 1e-6  # that free choices would stand together as often


@dataclass
class Together:
    """Answers per part, per pair of neighbours, and per cell that holds nothing but a pair; parts named twice in a cell."""

    rows: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    pairs: Counter[Pair] = field(default_factory=Counter)
    alone: Counter[Pair] = field(default_factory=Counter)
    doubled: set[str] = field(default_factory=set)


def merge_inseparable(cells: Cells, texts: list[str], separator: str, weak: bool) -> Cells:
    """Cells in which ホームページ and SNS are one choice "ホームページ, SNS" where they always stand together.

    `weak` separators (commas, slashes) often stand within choices: there one part need only never stand without the
    other ("Married, spouse present"), if that is no chance. `texts` are the cells as received, for the blanks between.
    """
    while pairs := _find_inseparable(_count(cells), weak):
        glue = _find_glue(cells, texts, pairs, separator)
        cells = [(_join(parts, glue), n) for parts, n in cells]
    return cells


def _count(cells: Cells) -> Together:
    found = Together()
    for parts, n in cells:
        found.rows += n
        for part in parts:
            found.parts[part] += n
        found.doubled |= {part for part in parts if parts.count(part) > 1}
        for pair in itertools.pairwise(parts):
            found.pairs[pair] += n
        if len(parts) == 2:
            found.alone[(parts[0], parts[1])] += n
    return found


def _find_inseparable(found: Together, weak: bool) -> set[Pair]:
    pairs = {pair for pair, n in found.pairs.items() if pair[0] != pair[1] and _is_one(pair, n, found, weak)}
    heads = {one for one, _ in pairs}
    return {pair for pair in pairs if pair[1] not in heads} or pairs


def _is_one(pair: Pair, n: int, found: Together, weak: bool) -> bool:
    one, other = found.parts[pair[0]], found.parts[pair[1]]
    if one == other == n:
        return n >= 3 or (n == 2 and found.alone[pair] == 2)
    if one == n and pair[1] in found.doubled and n >= 3:
        return True  # A, B beside B: nobody chooses B twice
    free = other if one == n else one if other == n else 0
    return weak and 0 < free < found.rows and n * math.log(free / found.rows) < math.log(CHANCE)


def _find_glue(cells: Cells, texts: list[str], pairs: set[Pair], separator: str) -> dict[Pair, str]:
    """Pair -> how it stands in the first cell that holds it: Never married / single."""
    glue: dict[Pair, str] = {}
    for (parts, _), text in zip(cells, texts, strict=True):
        for pair in itertools.pairwise(parts):
            if pair in pairs and pair not in glue:
                pattern = rf"{re.escape(pair[0])}\s*{re.escape(separator)}\s*{re.escape(pair[1])}"
                raw = re.search(pattern, text)
                glue[pair] = raw[0] if raw else separator.join(pair)
    return glue


def _join(parts: list[str], glue: dict[Pair, str]) -> list[str]:
    joined, at = [], 0
    while at < len(parts):
        whole = glue.get((parts[at], parts[at + 1])) if at + 1 < len(parts) else None
        joined.append(whole or parts[at])
        at += 2 if whole else 1
    return joined
