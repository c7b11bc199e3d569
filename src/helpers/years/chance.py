"""Is the difference of two shares more than chance? Two-proportion z test, Fisher's exact test for small counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erfc, sqrt

LEVEL = 0.05
NORMAL = 1.959963984540054  # of the standard normal distribution, 2.5% lie above
SMALL_EXPECTED = 5
RULE = (
    f"割合の差は、二つの年度の回答を独立した標本とみなして検定した（両側、有意水準{LEVEL:.0%}）。"
    f"2標本の比率の差のz検定（合併した比率を使い、連続修正はしない）により、期待度数が{SMALL_EXPECTED}未満の"
    "ますがあるときはフィッシャーの正確検定による。"
)


@dataclass(frozen=True)
class Share:
    """`n` of `base`: counts of respondents, or of effective ones (no whole numbers) where answers are weighted."""

    n: float
    base: float

    @property
    def is_counted(self) -> bool:
        return all(float(number).is_integer() for number in (self.n, self.base))


@dataclass(frozen=True)
class ChanceTest:
    """The p value (0-1, two-sided) and the test that gave it: `z`, `fisher` or `welch` (means)."""

    p: float
    method: str

    @property
    def is_more_than_chance(self) -> bool:
        return self.p < LEVEL


def compare_shares(before: Share, after: Share) -> ChanceTest | None:
    """The test of one share against another; None where a base is empty or everyone or nobody chose it both times.

    Fisher's exact test where one of the four expected counts is below 5 (Cochran 1954), else the z test; weighted
    answers, which cannot be counted out, always by the z test.
    """
    chosen, base = before.n + after.n, before.base + after.base
    if not (before.base and after.base and 0 < chosen < base):
        return None
    smallest = min(before.base, after.base) * min(chosen, base - chosen) / base
    if smallest < SMALL_EXPECTED and before.is_counted and after.is_counted:
        return ChanceTest(fisher_p(before, after), "fisher")
    return ChanceTest(z_p(before, after), "z")


def z_p(before: Share, after: Share) -> float:
    """Two-sided p of the z test with the pooled share, without continuity correction (Fleiss 1981, 2.3)."""
    pooled = (before.n + after.n) / (before.base + after.base)
    error = sqrt(pooled * (1 - pooled) * (1 / before.base + 1 / after.base))
    z = (after.n / after.base - before.n / before.base) / error
    return erfc(abs(z) / sqrt(2))


def fisher_p(before: Share, after: Share) -> float:
    """Two-sided p of Fisher's exact test: all tables with the same margins that are no likelier than this one."""
    n, first, second = int(before.n), int(before.base), int(after.base)
    chosen, base = n + int(after.n), first + second
    low, high = max(0, chosen - second), min(chosen, first)
    ways = [comb(first, k) * comb(second, chosen - k) for k in range(low, high + 1)]
    own = ways[n - low]
    return sum(way for way in ways if way <= own) / comb(base, chosen)


@dataclass(frozen=True)
class Interval:
    """From `lower` to `upper`, in the unit of what it is about (shares: 0-1)."""

    lower: float
    upper: float


def wilson(share: Share) -> Interval:
    """95% score interval of one share, without continuity correction (Wilson 1927)."""
    p, n, z2 = share.n / share.base, share.base, NORMAL**2
    middle, half = p + z2 / (2 * n), NORMAL * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Interval((middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n))


def difference_interval(before: Share, after: Share) -> Interval | None:
    """95% interval of after minus before: Newcombe's hybrid score interval (1998, method 10); None for an empty base."""
    if not (before.base and after.base):
        return None
    old, new = wilson(before), wilson(after)
    p, q = before.n / before.base, after.n / after.base
    lower = q - p - sqrt((q - new.lower) ** 2 + (old.upper - p) ** 2)
    upper = q - p + sqrt((new.upper - q) ** 2 + (p - old.lower) ** 2)
    return Interval(lower, upper)


@dataclass(frozen=True)
class Mean:
    """A mean of `n` answers with their variance (n - 1 below); `n` is the effective number where there are weights."""

    value: float
    variance: float
    n: float


def compare_means(before: Mean, after: Mean) -> tuple[ChanceTest, Interval] | None:
    """Welch's t test (1947), two-sided, and the 95% interval of the difference; None where nothing varies or n < 2."""
    from scipy.special import stdtr, stdtrit

    if min(before.n, after.n) < 2 or not before.variance + after.variance:
        return None
    parts = [mean.variance / mean.n for mean in (before, after)]
    error, difference = sqrt(sum(parts)), after.value - before.value
    df = sum(parts) ** 2 / sum(
        part**2 / (mean.n - 1) for part, mean in zip(parts, (before, after), strict=True)
    )
    p, half = 2 * float(stdtr(df, -abs(difference) / error)), float(stdtrit(df, 1 - LEVEL / 2)) * error
    return ChanceTest(p, "welch"), Interval(difference - half, difference + half)
