import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from raw_cases import FILES, build_case, replaced

from helpers.case import Case
from helpers.errors import ExportError, MissingStep
from helpers.raw import TABLES, handing, read_case, read_inputs, write_inputs


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


def leave_results(folder):
    """What 02 to 04 leave, and a survey that is gone."""
    (folder / "figures").mkdir(parents=True)
    for name in (
        "results.parquet",
        "remarks.parquet",
        "outcome.json",
        "survey_gone.parquet",
        "figures/a.svg",
    ):
        (folder / name).write_bytes(b"stale")


def test_results_of_an_earlier_run_are_removed(tmp_path):
    raw = read_case(build_case(tmp_path))
    leave_results(raw.case.processed)
    outside = raw.case.processed.parent / "2022" / "results.parquet"
    outside.parent.mkdir()
    outside.write_bytes(b"kept")
    write_inputs(raw, raw.case.processed)
    surveys = {"survey_survey", "survey_questionnaire", "shares_questionnaire"}
    names = {path.name for path in raw.case.processed.iterdir()}
    assert names == {"inputs.json", *(f"{name}.parquet" for name in surveys | set(TABLES))}
    assert outside.read_bytes() == b"kept"


def test_another_folder_is_not_cleared(tmp_path):
    raw = read_case(build_case(tmp_path / "a"))
    for folder in (tmp_path / "elsewhere", raw.case.processed.parent, raw.case.raw):
        leave_results(folder)
        write_inputs(raw, folder)
        assert (folder / "results.parquet").is_file() and (folder / "figures" / "a.svg").is_file()
    above = replace(raw, case=Case("..", 2023, raw.case.root))
    leave_results(above.case.processed)
    write_inputs(above, above.case.processed)
    assert (above.case.processed / "results.parquet").is_file()


def test_a_link_is_removed_and_not_followed(tmp_path):
    raw = read_case(build_case(tmp_path / "a"))
    leave_results(tmp_path / "elsewhere")
    raw.case.processed.mkdir(parents=True)
    try:
        (raw.case.processed / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("この環境ではリンクを作れない")
    write_inputs(raw, raw.case.processed)
    assert not (raw.case.processed / "link").exists()
    assert (tmp_path / "elsewhere" / "results.parquet").is_file()


def test_a_result_that_cannot_be_removed_is_named(tmp_path, monkeypatch):
    raw = read_case(build_case(tmp_path))
    leave_results(raw.case.processed)

    def refuse(path):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(handing.shutil, "rmtree", refuse)
    with pytest.raises(ExportError, match="figures"):
        write_inputs(raw, raw.case.processed)
