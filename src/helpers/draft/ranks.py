"""Rankings over several columns: 1位, 2位, 3位 with a choice in each cell, or a column a choice with its rank."""

from __future__ import annotations

import re

import numpy as np

from helpers.draft.closed import guess_closed
from helpers.draft.columns import read_numbers
from helpers.draft.context import MOST_CODES, Context
from helpers.draft.groups import Group
from helpers.draft.model import Guess

RANKED = re.compile(
    r"^第?(\d{1,2})(位|番目|st|nd|rd|th|番)?$|^(rank|choice|順位)\s*(\d{1,2})$|^第(\d{1,2})(位|希望)$",
    re.IGNORECASE,
)


def guess_ranks(group: Group) -> Guess | None:
    """1位, 2位, 3位: each cell a choice."""
    matches = [RANKED.match(item) for item in group.items]
    if not all(matches):
        return None
    places = [next(part for part in match.groups() if part and part.isdigit()) for match in matches]
    if places != [str(number) for number in range(1, len(places) + 1)]:
        return None
    if group.level == "code" or max(len(column.labels) for column in group.columns) > MOST_CODES * 2:
        return None
    closed = guess_closed(group.columns, Context())
    columns = dict(zip(places, group.names, strict=True))
    question = {"type": "RANK", "choices": closed.question["choices"], "columns": columns}
    if set(places) <= set(question["choices"]):
        return None
    reason = f"列が1位から{len(places)}位までの順位で、値が選択肢なので順位。"
    return Guess(question, group.columns, [reason], closed.checks, closed.counts)


def guess_rank_numbers(group: Group) -> Guess | None:
    """One column a choice, in it the rank: in each row 1 to k, no rank twice."""
    if len(group.columns) < 3 or not all(column.whole for column in group.columns):
        return None
    table = read_numbers(group.columns)
    answered = ~np.isnan(table)
    ordered = np.sort(table, axis=1)
    size = len(group.columns)
    low, high = np.nanmin(table), np.nanmax(table)
    rows = answered.any(axis=1)
    if low != 1 or high > size or (np.diff(ordered, axis=1) == 0).any() or rows.sum() < 3:
        return None
    if (
        np.nanmin(ordered[rows], axis=1).max() != 1
        or not (answered.sum(axis=1)[rows] == np.nanmax(ordered[rows], axis=1)).all()
    ):
        return None
    question = {
        "type": "RANK",
        "choices": list(group.items),
        "columns": dict(zip(group.items, group.names, strict=True)),
    }
    reason = f"{size}列に1～{int(high)}の数が入り、一人の中で重ならないので、選択肢ごとの順位。"
    return Guess(question, group.columns, [reason], ["数が順位（1が一番）か、点数でないか確かめる。"], {})
