"""sections/details: the four projects in detail, all numbers computed from rows."""

from __future__ import annotations

import pytest
from raw_cases import FILES, replaced
from section_cases import build_materials

from helpers.sections.detail_forum import build_forum
from helpers.sections.detail_platform import build_platform
from helpers.sections.detail_publicity import build_publicity
from helpers.sections.detail_survey import build_survey

EVIL = "<script>alert(1)</script> {{ forum.date }} **太** $x$"
PROJECTS = "projects:\n" + "".join(
    f"  - {{id: {name}, name: {name}事業}}\n" for name in ("forum", "survey", "publicity", "platform")
)
FORUM = """\
title: つながりを考える会
date: 2024-02-06
start: "19:00"
end: "20:30"
programme:
  - {part: 冒頭挨拶, speakers: [{name: 山田花子}], moderator: 佐藤太郎}
  - {part: 第1部, speakers: [{post: [大学教授, 理事], name: 鈴木一郎}], talk: つながる}
questions:
  - {id: FQ-1, question: こつは何ですか。, answers: [{speaker: 山田花子, text: "<b>何気なく</b>やることです。"}]}
  - {id: FQ-2, question: 次は。, answers: [{text: 来年です。}]}
questionnaire: questionnaire
"""


def build(root, **changes):
    return build_materials(root, {"projects.yaml": PROJECTS} | changes)


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return build(tmp_path_factory.mktemp("details"), **{"forum.yaml": FORUM})


def test_forum(materials):
    html = build_forum(materials)
    assert "forum事業の概要" in html
    assert "令和6年2月6日（火） 19:00～20:30" in html
    assert "<p>大学教授<br>理事<br>鈴木一郎氏</p><p>つながる</p>" in html
    assert "<p>司会：佐藤太郎氏</p>" in html
    assert "<p>（山田花子氏）&lt;b&gt;何気なく&lt;/b&gt;やることです。</p>" in html
    assert '<th scope="rowgroup" rowspan="2">質疑の内容' in html
    assert "n 不明" in html


def test_answer_without_a_speaker_is_not_given_one(materials):
    html = build_forum(materials)
    assert "来年です。" in html
    assert "None" not in html


def test_no_forum(tmp_path):
    assert "資料未受領：フォーラムの記録" in build_forum(build(tmp_path, **{"forum.yaml": None}))


def test_forum_without_a_day_does_not_stop_the_chapter(tmp_path):
    html = build_forum(build(tmp_path, **{"forum.yaml": "title: つながりを考える会\nvenue: 市民ホール\n"}))
    assert "市民ホール" in html
    assert "None" not in html


def test_questionnaire_that_is_not_there(tmp_path):
    forum = replaced("forum.yaml", "questionnaire: questionnaire\n", "")
    assert "資料未受領：フォーラムの参加者アンケート" in build_forum(build(tmp_path, **forum))


def test_forum_of_which_nothing_is_known_yet(tmp_path):
    html = build_forum(build(tmp_path, **{"forum.yaml": "title: null\nvenue: null\nquestionnaire: null\n"}))
    assert "資料未受領：フォーラムの記録" in html
    assert "None" not in html and "実施概要" not in html


def test_forum_without_a_title_yet(tmp_path):
    forum = {"forum.yaml": "venue: 市民ホール\nquestionnaire: questionnaire\n"}
    html = build_forum(build(tmp_path, **forum))
    assert "フォーラム（名称未定）の実施概要" in html
    assert "フォーラム（名称未定）　参加者アンケート結果（n 不明）" in html


def test_forum_whose_headings_have_no_text(tmp_path):
    text = "# 題\n## 開催の様子\n<!-- 昨年度の文。 -->\n## 参加者アンケート\n文。\n"
    html = build_forum(build(tmp_path, **{"chapters/forum.md": text}))
    assert "未執筆：開催の様子の文章はまだない。" in html
    assert "未執筆：参加者アンケート" not in html


QUESTIONNAIRE = "surveys/questionnaire/responses.csv"
PUBLISHED = "surveys/questionnaire/aggregates.csv"


def test_questionnaire_with_responses_is_printed_by_question(tmp_path):
    rows = {PUBLISHED: None, QUESTIONNAIRE: "回答ID,Q1\nR01,深まった\nR02,深まった\nR03,変わらない\n"}
    m = build(tmp_path, **rows)
    m.pictures["questionnaire_Q1"] = m.pictures["questionnaire"]
    html = build_forum(m)
    assert "［Q1］理解（n=3）" in html
    assert '<th scope="row">深まった</th><td class="num">2</td><td class="num">66.7</td>' in html
    assert "資料未受領" not in html.split("参加者アンケートの結果")[1].split("未執筆")[0].split("図版")[0]


def test_questionnaire_without_responses(tmp_path):
    html = build_forum(build(tmp_path, **{PUBLISHED: None, QUESTIONNAIRE: "回答ID,Q1\n"}))
    assert "資料未受領：フォーラムの参加者アンケート" in html
    assert "n=0" not in html


def test_survey_closed_question_with_its_table(materials):
    html = build_survey(materials)
    assert "［Q17］必要か（n=4）" in html
    assert "<summary>集計表（n=4）</summary>" in html
    assert '<th scope="row">全体</th><td class="num">4*</td><td class="num">100.0</td>' in html
    assert '<th scope="row">はい</th><td class="num">2</td><td class="num">50.0</td>' in html
    assert "基数は全回答者。" in html


def test_nobody_is_a_dash_and_not_zero_percent(tmp_path):
    rows = "回答ID,Q1,Q17,Q18,Q19\nR01,NPO法人,はい,文,人員\n"
    html = build_survey(build(tmp_path, **{"surveys/survey/responses.csv": rows}))
    assert '<th scope="row">いいえ</th><td class="num">-</td><td class="num">-</td>' in html


def test_survey_of_which_only_shares_were_published(tmp_path):
    """A base that nobody published is n 不明, in the caption and in the table; it is never made up."""
    gone = {"surveys/survey/responses.csv": None}
    shares = {
        "surveys/survey/aggregates.csv": "question,choice,percent,n,source\nQ17,はい,72,,広報\nQ17,いいえ,28,,広報\n"
    }
    html = build_survey(build(tmp_path, **gone, **shares))
    assert "［Q17］必要か（n 不明）" in html
    assert "72" in html
    assert "NA" not in html


def test_multiple_answers_say_why_they_exceed_100(materials):
    html = build_survey(materials)
    assert html.count("複数回答のため合計は100%を超え") == 1
    assert "基数はQ17で「はい」と答えた回答者。" in html


def test_synthetic_question_says_so_at_its_figure(tmp_path):
    changes = replaced("surveys/survey/survey.yaml", "other: その他}", "other: その他, synthetic: true}")
    html = build_survey(build(tmp_path, **changes))
    assert html.count("合成データ") == 2, "in the caption and in the note"
    assert html.index("［Q19］") < html.index("合成データ")


def test_open_question_with_quotations_and_reasons(materials):
    html = build_survey(materials)
    assert "一人暮らしの方に会ったとき" in html
    assert 'href="#r-SV-Q18-R01"' in html
    assert "分析者の指定：代表的（編集部）" in html


def test_answer_that_looks_like_code_stays_text(tmp_path):
    rows = FILES["surveys/survey/responses.csv"].replace("一人暮らしの方に会ったとき", EVIL)
    html = build_survey(build(tmp_path, **{"surveys/survey/responses.csv": rows}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ forum.date }} **太** $x$" in html
    assert "<script>" not in html


def test_two_open_questions_have_two_anchors(tmp_path):
    book = FILES["surveys/survey/survey.yaml"] + "  - {id: Q20, text: 自由に, type: FA}\n"
    rows = "回答ID,Q1,Q17,Q18,Q19,Q20\nR01,NPO法人,はい,暮らし,人員,雪が降る\n"
    html = build_survey(
        build(tmp_path, **{"surveys/survey/survey.yaml": book, "surveys/survey/responses.csv": rows})
    )
    assert html.count('id="fig-survey_Q18_words"') == 1
    assert html.count('id="fig-survey_Q20_words"') == 1


def test_numeric_question_does_not_stop_the_chapter(tmp_path):
    book = FILES["surveys/survey/survey.yaml"] + "  - {id: Q20, text: 会員数, type: NUM}\n"
    rows = "回答ID,Q1,Q17,Q18,Q19,Q20\nR01,NPO法人,はい,暮らし,人員,12\n"
    html = build_survey(
        build(tmp_path, **{"surveys/survey/survey.yaml": book, "surveys/survey/responses.csv": rows})
    )
    assert "［Q17］" in html


def test_no_survey(tmp_path):
    gone = {file: None for file in FILES if file.startswith("surveys/survey/")}
    assert "資料未受領：調査の回答" in build_survey(build(tmp_path, **gone))


@pytest.mark.parametrize("rows", ["回答ID,Q1,Q17,Q18,Q19\n", None])
def test_survey_without_answers_shows_no_chart(tmp_path, rows):
    html = build_survey(build(tmp_path, **{"surveys/survey/responses.csv": rows}))
    assert "資料未受領：調査の回答" in html
    assert "n=0" not in html and "<img" not in html


def test_question_that_nobody_was_asked_shows_no_chart(tmp_path):
    rows = "回答ID,Q1,Q17,Q18,Q19\nR01,NPO法人,いいえ,,\n"
    html = build_survey(build(tmp_path, **{"surveys/survey/responses.csv": rows}))
    assert (
        "［Q19］課題（n=0）：基数（Q17で「はい」と答えた回答者）に当たる回答がないため、集計はない。" in html
    )
    assert "fig-survey_Q19" not in html


def test_distribution_with_computed_sums(materials):
    html = build_publicity(materials)
    assert (
        '<th scope="rowgroup" rowspan="2">市内各所</th><td>1</td><td>福祉会館</td><td class="num">7か所</td><td class="num">70</td>'
        in html
    )
    assert '<td>2</td><td>協議会</td><td class="num"></td><td class="num">30</td>' in html
    assert '<th scope="row" colspan="4">小計（市内各所）</th><td class="num">100</td>' in html
    assert '<th scope="row" colspan="4">合計</th><td class="num">120</td>' in html


def test_no_distribution(tmp_path):
    assert "資料未受領：配布先リスト" in build_publicity(build(tmp_path, **{"distribution.csv": None}))


def test_copies_that_could_not_be_read_do_not_stop_the_chapter(tmp_path):
    table = "group,place,sites,copies_per_site,copies\n市内各所,一,,,十部\n市内各所,二,,,5\n"
    assert "二" in build_publicity(build(tmp_path, **{"distribution.csv": table}))


def test_platform(materials):
    html = build_platform(materials)
    assert "第1回<br>令和5年11月20日（月）" in html
    assert "（1）調査について" in html
    assert '町会が続かない。 <a class="evidence" href="#r-PF-01">PF-01</a>' in html
    assert "<td>港町会</td><td>会長</td><td>保健予防課</td><td>課長</td>" in html
    assert "地域側 1名、行政側 1名" in html
    assert "開催日は資料に記載がない" not in html


def test_meeting_without_a_day_says_so(tmp_path):
    html = build_platform(build(tmp_path, **replaced("platform.yaml", "date: 2023-11-20", "date: null")))
    assert "開催日は資料に記載がない" in html
    assert "None" not in html


def test_opinion_without_a_category_is_not_lost(tmp_path):
    table = FILES["opinions.csv"] + "PF-02,1,町会,,分類のない意見。\n"
    assert "分類のない意見。" in build_platform(build(tmp_path, **{"opinions.csv": table}))


def test_participants_of_unequal_sides(tmp_path):
    table = FILES["participants.csv"] + "地域,NPO,支え合いの会,,\n"
    html = build_platform(build(tmp_path, **{"participants.csv": table}))
    assert "<td>支え合いの会</td><td>（記載なし）</td><td></td><td></td>" in html


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("opinions.csv", "PFで出た意見の記録"),
        ("participants.csv", "PFの参加者一覧"),
        ("platform.yaml", "PF会合の記録"),
    ],
)
def test_parts_of_the_platform_that_are_not_there(tmp_path, file, what):
    assert f"資料未受領：{what}がまだない。" in build_platform(build(tmp_path, **{file: None}))
