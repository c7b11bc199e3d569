"""Small pieces of Japanese that the sentences of the analyses share."""

from __future__ import annotations

from collections.abc import Sequence


def quote_first(names: Sequence[str], most: int = 4) -> str:
    """「福井」「土産」など: the first names; など where there are more."""
    return "".join(f"「{name}」" for name in names[:most]) + ("など" if len(names) > most else "")


def count_things(number: int) -> str:
    """3 -> 3つ; 11 -> 11個."""
    return f"{number:,}{'つ' if number < 10 else '個'}"


COUNTERS = {"回答": "件", "発言": "件", "文書": "件", "回答者": "人", "段落": "段落", "文": "文"}


def count_units(number: int, unit: str) -> str:
    """3, 回答 -> 3件; 3, 回答者 -> 3人; 3, 章 -> 3章."""
    return f"{number:,}{COUNTERS.get(unit, unit)}"


def name_units(number: int, unit: str) -> str:
    """3, 回答 -> 回答3件; 3, 文 -> 3文."""
    counter = COUNTERS.get(unit, unit)
    return f"{number:,}{unit}" if counter == unit else f"{unit}{number:,}{counter}"
