"""Base filters proposed from who left a question blank."""

from __future__ import annotations

import pandas as pd

from helpers.draft import draft_codebook, render_yaml
from helpers.findings import Findings, Place
from helpers.raw.files import Sheet

USED = ["はい", "いいえ", "いいえ", "はい", "わからない"] * 12  # 24 はい


def draft(**columns: list[str]):
    frame = pd.DataFrame(columns, dtype=object)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    drafted = draft_codebook(Sheet(Place("r.csv"), frame), Findings())
    return {question["text"]: question for question in drafted.document["questions"]}, drafted


def where(answer: str, values: list[str]) -> list[str]:
    """The values by turns for those who answered so."""
    source = iter(values * 60)
    return [next(source) if used == answer else "" for used in USED]


def test_a_question_answered_by_all_of_one_answer_and_by_nobody_else_has_a_base():
    questions, drafted = draft(利用=USED, 満足度=where("はい", ["満足", "普通", "不満"]))
    assert questions["満足度"]["base"] == 'Q1 == "はい"'
    assert 'Q1 == "はい" の24人のうち24人が答え、ほかの36人は一人も答えていない' in drafted.reasons["Q2"][-1]


def test_several_answers_that_were_asked_stand_in_a_list():
    asked = [("満足", "普通", "不満")[at % 3] if used != "いいえ" else "" for at, used in enumerate(USED)]
    questions, _ = draft(利用=USED, 満足度=asked)
    assert questions["満足度"]["base"] == 'Q1 in ["はい", "わからない"]'


def test_exceptions_make_it_a_proposal_that_is_written_as_a_comment():
    answers = where("はい", ["満足", "普通", "不満"])
    answers[1] = "満足"  # one of いいえ
    questions, drafted = draft(利用=USED, 満足度=answers)
    assert "base" not in questions["満足度"]
    assert drafted.hints["Q2"] == {"base": 'Q1 == "はい"'}
    assert '    # base: Q1 == "はい"' in render_yaml(drafted).splitlines()


def test_a_free_text_that_few_fill_in_has_no_base_by_chance():
    """3 of 60 wrote something; that none of them said わからない is no evidence."""
    texts = ["" for _ in USED]
    for at in (0, 3, 6):
        texts[at] = f"待ち時間の{at}分が長い。"
    questions, _ = draft(利用=USED, ご意見=texts)
    assert "base" not in questions["ご意見"]


def test_a_free_text_behind_one_answer_has_a_base_though_not_all_wrote():
    texts = [f"よかったこと{at}です。" if used == "はい" and at % 2 else "" for at, used in enumerate(USED)]
    questions, _ = draft(利用=USED, 理由=texts)
    assert questions["理由"]["base"] == 'Q1 == "はい"'


def test_blanks_at_random_are_no_base():
    answers = [("満足", "普通", "不満")[at % 3] if at % 4 else "" for at in range(60)]
    questions, _ = draft(利用=USED, 満足度=answers)
    assert "base" not in questions["満足度"]


def test_a_choice_of_a_multiple_question_can_be_the_base():
    used = ["窓口;電話", "窓口", "電話;郵便", "郵便"] * 15
    asked = ["良い" if at % 2 else "悪い" for at in range(60)]
    asked = [answer if "窓口" in cell else "" for answer, cell in zip(asked, used, strict=True)]
    questions, _ = draft(利用=used, 窓口の評価=asked)
    assert questions["窓口の評価"]["base"] == 'Q1 == "窓口"'
