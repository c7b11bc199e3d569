"""How words are spread: occurrences (TF) and units (DF) by frequency, and by group or year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.numerals import number_text
from helpers.text.analyses.membership import Membership
from helpers.text.analyses.terms import TermMatrix

WHOLE = "全体"


def count_frequencies(matrix: TermMatrix, count: str = "tf") -> pd.DataFrame:
    """How many words occur once, twice, ...

    df_by_frequency (one row a frequency that occurs; `count` is "tf": occurrences, or "df": units)
    frequency | words | percent (0-100 of all words) | cumulative (0-100)
    1         | 412   | 61.3                         | 61.3
    int64     | int64 | float64                      | float64
    """
    values = matrix.terms[count].to_numpy()
    frequency, words = np.unique(values[values > 0], return_counts=True)
    percent = 100 * words / max(words.sum(), 1)
    return pd.DataFrame(
        {"frequency": frequency, "words": words, "percent": percent, "cumulative": percent.cumsum()}
    )


def rank_terms(matrix: TermMatrix, membership: Membership | None = None, count: str = "tf") -> pd.DataFrame:
    """Words by rank, for the whole, or for each group or year of `membership`.

    df_by_value_rank (`rate`: per 1,000 words of the group, or per 100 of its units where `count` is "df")
    value | rank  | label  | frequency | rate    | size (words or units of the group)
    全体  | 1     | 居場所 | 12        | 18.2    | 659
    str   | int64 | str    | int64     | float64 | int64
    """
    parts = []
    for value, rows in _list_groups(matrix, membership):
        taken = matrix.take(rows)
        size = int(taken.length.sum()) if count == "tf" else len(rows)
        terms = taken.terms[taken.terms[count] > 0].sort_values([count, "label"], ascending=[False, True])
        rate = (1000 if count == "tf" else 100) * terms[count].to_numpy() / max(size, 1)
        parts.append(
            pd.DataFrame({
                "value": value, "rank": np.arange(1, len(terms) + 1), "label": terms["label"].to_numpy(),
                "frequency": terms[count].to_numpy(), "rate": rate, "size": size,
            })
        )  # fmt: skip
    dtypes = {
        "value": "str",
        "rank": "int64",
        "label": "str",
        "frequency": "int64",
        "rate": "float64",
        "size": "int64",
    }
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(dtypes))
    return frame.astype(dtypes)


def _list_groups(matrix: TermMatrix, membership: Membership | None) -> list[tuple[str, np.ndarray]]:
    if membership is None:
        return [(WHOLE, np.arange(len(matrix.units)))]
    columns = membership.matrix.tocsc()
    return [
        (label, np.sort(columns.indices[columns.indptr[k] : columns.indptr[k + 1]]))
        for k, label in enumerate(membership.labels)
    ]


def compare_frequencies(matrix: TermMatrix, membership: Membership, count: str = "df") -> pd.DataFrame:
    """Words as rows, for each group or year its frequency and rate side by side, the most uneven first.

    df_by_term (`rate_*` as in `rank_terms`; range: largest minus smallest rate)
    label  | pos  | frequency_2022 | rate_2022 | frequency_2023 | rate_2023 | range
    居場所 | 名詞 | 4              | 8.0       | 12             | 19.4      | 11.4
    """
    frame = matrix.terms[["label", "pos"]].copy()
    for value, rows in _list_groups(matrix, membership):
        taken = matrix.take(rows)
        size = taken.length.sum() if count == "tf" else len(rows)
        frame[f"frequency_{value}"] = taken.terms[count].to_numpy()
        frame[f"rate_{value}"] = (
            (1000 if count == "tf" else 100) * taken.terms[count].to_numpy() / max(size, 1)
        )
    rates = frame.filter(regex="^rate_").to_numpy()
    frame["range"] = rates.max(axis=1) - rates.min(axis=1) if rates.size else 0.0
    order = np.lexsort((np.arange(len(frame)), -frame["range"].round(9)))
    return frame.iloc[order].reset_index(drop=True)


def tell_distribution(matrix: TermMatrix) -> list[str]:
    """How unevenly words are used, in Japanese, from the counts."""
    terms = matrix.terms[matrix.terms["tf"] > 0]
    if terms.empty:
        return ["数えられる語がないため、語の分布は示せない。"]
    once = int((terms["tf"] == 1).sum())
    ten = terms.sort_values("tf", ascending=False).head(10)
    share = 100 * float(ten["tf"].sum()) / float(terms["tf"].sum())
    return [
        f"{len(matrix.units):,}単位に{len(terms):,}語、延べ{int(terms['tf'].sum()):,}語が使われた。"
        f"1回だけの語は{once:,}語（{number_text(100 * once / len(terms))}%）で、上位{len(ten)}語が延べ語数の{number_text(share)}%を占める。",
        *_tell_repeaters(terms),
    ]


def _tell_repeaters(terms: pd.DataFrame) -> list[str]:
    """Words that few units use often: their TF says more than their DF."""
    often = terms[(terms["tf"] >= 5) & (terms["tf"] >= 2 * terms["df"])]
    if often.empty:
        return []
    names = "".join(f"「{label}」" for label in often["label"].head(3))
    return [f"少ない回答で繰り返された語は{names}。出現回数でなく、使った回答の数で比べる。"]
