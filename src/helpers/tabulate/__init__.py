"""Closed questions -> one long result frame; every table, chart and figure in prose is read from it."""

from helpers.tabulate.banner_names import check_banners
from helpers.tabulate.build import tabulate
from helpers.tabulate.coded import CodedQuestion, CodedSurvey, code_survey
from helpers.tabulate.export import write_results
from helpers.tabulate.method import describe_method
from helpers.tabulate.notes import NO_ANSWER, UNKNOWN_BASE, base_note
from helpers.tabulate.results import with_percent
from helpers.tabulate.settings import Settings
from helpers.tabulate.simple import COLUMNS, count_choices, summarize_surveys, tabulate_surveys
from helpers.tabulate.surveys import add_published, crosstab_surveys

__all__ = [
    "COLUMNS",
    "NO_ANSWER",
    "UNKNOWN_BASE",
    "CodedQuestion",
    "CodedSurvey",
    "Settings",
    "add_published",
    "base_note",
    "check_banners",
    "code_survey",
    "count_choices",
    "crosstab_surveys",
    "describe_method",
    "summarize_surveys",
    "tabulate",
    "tabulate_surveys",
    "with_percent",
    "write_results",
]
