"""Question ids: the export's own codes where it has them, else Q1, Q2, ..."""

from __future__ import annotations

import re

from helpers.draft.headers import own_code
from helpers.draft.model import Guess

VALID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def assign_ids(guesses: list[Guess]) -> None:
    """An id of its own for each; a number that the heading brings along stays.

    In an export whose columns are codes (Q1, SC1) a short name such as SEX is an id too.
    """
    own = [_own(guess) for guess in guesses]
    numbered = sum(map(bool, own))
    if numbered >= len(guesses) / 2:
        own = [code or _short_name(guess) for code, guess in zip(own, guesses, strict=True)]
    used: set[str] = set()
    spare, number = ("X" if numbered else "Q"), 0
    reserved = {code for code in own if code}
    for guess, code in zip(guesses, own, strict=True):
        name = code
        while not name or not VALID.fullmatch(name) or _all_ids(name, guess) & used:
            number += 1
            name = f"{spare}{number}" if f"{spare}{number}" not in reserved else ""
        guess.question = {"id": name} | guess.question
        used.update(_all_ids(name, guess))


def _short_name(guess: Guess) -> str:
    name = guess.columns[0].name
    return name if len(guess.columns) == 1 and len(name) <= 12 and VALID.fullmatch(name) else ""


def _own(guess: Guess) -> str:
    if guess.code:
        return guess.code
    codes = [own_code(column.name) for column in guess.columns]
    return codes[0] if len(guess.columns) == 1 or len(set(codes)) == 1 else _common_code(codes)


def _common_code(codes: list[str]) -> str:
    """Q3_1, Q3_2 -> Q3."""
    heads = {code.rpartition("_")[0] for code in codes}
    return heads.pop() if len(heads) == 1 and "" not in heads else ""


def _all_ids(name: str, guess: Guess) -> set[str]:
    """The id and those that the reader makes of it: items of a matrix, その他, bands."""
    items = range(1, len(guess.question.get("items", {})) + 1)
    return {name, f"{name}_other", f"{name}_band", *(f"{name}_{item}" for item in items)}
