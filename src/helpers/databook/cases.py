"""The data books of a case: one for each survey whose responses were received."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.databook.about import build_about
from helpers.databook.book import write_databook
from helpers.databook.machine_check import check_machine_readability
from helpers.databook.machine_write import machine_files
from helpers.findings import Findings, Place
from helpers.raw import RawInputs, SurveyInput
from helpers.survey_tables import build_crosstabs, build_simple_tables
from helpers.tabulate import Settings, describe_method

BOOK, FAILED = "tables.xlsx", "不適合"


def write_databooks(raw: RawInputs, crosstabs: pd.DataFrame, folder: Path, findings: Findings) -> list[Path]:
    """`folder`/<survey>/tables.xlsx with `machine/` beside it; `crosstabs` is df_by_question_choice with banners.

    A rule of machine readability that the written files do not meet is a finding.
    """
    surveys = [survey for survey in raw.surveys.values() if (crosstabs["survey"] == survey.id).any()]
    return [_write(raw, survey, crosstabs, folder / survey.id, findings) for survey in surveys]


def _write(
    raw: RawInputs, survey: SurveyInput, crosstabs: pd.DataFrame, folder: Path, findings: Findings
) -> Path:
    frame = crosstabs[crosstabs["survey"] == survey.id]
    town = raw.settings.get("municipality") or {}
    about = build_about(
        survey.codebook, len(survey.respondents), describe_method(Settings(), frame), raw.case.fiscal_year,
        (str(town.get("code") or ""), str(town.get("name") or "")),
    )  # fmt: skip
    tables = [*build_simple_tables(frame), *build_crosstabs(frame, page_columns=None)]
    write_databook(folder / BOOK, tables, frame, survey.codebook, about, findings)
    _check(survey, folder, findings)
    return folder / BOOK


def _check(survey: SurveyInput, folder: Path, findings: Findings) -> None:
    for rule in check_machine_readability(machine_files(folder), survey.codebook):
        if rule["verdict"] == FAILED:
            message = f"機械可読性のルール {rule['rule']}（{rule['name']}）に合いません。{rule['reason']}"
            remedy = "survey.yaml の設問文や選択肢を直してください。公表しないなら、このままで構いません。"
            place = Place(f"surveys/{survey.id}/survey.yaml")
            findings.add("machine-readability", "info", place, message, remedy=remedy)
