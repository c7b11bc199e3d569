"""Characteristic words of each value of an attribute: Jaccard, and log-likelihood with its direction."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.numerals import number_text
from helpers.text.analyses.association import weigh
from helpers.text.analyses.membership import Membership
from helpers.text.analyses.terms import TermMatrix
from helpers.text.analyses.wording import count_units

MORE, LESS, EVEN = "多い", "少ない", "同じ"
DTYPES = {
    "value": "str", "rank": "int64", "label": "str", "term": "str", "pos": "str", "tf": "int64", "tf_out": "int64",
    "df": "int64", "df_out": "int64", "n": "int64", "n_out": "int64", "percent": "float64", "percent_out": "float64",
    "jaccard": "float64", "g2": "float64", "chi2": "float64", "direction": "str", "p": "float64",
    "p_bonferroni": "float64", "p_fdr": "float64",
}  # fmt: skip
ORDERS = ("jaccard", "g2")


def build_characteristic_words(
    matrix: TermMatrix,
    membership: Membership,
    *,
    order: str = "jaccard",
    limit: int | None = 10,
    typical_only: bool = True,
) -> pd.DataFrame:
    """One long table for all values: words against the units that do not have the value.

        df_by_value_word (per value by `order`, largest first; a unit counts once, however often it uses the word)
        value | rank | label  | term   | pos  | tf | tf_out | df | df_out | n  | n_out | percent | percent_out |
        NPO   | 1    | 居場所 | 居場所 | 名詞 | 9  | 3      | 6  | 2      | 18 | 44    | 33.3    | 4.5         |
        jaccard | g2   | chi2 | direction | p      | p_bonferroni | p_fdr
        0.30    | 8.67 | 9.35 | 多い      | 0.0032 | 0.35         | 0.12

    `n`: units with the value; `percent` = 100 df / n; `_out`: the other units that have any value. `typical_only`: only
    words more common in the value than outside, as KH Coder lists them. G2 is Dunning's (1993, Comput. Linguist. 19:61) over
    the four cells of word x value, Pearson's chi2 has no correction, p of G2 (1 degree of freedom). p_bonferroni and p_fdr
    (Benjamini and Hochberg 1995) are corrected for all words and values that were compared, also those not listed.
    """
    parts = [_compare(matrix, membership, column) for column in range(len(membership.labels))]
    if not parts or not len(matrix.terms):
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})
    frame = pd.concat(parts, ignore_index=True)
    frame["p_bonferroni"] = np.minimum(1.0, frame["p"] * len(frame))
    frame["p_fdr"] = adjust_fdr(frame["p"].to_numpy())
    kept = frame[(frame["df"] > 0) & (frame["direction"] == MORE)] if typical_only else frame
    return _rank(kept, membership.labels, order, limit)


def _compare(matrix: TermMatrix, membership: Membership, column: int) -> pd.DataFrame:
    """All words in the units with a value against the other units that have one."""
    some = np.asarray(membership.matrix.sum(axis=1)).ravel() > 0
    inside = membership.matrix[:, [column]].toarray().ravel() > 0
    outside = some & ~inside
    incidence = matrix.incidence()
    tf, tf_out, df, df_out = (
        np.asarray(counts[rows].sum(axis=0), dtype=np.int64).ravel()
        for counts in (matrix.counts, incidence)
        for rows in (inside, outside)
    )
    n, n_out = int(inside.sum()), int(outside.sum())
    g2, chi2 = measure_g2(df, df_out, n, n_out)
    share, share_out = (
        np.divide(a, b, out=np.zeros(len(a)), where=b > 0) for a, b in ((df, n), (df_out, n_out))
    )
    words = matrix.terms[["label", "term", "pos"]].assign(value=membership.labels[column])
    return words.assign(
        tf=tf, tf_out=tf_out, df=df, df_out=df_out, n=n, n_out=n_out, percent=100 * share, percent_out=100 * share_out,
        jaccard=weigh(df, df + df_out, np.full(len(df), n), "jaccard"), g2=g2, chi2=chi2,
        direction=np.where(share > share_out, MORE, np.where(share < share_out, LESS, EVEN)), p=measure_p(g2),
    )  # fmt: skip


def measure_g2(
    inside: np.ndarray, outside: np.ndarray, n: float, n_out: float
) -> tuple[np.ndarray, np.ndarray]:
    """Log-likelihood ratio G2 = 2 sum O ln(O/E) and Pearson's chi2 of `inside` of `n` against `outside` of `n_out`."""
    inside, outside = np.asarray(inside, dtype=float), np.asarray(outside, dtype=float)
    whole, used = n + n_out, inside + outside
    g2, chi2 = np.zeros(len(inside)), np.zeros(len(inside))
    for observed, size, having in (
        (inside, n, used), (outside, n_out, used),
        (n - inside, n, whole - used), (n_out - outside, n_out, whole - used),
    ):  # fmt: skip
        expected = having * size / whole if whole else np.zeros(len(inside))
        ratio = np.divide(
            observed, expected, out=np.ones_like(expected), where=(expected > 0) & (observed > 0)
        )
        g2 += 2 * observed * np.log(ratio)
        chi2 += np.divide(
            (observed - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0
        )
    return np.maximum(g2, 0), chi2


def measure_p(statistic: np.ndarray) -> np.ndarray:
    """The upper tail of chi-square with 1 degree of freedom."""
    from scipy.special import chdtrc

    return chdtrc(1, np.asarray(statistic, dtype=float))


def adjust_fdr(p: np.ndarray) -> np.ndarray:
    """Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57:289: step-up adjusted p."""
    order = np.argsort(p, kind="stable")
    adjusted = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.minimum(1.0, np.minimum.accumulate(adjusted[::-1])[::-1])
    result = np.empty(len(p))
    result[order] = adjusted
    return result


def _rank(frame: pd.DataFrame, labels: tuple[str, ...], order: str, limit: int | None) -> pd.DataFrame:
    first, second = ORDERS if order == "jaccard" else ORDERS[::-1]
    keys = frame.assign(
        place=frame["value"].map({label: place for place, label in enumerate(labels)}),
        first=frame[first].round(12), second=frame[second].round(12),
    )  # fmt: skip
    names = ["place", "first", "second", "tf", "label"]
    keys = keys.sort_values(names, ascending=[True, False, False, False, True], ignore_index=True)
    keys["rank"] = keys.groupby("place").cumcount() + 1
    keys = keys if limit is None else keys[keys["rank"] <= limit]
    return keys[list(DTYPES)].astype(DTYPES).reset_index(drop=True)


def tell_characteristic(
    frame: pd.DataFrame, without: int = 0, unit: str = "回答", level: float = 0.05
) -> list[str]:
    """How to read the table and its figure, in Japanese; `without`: units that have no value and were left out."""
    if frame.empty:
        return ["値ごとに比べられる語がないため、特徴語は示せない。"]
    told = [
        f"棒は Jaccard 係数で、その値の{unit}に多く、ほかの{unit}に少ない語ほど長い。（ ）内はその語を使った{unit}の割合で、"
        "左がその値、右がそれ以外。* は G2（対数尤度比）で、比べた語すべてについて補正（FDR）しても5%水準で多い語。"
    ]
    for value, part in frame.groupby("value", sort=False):
        sure = part[(part["p_fdr"] < level) & (part["direction"] == MORE)]
        best = part.iloc[0]
        if not best["n_out"]:
            told.append(f"「{value}」のほかに値がないため、ほかと比べた特徴とは言えない。")
            continue
        share, out = (number_text(float(best[name])) for name in ("percent", "percent_out"))
        told.append(
            f"「{value}」（n={best['n']:,}）で最も特徴的な語は「{best['label']}」で、{share}%が使い、それ以外では{out}%。"
            + (
                f"偶然とは考えにくい語は{len(sure)}語。"
                if len(sure)
                else "補正後も偶然でないと言える語はない。"
            )
        )
    if (frame["n"] < 30).any():
        told.append("n が30に満たない値は参考にとどめる。")
    return [*told, f"値のない{count_units(without, unit)}は除いた。"] if without else told
