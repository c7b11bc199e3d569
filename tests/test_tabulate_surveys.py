"""All surveys of a case in one frame: banners of each codebook, published shares beside."""

from __future__ import annotations

from pathlib import Path

from raw_cases import FILES, build_case

from helpers.findings import Findings
from helpers.raw import read_case
from helpers.tabulate import add_published, crosstab_surveys, tabulate_surveys

BOOK = "surveys/survey/survey.yaml"
CROSSED = {BOOK: FILES[BOOK].replace("questions:", "crosstabs: [Q17]\nquestions:", 1)}


def read(root: Path, changes: dict | None = None):
    return read_case(build_case(root, changes)).surveys


def test_only_the_surveys_with_responses_by_their_own_banners(tmp_path):
    frame = crosstab_surveys(read(tmp_path, CROSSED).values(), Findings())
    assert set(frame["survey"]) == {"survey"}
    assert set(frame["banner"]) == {"", "Q17"}
    whole = frame[(frame["question"] == "Q17") & (frame["banner"] == "") & (frame["kind"] != "statistic")]
    assert dict(zip(whole["choice"], whole["n"], strict=True)) == {"はい": 2, "いいえ": 1, "秘匿": 1}


def test_published_shares_stand_beside(tmp_path):
    surveys = read(tmp_path)
    both = add_published(crosstab_surveys(surveys.values(), Findings()), tabulate_surveys(surveys.values()))
    assert set(both["survey"]) == set(surveys)
    published = both[both["survey"] != "survey"]
    assert published["n"].isna().all() and published["percent"].notna().all()


def test_no_survey_at_all():
    assert len(crosstab_surveys([], Findings())) == 0
