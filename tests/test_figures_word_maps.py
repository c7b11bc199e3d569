"""figures/biplot and wordmap: the same places as the numbers, names that do not overlap, far words at the edge."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figure_cases import find_cut, find_overlaps, texts_of
from word_cases import tokens_of

from helpers.figures.biplot import plot_correspondence
from helpers.figures.plane import pull_in
from helpers.figures.wordmap import plot_word_map
from helpers.text.analyses import (
    build_clusters,
    build_correspondence_analysis,
    build_map,
    build_term_matrix,
)

WORDS = [
    "居場所",
    "高齢者",
    "交流",
    "担い手",
    "資金",
    "孤立",
    "見守り",
    "食事",
    "サロン",
    "子ども",
    "学校",
    "医療",
]
TABLE = pd.DataFrame(
    {
        "NPO法人": [9, 1, 4, 0, 7, 3, 2, 8, 1, 5, 0, 2],
        "任意団体": [2, 8, 4, 5, 1, 3, 6, 1, 7, 0, 2, 3],
        "会社": [1, 2, 3, 9, 4, 3, 0, 2, 1, 6, 8, 1],
    },
    index=WORDS,
)
TEXTS = [
    "居場所 高齢者 交流", "居場所 高齢者 サロン", "居場所 交流", "担い手 資金", "担い手 資金 学校", "孤立 見守り 医療", "孤立 医療",
    "食事 サロン", "子ども 学校 食事", "子ども 居場所",
]  # fmt: skip


@pytest.fixture(scope="module")
def biplot():
    return plot_correspondence(build_correspondence_analysis(TABLE), title="語と団体の種類")


def test_all_names_stand_in_the_biplot(biplot):
    assert {*WORDS, *TABLE.columns} <= set(texts_of(biplot))
    assert find_overlaps(biplot) == [] and find_cut(biplot) == []


def test_biplot_names_axes_with_their_shares(biplot):
    analysis = build_correspondence_analysis(TABLE)
    first, second = (f"{value:.1f}" for value in analysis.axes["percent"].head(2))
    assert f"第1軸（{first}%） →" in texts_of(biplot) and f"↑ 第2軸（{second}%）" in texts_of(biplot)
    assert biplot.alt.startswith(
        f"語と団体の種類。対応分析の布置図。第1軸（{first}%）、第2軸（{second}%）。値の位置はNPO法人（"
    )


def test_one_scale_for_both_axes(biplot):
    """Distances on paper are distances of the analysis."""
    analysis = build_correspondence_analysis(TABLE)
    squares = [p.get_path().get_extents() for p in biplot.figure.axes[0].patches if p.get_linewidth() == 1.2]
    middles = np.array([((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in squares])[:3]
    wanted = analysis.columns[["dim_1", "dim_2"]].to_numpy() * [1, -1]
    paper = np.hypot(*(middles[0] - middles[1])) / np.hypot(*(middles[0] - middles[2]))
    assert paper == pytest.approx(np.hypot(*(wanted[0] - wanted[1])) / np.hypot(*(wanted[0] - wanted[2])))


def test_far_words_stand_at_the_edge():
    rows = np.array([[0.1, 0], [0.2, 0], [5.0, 0], [-0.3, 0]])
    shown, arrows = pull_in(rows, np.array([[0.5, 0.1], [-0.4, -0.1]]))
    assert arrows == ["", "", "→", ""]
    assert shown[2].tolist() == [pytest.approx(0.56), 0]
    assert shown[[0, 1, 3]].tolist() == rows[[0, 1, 3]].tolist()


def test_values_are_never_pulled_in():
    rows = np.array([[0.1, 0.0], [0.2, 0.0]])
    assert pull_in(rows, np.array([[5.0, 0.0]]))[1] == ["", ""]


def test_two_values_stand_over_one_axis():
    picture = plot_correspondence(build_correspondence_analysis(TABLE[["NPO法人", "会社"]]))
    assert "↑ 出現回数（対数）" in texts_of(picture)
    assert find_overlaps(picture) == []


@pytest.mark.parametrize("table", [TABLE[["会社"]], TABLE.iloc[:0], pd.DataFrame()])
def test_nothing_to_analyse(table):
    picture = plot_correspondence(build_correspondence_analysis(table))
    assert "該当なし" in picture.alt and any("該当なし" in text for text in texts_of(picture))


@pytest.mark.parametrize("method", ["kruskal", "smacof", "classical"])
def test_map_names_every_word_once(method):
    matrix = build_term_matrix(tokens_of(*TEXTS))
    picture = plot_word_map(build_map(matrix, method), build_clusters(matrix))
    texts = texts_of(picture)
    assert all(texts.count(word) == 1 for word in matrix.terms["label"])
    assert find_overlaps(picture) == [] and find_cut(picture) == []


@pytest.mark.parametrize("texts", [[], ["居場所"], ["居場所 高齢者"]])
def test_maps_of_two_words_and_less(texts):
    matrix = build_term_matrix(tokens_of(*texts))
    picture = plot_word_map(build_map(matrix), build_clusters(matrix))
    assert ("該当なし" in picture.alt) == (not len(matrix.terms))
    assert find_cut(picture) == []


def test_map_tells_neighbours():
    matrix = build_term_matrix(tokens_of("甲 乙", "甲 乙", "丙 丁", "丙 丁"))
    assert "甲（2回）の近くに乙" in plot_word_map(build_map(matrix)).alt


def test_same_bytes_twice():
    matrix = build_term_matrix(tokens_of(*TEXTS))
    one, other = (plot_word_map(build_map(matrix), build_clusters(matrix)).to_svg(True) for _ in range(2))
    assert one == other
