"""Is the difference of two shares more than chance? Two-proportion z test, Fisher's exact test for small counts."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erfc, sqrt

LEVEL = 0.05
SMALL_EXPECTED = 5
RULE = (
    f"割合の差は、二つの年度の回答を独立した標本とみなして検定した（両側、有意水準{LEVEL:.0%}）。"
    f"2標本の比率の差のz検定（合併した比率を使い、連続修正はしない）により、期待度数が{SMALL_EXPECTED}未満の"
    "ますがあるときはフィッシャーの正確検定による。"
)


@dataclass(frozen=True)
class Share:
    """`n` of `base`, both counts of respondents."""

    n: int
    base: int


@dataclass(frozen=True)
class ChanceTest:
    """The p value (0-1, two-sided) and the test that gave it: `z` or `fisher`."""

    p: float
    method: str

    @property
    def is_more_than_chance(self) -> bool:
        return self.p < LEVEL


def compare_shares(before: Share, after: Share) -> ChanceTest | None:
    """The test of one share against another; None where a base is empty or everyone or nobody chose it both times.

    Fisher's exact test where one of the four expected counts is below 5 (Cochran 1954), else the z test.
    """
    chosen, base = before.n + after.n, before.base + after.base
    if not (before.base and after.base and 0 < chosen < base):
        return None
    smallest = min(before.base, after.base) * min(chosen, base - chosen) / base
    if smallest < SMALL_EXPECTED:
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
    chosen, base = before.n + after.n, before.base + after.base
    low, high = max(0, chosen - after.base), min(chosen, before.base)
    ways = [comb(before.base, k) * comb(after.base, chosen - k) for k in range(low, high + 1)]
    own = ways[before.n - low]
    return sum(way for way in ways if way <= own) / comb(base, chosen)
