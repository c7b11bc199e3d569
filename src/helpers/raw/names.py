"""Nearest known names, for remedies, and digits in the wrong width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")


def is_one_edit_away(one: str, other: str) -> bool:
    """True when one character was replaced, added or dropped: 保険予防課, 保健予防課."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def nearest_name(given: str, known: Iterable[str]) -> str:
    """The known name that was probably meant (same after NFKC, one edit away, or alike), or ""."""
    names = list(known)
    plain = fold_width(given)
    same = [name for name in names if fold_width(name) == plain]
    near = same or [name for name in names if is_one_edit_away(name, given)]
    return (near or get_close_matches(given, names, n=1, cutoff=0.75) or [""])[0]


def fold_width(text: str) -> str:
    """NFKC without blanks: for comparing only, never stored."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def half_width_number(text: str) -> str:
    """The half-width form of a number written with full-width digits, else "": １１０ -> 110."""
    plain = fold_width(text)
    return plain if plain != text.strip() and NUMBER.fullmatch(plain.replace(",", "")) else ""


def suggest(given: str, known: Iterable[str]) -> str:
    """Sentence that offers the nearest known name, or ""."""
    name = nearest_name(given, known)
    return f"「{name}」の誤りではありませんか。" if name else ""
