import datetime as dt

import pandas as pd
import pytest
from raw_cases import FILES, build_case, replaced

from helpers.errors import MissingStep
from helpers.raw import TABLES, read_case, read_inputs, write_inputs


def folder_bytes(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_written_is_read_back(tmp_path):
    raw = read_case(build_case(tmp_path, replaced("meetings.csv", ",火,", ",金,")))
    write_inputs(raw, raw.case.processed)
    back = read_inputs(raw.case.processed)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(raw, name))
    for name, survey in raw.surveys.items():
        pd.testing.assert_frame_equal(back.surveys[name].respondents, survey.respondents)
        assert back.surveys[name].codebook == survey.codebook
    pd.testing.assert_frame_equal(back.surveys["questionnaire"].shares, raw.surveys["questionnaire"].shares)
    assert back.surveys["survey"].shares is None
    for name in ("settings", "projects", "forum", "platform", "chapters", "figures", "corrections", "hashes"):
        assert getattr(back, name) == getattr(raw, name)
    assert (back.lines, back.places, back.case.raw) == (raw.lines, raw.places, raw.case.raw.resolve())
    assert back.findings.items == raw.findings.sorted()
    assert back.forum["date"] == dt.date(2024, 2, 6)


def test_empty_inputs_are_handed_on_too(tmp_path):
    raw = read_case(build_case(tmp_path, dict.fromkeys(FILES)))
    write_inputs(raw, raw.case.processed)
    assert read_inputs(raw.case.processed).facts.shape == (0, 9)


def test_the_same_inputs_give_the_same_bytes_and_no_litter(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    first = folder_bytes(raw.case.processed)
    write_inputs(read_inputs(raw.case.processed), raw.case.processed)
    assert folder_bytes(raw.case.processed) == first
    assert not [name for name in first if name.endswith(".tmp")]
    assert str(tmp_path).encode() not in first["inputs.json"]


def test_reading_before_writing_names_the_step(tmp_path):
    with pytest.raises(MissingStep, match="01_prepare"):
        read_inputs(tmp_path)


def test_a_missing_frame_names_the_step(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    (raw.case.processed / "facts.parquet").unlink()
    with pytest.raises(MissingStep, match=r"facts\.parquet"):
        read_inputs(raw.case.processed)
