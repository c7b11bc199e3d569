"""100% stacked bands of a single answer or a scale: the whole, then the groups of each banner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.figures.frames import (
    Column,
    banner_heading,
    list_choices,
    read_columns,
    select_question,
)
from helpers.figures.notes import FootNotes, describe_columns, write_head
from helpers.figures.palette import MARK_FILLS, MOST_PARTS, pick_sequence
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTHING
from helpers.figures.stack import Band, Stack, draw_stack, hides_numbers
from helpers.raw.model import SUPPRESSED

MEAN = "平均"


def pick_fills(choices: Sequence[str]) -> list[str]:
    """Dark to light in the order of the choices. Raises KeyError beyond eight (`can_band` tells)."""
    blues = iter(pick_sequence(sum(choice not in MARK_FILLS for choice in choices)))
    return [MARK_FILLS.get(choice) or next(blues) for choice in choices]


def can_band(choices: Sequence[str]) -> bool:
    """Whether a reader can still tell the parts of a band apart."""
    return sum(choice not in MARK_FILLS for choice in choices) <= MOST_PARTS


def build_row(column: Column, choices: Sequence[str], side: str = "", **more) -> Band:
    """One band. A single suppressed part would follow from the others: then the whole band is 秘匿."""
    hidden = [choice for choice in choices if column.is_hidden(choice)]
    shares = [column.share(choice) or 0.0 for choice in choices]
    rest = max(0.0, 100 - sum(shares))
    said = NOTHING if column.is_empty else ""
    said = said or (SUPPRESSED if len(hidden) == 1 or len(hidden) == len(choices) else "")
    said = said or ("" if any(shares) or hidden else NOTHING)
    texts = [column.text(choice) for choice in choices]
    more = {"label": column.label, "muted": column.is_small} | more
    return Band(base=column.base_text, shares=shares, texts=texts, side=side, said=said,
               hidden=rest if len(hidden) > 1 else 0.0, **more)  # fmt: skip


def plot_bands(
    df: pd.DataFrame, question: str, banners: str | Sequence[str] = (), *, survey: str | None = None,
    title: str = "", name: str = "bands",
) -> Picture:  # fmt: skip
    """`question` (SA or SCALE) by each of `banners` ("Q5", "Q1*Q5"); a SCALE has its mean at the right.

    `df` is df_by_question_choice (`frames.complete_columns` draws it). Raises KeyError beyond eight choices (marks
    not counted): see `plot_grouped`.
    """
    rows = select_question(df, question, survey)
    columns = read_columns(rows, banners)
    choices = list_choices(columns)
    has_mean = any("mean" in column.statistics for column in columns)
    bands = [
        open_band(df, c, columns[i - 1] if i else None, choices, mean_text(c)) for i, c in enumerate(columns)
    ]
    stack = Stack(
        parts=choices,
        fills=pick_fills(choices),
        bands=bands,
        note=write_head(rows, columns),
        side_head=MEAN if has_mean else "",
    )
    notes = FootNotes(rows, columns, hides_numbers(stack), any(band.hidden for band in bands))
    figure = draw_stack(replace(stack, notes=notes.lines()))
    headings = band_headings(df, columns)
    alt = describe_columns(rows, columns, lambda c: told(c, choices), title, "100%帯グラフ", headings)
    return Picture(figure, alt, name)


def open_band(
    df: pd.DataFrame, column: Column, before: Column | None, choices: Sequence[str], side: str = ""
) -> Band:
    """The band of one column; the first of a banner opens it with a heading."""
    opens = column.banner and (before is None or before.banner != column.banner)
    heading = banner_heading(df, column.banner) if opens else ""
    side = "" if column.is_empty else side
    return build_row(
        column, choices, side, heading=heading, strong=not column.banner, indent=bool(column.banner)
    )


def band_headings(df: pd.DataFrame, columns: Sequence[Column]) -> dict[str, str]:
    """Banner -> 団体の種別（Q5）別, as the alternative text opens its groups."""
    return {
        banner: f"{banner_heading(df, banner)}別"
        for banner in dict.fromkeys(c.banner for c in columns)
        if banner
    }


def mean_text(column: Column) -> str:
    return "" if column.is_empty else column.value_text("mean")


def told(column: Column, choices: Sequence[str]) -> list[str]:
    """Every part as it is printed, also the ones that are too narrow for a number, then the mean."""
    if column.is_empty:
        return [NOTHING]
    row = build_row(column, choices)
    if row.said:
        return [row.said]
    items = [f"{choice} {column.label_of(choice)}" for choice in choices if column.text(choice)]
    mean = mean_text(column)
    return [*items, f"{MEAN} {mean}"] if mean else items
