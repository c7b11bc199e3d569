"""Printed survey tables: one result, laid out once, shown as HTML, PDF and Excel."""

from helpers.survey_tables.crosstabs import build_crosstabs
from helpers.survey_tables.gallery import TableGallery
from helpers.survey_tables.layout import Cell, Span, SurveyTable, spans
from helpers.survey_tables.render import render_grid, render_table
from helpers.survey_tables.simple import build_simple_tables

__all__ = [
    "Cell",
    "Span",
    "SurveyTable",
    "TableGallery",
    "build_crosstabs",
    "build_simple_tables",
    "render_grid",
    "render_table",
    "spans",
]
