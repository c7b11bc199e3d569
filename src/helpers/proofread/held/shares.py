"""What the surveys of a case came to: the share of every choice, tables by question, all that may be said of a survey.

FactStore, codebooks, tabulation frames -> HeldShare, HeldTable, Tabulated
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import pandas as pd

from helpers.facts import Fact, FactStore
from helpers.ledger import is_known
from helpers.proofread.folded import fold
from helpers.proofread.found import Passage
from helpers.proofread.held.model import HeldShare, HeldTable, Tabulated
from helpers.proofread.held.printed import read_source
from helpers.raw import RawInputs, SurveyInput

COLUMNS = {
    "n": ("n", "件数", "回答数", "度数", "団体数", "人数", "回答者数"),
    "percent": ("%", "割合", "構成比", "比率", "割合(%)", "構成比(%)"),
}
WHOLE = ("全体", "合計", "計")  # row labels of the base of a question


def questions_of(raw: RawInputs) -> Iterator[tuple[str, dict]]:
    """(id of the survey, question) of every question of every survey."""
    for survey in raw.surveys.values():
        for question in survey.codebook["questions"]:
            yield survey.id, question


def read_shares(raw: RawInputs, facts: FactStore, owners: Mapping[str, str]) -> Iterator[HeldShare]:
    """Every choice of every closed question; `owners`: first part of a fact's name -> affair."""
    for survey, question in questions_of(raw):
        name = f"{survey}.{question['id']}"
        base = _number(facts, f"{name}.n")
        for choice in question.get("choices") or []:
            label = str(choice)
            n, percent = (_number(facts, f"{name}.{label}.{end}") for end in ("n", "percent"))
            told = [
                facts.facts[id] for end in ("n", "percent") if (id := f"{name}.{label}.{end}") in facts.facts
            ]
            if told:
                shown = f"{question['id']}「{label}」{'、'.join(fact.show() for fact in told)}"
                at = read_source(told[0].source, shown)
                wording = fold(str(question.get("text") or "")).text
                yield HeldShare(
                    owners.get(survey, ""), question["id"], wording, fold(label).text, n, base, percent, at
                )


def _number(facts: FactStore, id: str) -> Decimal | None:
    fact = facts.facts.get(id)
    return Decimal(str(fact.value)) if fact else None


def build_share_tables(shares: Sequence[HeldShare]) -> Iterator[HeldTable]:
    """One table a question, known by its number or its wording."""
    questions: dict[tuple[str, str, str], dict[str, dict]] = {}
    for share in shares:
        values = {"n": share.n, "percent": share.percent}
        row = {column: (value, share.at) for column, value in values.items() if value is not None}
        rows = questions.setdefault((share.affair, share.question, share.wording), {})
        rows[share.choice] = row
        if share.base is not None:
            whole = {"n": (share.base, share.at), "percent": (Decimal(100), share.at)}
            rows |= {label: whole for label in WHOLE}
    for (_, question, wording), rows in questions.items():
        yield HeldTable(COLUMNS, rows, tuple(filter(None, (question, wording))))


def tabulate_affairs(
    raw: RawInputs,
    facts: FactStore,
    owners: Mapping[str, str],
    shares: Sequence[HeldShare],
    crosstabs: pd.DataFrame,
) -> dict[str, Tabulated]:
    """What the surveys of each affair came to, banners and the survey's own counts included.

    `crosstabs` is df_by_question_choice with statistics and banners: its bases are counts too.
    """
    surveys: dict[str, list[SurveyInput]] = {}
    for id, survey in raw.surveys.items():
        surveys.setdefault(owners.get(id, ""), []).append(survey)
    return {affair: _come_to(affair, held, facts, shares, crosstabs) for affair, held in surveys.items()}


def _come_to(
    affair: str,
    surveys: list[SurveyInput],
    facts: FactStore,
    shares: Sequence[HeldShare],
    crosstabs: pd.DataFrame,
) -> Tabulated:
    ids = {survey.id for survey in surveys}
    own = [fact for fact in facts.facts.values() if fact.id.partition(".")[0] in ids and _is_number(fact)]
    whole = _percents(fact for fact in own if not fact.crossed) | {Decimal(100)}
    percents = whole | _sums(affair, shares) | {100 - value for value in whole}
    crossed = _percents(fact for fact in own if fact.crossed)
    groups = {fold(fact.id.rpartition("=")[2]).text for fact in own if fact.crossed and "=" in fact.id}
    counts = {int(fact.value) for fact in own if fact.unit != "%" and float(fact.value).is_integer()}
    bases = crosstabs.loc[crosstabs["survey"].isin(ids), "base"]
    counts |= {int(base) for base in bases.unique() if is_known(base) and float(base).is_integer()}
    first = surveys[0]
    at = Passage(f"surveys/{first.id}", 0, 1, f"「{first.codebook['title']}」の集計")
    unit = first.codebook.get("unit") or ""
    return Tabulated(
        tuple(sorted(percents)), tuple(sorted(crossed)), tuple(sorted(groups)), frozenset(counts), unit, at
    )


def _percents(facts: Iterable[Fact]) -> set[Decimal]:
    return {Decimal(str(fact.value)) for fact in facts if fact.unit == "%"}


def _is_number(fact: Fact) -> bool:
    return isinstance(fact.value, int | float)


def _sums(affair: str, shares: Sequence[HeldShare]) -> set[Decimal]:
    """Of two choices of one question: 感じる and やや感じる together."""
    questions: dict[tuple[str, str], list[Decimal]] = {}
    for share in shares:
        if share.affair == affair and share.percent is not None:
            questions.setdefault((share.question, share.wording), []).append(share.percent)
    return {one + other for held in questions.values() for one, other in combinations(held, 2)}
