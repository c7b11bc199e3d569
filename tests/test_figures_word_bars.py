"""figures/dendrogram, keywords, word_frequencies, word_rates: lengths and places by hand, small inputs, alternative texts."""

from __future__ import annotations

import pytest
from figure_cases import find_cut, find_overlaps, texts_of
from matplotlib.colors import to_hex
from word_cases import tokens_of

from helpers.figures.dendrogram import BAR, plot_dendrogram
from helpers.figures.keywords import plot_characteristic_words
from helpers.figures.palette import BLUE_300
from helpers.figures.style import BLUE_800
from helpers.figures.word_frequencies import plot_ranks, plot_tf_df
from helpers.figures.word_rates import plot_rates
from helpers.text.analyses import (
    build_characteristic_words,
    build_clusters,
    build_term_matrix,
    compare_frequencies,
    rank_terms,
    read_membership,
)

TEXTS = ["居場所 居場所 高齢者"] * 8 + ["居場所"] * 2 + ["担い手 資金"] * 9 + ["高齢者 資金"]
VALUES = {f"r{i}": "団体" if i <= 10 else "個人" for i in range(1, 21)}


@pytest.fixture(scope="module")
def matrix():
    return build_term_matrix(tokens_of(*TEXTS))


@pytest.fixture(scope="module")
def membership(matrix):
    return read_membership(matrix.units, VALUES)


@pytest.fixture(scope="module")
def characteristic(matrix, membership):
    return build_characteristic_words(matrix, membership)


def test_dendrogram_bars_are_frequencies(matrix):
    """居場所 18, 資金 10, 高齢者 9, 担い手 9: the longest bar is 24 mm."""
    picture = plot_dendrogram(build_clusters(matrix, clusters=2))
    bars = [p.get_width() for p in picture.figure.axes[0].patches if to_hex(p.get_facecolor()) == BLUE_800]
    assert sorted(bars) == pytest.approx([BAR * 9 / 18, BAR * 9 / 18, BAR * 10 / 18, BAR])
    assert {"居場所", "担い手", "出現回数", "18", "1", "2"} <= set(texts_of(picture))
    assert find_overlaps(picture) == [] and find_cut(picture) == []


def test_dendrogram_in_words(matrix):
    alt = plot_dendrogram(build_clusters(matrix, clusters=2), "Q18").alt
    assert alt.startswith(
        "Q18。語のクラスター分析の樹形図（Ward法、距離は1 - Jaccard係数）。4語、2のまとまり。"
    )
    assert "居場所 18回、高齢者 9回" in alt and "資金 10回、担い手 9回" in alt


def test_dendrogram_lines_below_the_cut_are_blue(matrix):
    picture = plot_dendrogram(build_clusters(matrix, clusters=2))
    colours = [
        to_hex(line.get_color()) for line in picture.figure.axes[0].lines if len(line.get_xdata()) == 4
    ]
    assert colours.count(BLUE_800) == 2 and len(colours) == 3


@pytest.mark.parametrize("texts", [[], ["居場所"], ["居場所 高齢者"], ["語" + "あ" * 40]])
def test_small_dendrograms(texts):
    picture = plot_dendrogram(build_clusters(build_term_matrix(tokens_of(*texts))))
    assert find_cut(picture) == []
    assert ("該当なし" in picture.alt) == (not texts)


def test_many_words_keep_their_rows_apart():
    words = [f"語{chr(0x3042 + i)}" for i in range(70)]
    picture = plot_dendrogram(
        build_clusters(build_term_matrix(tokens_of(*(" ".join(words[i : i + 3]) for i in range(70)))))
    )
    assert find_overlaps(picture) == []
    assert picture.figure.get_figheight() * 25.4 <= 245


def test_characteristic_words_by_value(characteristic):
    """居場所: all 10 of 団体, none of 個人; Jaccard 1. 資金 likewise for 個人."""
    picture = plot_characteristic_words(characteristic, "Q18")
    assert {"団体（n=10*）", "個人（n=10*）", "1.00*（100：0%）"} <= set(texts_of(picture))
    assert picture.alt.startswith(
        "Q18。値ごとの特徴語の横棒グラフ（Jaccard係数）。団体（n=10）：居場所 1.00*（100.0%、それ以外 0.0%）、高齢者 0.73*"
    )
    assert find_overlaps(picture) == [] and find_cut(picture) == []


def test_sure_words_are_dark_and_starred(characteristic):
    weak = characteristic.assign(p_fdr=0.2)
    fills = [
        {to_hex(p.get_facecolor()) for p in plot_characteristic_words(frame).figure.axes[0].patches}
        for frame in (characteristic, weak)
    ]
    assert fills == [{BLUE_800}, {BLUE_300}]
    assert not any("*（" in text for text in texts_of(plot_characteristic_words(weak)))


def test_bars_share_one_scale(characteristic):
    bars = plot_characteristic_words(characteristic).figure.axes[0].patches
    longest = max(bar.get_width() for bar in bars)
    assert min(bar.get_width() for bar in bars) / longest == pytest.approx(
        characteristic["jaccard"].min() / characteristic["jaccard"].max()
    )


def test_no_characteristic_words(matrix):
    empty = build_characteristic_words(matrix, read_membership(matrix.units, {}))
    assert plot_characteristic_words(empty).alt == "値ごとの特徴語の横棒グラフ（Jaccard係数）。該当なし。"


def test_rank_lines_carry_the_rates(matrix, membership):
    """団体: 26 words, 居場所 18 of them."""
    picture = plot_ranks(rank_terms(matrix, membership))
    axes = picture.figure.axes[0]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert axes.lines[0].get_ydata()[0] == pytest.approx(1000 * 18 / 26)
    assert len({(str(line.get_linestyle()), line.get_marker()) for line in axes.lines}) == 2
    assert "団体（2語）：1位 居場所 18（692.3）、2位 高齢者 8（307.7）" in picture.alt
    assert find_overlaps(picture) == [] and find_cut(picture) == []


def test_tf_against_df(matrix):
    picture = plot_tf_df(matrix.terms)
    points = picture.figure.axes[0].lines[1]
    assert (points.get_xdata()[0], points.get_ydata()[0]) == (18, 10)
    assert "居場所 18回（10件）" in picture.alt
    assert "居場所" in texts_of(picture)
    assert find_overlaps(picture) == []


def test_rates_by_group(matrix, membership):
    picture = plot_rates(compare_frequencies(matrix, membership))
    assert {"団体（n=10*）", "個人（n=10*）"} <= set(texts_of(picture))
    assert "居場所：団体 100.0%、個人 0.0%" in picture.alt
    assert find_cut(picture) == []


@pytest.mark.parametrize("texts", [[], [""], ["居場所"]])
def test_almost_no_words(texts):
    matrix = build_term_matrix(tokens_of(*texts))
    membership = read_membership(matrix.units, dict.fromkeys(matrix.units, "A"))
    drawn = [
        plot_ranks(rank_terms(matrix, membership)),
        plot_tf_df(matrix.terms),
        plot_rates(compare_frequencies(matrix, membership)),
    ]
    for picture in drawn:
        assert picture.to_svg(True).startswith("<svg") and find_cut(picture) == []
        assert ("該当なし" in picture.alt) == (not texts or texts == [""] or "群で比べる" in picture.alt)
