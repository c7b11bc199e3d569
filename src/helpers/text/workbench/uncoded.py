"""The answers that no rule takes, gathered under the words that set them apart: hints for new rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.text.analyses.characteristic import measure_g2
from helpers.text.representatives import is_nothing

GROUPS, LEAST, COMPANIONS = 8, 2, 4


@dataclass(frozen=True)
class Uncoded:
    """Answers without a code, in groups.

        groups (one row a group, largest first taken; each answer stands in its first group)
        word   | uncoded | coded | jaccard | g2   | companions   | remarks (those of this group, list of str)
        防災   | 5       | 2     | 0.21    | 9.80 | 訓練、備える | [SV-Q18-R007, …]
        str    | int64   | int64 | float64 | float64 | str       | object

    `uncoded`, `coded`: answers with the word among those without and with a code: what a rule of this word alone would
    newly take, and what it would take besides. `rest`: answers in no group; `nothing`: 「特になし」 and the like.
    """

    groups: pd.DataFrame
    rest: tuple[str, ...]
    nothing: tuple[str, ...]

    @property
    def count(self) -> int:
        """Answers without a code that say something."""
        return len(self.rest) + sum(map(len, self.groups["remarks"]))


def group_uncoded(
    df_by_remark: pd.DataFrame, df_by_token: pd.DataFrame, df_coded: pd.DataFrame, limit: int = GROUPS
) -> Uncoded:
    """Gather the uncoded answers by words, one word after the other (greedy).

    The next word is the one with the largest Jaccard coefficient between "has the word" and "is uncoded and in no
    group yet", counted against all coded answers, out of those more frequent among the uncoded (sign of G2, Dunning
    1993) that are left in at least two; ties by the number of answers, then by the word.
    """
    texts = df_by_remark.set_index("remark_id")["text"].fillna("").astype(str)
    coded = set(df_coded["remark_id"])
    open_ids = [name for name in texts.index if name not in coded]
    nothing = tuple(name for name in open_ids if is_nothing(texts[name]))
    said = [name for name in open_ids if name not in set(nothing)]
    table = _Table(df_by_token, said, [name for name in texts.index if name in coded])
    rows = list(table.gather(limit))
    grouped = {name for row in rows for name in row[-1]}
    columns = ["word", "uncoded", "coded", "jaccard", "g2", "companions", "remarks"]
    return Uncoded(pd.DataFrame(rows, columns=columns), tuple(n for n in said if n not in grouped), nothing)


class _Table:
    """Which kept term stands in which answer, as pairs of numbers; the uncoded answers are numbered first."""

    def __init__(self, df_by_token: pd.DataFrame, uncoded: list[str], coded: list[str]) -> None:
        self.ids, self.n, self.n_coded = [*uncoded, *coded], len(uncoded), len(coded)
        tokens = df_by_token.loc[df_by_token["kept"].astype(bool), ["remark_id", "term"]].drop_duplicates()
        rows = pd.Index(self.ids, dtype="str").get_indexer(tokens["remark_id"].astype("str"))
        self.rows = rows[rows >= 0]
        number, self.terms = pd.factorize(tokens["term"][rows >= 0], sort=True)
        self.columns = number
        is_open = self.rows < self.n
        self.open, self.taken = self._count(is_open), self._count(~is_open)
        self.g2 = measure_g2(self.open, self.taken, self.n, self.n_coded)[0]
        share = self.open * max(self.n_coded, 1) > self.taken * max(self.n, 1)
        self.is_wanted = share & (self.open >= LEAST)

    def _count(self, chosen: np.ndarray) -> np.ndarray:
        return np.bincount(self.columns[chosen], minlength=len(self.terms))

    def gather(self, limit: int):
        """Rows of Uncoded.groups."""
        left = np.ones(len(self.ids), dtype=bool)
        left[self.n :] = False
        for _ in range(limit):
            counts = self._count(left[self.rows])
            jaccard = (self.is_wanted & (counts >= LEAST)) * counts / np.maximum(left.sum() + self.taken, 1)
            if not len(jaccard) or not jaccard.max():
                return
            best = max(
                range(len(jaccard)), key=lambda place: (round(jaccard[place], 12), counts[place], -place)
            )
            members = self.rows[(self.columns == best) & left[self.rows]]
            yield self._row(best, float(jaccard[best]), np.sort(members))
            left[members] = False

    def _row(self, best: int, jaccard: float, members: np.ndarray) -> tuple:
        inside = self._count(np.isin(self.rows, members))
        inside[best] = 0
        order = [place for place in np.lexsort((np.arange(len(inside)), -inside)) if inside[place] >= LEAST]
        companions = "、".join(self.terms[place] for place in order[:COMPANIONS])
        counts = int(self.open[best]), int(self.taken[best])
        return (
            self.terms[best],
            *counts,
            jaccard,
            float(self.g2[best]),
            companions,
            [self.ids[m] for m in members],
        )
