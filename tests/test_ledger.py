"""ledger: the names of the contract, each with value, unit and source; computed, never typed twice."""

from __future__ import annotations

import datetime as dt

import pytest
from raw_cases import FILES, build_case, replaced

from helpers.ledger import build_facts, delivered, find_absent
from helpers.raw import read_case
from helpers.tabulate import tabulate_surveys

DISTRIBUTION = "distribution.csv"
HEAD = "group,place,sites,copies_per_site,copies\n"


def build_store(root, changes=None):
    raw = read_case(build_case(root, changes))
    return build_facts(raw, tabulate_surveys(raw.surveys.values()))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return build_store(tmp_path_factory.mktemp("ledger"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("case.population", "12,345人"),
        ("case.population.as_of", "令和2年10月"),
        ("watch.count", "約70"),
        ("leaflet.ordered", "令和5年12月"),
        ("forum.title", "つながりを考える会"),
        ("forum.date", "令和6年2月6日（火）"),
        ("forum.time", "19:00～20:30"),
        ("forum.venue", "市民ホール"),
        ("forum.attendance", "110名"),
        ("media.plays", "279回"),
        ("media.plays.as_of", "令和6年3月11日（月）"),
        ("platform.meetings", "1回"),
        ("participants.community", "1名"),
        ("participants.office", "1名"),
        ("distribution.total", "120部"),
        ("distribution.市内各所", "100部"),
        ("distribution.市役所内", "20部"),
        ("distribution.福祉会館.sites", "7か所"),
        ("distribution.福祉会館.copies", "70部"),
        ("distribution.窓口.copies", "20部"),
        ("projects.forum.name", "フォーラムの開催"),
        ("projects.forum.cost", "30万円"),
        ("projects.cost", "30万円"),
        ("survey.title", "つながり調査"),
        ("survey.sent", "10団体"),
        ("survey.returned", "4団体"),
        ("survey.response_rate", "40.0%"),
        ("survey.start", "令和6年1月19日（金）"),
        ("survey.end", "令和6年2月23日（金）"),
        ("survey.period", "令和6年1月19日（金）～令和6年2月23日（金）"),
        ("survey.Q17.n", "4"),
        ("survey.Q17.はい.n", "2団体"),
        ("survey.Q17.はい.percent", "50.0%"),
        ("survey.Q17.秘匿.n", "1団体"),
        ("survey.Q1.NPO法人.percent", "25.0%"),
        ("survey.Q1.無回答.n", "1団体"),
        ("survey.Q19.人員.n", "1団体"),
        ("questionnaire.Q1.深まった.percent", "72%"),
    ],
)
def test_names_of_the_contract(store, name, shown):
    assert store.show(name) == shown


@pytest.mark.parametrize(
    "name", ["questionnaire.Q1.n", "questionnaire.Q1.深まった.n", "questionnaire.returned"]
)
def test_base_that_was_not_published_has_no_fact(store, name):
    assert name not in store.facts


@pytest.mark.parametrize(
    "name", ["distribution.合計", "distribution.小計", "distribution.協議会.sites", "survey.Q18.n"]
)
def test_no_fact_is_made_where_there_is_none(store, name):
    assert name not in store.facts


def test_every_fact_has_a_source_and_a_label(store):
    assert [name for name, fact in store.facts.items() if not (fact.source and fact.label)] == []


@pytest.mark.parametrize(
    ("name", "source", "formula"),
    [
        ("watch.count", "facts.csv 2行目（聞き取り）", ""),
        ("media.plays", "media.csv 2行目（画面）", ""),
        ("distribution.窓口.copies", "distribution.csv 4行目", ""),
        ("survey.response_rate", "surveys/survey/responses、surveys/survey/survey.yaml", "4 ÷ 10 × 100"),
        ("survey.Q17.はい.percent", "surveys/survey/responses の「Q17」列", "2 ÷ 4 × 100"),
        (
            "questionnaire.Q1.深まった.percent",
            "surveys/questionnaire/aggregates.csv（広報）",
            "公表された割合（n 不明）",
        ),
    ],
)
def test_sources_and_formulas(store, name, source, formula):
    assert (store.facts[name].source, store.facts[name].formula) == (source, formula)


def test_values_are_kept_as_values(store):
    assert store.facts["forum.date"].value == dt.date(2024, 2, 6)
    assert store.facts["survey.response_rate"].value == pytest.approx(40.0)
    assert store.facts["case.population"].as_of == "2020-10"


def test_synthetic_question_marks_its_facts(tmp_path):
    changes = replaced("surveys/survey/survey.yaml", "other: その他}", "other: その他, synthetic: true}")
    store = build_store(tmp_path, changes)
    assert store.facts["survey.Q19.人員.n"].synthetic
    assert not store.facts["survey.Q17.はい.n"].synthetic


def test_sum_rows_are_checks_and_no_deliveries(tmp_path):
    table = f"{HEAD}甲,一,,,10\n小計,,,,10\n乙,二,,,5\n小計,,,,5\n合計,,,,15\n"
    raw = read_case(build_case(tmp_path, {DISTRIBUTION: table}))
    assert list(delivered(raw)["copies"]) == [10, 5]
    store = build_facts(raw, tabulate_surveys([]))
    assert (
        store.show("distribution.total"),
        store.show("distribution.甲"),
        store.show("distribution.乙"),
    ) == (
        "15部",
        "10部",
        "5部",
    )


@pytest.mark.parametrize(
    "missing",
    ["facts.csv", "projects.yaml", "forum.yaml", "platform.yaml", "participants.csv", DISTRIBUTION, "media.csv",
     "surveys/survey/survey.yaml", "surveys/survey/responses.csv", "surveys/questionnaire/aggregates.csv"],
)  # fmt: skip
def test_every_input_but_the_case_may_be_missing(tmp_path, missing):
    assert "case.population" in build_store(tmp_path, {missing: None}).facts


def test_double_definition_is_refused(tmp_path):
    table = FILES["facts.csv"] + "forum.date,開催日,2024-02-07,,,,,聞き取り,\n"
    with pytest.raises(ValueError, match=r"forum.date.*facts.csv 4行目.*forum.yaml"):
        build_store(tmp_path, {"facts.csv": table})


def test_whole_amounts_of_several_contractors_add_up(tmp_path):
    changes = replaced(
        "projects.yaml", "cost_yen: 300000}", "cost_yen: 300000}, {name: 架空放送, cost_yen: 12345}"
    )
    store = build_store(tmp_path, changes)
    assert [store.show(f"projects.forum.cost{end}") for end in (".1", ".2", "")] == [
        "30万円",
        "12,345円",
        "312,345円",
    ]


def test_value_that_could_not_be_read_has_no_fact_and_stops_nothing(tmp_path):
    """The reader has set the value aside with a finding; a reference to it is then unknown, by name and line."""
    changes = {
        DISTRIBUTION: f"{HEAD}甲,一,,,十部\n甲,二,,,5\n",
        "media.csv": "id,channel,label,value,unit,as_of,source\nplays,動画,再生数,多数,回,2024-03-11,画面\n",
        "facts.csv": "id,label,value,unit,prefix,suffix,as_of,source,note\nwatch.count,町会,七十,,約,,,聞き取り,\n",
        **replaced("forum.yaml", "date: 2024-02-06", "date: 令和6年"),
        **replaced("projects.yaml", "cost_yen: 300000", "cost_yen: 三十万"),
    }
    facts = build_store(tmp_path, changes).facts
    for name in (
        "distribution.一.copies",
        "media.plays",
        "watch.count",
        "forum.date",
        "projects.forum.cost.1",
    ):
        assert name not in facts, name
    assert facts["distribution.二.copies"].value == 5


@pytest.mark.parametrize(
    "changes",
    [
        {DISTRIBUTION: f"{HEAD}甲,一,,,十部\n"},
        {
            "media.csv": "id,channel,label,value,unit,as_of,source\nplays,動画,再生数,多数,回,2024-03-11,画面\n"
        },
        {
            "facts.csv": "id,label,value,unit,prefix,suffix,as_of,source,note\nwatch.count,町会,,,約,,,聞き取り,\n"
        },
        {"forum.yaml": "title: つながりを考える会\ndate: 令和6年\n"},
        replaced("projects.yaml", "cost_yen: 300000", "cost_yen: 三十万"),
        replaced("case.yaml", "value: 12345, ", ""),
        replaced("surveys/survey/survey.yaml", "{start: 2024-01-19, end: 2024-02-23}", "{start: 2024-01-19}"),
    ],
    ids=["copies", "media", "facts", "forum", "cost", "population", "period"],
)
def test_one_bad_value_does_not_stop_the_ledger(tmp_path, changes):
    facts = build_store(tmp_path, changes).facts
    assert [
        name for name, fact in facts.items() if fact.value is None or str(fact.value) in ("", "<NA>", "nan")
    ] == []


def test_two_places_of_one_name_are_told_apart_or_told(tmp_path):
    """窓口 may stand in two groups; that must not end in a ValueError without file and line."""
    raw = read_case(build_case(tmp_path, {DISTRIBUTION: f"{HEAD}甲,窓口,,,10\n乙,窓口,,,5\n"}))
    told = [finding for finding in raw.findings.items if finding.place.file == DISTRIBUTION]
    if not told:
        assert build_facts(raw, tabulate_surveys([])).facts["distribution.total"].value == 15


BLANK_FORUM = "title: null\ndate: null\nstart: null\nvenue: null\nprogramme: []\n"
NO_ANSWERS = {"surveys/survey/responses.csv": "回答ID,Q1,Q17,Q18,Q19\n"}


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (replaced("facts.csv", ",70,", ",,"), {"watch.count"}),
        (replaced("media.csv", ",279,", ",,"), {"media.plays"}),
        ({"forum.yaml": BLANK_FORUM}, {f"forum.{key}" for key in ("title", "date", "time", "venue", "attendance")}),
        ({"platform.yaml": "meetings: []\n"}, {"platform.meetings"}),
        (replaced("projects.yaml", "cost_yen: 300000", "cost_yen: null"), {"projects.forum.cost.1", "projects.forum.cost", "projects.cost"}),
        ({"projects.yaml": "projects: [{id: forum, name: 会}]\n"}, {"projects.cost"}),
        (replaced("surveys/survey/survey.yaml", "sent: 10\n", ""), {"survey.sent", "survey.response_rate"}),
        (NO_ANSWERS, {"survey.returned", "survey.response_rate", "survey.Q17.n", "survey.Q17.はい.n", "survey.Q17.はい.percent"}),
        ({"surveys/survey/responses.csv": None}, {"survey.returned", "survey.Q19.人員.percent"}),
        (replaced("case.yaml", "value: 12345, ", ""), {"case.population"}),
        (replaced("distribution.csv", ",,,30", ",,,"), {"distribution.協議会.copies", "distribution.市内各所", "distribution.total"}),
    ],
)  # fmt: skip
def test_what_is_declared_but_blank_is_known_to_be_blank(tmp_path, changes, names):
    """Not received is neither zero nor a misspelling."""
    store = build_store(tmp_path, changes)
    assert names <= set(store.blank)
    assert names.isdisjoint(store.facts)
    assert all(store.blank[name] for name in names)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (replaced("facts.csv", ",70,", ",七十,"), {"watch.count"}),
        (replaced("media.csv", ",279,", ",２７９,"), {"media.plays"}),
        (replaced("forum.yaml", "date: 2024-02-06", "date: 令和6年"), {"forum.date"}),
        (replaced("forum.yaml", '"20:30"', "八時半"), {"forum.time"}),
        (replaced("projects.yaml", "cost_yen: 300000", "cost_yen: 三十万"), {"projects.forum.cost.1", "projects.forum.cost", "projects.cost"}),
        (replaced("surveys/survey/survey.yaml", "sent: 10\n", "sent: 十\n"), {"survey.sent", "survey.response_rate"}),
        (replaced("surveys/survey/survey.yaml", "end: 2024-02-23", "end: 二月末"), {"survey.end", "survey.period"}),
        (replaced("distribution.csv", ",,,30", ",,,三十"), {"distribution.協議会.copies", "distribution.市内各所", "distribution.total"}),
    ],
)  # fmt: skip
def test_what_could_not_be_read_is_neither_a_fact_nor_blank(tmp_path, changes, names):
    store = build_store(tmp_path, changes)
    assert names.isdisjoint(store.facts) and names.isdisjoint(store.blank)


def test_nothing_that_was_not_published_is_blank(store):
    assert not [name for name in store.blank if name.startswith("questionnaire.Q")]


@pytest.mark.parametrize(
    ("missing", "name", "file"),
    [
        ("forum.yaml", "forum.date", "forum.yaml"),
        ("participants.csv", "participants.office", "participants.csv"),
        ("surveys/survey/survey.yaml", "survey.returned", "surveys/survey/"),
        ("surveys/questionnaire/survey.yaml", "questionnaire.returned", "surveys/questionnaire/"),
    ],
)
def test_file_that_a_name_waits_for(tmp_path, missing, name, file):
    absent = find_absent(read_case(build_case(tmp_path, {missing: None})))
    assert absent(name) == file
    assert absent("watch.cuont") == ""
