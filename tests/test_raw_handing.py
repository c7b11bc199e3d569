import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from raw_cases import FILES, build_case, replaced

from helpers.case import Case
from helpers.errors import ExportError, MissingStep, ParameterError
from helpers.raw import TABLES, build_remarks, handing, read_case, read_inputs
from helpers.steps import is_read

HOME = "01_prepare"


def folder_bytes(folder):
    return {path.name: path.read_bytes() for path in (folder / HOME).iterdir()}


def write_inputs(raw, processed):
    handing.write_inputs(raw, build_remarks(raw), processed)


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


ALL_TYPES = """\
id: survey
title: 調査
id_column: null
weight: W
questions:
  - {id: Q1, text: 順, type: RANK, choices: [駅, 店], columns: {1: a, 2: b}}
  - {id: Q2, text: 日, type: DATE}
  - {id: Q3, text: 満足, type: SCALE, choices: [よい, わるい], scores: {よい: 1.5}, items: {駅: c, 店: d}}
  - {id: Q4, text: 齢, type: NUM, bands: {若: [null, 65], 老: [65, null]}}
  - {id: Q5, text: 勧, type: NPS}
"""
ALL_ANSWERS = """\
a,b,Q2,c,d,Q4,Q5,W
,駅,2024-01-19,よい,わるい,64.5,10,1.25
店,,,よい,,65,,0.1
"""


def test_answers_of_every_type_and_weights(tmp_path):
    folder = "surveys/survey"
    changes = {f"{folder}/survey.yaml": ALL_TYPES, f"{folder}/responses.csv": ALL_ANSWERS, "pins.csv": None}
    raw = read_case(build_case(tmp_path, changes))
    write_inputs(raw, raw.case.processed)
    survey, back = raw.surveys["survey"], read_inputs(raw.case.processed).surveys["survey"]
    pd.testing.assert_frame_equal(back.respondents, survey.respondents)
    pd.testing.assert_series_equal(back.weights, survey.weights)
    assert back.codebook == survey.codebook
    assert [type(back.respondents[name][2]) for name in ("Q1", "Q2", "Q4", "Q5")] == [
        *(tuple, dt.date, float, int),
    ]
    assert back.respondents["Q1"].to_list() == [("", "駅"), ("店",)]
    assert back.weights.to_list() == [1.25, 0.1]


def test_other_weights_make_results_stale(tmp_path):
    folder = "surveys/survey"
    changes = {f"{folder}/survey.yaml": ALL_TYPES, f"{folder}/responses.csv": ALL_ANSWERS, "pins.csv": None}
    raw = read_case(build_case(tmp_path, changes))
    write_inputs(raw, raw.case.processed)
    leave_results(raw.case.processed)
    (raw.case.processed / HOME / "survey_gone.parquet").unlink()
    changes[f"{folder}/responses.csv"] = ALL_ANSWERS.replace("1.25", "1.5")
    write_inputs(read_case(build_case(tmp_path, changes)), raw.case.processed)
    assert later_results(raw.case.processed) == []


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
    assert not [name for name in first if name.endswith((".tmp", ".part"))]
    assert str(tmp_path).encode() not in first["inputs.json"]


def test_reading_before_writing_names_the_step(tmp_path):
    with pytest.raises(MissingStep, match="01_prepare"):
        read_inputs(tmp_path)


def test_a_missing_frame_names_the_step(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    (raw.case.processed / HOME / "facts.parquet").unlink()
    with pytest.raises(MissingStep, match=r"facts\.parquet"):
        read_inputs(raw.case.processed)


def leave_results(folder):
    """What 02 to 04 leave, and in the folder of 01 a survey that is gone."""
    for name in (
        "02_tabulate/results.parquet",
        "02_tabulate/figures/a.svg",
        "03_free_text/tokens.parquet",
        "04_report/outcome.json",
        f"{HOME}/survey_gone.parquet",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"stale")


def later_results(folder):
    """Folders of the later notebooks that are still there."""
    return [path.name for path in sorted(folder.iterdir()) if path.name != HOME]


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({}, ["02_tabulate", "03_free_text", "04_report"]),
        (replaced("forum.yaml", "市民ホール", "区民館"), ["02_tabulate", "03_free_text"]),
        (replaced("pins.csv", "代表的", "典型"), ["02_tabulate"]),
        (replaced("surveys/survey/responses.csv", "R02,任意団体", "R02,NPO法人"), []),
        (replaced("surveys/survey/survey.yaml", "必要か", "要るか"), []),
    ],
)
def test_only_results_of_what_has_changed_are_removed(tmp_path, changes, left):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    leave_results(raw.case.processed)
    (raw.case.processed / HOME / "survey_gone.parquet").unlink()
    write_inputs(read_case(build_case(tmp_path, changes)), raw.case.processed)
    assert later_results(raw.case.processed) == left


def test_survey_that_is_gone_is_removed_with_what_was_made_of_it(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    names = set(folder_bytes(raw.case.processed))
    leave_results(raw.case.processed)
    outside = raw.case.processed.parent / "2022" / "02_tabulate" / "results.parquet"
    outside.parent.mkdir(parents=True)
    outside.write_bytes(b"kept")
    write_inputs(raw, raw.case.processed)
    assert set(folder_bytes(raw.case.processed)) == names
    assert later_results(raw.case.processed) == []
    assert outside.read_bytes() == b"kept"


def test_every_part_has_its_file(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    names = set(folder_bytes(raw.case.processed))
    surveys = {"survey_survey", "survey_questionnaire", "shares_questionnaire"}
    assert {name for name in names if name.endswith(".parquet")} == {
        f"{name}.parquet" for name in {"remarks", *surveys, *TABLES}
    }
    assert {"inputs.json", "settings.json", "surveys.json", "findings.json", "forum.json"} <= names


def test_unchanged_pieces_are_not_written_again(tmp_path):
    raw = read_case(build_case(tmp_path))
    write_inputs(raw, raw.case.processed)
    path = raw.case.processed / HOME / "survey_survey.parquet"
    before = path.stat().st_mtime_ns
    write_inputs(
        read_case(build_case(tmp_path, replaced("forum.yaml", "市民ホール", "区民館"))), raw.case.processed
    )
    assert path.stat().st_mtime_ns == before


def test_another_folder_is_not_cleared(tmp_path):
    raw = read_case(build_case(tmp_path / "a"))
    for folder in (tmp_path / "elsewhere", raw.case.processed.parent, raw.case.raw):
        leave_results(folder)
        write_inputs(raw, folder)
        assert (folder / "02_tabulate" / "figures" / "a.svg").is_file()
        assert (folder / HOME / "survey_gone.parquet").is_file()
    above = replace(raw, case=Case("..", 2023, raw.case.root))
    leave_results(above.case.processed)
    write_inputs(above, above.case.processed)
    assert (above.case.processed / "02_tabulate" / "results.parquet").is_file()


def test_a_link_is_removed_and_not_followed(tmp_path):
    raw = read_case(build_case(tmp_path / "a"))
    leave_results(tmp_path / "elsewhere")
    raw.case.processed.mkdir(parents=True)
    try:
        (raw.case.processed / "02_tabulate").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("この環境ではリンクを作れない")
    write_inputs(raw, raw.case.processed)
    assert not (raw.case.processed / "02_tabulate").exists()
    assert (tmp_path / "elsewhere" / "02_tabulate" / "results.parquet").is_file()


def test_a_result_that_cannot_be_removed_is_named(tmp_path, monkeypatch):
    raw = read_case(build_case(tmp_path))
    leave_results(raw.case.processed)

    def refuse(path):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(handing.shutil, "rmtree", refuse)
    with pytest.raises(ExportError, match="02_tabulate"):
        write_inputs(raw, raw.case.processed)


# --- a notebook reads no more than helpers.steps.PARTS says ---


@pytest.fixture(scope="module")
def handed(tmp_path_factory):
    raw = read_case(build_case(tmp_path_factory.mktemp("handed")))
    write_inputs(raw, raw.case.processed)
    return raw.case.processed


def test_a_notebook_reads_its_parts(handed):
    raw = read_inputs(handed, "02_tabulate")
    assert (set(raw.surveys), len(raw.participants)) == ({"survey", "questionnaire"}, 2)
    assert raw.platform["links"][0]["id"] == "community"
    assert raw.case.municipality == "minato_no_mori"
    assert len(read_inputs(handed, "03_free_text").pins) == 1


@pytest.mark.parametrize(
    "look",
    [
        len,
        iter,
        list,
        bool,
        lambda part: part["title"],
        lambda part: "title" in part,
        lambda part: part.get("title"),
        lambda part: part.items(),
    ],
)
def test_a_notebook_that_looks_at_another_part_is_refused(handed, look):
    with pytest.raises(
        ParameterError, match=r"02_tabulate は入力の「forum」を読みません。.*helpers\.steps\.PARTS"
    ):
        look(read_inputs(handed, "02_tabulate").forum)


def test_files_of_other_parts_are_not_even_opened(handed, tmp_path):
    for path in (handed / HOME).iterdir():
        if is_read("02_tabulate", f"{HOME}/{path.name}"):
            (tmp_path / HOME).mkdir(exist_ok=True)
            (tmp_path / HOME / path.name).write_bytes(path.read_bytes())
    assert len(read_inputs(tmp_path, "02_tabulate").participants) == 2
    with pytest.raises(MissingStep):
        read_inputs(tmp_path)


def test_the_report_reads_everything(handed):
    assert read_inputs(handed, "04_report").forum["title"] == "つながりを考える会"
