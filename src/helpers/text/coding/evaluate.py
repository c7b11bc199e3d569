"""Rules and units -> which unit has which code."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.errors import RuleSyntaxError
from helpers.text.coding.nodes import (
    Code,
    Leaf,
    Measure,
    Near,
    Phrase,
    Rule,
    Tagged,
    Text,
    Variable,
    Word,
    is_true,
)  # fmt: skip
from helpers.text.coding.proximity import count_near, count_phrase
from helpers.text.coding.tags import FORCED, is_forced, tag_entries
from helpers.text.coding.units import CodingUnits
from helpers.text.coding.values import as_numbers, as_texts, list_names, name_variables
from helpers.text.dictionaries import normalise

SEPARATOR = "\x00"


def code_units(rules: Sequence[Rule], units: CodingUnits) -> pd.DataFrame:
    """Hold every rule against every unit.

        df_by_unit_code (one row a unit, index `unit`; one column a code, in the order of the rules; bool)
        unit | 一人暮らしの高齢者 | 孤独死と見守り
        1    | True               | False

    Raises RuleSyntaxError for a variable that the units do not have: it would count as nothing.
    """
    counter = Counter(units)
    columns = {rule.name: counter.code(rule) for rule in rules}
    return pd.DataFrame(columns, index=pd.Index(units.names, name="unit", dtype="str"))


class Counter:
    """Counts leaves in units, each once; knows the codes given so far."""

    def __init__(self, units: CodingUnits) -> None:
        self.units = units
        self.counted: dict[Leaf, np.ndarray] = {}
        self.codes: dict[str, np.ndarray] = {}

    def code(self, rule: Rule) -> np.ndarray:
        """bool, one entry a unit."""
        value = np.broadcast_to(is_true(rule.expression.value(self.count)), len(self.units))
        self.codes[normalise(rule.name)] = value
        return value

    def count(self, leaf: Leaf) -> np.ndarray:
        if isinstance(leaf, Code):
            return self.codes[leaf.name]
        if leaf not in self.counted:
            self.counted[leaf] = self._counters[type(leaf)](leaf)
        return self.counted[leaf]

    @cached_property
    def _counters(self) -> dict[type[Leaf], Callable[[Leaf], np.ndarray]]:
        units = self.units
        return {
            Word: lambda leaf: units.count_tokens(units.find_tokens(units.find_rows(leaf.text))),
            Text: self._count_text,
            Tagged: self._count_tagged,
            Phrase: lambda leaf: count_phrase(units, leaf),
            Near: lambda leaf: count_near(units, leaf),
            Variable: self._read_variable,
            Measure: self._measure,
        }

    def _measure(self, leaf: Measure) -> np.ndarray:
        units = self.units
        if leaf.text == "No.":
            return np.arange(1, len(units) + 1)
        weights = units.length if leaf.text == "lc" else None
        return np.bincount(units.unit, weights=weights, minlength=len(units))

    @cached_property
    def _tags(self) -> np.ndarray:
        return tag_entries(self.units.entries)

    @cached_property
    def _forced(self) -> np.ndarray:
        return is_forced(self.units.entries)

    def _count_tagged(self, leaf: Tagged) -> np.ndarray:
        rows = self.units.find_rows(leaf.word)
        entries = self.units.entries
        if leaf.tag:
            rows = rows[self._forced[rows] if leaf.tag == FORCED else self._tags[rows] == leaf.tag]
        if leaf.form:
            rows = rows[[normalise(entries["infl_form"].iat[row]) == leaf.form for row in rows]]
        if leaf.surface:
            rows = rows[[normalise(entries["surface"].iat[row]) == leaf.surface for row in rows]]
        return self.units.count_tokens(self.units.find_tokens(rows))

    @cached_property
    def _searched(self) -> tuple[str, list[int]]:
        """All sentences in one string (NFKC, without case), with a gap at line ends and units; where each begins."""
        units, parts = self.units, []
        same = np.append(False, units.sentence_unit[1:] == units.sentence_unit[:-1])[: len(units.sentences)]
        for text, is_next in zip(units.sentences, units.follows & same, strict=True):
            parts.append(("" if is_next else SEPARATOR) + normalise(text).casefold())
        starts = np.cumsum([0, *map(len, parts)])[:-1] if parts else []
        return "".join(parts), list(starts)

    def _count_text(self, leaf: Text) -> np.ndarray:
        """Sentences in which the string begins."""
        whole, starts = self._searched
        sought = leaf.text.casefold()
        found: set[int] = set()
        position = whole.find(sought)
        while position >= 0:
            number = bisect.bisect_right(starts, position) - 1
            found.add(number)
            after = starts[number + 1] if number + 1 < len(starts) else len(whole)
            position = whole.find(sought, after)
        rows = np.fromiter(found, dtype=np.int64, count=len(found))
        return np.bincount(self.units.sentence_unit[rows], minlength=len(self.units))

    def _read_variable(self, leaf: Variable) -> np.ndarray:
        names = name_variables(self.units.variables)
        if leaf.name not in names:
            known = list_names(self.units.variables)
            raise RuleSyntaxError(
                f"{leaf.line}行目 {leaf.column}文字目：変数「{leaf.name}」がありません。使えるもの：{known}。"
            )
        values = self.units.variables[names[leaf.name]]
        if leaf.wanted is None:
            return as_numbers(values)
        return (as_texts(values) == leaf.wanted).astype(np.int64)
