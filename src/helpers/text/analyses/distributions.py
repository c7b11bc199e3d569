"""How words are spread: occurrences (TF) and units (DF) by frequency, and by group or year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.numerals import number_text
from helpers.text.analyses.membership import Membership
from helpers.text.analyses.terms import TermMatrix
from helpers.text.analyses.wording import name_units, quote_first

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


def compare_frequencies(matrix: TermMatrix, membership: Membership, minimum_df: int = 5) -> pd.DataFrame:
    """Words as rows: the units of each group or year that use them, side by side; the most uneven first.

        df_by_term (`rate_*`: 100 df / n of the group; chi2: Pearson's, used or not x groups, without correction)
        label  | pos  | df_2022 | n_2022 | rate_2022 | df_2023 | n_2023 | rate_2023 | chi2 | p
        居場所 | 名詞 | 4       | 50     | 8.0       | 12      | 62     | 19.4      | 2.91 | 0.088

    Words that fewer than `minimum_df` units use are left out: their chi-square says nothing. A unit with several values
    counts in each of them; p is then only a guide.
    """
    often = matrix.terms["df"].to_numpy() >= minimum_df
    matrix = matrix.take_terms(np.flatnonzero(often), matrix.selection)
    groups = [(value, matrix.take(rows)) for value, rows in _list_groups(matrix, membership)]
    frame = matrix.terms[["label", "pos"]].copy()
    for value, taken in groups:
        frame[f"df_{value}"] = taken.terms["df"].to_numpy()
        frame[f"n_{value}"] = len(taken.units)
        frame[f"rate_{value}"] = 100 * taken.terms["df"].to_numpy() / max(len(taken.units), 1)
    used = np.array([taken.terms["df"] for _, taken in groups], dtype=float).reshape(len(groups), len(frame))
    frame["chi2"], frame["p"] = _compare_shares(
        used, np.array([len(taken.units) for _, taken in groups], dtype=float)
    )
    order = np.lexsort((np.arange(len(frame)), -frame["chi2"].round(9)))
    return frame.iloc[order].reset_index(drop=True)


def _compare_shares(used: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chi-square and p of each column of `used` (groups x words) among `sizes` units."""
    from scipy.special import chdtrc

    chi2 = np.zeros(used.shape[1])
    for observed in (used, sizes[:, None] - used):
        expected = np.outer(sizes / max(sizes.sum(), 1), observed.sum(axis=0))
        chi2 += np.divide(
            (observed - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0
        ).sum(axis=0)
    return chi2, chdtrc(len(sizes) - 1, chi2) if len(sizes) > 1 else np.ones_like(chi2)


def tell_distribution(matrix: TermMatrix) -> list[str]:
    """How unevenly words are used, in Japanese, from the counts."""
    terms = matrix.terms[matrix.terms["tf"] > 0]
    if terms.empty:
        return ["数えられる語がないため、語の分布は示せない。"]
    once = int((terms["tf"] == 1).sum())
    ten = terms.sort_values("tf", ascending=False).head(10)
    share = 100 * float(ten["tf"].sum()) / float(terms["tf"].sum())
    return [
        f"{name_units(len(matrix.units), matrix.unit)}に{len(terms):,}語、延べ{int(terms['tf'].sum()):,}語が使われた。"
        f"1回だけの語は{once:,}語（{number_text(100 * once / len(terms))}%）で、上位{len(ten)}語が延べ語数の{number_text(share)}%を占める。",
        *_tell_repeaters(terms, matrix.unit),
    ]


def _tell_repeaters(terms: pd.DataFrame, unit: str) -> list[str]:
    """Words that few units use often: their TF says more than their DF."""
    often = terms[(terms["tf"] >= 5) & (terms["tf"] >= 2 * terms["df"])]
    if often.empty:
        return []
    names = "".join(f"「{label}」" for label in often["label"].head(3))
    return [f"少ない{unit}で繰り返された語は{names}。出現回数でなく、使った{unit}の数で比べる。"]


def tell_comparison(frame: pd.DataFrame, level: float = 0.05) -> list[str]:
    """Which words differ most between groups or years, in Japanese; `frame` as of `compare_frequencies`."""
    groups = [name.removeprefix("rate_") for name in frame if name.startswith("rate_")]
    if len(groups) < 2 or frame.empty:
        return ["比べる群が2つ以上ないか、比べるだけの回数使われた語がないため、群の比較はできない。"]
    first = frame.iloc[0]
    if first["chi2"] <= 0:
        return ["どの語も、使った回答の割合がすべての群で同じである。"]
    rates = [(group, float(first[f"rate_{group}"])) for group in groups]
    high, low = max(rates, key=lambda pair: pair[1]), min(rates, key=lambda pair: pair[1])
    sure = int((frame["p"] * len(frame) < level).sum())
    small = [group for group in groups if first[f"n_{group}"] < 30]
    told = [
        f"群による差が最も大きい語は「{first['label']}」で、「{high[0]}」では{number_text(high[1])}%、「{low[0]}」では{number_text(low[1])}%の回答が使った。",
        f"{len(frame):,}語を比べたことを補正（Bonferroni）しても差があると言える語は{sure:,}語。"
        if sure
        else f"{len(frame):,}語を比べたことを補正（Bonferroni）すると、差があると言える語はない。",
    ]
    return [*told, f"n が30に満たない{quote_first(small)}は参考にとどめる。"] if small else told
