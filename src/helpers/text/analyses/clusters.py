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
MOST_UNITS = 3_000


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

    `cut`: the height at which the tree is cut; `joined`: how many steps lie below it (steps of equal height may lie on
    both sides).
    """

    words: pd.DataFrame
    merges: pd.DataFrame
    method: str
    coefficient: str
    cut: float
    joined: int
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
    joined = _count_joined(tree, len(order), clusters, height)
    position = np.empty(len(order), dtype=int)
    position[order] = np.arange(len(order))
    words = matrix.terms.iloc[order].reset_index(drop=True).rename(columns={"label": "word"})
    words = words[["word", "pos", "tf", "df"]].assign(cluster=_label(tree, joined, order))
    cut = float(height) if height is not None else _middle(tree, joined)
    return Clustering(words, _renumber(tree, position), method, coefficient, cut, joined, len(matrix.units),
                      matrix.selection, matrix.unit)  # fmt: skip


def _join(distances: np.ndarray, method: str) -> tuple[np.ndarray, np.ndarray]:
    """scipy's linkage matrix and the order of the leaves."""
    from scipy.cluster.hierarchy import leaves_list, linkage

    if method not in METHODS:
        raise ParameterError(f"方法「{method}」は使えません。使えるのは {'、'.join(METHODS)} です。")
    if len(distances) < 2:
        return np.zeros((0, 4)), np.arange(len(distances))
    tree = linkage(condense(distances), method=method)
    return tree, leaves_list(tree)


def _count_joined(tree: np.ndarray, words: int, clusters: int | None, height: float | None) -> int:
    """The steps below the cut."""
    if height is not None:
        return int((tree[:, 2] <= height).sum())
    wanted = clusters if clusters is not None else round(words**0.5)
    return max(words - max(wanted, 1), 0)


def _middle(tree: np.ndarray, joined: int) -> float:
    """The height half way between the last step below the cut and the first above; 0 where nothing can be joined."""
    heights = np.concatenate([[0.0], tree[:, 2]])
    low = heights[joined] if joined < len(heights) else 0.0
    return float((low + (heights[joined + 1] if joined + 1 < len(heights) else low * 1.1)) / 2)


def _label(tree: np.ndarray, joined: int, order: np.ndarray) -> np.ndarray:
    """Clusters from 1 in the order of the dendrogram: what the first `joined` steps bring together."""
    words = len(order)
    owner = np.arange(words + len(tree))
    for step in reversed(range(joined)):
        owner[tree[step, :2].astype(int)] = owner[words + step]
    number: dict[int, int] = {}
    return np.array([number.setdefault(owner[word], len(number) + 1) for word in order], dtype=np.int64)


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
    """Group the units (answers) by the words they share. Raises ParameterError above 3,000 units with words."""
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
        found[order] = _label(tree, _count_joined(tree, len(rows), clusters, None), order)
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
