"""Round steps of scales and classes: 1, 2, 5 times a power of ten."""

from __future__ import annotations

from math import ceil, floor, log10

from helpers.numerals import number_text

NEARLY = 1e-9


def round_step(width: float) -> float:
    """The next of 1, 2, 5 times a power of ten: 3.2 -> 5, 0.02 -> 0.02."""
    power = floor(log10(width))
    return next(_scaled(f, power) for f in (1, 2, 5, 10) if _scaled(f, power) >= width * (1 - NEARLY))


def next_step(width: float) -> float:
    """1 -> 2 -> 5 -> 10."""
    return round_step(width * 1.5)


def _scaled(factor: int, power: int) -> float:
    return float(f"{factor}e{power}")


def round_ticks(low: float, high: float, parts: int = 4) -> list[tuple[float, str]]:
    """About `parts` + 1 round values around low to high, with their texts: (2.0, "2.0"), (2.5, "2.5"), …"""
    step = round_step(max(high - low, abs(high) * 0.1, 0.01) / parts)
    first, last = floor(low / step + NEARLY), ceil(high / step - NEARLY)
    last = max(last, first + 1)
    decimals = max(0, -floor(log10(step) + NEARLY))
    values = [round(i * step, 12) for i in range(first, last + 1)]
    return [(value, number_text(value, decimals)) for value in values]
