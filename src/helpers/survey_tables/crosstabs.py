"""Crosstabs as printed tables: the banner in the stub and the choices in the heads, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.errors import ParameterError
from helpers.survey_tables import notes
from helpers.survey_tables.fitting import PAGE_COLUMNS, choose_orientation, pack_banners, split_wide
from helpers.survey_tables.grids import Axis, axis_labels, crossed_keys, fill_group, is_value
from helpers.survey_tables.layout import Cell, SurveyTable
from helpers.survey_tables.reading import Group, Question, read_questions
from helpers.survey_tables.titles import WHOLE, banner_label, crosstab_title, question_label, table_name
from helpers.tabulate import Settings, with_percent

MEASURES = ("column", "row", "total", "count")
ORIENTATIONS = ("auto", "banner_rows", "banner_columns")
COUNT, PERCENT = "人数", "%"
MEASURE_NOTES = {
    "column": "", "count": "人数を示す。",
    "row": "割合は、その選択肢を選んだ人を100%とした区分の内訳。", "total": "割合は、全体の基数を100%としたもの。",
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """How the crosstabs are laid out; see build_crosstabs."""

    measure: str
    with_counts: bool
    orientation: str
    order: str
    page_columns: int | None
    settings: Settings


def build_crosstabs(
    frame: pd.DataFrame,
    banner: str | Sequence[str] | None = None,
    *,
    measure: str = "column",
    with_counts: bool = False,
    orientation: str = "auto",
    order: str = "codebook",
    page_columns: int | None = PAGE_COLUMNS,
    settings: Settings | None = None,
) -> list[SurveyTable]:
    """The crosstabs of df_by_question_choice: one table a question, its banners one below the other.

    |            |         |  n  |  満足  |  不満  | 平均点 |
    |------------|---------|-----|--------|--------|--------|
    | 全体       |         |  62 |  48.4  |  51.6  |   2.48 |
    | ［Q5］年代 | 20代 A  | 18* |  61.1▲▲ B | 38.9▽▽ | 2.61 |
    |            | 30代 B  |  44 |  43.2▽ |  56.8▲ |   2.43 |

    `banner`: which banners (all of them where None). `measure`: column (share within the group), row (share of those who
    chose it), total (share of all) or count; `with_counts` adds the counts above the shares. `orientation`:
    banner_rows, banner_columns (choices in the stub, groups in the heads), or auto (whichever fits the page).
    `page_columns`: figures side by side on a page; what is wider goes on in a table of its own, None never splits.
    Raises ParameterError for a measure or an orientation that does not exist.
    """
    _check("measure", measure, MEASURES)
    _check("orientation", orientation, ORIENTATIONS)
    plan = Plan(measure, with_counts, orientation, order, page_columns, settings or Settings())
    questions = read_questions(frame if measure == "count" else with_percent(frame, measure))
    texts = {question.id: question.text for question in questions}
    wanted = [banner] if isinstance(banner, str) else banner
    return [
        table
        for question in questions
        if question.about.type != "FA"
        and (banners := [name for name in question.banners if wanted is None or name in wanted])
        for table in _tables(question, banners, texts, plan)
    ]


def _check(name: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise ParameterError(f"{name} に「{given}」は使えません。使えるのは {'、'.join(allowed)} です。")


def _tables(question: Question, banners: list[str], texts: dict[str, str], plan: Plan) -> list[SurveyTable]:
    """As many tables as the page asks for."""
    is_count = plan.measure == "count" or plan.with_counts
    axis = Axis(crossed_keys([question], plan.order, is_count), question.is_weighted)
    labels = axis_labels([question], axis)
    sizes = [len(question.banners[banner]) for banner in banners]
    orientation = plan.orientation
    if orientation == "auto":
        orientation = choose_orientation(
            [label[-1] or label[0] for label in labels], sizes, plan.page_columns
        )
    packs = [banners]
    if orientation == "banner_columns":
        packs = pack_banners(banners, sizes, plan.page_columns)
    sheets = [Sheet(question, pack, axis, texts, orientation == "banner_rows", plan) for pack in packs]
    keep = len(axis.bases) if orientation == "banner_rows" else 1
    return [part for sheet in sheets for part in split_wide(_table(sheet), keep, plan.page_columns)]


@dataclass(frozen=True)
class Sheet:
    """One table to be made: a question, the banners that stand in it, and which way round."""

    question: Question
    banners: list[str]
    axis: Axis
    texts: dict[str, str]
    is_rows: bool
    plan: Plan

    @property
    def groups(self) -> list[Group]:
        found = [group for name in self.banners for group in self.question.banners[name].values()]
        return [self.question.whole, *found]

    def layers(self) -> list[list[list[Cell]]]:
        """The grid of counts (if asked for) and that of the measure; groups are rows, or columns."""
        is_count = self.plan.measure == "count"
        kinds = [True, False] if self.plan.with_counts and not is_count else [is_count]
        found = [
            [fill_group(group, self.axis, self.plan.settings, kind) for group in self.groups]
            for kind in kinds
        ]
        return found if self.is_rows else [[list(row) for row in zip(*layer, strict=True)] for layer in found]


def _table(sheet: Sheet) -> SurveyTable:
    question, plan = sheet.question, sheet.plan
    groups, labels = _group_labels(sheet.groups, sheet.texts), axis_labels([question], sheet.axis)
    stubs, cells = _stack(groups if sheet.is_rows else labels, sheet.layers(), _single(sheet))
    names = [banner_label(name, sheet.texts) for name in sheet.banners]
    return SurveyTable(
        name=table_name(question, sheet.banners),
        title=crosstab_title(question, names, plan.settings),
        stub_heads=("区分" if sheet.is_rows else "選択肢", *[""] * (len(stubs[0]) - 1)),
        stubs=tuple(stubs),
        heads=tuple(labels if sheet.is_rows else groups),
        cells=tuple(map(tuple, cells)),
        notes=tuple(_notes(sheet, cells)),
        source=question.about.source,
        synthetic=question.about.synthetic,
        kind="crosstab",
        question=question.id,
        banners=tuple(sheet.banners),
        heading=question_label(question, bool(question.about.matrix)),
    )


def _group_labels(groups: Sequence[Group], texts: dict[str, str]) -> list[tuple[str, ...]]:
    """(全体, "", ""), (［Q5］年代, 20代 A, ""), (［Q1］性別 × ［Q5］年代, 男性, 20代 A)."""
    found = []
    for group in groups:
        *outer, last = group.levels
        letter = group.first.letter
        inner = (*outer, f"{last}　{letter}" if letter else last)
        found.append((banner_label(group.banner, texts), *inner) if group.banner else (WHOLE,))
    depth = max(map(len, found))
    return [(*labels, *[""] * (depth - len(labels))) for labels in found]


def _single(sheet: Sheet) -> list[bool]:
    """Which rows stand once although counts and shares are both printed: n and statistics, in the stub."""
    if sheet.is_rows:
        return [False] * len(sheet.groups)
    return [True] * len(sheet.axis.bases) + [is_value(key) for key in sheet.axis.keys]


def _stack(
    labels: list[tuple[str, ...]], layers: list[list[list[Cell]]], single: list[bool]
) -> tuple[list[tuple[str, ...]], list[list[Cell]]]:
    """Stub and rows; where counts and shares are both printed, each row twice, with a level that says which."""
    if len(layers) == 1:
        return labels, layers[0]
    stubs, cells = [], []
    for number, label in enumerate(labels):
        names = [""] if single[number] else [COUNT, PERCENT]
        stubs += [(*label, name) for name in names]
        cells += [layer[number] for layer, _ in zip(layers, names, strict=False)]
    return stubs, cells


def _notes(sheet: Sheet, printed: Iterable[Sequence[Cell]]) -> list[str]:
    question, plan, parts = sheet.question, sheet.plan, sheet.axis.parts()
    sums = [
        (group.label or WHOLE, notes.printed_sum(fill_group(group, parts, plan.settings)))
        for group in sheet.groups
    ]
    return [
        *notes.base_notes([question]),
        *filter(None, [MEASURE_NOTES[plan.measure]]),
        *(notes.sum_notes(question.about.type, sums) if plan.measure == "column" else []),
        *notes.legend_notes(printed, plan.settings),
        *notes.chi_square_notes(question.tests, sheet.banners, sheet.texts, plan.settings),
        *notes.data_notes([question]),
    ]
