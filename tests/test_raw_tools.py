import pytest

from helpers.raw.tools import recognize_form


@pytest.mark.parametrize(
    ("names", "form", "sure"),
    [
        (["タイムスタンプ", "問1", "満足度 [接客]"], "Google Forms", "certain"),
        (["Timestamp", "Q"], "Google Forms", "certain"),
        (["ID", "開始時刻", "完了時刻", "メール", "名前", "性別"], "Microsoft Forms", "certain"),
        (["ID", "Start time", "Completion time", "Email", "Name"], "Microsoft Forms", "certain"),
        (["Respondent ID", "Collector ID", "Start Date", "性別 / Response"], "SurveyMonkey", "certain"),
        (["StartDate / Start Date", "EndDate / End Date", "Status / Response Type"], "Qualtrics", "certain"),
        (["受付番号", "申込日時", "氏名"], "LoGoフォーム", "guess"),
        (["SAMPLEID", "Q1", "Q2_1", "Q2_2"], "Macromill-like", "likely"),
        (["SAMPLEID / 番号", "Q1 / 性別", "a1_1 / 果物", "a1_2 / 果物"], "Macromill-like", "likely"),
        (["登録施設", "性別", "年代"], "plain", "certain"),
        ([], "plain", "certain"),
    ],
)
def test_the_tool_by_its_columns(names, form, sure):
    found, evidence = recognize_form(names, 1)
    assert (found, evidence.sure) == (form, sure)
    assert evidence.why
