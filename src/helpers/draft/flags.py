"""Columns that say for one choice whether it was chosen: 0/1, ○ and blank, TRUE/FALSE, the choice's own name."""

from __future__ import annotations

import numpy as np

from helpers.draft.columns import Column
from helpers.draft.sequences import is_other
from helpers.raw.columns import CHOSEN, NOT_CHOSEN, SIGNS

LONGEST = 60


def is_flag(column: Column, item: str = "") -> bool:
    """Whether every answer says chosen or not chosen."""
    return all(label.upper() in (*CHOSEN, *NOT_CHOSEN) or label == item for label in column.labels)


def is_typed_flag(column: Column, item: str) -> bool:
    """その他 as a 0/1 column with people's own words where it was chosen."""
    zero = [label for label in column.labels if label.upper() in NOT_CHOSEN]
    blank = column.answered < column.rows / 2
    return is_other(item) and bool(zero or blank) and not is_flag(column, item)


def is_position_code(column: Column, number: int | None) -> bool:
    """a1_3 holds 3 or nothing (or 0): the number of the choice stands for the mark."""
    labels = {label for label in column.labels if label not in ("0", "0.0")}
    return number is not None and labels <= {str(number), f"{number}.0"}


def chosen_mask(column: Column, item: str = "") -> np.ndarray:
    """One bool a row: whether the flag says chosen; own words count as chosen."""
    said = np.array(
        [label.upper() not in NOT_CHOSEN or (item != "" and label == item) for label in column.labels]
        + [False]
    )
    return said[column.codes]


def flag_style(columns: list[Column]) -> str:
    """How the marks look, for the reason: 0/1, ○, TRUE/FALSE, or the name of the choice."""
    labels = {label.upper() for column in columns for label in column.labels}
    if labels <= {"0", "1"}:
        return "0/1" if "0" in labels else "1か空欄"
    if labels <= {"TRUE", "FALSE"}:
        return "TRUE/FALSE"
    return "○などの印か空欄" if labels <= {*SIGNS, *NOT_CHOSEN} else "選んだ選択肢の名前か空欄"


def is_zero_one(column: Column) -> bool:
    """A flag with both sides written (0/1, TRUE/FALSE) or marked by ○: it needs no heading to be known."""
    labels = {label.upper() for label in column.labels}
    return bool(labels) and (labels <= {"0", "1"} or labels <= {*SIGNS, *NOT_CHOSEN} - {"0"})
