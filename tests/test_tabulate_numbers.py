"""tabulate/numbers: means, deviations and quantiles against numpy, statsmodels and hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.weightstats import DescrStatsW
from tabulate_cases import ask, code, count, value

VALUES = [3, 8, 8, 1, 12, 5.5, 7, 2, 40]
WEIGHTS = [0.5, 2, 1.25, 1, 0.75, 3, 1, 0.25, 1.5]


def test_without_weights_as_numpy_and_excel_have_it():
    frame = count(code([ask("Q1", "NUM")], {"Q1": [*VALUES, None]}))
    expected = {
        "mean": np.mean(VALUES), "sd": np.std(VALUES, ddof=1), "median": np.median(VALUES), "min": 1, "max": 40,
        "q1": np.quantile(VALUES, 0.25), "q3": np.quantile(VALUES, 0.75),
    }  # fmt: skip
    assert {name: value(frame, "Q1", name) for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["NUM", "SCALE"])
def test_weighted_as_statsmodels_has_it(kind):
    """Its variance counts weights as respondents: it is ours where the weights add up to the effective base."""
    whole = [3, 5, 5, 1, 2, 4, 3, 2, 5]
    given = [str(each) for each in whole] if kind == "SCALE" else whole
    frame = count(code([ask("Q1", kind, "1 2 3 4 5" if kind == "SCALE" else "")], {"Q1": given}, WEIGHTS))
    weights = np.array(WEIGHTS)
    peer = DescrStatsW(np.array(whole, float), weights * weights.sum() / (weights**2).sum(), ddof=1)
    assert value(frame, "Q1", "mean") == pytest.approx(peer.mean)
    assert value(frame, "Q1", "sd") == pytest.approx(peer.std)
    quantiles = peer.quantile([0.25, 0.5, 0.75], return_pandas=False)
    assert [value(frame, "Q1", name) for name in ("q1", "median", "q3")] == pytest.approx(list(quantiles))


def test_weighted_median_by_hand():
    """1, 1 and 2 of 4: half of the weight is reached exactly at the second value; 1, 1, 3 of 5: at the third."""
    for weights, median in (([1, 1, 2], 25.0), ([1, 1, 3], 30.0)):
        frame = count(code([ask("Q1", "NUM")], {"Q1": [10, 20, 30]}, weights))
        assert value(frame, "Q1", "median") == median


def test_equal_weights_are_no_weights():
    plain, weighted = (
        count(code([ask("Q1", "NUM")], {"Q1": VALUES}, weights)) for weights in (None, [0.3] * 9)
    )
    for name in ("mean", "sd", "median", "q1", "q3"):
        assert value(weighted, "Q1", name) == pytest.approx(value(plain, "Q1", name))


def test_one_answer_has_no_deviation_and_none_has_no_mean():
    answers = {"Q1": ["男", "女", "女"], "Q2": [4, None, None]}
    frame = count(code([ask("Q1", "SA", "男 女"), ask("Q2", "NUM")], answers), "Q1")
    assert value(frame, "Q2", "mean", "Q1", "男") == 4
    assert value(frame, "Q2", "sd", "Q1", "男") is pd.NA
    assert value(frame, "Q2", "mean", "Q1", "女") is pd.NA


def test_someone_with_weight_zero_counts_for_nothing():
    frame = count(code([ask("Q1", "NUM")], {"Q1": [1, 2, 100]}, [1, 1, 0]))
    assert value(frame, "Q1", "mean") == 1.5
    assert value(frame, "Q1", "median") == 1.5
