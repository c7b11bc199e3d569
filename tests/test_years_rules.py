"""years/rules: what may be compared, by hand-made codebooks; the rules are those that the report prints."""

import pytest
from correspondence_cases import book, question

from helpers.years.links import CONDITIONAL, NO, YES
from helpers.years.rules import draft_links, follow_bases, translate_base

ASKED = question("Q1", "町会の活動に参加していますか。", "はい", "いいえ")


def verdict(before: dict, after: dict) -> tuple[str, str]:
    (link,) = draft_links(book(before), book(after))
    return "・".join(link.status), link.comparable


@pytest.mark.parametrize(
    ("changed", "status", "comparable"),
    [
        ({}, "同じ", YES),
        ({"text": "問３　町会の活動に 参加していますか"}, "同じ", YES),
        ({"choices": ["いいえ", "はい"]}, "同じ", YES),
        ({"id": "Q2"}, "同じ", YES),
        ({"type": "SCALE"}, "同じ", YES),  # one choice a respondent, scored or not
        ({"text": "町内会の活動に参加していますか。"}, "文言変更", CONDITIONAL),
        ({"text": "町会の活動に参加していませんか。"}, "文言変更", NO),
        ({"text": "町会へ行くことがありますか。"}, "文言変更", NO),
        ({"choices": ["はい", "いいえ", "分からない"]}, "選択肢変更", NO),
        ({"choices": ["はい"]}, "選択肢変更", NO),
        ({"type": "MA"}, "型変更", NO),
        ({"base": 'Q0 == "はい"'}, "基数変更", NO),
        ({"percent_base": "answered"}, "基数変更", NO),
        ({"text": "町内会の活動に参加していますか。", "choices": ["はい"]}, "文言変更・選択肢変更", NO),
    ],
)
def test_single_answer(changed, status, comparable):
    assert verdict(ASKED, ASKED | changed) == (status, comparable)


def test_choices_that_stayed_of_a_multiple_answer():
    several = ASKED | {"type": "MA"}
    assert verdict(several, several | {"choices": ["はい", "不明"]}) == ("選択肢変更", CONDITIONAL)


def test_the_reason_says_what_changed_and_what_follows():
    (link,) = draft_links(book(ASKED), book(ASKED | {"choices": ["はい", "いいえ", "分からない"]}))
    assert link.what == "選択肢が変わった（加わった：「分からない」）"
    assert link.reason == link.what + "。選択肢の対応を分析者が確かめるまで比べない"


def test_bases_are_read_by_the_years_own_numbers():
    old = book(
        question("Q5", "加入していますか", "はい", "Q5"),
        question("Q6", "なぜですか", "理由", base='Q5 in ["はい", "Q5"]'),
    )
    new = book(
        question("Q6", "加入していますか", "はい", "Q5"),
        question("Q7", "なぜですか", "理由", base="Q6 in ['はい','Q5']"),
    )
    assert [(link.question, link.previous, link.comparable) for link in draft_links(old, new)] == [
        ("Q6", "Q5", YES),
        ("Q7", "Q6", YES),
    ]
    assert translate_base('Q5 == "Q5" and not Q1', {"Q5": "Q6"}) == 'Q6 == "Q5" and not Q1'


def test_what_holds_for_a_question_holds_for_those_asked_by_it():
    base = question("Q2", "理由", "時間", kind="MA", base='Q1 == "はい"')
    deeper = question("Q3", "その時間", "朝", base='Q2 == "時間"')
    old, new = book(ASKED, base, deeper), book(ASKED | {"choices": ["はい", "いいえ", "前は"]}, base, deeper)
    links = follow_bases(draft_links(old, new), new)
    assert [(link.question, link.comparable) for link in links] == [("Q1", NO), ("Q2", NO), ("Q3", NO)]
    assert links[1].status == ("基数変更",)
    assert links[1].reason == "基数を決める Q1 が変わった（選択肢が変わった）"


@pytest.mark.parametrize(
    ("before", "after", "status", "comparable"),
    [
        ({"respondents": "区内の団体"}, {"respondents": "区内の 団体"}, None, None),
        ({"respondents": "区内で活動するＮＰＯ等の団体"}, {"respondents": "区内で活動するNPOの団体"}, "対象変更", CONDITIONAL),
        ({"respondents": "区内の団体"}, {"respondents": "市民"}, "対象変更", NO),
        ({"mode": "郵送"}, {"mode": "オンライン"}, "方法変更", CONDITIONAL),
        ({"weight": None}, {"weight": "重み"}, "方法変更", CONDITIONAL),
        ({"respondents": "団体", "mode": "郵送"}, {"respondents": "市民", "mode": "訪問"}, "対象変更・方法変更", NO),
    ],
)  # fmt: skip
def test_the_survey_as_a_whole(before, after, status, comparable):
    links = draft_links(book(ASKED, **before), book(ASKED, **after))
    whole = [link for link in links if link.question == "*"]
    assert [("・".join(link.status), link.comparable) for link in whole] == (
        [(status, comparable)] if status else []
    )


def test_new_and_dropped_questions():
    links = draft_links(book(ASKED), book(question("Q7", "好きな色は何か", "青")))
    assert [(link.question, link.previous, link.status, link.reason) for link in links] == [
        ("Q7", "", ("新設",), "新しい設問"),
        ("", "Q1", ("廃止",), "なくなった設問"),
    ]
