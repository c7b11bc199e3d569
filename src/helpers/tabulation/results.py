"""A survey -> its results, the printed tables and the charts; nothing is written here."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.gallery import plot_crosstabs, plot_questions
from helpers.figures.picture import Picture
from helpers.findings import Findings, Place
from helpers.raw.model import SurveyInput
from helpers.survey_tables import PAGE_COLUMNS, SurveyTable, build_crosstabs, build_simple_tables
from helpers.tabulate import Settings, check_banners, code_survey, describe_method, tabulate


@dataclass(frozen=True)
class Results:
    """`frame` is df_by_question_choice; tables and pictures show what stands in it, `method` says how it came about.

    `pages` are the tables as they fit a page, `sheets` the same, each in one piece.
    """

    frame: pd.DataFrame
    method: tuple[str, ...]
    pages: tuple[SurveyTable, ...]
    sheets: tuple[SurveyTable, ...]
    pictures: tuple[Picture, ...]


def build_results(survey: SurveyInput, file: str, options: Namespace, findings: Findings) -> Results:
    """Everything about a survey that was answered, by the banners of the command line or of the codebook.

    `file` is the export that sources name. A banner that cannot be used is a finding, and is left out.
    """
    settings = Settings(percent_base=options.base, correction=options.correction, level=options.level)
    if options.suppress is not None:
        survey = replace(survey, codebook=survey.codebook | {"suppress_below": options.suppress})
    coded = code_survey(survey, file)
    frame = tabulate(coded, _banners(survey, options.cross, coded, findings), settings)
    look = {"order": "auto" if options.sort else "codebook", "settings": settings}
    simple = build_simple_tables(frame, **look)
    pages, sheets = (
        (*simple, *build_crosstabs(frame, measure=options.measure, page_columns=columns, **look))
        for columns in (PAGE_COLUMNS, None)
    )
    pictures = [*plot_questions(frame, [survey]).pictures, *plot_crosstabs(frame).pictures]
    return Results(frame, tuple(describe_method(settings, frame)), pages, sheets, tuple(pictures))


def _banners(survey: SurveyInput, given: str, coded, findings: Findings) -> list[str]:
    """`Q1,Q5*Q7` as typed, else the codebook's `crosstabs`."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    place = Place("--cross") if names else Place("survey.yaml", "", None, "crosstabs")
    return check_banners(names or survey.codebook["crosstabs"], coded, findings, place)
