"""facts: a figure is held once, shown by reference, and an unknown reference says where it stands and what is near."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers.errors import UnknownReference
from helpers.facts import REFERENCE, Fact, FactStore

PLACE = "chapters/forum.md 3行目"


@pytest.fixture
def store() -> FactStore:
    store = FactStore()
    for fact in (
        Fact("survey.returned", 62, "団体", "回答数", "responses.csv", "回答の行数"),
        Fact("survey.response_rate", 100 * 62 / 216, "%", "回収率", "responses.csv", "62 ÷ 216 × 100"),
        Fact("watch.businesses", 400, "", "事業者", "facts.csv 3行目", "", "約", "を超える"),
        Fact("forum.date", dt.date(2024, 2, 6), label="開催日", source="forum.yaml"),
        Fact("forum.title", "つながりを考える会", label="名称", source="forum.yaml"),
        Fact("leaflet.ordered", "2023-12", label="発注", source="facts.csv"),
        Fact("case.population", 524310, "人", "人口", "case.yaml"),
        Fact("projects.cost", 2_000_000, "円", "費用", "projects.yaml"),
    ):
        store.add(fact)
    return store


@pytest.mark.parametrize(
    ("name", "style", "text"),
    [
        ("survey.returned", None, "62団体"),
        ("survey.returned", "値", "62"),
        ("survey.response_rate", None, "28.7%"),
        ("survey.response_rate", "値", "28.7"),
        ("watch.businesses", None, "約400を超える"),
        ("watch.businesses", "値", "400"),
        ("case.population", None, "524,310人"),
        ("case.population", "値", "524,310"),
        ("projects.cost", None, "200万円"),
        ("forum.title", None, "つながりを考える会"),
        ("forum.date", None, "令和6年2月6日（火）"),
        ("forum.date", "和暦", "令和6年2月6日（火）"),
        ("forum.date", "西暦", "2024年2月6日（火）"),
        ("forum.date", "月日", "2月6日"),
        ("forum.date", "年月", "令和6年2月"),
        ("forum.date", "曜日", "火"),
        ("leaflet.ordered", None, "令和5年12月"),
        ("leaflet.ordered", "年月", "令和5年12月"),
    ],
)
def test_printed_forms(store, name, style, text):
    assert store.show(name, style, PLACE) == text


def test_unknown_reference_names_place_and_near_names(store):
    with pytest.raises(UnknownReference) as refusal:
        store.show("survey.retuned", None, PLACE)
    assert str(refusal.value).startswith(f"{PLACE}：")
    assert "{{ survey.retuned }}" in str(refusal.value)
    assert "survey.returned" in str(refusal.value)


def test_unknown_reference_without_a_near_name_says_so(store):
    with pytest.raises(UnknownReference, match="近い名前はありません"):
        store.show("xyz", None, PLACE)


def test_unknown_style_names_the_allowed_ones(store):
    with pytest.raises(UnknownReference, match=r"書式「元号」.*値、和暦、西暦、年月日、月日、年月、曜日"):
        store.show("forum.date", "元号", PLACE)


@pytest.mark.parametrize("name", ["survey.returned", "forum.title"])
def test_date_style_of_what_is_no_date_is_refused(store, name):
    with pytest.raises(UnknownReference, match="日付ではありません") as refusal:
        store.show(name, "和暦", PLACE)
    assert PLACE in str(refusal.value)


@pytest.mark.parametrize("style", ["和暦", "西暦", "月日", "曜日"])
def test_month_has_no_day_to_print(store, style):
    """2023-12 names no day: printing 1日 would make one up."""
    with pytest.raises(UnknownReference):
        store.show("leaflet.ordered", style, PLACE)


def test_a_figure_is_held_once(store):
    with pytest.raises(ValueError, match=r"forum.date.*forum.yaml.*facts.csv 2行目"):
        store.add(Fact("forum.date", dt.date(2024, 2, 7), source="facts.csv 2行目"))
    assert store.facts["forum.date"].value == dt.date(2024, 2, 6)


def test_uses_are_noted_once_a_place_and_only_when_shown(store):
    store.show("survey.returned", None, PLACE)
    store.show("survey.returned", "値", PLACE)
    store.show("survey.returned", None, "projects.yaml 8行目")
    with pytest.raises(UnknownReference):
        store.show("forum.title", "和暦", PLACE)
    assert store.used == {"survey.returned": [PLACE, "projects.yaml 8行目"]}


def test_frame_of_used_facts(store):
    store.show("survey.response_rate", None, PLACE)
    store.show("forum.date", "月日", PLACE)
    assert store.to_frame().values.tolist() == [
        ["forum.date", "令和6年2月6日（火）", "開催日", "forum.yaml", ""],
        ["survey.response_rate", "28.7%", "回収率", "responses.csv", "62 ÷ 216 × 100"],
    ]
    assert list(FactStore().to_frame().columns) == ["名前", "表示", "内容", "出典", "計算"]


def test_known_numbers_as_they_may_be_typed(store):
    known = store.known_numbers()
    assert {"62", "28.7", "400", "524310", "200", "2000000"} <= known
    assert not known & {"216", "6", "5", "12"}, "the parts of a date are no figures"


def test_to_dict_is_plain_and_holds_the_printed_form():
    data = Fact("forum.date", dt.date(2024, 2, 6), source="forum.yaml").to_dict()
    assert data["value"] == "2024-02-06"
    assert data["shown"] == "令和6年2月6日（火）"
    assert data["source"] == "forum.yaml"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("{{ survey.Q17.はい.n }}", ("survey.Q17.はい.n", None)),
        ("{{forum.date|月日}}", ("forum.date", "月日")),
        ("{{ forum.date | 月日 }}", ("forum.date", "月日")),
        ("{{ distribution.市内各所 }}", ("distribution.市内各所", None)),
    ],
)
def test_reference_syntax(text, groups):
    assert REFERENCE.fullmatch(text).groups() == groups
