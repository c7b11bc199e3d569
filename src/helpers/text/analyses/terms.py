"""Units x words: how often each word stands in each unit, the matrix that every analysis of words begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.text.analyses.wording import count_units

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WORD = ["term", "pos"]
HIRAGANA = "[ぁ-ゖー]+"
CODE = "コード"


@dataclass(frozen=True)
class TermMatrix:
    """`counts[i, j]`: how often the word of row j of `terms` stands in the unit `units[i]` (int64, sparse).

        df_by_term (one row a word, the most frequent first; `label` is unique)
        label      | term       | pos  | tf (occurrences) | df (units)
        一人暮らし | 一人暮らし | 名詞 | 4                | 3
        str        | str        | str  | int64            | int64

    `length`: all words of each unit, also those that were left out (int64). `selection`: in Japanese, which words were
    taken; `unit`: what a unit is called (回答, 回答者, 段落, 文).
    """

    counts: csr_array
    units: tuple[str, ...]
    terms: pd.DataFrame
    length: np.ndarray
    selection: str
    unit: str = "回答"

    def incidence(self) -> csr_array:
        """1 where the word stands in the unit, else 0 (int64)."""
        found = self.counts.copy()
        found.data = np.ones_like(found.data)
        return found

    def take(self, rows: Sequence[int]) -> TermMatrix:
        """The same words in fewer units; tf and df counted anew, words that no longer occur stay with 0."""
        counts = self.counts[np.asarray(rows, dtype=int)]
        terms = self.terms.assign(
            tf=_sum(counts, 0), df=np.bincount(counts.indices, minlength=len(self.terms))
        )
        units = tuple(self.units[row] for row in rows)
        return replace(self, counts=counts, units=units, terms=terms, length=self.length[list(rows)])

    def take_terms(self, columns: Sequence[int], selection: str) -> TermMatrix:
        """The same units with fewer words."""
        columns = np.asarray(columns, dtype=int)
        terms = self.terms.iloc[columns].reset_index(drop=True)
        return replace(self, counts=self.counts[:, columns], terms=terms, selection=selection)


def build_term_matrix(
    df_by_token: pd.DataFrame,
    unit: str = "remark_id",
    *,
    units: Sequence[str] | None = None,
    minimum_tf: int = 1,
    minimum_df: int = 1,
    parts_of_speech: Sequence[str] | None = None,
    hiragana_left_out: Sequence[str] = (),
    limit: int | None = None,
    unit_name: str = "回答",
) -> TermMatrix:
    """Count the kept words of df_by_token (columns term, pos, kept and `unit`).

    `unit` names the column that says which unit a token belongs to; `units` lists all of them in order, also those
    without a word (default: those that occur). `hiragana_left_out` names parts of speech whose words in hiragana only are
    left out, as KH Coder does by default with 名詞B, 動詞B, 形容詞B and 副詞B. A word stays when it occurs `minimum_tf` times and in `minimum_df` units;
    `limit` then raises the minimum of occurrences until no more than `limit` words stay, so that words of equal
    frequency are treated alike; only where that would leave less than half is it cut in the order of frequency.
    """
    tokens = df_by_token.loc[
        df_by_token["kept"].astype(bool) & df_by_token[unit].notna(), [unit, *WORD]
    ].astype("str")
    names = list(dict.fromkeys(map(str, units))) if units is not None else list(dict.fromkeys(tokens[unit]))
    rows = pd.Index(names, dtype="str").get_indexer(tokens[unit])
    tokens, rows = tokens[rows >= 0], rows[rows >= 0]
    length = np.bincount(rows, minlength=len(names))
    counts, terms = _count(tokens, rows, len(names))
    enough = (terms["tf"] >= minimum_tf) & (terms["df"] >= minimum_df)
    if parts_of_speech is not None:
        enough &= terms["pos"].isin(list(parts_of_speech))
    enough &= ~(terms["pos"].isin(list(hiragana_left_out)) & terms["term"].str.fullmatch(HIRAGANA))
    columns, cut = _cut(terms, np.flatnonzero(enough), limit)
    said = _say_selection(
        minimum_tf, minimum_df, unit_name, parts_of_speech, hiragana_left_out, cut, len(columns)
    )
    kept = terms.iloc[columns].reset_index(drop=True)
    return TermMatrix(counts[:, columns], tuple(names), kept, length, said, unit_name)


def build_code_matrix(
    df_by_unit_code: pd.DataFrame,
    units: Sequence[str],
    unit: str = "unit_id",
    code: str = "code",
    *,
    unit_name: str = "回答",
) -> TermMatrix:
    """Units x codes (or themes) instead of words, so that every analysis of words also runs on codes.

    `df_by_unit_code`: one row a unit and code that it got (columns `unit` and `code`); `units`: all units in order.
    """
    pairs = df_by_unit_code[[unit, code]].drop_duplicates()
    tokens = pd.DataFrame({unit: pairs[unit], "term": pairs[code], "pos": CODE, "kept": True})
    matrix = build_term_matrix(tokens, unit, units=units, unit_name=unit_name)
    return replace(matrix, selection=f"{len(matrix.terms):,}コード")


def _count(tokens: pd.DataFrame, rows: np.ndarray, units: int) -> tuple[csr_array, pd.DataFrame]:
    from scipy.sparse import coo_array

    words = tokens.groupby(WORD, sort=False)
    number = words.ngroup().to_numpy()
    terms = tokens.drop_duplicates(WORD)[WORD].reset_index(drop=True)
    shape = (units, len(terms))
    counts = coo_array((np.ones(len(rows), dtype=np.int64), (rows, number)), shape=shape).tocsr()
    terms = terms.assign(tf=_sum(counts, 0), df=np.bincount(counts.indices, minlength=len(terms)))
    order = terms.sort_values(["tf", "df", *WORD], ascending=[False, False, True, True]).index.to_numpy()
    terms = terms.iloc[order].reset_index(drop=True)
    terms.insert(0, "label", _label(terms))
    return counts[:, order], terms


def _label(terms: pd.DataFrame) -> pd.Series:
    """The word; with its part of speech where two words are spelt alike."""
    twice = terms["term"].duplicated(keep=False)
    return terms["term"].where(~twice, terms["term"] + "（" + terms["pos"] + "）")


def _sum(counts: csr_array, axis: int) -> np.ndarray:
    return np.asarray(counts.sum(axis=axis), dtype=np.int64).ravel()


def _cut(terms: pd.DataFrame, columns: np.ndarray, limit: int | None) -> tuple[np.ndarray, str]:
    """The columns to keep, and how they were cut down to `limit`."""
    if limit is None or len(columns) <= limit:
        return columns, ""
    tf = terms["tf"].to_numpy()[columns]
    least = int(tf[limit]) + 1
    if (tf >= least).sum() * 2 >= limit:
        return columns[tf >= least], f"出現{least}回以上"
    return columns[:limit], "出現回数の多い順（同じ回数の語の一部は入らない）"


def _say_selection(
    tf: int,
    df: int,
    unit: str,
    parts_of_speech: Sequence[str] | None,
    hiragana: Sequence[str],
    cut: str,
    words: int,
) -> str:
    said = [cut] if cut else [f"出現{tf}回以上"] if tf > 1 else []
    said += [f"{count_units(df, unit)}以上に出現"] if df > 1 else []
    said += ["・".join(parts_of_speech)] if parts_of_speech is not None else []
    left = f"ひらがなだけの{'・'.join(hiragana)}を除いた" if hiragana else ""
    chosen = "、".join(said) or ("" if left else "すべて")
    link = "" if left and not chosen else "、" if left else "の"
    return f"{chosen}{link}{left}{words:,}語"
