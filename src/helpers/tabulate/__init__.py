"""Closed questions -> one long result frame; every table, chart and figure in prose is read from it."""

from helpers.tabulate.simple import (
    NO_ANSWER,
    UNKNOWN_BASE,
    base_note,
    count_choices,
    summarize_surveys,
    tabulate_surveys,
)

__all__ = [
    "NO_ANSWER",
    "UNKNOWN_BASE",
    "base_note",
    "count_choices",
    "summarize_surveys",
    "tabulate_surveys",
]
