"""Ids, times of answering, personal data and weights are told from questions."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.draft.columns import profile_columns
from helpers.draft.roles import assign_roles
from helpers.findings import Findings, Place


def roles(columns: dict[str, list[str]]):
    found = Findings()
    return assign_roles(profile_columns(pd.DataFrame(columns, dtype=object)), Place("r.csv"), found), found


TEN = [str(at) for at in range(10)]


@pytest.mark.parametrize(
    "name",
    ["回答ID", "ID", "No", "No.", "受付番号", "Respondent ID", "SAMPLEID", "サンプル番号", "#", "token"],
)
def test_a_column_named_like_an_id_whose_values_differ_is_the_id(name):
    assert [column.name for column in roles({name: TEN})[0].ids] == [name]


def test_an_id_with_repeated_values_is_no_id():
    found, _ = roles({"会員番号": ["1", "1", *TEN[2:]]})
    assert found.ids == [] and [one.column for one in found.left_out] == ["会員番号"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("タイムスタンプ", "2024/01/19 午後 3:21:10 GMT+9"), ("Timestamp", "1/19/2024 15:21:10"), ("回答日時", "2024-01-19 15:21"),
        ("完了時刻", "2024/1/19 15:21:10"), ("End Date", "01/19/2024 15:21:10"), ("送信日時", "2024年1月19日 15:21"),
    ],
)  # fmt: skip
def test_times_of_answering(name, value):
    assert [column.name for column in roles({name: [value] * 10})[0].times] == [name]


def test_the_time_of_sending_goes_before_the_start():
    found, _ = roles({"開始時刻": ["2024/1/19 10:00"] * 3, "完了時刻": ["2024/1/19 10:05"] * 3})
    assert found.times[0].name == "完了時刻"
    assert [one.column for one in found.left_out] == ["開始時刻"]


def test_a_question_about_a_day_is_no_time_of_answering():
    assert [column.name for column in roles({"訪問した日": ["2024/1/19"] * 10})[0].questions] == [
        "訪問した日"
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("メールアドレス", [f"a{at}@example.com" for at in range(10)]), ("お名前", [f"氏名{at}" for at in range(10)]), ("電話番号", TEN),
        ("連絡方法", [f"a{at}@example.com" for at in range(10)]), ("備考", [f"090-1234-567{at}" for at in range(10)]),
        ("IP Address", ["192.0.2.1"] * 10), ("UA", ["Mozilla/5.0"] * 10), ("ご住所（番地まで）", [f"北町{at}丁目" for at in range(10)]),
    ],
)  # fmt: skip
def test_personal_data_is_left_unread_and_told(name, values):
    found, findings = roles({name: values})
    assert found.questions == [] and [one.column for one in found.left_out] == [name]
    assert [(item.rule, item.place.column) for item in findings.items] == [("personal-data", name)]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("住所", ["市内", "市外"] * 5), ("電話", ["1", "0"] * 5), ("連絡方法 / 電話", ["電話", ""] * 5), ("施設の名前", TEN),
        ("メールマガジンの満足度", ["満足", "不満"] * 5), ("会員", ["はい", "いいえ"] * 5), ("電話での相談", ["利用した", "していない"] * 5),
    ],
)  # fmt: skip
def test_questions_with_such_words_stay_questions(name, values):
    assert [column.name for column in roles({name: values})[0].questions] == [name]


@pytest.mark.parametrize("name", ["WT", "weight", "ウェイト", "ウエイト値", "拡大係数"])
def test_weights(name):
    assert [column.name for column in roles({name: ["0.8", "1.25"]})[0].weights] == [name]


def test_a_weight_must_be_a_positive_number():
    assert roles({"weight": ["0", "1.25"]})[0].weights == []
    assert roles({"ウェイトトレーニング": ["1", "2"]})[0].weights == []
