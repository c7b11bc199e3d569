"""NPS as a band of promoters, passives and detractors with its score; rankings as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.banding import band_headings, open_band, told
from helpers.figures.charts import sort_choices
from helpers.figures.frames import Column, number_of, read_columns, select_question, share_label, signed_text
from helpers.figures.lettering import one_line
from helpers.figures.notes import FootNotes, close_text, describe_columns, write_head
from helpers.figures.palette import pick_sequence
from helpers.figures.picture import Picture
from helpers.figures.rows import NOTHING
from helpers.figures.stack import Band, Stack, draw_stack, hides_numbers
from helpers.numerals import number_text
from helpers.raw.model import SUPPRESSED

NPS_PARTS = {"promoters": "推奨者（9～10）", "passives": "中立者（7～8）", "detractors": "批判者（0～6）"}
NPS, TOTAL, RANK = "NPS", "計", "rank_"
RANK_PARTS = 8


def plot_nps(
    df: pd.DataFrame, question: str, banners: str | Sequence[str] = (), *, survey: str | None = None,
    title: str = "", name: str = "nps",
) -> Picture:  # fmt: skip
    """Promoters, passives, detractors as one 100% band for the whole and each group, NPS (-100 to 100) at the right.

    Reads the statistics promoters, passives, detractors (percent) and nps. NPS = promoters - detractors
    (Reichheld, The One Number You Need to Grow, HBR 12/2003).
    """
    rows = _parts_as_choices(select_question(df, question, survey))
    columns, choices = read_columns(rows, banners), list(NPS_PARTS.values())
    bands = [
        open_band(df, c, columns[i - 1] if i else None, choices, _score(c)) for i, c in enumerate(columns)
    ]
    stack = Stack(
        parts=choices, fills=pick_sequence(3), bands=bands, note=write_head(rows, columns), side_head=NPS
    )
    notes = FootNotes(rows, columns, hides_numbers(stack), any(band.hidden for band in bands))
    figure = draw_stack(replace(stack, notes=notes.lines()))
    headings = band_headings(df, columns)
    alt = describe_columns(rows, columns, lambda c: _told(c, choices), title, "NPSの100%帯グラフ", headings)
    return Picture(figure, alt, name)


def _parts_as_choices(rows: pd.DataFrame) -> pd.DataFrame:
    """The three shares in the place of the choices 0 to 10."""
    parts = rows[rows["statistic"].isin(NPS_PARTS)]
    percent = parts["percent"].astype("Float64").fillna(parts["value"].astype("Float64"))
    labels = parts["statistic"].map(NPS_PARTS)
    parts = parts.assign(choice=labels, kind="choice", statistic="", percent=percent)
    return pd.concat([parts, rows[rows["statistic"] == "nps"]])


def _score(column: Column) -> str:
    value = column.value("nps")
    return column.value_text("nps") if value is None else signed_text(value)


def _told(column: Column, choices: Sequence[str]) -> list[str]:
    score = "" if column.is_empty else _score(column)
    return [*told(column, choices), *([f"{NPS} {score}"] if score else [])]


@dataclass(frozen=True)
class Ranked:
    """One choice of a ranking: its shares by rank (0-100, None where suppressed) and the share that ranked it at all."""

    label: str
    ranks: Sequence[float | None]
    total: float | None

    @property
    def total_text(self) -> str:
        return SUPPRESSED if self.total is None else share_label(self.total)


def plot_ranking(
    df: pd.DataFrame, question: str, *, survey: str | None = None, title: str = "", name: str = "ranking"
) -> Picture:
    """Each choice's share of first, second, … ranks one after the other, the total at the right, largest first.

    Reads rows of a choice with the statistics rank_1, rank_2, … (percent of the base) and the choice's count row, the
    share that ranked it at all. From the ninth rank on only the total tells of it.
    """
    rows = select_question(df, question, survey)
    rows = rows[rows["banner"] == ""]
    column = (read_columns(rows) or [Column("", "全体", {}, {}, None)])[0]
    ranks = sorted(
        {name for name in rows["statistic"] if name[len(RANK) :].isdigit() and name.startswith(RANK)},
        key=_rank,
    )
    ranks = ranks[:RANK_PARTS]
    choices = [] if column.is_empty else read_ranked(rows, ranks)
    labels = [f"{_rank(name)}位" for name in ranks]
    bars = [_bar(choice, column) for choice in choices] or [_no_bar(len(ranks))]
    head = f"(n={column.base_text})　{write_head(rows, [column])}"
    stack = Stack(parts=labels, fills=pick_sequence(len(ranks)), bands=bars, note=head, side_head=TOTAL)
    notes = FootNotes(rows, [column], hides_numbers(stack))
    figure = draw_stack(replace(stack, notes=notes.lines()))
    return Picture(figure, _describe_ranking(rows, column, choices, labels, title), name)


def _rank(name: str) -> int:
    return int(name[len(RANK) :])


def read_ranked(rows: pd.DataFrame, ranks: Sequence[str]) -> list[Ranked]:
    """Largest total first, その他 and marks last."""
    counts = rows[(rows["statistic"] == "") & (rows["kind"] == "choice")]
    cells = {(row.choice, row.statistic): row for row in rows[rows["statistic"].isin(ranks)].itertuples()}
    ranked = []
    for row in sort_choices(counts).itertuples():
        shares = [number_of(cells.get((row.choice, rank))) for rank in ranks]
        ranked.append(Ranked(row.choice, shares, number_of(row)))
    return ranked


def _bar(choice: Ranked, column: Column) -> Band:
    """A bar whose part is suppressed is not drawn: its length would tell the part."""
    hidden = choice.total is None or any(share is None for share in choice.ranks)
    shares = [share or 0.0 for share in choice.ranks]
    texts = [number_text(share) if share else "" for share in shares]
    side = SUPPRESSED if hidden else choice.total_text
    return Band(label=choice.label, shares=shares, texts=texts, side=side, said=SUPPRESSED if hidden else "",
                muted=column.is_small)  # fmt: skip


def _no_bar(parts: int) -> Band:
    return Band(label="全体", shares=[0.0] * parts, texts=[""] * parts, said=NOTHING)


def _describe_ranking(
    rows: pd.DataFrame, column: Column, choices: Sequence[Ranked], labels: Sequence[str], title: str
) -> str:
    told = [_tell_ranked(choice, labels) for choice in choices] or [NOTHING]
    head = [one_line(title).rstrip("。"), "順位別の積み上げ横棒グラフ", *told, f"n={column.base_text}"]
    return close_text(rows, [column], head)


def _tell_ranked(choice: Ranked, labels: Sequence[str]) -> str:
    if choice.total is None or None in choice.ranks:
        return f"{one_line(choice.label)}：{SUPPRESSED}"
    parts = [f"{label} {share_label(share)}" for label, share in zip(labels, choice.ranks, strict=True)]
    return f"{one_line(choice.label)}：{'、'.join([*parts, f'{TOTAL} {choice.total_text}'])}"
