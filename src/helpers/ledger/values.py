"""What a figure is worth: known, blank (None: not received) or not to be told (<NA>: not readable, not published)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.facts import Value
from helpers.findings import Place
from helpers.raw import RawInputs


def is_known(value: object) -> bool:
    """Whether there is a value at all: not None, <NA>, NaN or an empty text."""
    return value is not None and not pd.isna(value) and value != ""


def held_value(raw: RawInputs, value: Value | None, *places: Place) -> Value | None:
    """The value; where there is none, <NA> if what stands at one of its places could not be read, None if all is blank."""
    if is_known(value):
        return value
    refused = (f.place for f in raw.findings.items if f.severity == "error" and f.given)
    return pd.NA if any(place in places for place in refused) else None


def sum_held(raw: RawInputs, parts: Iterable[Sequence]) -> int | None:
    """The sum of (value, place); as in `held_value`, unknown as soon as one part is."""
    parts = list(parts)
    return held_value(raw, total(value for value, _ in parts), *(place for _, place in parts))


def total(values: Iterable[object]) -> int | None:
    """The sum of counts or amounts; None as soon as one of them is not known: blank is not zero."""
    values = list(values)
    return sum(map(int, values)) if all(map(is_known, values)) else None


def whole(value: object) -> int | float:
    """A count as int, a weighted one as it is; <NA> where it is not known."""
    if not is_known(value):
        return pd.NA
    return int(value) if float(value).is_integer() else float(value)
