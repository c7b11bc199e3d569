"""The names that the header rows of a received sheet give to its columns, one of its own for each."""

from __future__ import annotations

from collections import Counter

from helpers.raw.forms import fill_merged, fill_right, join_header
from helpers.raw.grid import Area
from helpers.raw.header import Header


def name_columns(top: list[list[str]], header: Header, merged: tuple[Area, ...] | None) -> list[str]:
    """One name a column, the levels joined by " / "; "" where nothing names it.

    Merged cells hold over their area; where no cell is merged, the value at the left holds over the blanks.
    """
    width = max(map(len, top), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in top[: header.body]]
    areas = [
        area
        for area in merged or ()
        if area[1] > header.first and area[3] <= header.body and area[2] <= width
    ]
    fill_merged(rows, areas)
    rows = rows[header.first :]
    wide = any(area[2] > area[0] for area in areas)
    names = join_header(rows if wide else fill_right(rows))
    return [*names, *[""] * (width - len(names))][: header.width]


def make_unique(names: list[str]) -> list[str]:
    """Later columns of the same name get （2）, （3） ..., never one that is taken."""
    taken, counts, unique = set(names), Counter(), []
    for name in names:
        counts[name] += 1
        own = name
        while name and counts[name] > 1 and (own in taken or own == name):
            own = f"{name}（{counts[name]}）"
            counts[name] += own in taken
        taken.add(own)
        unique.append(own)
    return unique
