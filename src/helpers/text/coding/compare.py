"""The same rules over years and groups, and the codes that are characteristic of each value."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.coding.counts import UNCODED, keep_whole, read_weights
from helpers.text.coding.crosstab import LEVELS, mark_level, measure_chi2
from helpers.text.coding.values import as_labels, order_values

Weights = Mapping[str, pd.Series]
MORE, LESS, EVEN = "多い", "少ない", "同じ"


def compare_codes(
    groups: Mapping[str, pd.DataFrame], weights: Weights | None = None, *, to: str = "before"
) -> pd.DataFrame:
    """The same codes in several years (or surveys, groups), each difference with its test.

        df_by_code_group (codes in the order of the rules, コード無し last; within a code the groups in their order)
        code   | group | n  | base | percent | compared | difference | chi2 | p    | mark
        見守り | 2023  | 12 | 62   | 19.35   | 2022     | +4.2       | 0.39 | 0.53 |
        str    | str   | int64 (float64 weighted) | float64 | str | points | Pearson, 1 degree of freedom, no correction

    `groups`: label -> df_by_unit_code of one and the same list of rules (raises ParameterError otherwise: a code that was
    not asked for is not 0). `to`: "before" compares with the group before, "first" with the first one.
    """
    labels = list(groups)
    _check_same_codes(groups)
    tables = {label: _count(groups[label], (weights or {}).get(label)) for label in labels}
    rows = []
    for position in range(len(next(iter(tables.values()))["names"]) if tables else 0):
        for number, label in enumerate(labels):
            other = "" if not number else labels[0 if to == "first" else number - 1]
            rows.append(_compare(tables, position, label, other))
    frame = pd.DataFrame(rows, columns=_GROUP_COLUMNS)
    for name in ("n", "base"):
        frame[name] = keep_whole(frame[name].to_numpy(dtype="float64"), weights or None)
    texts = {name: "str" for name in ("code", "group", "compared", "mark")}
    return frame.astype(texts | {name: "float64" for name in ("percent", "difference", "chi2", "p")})


_GROUP_COLUMNS = ["code", "group", "n", "base", "percent", "compared", "difference", "chi2", "p", "mark"]


def _check_same_codes(groups: Mapping[str, pd.DataFrame]) -> None:
    first: list[str] | None = None
    for label, frame in groups.items():
        codes = list(map(str, frame.columns))
        if first is not None and codes != first:
            odd = sorted(set(codes) ^ set(first)) or codes
            raise ParameterError(
                f"「{label}」のコードが他と違います（{'、'.join(odd)}）。同じコーディングルールで、同じ順に数えてください。"
            )
        first = codes


def _count(frame: pd.DataFrame, weights: pd.Series | None) -> dict:
    shares = read_weights(weights, frame)
    held = frame.to_numpy(dtype=bool)
    columns = np.column_stack([held, ~held.any(axis=1)])
    effective = shares.sum() / (shares**2).sum() if weights is not None and shares.any() else 1.0
    return {
        "names": [*map(str, frame.columns), UNCODED], "n": shares @ columns, "base": shares.sum(),
        "effective": effective,
    }  # fmt: skip


def _compare(tables: Mapping[str, dict], position: int, label: str, other: str) -> tuple:
    here = tables[label]
    n, base = here["n"][position], here["base"]
    percent = 100 * n / base if base else np.nan
    start = (here["names"][position], label, n, base, percent, other)
    if not other:
        return (*start, np.nan, np.nan, np.nan, "")
    there = tables[other]
    pair = [
        (part["n"][position] * part["effective"], part["base"] * part["effective"]) for part in (there, here)
    ]
    chi2, p, _ = measure_chi2(*map(np.array, zip(*pair, strict=True)))
    before = 100 * there["n"][position] / there["base"] if there["base"] else np.nan
    return (*start, percent - before, chi2, p, mark_level(LEVELS, p))


def list_characteristic_codes(
    df_by_unit_code: pd.DataFrame, variable: pd.Series, weights: pd.Series | None = None
) -> pd.DataFrame:
    """Which codes mark each value of a variable: all values in one long table.

        df_by_value_code (values in their order; within a value the largest Jaccard coefficient first)
        value | rank | code   | n  | base | percent | percent_out | jaccard | g2   | direction | p     | mark
        男性  | 1    | 見守り | 12 | 30   | 40.0    | 10.0        | 0.33    | 7.2  | 多い      | 0.007 | **

    `percent`: of the units with the value, `percent_out`: of the other units that have one. `jaccard`: units with both
    code and value, of those with one or both. `g2`: log-likelihood ratio of code x value (Dunning 1993,
    Computational Linguistics 19:61), `direction` says to which side; `p` with 1 degree of freedom.
    """
    labels, values = as_labels(variable), order_values(variable)
    shares = read_weights(weights, df_by_unit_code)
    some = labels != ""
    effective = (
        shares[some].sum() / (shares[some] ** 2).sum() if weights is not None and shares[some].any() else 1.0
    )
    parts = []
    for value in values:
        inside = labels == value
        rows = [
            _characterise(str(code), shares * held, shares, inside, some & ~inside, effective)
            for code, held in df_by_unit_code.items()
        ]
        rows.sort(key=lambda row: (-round(row[5], 12), -row[1], row[0]))
        parts += [(value, rank, *row) for rank, row in enumerate(rows, 1)]
    frame = pd.DataFrame(parts, columns=_VALUE_COLUMNS)
    for name in ("n", "base"):
        frame[name] = keep_whole(frame[name].to_numpy(dtype="float64"), weights)
    texts_of = {name: "str" for name in ("value", "code", "direction", "mark")}
    numbers = {name: "float64" for name in ("percent", "percent_out", "jaccard", "g2", "p")}
    return frame.astype(texts_of | numbers | {"rank": "int64"})


_VALUE_COLUMNS = [
    "value", "rank", "code", "n", "base", "percent", "percent_out", "jaccard", "g2", "direction", "p", "mark",
]  # fmt: skip


def _characterise(
    code: str, held: np.ndarray, shares: np.ndarray, inside: np.ndarray, outside: np.ndarray, effective: float
) -> tuple:
    from helpers.text.analyses.characteristic import measure_g2, measure_p

    n, n_out, base, base_out = (part[rows].sum() for part in (held, shares) for rows in (inside, outside))
    percent, percent_out = (100 * a / b if b else np.nan for a, b in ((n, base), (n_out, base_out)))
    either = base + n_out
    g2 = measure_g2(
        np.array([n * effective]), np.array([n_out * effective]), base * effective, base_out * effective
    )[0]
    p = float(measure_p(g2)[0]) if base and base_out else np.nan
    direction = MORE if percent > percent_out else LESS if percent < percent_out else EVEN
    jaccard = n / either if either else 0.0
    return code, n, base, percent, percent_out, jaccard, float(g2[0]), direction, p, mark_level(LEVELS, p)
