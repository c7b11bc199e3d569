"""Small pieces of Japanese that the sentences of the analyses share."""

from __future__ import annotations

from collections.abc import Sequence


def quote_first(names: Sequence[str], most: int = 4) -> str:
    """「福井」「土産」など: the first names; など where there are more."""
    return "".join(f"「{name}」" for name in names[:most]) + ("など" if len(names) > most else "")


def count_things(number: int) -> str:
    """3 -> 3つ; 11 -> 11個."""
    return f"{number:,}{'つ' if number < 10 else '個'}"
