"""数値台帳: builds the fact store of a case from its checked inputs and tabulated results, each fact with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from helpers import dates
from helpers.facts import Fact, FactStore
from helpers.findings import Findings, Place
from helpers.raw import RawInputs, SurveyInput
from helpers.raw.checks import SUMS

NO_GROUP = "（区分なし）"
FILES = {
    "forum": "forum.yaml", "media": "media.csv", "platform": "platform.yaml", "projects": "projects.yaml",
    "participants": "participants.csv", "distribution": "distribution.csv",
}  # fmt: skip


def build_facts(raw: RawInputs, results: pd.DataFrame, findings: Findings | None = None) -> FactStore:
    """All facts of the case; a value that could not be read has none. `results` is df_by_question_choice.

    A name that two inputs define is a fatal finding: the first definition is kept.
    """
    store = FactStore()
    for fact in _all(raw, results):
        if not is_known(fact.value):
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


def is_known(value: object) -> bool:
    """Whether there is a value at all: not None, <NA>, NaN or an empty text."""
    return value is not None and not pd.isna(value) and value != ""


def _all(raw: RawInputs, results: pd.DataFrame) -> Iterator[Fact]:
    for facts in (_case, _sheet, _forum, _media, _platform, _participants, _distribution, _projects):
        yield from facts(raw)
    for survey in raw.surveys.values():
        yield from _survey(survey)
        yield from _choices(survey, results)


def _case(raw: RawInputs) -> Iterator[Fact]:
    held = raw.settings.get("population") or {}
    source = f"case.yaml（{held.get('source') or ''}）"
    yield Fact("case.population", held.get("value"), "人", "人口", source, as_of=str(held.get("as_of") or ""))
    yield Fact("case.population.as_of", str(held.get("as_of") or "")[:7], label="人口の時点", source=source)


def _sheet(raw: RawInputs) -> Iterator[Fact]:
    texts = raw.facts[["unit", "label", "source", "prefix", "suffix"]].fillna("")
    for row, value, as_of in zip(texts.itertuples(), raw.facts["value"], raw.facts["as_of"], strict=True):
        source = f"{raw.place('facts', row.Index)}（{row.source}）"
        dated = str(as_of) if is_known(as_of) else ""
        name = raw.facts.at[row.Index, "id"]
        yield Fact(name, value, row.unit, row.label, source, "", row.prefix, row.suffix, dated)


def _forum(raw: RawInputs) -> Iterator[Fact]:
    forum, source = raw.forum, "forum.yaml"
    times = [forum.get("start"), forum.get("end")]
    yield Fact("forum.title", forum.get("title"), label="フォーラムの名称", source=source)
    yield Fact("forum.date", forum.get("date"), label="フォーラムの開催日", source=source)
    yield Fact(
        "forum.time", "～".join(times) if all(times) else None, label="フォーラムの時間", source=source
    )
    yield Fact("forum.venue", forum.get("venue"), label="フォーラムの会場", source=source)
    yield Fact("forum.attendance", forum.get("attendance"), "名", "フォーラムの参加者数", source)


def _media(raw: RawInputs) -> Iterator[Fact]:
    for row in raw.media.itertuples():
        source = f"{raw.place('media', row.Index)}（{row.source}）"
        unit, as_of = (value if is_known(value) else "" for value in (row.unit, row.as_of))
        yield Fact(f"media.{row.id}", row.value, unit, row.label, source, as_of=str(as_of))
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
    source = str(raw.place("participants"))
    for name, side in (("community", "地域"), ("office", "行政")):
        count = int((raw.participants["side"] == side).sum())
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
    yield Fact("distribution.total", total(held["copies"]), "部", "配布部数の合計", source, "copies の合計")
    for group, copies in held.groupby("group", sort=False)["copies"]:
        formula = f"group＝{group} の copies の合計"
        yield Fact(f"distribution.{group}", total(copies), "部", f"配布部数（{group}）", source, formula)
    once = ~held["place"].duplicated(keep=False)  # a place that stands in two groups has no name of its own
    for row in held[once].itertuples():
        name, place = f"distribution.{row.place}", str(raw.place("distribution", row.Index))
        yield Fact(f"{name}.copies", whole(row.copies), "部", f"配布部数（{row.place}）", place)
        yield Fact(f"{name}.sites", whole(row.sites), "か所", f"か所数（{row.place}）", place)


def total(values: Iterable[object]) -> int | None:
    """The sum of counts or amounts; None as soon as one of them is not known: blank is not zero."""
    values = list(values)
    return sum(map(int, values)) if all(map(is_known, values)) else None


def whole(value: object) -> int | None:
    return int(value) if is_known(value) else None


def _projects(raw: RawInputs) -> Iterator[Fact]:
    projects = raw.projects.get("projects") or []
    for project in projects:
        name, source = f"projects.{project['id']}", f"projects.yaml の {project['id']}"
        yield Fact(f"{name}.name", project["name"], label="事業名", source=source)
        for number, contractor in enumerate(project.get("contractors") or [], 1):
            label = f"{contractor.get('name') or ''}への発注額"
            yield Fact(f"{name}.cost.{number}", contractor.get("cost_yen"), "円", label, source)
        yield Fact(f"{name}.cost", _cost(project), "円", f"{project['name']}の費用", source, "発注額の合計")
    if projects:
        costs = [_cost(project) for project in projects]
        yield Fact(
            "projects.cost", total(costs), "円", "試行的事業の費用の合計", "projects.yaml", "発注額の合計"
        )
        yield Fact("projects.count", len(projects), "事業", "試行的事業の数", "projects.yaml", "事業の件数")


def _cost(project: dict) -> int | None:
    return total(contractor.get("cost_yen") for contractor in project.get("contractors") or [])


def _survey(survey: SurveyInput) -> Iterator[Fact]:
    book, source = survey.codebook, f"surveys/{survey.id}/survey.yaml"
    start, end = (book.get("period") or {}).get("start"), (book.get("period") or {}).get("end")
    yield Fact(f"{survey.id}.title", book["title"], label="調査の名称", source=source)
    yield Fact(f"{survey.id}.start", start, label=f"{book['title']}の開始日", source=source)
    yield Fact(f"{survey.id}.end", end, label=f"{book['title']}の終了日", source=source)
    period = f"{dates.wareki(start)}～{dates.wareki(end)}" if start and end else None
    yield Fact(f"{survey.id}.period", period, label=f"{book['title']}の期間", source=source)
    sent, unit = book.get("sent"), book.get("unit") or "件"
    yield Fact(f"{survey.id}.sent", sent, unit, "送付数", source)
    if survey.shares is None:
        file, returned = f"surveys/{survey.id}/responses", len(survey.respondents)
        yield Fact(f"{survey.id}.returned", returned, unit, "回答数", file, "回答の行数")
        rate, formula = (100 * returned / sent if sent else None), f"{returned} ÷ {sent} × 100"
        yield Fact(f"{survey.id}.response_rate", rate, "%", "回収率", f"{file}、{source}", formula)


def _choices(survey: SurveyInput, results: pd.DataFrame) -> Iterator[Fact]:
    """`survey.Q17.n`, `survey.Q17.はい.n`, `survey.Q17.はい.percent`; a count that is unknown has no fact."""
    held, unit = results[results["survey"] == survey.id], survey.codebook.get("unit") or "件"
    for question, rows in held.groupby("question", sort=False):
        first = rows.iloc[0]
        base = whole(first["base"])
        yield Fact(
            f"{survey.id}.{question}.n", base, "", f"{question} の基数", first["source"], first["base_note"]
        )
        for row in rows.itertuples():
            yield from _choice(f"{survey.id}.{question}.{row.choice}", row, unit)


def _choice(name: str, row, unit: str) -> Iterator[Fact]:
    label, flags = f"{row.question}「{row.choice}」", {"synthetic": bool(row.synthetic)}
    yield Fact(f"{name}.n", whole(row.n), unit, f"{label}の回答数", row.source, **flags)
    formula = f"{row.n} ÷ {row.base} × 100" if is_known(row.n) else f"公表された割合（{row.base_note}）"
    yield Fact(f"{name}.percent", _percent(row), "%", f"{label}の割合", row.source, formula, **flags)


def _percent(row) -> float | int | None:
    """A published whole percentage stays whole (72%); one decimal is printed only for what was counted."""
    if not is_known(row.percent):
        return None
    percent = float(row.percent)
    return int(percent) if not is_known(row.n) and percent == int(percent) else percent


def find_absent(raw: RawInputs) -> Callable[[str], str]:
    """A function of a reference's name: the file that would hold it, where that file has not been received; else ""."""
    received = {"forum": raw.forum, "platform": raw.platform, "projects": raw.projects} | {
        name: len(getattr(raw, name)) for name in ("media", "participants", "distribution")
    }
    known = {*FILES, *raw.surveys, "case"}

    def absent(name: str) -> str:
        first = name.split(".")[0]
        if first in FILES:
            return "" if received[first] else FILES[first]
        if first == "remark":
            return "" if len(raw.interviews) and len(raw.opinions) else "interviews.csv・opinions.csv"
        return "" if first in known or (len(raw.facts) and raw.surveys) else "facts.csv・surveys/"

    return absent
