"""Names of sheets as Excel takes them: at most 31 characters, none of []:*?/\\, no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpers.databook.plain import CONTROLS

FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]+")
LONGEST = 31


def build_sheet_names(names: Iterable[str]) -> list[str]:
    """survey_Q1_by_Q5 -> 01_survey_Q1_by_Q5: numbered in order, so that they are unique and easy to find.

    Excel counts UTF-16 units, and holds A and a for the same name; the number in front takes care of the latter.
    """
    names = list(names)
    digits = max(2, len(str(len(names))))
    return [_cut(f"{number:0{digits}}_{_plain(name)}") for number, name in enumerate(names, 1)]


def _plain(name: str) -> str:
    return FORBIDDEN.sub("_", CONTROLS.sub("_", name)).strip("_") or "table"


def _cut(name: str) -> str:
    while len(name.encode("utf-16-le")) // 2 > LONGEST:
        name = name[:-1]
    return name
