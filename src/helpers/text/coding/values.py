"""External variables as rules and tables read them: texts without differences of width, and numbers."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from helpers.text.dictionaries import normalise

PARTS = re.compile(r"([0-9]+)")


def name_variables(variables: pd.DataFrame) -> dict[str, str]:
    """Name as a rule writes it (NFKC; 見出し1 is h1) -> column."""
    return {normalise(str(name)): name for name in variables}


def list_names(variables: pd.DataFrame) -> str:
    """For messages: 性別、年齢、見出し1."""
    names = [re.sub(r"^h([1-5])$", r"見出し\1", name) for name in name_variables(variables)]
    return "、".join(names) or "なし"


def as_texts(values: pd.Series) -> np.ndarray:
    """What rules are compared with: NFKC without outer blanks, "" where there is nothing; 1.0 is "1"."""
    return np.array([normalise(label) for label in as_labels(values)], dtype=object)


def as_labels(values: pd.Series) -> np.ndarray:
    """What tables show: as written, without outer blanks, "" where there is nothing; 1.0 is "1"."""
    return np.array([_as_label(value) for value in values], dtype=object)


def _as_label(value: object) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def as_numbers(values: pd.Series) -> np.ndarray:
    """float64; NaN where nothing or no number stands, which no comparison holds for."""
    texts = pd.Series(as_texts(values), dtype="object").str.replace(",", "", regex=False)
    return pd.to_numeric(texts, errors="coerce").to_numpy(dtype="float64")


def order_values(values: pd.Series) -> list[str]:
    """The labels that occur: in the order of a categorical column, else sorted, 2 before 10; blanks are left out."""
    labels = set(as_labels(values)) - {""}
    if isinstance(values.dtype, pd.CategoricalDtype):
        return [label for label in map(_as_label, values.cat.categories) if label in labels]
    return sorted(labels, key=_sort_key)


def _sort_key(text: str) -> tuple:
    parts = [part for part in PARTS.split(normalise(text)) if part]
    return (*((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts), (2, 0, text))
