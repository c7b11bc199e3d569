"""The fact store: every figure is held once, with where it came from, and is shown many times by reference.

Prose never holds a figure; it refers to one: `{{ survey.returned }}`, `{{ forum.date | 月日 }}`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches

import pandas as pd

from helpers import dates
from helpers.errors import UnknownReference
from helpers.numerals import money_text, number_text

REFERENCE = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}|]+?)\s*)?\}\}")
MONTH = re.compile(r"(\d{4})-(\d{2})")
Value = int | float | str | dt.date


@dataclass(frozen=True)
class Fact:
    """One figure, date or name: `id` is the reference, `source` file and row, `formula` how it was computed.

    `crossed`: one of the many that a tabulation computes beside the choices' own (statistics, by a banner).
    """

    id: str
    value: Value
    unit: str = ""
    label: str = ""
    source: str = ""
    formula: str = ""
    prefix: str = ""
    suffix: str = ""
    as_of: str = ""
    synthetic: bool = False
    crossed: bool = False

    def show(self, style: str | None = None) -> str:
        """The printed form. Raises KeyError for a style that does not exist."""
        return FORMATS[style](self)

    def to_dict(self) -> dict:
        return asdict(self) | {"value": str(self.value), "shown": self.show()}


def _date(fact: Fact) -> dt.date:
    if isinstance(fact.value, dt.date):
        return fact.value
    raise TypeError(f"「{fact.value}」は日付ではありません")


def _month(fact: Fact) -> dt.date:
    """The first day of a month, for printing its month only."""
    match = MONTH.fullmatch(str(fact.value))
    return dt.date(int(match[1]), int(match[2]), 1) if match else _date(fact)


def _plain(fact: Fact) -> str:
    if isinstance(fact.value, dt.date):
        return dates.wareki(fact.value)
    if isinstance(fact.value, str):
        return dates.wareki_month(_month(fact)) if MONTH.fullmatch(fact.value) else fact.value
    return money_text(fact.value) if fact.unit == "円" else number_text(fact.value) + fact.unit


FORMATS: dict[str | None, Callable[[Fact], str]] = {
    None: lambda fact: f"{fact.prefix}{_plain(fact)}{fact.suffix}",
    "値": lambda fact: number_text(fact.value) if isinstance(fact.value, int | float) else _plain(fact),
    "和暦": lambda fact: dates.wareki(_date(fact)),
    "西暦": lambda fact: dates.seireki(_date(fact)),
    "年月日": lambda fact: dates.wareki_day(_date(fact)),
    "月日": lambda fact: dates.month_day(_date(fact)),
    "年月": lambda fact: dates.wareki_month(_month(fact)),
    "曜日": lambda fact: dates.weekday(_date(fact)),
}


@dataclass
class FactStore:
    """All facts of a case by id, and which of them were printed where (`used`: id -> places).

    `blank` names those that are declared but have no value yet: id -> where it will stand.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    blank: dict[str, str] = field(default_factory=dict)
    used: dict[str, list[str]] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Raises ValueError when the id is taken: a figure is held once."""
        if fact.id in self.facts:
            raise ValueError(
                f"数値「{fact.id}」が二度定義されています（{self.facts[fact.id].source} と {fact.source}）"
            )
        self.facts[fact.id] = fact

    def show(self, reference: str, style: str | None = None, place: str = "") -> str:
        """The printed form of a reference, noting its use.

        Raises UnknownReference naming `place` (file and line), with the nearest known names.
        """
        fact = self.find(reference, place)
        if style not in FORMATS:
            known = "、".join(name for name in FORMATS if name)
            raise UnknownReference(f"{place}：書式「{style}」はありません。使える書式：{known}")
        try:
            text = fact.show(style)
        except TypeError as error:
            raise UnknownReference(
                f"{place}：{{{{ {reference} | {style} }}}} と書けません（{error}）"
            ) from error
        self.note_use(reference, place)
        return text

    def show_or(self, reference: str, otherwise: str) -> str:
        """The printed form, or `otherwise` where the value is not known."""
        return self.show(reference) if reference in self.facts else otherwise

    def find(self, reference: str, place: str = "") -> Fact:
        if reference in self.facts:
            return self.facts[reference]
        near = (
            "、".join(get_close_matches(reference, self.facts, n=3, cutoff=0.5)) or "（近い名前はありません）"
        )
        raise UnknownReference(f"{place}：{{{{ {reference} }}}} という数値はありません。近い名前：{near}")

    def note_use(self, reference: str, place: str) -> None:
        places = self.used.setdefault(reference, [])
        if place and place not in places:
            places.append(place)

    def known_numbers(self) -> set[str]:
        """Every figure as it may be typed, without commas: 62, 95.2, 524310, 200 (of 200万円); no parts of dates.

        Crossed ones are so many that every number would be one of them.
        """
        facts = (fact for fact in self.facts.values() if not fact.crossed)
        figures = [fact for fact in facts if isinstance(fact.value, int | float)]
        amounts = {
            text for fact in figures if fact.unit == "円" for text in re.findall(r"[\d,]+", _plain(fact))
        }
        return {text.replace(",", "") for text in amounts | {number_text(fact.value) for fact in figures}}

    def to_frame(self) -> pd.DataFrame:
        """df_by_fact_used: 名前 | 表示 | 内容 | 出典 | 計算 (all str; one row a fact printed in prose)."""
        rows = [
            (fact.id, fact.show(), fact.label, fact.source, fact.formula)
            for fact in (self.facts[name] for name in sorted(self.used))
        ]
        return pd.DataFrame(rows, columns=["名前", "表示", "内容", "出典", "計算"])
