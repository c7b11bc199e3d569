"""What each YAML file takes over: names, plans and codebooks; no figure, date or result."""

import pytest
import yaml
from raw_cases import FILES

from helpers.newyear import carry
from helpers.newyear.blanks import DOCUMENTS


def loaded(text):
    return yaml.safe_load(text)


def test_case_keeps_all_but_the_year_and_its_goals():
    text = carry.carry_case(FILES["case.yaml"], 2023, 2024)
    before, after = loaded(FILES["case.yaml"]), loaded(text)
    assert after == before | {"fiscal_year": 2024, "goals": {"final": ["支え合うまち"], "this_year": None}}
    assert "# 要確認：人口" in text
    assert "#2023| this_year: [体制づくり]" in text


def test_case_texts_that_refer_to_last_years_figures_are_emptied():
    text = FILES["case.yaml"].replace("activities: 声かけ", 'activities: "{{ watch.count }}と声かけ"')
    (effort,) = loaded(carry.carry_case(text, 2023, 2024))["previous_efforts"]
    assert effort == {"name": "見守りの会", "activities": None, "members": "町会"}


def test_projects_keep_names_plans_and_contractors():
    text = FILES["projects.yaml"] + "    periods: [3月]\n    venue: 会館\n    results: [110名が参加]\n"
    after = loaded(carry.carry_projects(text.replace("{{ forum.date | 和暦 }}に開く", "講演"), 2023))
    assert after == {
        "points": None,
        "projects": [
            {
                "id": "forum",
                "name": "フォーラムの開催",
                "content": ["講演"],
                "aims": ["周知"],
                "contractors": [{"name": "架空印刷", "role": "印刷", "cost_yen": None}],
                "detail": {"summary": None, "result": None, "ingenuity": None},
                "periods": None,
                "venue": None,
                "results": None,
            }
        ],
    }


def test_content_that_refers_to_a_figure_is_set_aside():
    (project,) = loaded(carry.carry_projects(FILES["projects.yaml"], 2023))["projects"]
    assert project["content"] == []


def test_forum_keeps_its_questionnaire_only():
    after = loaded(carry.carry_forum(FILES["forum.yaml"], 2023))
    assert {key: value for key, value in after.items() if value is not None} == {
        "questionnaire": "questionnaire"
    }
    assert list(after) == list(loaded(FILES["forum.yaml"]))


def test_platform_keeps_its_links_only():
    after = loaded(carry.carry_platform(FILES["platform.yaml"], 2023))
    assert after == loaded(FILES["platform.yaml"]) | {"meetings": None}


def test_figures_keep_their_slots():
    after = loaded(carry.carry_figures(FILES["figures.yaml"], 2023))
    assert after == [{"id": "forum_scene", "file": None, "caption": None, "alt": None, "source": "森の港市"}]


SURVEY = """\
id: survey
title: つながり調査
respondents: 市内の団体
sent: 10
period: {start: 2024-01-19, end: 2024-02-23}
source: 森の港市「つながり調査」
synthetic: >-
  すべて合成データである。
header_rows: 2
questions:
  - {id: Q1, type: SA, choices: [はい], synthetic: true}
  - id: Q2
    type: FA
    published: [R1]   # 要約
"""


@pytest.mark.parametrize(
    ("same", "source", "respondents"), [(True, "森の港市「つながり調査」", "市内の団体"), (False, None, None)]
)
def test_survey_keeps_its_codebook(same, source, respondents):
    assert loaded(carry.carry_survey(SURVEY, 2023, same_municipality=same)) == {
        "id": "survey",
        "title": "つながり調査",
        "respondents": respondents,
        "sent": None,
        "period": {"start": None, "end": None},
        "source": source,
        "synthetic": None,
        "header_rows": 2,
        "questions": [
            {"id": "Q1", "type": "SA", "choices": ["はい"], "synthetic": None},
            {"id": "Q2", "type": "FA", "published": None},
        ],
    }


def test_the_note_on_old_lines_stands_once_however_many_years_follow():
    once = carry.carry_platform(FILES["platform.yaml"], 2023)
    twice = carry.carry_platform(once.replace("meetings: null", "meetings: [{number: 1}]"), 2024)
    assert twice.count("行頭に") == 1
    assert "#2024| meetings: [{number: 1}]" in twice


def test_missing_document_is_the_blank_one():
    assert carry.carry_document("forum.yaml", None, 2023) == DOCUMENTS["forum.yaml"]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_blank_documents_can_be_read(file):
    assert loaded(DOCUMENTS[file])


ISSUES = [
    {"id": "CO-2022-01", "title": "名簿: 届かない", "theme": "名簿", "origin": 2022, "status": "継続",
     "done": "70か所を訪ねた", "indicators": ["survey.Q5.参加していない.percent"], "projects": ["salon"], "evidence": ["PF-03"]},
    {"id": "CO-2023-01", "title": "済んだこと", "origin": 2023, "status": "解消", "done": "済"},
]  # fmt: skip


def test_open_issues_wait_for_their_status_as_comments():
    text = carry.write_issues(ISSUES, 2023)
    assert loaded(text) is None
    assert "2023年度末は「継続」" in text
    assert "CO-2023-01" not in text
    assert "70か所" not in text


def test_issue_freed_of_its_comment_and_given_a_status_is_whole():
    lines = carry.write_issues(ISSUES, 2023).splitlines()
    start = lines.index("# - id: CO-2022-01")
    text = "\n".join(line.removeprefix("# ") for line in lines[start:]).replace("status: ", "status: 着手")
    assert loaded(text) == [
        {
            "id": "CO-2022-01",
            "title": "名簿: 届かない",
            "theme": "名簿",
            "origin": 2022,
            "status": "着手",
            "done": None,
            "indicators": ["survey.Q5.参加していない.percent"],
            "projects": [],
            "evidence": [],
        }
    ]


def test_ledger_without_open_issues_is_empty():
    assert loaded(carry.write_issues(ISSUES[1:], 2023)) == []


def test_the_note_on_the_population_stands_once_and_names_its_source():
    once = carry.carry_case(FILES["case.yaml"], 2023, 2024)
    assert "# 要確認：人口は昨年度から引き継いだ。" in once
    later = carry.carry_case(once, 2024, 2026)
    assert later.count("要確認：人口") == 1
    assert "# 要確認：人口は令和6年度から引き継いだ。" in later


def test_survey_keeps_all_that_says_how_to_tabulate():
    text = """\
id: survey
title: 調査
id_column: null
weight: W
percent_base: answered
suppress_below: 3
crosstabs: [Q1, Q1*Q3_band]
questions:
  - {id: Q1, type: SCALE, choices: [よい, わるい], scores: {よい: 1}, items: {駅: a, 店: b}, nets: {計: [よい]}}
  - {id: Q3, type: NUM, unit: 歳, minimum: 0, bands: {若: [null, 65], 老: [65, null]}}
derived:
  - {id: D1, from: Q1_1, recode: {上: [よい], 下: [わるい]}}
"""
    assert loaded(carry.carry_survey(text, 2023, same_municipality=True)) == loaded(text)
