"""The grid below a printed table: groups on one axis, what was counted of them on the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.survey_tables.cells import Printing, base_cell, count_cell, share_cell, value_cell
from helpers.survey_tables.layout import Cell
from helpers.survey_tables.reading import Group, Key, Question, Row
from helpers.survey_tables.titles import OTHER, row_label

KINDS = ("choice", "net", "mark", "statistic")
PARTS = ("choice", "mark")  # what makes up the whole
CROSSED = {
    "SCALE": ("top2", "bottom2", "mean"),
    "NUM": ("answered", "mean", "sd", "median"),
    "NPS": ("promoters", "passives", "detractors", "nps"),
}  # statistics beside the choices of a crosstab or matrix
BASE, WEIGHTED_BASE = "n", "n（ウエイト後）"
COLUMN_SOURCE = re.compile(r"(?P<file>.*) の「(?P<column>.*)」列")


@dataclass(frozen=True)
class Axis:
    """What is printed of each group: n (twice where there are weights), then a figure a key."""

    keys: tuple[Key, ...]
    weighted: bool = False
    has_base: bool = True

    @property
    def bases(self) -> tuple[str, ...]:
        return ((BASE, WEIGHTED_BASE) if self.weighted else (BASE,)) if self.has_base else ()

    def parts(self) -> Axis:
        """Only the choices and marks, whose shares make up the whole."""
        return replace(self, keys=tuple(key for key in self.keys if is_part(key)), has_base=False)


def is_part(key: Key) -> bool:
    return key[0] in PARTS and not key[1]


def is_value(key: Key) -> bool:
    """A statistic of the whole question; those of one choice (RANK) are shares."""
    return bool(key[1]) and not key[2]


def fill_group(group: Group, whole: Group, axis: Axis, measure: str, printing: Printing) -> list[Cell]:
    """The cells of one group. `measure`: column, row, total or count."""
    bases = [base_cell(group, printing, weighted=label == WEIGHTED_BASE) for label in axis.bases]
    return bases + [_cell(group.rows.get(key), key, whole, measure, printing) for key in axis.keys]


def _cell(row: Row | None, key: Key, whole: Group, measure: str, printing: Printing) -> Cell:
    if is_value(key):
        return value_cell(row, printing)
    return count_cell(row) if measure == "count" else share_cell(row, whole, measure, printing)


def axis_labels(questions: Sequence[Question], axis: Axis) -> list[str]:
    """What stands over (or beside) the figures: n, the choices, nets, marks and statistics."""
    groups = [group for question in questions for group in _groups(question)]
    rows = {key: row for group in reversed(groups) for key, row in group.rows.items()}
    return [*axis.bases, *(row_label(rows[key]) for key in axis.keys)]


def _groups(question: Question) -> list[Group]:
    return [question.whole, *(group for groups in question.banners.values() for group in groups.values())]


def crossed_keys(questions: Sequence[Question], order: str = "codebook") -> tuple[Key, ...]:
    """The keys of a crosstab or matrix: choices, nets, marks, then the statistics that are usual for the type."""
    kind = questions[0].about.type
    keys = dict.fromkeys(key for question in questions for key in order_keys(question, order))
    wanted = [key for key in keys if not is_value(key) or key[1] in CROSSED.get(kind, (key[1],))]
    return tuple(sorted(wanted, key=_place))


def _place(key: Key) -> int:
    return KINDS.index(key[0]) if key[0] in KINDS else len(KINDS)


def order_keys(question: Question, order: str) -> list[Key]:
    """The keys of a question: choices as in the codebook or most frequent first (その他 last), then the others.

    `order`: codebook, sorted, or auto (sorted for MA).
    """
    keys = sorted(question.keys, key=_place)
    if order == "codebook" or (order == "auto" and question.about.type != "MA"):
        return keys
    choices = [key for key in keys if key[0] == "choice"]
    others = [key for key in keys if key[0] != "choice"]
    return sorted(choices, key=lambda key: _frequency(question.whole.rows.get(key))) + others


def _frequency(row: Row | None) -> tuple[bool, float]:
    """Sorts by count, downwards; その他 and what is kept back go to the end."""
    if row is None or row.choice.startswith(OTHER):
        return True, 0
    amount = row.n if row.n is not None else row.percent
    return False, -(amount or 0)


def joined_sources(sources: Iterable[str]) -> str:
    """One file and its columns, where the items of a matrix come from several: responses.csv の「a」列ほか3列."""
    distinct = list(dict.fromkeys(filter(None, sources)))
    matches = [COLUMN_SOURCE.fullmatch(source) for source in distinct]
    if len(distinct) < 2 or not all(matches) or len({match["file"] for match in matches}) > 1:
        return "、".join(distinct)
    return f"{distinct[0]}ほか{len(distinct) - 1}列"
