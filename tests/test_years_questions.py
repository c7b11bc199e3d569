"""years/questions: what changed in asking, and what that breaks."""

from year_cases import build_year

from helpers.sections.carry_over import this_year
from helpers.years import questions as q
from helpers.years.questions import Difference, compare_question, list_differences

ASKED = {"text": "必要ですか。", "type": "SA", "choices": ["はい", "いいえ"], "base": None}


def test_the_same_question_but_for_blanks_and_widths():
    assert compare_question(ASKED, ASKED | {"text": "必要 ですか。", "choices": ["いいえ", "はい"]}) == []


def test_reworded_is_marked_and_can_be_compared():
    assert compare_question(ASKED, ASKED | {"text": "要りますか。"}) == [
        Difference("設問文が変わった", "必要ですか。", "要りますか。", False)
    ]


def test_other_choices_break_a_single_answer_but_not_a_multiple_one():
    wider = ["はい", "いいえ", "わからない"]
    assert compare_question(ASKED, ASKED | {"choices": wider}) == [
        Difference("選択肢が変わった", "", "「わからない」", True)
    ]
    several = ASKED | {"type": "MA"}
    assert [found.breaks for found in compare_question(several, several | {"choices": wider})] == [False]


def test_another_base_or_type_breaks():
    assert compare_question(ASKED, ASKED | {"base": 'Q1 == "はい"'}) == [
        Difference("尋ねた相手（基数）が変わった", "全回答者", 'Q1 == "はい"', True)
    ]
    assert [found.what for found in compare_question(ASKED, ASKED | {"type": "MA"})] == ["設問の型が変わった"]


def test_questions_and_surveys_that_came_or_went(tmp_path):
    survey = "surveys/survey/survey.yaml"
    text = "id: survey\ntitle: つながり調査\nrespondents: 市民\nquestions:\n  - {id: Q1, text: 種別, type: SA, choices: [NPO法人, 任意団体]}\n  - {id: Q9, text: 年代, type: FA}\n"
    held = {survey: text, "surveys/survey/responses.csv": "回答ID,Q1,Q9\nR01,NPO法人,若い\n"}
    gone = {"surveys/questionnaire/survey.yaml": None, "surveys/questionnaire/aggregates.csv": None}
    years = [build_year(tmp_path, 2023), build_year(tmp_path, 2024, changes=held | gone)]
    found = [(where, item.what) for where, item in list_differences(*map(this_year, years))]
    assert found == [
        ("つながり調査", q.RESPONDENTS),
        ("つながり調査 Q9", q.ADDED),
        ("つながり調査 Q17", q.DROPPED),
        ("つながり調査 Q18", q.DROPPED),
        ("つながり調査 Q19", q.DROPPED),
        ("参加者アンケート", q.NO_SURVEY),
    ]
