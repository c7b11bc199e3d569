"""Which unit belongs to which value of an attribute (external variable): one, several (MA) or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.text.analyses.terms import TermMatrix

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class Membership(NamedTuple):
    """`matrix[i, k]` is 1 where unit i has the value `labels[k]`; `without`: units that have no value."""

    labels: tuple[str, ...]
    matrix: csr_array
    without: int


def read_membership(
    units: Sequence[str],
    values: Mapping[str, Any] | pd.Series,
    order: Sequence[str] | None = None,
) -> Membership:
    """`values`: unit -> value; a tuple or list where a unit has several, missing or "" where it has none.

    The labels stand in `order` (values not named there come after it), else in the order of a categorical column, else
    as they first occur.
    """
    from scipy.sparse import csr_array

    held = {str(unit): _split(value) for unit, value in values.items()}
    rows = [held.get(unit, ()) for unit in units]
    labels = _order_labels(values, order, rows)
    number = {label: position for position, label in enumerate(labels)}
    row = np.repeat(np.arange(len(rows)), [len(found) for found in rows])
    column = np.array([number[label] for found in rows for label in found], dtype=int)
    shape = (len(units), len(labels))
    matrix = csr_array((np.ones(len(row), dtype=np.int64), (row, column)), shape=shape)
    return Membership(labels, matrix, sum(not found for found in rows))


def crosstab_terms(matrix: TermMatrix, membership: Membership, count: str = "tf") -> pd.DataFrame:
    """Words (rows, `label`) x values (columns): occurrences (`count="tf"`) or units with the word (`count="df"`), int64."""
    counts = matrix.counts if count == "tf" else matrix.incidence()
    table = (counts.T @ membership.matrix).toarray().astype(np.int64)
    return pd.DataFrame(
        table, index=pd.Index(matrix.terms["label"], name="label"), columns=list(membership.labels)
    )


def _split(value: Any) -> tuple[str, ...]:
    if isinstance(value, (tuple, list, set, frozenset)):
        parts = sorted(value) if isinstance(value, (set, frozenset)) else value
        return tuple(dict.fromkeys(str(part) for part in parts if not _is_missing(part)))
    return () if _is_missing(value) else (str(value),)


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value != value or str(value).strip() == ""


def _order_labels(values: Any, order: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    occurring = dict.fromkeys(label for found in rows for label in found)
    if order is None and isinstance(values, pd.Series) and isinstance(values.dtype, pd.CategoricalDtype):
        order = [str(category) for category in values.cat.categories]
    stated = [str(label) for label in order or () if str(label) in occurring]
    return tuple(dict.fromkeys([*stated, *occurring]))
