"""Which banners can be used: names such as Q1 or Q1*Q5, checked against the coded questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from helpers.errors import ParameterError
from helpers.findings import Finding, Findings, Place
from helpers.raw.names import suggest
from helpers.tabulate.banner import BANNER_TYPES, NEST, build_banner
from helpers.tabulate.coded import CodedSurvey

BAND = "_band"  # the SA question that the bands of a NUM question make
MANY = 100  # columns of one banner
ALLOWED = "設問 id、または * でつないだ設問 id（Q1、Q1*Q5）"
WHY_NOT = {
    "NUM": "数値の設問はそのままでは集計軸になりません。",
    "FA": "自由記述の設問は集計軸になりません。",
    "RANK": "順位の設問はそのままでは集計軸になりません。",
}
REMEDY = {
    "NUM": "survey.yaml のこの設問に bands（階級）を書いてください。",
    "FA": "選択式の設問を指定してください。",
    "RANK": "「1位」だけを単数回答の設問として survey.yaml に加え、それを指定してください。",
}


def check_banners(
    names: Sequence[str], coded: CodedSurvey, findings: Findings, place: Place | None = None
) -> list[str]:
    """The banners that can be used, each once, as `tabulate` takes them: a NUM question by its bands (Q3_band).

    One finding for each that cannot be used (error), that has no column with respondents or very many (warning).
    `place` is where the names stand.
    """
    usable: list[str] = []
    for name in dict.fromkeys(names):
        where = replace(place or Place(), column=name)
        faults = list(_find_faults(name, coded, where))
        findings.extend(faults)
        if not faults:
            usable.append(resolve_banner(name, coded))
    usable = list(dict.fromkeys(usable))
    for name in usable:
        findings.extend(_look_at_columns(name, coded, replace(place or Place(), column=name)))
    return usable


def resolve_banner(name: str, coded: CodedSurvey) -> str:
    """`Q1 * Q3` -> Q1*Q3_band where Q3 is a number with bands. Raises ParameterError where it cannot be used."""
    faults = list(_find_faults(name, coded, Place(column=name)))
    if faults:
        raise ParameterError("\n".join(str(fault) for fault in faults))
    return NEST.join(_banded(part, coded) for part in _parts(name))


def _parts(name: str) -> list[str]:
    return [part.strip() for part in name.split(NEST)]


def _banded(part: str, coded: CodedSurvey) -> str:
    question = coded.questions.get(part)
    return part + BAND if question and question.type == "NUM" and part + BAND in coded.questions else part


def _find_faults(name: str, coded: CodedSurvey, place: Place) -> Iterator[Finding]:
    parts = _parts(name)
    for part in parts:
        yield from _find_fault(part, coded, place)
    if len(set(parts)) < len(parts):
        message = "入れ子の集計軸に、同じ設問が二度あります。"
        remedy = "設問を一度ずつ書いてください。"
        yield Finding("banner-repeats", "error", place, message, name, ALLOWED, remedy)


def _find_fault(part: str, coded: CodedSurvey, place: Place) -> Iterator[Finding]:
    question = coded.questions.get(_banded(part, coded))
    if question is None:
        items = [each.id for each in coded if each.question.get("matrix") == part]
        remedy = suggest(part, coded.questions) + (
            f"マトリクスの項目（{'、'.join(items)}）を指定してください。" if items else "設問 id を確かめてください。"
        )  # fmt: skip
        message = "集計軸に指定した設問がありません。"
        yield Finding("unknown-banner", "error", place, message, part, ALLOWED, remedy)
    elif question.type not in BANNER_TYPES:
        message, remedy = WHY_NOT[question.type], REMEDY[question.type]
        yield Finding("unfit-banner", "error", place, message, part, "、".join(BANNER_TYPES), remedy)


def _look_at_columns(name: str, coded: CodedSurvey, place: Place) -> Iterator[Finding]:
    banner = build_banner(name, coded)
    answered = np.append(False, banner.columns[:, ~banner.marked].any(axis=1))
    if not answered[banner.codes].any():
        message = "集計軸の設問に答えた人がいません。クロス集計の数は出ません。"
        yield Finding("empty-banner", "warning", place, message, name, "", "回答と base を確かめてください。")
    elif len(banner.labels) > MANY:
        message = f"集計軸の区分が{len(banner.labels)}あり、表が読みにくくなります。"
        remedy = "選択肢をまとめた設問（derived）を作るか、入れ子を減らしてください。"
        yield Finding("wide-banner", "warning", place, message, name, f"{MANY}列まで", remedy)
