"""Crosstabs as printed tables: the banner in the stub and the choices in the heads, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.errors import ParameterError
from helpers.survey_tables import notes
from helpers.survey_tables.cells import MEASURES, Printing
from helpers.survey_tables.fitting import PAGE_COLUMNS, choose_orientation, pack_banners, split_wide
from helpers.survey_tables.grids import Axis, axis_labels, crossed_keys, fill_group, is_value
from helpers.survey_tables.layout import Cell, SurveyTable
from helpers.survey_tables.reading import Group, Question, read_questions
from helpers.survey_tables.titles import banner_label, crosstab_title, table_name

WHOLE = "全体"
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
    printing: Printing


def build_crosstabs(
    frame: pd.DataFrame,
    banner: str | Sequence[str] | None = None,
    *,
    measure: str = "column",
    with_counts: bool = False,
    orientation: str = "auto",
    order: str = "codebook",
    page_columns: int | None = PAGE_COLUMNS,
    settings: Printing | None = None,
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
    plan = Plan(measure, with_counts, orientation, order, page_columns, settings or Printing())
    questions = read_questions(frame)
    texts = {question.id: question.text for question in questions}
    wanted = [banner] if isinstance(banner, str) else banner
    return [
        table
        for question in questions
        if (banners := [name for name in question.banners if wanted is None or name in wanted])
        for table in _tables(question, banners, texts, plan)
    ]


def _check(name: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise ParameterError(f"{name} に「{given}」は使えません。使えるのは {'、'.join(allowed)} です。")


def _tables(question: Question, banners: list[str], texts: dict[str, str], plan: Plan) -> list[SurveyTable]:
    axis = Axis(crossed_keys([question], plan.order), question.is_weighted)
    labels = axis_labels([question], axis)
    sizes = [len(question.banners[banner]) for banner in banners]
    orientation = plan.orientation
    if orientation == "auto":
        orientation = choose_orientation(labels, sizes, plan.page_columns)
    packs = [banners]
    if orientation == "banner_columns":
        packs = pack_banners(banners, sizes, plan.page_columns)
    tables = [_table(question, pack, axis, texts, orientation, plan) for pack in packs]
    keep = len(axis.bases) if orientation == "banner_rows" else 1
    return [part for table in tables for part in split_wide(table, keep, plan.page_columns)]


def _table(
    question: Question, banners: list[str], axis: Axis, texts: dict[str, str], orientation: str, plan: Plan
) -> SurveyTable:
    """One table; its parts are made with the groups in the stub and turned afterwards."""
    groups = [question.whole, *(group for name in banners for group in question.banners[name].values())]
    group_labels = _group_labels(groups, texts)
    labels = [(label,) for label in axis_labels([question], axis)]
    measures = _measures(plan)
    layers = [
        [fill_group(group, question.whole, axis, measure, plan.printing) for group in groups]
        for measure in measures
    ]
    is_rows = orientation == "banner_rows"
    if not is_rows:
        layers = [list(map(list, zip(*layer, strict=True))) for layer in layers]
    stubs, cells = _stack(group_labels if is_rows else labels, layers, measures, _single(axis, is_rows))
    names = [banner_label(name, texts) for name in banners]
    depth = len(stubs[0])
    return SurveyTable(
        name=table_name(question, banners),
        title=crosstab_title(question, names, plan.printing),
        stub_heads=("区分" if is_rows else "選択肢", *[""] * (depth - 1)),
        stubs=tuple(stubs),
        heads=tuple(labels if is_rows else group_labels),
        cells=tuple(map(tuple, cells)),
        notes=tuple(_notes(question, banners, groups, axis, cells, texts, plan)),
        source=question.about.source,
        synthetic=question.about.synthetic,
        kind="crosstab",
        question=question.id,
        banners=tuple(banners),
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


def _measures(plan: Plan) -> list[str]:
    return ["count", plan.measure] if plan.with_counts and plan.measure != "count" else [plan.measure]


def _single(axis: Axis, is_rows: bool) -> list[bool]:
    """Which rows stand once although counts and shares are both printed: n and statistics, in the stub."""
    if is_rows:
        return []
    return [True] * len(axis.bases) + [is_value(key) for key in axis.keys]


def _stack(
    labels: list[tuple[str, ...]], layers: list[list[list[Cell]]], measures: list[str], single: list[bool]
) -> tuple[list[tuple[str, ...]], list[list[Cell]]]:
    """Stub and rows; with two measures, each row twice, and its measure in a level of its own."""
    if len(layers) == 1:
        return labels, layers[0]
    stubs, cells = [], []
    for number, label in enumerate(labels):
        names = [""] if single and single[number] else [COUNT, PERCENT]
        stubs += [(*label, name) for name in names]
        cells += [layer[number] for layer, _ in zip(layers, names, strict=False)]
    return stubs, cells


def _notes(
    question: Question, banners: list[str], groups: list[Group], axis: Axis, printed: Iterable[Sequence[Cell]],
    texts: dict[str, str], plan: Plan,
) -> list[str]:  # fmt: skip
    printing = plan.printing
    sums = [
        (group.label or WHOLE, notes.printed_sum(fill_group(group, question.whole, axis.parts(), "column", printing)))
        for group in groups
    ]  # fmt: skip
    return [
        *notes.base_notes([question]),
        *([MEASURE_NOTES[plan.measure]] if MEASURE_NOTES[plan.measure] else []),
        *(notes.sum_notes(question.about.type, sums) if plan.measure == "column" else []),
        *notes.legend_notes(printed, printing),
        *notes.test_notes(question.tests, banners, texts),
        *([notes.WEIGHTED] if question.is_weighted else []),
        *([notes.SYNTHETIC] if question.about.synthetic else []),
    ]
