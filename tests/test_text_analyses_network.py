"""Coefficients by hand, communities and betweenness against the published figures of Zachary's karate club."""

from __future__ import annotations

import numpy as np
import pytest
from word_cases import tokens_of

from helpers.errors import ParameterError
from helpers.text.analyses import (
    build_attribute_network,
    build_network,
    build_term_matrix,
    list_communities,
    read_membership,
    tell_network,
)
from helpers.text.analyses.association import weigh
from helpers.text.analyses.communities import find_communities, measure_modularity
from helpers.text.analyses.paths import (
    find_components,
    mark_strongest_tree,
    measure_betweenness,
    measure_steps,
)

# Zachary (1977), J. Anthropol. Res. 33:452, figure 3: the 78 friendships of a karate club, members from 1.
KARATE = (
    "2-1 3-1 3-2 4-1 4-2 4-3 5-1 6-1 7-1 7-5 7-6 8-1 8-2 8-3 8-4 9-1 9-3 10-3 11-1 11-5 11-6 12-1 13-1 13-4 14-1 14-2 "
    "14-3 14-4 17-6 17-7 18-1 18-2 20-1 20-2 22-1 22-2 26-24 26-25 28-3 28-24 28-25 29-3 30-24 30-27 31-2 31-9 32-1 "
    "32-25 32-26 32-29 33-3 33-9 33-15 33-16 33-19 33-21 33-23 33-24 33-30 33-31 33-32 34-9 34-10 34-14 34-15 34-16 "
    "34-19 34-20 34-21 34-23 34-24 34-27 34-28 34-29 34-30 34-31 34-32 34-33"
)
EDGES = [tuple(int(end) - 1 for end in edge.split("-")) for edge in KARATE.split()]


@pytest.fixture(scope="module")
def karate() -> np.ndarray:
    weights = np.zeros((34, 34))
    for one, other in EDGES:
        weights[one, other] = weights[other, one] = 1
    return weights


@pytest.mark.parametrize(
    ("coefficient", "value"),
    [("jaccard", 2 / 6), ("dice", 4 / 8), ("simpson", 2 / 3), ("cosine", 2 / np.sqrt(15))],
)
def test_coefficients_by_hand(coefficient, value):
    """5 units have the one word, 3 the other, 2 both."""
    assert weigh([2], [5], [3], coefficient) == pytest.approx([value])
    assert weigh([0], [0], [0], coefficient) == [0]


def test_unknown_coefficient_is_refused():
    with pytest.raises(ParameterError, match="jaccard"):
        weigh([1], [1], [1], "ochiai")


# Brandes et al. (2008), IEEE Trans. Knowl. Data Eng. 20:172: the partition with the most modularity, Q = 0.4198.
BEST = (
    {1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22}, {5, 6, 7, 11, 17}, {24, 25, 26, 28, 29, 32},
    {9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34},
)  # fmt: skip


def test_modularity_of_the_best_partition(karate):
    labels = [next(place for place, group in enumerate(BEST) if node in group) for node in range(1, 35)]
    assert measure_modularity(karate, labels) == pytest.approx(0.4198, abs=5e-5)


def test_communities_of_the_karate_club(karate):
    """Clauset, Newman and Moore (2004) come to Q = 0.381; none can pass 0.4198."""
    labels = find_communities(karate)
    assert 0.415 <= measure_modularity(karate, labels) <= 0.41985
    assert len(set(labels[[0, 1, 3, 7, 12]])) == 1  # around the instructor
    assert len(set(labels[[32, 33, 14, 15, 18]])) == 1  # around the president
    assert labels[0] != labels[33]


def test_betweenness_of_the_karate_club():
    """networkx, betweenness_centrality(karate_club_graph()): 0.437635, 0.053937, 0.143657, ..., 0.304075."""
    between = measure_betweenness(34, EDGES)
    assert between[[0, 1, 2, 33]] == pytest.approx([0.437635, 0.053937, 0.143657, 0.304075], abs=1e-6)


def test_modularity_by_hand():
    """Two pairs: half the edges inside each, half the ends each: 2 (1/2 - 1/4)."""
    weights = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=float)
    assert measure_modularity(weights, [0, 0, 1, 1]) == pytest.approx(0.5)
    assert find_communities(weights).tolist() == [0, 0, 1, 1]
    assert find_communities(np.zeros((2, 2))).tolist() == [0, 1]


def test_paths_and_components():
    edges = [(0, 1), (1, 2), (3, 4)]
    assert find_components(6, edges).tolist() == [0, 0, 0, 1, 1, 2]
    assert measure_steps(3, [(0, 1), (1, 2)]).tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    assert measure_betweenness(3, [(0, 1), (1, 2)]).tolist() == [0, 1, 0]
    assert mark_strongest_tree(3, [(0, 1), (1, 2), (0, 2)]).tolist() == [True, True, False]


TEXTS = ("居場所 高齢者", "居場所 高齢者 担い手", "居場所", "担い手 資金", "資金")


@pytest.fixture(scope="module")
def network():
    return build_network(build_term_matrix(tokens_of(*TEXTS)))


def test_edges_by_hand(network):
    """居場所 in 3, 高齢者 in 2, together in 2; 担い手 2, 資金 2, together in 1."""
    edges = {(row.source, row.target): (row.shared, row.coefficient) for row in network.edges.itertuples()}
    assert edges[("居場所", "高齢者")] == (2, pytest.approx(2 / 3))
    assert edges[("居場所", "担い手")] == (1, pytest.approx(1 / 4))
    pairs = [frozenset(pair) for pair in edges]
    assert frozenset(("高齢者", "担い手")) in pairs and frozenset(("居場所", "資金")) not in pairs
    assert network.edges["coefficient"].is_monotonic_decreasing


def test_nodes_by_hand(network):
    nodes = network.nodes.set_index("node")
    assert nodes.loc["担い手", "degree"] == 3
    assert nodes.loc["資金", "degree"] == 1
    assert nodes.loc["高齢者", "strength"] == pytest.approx(2 / 3 + 1 / 3)
    # of the three pairs of other nodes, the paths 居場所-資金 and 高齢者-資金 lead through 担い手
    assert nodes.loc["担い手", "betweenness"] == pytest.approx(2 / 3)


def test_fewer_edges_and_what_was_left_off():
    matrix = build_term_matrix(tokens_of("甲 乙", "丙 丁"))
    network = build_network(matrix, edges=1)
    assert len(network.edges) == 1
    assert network.left_off == 1
    assert "同じ強さの組がほかに1組" in "".join(tell_network(network))


def test_threshold_shared_units_and_tree():
    matrix = build_term_matrix(tokens_of(*TEXTS))
    assert build_network(matrix, threshold=0.5).edges["shared"].tolist() == [2]
    assert build_network(matrix, minimum_shared=2).edges["shared"].tolist() == [2]
    tree = build_network(matrix, tree_only=True)  # four words: three edges
    assert len(tree.edges) == 3 and tree.edges["in_tree"].all()


def test_words_and_values():
    matrix = build_term_matrix(tokens_of(*TEXTS))
    membership = read_membership(
        matrix.units, {"r1": "団体", "r2": "団体", "r3": "団体", "r4": "資金", "r5": "資金"}
    )
    network = build_attribute_network(matrix, membership)
    edges = {(row.source, row.target): row.coefficient for row in network.edges.itertuples()}
    assert edges[("居場所", "団体")] == pytest.approx(1.0)
    assert edges[("担い手", "団体")] == pytest.approx(1 / 4)
    assert edges[("資金", "［資金］")] == pytest.approx(1.0)  # the value is spelt like the word
    nodes = network.nodes.set_index("node")
    assert nodes.loc["団体", ["kind", "df"]].tolist() == ["value", 3]
    assert nodes.loc["居場所", "community"] == nodes.loc["団体", "community"]
    assert "この値とだけ結ばれた語は「居場所」「高齢者」" in "".join(tell_network(network))


def test_communities_are_listed_with_their_strongest_words_first(network):
    members = list_communities(network)["members"]
    assert set("、".join(members).split("、")) == {"居場所", "高齢者", "担い手", "資金"}


@pytest.mark.parametrize("texts", [(), ("",), ("居場所",), ("居場所", "高齢者")])
def test_texts_too_short_to_say_anything(texts):
    matrix = build_term_matrix(tokens_of(*texts), units=[f"r{i + 1}" for i in range(len(texts))])
    network = build_network(matrix)
    assert network.edges.empty and network.nodes.empty
    assert "何も言えない" in tell_network(network)[0]


def test_sentences_name_the_unit():
    matrix = build_term_matrix(tokens_of(*TEXTS), unit_name="文")
    told = "".join(tell_network(build_network(matrix)))
    assert "同じ文の中で" in told and "（Jaccard係数 0.67、2文）" in told
