"""The right chart for every type of question: one of a survey, one by a banner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.figures.banding import can_band, plot_bands
from helpers.figures.charts import plot_multiple_answer, plot_single_answer
from helpers.figures.frames import complete_columns, list_choices, read_columns
from helpers.figures.grouped import plot_grouped_bars
from helpers.figures.histogram import plot_histogram
from helpers.figures.intervals import plot_means
from helpers.figures.matrix import plot_matrix
from helpers.figures.months import plot_months
from helpers.figures.picture import Picture
from helpers.figures.scores import plot_nps, plot_ranking
from helpers.raw import SurveyInput


@dataclass(frozen=True)
class Answers:
    """What a histogram needs of one survey: one column a question, weights, units, the threshold of suppression."""

    respondents: pd.DataFrame
    weights: pd.Series | None = None
    units: Mapping[str, str] | None = None
    suppress_below: int = 0


def read_answers(survey: SurveyInput) -> Answers:
    """The answers of a survey as it was received, with what its codebook says of them."""
    book = survey.codebook
    units = {question["id"]: question.get("unit") or "" for question in book["questions"]}
    return Answers(
        survey.respondents, getattr(survey, "weights", None), units, book.get("suppress_below") or 0
    )


def question_title(rows: pd.DataFrame) -> str:
    """The text; of one item of a matrix 満足度［窓口］."""
    item = rows["item"].iloc[0]
    return rows["question_text"].iloc[0] + (f"［{item}］" if item else "")


def plot_question(
    rows: pd.DataFrame, name: str, title: str, answers: Answers | None = None
) -> Picture | None:
    """The whole's chart of one question (`rows`, complete columns); None where a type has none (FA) or lacks its values.

    SA: band or bars; MA: sorted bars; SCALE: band with mean; NPS: band with score; RANK: stacked bars; DATE: months;
    NUM: histogram. Without the statistics of its type (a simple tabulation) a question is drawn as bars.
    """
    rows = rows[rows["banner"] == ""]
    kind, question = rows["type"].iloc[0], rows["question"].iloc[0]
    held = set(rows["statistic"])
    if kind == "FA":
        return None
    if kind == "NUM":
        return _plot_numbers(rows, question, name, title, answers)
    if kind == "NPS" and "promoters" in held:
        return plot_nps(rows, question, title=title, name=name)
    if kind == "RANK" and "rank_1" in held:
        return plot_ranking(rows, question, title=title, name=name)
    if kind == "DATE":
        return plot_months(rows, question, title=title, name=name)
    if kind == "SCALE" and can_band(list_choices(read_columns(rows))):
        return plot_bands(rows, question, title=title, name=name)
    counts = select_counts(rows)
    if not len(counts):
        return None
    plot = plot_multiple_answer if kind in ("MA", "RANK") else plot_single_answer
    return plot(counts, title=title, name=name)


def select_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of choices and marks of the whole, as a simple tabulation has them; marks of another base left out."""
    counts = rows[(rows["statistic"] == "") & rows["kind"].isin(["choice", "mark"]) & (rows["banner"] == "")]
    base = counts.loc[counts["kind"] == "choice", "base"].dropna().unique()
    return counts[
        (counts["kind"] == "choice") | counts["base"].isna() | counts["base"].isin(base) | (len(base) == 0)
    ]


def _plot_numbers(
    rows: pd.DataFrame, question: str, name: str, title: str, answers: Answers | None
) -> Picture | None:
    if answers is None or question not in answers.respondents:
        return None
    column = read_columns(rows)[0]
    unit = (answers.units or {}).get(question) or ""
    return plot_histogram(
        answers.respondents[question], unit=unit, weights=answers.weights, mean=column.value("mean"),
        median=column.value("median"), suppress_below=answers.suppress_below,
        synthetic=bool(rows["synthetic"].any()), title=title, name=name,
    )  # fmt: skip


def plot_matrix_items(rows: pd.DataFrame, matrix: str, name: str, title: str) -> Picture | None:
    """All items of a matrix as one picture; None where they have nothing to draw (items of free text)."""
    held = rows[rows["banner"] == ""]
    if held["type"].iloc[0] == "FA" or (
        held["type"].iloc[0] == "NUM" and "mean" not in set(held["statistic"])
    ):
        return None
    return plot_matrix(held, matrix, title=title, name=name)


def plot_crosstab(df: pd.DataFrame, question: str, banner: str, name: str, title: str) -> Picture | None:
    """One question by one banner; `df` may hold all questions of the survey (for the banners' texts)."""
    rows = complete_columns(df[df["question"] == question])
    kind = rows["type"].iloc[0]
    options = {"title": title, "name": name}
    if kind == "NUM":
        return plot_means(df, question, banner, **options)
    if kind == "NPS" and "promoters" in set(rows["statistic"]):
        return plot_nps(df, question, banner, **options)
    if kind == "FA":
        return None
    if kind in ("SA", "SCALE") and can_band(list_choices(read_columns(rows, banner))):
        return plot_bands(df, question, banner, **options)
    return plot_grouped_bars(df, question, banner, **options)
