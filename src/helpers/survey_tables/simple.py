"""Simple tabulation (GT) as printed tables: one a question, one a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd

from helpers.survey_tables import notes
from helpers.survey_tables.cells import (
    BLANK,
    SHARES,
    Printing,
    base_cell,
    count_cell,
    percent_cell,
    share_cell,
    value_cell,
)  # fmt: skip
from helpers.survey_tables.grids import (
    BASE,
    WEIGHTED_BASE,
    Axis,
    axis_labels,
    crossed_keys,
    fill_group,
    is_part,
    is_value,
    joined_sources,
    order_keys,
)  # fmt: skip
from helpers.survey_tables.layout import Cell, SurveyTable
from helpers.survey_tables.reading import Group, Question, Row, read_questions
from helpers.survey_tables.titles import question_title, row_label, table_name

WHOLE = "全体"
INTERVAL = "95%信頼区間"


def build_simple_tables(
    frame: pd.DataFrame, *, order: str = "codebook", interval: bool = False, settings: Printing | None = None
) -> list[SurveyTable]:
    """The GT of df_by_question_choice: one table a question, one for all items of a matrix.

    |          |  n |     % |      a matrix: |        |  n |  満足 |  普通 | 無回答 | 平均点 |
    |----------|----|-------|                |--------|----|-------|-------|--------|--------|
    | 全体     | 62 | 100.0 |                | 広さ   | 62 |  29.0 |  67.7 |    3.2 |   2.31 |
    | NPO法人  | 18 |  29.0 |                | 明るさ | 62 |  48.4 |  51.6 |      - |   2.48 |

    `order`: codebook, sorted (most frequent first, その他 then 無回答 last) or auto (sorted for MA). `interval` adds the
    95% interval of Wilson. `settings`: what counts as a small base.
    """
    printing = settings or Printing()
    tables = []
    for (_, matrix), questions in groupby(
        read_questions(frame), key=lambda q: (q.about.survey, q.about.matrix)
    ):
        if matrix:
            tables += [_matrix_table(list(questions), printing)]
        else:
            tables += [_table(question, order, interval, printing) for question in questions]
    return tables


def _table(question: Question, order: str, interval: bool, printing: Printing) -> SurveyTable:
    rows = [question.whole.rows[key] for key in order_keys(question, order)]
    columns = _columns(rows, interval, question.is_weighted)
    shares = [row for row in rows if is_part(row.key)]
    whole = Cell("percent", 100.0, "100.0") if shares and question.about.base != 0 else BLANK
    stubs = [(WHOLE,), *((row_label(row),) for row in rows)]
    printed = [_whole_cells(question.whole, columns, whole, printing)]
    printed += [_cells(row, question.whole, columns, printing) for row in rows]
    total = notes.printed_sum(share_cell(row, question.whole, "column", printing) for row in shares)
    return SurveyTable(
        name=table_name(question),
        title=question_title(question, printing),
        stub_heads=("選択肢" if shares else "統計量",),
        stubs=tuple(stubs),
        heads=tuple(columns),
        cells=tuple(printed),
        notes=tuple(_notes([question], [("", total)], printed, printing)),
        source=question.about.source,
        synthetic=question.about.synthetic,
        question=question.id,
    )


def _columns(rows: Sequence[Row], interval: bool, weighted: bool) -> list[tuple[str, ...]]:
    """The heads of a GT: n, %, the interval, and 値 where there are statistics; two levels with an interval."""
    has_shares = any(not is_value(row.key) or row.statistic in SHARES for row in rows)
    has_values = any(is_value(row.key) and row.statistic not in SHARES for row in rows)
    single = [BASE, *([WEIGHTED_BASE] if weighted else []), *(["%"] if has_shares else [])]
    bounds = [(INTERVAL, "下限"), (INTERVAL, "上限")] if interval and has_shares else []
    ends = ["値"] if has_values else []
    if bounds:
        return [*((label, "") for label in single), *bounds, *((label, "") for label in ends)]
    return [(label,) for label in [*single, *ends]]


def _whole_cells(
    whole: Group, columns: list[tuple[str, ...]], share: Cell, printing: Printing
) -> tuple[Cell, ...]:
    made = {
        BASE: base_cell(whole, printing),
        WEIGHTED_BASE: base_cell(whole, printing, weighted=True),
        "%": share,
    }
    return tuple(made.get(column[0], BLANK) for column in columns)


def _cells(row: Row, whole: Group, columns: list[tuple[str, ...]], printing: Printing) -> tuple[Cell, ...]:
    is_percent = not is_value(row.key) or row.statistic in SHARES
    figure = value_cell(row, printing) if is_value(row.key) else share_cell(row, whole, "column", printing)
    made = {
        BASE: count_cell(row, is_weighted=False),
        WEIGHTED_BASE: count_cell(row),
        "%": figure if is_percent else BLANK,
        "値": BLANK if is_percent else figure,
        "下限": percent_cell(row.lower),
        "上限": percent_cell(row.upper),
    }
    return tuple(made[column[-1] or column[0]] for column in columns)


def _matrix_table(items: list[Question], printing: Printing) -> SurveyTable:
    first, axis = items[0], Axis(crossed_keys(items), items[0].is_weighted)
    printed = [tuple(fill_group(item.whole, item.whole, axis, "column", printing)) for item in items]
    sums = [
        (
            item.about.item,
            notes.printed_sum(fill_group(item.whole, item.whole, axis.parts(), "column", printing)),
        )
        for item in items
    ]
    return SurveyTable(
        name=table_name(first, is_matrix=True),
        title=question_title(first, printing, is_matrix=True),
        stub_heads=("項目",),
        stubs=tuple((item.about.item,) for item in items),
        heads=tuple((label,) for label in axis_labels(items, axis)),
        cells=tuple(printed),
        notes=tuple(_notes(items, sums, printed, printing)),
        source=joined_sources(item.about.source for item in items),
        synthetic=any(item.about.synthetic for item in items),
        question=first.about.matrix,
    )


def _notes(
    questions: list[Question], sums: list, printed: Iterable[Sequence[Cell]], printing: Printing
) -> list[str]:
    about = questions[0].about
    return [
        *notes.base_notes(questions),
        *notes.sum_notes(about.type, sums),
        *notes.legend_notes(printed, printing),
        *([notes.WEIGHTED] if questions[0].is_weighted else []),
        *([notes.SYNTHETIC] if any(question.about.synthetic for question in questions) else []),
    ]
