"""Collocations: which words stand beside a node, where, and how much more often than chance.

Counts and formulas are those of KH Coder 3 (mysql_conc.pm): O times a word stands in the five positions left and right
of the node; f(n) places of the node; f(w) times the word occurs; N tokens in all. Other than there, the positions
end with the text: the next respondent's words are no neighbours.

score     (l5+r5)/5 + (l4+r4)/4 + (l3+r3)/3 + (l2+r2)/2 + l1 + r1            KH Coder: nearer words weigh more
mi        log2(O N / (f(n) f(w)))                     Church, Hanks (1990), Computational Linguistics 16(1), 22-29
t_score   (O - f(n) f(w) / N) / sqrt(O)               Church, Gale, Hanks, Hindle (1991), in: Lexical Acquisition
log_dice  14 + log2(2 O / (f(n) + f(w)))              Rychlý (2008), RASLAN 2008, 6-9

MI favours rare words, t-scores frequent ones; log-Dice does not depend on N, so that surveys can be compared (at most
14 where each word stands once beside each node; more is possible only because there are ten positions).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.kwic import LEFT, OFFSETS, RIGHT, rows_beside
from helpers.text.nodes import Node, find_node
from helpers.text.store import Tokens
from helpers.text.words import KEYS, number_words

MEASURES = ("score", "total", "mi", "t_score", "log_dice")
WEIGHTS = np.array([1 / abs(offset) for offset in OFFSETS])


def count_collocations(
    tokens: Tokens,
    node: Node,
    df_by_entry: pd.DataFrame,
    *,
    sort: str = "score",
    at_least: int = 1,
) -> pd.DataFrame:
    """Words beside `node` (words as select_words keeps them), the strongest first.

        df_by_collocate (one row a word and part of speech)
        base_form | pos  | total | total_left | total_right | l5 .. l1 | r1 .. r5 | score   | mi .. log_dice
        増える    | 動詞 | 3     | 0          | 3           | 0        | 0, 2 ..  | 1.3     | 4.2
        str       | str  | int64 | int64      | int64       | int64    | int64    | float64 | float64

    `sort`: one of MEASURES; `at_least`: how often a word must stand there. Raises ParameterError for others.
    """
    if sort not in MEASURES:
        raise ParameterError(f"並べ替え「{sort}」はありません。使えるもの：{'、'.join(MEASURES)}。")
    spans = find_node(tokens, node, df_by_entry)
    word, words = number_words(tokens, df_by_entry)
    counts = np.zeros((len(words), len(OFFSETS)), dtype=np.int64)
    for place, rows in enumerate(rows_beside(tokens, spans)):
        beside = word[rows[rows >= 0]]
        counts[:, place] = np.bincount(beside[beside >= 0], minlength=len(words))
    frequency = np.bincount(word[word >= 0], minlength=len(words))
    frame = words.join(_measure(counts, frequency, len(spans), len(tokens)))
    frame = frame[frame["total"] >= max(at_least, 1)]
    order = frame.assign(strength=-frame[sort].round(12), often=-frame["total"])
    order = order.sort_values(["strength", "often", *KEYS])
    return frame.loc[order.index].reset_index(drop=True)


def _measure(counts: np.ndarray, frequency: np.ndarray, nodes: int, tokens: int) -> pd.DataFrame:
    total = counts.sum(axis=1)
    held = {"total": total, "total_left": counts[:, :5].sum(axis=1), "total_right": counts[:, 5:].sum(axis=1)}
    held |= {name: counts[:, place] for place, name in enumerate((*LEFT, *RIGHT))}
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = nodes * frequency / max(tokens, 1)
        held["score"] = counts @ WEIGHTS
        held["mi"] = np.log2(total / expected)
        held["t_score"] = (total - expected) / np.sqrt(total)
        held["log_dice"] = 14 + np.log2(2 * total / (nodes + frequency))
    return pd.DataFrame(held)
