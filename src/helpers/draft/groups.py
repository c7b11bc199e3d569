"""Columns that stand side by side and belong together: same stem of the heading, or a row of 0/1 columns."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.draft.columns import Column
from helpers.draft.flags import is_typed_flag, is_zero_one
from helpers.draft.headers import Split, split_at, splits_of


@dataclass(frozen=True)
class Group:
    """Columns in their order, with the item that each stands for; `level` "" is a row of 0/1 columns without a stem."""

    level: str
    stem: str
    columns: list[Column]
    items: list[str]
    numbers: list[int | None]

    @property
    def names(self) -> list[str]:
        """The columns' headings."""
        return [column.name for column in self.columns]


def readings_at(columns: list[Column], at: int) -> list[Group]:
    """The groups that begin with the column at `at`, the surest and longest first."""
    return [*_stem_groups(columns, at), *_flag_groups(columns, at)]


def _stem_groups(columns: list[Column], at: int) -> list[Group]:
    found = []
    for first in splits_of(columns[at].name):
        members = [(columns[at], first)]
        for column in columns[at + 1 :]:
            split = split_at(column.name, first.level, first.stem)
            if split is None or column.position != members[-1][0].position + 1:
                break
            members.append((column, split))
        if len(members) >= 2 and len({split.item for _, split in members}) == len(members):
            found.append(_build(first, members))
    return found


def _build(first: Split, members: list[tuple[Column, Split]]) -> Group:
    items, numbers = [split.item for _, split in members], [split.number for _, split in members]
    return Group(first.level, first.stem, [column for column, _ in members], items, numbers)


def _flag_groups(columns: list[Column], at: int) -> list[Group]:
    members: list[Column] = []
    for column in columns[at:]:
        follows = not members or column.position == members[-1].position + 1
        if not follows or not (is_zero_one(column) or (members and is_typed_flag(column, column.name))):
            break
        members.append(column)
    if len(members) < 2 or not any(column.answered for column in members):
        return []
    return [Group("", "", members, [column.name for column in members], [None] * len(members))]
