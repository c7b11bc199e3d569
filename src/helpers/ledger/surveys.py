"""The facts of one survey: how many were asked and answered, and every choice of every closed question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from helpers import dates
from helpers.facts import Fact
from helpers.ledger.values import held_value, is_known, whole
from helpers.raw import RawInputs, SurveyInput
from helpers.tabulate.words import STATISTICS


def survey_facts(
    raw: RawInputs, survey: SurveyInput, results: pd.DataFrame, crosstabs: pd.DataFrame | None
) -> Iterator[Fact]:
    """`survey.returned`, `survey.Q17.はい.percent`; of `crosstabs` also `survey.Q3.mean`, `….percent.Q1=NPO法人`.

    Both are df_by_question_choice: the simple tabulation, and that with statistics and banners.
    """
    yield from _survey(raw, survey)
    yield from (_choices if survey.is_answered else _unanswered)(survey, results)
    if crosstabs is not None:
        yield from _details(survey, crosstabs)


def _survey(raw: RawInputs, survey: SurveyInput) -> Iterator[Fact]:
    book, source = survey.codebook, f"surveys/{survey.id}/survey.yaml"
    title, unit, dated = book["title"], book.get("unit") or "件", book.get("period") or {}
    places = {key: raw.yaml_place(source, "period", key) for key in ("start", "end")}
    start, end = (held_value(raw, dated.get(key), place) for key, place in places.items())
    yield Fact(f"{survey.id}.title", title, label="調査の名称", source=source)
    yield Fact(f"{survey.id}.start", start, label=f"{title}の開始日", source=source)
    yield Fact(f"{survey.id}.end", end, label=f"{title}の終了日", source=source)
    both = f"{dates.wareki(start)}～{dates.wareki(end)}" if is_known(start) and is_known(end) else None
    yield Fact(
        f"{survey.id}.period", held_value(raw, both, *places.values()), label=f"{title}の期間", source=source
    )
    sent_place, sent = raw.yaml_place(source, "sent"), book.get("sent")
    yield Fact(f"{survey.id}.sent", held_value(raw, sent, sent_place), unit, "送付数", source)
    if survey.shares is None:
        file, returned = f"surveys/{survey.id}/responses", len(survey.respondents) or None
        yield Fact(f"{survey.id}.returned", returned, unit, "回答数", file, "回答の行数")
        rate, formula = (100 * returned / sent if returned and sent else None), f"{returned} ÷ {sent} × 100"
        rate, files = held_value(raw, rate, sent_place), f"{file}、{source}"
        yield Fact(f"{survey.id}.response_rate", rate, "%", "回収率", files, formula)


def _unanswered(survey: SurveyInput, results: pd.DataFrame) -> Iterator[Fact]:
    """The names that the answers will define, as long as there are none."""
    for row in results[results["survey"] == survey.id].itertuples():
        name = f"{survey.id}.{row.question}"
        for end in ("n", f"{row.choice}.n", f"{row.choice}.percent"):
            yield Fact(f"{name}.{end}", None, source=row.source)


def _choices(survey: SurveyInput, results: pd.DataFrame) -> Iterator[Fact]:
    """`survey.Q17.n`, `survey.Q17.はい.n`, `survey.Q17.はい.percent`; a count that was not published has no fact."""
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


def _details(survey: SurveyInput, crosstabs: pd.DataFrame) -> Iterator[Fact]:
    """Statistics and nets of a question, and every choice and statistic by the banners."""
    held, unit = crosstabs[crosstabs["survey"] == survey.id], survey.codebook.get("unit") or "件"
    known = set() if survey.shares is not None else {"choice", "mark"}  # of the whole, `results` has them
    for row in held[(held["banner"] != "") | ~held["kind"].isin(known)].itertuples():
        name, by, told = f"{survey.id}.{row.question}", "", ""
        if row.banner:
            by = f".{row.banner}={row.banner_choice}" if row.banner_choice else f".{row.banner}"
            told = (
                f"（{row.banner}が「{row.banner_choice}」の回答者）"
                if row.banner_choice
                else f"（{row.banner}別）"
            )
        name += f".{row.choice}" if row.choice else ""
        facts = [_statistic(name, row)] if row.statistic else _choice(name, row, unit)
        yield from (replace(fact, id=fact.id + by, label=fact.label + told, crossed=True) for fact in facts)


def _statistic(name: str, row) -> Fact:
    """`survey.Q3.mean`: a mean, a score, a test."""
    label = f"{row.question}{f'「{row.choice}」' if row.choice else ''}の{STATISTICS.get(row.statistic, row.statistic)}"
    value = float(row.value) if is_known(row.value) else pd.NA
    return Fact(f"{name}.{row.statistic}", value, "", label, row.source, synthetic=bool(row.synthetic))


def _percent(row) -> float | int:
    """A published whole percentage stays whole (72%); one decimal is printed only for what was counted."""
    if not is_known(row.percent):
        return pd.NA
    percent = float(row.percent)
    return int(percent) if not is_known(row.n) and percent == int(percent) else percent
