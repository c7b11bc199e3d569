"""Printed survey tables: one result, laid out once, shown as HTML, PDF and Excel."""

from helpers.survey_tables.crosstabs import build_crosstabs
from helpers.survey_tables.fitting import PAGE_COLUMNS
from helpers.survey_tables.gallery import TableGallery
from helpers.survey_tables.layout import Cell, Span, SurveyTable, spans
from helpers.survey_tables.render import render_grid, render_table
from helpers.survey_tables.simple import build_simple_tables
from helpers.survey_tables.titles import chart_captions

__all__ = [
    "PAGE_COLUMNS",
    "Cell",
    "Span",
    "SurveyTable",
    "TableGallery",
    "build_crosstabs",
    "build_simple_tables",
    "chart_captions",
    "render_grid",
    "render_table",
    "spans",
]
