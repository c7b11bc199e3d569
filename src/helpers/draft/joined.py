"""Cells that join several choices: the separator, the choices, their order, and what is その他 in own words."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from helpers.draft.columns import Column
from helpers.draft.inseparable import merge_inseparable
from helpers.draft.precedence import Cells, measure_order, sort_by_cells
from helpers.draft.sequences import is_other, tail_rank

SEPARATORS = {"\n": "改行", ";": "「;」", "；": "「；」", "|": "「|」", "\t": "タブ", ", ": "「, 」", ",": "「,」", "、": "「、」", "，": "「，」", "/": "「/」", "／": "「／」"}  # fmt: skip
STRONG = ("\n", ";", "；", "|", "\t")
OPENING, CLOSING = "（(「『［[【", "）)」』］]】"
BRACKET = re.compile(f"[{re.escape(OPENING)}]")
MOST = 100  # choices
MANY = 3000  # distinct cells
GAP = 3  # a choice is at least so many times as frequent as what people typed themselves


@dataclass(frozen=True)
class Joined:
    """What joined cells hold.

    `counts` choice -> respondents, in order; `typed` what is no choice; `in_order` whether the cells name them in one
    order; `is_ranking` every cell names all of them, in different orders; `together` always chosen together.
    """

    separator: str
    counts: dict[str, int]
    typed: dict[str, int] = field(default_factory=dict)
    in_order: bool = False
    is_ranking: bool = False
    together: list[str] = field(default_factory=list)
    holding: list[str] = field(default_factory=list)


def split_cell(text: str, separator: str) -> list[str]:
    """Parts of a cell; not inside brackets, and not at the comma of 1,000."""
    if separator not in (",", "，") and not BRACKET.search(text):
        return [plain for part in text.split(separator) if (plain := part.strip())]
    parts: list[str] = []
    for part in text.split(separator):
        if parts and (_is_open(parts[-1]) or _is_number_broken(parts[-1], part, separator)):
            parts[-1] += separator + part
        else:
            parts.append(part)
    return [plain for part in parts if (plain := part.strip())]


def _is_open(text: str) -> bool:
    """More brackets opened than closed, and one of the last is open: SLURM, PBS of (SLURM, PBS, LSF)."""
    depth = 0
    for char in text:
        depth = depth + 1 if char in OPENING else max(depth - 1, 0) if char in CLOSING else depth
    return depth > 0


def _is_number_broken(before: str, after: str, separator: str) -> bool:
    return separator in (",", "，") and before[-1:].isdigit() and bool(re.match(r"\d{3}(\D|$)", after))


def read_joined(column: Column) -> Joined | None:
    """The first separator under which the cells fall into recurring choices; None where there is none."""
    for separator in SEPARATORS:
        several = sum(
            int(n) for label, n in zip(column.labels, column.counts, strict=True) if separator in label
        )
        if several and (found := _read_with(column, separator)):
            return found
    return None


def _read_with(column: Column, separator: str) -> Joined | None:
    """Of very many distinct cells, the first must look like choices before all are read."""
    pairs = list(zip(column.labels, column.counts.tolist(), strict=True))
    if len(pairs) > MANY and _find_parts(pairs[:MANY], separator) is None:
        return None
    found = _find_parts(pairs, separator)
    return _build(*found, separator) if found else None


def _find_parts(
    pairs: list[tuple[str, int]], separator: str
) -> tuple[Cells, dict[str, int], dict[str, int]] | None:
    """(cells in parts, choices, what was typed) where the parts recur; else None."""
    cells = [(split_cell(label, separator), n) for label, n in pairs]
    if not any(len(parts) > 1 for parts, _ in cells):
        return None
    cells = merge_inseparable(cells, [label for label, _ in pairs], separator, separator not in STRONG)
    counts = Counter[str]()
    for parts, n in cells:
        for part in set(parts):
            counts[part] += n
    typed = _find_typed(cells, counts)
    if not any(len(parts) > 1 for parts, _ in cells) or not _recurs(cells, counts, typed, separator):
        return None
    return cells, {part: n for part, n in counts.items() if part not in typed}, typed


def _recurs(cells: Cells, counts: Counter[str], typed: dict[str, int], separator: str) -> bool:
    """Whether the parts are choices and not the clauses of free texts."""
    distinct, rows = len(counts), sum(n for _, n in cells)
    singles = sum(1 for n in counts.values() if n == 1)
    length = sum(len(part) * n for part, n in counts.items()) / max(sum(counts.values()), 1)
    rest = distinct - len(typed)
    if rest > MOST:
        return False
    single_share = (singles - sum(1 for n in typed.values() if n == 1)) / max(rest, 1)
    if separator not in STRONG:
        several = sum(n for parts, n in cells if len(parts) > 1)
        known = sum(
            n for parts, n in cells if len(parts) > 1 and all(counts[p] > 1 or p in typed for p in parts)
        )
        return known >= 0.8 * several and single_share <= 0.34 and rest >= 2 and length <= 40 and several >= 2
    if rows < 10:
        return (length <= 40 and singles < distinct) or (separator != "\n" and length <= 25)
    return single_share <= 0.5 and sum(n for part, n in counts.items() if n > 1) >= 0.75 * sum(
        counts.values()
    )


def _find_typed(cells: Cells, counts: Counter[str]) -> dict[str, int]:
    """Rare parts far below the rarest choice that stand last in their cells: what people typed under その他."""
    rows = sum(n for _, n in cells)
    limit = max(2, rows // 100)
    ranked = [n for _, n in counts.most_common()]
    cut = next(
        (n for n, after in itertools.pairwise(ranked) if after <= limit and n >= GAP * after and n > limit),
        None,
    )
    if cut is None:
        return {}
    if any(is_other(part) for part in counts):
        return {}  # the tool keeps the words apart
    rare = {part: n for part, n in counts.items() if n < cut and (tail_rank(part) < 2 or n <= 2)}
    followed = {part for parts, _ in cells for part in _before_choice(parts, rare)}
    return {part: n for part, n in rare.items() if part not in followed}


def _before_choice(parts: list[str], rare: dict[str, int]) -> list[str]:
    """The parts of a cell behind which a choice still follows: they are no own words, which stand last."""
    last = max((at for at, part in enumerate(parts) if part not in rare), default=-1)
    return parts[: max(last, 0)]


def _build(cells: Cells, counts: dict[str, int], typed: dict[str, int], separator: str) -> Joined:
    known = [([part for part in parts if part in counts], n) for parts, n in cells]
    agreement, pairs = measure_order(known)
    in_order = agreement >= 0.98 and pairs >= 10
    full = sum(n for parts, n in known if len(parts) == len(counts))
    is_ranking = len(counts) >= 3 and full >= 0.9 * sum(n for _, n in known) and agreement < 0.95
    order = sort_by_cells(known, counts) if in_order else sorted(counts, key=lambda part: -counts[part])
    return Joined(
        separator,
        {part: counts[part] for part in order},
        dict(sorted(typed.items(), key=lambda item: (-item[1], item[0]))),
        in_order,
        is_ranking,
        [],
        [part for part in order if separator in part],
    )
