"""Co-occurrence network: which words are used together, and which words go with which value of an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.numerals import number_text
from helpers.text.analyses.association import COEFFICIENTS, MEANINGS, check_coefficient, weigh
from helpers.text.analyses.communities import find_communities, measure_modularity
from helpers.text.analyses.membership import Membership
from helpers.text.analyses.paths import mark_strongest_tree, measure_betweenness
from helpers.text.analyses.terms import TermMatrix
from helpers.text.analyses.wording import count_things, count_units, name_units, quote_first

EDGES = 60  # KH Coder draws the 60 strongest by default
WORD, VALUE = "word", "value"


@dataclass(frozen=True)
class Network:
    """The nodes that have an edge, and the edges.

        df_by_node (words by frequency, then values; `community` counts from 1, the largest first; strength: sum of
        coefficients; betweenness 0-1)
        node   | kind | pos  | tf | df | degree | strength | betweenness | community
        居場所 | word | 名詞 | 12 | 8  | 3      | 0.91     | 0.21        | 1
        str    | str  | str  | int64 | int64 | int64 | float64 | float64  | int64

        df_by_edge (strongest first; in_tree: in the strongest spanning tree; within: inside one community)
        source | target | shared (units with both) | coefficient (0-1) | in_tree | within
        居場所 | 高齢者 | 5                        | 0.42              | True    | True
        str    | str    | int64                    | float64           | bool    | bool

    `units` were looked at, `words` came into question, `left_off` edges are as strong as the weakest one shown.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    coefficient: str
    units: int
    words: int
    selection: str
    left_off: int
    modularity: float
    unit: str = "回答"


def build_network(
    matrix: TermMatrix,
    coefficient: str = "jaccard",
    *,
    edges: int | None = EDGES,
    threshold: float = 0.0,
    minimum_shared: int = 1,
    tree_only: bool = False,
) -> Network:
    """The `edges` strongest pairs of words with at least `threshold` and `minimum_shared` common units.

    Pairs of equal coefficient: the one with more common units first, then the more frequent words. Communities by
    weighted modularity.
    """
    incidence = matrix.incidence()
    shared = (incidence.T @ incidence).tocoo()
    upper = shared.row < shared.col
    pairs = pd.DataFrame({"one": shared.row[upper], "other": shared.col[upper], "shared": shared.data[upper]})
    df = matrix.terms["df"].to_numpy()
    pairs["coefficient"] = weigh(pairs["shared"], df[pairs["one"]], df[pairs["other"]], coefficient)
    kept, left_off = _choose_edges(pairs, edges, threshold, minimum_shared, tree_only, len(matrix.terms))
    nodes = matrix.terms.rename(columns={"label": "node"}).assign(kind=WORD)
    return _finish(nodes, kept, left_off, coefficient, matrix)


def build_attribute_network(
    matrix: TermMatrix,
    membership: Membership,
    coefficient: str = "jaccard",
    *,
    edges: int | None = EDGES,
    threshold: float = 0.0,
    minimum_shared: int = 1,
) -> Network:
    """Edges between words and the values of an attribute (kind "value"; tf and df: units that have the value).

    The community of a word is the value that it goes with most strongly.
    """
    shared = (matrix.incidence().T @ membership.matrix).tocoo()
    sizes = np.asarray(membership.matrix.sum(axis=0)).ravel()
    values = pd.DataFrame(
        {"node": _distinguish(membership.labels, matrix), "pos": "", "tf": sizes, "df": sizes, "kind": VALUE}
    )
    words = matrix.terms.rename(columns={"label": "node"}).assign(kind=WORD)
    pairs = pd.DataFrame({"one": shared.row, "other": shared.col + len(words), "shared": shared.data})
    df = words["df"].to_numpy()
    pairs["coefficient"] = weigh(pairs["shared"], df[shared.row], sizes[shared.col], coefficient)
    nodes = pd.concat([words, values], ignore_index=True)
    kept, left_off = _choose_edges(pairs, edges, threshold, minimum_shared, False, len(nodes))
    return _finish(nodes, kept, left_off, coefficient, matrix)


def _distinguish(labels: Sequence[str], matrix: TermMatrix) -> list[str]:
    """A value that is spelt like a word gets brackets."""
    words = set(matrix.terms["label"])
    return [f"［{label}］" if label in words else label for label in labels]


def _choose_edges(
    pairs: pd.DataFrame, edges: int | None, threshold: float, minimum_shared: int, tree_only: bool, nodes: int
) -> tuple[pd.DataFrame, int]:
    """The edges to show, strongest first, and how many equally strong ones are not shown."""
    enough = (pairs["coefficient"] >= threshold - 1e-12) & (pairs["shared"] >= max(minimum_shared, 1))
    pairs = pairs[enough].assign(rounded=lambda frame: frame["coefficient"].round(12))
    order = ["rounded", "shared", "one", "other"]
    pairs = pairs.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    kept = pairs if edges is None else pairs.head(edges)
    left_off = int((pairs["rounded"][len(kept) :] == kept["rounded"].iloc[-1]).sum()) if len(kept) else 0
    kept = kept.assign(in_tree=mark_strongest_tree(nodes, list(zip(kept["one"], kept["other"], strict=True))))
    return (kept[kept["in_tree"]] if tree_only else kept).reset_index(drop=True), left_off


def _finish(
    nodes: pd.DataFrame, kept: pd.DataFrame, left_off: int, coefficient: str, matrix: TermMatrix
) -> Network:
    """Only nodes that have an edge, with what is measured on the network."""
    used = np.unique(kept[["one", "other"]].to_numpy().ravel()).astype(int)
    number = {node: position for position, node in enumerate(used)}
    ends = [(number[one], number[other]) for one, other in zip(kept["one"], kept["other"], strict=True)]
    nodes = nodes.iloc[used].reset_index(drop=True)
    weights = np.zeros((len(used), len(used)))
    for (one, other), value in zip(ends, kept["coefficient"], strict=True):
        weights[one, other] = weights[other, one] = value
    labels = _community(nodes, weights)
    df_by_node = nodes.assign(
        degree=(weights > 0).sum(axis=1), strength=weights.sum(axis=1),
        betweenness=measure_betweenness(len(used), ends), community=labels + 1,
    )[["node", "kind", "pos", "tf", "df", "degree", "strength", "betweenness", "community"]]  # fmt: skip
    names = nodes["node"].to_numpy(dtype=object)
    one, other = np.array(ends, dtype=int).reshape(-1, 2).T
    df_by_edge = pd.DataFrame({"source": names[one], "target": names[other]}, dtype="str").assign(
        shared=kept["shared"].to_numpy(dtype=np.int64), coefficient=kept["coefficient"].to_numpy(dtype=float),
        in_tree=kept["in_tree"].to_numpy(dtype=bool), within=labels[one] == labels[other],
    )  # fmt: skip
    modularity = measure_modularity(weights, labels)
    return Network(df_by_node, df_by_edge, check_coefficient(coefficient), len(matrix.units), len(matrix.terms),
                   matrix.selection, left_off, modularity, matrix.unit)  # fmt: skip


def _community(nodes: pd.DataFrame, weights: np.ndarray) -> np.ndarray:
    values = np.flatnonzero(nodes["kind"] == VALUE)
    if not len(values):
        return find_communities(weights)
    labels = np.argmax(weights[:, values], axis=1)
    labels[values] = np.arange(len(values))
    return labels


def list_communities(network: Network) -> pd.DataFrame:
    """df_by_community: community, nodes, members (the most connected first, joined by 、)."""
    order = ["community", "strength", "tf", "node"]
    nodes = network.nodes.sort_values(order, ascending=[True, False, False, True])
    groups = nodes.groupby("community", sort=True)["node"]
    return groups.agg(nodes="size", members="、".join).reset_index()


def tell_network(network: Network) -> list[str]:
    """How to read it, in Japanese, from the result."""
    edges, unit = network.edges, network.unit
    everything = f"{name_units(network.units, unit)}の{network.words:,}語"
    is_values = bool((network.nodes["kind"] == VALUE).any())
    if edges.empty:
        return [
            f"{everything}からは、線で結ばれる組が見つからなかった。{unit}が少ないか短いため、共起については何も言えない。"
        ]
    told = [_tell_lines(network, is_values), _tell_strongest(network)]
    told += _tell_values(network) if is_values else _tell_groups(network)
    if network.left_off:
        told.append(f"示した最も弱い線と同じ強さの組がほかに{network.left_off:,}組ある（図では省いた）。")
    if edges["shared"].median() < 2:
        told.append(
            f"線の半分以上は{count_units(1, unit)}だけに基づく。偶然の一致を含むため、傾向とは言えない。"
        )
    return told


def _tell_lines(network: Network, is_values: bool) -> str:
    name, unit = COEFFICIENTS[network.coefficient], network.unit
    meaning = MEANINGS[network.coefficient].replace("単位", unit)
    first = (
        f"線は語と値を結び、その値の{unit}に使われやすい語ほど線が太い（{name}）。"
        if is_values
        else f"線で結んだ語は同じ{unit}の中で一緒に使われた語で、線が太いほど{name}（{meaning}）が大きい。"
    )
    return f"{first}図形の面積は出現回数。近くにあっても、線で結ばれていなければ関係は強くない。"


def _tell_strongest(network: Network) -> str:
    first = network.edges.iloc[0]
    strength = f"{COEFFICIENTS[network.coefficient]} {number_text(float(first['coefficient']), 2)}"
    shared = count_units(int(first["shared"]), network.unit)
    return f"最も強いのは「{first['source']}」と「{first['target']}」（{strength}、{shared}）。"


def _tell_groups(network: Network) -> list[str]:
    groups = list_communities(network)
    large = groups[groups["nodes"] >= 3]
    told = [
        f"語のまとまりは{count_things(len(groups))}（モジュラリティ {number_text(network.modularity, 2)}）。"
        + "".join(
            f"まとまり{row.community}は{quote_first(row.members.split('、'))}。"
            for row in large.head(3).itertuples()
        )
    ]
    bridge = network.nodes.sort_values(["betweenness", "tf"], ascending=False).iloc[0]
    if bridge["betweenness"] > 0:
        value = number_text(float(bridge["betweenness"]), 2)
        told.append(f"話題をつなぐ位置にあるのは「{bridge['node']}」（媒介中心性 {value}）。")
    return told


def _tell_values(network: Network) -> list[str]:
    """For each value its words, and those that go with no other value."""
    values = list(network.nodes.loc[network.nodes["kind"] == VALUE, "node"])
    ends = network.edges["source"].value_counts()
    told = []
    for value in values:
        words = list(network.edges.loc[network.edges["target"] == value, "source"])
        only = [word for word in words if ends[word] == 1]
        said = f"、この値とだけ結ばれた語は{quote_first(only)}" if only and len(values) > 1 else ""
        told.append(f"「{value}」と結ばれた語は{len(words)}語{said}。")
    return told
