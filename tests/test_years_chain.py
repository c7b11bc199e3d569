"""years/chain, years/trend, years/history and the sections of 05 over three years of a survey that kept changing.

2023 Q1 needs it (はい, いいえ); Q2 age (20代, 30代, 40代以上)
2024 Q1 is new; needs it is Q2, its wording untouched; age is Q3, reworded beyond recognition
2025 age has 20～39歳, confirmed to be 20代 + 30代; needs it is dropped
"""

import pytest
from bs4 import BeautifulSoup
from year_cases import LEDGER, book_of, build_year, leave_results, respond, survey_of

from helpers.case import Years
from helpers.fingerprint import Fingerprints
from helpers.keys import key_of_step
from helpers.raw.correspondence import COLUMNS
from helpers.sections import years_answers, years_changes, years_history
from helpers.sections.carry_over import this_year
from helpers.sections.years_base import Comparison
from helpers.years.chain import Chain
from helpers.years.history import list_history, list_surveys_held
from helpers.years.indicators import (
    Indicator,
    compare_indicator,
    list_indicators,
    name_before,
    read_indicator,
)
from helpers.years.links import CONDITIONAL, NO, YES
from helpers.years.trend import list_trends

NEED = "text: 支援が必要ですか。, type: SA, choices: [はい, いいえ]"
AGE = "text: 年代をお選びください。, type: SA, choices: [20代, 30代, 40代以上]"
AGED = "text: 何歳ですか。, type: SA, choices: [20代, 30代, 40代以上]"
MERGED = "text: 何歳ですか。, type: SA, choices: [20～39歳, 40代以上]"
NEW = "text: 団体の形, type: SA, choices: [NPO法人, 任意団体]"
HEAD = ",".join(COLUMNS)
YES_2023 = "survey.Q1.はい.percent"
NAMED = LEDGER.replace("status: 未着手}", f"status: 未着手, indicators: [{YES_2023}]}}", 1)
BOOKS = {
    2023: (book_of(f"id: Q1, {NEED}", f"id: Q2, {AGE}"), respond("Q1,Q2", (30, "はい,20代"), (20, "いいえ,40代以上"))),
    2024: (book_of(f"id: Q1, {NEW}", f"id: Q2, {NEED}", f"id: Q3, {AGED}"),
           respond("Q1,Q2,Q3", (45, "NPO法人,はい,20代"), (5, "任意団体,いいえ,30代"))),
    2025: (book_of(f"id: Q1, {NEW}", f"id: Q3, {MERGED}"),
           respond("Q1,Q3", (20, "NPO法人,20～39歳"), (30, "任意団体,40代以上"))),
}  # fmt: skip
CONFIRMED = {
    2024: f"{HEAD}\nQ3,,Q2,,文言変更,条件付き,同じ年代を尋ねた,,,山田,\n",
    2025: f"{HEAD}\nQ3,,Q3,,選択肢変更,可,年代をまとめた,20～39歳 ← 20代 + 30代,,山田,\n",
}


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    root = tmp_path_factory.mktemp("chain")
    return [
        build_year(root, year, NAMED if year == 2023 else "[]\n", survey_of(*held, CONFIRMED.get(year)))
        for year, held in BOOKS.items()
    ]


@pytest.fixture(scope="module")
def years(materials):
    return [this_year(m) for m in materials]


@pytest.fixture(scope="module")
def chain(years) -> Chain:
    return Chain(years)


@pytest.fixture(scope="module")
def comparison(years) -> Comparison:
    return Comparison(years)


def cells(html: str, figure: int = 0) -> list[list[str]]:
    tables = BeautifulSoup(html, "html.parser").find_all("table")
    return [
        [cell.get_text("\n") for cell in row.find_all(["th", "td"])]
        for row in tables[figure].select("tbody tr")
    ]


def test_threads_follow_a_question_through_its_numbers(chain):
    assert chain.threads("survey") == [
        {2024: "Q1", 2025: "Q1"},
        {2023: "Q2", 2024: "Q3", 2025: "Q3"},
        {2023: "Q1", 2024: "Q2"},
    ]


def test_links_over_two_steps(chain, years):
    links = {link.question: link for link in chain.links("survey", years[0], years[2])}
    assert (links["Q3"].previous, links["Q3"].comparable) == ("Q2", CONDITIONAL)
    assert [(pair.new, pair.old) for pair in links["Q3"].pairs] == [
        (("20～39歳",), ("20代", "30代")),
        (("40代以上",), ("40代以上",)),
    ]
    assert (links["Q1"].previous, links["Q1"].comparable) == ("", NO)
    assert chain.links("survey", years[0], years[0]) == []
    assert chain.links("no_survey", years[0], years[2]) == []


def test_changes_are_those_of_the_links(chain, years):
    frame = chain.changes("survey", years[0], years[2])
    held = frame[(frame["question"] == "Q3") & (frame["choice"] == "20～39歳")].iloc[0]
    assert (held["previous_choice"], held["percent_before"], held["percent_after"]) == (
        "20代＋30代",
        60.0,
        40.0,
    )
    assert chain.changes("survey", years[0], years[2]) is frame


def test_a_figure_under_its_name_of_another_year(chain, years):
    first, second, third = years
    assert chain.name_in(second, YES_2023, first) == "survey.Q2.はい.percent"
    assert chain.name_in(first, "survey.Q2.はい.percent", second) == YES_2023
    assert chain.name_in(third, YES_2023, first) is None
    assert chain.name_in(second, "survey.Q1.n", first) == "survey.Q2.n"
    assert chain.name_in(second, "survey.Q2.無回答.percent", first) == "survey.Q3.無回答.percent"
    assert chain.name_in(first, "survey.Q3.20～39歳.percent", third) is None  # two choices then
    assert chain.name_in(third, "forum.attendance", first) == "forum.attendance"
    assert name_before(first, second, "survey.Q2.はい.percent") == YES_2023


def test_an_indicator_keeps_its_question_not_its_number(chain, years):
    (held, *_) = list_indicators(chain)
    assert held == Indicator((YES_2023, "survey.Q2.はい.percent", None))
    values = [read_indicator(year, name) for year, name in zip(years, held.names, strict=True)]
    assert [value and value.fact.value for value in values] == [60.0, 90.0, None]
    change = compare_indicator(years[0], years[1], held.name)  # as step ⑨ asks, without a chain
    assert (change.difference, change.is_more_than_chance) == (30.0, True)
    assert compare_indicator(years[0], years[1], "survey.Q1.NPO法人.percent") is None


def test_trends_one_a_question_of_two_years(chain):
    trends = list(list_trends(chain, "survey"))
    assert [(trend.ids, [row.label for row in trend.rows]) for trend in trends] == [
        (("Q1", "Q1"), ["NPO法人", "任意団体"]),
        (("Q2", "Q3", "Q3"), ["20～39歳", "40代以上"]),
        (("Q1", "Q2"), ["はい", "いいえ"]),
    ]
    age = trends[1]
    assert age.bases == (50, 50, 50)
    assert [row.shares for row in age.rows] == [(60.0, 100.0, 40.0), (40.0, 0.0, 60.0)]
    assert [change["difference"] for change in age.rows[0].changes] == [40.0, -60.0]
    assert (age.rows[0].whole["difference"], age.rows[0].is_more_than_chance) == (-20.0, True)
    assert [link.comparable for link in age.links] == [CONDITIONAL, YES]


def test_history_says_what_when_and_who(chain):
    history = list_history(chain)
    told = history[
        ["after", "previous_question", "question", "status", "comparable", "confirmed_by", "draft"]
    ]
    assert told.to_numpy().tolist() == [
        [2024, "", "Q1", "新設", NO, "", True],
        [2024, "Q1", "Q2", "同じ", YES, "", True],
        [2024, "Q2", "Q3", "文言変更", CONDITIONAL, "山田", False],
        [2025, "Q3", "Q3", "選択肢変更", YES, "山田", False],
        [2025, "Q2", "", "廃止", NO, "", True],
    ]
    assert history["what"].tolist()[1:3] == ["番号が変わった", "番号が変わった。設問文が変わった"]
    assert history["text_before"].iloc[2] == "年代をお選びください。"
    assert history["choices"].iloc[3] == "20～39歳 ← 20代 + 30代"


def test_findings_are_told_once(years):
    chain = Chain(years)
    Chain(years)
    assert [(f.rule, f.given) for f in chain.findings.items] == [
        ("correspondence-draft", "Q1、Q2"),
        ("correspondence-draft", "Q2"),
    ]


def test_printed_answers(comparison):
    html = years_answers.build_answers(comparison)
    assert cells(html, 1)[:2] == [
        ["n", "50", "50", "", "50", "", ""],
        ["20～39歳", "60.0%", "100.0%", "+40.0 ▲ p<0.001\n［25.7～53.8］", "40.0%", "-60.0 ▼ p<0.001\n［-72.4～-44.4］",
         "-20.0 ▼ p=0.046\n［-37.5～-0.5］"],
    ]  # fmt: skip
    captions = [tag.get_text() for tag in BeautifulSoup(html, "html.parser").find_all("figcaption")]
    assert "図表4　つながり調査 Q3　何歳ですか。" in captions
    assert "図表6　【案】つながり調査 Q2　支援が必要ですか。" in captions
    assert comparison.pictures["years_survey_Q3"].alt.startswith(
        "折れ線グラフ。20～39歳：令和5年度 60.0%（n=50）"
    )
    assert "令和5年度→令和6年度：条件付き：同じ年代を尋ねた。" in html


def test_printed_history(comparison):
    table = cells(years_history.build_history(comparison))
    assert table[2] == [
        "令和5年度\n→令和6年度", "つながり調査 Q2→Q3", "番号が変わった。設問文が変わった", "年代をお選びください。", "何歳ですか。",
        "条件付きで比べる\n同じ年代を尋ねた", "山田",
    ]  # fmt: skip
    assert table[1][-2:] == ["比べる", "【案】要確認"]
    assert table[3][4] == "何歳ですか。\n選択肢の対応（後 ← 前）：\n20～39歳 ← 20代 + 30代"


def test_points_in_brief_name_what_moved(comparison):
    text = years_changes.build_summary(comparison)
    assert (
        "回答が最初の年度から偶然を超えて変わった設問は3問（つながり調査 Q1「NPO法人」-50.0ポイント、" in text
    )


def test_what_is_refused_is_listed(tmp_path):
    wider = book_of(f"id: Q1, {NEED.replace('いいえ]', 'いいえ, 前は]')}")
    old = survey_of(book_of(f"id: Q1, {NEED}"), respond("Q1", (30, "はい"), (20, "いいえ")))
    new = survey_of(wider, respond("Q1", (30, "はい"), (20, "前は")))
    held = [
        this_year(build_year(tmp_path, year, "[]\n", files)) for year, files in ((2023, old), (2024, new))
    ]
    html = years_answers.build_answers(Comparison(held))
    assert cells(html) == [
        ["【案】つながり調査 Q1", "令和5年度→令和6年度", "すべて",
         "選択肢が変わった（加わった：「前は」）。選択肢の対応を分析者が確かめるまで比べない"],
    ]  # fmt: skip
    assert "折れ線" not in html


@pytest.mark.parametrize("count", [0, 1, 3])
def test_hardly_any_answers(tmp_path, count):
    files = survey_of(book_of(f"id: Q1, {NEED}"), respond("Q1", (count, "はい")))
    c = Comparison([this_year(build_year(tmp_path, year, "[]\n", files)) for year in (2023, 2024)])
    html = years_answers.build_answers(c)
    assert "偶然を超える増加、▼は" in html or count == 0
    assert "▲ p" not in html and "▼ p" not in html


def test_hostile_wordings_are_only_text(tmp_path):
    book = book_of('id: Q1, text: "<b>=1+1</b>", type: SA, choices: ["<script>x</script>", "=cmd"]')
    files = survey_of(book, respond("Q1", (3, "=cmd")))
    c = Comparison([this_year(build_year(tmp_path, year, "[]\n", files)) for year in (2023, 2024)])
    html = years_answers.build_answers(c)
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_a_survey_that_skipped_a_year(tmp_path):
    held = survey_of(book_of(f"id: Q1, {NEED}"), respond("Q1", (30, "はい"), (20, "いいえ")))
    none = dict.fromkeys(held) | {"surveys/survey/responses.csv": None}
    given = [(2023, held), (2024, none), (2025, held)]
    years = [this_year(build_year(tmp_path, year, "[]\n", files)) for year, files in given]
    chain = Chain(years)
    assert [(step.before.number, step.after.number) for step in chain.steps("survey")] == [(2023, 2025)]
    assert list(list_surveys_held(chain)) == [
        (2023, 2024, "つながり調査", "実施しなかった調査"),
        (2024, 2025, "つながり調査", "新しい調査"),
    ]


def test_a_confirmation_makes_the_notebook_run_again(materials):
    """01_prepare hands on the hashes of all raw files, and 04 and 05 are made of what it hands on."""
    m = materials[-1]
    case = m.raw.case
    for each in materials:
        leave_results(each)
    years = Years(case.municipality, case.root)
    for notebook in ("01_prepare", "05_compare_years"):
        (case.root / "notebooks").mkdir(exist_ok=True)
        (case.root / "notebooks" / f"{notebook}.ipynb").write_text("{}", encoding="utf-8", newline="\n")
    file = case.raw / "surveys" / "survey" / "correspondence.csv"
    before = [key_of_step(case, "01_prepare", Fingerprints(case.root)), m.raw.hashes]
    assert any(name.endswith("surveys/survey/correspondence.csv") for name in m.raw.hashes)
    handed = key_of_step(years, "05_compare_years", Fingerprints(case.root))
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    assert key_of_step(case, "01_prepare", Fingerprints(case.root)) != before[0]
    m.raw.hashes["data/raw/changed"] = "other"
    leave_results(m)
    assert key_of_step(years, "05_compare_years", Fingerprints(case.root)) != handed
