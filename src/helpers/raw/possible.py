"""Base filters that nobody can meet: every answer that could be given is tried, before any is read."""

from __future__ import annotations

import ast
from itertools import chain, combinations, product

import pandas as pd

from helpers.raw.base import compared_values, is_in_base, names_in
from helpers.raw.book import Book

MOST = 20_000  # combinations that are tried; a condition on more of them is taken as possible


def check_possible(questions: list[dict], bases: dict[str, ast.expr | None], book: Book) -> None:
    """A finding for every question whose base contradicts itself, or the bases of the questions that it refers to."""
    known = {question["id"]: question for question in questions}
    for name, base in bases.items():
        if base is not None and not is_possible(base, known, bases):
            message = f"{name} の base（{known[name]['base']}）に当たる人はあり得ません。"
            remedy = "条件どうし、または条件にした設問の base と矛盾していないか、確かめてください。"
            details = {"given": known[name]["base"], "remedy": remedy}
            book.add("empty-base", "error", (*book.paths[name], "base"), message, **details)


def is_possible(base: ast.expr, known: dict[str, dict], bases: dict[str, ast.expr | None]) -> bool:
    """Whether some respondent can be asked; True where there are too many combinations to try."""
    trees = _with_bases_of_others(base, bases)
    values = {name: _candidates(known[name], trees) for tree in trees for name in names_in(tree)}
    total = 1
    for candidates in values.values():
        total *= len(candidates)
    if total > MOST:
        return True
    combos = (dict(zip(values, combo, strict=True)) for combo in product(*values.values()))
    return any(is_in_base(base, combo) and _is_consistent(combo, bases) for combo in combos)


def _is_consistent(combo: dict[str, object], bases: dict[str, ast.expr | None]) -> bool:
    """Nobody answers a question that was not asked."""
    answered = [name for name, value in combo.items() if value is not pd.NA and bases.get(name) is not None]
    return all(is_in_base(bases[name], combo) for name in answered)


def _with_bases_of_others(base: ast.expr, bases: dict[str, ast.expr | None]) -> list[ast.expr]:
    """The condition, and those of all questions that it hangs on."""
    trees, names = [base], names_in(base)
    for name in names:
        if bases.get(name) is not None:
            trees.append(bases[name])
            names += [other for other in names_in(bases[name]) if other not in names]
    return trees


def _candidates(question: dict, trees: list[ast.expr]) -> list[object]:
    """Answers that differ to the conditions: the values named, one that is not, and none."""
    named = list(dict.fromkeys(value for tree in trees for value in compared_values(tree, question["id"])))
    if question["type"] in ("MA", "RANK"):
        rest = [choice for choice in question["choices"] if choice not in named][:1]
        return [
            pd.NA,
            *chain.from_iterable(combinations(named + rest, size) for size in range(1, len(named) + 2)),
        ]
    if question["type"] in ("NUM", "NPS"):
        return [pd.NA, *_numbers(question, named)]
    return [pd.NA, *named, *[choice for choice in question["choices"] or [""] if choice not in named][:1]]


def _numbers(question: dict, named: list[float]) -> list[float]:
    """The numbers named, those beside and between them, as far as the question allows them."""
    low, high = (0, 10) if question["type"] == "NPS" else (question["minimum"], question["maximum"])
    whole = question["type"] == "NPS"
    tried = sorted(
        {value + step for value in named for step in ((-1, 0, 1) if whole else (-1, -0.5, 0, 0.5, 1))}
    )
    tried += [] if whole else [(one + other) / 2 for one in named for other in named if one < other]
    return [value for value in tried if (low is None or value >= low) and (high is None or value <= high)]
