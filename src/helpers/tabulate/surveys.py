"""All surveys of a case: every question as a whole and by the banners that its codebook names."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw import SurveyInput
from helpers.tabulate.banner_names import check_banners
from helpers.tabulate.build import tabulate
from helpers.tabulate.coded import code_survey
from helpers.tabulate.records import join_records
from helpers.tabulate.results import COLUMNS, build_frame


def crosstab_surveys(surveys: Iterable[SurveyInput], findings: Findings) -> pd.DataFrame:
    """df_by_question_choice (see `results.build_frame`) of the surveys whose responses were received.

    A banner of `crosstabs` that cannot be used is a finding, and is left out.
    """
    frames = [
        _crosstab(survey, findings) for survey in surveys if survey.shares is None and len(survey.respondents)
    ]
    return pd.concat(frames, ignore_index=True) if frames else build_frame(join_records([]), False)


def add_published(crosstabs: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """The crosstabs' frame with the rows of the surveys of which only shares were published."""
    published = results[~results["survey"].isin(crosstabs["survey"])]
    empty = {"str": "", "bool": False}
    lacking = {name: empty.get(dtype, pd.NA) for name, dtype in COLUMNS.items() if name not in published}
    published = published.assign(**lacking | {"kind": "choice"})[list(COLUMNS)]
    return pd.concat([crosstabs, published.astype(COLUMNS)], ignore_index=True)


def _crosstab(survey: SurveyInput, findings: Findings) -> pd.DataFrame:
    place = Place(f"surveys/{survey.id}/survey.yaml", "", None, "crosstabs")
    coded = code_survey(survey)
    return tabulate(coded, check_banners(survey.codebook["crosstabs"], coded, findings, place))
