"""Mean, standard deviation, median and quartiles of each column, with and without weights.

Without weights: sd with n-1; quantiles of type 7 (Hyndman and Fan 1996, The American Statistician 50:361), which are
Excel's QUARTILE.INC and pandas'. With weights w: mean sum(wx)/sum(w); variance sum(w(x-mean)^2) / (sum(w) -
sum(w^2)/sum(w)), unbiased for weights that are not counts (GNU Scientific Library, Weighted Samples), n-1 where all are
equal; quantiles: the smallest value at which the weights below and at it reach the share, the mean of it and the next
where they reach it exactly (SAS PCTLDEF=5). Where all weights are equal, quantiles are those without weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import Banner

SHARES = {"q1": 0.25, "median": 0.5, "q3": 0.75}
NEARLY = 1e-9  # sums of weights that differ by less, relatively, are the same


@dataclass(frozen=True)
class Sample:
    """Values in ascending order, how many respondents have each, and the sums of their weights."""

    values: np.ndarray
    n: np.ndarray
    weight: np.ndarray
    squares: np.ndarray


def describe(sample: Sample, equal: bool) -> dict[str, float]:
    """mean, sd, median, q1, q3, min, max, variance and effective n of one column; NaN where there is none."""
    held = sample.n > 0
    values, n, weight = sample.values[held], sample.n[held], sample.weight[held]
    if not weight.sum() > 0:
        return {}
    total, squares = weight.sum(), sample.squares[held].sum()
    mean = float(weight @ values / total)
    freedom = total - squares / total
    many = n.sum() > 1 and freedom > NEARLY * total
    variance = float(weight @ (values - mean) ** 2 / freedom) if many else np.nan
    quantile = (
        (lambda share: _quantile(values, n, share)) if equal else (lambda s: _weighted(values, weight, s))
    )
    return {
        "mean": mean, "sd": variance**0.5, "variance": variance, "effective": float(total**2 / squares),
        "min": float(values[0]), "max": float(values[-1]), **{name: quantile(s) for name, s in SHARES.items()},
    }  # fmt: skip


def _quantile(values: np.ndarray, n: np.ndarray, share: float) -> float:
    reached = np.cumsum(n)
    place = (reached[-1] - 1) * share
    low, high = (int(np.searchsorted(reached, at, side="right")) for at in (np.floor(place), np.ceil(place)))
    return float(values[low] + (place - np.floor(place)) * (values[high] - values[low]))


def _weighted(values: np.ndarray, weight: np.ndarray, share: float) -> float:
    values, reached = values[weight > 0], np.cumsum(weight[weight > 0])
    goal, room = share * reached[-1], NEARLY * reached[-1]
    place = int(np.searchsorted(reached, goal - room))
    exact = abs(reached[place] - goal) <= room and place + 1 < len(values)
    return float((values[place] + values[place + 1]) / 2 if exact else values[place])


def describe_columns(samples: list[Sample], equal: bool) -> dict[str, np.ndarray]:
    """Statistic -> one number a column."""
    described = [describe(sample, equal) for sample in samples]
    names = ("mean", "sd", "variance", "effective", "min", "max", *SHARES)
    return {name: np.array([each.get(name, np.nan) for each in described], float) for name in names}


def sample_scores(scores: np.ndarray, n: np.ndarray, weight: np.ndarray, squares: np.ndarray) -> list[Sample]:
    """One sample a column out of counts (codes x columns) and what each code is worth."""
    order = np.argsort(scores, kind="stable")
    order = order[np.isfinite(scores[order])]
    return [
        Sample(scores[order], n[order, k], weight[order, k], squares[order, k]) for k in range(n.shape[1])
    ]


def sample_values(values: np.ndarray, banner: Banner, weights: np.ndarray | None) -> list[Sample]:
    """One sample a column out of the respondents' own numbers."""
    order = np.argsort(values, kind="stable")[: np.isfinite(values).sum()]
    codes, ordered = banner.codes[order], values[order]
    inside = np.vstack([np.zeros((1, banner.columns.shape[1]), bool), banner.columns])
    samples = []
    for column in range(banner.columns.shape[1]):
        chosen = inside[:, column][codes]
        held = ordered[chosen]
        ones = np.ones(len(held))
        weight = ones if weights is None else weights[order][chosen]
        samples.append(Sample(held, ones, weight, weight * weight))
    return samples
