"""figures/network, groups, spreading: nothing overlaps, every community is told by shape, the same bytes everywhere."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from figure_cases import find_cut, find_overlaps, texts_of
from word_cases import tokens_of

from helpers.figures.groups import LOOKS, half_size, holds, outline
from helpers.figures.network import edge_widths, plot_network
from helpers.figures.palette import contrast
from helpers.figures.placing import place_beside, separate, settle
from helpers.figures.shapes_key import list_sizes, name_members
from helpers.figures.spreading import spread_network
from helpers.figures.style import GRAY_900, WHITE
from helpers.text.analyses import (
    build_attribute_network,
    build_network,
    build_term_matrix,
    read_membership,
)

TEXTS = [
    "居場所 高齢者 交流", "居場所 高齢者 サロン", "居場所 交流", "担い手 不足 資金", "担い手 不足", "担い手 資金", "孤立 見守り",
    "コミュニティソーシャルワーカー 居場所", "コミュニティソーシャルワーカー 見守り", "サロン 高齢者 食事", "食事 交流",
]  # fmt: skip


@pytest.fixture(scope="module")
def matrix():
    return build_term_matrix(tokens_of(*TEXTS))


@pytest.fixture(scope="module")
def picture(matrix):
    return plot_network(build_network(matrix), "施設に求めるもの")


@pytest.fixture(scope="module")
def values_picture(matrix):
    kinds = {unit: "団体" if row < 6 else "個人" for row, unit in enumerate(matrix.units)}
    return plot_network(build_attribute_network(matrix, read_membership(matrix.units, kinds)))


def test_labels_do_not_overlap(picture, values_picture):
    for drawn in (picture, values_picture):
        assert find_overlaps(drawn) == []
        assert find_cut(drawn) == []


def test_every_word_stands_in_the_figure(picture, matrix):
    """A long word in two lines."""
    texts = {text.replace("\n", "") for text in texts_of(picture)}
    assert set(matrix.terms["label"]) <= texts


def test_alternative_text_by_hand():
    """甲 in 2 answers, 乙 in 2, together in 1: 1/3; 甲 and 丙 (1): 1/2."""
    matrix = build_term_matrix(tokens_of("甲 乙", "甲 丙", "乙"))
    assert plot_network(build_network(matrix), "Q18").alt == (
        "Q18。共起ネットワーク。3の語を結ぶ2本の線（Jaccard係数 0.33〜0.50）。"
        "強い順に、甲と丙 0.50（1件）、乙と甲 0.33（1件）。まとまり1（3）：甲、丙、乙。"
    )


def test_key_tells_sizes_widths_and_communities(picture):
    texts = texts_of(picture)
    assert any(text.startswith("1　") or text.startswith("1 ") for text in texts)
    assert any(text.startswith("出現") and text.endswith("回") for text in texts)
    assert any(text.startswith("Jaccard係数") for text in texts)


@pytest.mark.parametrize("texts", [[], [""], ["居場所"], ["居場所", "高齢者"]])
def test_nothing_to_connect(texts):
    picture = plot_network(build_network(build_term_matrix(tokens_of(*texts))))
    assert "該当なし" in picture.alt
    assert any(text.startswith("該当なし") for text in texts_of(picture))


def test_hostile_words_are_printed_as_they_are():
    matrix = build_term_matrix(tokens_of("$x$ <b>&</b> =1+1", "$x$ 😀"))
    picture = plot_network(build_network(matrix))
    assert "$x$" in texts_of(picture) and "〓" in texts_of(picture)
    assert "<b>" not in picture.to_svg(text_as_paths=False).replace("&lt;b&gt;", "")


DRAW = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_figures_network import TEXTS
from word_cases import tokens_of
from helpers.figures.network import plot_network
from helpers.text.analyses import build_network, build_term_matrix
picture = plot_network(build_network(build_term_matrix(tokens_of(*TEXTS))))
print(hashlib.sha256((picture.to_svg(True) + picture.to_svg(False)).encode("utf-8")).hexdigest())
"""


def test_bytes_are_the_same_in_every_process():
    draw = DRAW.format(tests=str(__import__("pathlib").Path(__file__).parent))
    runs = {
        subprocess.run([sys.executable, "-c", draw], capture_output=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1


def test_looks_differ_in_shape_and_are_legible():
    assert len({look.shape for look in LOOKS}) == len(LOOKS)
    for look in LOOKS:
        assert contrast(look.fill, GRAY_900) >= 4.5
        assert contrast(look.line, WHITE) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.shape)
def test_shapes_have_the_area_they_stand_for(look):
    x, y = (outline(look.shape) * np.sqrt(50)).T
    assert abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 == pytest.approx(50)


def test_label_inside_a_square():
    assert holds(100, "square", 9, 9) and not holds(100, "square", 11, 3)
    assert half_size(100, "square") == (pytest.approx(5), pytest.approx(5))


def test_widths_in_proportion():
    widths = edge_widths(np.array([0.5, 0.25, 0.0]))
    assert widths[0] - widths[1] == pytest.approx(widths[1] - widths[2])


def overlapping(points, sizes):
    return [
        (a, b)
        for a, b in combinations(range(len(points)), 2)
        if (np.abs(points[a] - points[b]) < (sizes[a] + sizes[b]) / 2 - 1e-3).all()
    ]


@pytest.mark.parametrize("count", [1, 2, 30, 80])
def test_boxes_are_moved_apart_even_from_one_point(count):
    sizes = np.column_stack([np.linspace(5, 30, count), np.linspace(3, 12, count)])
    points = separate(np.zeros((count, 2)), sizes, 160)
    assert overlapping(points, sizes) == []
    assert (points[:, 0] - sizes[:, 0] / 2 >= -1e-6).all() and (
        points[:, 0] + sizes[:, 0] / 2 <= 160 + 1e-6
    ).all()


def test_boxes_apart_stay_where_they_are():
    points = np.array([[10.0, 10.0], [50.0, 10.0]])
    assert separate(points, np.array([[10.0, 5.0], [10.0, 5.0]]), 160).tolist() == points.tolist()


def test_settling_always_ends():
    sizes = np.full((5, 2), 10.0)
    assert overlapping(settle(np.zeros((5, 2)), sizes), sizes) == []


def test_network_parts_do_not_overlap():
    sizes = np.full((9, 2), [20.0, 8.0])
    points, height = spread_network([(0, 1), (1, 2), (2, 0), (3, 4), (5, 6), (7, 8)], sizes, 160, 150)
    assert overlapping(points, sizes) == []
    assert (points[:, 1] + 4).max() <= height + 1e-6


def test_labels_take_the_nearest_free_place():
    points, radius = np.array([[50.0, 50.0], [54.0, 50.0]]), np.array([1.0, 1.0])
    sizes = np.array([[10.0, 4.0], [10.0, 4.0]])
    centres = place_beside(points, radius, sizes, (100, 100), [0, 1])
    assert centres[1].tolist() == [pytest.approx(54 + 1 + 0.4 + 5), 50]  # to the right of its point
    assert centres[0][0] < 50 or centres[0][1] != 50  # the right side is taken by the other point
    full = place_beside(points, radius, np.full((2, 2), 300.0), (100, 100), [0, 1])
    assert np.isnan(full).all()


def test_key_names_members_and_sizes():
    assert name_members(["居場所", "高齢者"], 2) == "居場所・高齢者（2語）"
    assert name_members(["居場所"] * 30, 30).endswith("など（30語）")
    import pandas as pd

    assert [item.text for item in list_sizes(pd.Series([3, 30]), 60)] == ["出現3回", "出現10回", "出現30回"]
    assert list_sizes(pd.Series([], dtype=int), 60) == []
