"""Clusters against scipy and by hand; maps against distances that are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.spatial.distance import pdist
from word_cases import tokens_of

from helpers.errors import ParameterError
from helpers.text.analyses import (
    build_clusters,
    build_map,
    build_term_matrix,
    cluster_units,
    list_clusters,
    tell_clusters,
    tell_map,
)
from helpers.text.analyses.distances import condense, measure_distances
from helpers.text.analyses.maps import fit_order, majorise, scale_classically, scale_distances

TEXTS = (
    "居場所 高齢者 交流", "居場所 高齢者", "居場所 高齢者 費用", "担い手 不足 資金", "担い手 不足", "担い手 資金 費用", "不足 資金",
)  # fmt: skip


@pytest.fixture(scope="module")
def matrix():
    return build_term_matrix(tokens_of(*TEXTS))


def test_distances_agree_with_scipy(matrix):
    found = matrix.incidence().toarray().T.astype(bool)
    assert condense(measure_distances(matrix.incidence())) == pytest.approx(pdist(found, "jaccard"))
    assert condense(measure_distances(matrix.incidence(), "dice")) == pytest.approx(pdist(found, "dice"))
    cosine = condense(measure_distances(matrix.incidence(), "cosine"))
    assert cosine == pytest.approx(pdist(found.astype(float), "cosine"))


@pytest.mark.parametrize("method", ["ward", "average", "complete"])
def test_heights_and_cuts_agree_with_scipy(matrix, method):
    tree = linkage(pdist(matrix.incidence().toarray().T.astype(bool), "jaccard"), method)
    clustering = build_clusters(matrix, method, clusters=2)
    assert clustering.merges["height"].tolist() == pytest.approx(tree[:, 2].tolist())
    assert clustering.merges["size"].tolist() == tree[:, 3].tolist()
    cut = dict(zip(matrix.terms["label"], cut_tree(tree, 2).ravel(), strict=True))
    ours = dict(zip(clustering.words["word"], clustering.words["cluster"], strict=True))
    words = list(cut)
    assert [[cut[a] == cut[b] for a in words] for b in words] == [
        [ours[a] == ours[b] for a in words] for b in words
    ]


def test_clusters_are_contiguous_and_numbered_downwards(matrix):
    numbers = build_clusters(matrix, clusters=3).words["cluster"].tolist()
    assert numbers == sorted(numbers)
    assert set(numbers) == {1, 2, 3}


def test_leaves_are_joined_without_crossing(matrix):
    """Every step joins two neighbouring runs of rows."""
    clustering = build_clusters(matrix)
    runs = [{row} for row in range(len(clustering.words))]
    for merge in clustering.merges.itertuples():
        rows = runs[merge.left] | runs[merge.right]
        assert max(rows) - min(rows) + 1 == len(rows) == merge.size
        runs.append(rows)


def test_cut_at_a_height():
    matrix = build_term_matrix(tokens_of("甲 乙", "甲 乙", "丙"))
    assert build_clusters(matrix, height=0.5).words["cluster"].nunique() == 2
    assert build_clusters(matrix, height=5).words["cluster"].nunique() == 1
    assert sorted(list_clusters(build_clusters(matrix, height=0.5))["members"]) == ["丙", "乙、甲"]


def test_unknown_method_is_refused(matrix):
    with pytest.raises(ParameterError, match="ward"):
        build_clusters(matrix, "single")
    with pytest.raises(ParameterError, match="kruskal"):
        build_map(matrix, "tsne")


@pytest.mark.parametrize("texts", [(), ("",), ("居場所",)])
def test_too_few_words(texts):
    matrix = build_term_matrix(tokens_of(*texts))
    clustering, word_map = build_clusters(matrix), build_map(matrix)
    assert "クラスター分析はできない" in tell_clusters(clustering)[0]
    assert "地図は描けない" in tell_map(word_map)[0]
    assert cluster_units(matrix).clusters["units"].sum() == len([text for text in texts if text])


def test_units_fall_into_their_groups():
    matrix = build_term_matrix(tokens_of(*TEXTS, ""), units=[f"r{i}" for i in range(1, 9)])
    found = cluster_units(matrix, clusters=2)
    assert found.units["cluster"].tolist() == [2, 2, 2, 1, 1, 1, 1, 0]
    assert found.clusters["units"].tolist() == [4, 3]
    assert found.clusters["percent"].tolist() == pytest.approx([50.0, 37.5])
    assert "担い手" in found.clusters["words"][0] and "居場所" in found.clusters["words"][1]


def test_sentences_warn_of_words_never_used_together():
    told = tell_clusters(build_clusters(build_term_matrix(tokens_of("甲", "乙", "丙"))))
    assert "一緒に使われたことのない語" in told[-1]


SQUARE = np.array([(0, 0), (3, 0), (3, 4), (0, 4)], dtype=float)
GAPS = np.sqrt(((SQUARE[:, None] - SQUARE[None]) ** 2).sum(axis=2))


@pytest.mark.parametrize("method", ["classical", "smacof", "kruskal"])
def test_distances_of_the_plane_are_kept(method):
    points, stress = scale_distances(GAPS, method)
    found = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    scale = 1.0 if method != "kruskal" else GAPS.sum() / found.sum()  # order alone does not fix the size
    assert stress == pytest.approx(0, abs=1e-3)
    assert found * scale == pytest.approx(GAPS, abs=0.15 if method == "kruskal" else 2e-2)


def test_stress_does_not_grow():
    """Four points at equal distances do not fit into the plane; majorisation ends below classical scaling."""
    gaps = 1 - np.eye(4)
    start = scale_classically(gaps)
    end = majorise(gaps, np.ones((4, 4)), start)

    def stress(points):
        return ((np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)) - gaps) ** 2).sum()

    assert stress(end) < stress(start)


def test_disparities_rise_with_the_distances():
    gaps = np.array([[0, 1, 2], [1, 0, 3], [2, 3, 0]], dtype=float)
    between = np.array([[0, 5, 4], [5, 0, 9], [4, 9, 0]], dtype=float)
    target = fit_order(between, gaps)
    # the pool-adjacent-violators means of 5, 4, 9 are 4.5, 4.5, 9
    assert target[0, 1] == pytest.approx(target[0, 2])
    assert target[1, 2] / target[0, 1] == pytest.approx(2)


def test_the_same_map_in_every_run(matrix):
    one, other = build_map(matrix), build_map(matrix)
    assert one.words.equals(other.words)
