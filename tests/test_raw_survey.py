import pandas as pd
import pytest
from raw_cases import build_case, finding, places, replaced

from helpers.raw import read_case

YAML, CSV = "surveys/survey/survey.yaml", "surveys/survey/responses.csv"


def read(tmp_path, changes=None):
    return read_case(build_case(tmp_path, changes))


def test_respondents_as_received(tmp_path):
    frame = read(tmp_path).surveys["survey"].respondents
    assert list(frame.columns) == ["回答ID", "Q1", "Q17", "Q18", "Q19"]
    assert list(frame.index) == [2, 3, 4, 5]
    assert frame.loc[2].to_list() == [
        "R01",
        "NPO法人",
        "はい",
        "一人暮らしの方に会ったとき",
        ("人員", "情報"),
    ]


def test_blank_not_applicable_and_suppressed(tmp_path):
    frame = read(tmp_path).surveys["survey"].respondents
    assert frame.loc[3, "Q18"] is pd.NA  # asked, no answer
    assert (frame.loc[4, "Q18"], frame.loc[4, "Q19"]) == ("非該当", "非該当")  # Q17 いいえ
    assert frame.loc[5, "Q17"] == "秘匿"
    assert frame.loc[5, "Q18"] is pd.NA  # whether asked is not known: left as received


def test_unreadable_answer_leaves_open_who_was_asked(tmp_path):
    raw = read(tmp_path, replaced(CSV, "R03,任意団体,いいえ,,", "R03,任意団体,イイ工,,"))
    frame = raw.surveys["survey"].respondents
    assert frame.loc[4, "Q17"] == "不明"
    assert frame.loc[4, "Q18"] is pd.NA and frame.loc[4, "Q19"] is pd.NA
    assert places(raw, "unknown-choice") == [("error", CSV, 4, "Q17")]


def test_a_choice_named_unknown_decides_who_was_asked(tmp_path):
    changes = replaced(YAML, "[はい, いいえ]", "[はい, いいえ, 不明]") | replaced(
        CSV, "R03,任意団体,いいえ,,", "R03,任意団体,不明,,"
    )
    raw = read(tmp_path, changes)
    assert raw.surveys["survey"].respondents.loc[4, "Q18"] == "非該当"
    assert raw.findings.items == []


def test_question_without_text(tmp_path):
    raw = read(tmp_path, replaced(YAML, "text: 場面, ", ""))
    assert places(raw, "missing-text") == [("warning", YAML, 10, "questions[2]")]
    assert raw.surveys["survey"].codebook["questions"][2]["text"] == ""


def test_codebook_defaults(tmp_path):
    codebook = read(tmp_path).surveys["survey"].codebook
    assert (codebook["id_column"], codebook["synthetic"]) == ("回答ID", None)
    assert (codebook["sheet"], codebook["header_rows"]) == (None, 1)
    assert (codebook["weight"], codebook["percent_base"], codebook["suppress_below"]) == (None, "asked", 0)
    assert (codebook["crosstabs"], codebook["derived"]) == ([], [])
    assert codebook["questions"][3] == {
        **{"id": "Q19", "text": "課題", "type": "MA", "column": "Q19", "choices": ["人員", "情報", "その他"]},
        **{"separator": ";", "base": 'Q17 == "はい"', "other": "その他", "synthetic": False, "published": []},
        **{"columns": {}, "codes": {}, "items": {}, "nets": {}, "scores": {}, "bands": {}, "recode": {}},
        **{"other_text": None, "unit": None, "minimum": None, "maximum": None, "percent_base": None},
        **{"matrix": None, "item": None, "derived": False, "from": None},
    }


def test_answer_to_a_question_that_was_not_asked(tmp_path):
    raw = read(tmp_path, replaced(CSV, "R03,任意団体,いいえ,,", "R03,任意団体,いいえ,書いた,"))
    found = finding(raw, "base-contradiction")
    assert (found.severity, found.place.file, found.place.row, found.place.column) == ("error", CSV, 4, "Q18")
    assert found.given == "書いた"
    assert raw.surveys["survey"].respondents.loc[4, "Q18"] == "非該当"


def test_not_applicable_where_the_question_was_asked(tmp_path):
    raw = read(tmp_path, replaced(CSV, "R02,任意団体,はい,,", "R02,任意団体,はい,非該当,"))
    assert places(raw, "base-contradiction") == [("error", CSV, 3, "Q18")]


def test_bad_base_leaves_the_question_out(tmp_path):
    raw = read(
        tmp_path, replaced(YAML, "type: FA, base: 'Q17 == \"はい\"'", "type: FA, base: 'Q17 == \"ハイ\"'")
    )
    assert places(raw, "bad-base") == [("error", YAML, 10, "questions[2].base")]
    assert [question["id"] for question in raw.surveys["survey"].codebook["questions"]] == [
        "Q1",
        "Q17",
        "Q19",
    ]
    assert "Q18" not in raw.surveys["survey"].respondents


def test_duplicate_respondent_is_fatal(tmp_path):
    raw = read(tmp_path, replaced(CSV, "R03,", "R01,"))
    assert places(raw, "duplicate-respondent") == [("fatal", CSV, 4, "回答ID")]


def test_blank_respondent_id_is_fatal(tmp_path):
    raw = read(tmp_path, replaced(CSV, "R03,", ","))
    assert places(raw, "missing-id") == [("fatal", CSV, 4, "回答ID")]


def test_missing_and_unknown_columns(tmp_path):
    raw = read(tmp_path, replaced(CSV, "回答ID,Q1,Q17,Q18,Q19", "回答ID,Q1,Q17,Q18,メール"))
    assert places(raw, "missing-column") == [("error", CSV, 1, "")]
    assert places(raw, "unknown-column") == [("warning", CSV, 1, "")]
    assert "Q19" in finding(raw, "missing-column").message
    assert list(raw.surveys["survey"].respondents.columns) == ["回答ID", "Q1", "Q17", "Q18"]


def test_columns_that_are_not_to_be_read(tmp_path):
    """One that is stated as unread is no finding; one that a question reads, or that is not there, is."""
    changes = replaced(YAML, "questions:", "unread: [メール, Q1, 備考]\nquestions:")
    raw = read(tmp_path, changes | replaced(CSV, "回答ID,Q1,Q17,Q18,Q19", "回答ID,Q1,Q17,Q18,メール"))
    assert places(raw, "unknown-column") == []
    assert places(raw, "bad-unread") == [("error", CSV, None, ""), ("warning", CSV, None, "")]
    assert "Q1" in raw.surveys["survey"].respondents


def test_missing_id_column_is_fatal_where_it_is_stated(tmp_path):
    raw = read(tmp_path, replaced(YAML, "questions:", "id_column: 整理番号\nquestions:"))
    assert places(raw, "missing-column") == [("fatal", CSV, 1, "")]


@pytest.mark.parametrize("stated", ["", "id_column: null\n", "id_column:\n"])
def test_row_numbers_serve_where_there_are_no_ids(tmp_path, stated):
    changes = replaced(YAML, "questions:", f"{stated}questions:") | {"pins.csv": None}
    raw = read(tmp_path, changes | replaced(CSV, "回答ID,", "番号,"))
    assert places(raw, "row-ids") == [("info", CSV, None, "")]
    assert places(raw, "missing-column") == []
    survey = raw.surveys["survey"]
    assert survey.respondents[survey.codebook["id_column"]].to_list() == ["2", "3", "4", "5"]


def test_ids_that_are_there_but_not_wanted(tmp_path):
    raw = read(tmp_path, replaced(YAML, "questions:", "id_column: null\nquestions:") | {"pins.csv": None})
    assert raw.surveys["survey"].respondents["回答ID"].to_list() == ["2", "3", "4", "5"]
    assert places(raw, "unknown-column") == [("warning", CSV, 1, "")]


def test_empty_survey(tmp_path):
    raw = read(tmp_path, {CSV: "回答ID,Q1,Q17,Q18,Q19\n"})
    assert places(raw, "empty-survey") == [("error", CSV, None, "")]
    assert raw.surveys["survey"].respondents.shape == (0, 5)


def test_duplicate_question_is_fatal(tmp_path):
    raw = read(tmp_path, replaced(YAML, "id: Q18", "id: Q17"))
    assert places(raw, "duplicate-id") == [("fatal", YAML, 10, "questions[2]")]


def test_answer_outside_the_period(tmp_path):
    head = replaced(YAML, "questions:", "timestamp_column: 日時\nquestions:")
    body = {
        CSV: "回答ID,日時,Q1,Q17,Q18,Q19\nR01,2024/2/24 0:10,NPO法人,いいえ,,\nR02,2024-01-19T09:00,NPO法人,いいえ,,\n"
    }
    raw = read(tmp_path, head | body | {"pins.csv": None})
    assert places(raw, "outside-period") == [("warning", CSV, 2, "日時")]


def read_times(tmp_path, *times):
    head = replaced(YAML, "questions:", "timestamp_column: 日時\nquestions:")
    rows = "".join(f"R{number:02d},{time},NPO法人,いいえ,,\n" for number, time in enumerate(times, 1))
    body = {CSV: f"回答ID,日時,Q1,Q17,Q18,Q19\n{rows}"}
    return read(tmp_path, head | body | {"pins.csv": None})


def test_timestamps_as_google_forms_writes_them(tmp_path):
    raw = read_times(
        tmp_path,
        *("2024/01/19 10:23:45", "2024/01/19 午後 3:21:10 GMT+9", "2024/02/24 午前 0:01:10 GMT+9", ""),
    )
    assert places(raw, "outside-period") == [("warning", CSV, 4, "日時")]
    assert places(raw, "unreadable-timestamp") == []


def test_timestamps_that_are_no_dates_are_told_once(tmp_path):
    raw = read_times(tmp_path, "2024/01/19 10:23:45", "19日の朝", "2024/02/30 10:23:45")
    found = finding(raw, "unreadable-timestamp")
    assert (found.severity, found.place.row, found.given) == ("warning", 3, "19日の朝")
    assert "2件" in found.message


def test_published_answers_must_be_there(tmp_path):
    raw = read(tmp_path, replaced(YAML, "text: 場面,", "text: 場面, published: [R01, R99],"))
    assert places(raw, "unknown-respondent") == [("error", YAML, 7, "questions")]
    assert finding(raw, "unknown-respondent").given == "R99"
