"""数値台帳: builds the fact store of a case from its checked inputs and tabulated results, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.facts import Fact, FactStore
from helpers.findings import Findings, Place
from helpers.ledger.surveys import survey_facts
from helpers.ledger.values import held_value, is_known, sum_held, whole
from helpers.raw import RawInputs
from helpers.raw.checks import SUMS

NO_GROUP = "（区分なし）"


def build_facts(
    raw: RawInputs,
    results: pd.DataFrame,
    findings: Findings | None = None,
    crosstabs: pd.DataFrame | None = None,
) -> FactStore:
    """All facts of the case. `results` is df_by_question_choice, `crosstabs` the same with statistics and banners.

    A value that has not been received (None) is `blank` in the store; one that cannot be told (<NA>: not readable, not
    published) has no fact. A name that two inputs define is a fatal finding: the first definition is kept.
    """
    store = FactStore()
    for fact in _all(raw, results, crosstabs):
        if not is_known(fact.value):
            if fact.value is not pd.NA:
                store.blank[fact.id] = fact.source
            continue
        try:
            store.add(fact)
        except ValueError as error:
            if findings is None:
                raise
            findings.add(
                "double-figure",
                "fatal",
                Place(fact.source),
                str(error),
                given=fact.id,
                remedy="どちらかの名前を変えるか、消す",
            )
    return store


def _all(raw: RawInputs, results: pd.DataFrame, crosstabs: pd.DataFrame | None) -> Iterator[Fact]:
    for facts in (_case, _sheet, _forum, _media, _platform, _participants, _distribution, _projects):
        yield from facts(raw)
    for survey in raw.surveys.values():
        yield from survey_facts(raw, survey, results, crosstabs)


def _case(raw: RawInputs) -> Iterator[Fact]:
    held = raw.settings.get("population") or {}
    source = f"case.yaml（{held.get('source') or ''}）"
    value = held_value(raw, held.get("value"), raw.yaml_place("case.yaml", "population", "value"))
    yield Fact("case.population", value, "人", "人口", source, as_of=str(held.get("as_of") or ""))
    dated = raw.yaml_place("case.yaml", "population", "as_of")
    month = held_value(raw, str(held.get("as_of") or "")[:7], dated)
    yield Fact("case.population.as_of", month, label="人口の時点", source=source)


def _sheet(raw: RawInputs) -> Iterator[Fact]:
    texts = raw.facts[["unit", "label", "source", "prefix", "suffix"]].fillna("")
    for row, value, as_of in zip(texts.itertuples(), raw.facts["value"], raw.facts["as_of"], strict=True):
        source = f"{raw.place('facts', row.Index)}（{row.source}）"
        dated = str(as_of) if is_known(as_of) else ""
        name = raw.facts.at[row.Index, "id"]
        value = held_value(raw, value, raw.place("facts", row.Index, "value"))
        yield Fact(name, value, row.unit, row.label, source, "", row.prefix, row.suffix, dated)


def _forum(raw: RawInputs) -> Iterator[Fact]:
    forum, file = raw.forum, "forum.yaml"
    places = {
        key: raw.yaml_place(file, key) for key in ("title", "date", "start", "end", "venue", "attendance")
    }
    title, date, start, end, venue, attendance = (
        held_value(raw, forum.get(key), places[key]) for key in places
    )
    time = f"{start}～{end}" if is_known(start) and is_known(end) else None
    time = held_value(raw, time, places["start"], places["end"])
    yield Fact("forum.title", title, label="フォーラムの名称", source=file)
    yield Fact("forum.date", date, label="フォーラムの開催日", source=file)
    yield Fact("forum.time", time, label="フォーラムの時間", source=file)
    yield Fact("forum.venue", venue, label="フォーラムの会場", source=file)
    yield Fact("forum.attendance", attendance, "名", "フォーラムの参加者数", file)


def _media(raw: RawInputs) -> Iterator[Fact]:
    for row in raw.media.itertuples():
        source = f"{raw.place('media', row.Index)}（{row.source}）"
        unit, as_of = (value if is_known(value) else "" for value in (row.unit, row.as_of))
        value = held_value(raw, row.value, raw.place("media", row.Index, "value"))
        yield Fact(f"media.{row.id}", value, unit, row.label, source, as_of=str(as_of))
        as_of = held_value(raw, row.as_of, raw.place("media", row.Index, "as_of"))
        yield Fact(f"media.{row.id}.as_of", as_of, label=f"{row.label}の時点", source=source)


def _platform(raw: RawInputs) -> Iterator[Fact]:
    count, source = len(raw.platform.get("meetings") or []) or None, "platform.yaml の meetings"
    yield Fact("platform.meetings", count, "回", "PFの開催回数", source, "会議の件数")


def _participants(raw: RawInputs) -> Iterator[Fact]:
    source = str(raw.place("participants"))
    for name, side in (("community", "地域"), ("office", "行政")):
        count = int((raw.participants["side"] == side).sum()) if len(raw.participants) else None
        yield Fact(
            f"participants.{name}", count, "名", f"PF参加者数（{side}側）", source, f"side＝{side} の行数"
        )


def delivered(raw: RawInputs) -> pd.DataFrame:
    """The rows of distribution.csv that are places; its 小計 and 合計 rows are only there to be checked."""
    held = raw.distribution[~raw.distribution["group"].isin(SUMS)]
    return held.fillna({"group": NO_GROUP})


def _distribution(raw: RawInputs) -> Iterator[Fact]:
    held, source = delivered(raw), str(raw.place("distribution"))
    if not len(held):
        return
    everywhere = _copies(raw, held["copies"])
    yield Fact("distribution.total", everywhere, "部", "配布部数の合計", source, "copies の合計")
    for group, copies in held.groupby("group", sort=False)["copies"]:
        label, formula = f"配布部数（{group}）", f"group＝{group} の copies の合計"
        yield Fact(f"distribution.{group}", _copies(raw, copies), "部", label, source, formula)
    once = ~held["place"].duplicated(keep=False)  # a place that stands in two groups has no name of its own
    for row in held[once].itertuples():
        name, place = f"distribution.{row.place}", str(raw.place("distribution", row.Index))
        sites = held_value(raw, whole(row.sites), raw.place("distribution", row.Index, "sites"))
        copies = _copies(raw, held.loc[[row.Index], "copies"])
        yield Fact(f"{name}.copies", copies, "部", f"配布部数（{row.place}）", place)
        yield Fact(f"{name}.sites", sites, "か所", f"か所数（{row.place}）", place)


def _copies(raw: RawInputs, copies: pd.Series) -> int | None:
    return sum_held(raw, ((value, raw.place("distribution", row, "copies")) for row, value in copies.items()))


def _projects(raw: RawInputs) -> Iterator[Fact]:
    projects, file = raw.projects.get("projects") or [], "projects.yaml"
    orders = [_orders(raw, number, project) for number, project in enumerate(projects)]
    for project, ordered in zip(projects, orders, strict=True):
        name, source = f"projects.{project['id']}", f"{file} の {project['id']}"
        yield Fact(f"{name}.name", project["name"], label="事業名", source=source)
        for number, (contractor, cost, place) in enumerate(ordered, 1):
            cost = held_value(raw, cost, place)
            yield Fact(f"{name}.cost.{number}", cost, "円", f"{contractor}への発注額", source)
        cost = sum_held(raw, (order[1:] for order in ordered))
        yield Fact(f"{name}.cost", cost, "円", f"{project['name']}の費用", source, "発注額の合計")
    if projects:
        parts = [order[1:] for ordered in orders for order in ordered]
        cost = sum_held(raw, parts) if parts else None  # where nothing is ordered, nothing is known of costs
        yield Fact("projects.cost", cost, "円", "試行的事業の費用の合計", file, "発注額の合計")
        yield Fact("projects.count", len(projects), "事業", "試行的事業の数", file, "事業の件数")


def _orders(raw: RawInputs, number: int, project: dict) -> list[tuple[str, int | None, Place]]:
    """Contractor, cost and place of the cost of every order of the project at this position."""
    orders = project.get("contractors") or []
    path = ("projects", number, "contractors")
    places = [raw.yaml_place("projects.yaml", *path, position, "cost_yen") for position in range(len(orders))]
    return [
        (held.get("name") or "", held.get("cost_yen"), place)
        for held, place in zip(orders, places, strict=True)
    ]
