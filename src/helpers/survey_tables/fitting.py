"""Fitting a crosstab to the page: which way round, which banners side by side, where it goes on in a second table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from helpers.survey_tables.layout import SurveyTable
from helpers.survey_tables.widths import BESIDE, FIGURES, label_width, word_width

PAGE_COLUMNS = 13  # figures side by side on A4 upright, beside a stub
LINE_ROOM = 44  # full-width characters in all heads of such a table, on one line
TALLEST = 8  # lines that a head may take


def choose_orientation(labels: Sequence[str], sizes: Sequence[int], page_columns: int | None) -> str:
    """The banner stays in the stub while the choices fit into the heads; else whichever makes fewer tables."""
    if page_columns is None:
        return "banner_rows"
    wide, groups = math.ceil(columns_taken(labels) / page_columns), len(_pack(sizes, page_columns))
    if wide == 1 and head_lines(labels) <= TALLEST:
        return "banner_rows"
    return "banner_columns" if groups <= wide or wide == 1 else "banner_rows"


def columns_taken(labels: Sequence[str]) -> float:
    """Columns of usual width that the labels take; one with a long Latin word counts for more than one."""
    return sum(max(1.0, (word_width(label) + BESIDE) / (FIGURES + BESIDE)) for label in labels)


def head_lines(labels: Sequence[str]) -> int:
    """Lines of the tallest head, when the heads share the width evenly."""
    room = max(LINE_ROOM // max(len(labels), 1), 1)
    return max((math.ceil(label_width(label) / room) for label in labels), default=0)


def pack_banners(banners: Sequence[str], sizes: Sequence[int], page_columns: int | None) -> list[list[str]]:
    """Banners that fit side by side, each with the whole: [[Q1, Q5], [Q6]]."""
    names = iter(banners)
    return [[next(names) for _ in pack] for pack in _pack(sizes, page_columns)]


def _pack(sizes: Sequence[int], page_columns: int | None) -> list[list[int]]:
    packs: list[list[int]] = []
    for size in sizes:
        fits = packs and (page_columns is None or 1 + sum(packs[-1]) + size <= page_columns)
        packs = [*packs[:-1], [*packs[-1], size]] if fits else [*packs, [size]]
    return packs


def split_wide(table: SurveyTable, keep: int, page_columns: int | None) -> list[SurveyTable]:
    """The table in parts of equal width that fit the page; the first `keep` columns stand in each of them."""
    width = len(table.heads)
    if page_columns is None or width <= page_columns:
        return [table]
    count = math.ceil((width - keep) / max(page_columns - keep, 1))
    size = math.ceil((width - keep) / count)
    starts = range(keep, width, size)
    parts = [[*range(keep), *range(start, min(start + size, width))] for start in starts]
    return [_part(table, columns, number, len(parts)) for number, columns in enumerate(parts, 1)]


def _part(table: SurveyTable, columns: Sequence[int], number: int, count: int) -> SurveyTable:
    return replace(
        table,
        name=f"{table.name}_{number}",
        title=f"{table.title}（{number}/{count}）",
        heads=tuple(table.heads[column] for column in columns),
        cells=tuple(tuple(row[column] for column in columns) for row in table.cells),
    )
