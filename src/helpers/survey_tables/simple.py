"""Simple tabulation (GT) as printed tables: one a question, one a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from helpers.errors import ParameterError
from helpers.survey_tables import notes
from helpers.survey_tables.cells import (
    BLANK,
    SHARES,
    base_cell,
    bound_cell,
    count_cell,
    percent_cell,
    share_cell,
    value_cell,
)
from helpers.survey_tables.grids import (
    BASE,
    NAMED,
    WEIGHTED_BASE,
    Axis,
    axis_labels,
    crossed_keys,
    fill_group,
    is_part,
    is_value,
    joined_sources,
    row_label,
    shown_keys,
)  # fmt: skip
from helpers.survey_tables.layout import Cell, SurveyTable
from helpers.survey_tables.reading import Question, Row, read_questions
from helpers.survey_tables.titles import WHOLE, question_label, question_title, statistic_label, table_name
from helpers.tabulate import Settings

ORDERS = ("codebook", "sorted", "auto")
INTERVAL, LOWER, UPPER = "95%信頼区間", "下限", "上限"
PERCENT, VALUE = "%", "値"


def build_simple_tables(
    frame: pd.DataFrame, *, order: str = "codebook", interval: bool = False, settings: Settings | None = None
) -> list[SurveyTable]:
    """The GT of df_by_question_choice: one table a question, one for all items of a matrix.

    |          |  n |     % |      a matrix: |        |  n |  満足 |  普通 | 無回答 | 平均点 |
    |----------|----|-------|                |--------|----|-------|-------|--------|--------|
    | 全体     | 62 | 100.0 |                | 広さ   | 62 |  29.0 |  67.7 |    3.2 |   2.31 |
    | NPO法人  | 18 |  29.0 |                | 明るさ | 62 |  48.4 |  51.6 |      - |   2.48 |

    `order`: codebook, sorted (most frequent first, その他 then 無回答 last) or auto (sorted for MA). `interval` adds the
    95% interval of Wilson. `settings`: what counts as a small base. Raises ParameterError for an unknown order.
    """
    if order not in ORDERS:
        raise ParameterError(f"order に「{order}」は使えません。使えるのは {'、'.join(ORDERS)} です。")
    plan = Plan(order, interval, settings or Settings())
    tables = []
    whole = frame[frame["banner"] == ""] if "banner" in frame else frame
    for (_, matrix), same in groupby(read_questions(whole), key=_place):
        questions = list(same)
        tables += [_matrix_table(questions, plan)] if matrix else [_table(each, plan) for each in questions]
    return tables


def _place(question: Question) -> tuple[str, str]:
    return question.about.survey, question.about.matrix


@dataclass(frozen=True)
class Plan:
    """How a GT is laid out; see build_simple_tables."""

    order: str
    interval: bool
    settings: Settings


def _table(question: Question, plan: Plan) -> SurveyTable:
    if question.about.type == "RANK":
        return _ranking_table(question, plan)
    rows = [
        question.whole.rows[key] for key in shown_keys(question, plan.order) if key in question.whole.rows
    ]
    columns = _columns(rows, question.is_weighted, plan)
    printed = [_cells(question, row, columns, plan) for row in rows]
    return _finish(question, rows, columns, [_whole_cells(question, columns, plan), *printed], plan)


def _finish(
    question: Question,
    rows: Sequence[Row],
    heads: Sequence[tuple[str, ...]],
    printed: list[tuple[Cell, ...]],
    plan: Plan,
) -> SurveyTable:
    """The table with its words around it; the first printed row is that of the whole."""
    parts = [row for row in rows if is_part(row.key) and not question.whole.is_off_base(row)]
    total = notes.printed_sum(share_cell(row, plan.settings) for row in parts)
    return SurveyTable(
        name=table_name(question),
        title=question_title([question], plan.settings),
        stub_heads=("選択肢" if any(is_part(row.key) for row in rows) else "",),
        stubs=((WHOLE,), *((row_label(row),) for row in rows)),
        heads=tuple(heads),
        cells=tuple(printed),
        notes=tuple(_notes([question], [("", total)], printed, plan)),
        source=question.about.source,
        synthetic=question.about.synthetic,
        question=question.id,
        heading=question_label(question),
    )


def _columns(rows: Sequence[Row], weighted: bool, plan: Plan) -> list[tuple[str, ...]]:
    """The heads of a GT: n, %, the interval, and 値 where there are statistics; two levels with an interval."""
    has_shares = any(not is_value(row.key) or row.statistic in SHARES for row in rows)
    has_values = any(is_value(row.key) and row.statistic not in SHARES for row in rows)
    single = [BASE, *([WEIGHTED_BASE] if weighted else []), *([PERCENT] if has_shares else [])]
    ends = [VALUE] if has_values else []
    if plan.interval and has_shares:
        bounds = [(INTERVAL, LOWER), (INTERVAL, UPPER)]
        return [*((label, "") for label in single), *bounds, *((label, "") for label in ends)]
    return [(label,) for label in [*single, *ends]]


def _whole_cells(question: Question, columns: Sequence[tuple[str, ...]], plan: Plan) -> tuple[Cell, ...]:
    made = {
        BASE: base_cell(question.whole, plan.settings),
        WEIGHTED_BASE: base_cell(question.whole, plan.settings, weighted=True),
        PERCENT: percent_cell(100.0) if question.about.base != 0 else BLANK,
    }
    return tuple(made.get(column[-1] or column[0], BLANK) for column in columns)


def _cells(question: Question, row: Row, columns: Sequence[tuple[str, ...]], plan: Plan) -> tuple[Cell, ...]:
    is_percent = not is_value(row.key) or row.statistic in SHARES
    figure = value_cell(row, plan.settings) if is_value(row.key) else share_cell(row, plan.settings)
    is_off = question.whole.is_off_base(row)
    made = {
        BASE: count_cell(row, is_weighted=False),
        WEIGHTED_BASE: count_cell(row),
        PERCENT: figure if is_percent and not is_off else BLANK,
        VALUE: BLANK if is_percent else figure,
        LOWER: BLANK if is_off or not is_percent else bound_cell(row.lower),
        UPPER: BLANK if is_off or not is_percent else bound_cell(row.upper),
    }
    return tuple(made[column[-1] or column[0]] for column in columns)


def _ranking_table(question: Question, plan: Plan) -> SurveyTable:
    """A choice a row: how many ranked it at all, at 1位, 2位 ..., and its points."""
    keys = [key for key in shown_keys(question, plan.order) if key in question.whole.rows]
    rows = [question.whole.rows[key] for key in keys if not key[1]]
    statistics = list(dict.fromkeys(key[1] for key in keys if key[2] and key[1]))
    columns = _columns(rows, question.is_weighted, replace(plan, interval=False))
    whole = _whole_cells(question, columns, plan)
    printed = [(*whole, *[BLANK] * len(statistics))]
    for row in rows:
        others = [question.whole.rows.get(("statistic", name, row.choice)) for name in statistics]
        ranks = [_ranking_cell(other, plan.settings) for other in others]
        printed.append((*_cells(question, row, columns, plan), *ranks))
    examples = [
        next(row for row in question.whole.rows.values() if row.statistic == name) for name in statistics
    ]
    heads = [(NAMED, column[0]) for column in columns] + [
        ("順位・得点", statistic_label(row)) for row in examples
    ]
    return _finish(question, rows, heads, printed, plan)


def _ranking_cell(row: Row | None, settings: Settings) -> Cell:
    return value_cell(row, settings) if row and row.statistic == "score" else share_cell(row, settings)


def _matrix_table(items: list[Question], plan: Plan) -> SurveyTable:
    first, axis = items[0], Axis(crossed_keys(items), items[0].is_weighted)
    printed = [tuple(fill_group(item.whole, axis, plan.settings)) for item in items]
    sums = [
        (item.about.item, notes.printed_sum(fill_group(item.whole, axis.parts(), plan.settings)))
        for item in items
    ]
    labels = axis_labels(items, axis)
    return SurveyTable(
        name=table_name(first, is_matrix=True),
        title=question_title(items, plan.settings, is_matrix=True),
        stub_heads=("項目",),
        stubs=tuple((item.about.item,) for item in items),
        heads=tuple(labels),
        cells=tuple(printed),
        notes=tuple(_notes(items, sums, printed, plan)),
        source=joined_sources(item.about.source for item in items),
        synthetic=any(item.about.synthetic for item in items),
        question=first.about.matrix,
        heading=question_label(first, is_matrix=True),
    )


def _notes(questions: list[Question], sums: list, printed: Iterable[Sequence[Cell]], plan: Plan) -> list[str]:
    return [
        *notes.base_notes(questions),
        *notes.sum_notes(questions[0].about.type, sums),
        *notes.legend_notes(printed, plan.settings),
        *notes.data_notes(questions),
    ]
