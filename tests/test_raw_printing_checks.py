import pandas as pd
import pytest
from raw_cases import FILES, build_case, finding, places, replaced

from helpers.raw import read_case


def read(tmp_path, changes):
    return read_case(build_case(tmp_path, changes))


@pytest.mark.parametrize("mark", ["秘匿", "非該当"])
def test_mark_in_the_sheet_of_figures_stands_alone(tmp_path, mark):
    line = f"secret.count,会員,{mark},人,約,余り,,聞き取り,\n"
    raw = read(tmp_path, {"facts.csv": FILES["facts.csv"] + line})
    assert places(raw, "mark-alone") == [("info", "facts.csv", 4, "value")]
    assert raw.facts.loc[4, "value"] == mark
    assert all(raw.facts.loc[4, column] is pd.NA for column in ("unit", "prefix", "suffix"))
    assert (raw.facts.loc[4, "label"], raw.facts.loc[2, "prefix"]) == ("会員", "約")


def test_mark_among_the_reach_figures_stands_alone(tmp_path):
    raw = read(tmp_path, replaced("media.csv", ",279,", ",秘匿,"))
    assert places(raw, "mark-alone") == [("info", "media.csv", 2, "value")]
    assert raw.media.loc[2, "unit"] is pd.NA


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column"),
    [
        ("forum.yaml", "venue: 市民ホール", 'venue: "{{ x }}ホール"', 5, "venue"),
        ("forum.yaml", "talk: つながる", 'talk: "{{ x }}"', 8, "programme[0].talk"),
        (
            "platform.yaml",
            "description: 町会どうし",
            'description: "{{ x }}と町会"',
            1,
            "links[0].description",
        ),
        ("platform.yaml", "agenda: [調査について]", 'agenda: ["{{ x }}"]', 3, "meetings[0].agenda[0]"),
        ("figures.yaml", "caption: 風景", 'caption: "{{ x }}の風景"', 1, "[0].caption"),
    ],
)
def test_reference_where_none_is_replaced(tmp_path, file, old, new, row, column):
    raw = read(tmp_path, replaced(file, old, new))
    assert places(raw, "reference-not-replaced") == [("warning", file, row, column)]
    assert "{{ x }}" in finding(raw, "reference-not-replaced").given


def test_reference_in_what_a_speaker_said_is_text(tmp_path):
    raw = read(tmp_path, replaced("forum.yaml", "何気なくやることです。", '"{{ x }}"'))
    assert places(raw, "reference-not-replaced") == []
    assert len(places(raw, "hostile-text")) == 1


def test_survey_that_the_chapter_has_no_part_for(tmp_path):
    other = FILES["surveys/survey/survey.yaml"].replace("id: survey", "id: extra")
    responses = FILES["surveys/survey/responses.csv"]
    changes = {"surveys/extra/survey.yaml": other, "surveys/extra/responses.csv": responses, "pins.csv": None}
    raw = read(tmp_path, changes)
    assert places(raw, "survey-without-part") == [("warning", "surveys/extra/survey.yaml", 1, "id")]
    assert finding(raw, "survey-without-part").allowed == "survey、questionnaire"


def test_questionnaire_that_the_forum_does_not_name_has_no_part(tmp_path):
    raw = read(tmp_path, replaced("forum.yaml", "questionnaire: questionnaire\n", ""))
    assert places(raw, "survey-without-part") == [("warning", "surveys/questionnaire/survey.yaml", 1, "id")]
