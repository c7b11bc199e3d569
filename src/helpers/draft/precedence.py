"""The order of the questionnaire, read from the order in which joined cells name the choices."""

from __future__ import annotations

from collections import Counter

Cells = list[tuple[list[str], int]]


def count_precedence(cells: Cells) -> Counter[tuple[str, str]]:
    """(earlier, later) -> respondents whose cell names them in this order."""
    before = Counter[tuple[str, str]]()
    for parts, n in cells:
        for at, one in enumerate(parts):
            for other in parts[at + 1 :]:
                before[(one, other)] += n
    return before


def measure_order(cells: Cells) -> tuple[float, int]:
    """(share of pairs that stand in the majority's order, number of pairs); (1.0, 0) without pairs."""
    before = count_precedence(cells)
    total = sum(before.values())
    against = sum(min(n, before[(other, one)]) for (one, other), n in list(before.items())) / 2
    return (1 - against / total, total) if total else (1.0, 0)


def sort_by_cells(cells: Cells, counts: dict[str, int]) -> list[str]:
    """Each choice after those that stand before it in most cells; the more frequent first where nothing decides."""
    before = count_precedence(cells)
    left, order = sorted(counts, key=lambda part: -counts[part]), []
    while left:

        def waits(part: str) -> int:
            return sum(before[(other, part)] > before[(part, other)] for other in left)

        first = min(left, key=lambda part: (waits(part), left.index(part)))
        order.append(first)
        left.remove(first)
    return order
