"""figures/bins and rounding: round edges, Freedman and Diaconis' width, no class of too few."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.figures.bins import FREEDMAN_DIACONIS, STURGES, count_bins
from helpers.figures.rounding import next_step, round_step, round_ticks


@pytest.mark.parametrize(
    ("width", "step"), [(3.2, 5.0), (1.0, 1.0), (0.02, 0.02), (0.021, 0.05), (7.5, 10.0), (120.0, 200.0)]
)
def test_round_step(width, step):
    assert round_step(width) == step


def test_next_steps():
    assert [next_step(width) for width in (1.0, 2.0, 5.0, 0.1)] == [2.0, 5.0, 10.0, 0.2]


def test_round_ticks_span_the_values():
    assert round_ticks(2.1, 3.9) == [(2.0, "2.0"), (2.5, "2.5"), (3.0, "3.0"), (3.5, "3.5"), (4.0, "4.0")]
    assert round_ticks(3.0, 3.0)[0][0] <= 3.0 <= round_ticks(3.0, 3.0)[-1][0]


def test_width_of_freedman_and_diaconis_is_rounded_up():
    """1..64: IQR 31.5, 2 * 31.5 / 4 = 15.75 -> 20; numpy's rule gives the same width."""
    values = list(range(1, 65))
    bins = count_bins(values)
    edges = np.histogram_bin_edges(values, "fd")
    assert (bins.width, bins.rule) == (20.0, FREEDMAN_DIACONIS)
    assert edges[1] - edges[0] == pytest.approx(15.75, abs=0.01)
    assert bins.edges == (0.0, 20.0, 40.0, 60.0, 80.0)
    assert bins.counts == (19.0, 20.0, 20.0, 5.0)


def test_without_a_spread_of_quartiles_sturges():
    """IQR 0; range 4, n 8: 4 / (3 + 1) = 1."""
    bins = count_bins([0, 2, 2, 2, 2, 2, 2, 4])
    assert (bins.rule, bins.edges, bins.counts) == (STURGES, (0, 1, 2, 3, 4, 5), (1, 0, 6, 0, 1))


def test_a_value_on_an_edge_counts_above_it():
    assert count_bins([0, 1, 1, 2]).counts == (1, 2, 1)


def test_far_values_are_gathered_in_an_open_class():
    """Quartiles 3 and 7: classes end behind the last value up to 7 + 3 * 4 = 19; 1000 is far outside."""
    bins = count_bins([*range(1, 10), 1000])
    assert bins.open_high and not bins.open_low
    assert bins.edges[-1] <= 20
    assert sum(bins.counts) == 10


def test_no_class_of_one_or_two():
    values = [*[10] * 3, *[20] * 4, *[30] * 3, 40, 1]
    bins = count_bins(values, suppress_below=3)
    assert all(count == 0 or count >= 3 for count in bins.counts)
    assert sum(bins.counts) == 12


def test_where_every_class_would_show_too_few_there_is_none():
    assert count_bins([1, 2], suppress_below=3) is None


def test_weights_are_summed_by_class():
    assert count_bins([1, 1, 2], weights=[0.5, 1.0, 2.0]).counts == (1.5, 2.0)


@pytest.mark.parametrize("values", [[7], [0.1, 0.1], [-5, -1, 3], [1e9, 2e9, 5e9], list(range(100_000))])
def test_every_value_is_in_a_class(values):
    bins = count_bins(values)
    assert sum(bins.counts) == len(values)
    assert len(bins.counts) <= 31
