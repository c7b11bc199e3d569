"""tabulate/significance, fisher and the Wilson interval against statsmodels and scipy; letters by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import fisher_exact, ttest_ind
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW
from tabulate_cases import ask, code, count, figures, pick, spread

from helpers.tabulate.banner import build_banner, build_whole
from helpers.tabulate.block import build_block, wilson
from helpers.tabulate.columns import line_up, name_letter
from helpers.tabulate.fisher import fisher_p
from helpers.tabulate.rows import list_rows
from helpers.tabulate.significance import correct, mean_p, share_p

GROUPS = ask("Q1", "SA", "若 中 老 高")
YES = ask("Q2", "SA", "はい いいえ")


def build_grouped(**yes_and_all: tuple[int, int]):
    counts = {(group, "はい"): yes for group, (yes, _) in yes_and_all.items()}
    counts |= {(group, "いいえ"): base - yes for group, (yes, base) in yes_and_all.items()}
    first, second = spread(counts)
    return code([GROUPS, YES], {"Q1": first, "Q2": second})


def block_of(coded, question: str):
    columns = line_up([build_whole(coded.respondents), build_banner("Q1", coded)])
    held = coded.questions[question]
    return build_block(held, list_rows(held, False), columns, coded.weights)


def letters(coded, choice: str = "はい", **settings) -> list[str]:
    frame = count(coded, "Q1", **settings)
    held = frame[(frame["banner"] == "Q1") & (frame["choice"] == choice) & (frame["kind"] == "choice")]
    return held["letters"].tolist()


def test_p_of_shares_is_that_of_statsmodels():
    groups = {"若": (30, 80), "中": (45, 90), "老": (70, 100), "高": (20, 60)}
    p, _ = share_p(block_of(build_grouped(**groups), "Q2"), False)
    expected = [proportions_ztest([a[0], b[0]], [a[1], b[1]])[1] for a, b in combinations(groups.values(), 2)]
    assert p[0] == pytest.approx(expected, rel=1e-12)


def test_small_counts_are_tested_exactly_as_in_scipy():
    groups = {"若": (3, 7), "中": (1, 20), "老": (19, 20), "高": (2, 30)}
    p, _ = share_p(block_of(build_grouped(**groups), "Q2"), False)
    pairs = list(combinations(groups.values(), 2))
    tables = [[[a, m - a], [b, n - b]] for (a, m), (b, n) in pairs]
    smallest = [min(m, n) * min(a + b, m + n - a - b) / (m + n) for (a, m), (b, n) in pairs]
    assert [least < 5 for least in smallest].count(True) >= 4
    for own, table, least, ((a, m), (b, n)) in zip(p[0], tables, smallest, pairs, strict=True):
        expected = fisher_exact(table)[1] if least < 5 else proportions_ztest([a, b], [m, n])[1]
        assert own == pytest.approx(expected, rel=1e-9)


def test_fisher_of_many_tables_at_once():
    rng = np.random.default_rng(1)
    base1, base2 = rng.integers(1, 40, 200), rng.integers(1, 60, 200)
    n1, n2 = rng.binomial(base1, 0.3), rng.binomial(base2, 0.5)
    own = fisher_p(*(each.astype(float) for each in (n1, base1, n2, base2)))
    expected = [
        fisher_exact([[a, m - a], [b, n - b]])[1] for a, m, b, n in zip(n1, base1, n2, base2, strict=True)
    ]
    assert own == pytest.approx(expected, rel=1e-9)


def test_letters_name_the_columns_that_are_lower():
    """56% against 20% and 30% of 100 each: higher than both; 30% against 20% is chance (p = 0.10)."""
    coded = build_grouped(若=(20, 100), 中=(56, 100), 老=(30, 100))
    assert letters(coded) == ["", "A,C", "", ""]
    assert letters(coded, "いいえ") == ["B", "", "B", ""]
    held = pick(count(coded, "Q1"), "Q2", "Q1", "中")
    assert figures(held[held["kind"] != "statistic"], "letter") == [("B",), ("B",)]


@pytest.mark.parametrize(
    ("correction", "peer", "expected"),
    [("none", None, ["", "A", "A,B", ""]), ("holm", "holm", ["", "A", "A,B", ""]), ("bonferroni", "bonferroni", ["", "", "A", ""])],
)  # fmt: skip
def test_corrections_of_one_row(correction, peer, expected):
    """40%, 51.5%, 62.5% of 200 each. Times 3, two of the three p values are above 0.05; by Holm's steps none is."""
    groups = {"若": (80, 200), "中": (103, 200), "老": (125, 200)}
    raw = [proportions_ztest([a[0], b[0]], [a[1], b[1]])[1] for a, b in combinations(groups.values(), 2)]
    assert raw == pytest.approx([0.0211, 0.0000068, 0.0263], rel=0.02)
    corrected = multipletests(raw, method=peer)[1] if peer else raw
    assert correct(np.array([raw]), correction, np.zeros(3, int))[0] == pytest.approx(corrected)
    assert letters(build_grouped(**groups), correction=correction) == expected


def test_corrections_keep_families_and_rows_apart():
    p = np.array([[0.01, 0.02, np.nan, 0.03], [0.01, np.nan, np.nan, 0.5]])
    family = np.array([0, 0, 0, 1])
    assert correct(p, "bonferroni", family).tolist() == [[0.02, 0.04, pytest.approx(np.nan, nan_ok=True), 0.03],
                                                         [0.01, pytest.approx(np.nan, nan_ok=True), pytest.approx(np.nan, nan_ok=True), 0.5]]  # fmt: skip
    assert correct(p, "holm", family)[0, :2] == pytest.approx(multipletests([0.01, 0.02], method="holm")[1])


def test_columns_that_are_not_tested():
    """All or nobody, one respondent, 無回答; the whole has no letter either."""
    coded = build_grouped(若=(0, 50), 中=(50, 50), 老=(1, 1), 高=(25, 50))
    assert letters(coded) == ["", "", "", ""]
    first, second = spread({("若", "はい"): 40, ("若", "いいえ"): 10, (None, "いいえ"): 50})
    frame = count(code([GROUPS, YES], {"Q1": first, "Q2": second}), "Q1")
    assert set(frame["letters"]) == {""}
    assert set(frame.loc[frame["banner_choice"].isin(["", "無回答"]), "letter"]) == {""}


def test_rows_of_marks_are_not_tested():
    first, second = spread({("若", None): 90, ("若", "はい"): 10, ("中", None): 10, ("中", "はい"): 90})
    frame = count(code([GROUPS, YES], {"Q1": first, "Q2": second}), "Q1")
    assert set(frame.loc[frame["kind"] == "mark", "letters"]) == {""}
    assert "A" in set(frame["letters"])


def test_nested_columns_are_compared_within_their_parent():
    sex, age, yes = spread({
        ("男", "若", "はい"): 80, ("男", "若", "いいえ"): 20, ("男", "老", "はい"): 20, ("男", "老", "いいえ"): 80,
        ("女", "若", "はい"): 50, ("女", "若", "いいえ"): 50, ("女", "老", "はい"): 50, ("女", "老", "いいえ"): 50,
    })  # fmt: skip
    questions = [ask("Q1", "SA", "男 女"), ask("Q2", "SA", "若 老"), ask("Q3", "SA", "はい いいえ")]
    frame = count(code(questions, {"Q1": sex, "Q2": age, "Q3": yes}), "Q1*Q2")
    held = frame[(frame["question"] == "Q3") & (frame["banner"] == "Q1*Q2") & (frame["choice"] == "はい")]
    assert figures(held, "letter", "letters") == [("A", "B"), ("B", ""), ("C", ""), ("D", "")]


def test_p_of_means_is_welchs():
    rng = np.random.default_rng(2)
    samples = {
        "若": rng.normal(5, 1, 12).round(2),
        "中": rng.normal(6, 3, 30).round(2),
        "老": rng.normal(5, 2, 8).round(2),
    }
    answers = {
        "Q1": [g for g, held in samples.items() for _ in held],
        "Q2": [float(x) for held in samples.values() for x in held],
    }
    p, _ = mean_p(
        block_of(code([GROUPS, ask("Q2", "NUM")], answers), "Q2").keep_rows(
            np.array([False, True] + [False] * 6)
        )
    )
    expected = [ttest_ind(a, b, equal_var=False).pvalue for a, b in combinations(samples.values(), 2)]
    assert p[0][~np.isnan(p[0])] == pytest.approx(expected, rel=1e-9)
    peer = CompareMeans(DescrStatsW(samples["若"]), DescrStatsW(samples["中"])).ttest_ind(usevar="unequal")[1]
    assert p[0][0] == pytest.approx(peer)


def test_weights_test_with_the_effective_base():
    """Weights of 2 for half the respondents: 40 become 40 * 1.5^2 / 2.5 = 36 effective ones."""
    first, second = spread(
        {("若", "はい"): 30, ("若", "いいえ"): 10, ("中", "はい"): 10, ("中", "いいえ"): 30}
    )
    weights = [2.0, 1.0] * 40
    weights = [w for _, w in zip(first, [2.0, 1.0] * 40, strict=True)]
    p, _ = share_p(block_of(code([GROUPS, YES], {"Q1": first, "Q2": second}, weights), "Q2"), True)
    expected = proportions_ztest([0.75 * 36, 0.25 * 36], [36, 36])[1]
    assert p[0][0] == pytest.approx(expected)


def test_wilson_interval_is_that_of_statsmodels():
    percent, base = np.array([0.0, 33.3333, 50.0, 100.0]), np.array([10, 30, 7, 5])
    low, high = wilson(percent, base)
    for p, n, below, above in zip(percent, base, low, high, strict=True):
        assert (below / 100, above / 100) == pytest.approx(
            proportion_confint(p * n / 100, n, method="wilson"), abs=1e-9
        )
    assert np.isnan(wilson(np.array([np.nan]), np.array([0]))[0]).all()


def test_letters_beyond_z():
    assert [name_letter(number) for number in (0, 25, 26, 27, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AB",
        "ZZ",
        "AAA",
    ]
