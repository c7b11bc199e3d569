"""Hierarchical clustering of words and of units (answers)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.analyses.characteristic import build_characteristic_words
from helpers.text.analyses.communities import number_by_size
from helpers.text.analyses.distances import condense, distance_text, measure_distances
from helpers.text.analyses.membership import read_membership
from helpers.text.analyses.terms import TermMatrix
from helpers.text.analyses.wording import count_things, count_units, name_units, quote_first

METHODS = {"ward": "Ward法", "average": "群平均法", "complete": "最遠隣法"}
MOST_UNITS = 5_000


@dataclass(frozen=True)
class Clustering:
    """Words joined step by step; the clusters are what stands below the cut.

        df_by_word (in the order of the dendrogram, top to bottom; `cluster` counts from 1 in that order)
        word   | pos  | tf    | df    | cluster
        居場所 | 名詞 | 12    | 8     | 1
        str    | str  | int64 | int64 | int64

        df_by_merge (one row a step; `left` and `right` below the number of words are rows of df_by_word, others the
        step that made them + the number of words)
        left  | right | height  | size
        0     | 1     | 0.33    | 2
        int64 | int64 | float64 | int64

    `cut`: the height at which the tree is cut; 0 where nothing can be joined.
    """

    words: pd.DataFrame
    merges: pd.DataFrame
    method: str
    coefficient: str
    cut: float
    units: int
    selection: str
    unit: str = "回答"


def build_clusters(
    matrix: TermMatrix,
    method: str = "ward",
    coefficient: str = "jaccard",
    *,
    clusters: int | None = None,
    height: float | None = None,
) -> Clustering:
    """Join words by 1 - `coefficient`; cut into `clusters`, or at `height`; by default into the root of the number of words.

    Ward (1963) as scipy and R's ward.D2 (Murtagh and Legendre 2014) do it.
    """
    tree, order = _join(measure_distances(matrix.incidence(), coefficient), method)
    cut = _choose_cut(tree, len(order), clusters, height)
    position = np.empty(len(order), dtype=int)
    position[order] = np.arange(len(order))
    merges = _renumber(tree, position)
    words = matrix.terms.iloc[order].reset_index(drop=True).rename(columns={"label": "word"})
    words = words[["word", "pos", "tf", "df"]].assign(cluster=_label(tree, cut, order))
    return Clustering(
        words, merges, method, coefficient, cut, len(matrix.units), matrix.selection, matrix.unit
    )


def _join(distances: np.ndarray, method: str) -> tuple[np.ndarray, np.ndarray]:
    """scipy's linkage matrix and the order of the leaves."""
    from scipy.cluster.hierarchy import leaves_list, linkage

    if method not in METHODS:
        raise ParameterError(f"方法「{method}」は使えません。使えるのは {'、'.join(METHODS)} です。")
    if len(distances) < 2:
        return np.zeros((0, 4)), np.arange(len(distances))
    tree = linkage(condense(distances), method=method)
    return tree, leaves_list(tree)


def _choose_cut(tree: np.ndarray, words: int, clusters: int | None, height: float | None) -> float:
    if height is not None or not len(tree):
        return float(height or 0)
    wanted = min(max(clusters if clusters is not None else round(words**0.5), 1), words)
    heights = np.concatenate([[0.0], np.sort(tree[:, 2])])
    low = heights[words - wanted]
    high = heights[words - wanted + 1] if wanted > 1 else low * 1.05
    return float((low + high) / 2)


def _label(tree: np.ndarray, cut: float, order: np.ndarray) -> np.ndarray:
    """Clusters from 1 in the order of the dendrogram."""
    from scipy.cluster.hierarchy import fcluster

    if not len(tree):
        return np.ones(len(order), dtype=np.int64)
    found = fcluster(tree, cut, criterion="distance")[order]
    number = {label: rank for rank, label in enumerate(dict.fromkeys(found), 1)}
    return np.array([number[label] for label in found], dtype=np.int64)


def _renumber(tree: np.ndarray, position: np.ndarray) -> pd.DataFrame:
    """The linkage matrix with its leaves numbered in the order of the dendrogram."""
    words = len(position)
    ends = [[int(position[int(end)]) if end < words else int(end) for end in row[:2]] for row in tree]
    left, right = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    return pd.DataFrame(
        {"left": left, "right": right, "height": tree[:, 2], "size": tree[:, 3].astype(np.int64)}
    )


def list_clusters(clustering: Clustering) -> pd.DataFrame:
    """df_by_cluster: cluster, words (their number), members (the most frequent first, joined by 、)."""
    words = clustering.words.sort_values(["cluster", "tf"], ascending=[True, False], kind="stable")
    return words.groupby("cluster")["word"].agg(words="size", members="、".join).reset_index()


@dataclass(frozen=True)
class UnitClustering:
    """df_by_unit: unit, cluster (from 1, the largest first; 0: no word of the analysis). df_by_cluster: cluster, units,
    percent (0-100 of all units), words (what is characteristic, joined by 、)."""

    units: pd.DataFrame
    clusters: pd.DataFrame
    method: str
    coefficient: str


def cluster_units(
    matrix: TermMatrix, method: str = "ward", coefficient: str = "jaccard", *, clusters: int | None = None
) -> UnitClustering:
    """Group the units (answers) by the words they share. Raises ParameterError above 5,000 units with words."""
    incidence = matrix.incidence()
    rows = np.flatnonzero(np.diff(incidence.indptr) > 0)
    if len(rows) > MOST_UNITS:
        raise ParameterError(
            f"{matrix.unit}のクラスター分析は{count_units(MOST_UNITS, matrix.unit)}までです（{count_units(len(rows), matrix.unit)}）。"
            "一部を抽出して行うか、コーディングルールで分類してください。"
        )
    labels = np.zeros(len(matrix.units), dtype=np.int64)
    if len(rows):
        tree, order = _join(measure_distances(incidence[rows].T.tocsr(), coefficient), method)
        found = np.empty(len(rows), dtype=np.int64)
        found[order] = _label(tree, _choose_cut(tree, len(rows), clusters, None), order)
        labels[rows] = number_by_size(found) + 1
    units = pd.DataFrame({"unit": pd.Series(matrix.units, dtype="str"), "cluster": labels})
    return UnitClustering(units, _describe_units(matrix, labels), method, coefficient)


def _describe_units(matrix: TermMatrix, labels: np.ndarray) -> pd.DataFrame:
    numbers = sorted(set(labels) - {0})
    given = {unit: str(label) for unit, label in zip(matrix.units, labels, strict=True) if label}
    words = build_characteristic_words(
        matrix, read_membership(matrix.units, given, [str(n) for n in numbers]), limit=5
    )
    rows = [
        {
            "cluster": int(number),
            "units": int((labels == number).sum()),
            "percent": 100 * float((labels == number).mean()),
            "words": "、".join(words.loc[words["value"] == str(number), "label"]),
        }
        for number in numbers
    ]
    dtypes = {"cluster": "int64", "units": "int64", "percent": "float64", "words": "str"}
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def tell_clusters(clustering: Clustering) -> list[str]:
    """How to read the dendrogram, in Japanese, from the result."""
    words = clustering.words
    if len(words) < 2:
        return [f"語が{len(words)}語しかないため、クラスター分析はできない。"]
    groups = list_clusters(clustering)
    first = clustering.merges.iloc[0]
    pair = [words["word"][int(end)] for end in (first["left"], first["right"])]
    told = [
        f"左で早く結ばれた語ほど同じ{clustering.unit}で一緒に使われている（{METHODS[clustering.method]}、距離は{distance_text(clustering.coefficient)}、{name_units(clustering.units, clustering.unit)}）。"
        "棒は出現回数。縦の破線で切ると、まとまりは" + f"{count_things(len(groups))}になる。",
        f"最も早く結ばれたのは「{pair[0]}」と「{pair[1]}」（距離 {first['height']:.2f}）。",
        "".join(
            f"まとまり{row.cluster}は{quote_first(row.members.split('、'))}。"
            for row in groups.head(4).itertuples()
        ),
    ]
    if (clustering.merges["height"] >= 1 - 1e-9).mean() > 0.5:
        told.append(
            "半分以上の段階は、一緒に使われたことのない語を結んでいる。上の方のまとまりに意味を読み込まない。"
        )
    return told
