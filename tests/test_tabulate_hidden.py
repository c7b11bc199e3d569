"""tabulate/hidden: suppression of whole tabulations, tried with every population that fits what is printed."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from tabulate_cases import ask, code, count, figures, pick, spread, value

from helpers.tabulate.banner import build_banner
from helpers.tabulate.rows import list_rows

SEX, AGE = ask("Q1", "SA", "男 女 他"), ask("Q2", "SCALE", "a b c d", nets={"ab": ["a", "b"]})


def draw(seed: int, questions: list[dict]):
    """A survey of 6 to 60 respondents with uneven answers and some blanks; every set of multiple answers occurs."""
    rng = np.random.default_rng(seed)
    size, answers = int(rng.integers(6, 60)), {}
    for question in questions:
        choices = question["choices"]
        if question["type"] == "MA":
            chances = rng.random(len(choices))
            sets = [
                tuple(held) for many in range(1, len(choices) + 1) for held in combinations(choices, many)
            ]
            drawn = [
                tuple(c for c, chance in zip(choices, chances, strict=True) if rng.random() < chance)
                for _ in range(size)
            ]
            drawn = [*sets, *(each or None for each in drawn)][:size]
        else:
            shares = rng.dirichlet(np.ones(len(choices)) * 0.8)
            drawn = [
                None if rng.random() < 0.1 else choices[k] for k in rng.choice(len(choices), size, p=shares)
            ]
        answers[question["id"]] = drawn
    return code(questions, answers)


class Population:
    """Every combination of answers, with an unknown number of respondents each: what is printed are sums of them.

    A mark without a row of its own is known to be nobody's.
    """

    def __init__(self, coded, banners: list[str]) -> None:
        self.coded, self.ids = coded, list(coded.questions)
        self.cells = list(product(*(self._codes(question) for question in coded)))
        self.levels = {part: build_banner(part, coded) for name in banners for part in name.split("*")}

    def _codes(self, question) -> list[int]:
        given = [code for mark, code in question.mark_codes().items() if mark in question.marks_given()]
        return [*range(1, question.answers + 1), *given]

    def sums(self, row) -> tuple[np.ndarray, np.ndarray]:
        """(who is counted, who is in the base) of one row of the frame, 1 or 0 a combination."""
        question = self.coded.questions[row.question]
        held = next(
            r
            for r in list_rows(question, False)
            if (r.kind, r.choice, r.statistic) == (row.kind, row.choice, row.statistic)
        )
        place = self.ids.index(row.question)
        inside = np.array([self._is_in(cell, row) for cell in self.cells], float)
        members = np.array([held.members[cell[place] - 1] for cell in self.cells], float)
        return members * inside, np.array([held.base[cell[place] - 1] for cell in self.cells], float) * inside

    def _is_in(self, cell: tuple[int, ...], row) -> bool:
        if not row.banner:
            return True
        named = zip(row.banner.split("*"), row.banner_choice.split(" × "), strict=True)
        return all(self._is_in_column(part, cell[self.ids.index(part)], label) for part, label in named)

    def _is_in_column(self, part: str, code: int, label: str) -> bool:
        question, level = self.coded.questions[part], self.levels[part]
        marks = {code: mark for mark, code in question.mark_codes().items()}
        return marks[code] == label if code in marks else level.columns[code - 1, level.labels.index(label)]


def list_exposed(coded, banners: list[str], threshold: int) -> list[tuple]:
    """Figures that are left out, stand for somebody, and have one value only in all populations that fit."""
    shown, true = count(coded, *banners, threshold=threshold), count(coded, *banners, threshold=0)
    population, known, values, unknown = Population(coded, banners), [], [], []
    tests = shown["statistic"].isin(["chi2", "cramers_v", "expected_below_5"])
    for row, own in zip(shown[~tests].itertuples(), true[~tests].itertuples(), strict=True):
        members, base = population.sums(row)
        is_share = own.n is not pd.NA
        for sums, given, real in ((members, row.n, own.n), (base, row.base, own.base))[not is_share :]:
            if given is not pd.NA:
                assert given == real
                known.append(sums)
                values.append(real)
            elif is_share:
                unknown.append((row, sums, real))
    limits = LinearConstraint(np.array(known), np.array(values, float), np.array(values, float))
    return [
        (r.question, r.banner, r.choice, r.banner_choice)
        for r, sums, real in unknown
        if real and _is_known(sums, limits)
    ]


def _is_known(sums: np.ndarray, limits: LinearConstraint) -> bool:
    whole = {"constraints": limits, "integrality": np.ones(len(sums)), "bounds": Bounds(0, np.inf)}
    return round(milp(sums, **whole).fun) == round(-milp(-sums, **whole).fun)


@pytest.mark.parametrize("seed", range(12))
def test_two_single_answers_by_one_another(seed):
    """GT and both crosstabs at once, nets and boxes included."""
    assert list_exposed(draw(seed, [SEX, AGE]), ["Q1", "Q2"], 3 if seed % 2 else 5) == []


@pytest.mark.parametrize("seed", range(10))
def test_single_by_multiple_answers(seed):
    coded = draw(seed, [SEX, ask("Q3", "MA", "x y")])
    assert list_exposed(coded, ["Q1", "Q3"], 3 if seed % 2 else 5) == []


@pytest.mark.parametrize("seed", range(3))
def test_nested(seed):
    two = [ask("Q1", "SA", "男 女"), ask("Q2", "SA", "a b"), ask("Q3", "SA", "x y")]
    assert list_exposed(draw(seed + 20, two), ["Q1", "Q1*Q2"], 3) == []


def test_the_check_itself_finds_what_is_exposed(monkeypatch):
    """Without complementary suppression it does."""
    monkeypatch.setattr(
        "helpers.tabulate.hidden.hide_parts",
        lambda counts, rest, forced, threshold: (counts > 0) & (counts < threshold),
    )
    answers = {"Q1": ["男"] * 9 + ["女"] * 8 + ["他"], "Q2": ["a"] * 9 + ["b"] * 9}
    assert list_exposed(code([SEX, AGE], answers), [], 3) == [("Q1", "", "他", "")]


def test_off_by_default_and_by_the_codebook():
    answers = {"Q1": ["男"] * 9 + ["女"] * 8 + ["他"]}
    assert not count(code([SEX], answers))["suppressed"].any()
    frame = count(code([SEX], answers, suppress_below=3))
    assert figures(frame, "choice", "n", "base", "suppressed") == [
        ("男", 9, 18, False),
        ("女", None, 18, True),
        ("他", None, 18, True),
    ]
    assert not count(code([SEX], answers, suppress_below=3), threshold=0)["suppressed"].any()


def test_nothing_of_a_figure_that_is_left_out_is_told():
    answers = {"Q1": ["男"] * 9 + ["女"] * 8 + ["他"], "Q2": ["a"] * 6 + ["b"] * 6 + ["c"] * 6}
    frame = count(code([SEX, AGE], answers), "Q1", threshold=3)
    held = frame[frame["suppressed"]]
    assert len(held) > 0
    told = ["n", "percent", "value", "difference", "lower", "upper", "n_unweighted", "p", "df"]
    assert held[told].isna().all().all()
    assert set(held["letters"]) == {""}
    closed = pick(frame, "Q2", "Q1", "他")
    assert closed[["base", "base_unweighted", "base_effective", "percent", "lower"]].isna().all().all()


def test_multiple_answers_hide_few_who_chose_and_few_who_did_not():
    first = [("x",)] * 1 + [("y",)] * 9 + [("y", "z")] * 8 + [("z",)] * 2
    frame = count(code([ask("Q1", "MA", "x y z")], {"Q1": first}), threshold=5)
    assert figures(frame, "choice", "n", "base") == [("x", None, 20), ("y", None, 20), ("z", 10, 20)]


def test_weights_decide_nothing():
    answers, weights = {"Q1": ["男"] * 9 + ["女"] * 8 + ["他"]}, [0.1] * 17 + [50]
    plain, weighted = (count(code([SEX], answers, w), threshold=3) for w in (None, weights))
    assert plain["suppressed"].tolist() == weighted["suppressed"].tolist()
    assert weighted.loc[weighted["suppressed"], ["n", "n_unweighted"]].isna().all().all()


def test_statistics_of_a_column_with_something_left_out():
    first, second = spread({("男", 5): 9, ("男", 6): 3, ("女", 7): 8, ("女", 9): 7, ("他", 1): 2})
    frame = count(code([SEX, ask("Q2", "NUM")], {"Q1": first, "Q2": second}), "Q1", threshold=3)
    assert (
        value(frame, "Q2", "mean", "Q1", "男") is pd.NA
    )  # with 他 the smallest group goes, so that 他 does not follow
    assert value(frame, "Q2", "mean", "Q1", "他") is pd.NA
    assert value(frame, "Q2", "mean", "Q1", "女") == pytest.approx((8 * 7 + 7 * 9) / 15)
    assert value(frame, "Q2", "mean") == pytest.approx((45 + 18 + 56 + 63 + 2) / 29)
    assert value(frame, "Q2", "min") is pd.NA  # the value of one respondent


def test_a_group_below_the_threshold_says_nothing():
    frame = count(code([SEX], {"Q1": ["男", "女"]}), threshold=3)
    assert frame[["n", "base", "percent"]].isna().all().all()


def test_tests_of_a_table_with_something_left_out():
    first, second = spread(
        {("男", "a"): 20, ("男", "b"): 9, ("女", "a"): 8, ("女", "b"): 17, ("女", "c"): 1, ("男", "c"): 8}
    )
    frame = count(code([SEX, AGE], {"Q1": first, "Q2": second}), "Q1", threshold=3)
    assert value(frame, "Q2", "chi2", "Q1") is pd.NA
    assert value(count(code([SEX, AGE], {"Q1": first, "Q2": second}), "Q1"), "Q2", "chi2", "Q1") > 0
