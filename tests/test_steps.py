"""steps: which notebooks make a target, what each takes, and what each reads of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import steps
from helpers.case import Case, Volume, Years
from helpers.steps import (
    CHAIN,
    chain_of,
    changed_readers,
    files_of,
    is_read,
    is_read_later,
    parameters_of,
    picture_folders,
    prepared_for,
)

ROOT = Path("root")


@pytest.mark.parametrize(
    ("target", "chain", "parameters"),
    [
        (
            Case("koto", 2023, ROOT),
            ("01_prepare", "02_tabulate", "03_free_text", "04_report"),
            {"municipality": "koto", "fiscal_year": 2023},
        ),
        (Years("koto", ROOT), ("05_compare_years",), {"municipality": "koto"}),
        (Volume(2023, ROOT), ("06_casebook",), {"fiscal_year": 2023}),
    ],
)
def test_notebooks_and_parameters_of_a_target(target, chain, parameters):
    assert chain_of(target) == chain
    assert parameters_of(target) == parameters


@pytest.mark.parametrize(
    ("notebook", "file", "read"),
    [
        ("02_tabulate", "01_prepare/inputs.json", True),
        ("02_tabulate", "01_prepare/surveys.json", True),
        ("02_tabulate", "01_prepare/survey_forum.parquet", True),
        ("02_tabulate", "01_prepare/shares_forum.parquet", True),
        ("02_tabulate", "01_prepare/participants.parquet", True),
        ("02_tabulate", "01_prepare/chapters.json", False),
        ("02_tabulate", "01_prepare/remarks.parquet", False),
        ("03_free_text", "01_prepare/remarks.parquet", True),
        ("03_free_text", "01_prepare/pins.parquet", True),
        ("03_free_text", "01_prepare/survey_forum.parquet", True),
        ("03_free_text", "02_tabulate/results.parquet", False),
        ("04_report", "01_prepare/chapters.json", True),
        ("04_report", "02_tabulate/figures/a.svg", True),
    ],
)
def test_what_a_notebook_reads(notebook, file, read):
    assert is_read(notebook, file) is read


def test_files_of_a_part():
    assert files_of("pins") == ("pins.json", "pins.parquet")
    assert files_of("surveys") == ("surveys.json", "survey_*.parquet", "shares_*.parquet")


@pytest.mark.parametrize(
    ("file", "read"),
    [
        ("01_prepare/settings.json", True),
        ("02_tabulate/results.parquet", True),
        ("02_tabulate/figures/a.svg", False),
        ("03_free_text/themes_answers.parquet", True),
        ("03_free_text/tokens.parquet", False),
        ("04_report/outcome.json", False),
    ],
)
def test_what_the_year_after_reads(file, read):
    assert is_read_later(file) is read


@pytest.mark.parametrize(
    ("changed", "readers"),
    [
        ([], []),
        (["chapters.json"], ["04_report"]),
        (["survey_forum.parquet"], ["02_tabulate", "03_free_text", "04_report"]),
        (["remarks.parquet"], ["03_free_text", "04_report"]),
        (["inputs.json"], ["02_tabulate", "03_free_text", "04_report"]),
    ],
)
def test_notebooks_that_read_what_has_changed(changed, readers):
    assert changed_readers(changed) == readers


def test_every_part_that_is_named_is_a_field_of_the_inputs():
    from dataclasses import fields

    from helpers.raw import RawInputs

    known = {field.name for field in fields(RawInputs)} | {"remarks"}
    assert {part for parts in steps.PARTS.values() for part in parts} <= known
    assert set(steps.PARTS) <= set(CHAIN)


def test_folders_of_pictures():
    names = ("02_tabulate", "03_free_text", "05_compare_years")
    assert picture_folders(Path("p")) == [Path("p") / name / "figures" for name in names]


def test_cases_that_are_prepared_first(tmp_path):
    for year in (2022, 2023):
        (tmp_path / "data" / "raw" / "koto" / str(year)).mkdir(parents=True)
        (tmp_path / "data" / "raw" / "koto" / str(year) / "case.yaml").touch()
    first, second = (Case("koto", year, tmp_path) for year in (2022, 2023))
    assert prepared_for(first) == []
    assert prepared_for(second) == [first]
    assert prepared_for(Years("koto", tmp_path)) == [first, second]
    assert prepared_for(Volume(2023, tmp_path)) == []
