"""The grid below a printed table: groups on one axis, what was counted of them on the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.survey_tables.cells import BLANK, base_cell, count_cell, share_cell, value_cell
from helpers.survey_tables.layout import Cell
from helpers.survey_tables.reading import Group, Key, Question, Row
from helpers.survey_tables.titles import OTHER, choice_label, statistic_label
from helpers.tabulate import Settings

KINDS = ("choice", "net", "mark", "statistic")
PARTS = ("choice", "mark")  # what makes up the whole
ANSWERED: Key = ("statistic", "answered", "")
SHOWN = {
    "SCALE": ("top2", "bottom2", "mean", "sd", "median"),
    "NPS": ("promoters", "passives", "detractors", "nps", "mean"),
}  # statistics of a simple tabulation, where not all of them
CROSSED = {
    "SCALE": ("top2", "bottom2", "mean"),
    "NUM": ("answered", "mean", "sd", "median"),
    "NPS": ("promoters", "passives", "detractors", "nps"),
    "RANK": ("rank_1", "score"),
}  # the same beside the choices of a crosstab or matrix
NAMED = "いずれかの順位"
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
    """A statistic of the whole question; 1位 is a share of one choice."""
    return bool(key[1]) and (not key[2] or key[1] == "score")


def fill_group(group: Group, axis: Axis, settings: Settings, is_count: bool = False) -> list[Cell]:
    """The cells of one group: shares, or counts; statistics stay what they are."""
    bases = [base_cell(group, settings, weighted=label == WEIGHTED_BASE) for label in axis.bases]
    return bases + [_cell(group, key, settings, is_count) for key in axis.keys]


def _cell(group: Group, key: Key, settings: Settings, is_count: bool) -> Cell:
    row = group.rows.get(key)
    if is_value(key):
        return value_cell(row, settings)
    if is_count:
        return count_cell(row)
    return BLANK if row is not None and group.is_off_base(row) else share_cell(row, settings)


def axis_labels(questions: Sequence[Question], axis: Axis) -> list[tuple[str, ...]]:
    """What stands over (or beside) the figures: n, choices, nets, marks, statistics; two levels for a ranking."""
    is_ranking = questions[0].about.type == "RANK"
    rows = {key: row for question in reversed(questions) for key, row in question.examples.items()}
    labels = [_ranking_label(rows[key]) if is_ranking else (row_label(rows[key]),) for key in axis.keys]
    bases = [(base, "") if is_ranking else (base,) for base in axis.bases]
    return bases + labels


def _ranking_label(row: Row) -> tuple[str, str]:
    """(いずれかの順位, 広さ), (1位, 広さ), (得点, 広さ), (無回答, "")."""
    if row.statistic:
        return statistic_label(row), row.choice
    return (NAMED, row.choice) if row.kind == "choice" else (choice_label(row), "")


def row_label(row: Row) -> str:
    return statistic_label(row) if row.statistic else choice_label(row)


def crossed_keys(
    questions: Sequence[Question], order: str = "codebook", is_count: bool = False
) -> tuple[Key, ...]:
    """The keys of a crosstab or matrix: choices, nets, marks, then the statistics that are usual for the type.

    Marks whose base is another one (percentages of those who answered) are left out of shares.
    """
    wanted = CROSSED.get(questions[0].about.type)
    keys = dict.fromkeys(key for question in questions for key in order_keys(question, order))
    keys = [key for key in keys if not _is_printed_as_net(questions, key)]
    off_base = not is_count and any(question.has_marks_off_base for question in questions)
    return tuple(
        key
        for key in sorted(keys, key=lambda key: (_place(key), _rank(key, wanted)))
        if (not key[1] or wanted is None or key[1] in wanted) and not (off_base and key[0] == "mark")
    )


def _is_printed_as_net(questions: Sequence[Question], key: Key) -> bool:
    """Whether a net of the codebook already says what top-2 or bottom-2 would."""
    if key[1] not in ("top2", "bottom2"):
        return False
    nets = [other for question in questions for other in question.examples if other[0] == "net"]
    groups = [group for question in questions for group in question.groups]
    return any(all(_same_count(group, key, net) for group in groups) for net in nets)


def _same_count(group: Group, key: Key, other: Key) -> bool:
    one, two = group.rows.get(key), group.rows.get(other)
    return one is not None and two is not None and one.n == two.n and one.suppressed == two.suppressed


def shown_keys(question: Question, order: str) -> list[Key]:
    """The keys of a simple tabulation."""
    wanted = SHOWN.get(question.about.type)
    return [
        key
        for key in sorted(order_keys(question, order), key=lambda key: (_place(key), _rank(key, wanted)))
        if (not key[1] or wanted is None or key[1] in wanted) and not _is_printed_as_net([question], key)
    ]


def _rank(key: Key, wanted: tuple[str, ...] | None) -> int:
    """Statistics in the order in which they are listed here."""
    return wanted.index(key[1]) if wanted and key[1] in wanted else 0


def _place(key: Key) -> int:
    """回答あり of numbers stands where choices do."""
    if key == ANSWERED:
        return 0
    return KINDS.index(key[0]) if key[0] in KINDS else len(KINDS)


def order_keys(question: Question, order: str) -> list[Key]:
    """The keys of a question: choices as in the codebook or most frequent first (その他 last), then the others.

    `order`: codebook, sorted, or auto (sorted for MA).
    """
    keys = sorted(question.examples, key=_place)
    if order == "codebook" or (order == "auto" and question.about.type != "MA"):
        return sorted(keys, key=lambda key: (_place(key), key[1] if key[2] else ""))
    ranked = {key[2]: _frequency(question.whole.rows.get(key)) for key in keys if key[0] == "choice"}
    return sorted(
        keys, key=lambda key: (_place(key), key[1] if key[2] else "", ranked.get(key[2], (False, 0)))
    )


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
