"""数値台帳: builds the fact store of a case from its checked inputs and tabulated results, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers import dates
from helpers.facts import Fact, FactStore
from helpers.raw import RawInputs, SurveyInput
from helpers.raw.checks import SUMS


def build_facts(raw: RawInputs, results: pd.DataFrame) -> FactStore:
    """All facts of the case. `results` is df_by_question_choice.

    Raises ValueError when two inputs define one name.
    """
    store = FactStore()
    for facts in (_case, _sheet, _forum, _media, _platform, _participants, _distribution, _projects):
        for fact in facts(raw):
            store.add(fact)
    for survey in raw.surveys.values():
        for fact in (*_survey(survey), *_choices(survey, results)):
            store.add(fact)
    return store


def _case(raw: RawInputs) -> Iterator[Fact]:
    held = raw.settings.get("population")
    if held:
        source = f"case.yaml（{held['source']}）"
        yield Fact("case.population", held["value"], "人", "人口", source, as_of=str(held["as_of"]))
        yield Fact("case.population.as_of", str(held["as_of"])[:7], label="人口の時点", source=source)


def _sheet(raw: RawInputs) -> Iterator[Fact]:
    for row in raw.facts.fillna("").itertuples():
        source = f"{raw.place('facts', row.Index)}（{row.source}）"
        yield Fact(row.id, row.value, row.unit, row.label, source, "", row.prefix, row.suffix, str(row.as_of))


def _forum(raw: RawInputs) -> Iterator[Fact]:
    forum = raw.forum
    if not forum:
        return
    source = "forum.yaml"
    yield Fact("forum.title", forum["title"], label="フォーラムの名称", source=source)
    yield Fact("forum.date", forum["date"], label="フォーラムの開催日", source=source)
    yield Fact("forum.time", f"{forum['start']}～{forum['end']}", label="フォーラムの時間", source=source)
    for key, unit, label in (("venue", "", "フォーラムの会場"), ("attendance", "名", "フォーラムの参加者数")):
        if forum.get(key) is not None:
            yield Fact(f"forum.{key}", forum[key], unit, label, source)


def _media(raw: RawInputs) -> Iterator[Fact]:
    for row in raw.media.itertuples():
        source = f"{raw.place('media', row.Index)}（{row.source}）"
        as_of = "" if pd.isna(row.as_of) else row.as_of
        yield Fact(
            f"media.{row.id}",
            row.value,
            "" if pd.isna(row.unit) else row.unit,
            row.label,
            source,
            as_of=str(as_of),
        )
        if as_of:
            yield Fact(f"media.{row.id}.as_of", as_of, label=f"{row.label}の時点", source=source)


def _platform(raw: RawInputs) -> Iterator[Fact]:
    meetings = raw.platform.get("meetings") or []
    if meetings:
        yield Fact(
            "platform.meetings",
            len(meetings),
            "回",
            "PFの開催回数",
            "platform.yaml の meetings",
            "会議の件数",
        )


def _participants(raw: RawInputs) -> Iterator[Fact]:
    for name, side in (("community", "地域"), ("office", "行政")):
        count = int((raw.participants["side"] == side).sum())
        yield Fact(
            f"participants.{name}",
            count,
            "名",
            f"PF参加者数（{side}側）",
            "participants.csv",
            f"side＝{side} の行数",
        )


def delivered(raw: RawInputs) -> pd.DataFrame:
    """The rows of distribution.csv that are places; its 小計 and 合計 rows are only there to be checked."""
    return raw.distribution[~raw.distribution["group"].isin(SUMS)]


def _distribution(raw: RawInputs) -> Iterator[Fact]:
    held, source = delivered(raw), "distribution.csv"
    if not len(held):
        return
    yield Fact(
        "distribution.total", int(held["copies"].sum()), "部", "配布部数の合計", source, "copies の合計"
    )
    for group, copies in held.groupby("group", sort=False)["copies"].sum().items():
        yield Fact(
            f"distribution.{group}",
            int(copies),
            "部",
            f"配布部数（{group}）",
            source,
            f"group＝{group} の copies の合計",
        )
    for row in held.itertuples():
        place = f"distribution.{row.place}"
        yield Fact(
            f"{place}.copies",
            int(row.copies),
            "部",
            f"配布部数（{row.place}）",
            str(raw.place("distribution", row.Index)),
        )
        if not pd.isna(row.sites):
            yield Fact(
                f"{place}.sites",
                int(row.sites),
                "か所",
                f"か所数（{row.place}）",
                str(raw.place("distribution", row.Index)),
            )


def _projects(raw: RawInputs) -> Iterator[Fact]:
    projects = raw.projects.get("projects") or []
    for project in projects:
        name, source = f"projects.{project['id']}", f"projects.yaml の {project['id']}"
        yield Fact(f"{name}.name", project["name"], label="事業名", source=source)
        contractors = project.get("contractors") or []
        for number, contractor in enumerate(contractors, 1):
            yield Fact(
                f"{name}.cost.{number}",
                contractor["cost_yen"],
                "円",
                f"{contractor['name']}への発注額",
                source,
            )
        yield Fact(f"{name}.cost", _cost(project), "円", f"{project['name']}の費用", source, "発注額の合計")
    if projects:
        yield Fact(
            "projects.cost",
            sum(map(_cost, projects)),
            "円",
            "試行的事業の費用の合計",
            "projects.yaml",
            "発注額の合計",
        )
        yield Fact("projects.count", len(projects), "事業", "試行的事業の数", "projects.yaml", "事業の件数")


def _cost(project: dict) -> int:
    return sum(contractor["cost_yen"] for contractor in project.get("contractors") or [])


def _survey(survey: SurveyInput) -> Iterator[Fact]:
    book, source = survey.codebook, f"surveys/{survey.id}/survey.yaml"
    yield Fact(f"{survey.id}.title", book["title"], label="調査の名称", source=source)
    period = book.get("period") or {}
    for edge, label in (("start", "開始日"), ("end", "終了日")):
        if period.get(edge):
            yield Fact(f"{survey.id}.{edge}", period[edge], label=f"{book['title']}の{label}", source=source)
    if period.get("start") and period.get("end"):
        text = f"{dates.wareki(period['start'])}～{dates.wareki(period['end'])}"
        yield Fact(f"{survey.id}.period", text, label=f"{book['title']}の期間", source=source)
    yield from _returns(survey, source)


def _returns(survey: SurveyInput, source: str) -> Iterator[Fact]:
    sent, unit = survey.codebook.get("sent"), survey.codebook.get("unit") or "件"
    if sent:
        yield Fact(f"{survey.id}.sent", sent, unit, "送付数", source)
    if survey.shares is not None:
        return
    file, returned = f"surveys/{survey.id}/responses", len(survey.respondents)
    yield Fact(f"{survey.id}.returned", returned, unit, "回答数", file, "回答の行数")
    if sent:
        formula = f"{returned} ÷ {sent} × 100"
        yield Fact(
            f"{survey.id}.response_rate", 100 * returned / sent, "%", "回収率", f"{file}、{source}", formula
        )


def _choices(survey: SurveyInput, results: pd.DataFrame) -> Iterator[Fact]:
    """`survey.Q17.n`, `survey.Q17.はい.n`, `survey.Q17.はい.percent`; a count that is unknown has no fact."""
    held = results[results["survey"] == survey.id]
    unit = survey.codebook.get("unit") or "件"
    for question, rows in held.groupby("question", sort=False):
        name, first = f"{survey.id}.{question}", rows.iloc[0]
        if not pd.isna(first["base"]):
            yield Fact(
                f"{name}.n", int(first["base"]), "", f"{question} の基数", first["source"], first["base_note"]
            )
        for row in rows.itertuples():
            yield from _choice(name, row, unit)


def _choice(name: str, row, unit: str) -> Iterator[Fact]:
    label, flags = f"{row.question}「{row.choice}」", {"synthetic": bool(row.synthetic)}
    if not pd.isna(row.n):
        yield Fact(f"{name}.{row.choice}.n", int(row.n), unit, f"{label}の回答数", row.source, **flags)
    if not pd.isna(row.percent):
        formula = "公表された割合（n 不明）" if pd.isna(row.base) else f"{row.n} ÷ {row.base} × 100"
        yield Fact(
            f"{name}.{row.choice}.percent",
            _whole(float(row.percent), row),
            "%",
            f"{label}の割合",
            row.source,
            formula,
            **flags,
        )


def _whole(percent: float, row) -> float | int:
    """A published whole percentage stays whole (72%); one decimal is printed only for what was counted."""
    return int(percent) if pd.isna(row.n) and percent == int(percent) else percent
