"""Question ids: the export's own codes where it has them, else Q1, Q2, ..."""

from __future__ import annotations

import re

from helpers.draft.headers import clean_text, own_code
from helpers.draft.model import Guess

VALID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def assign_ids(guesses: list[Guess]) -> None:
    """An id of its own for each; a number that the heading brings along stays."""
    own = [_own(guess) for guess in guesses]
    used: set[str] = set()
    spare = "X" if any(re.fullmatch(r"Q\d+.*", code) for code in own) else "Q"
    number = 0
    for guess, code in zip(guesses, own, strict=True):
        if code and VALID.fullmatch(code) and not _clashes(code, guess, used):
            name = code
        else:
            number += 1
            while _clashes(f"{spare}{number}", guess, used):
                number += 1
            name = f"{spare}{number}"
        guess.question = {"id": name} | guess.question
        used.update(_all_ids(name, guess))


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


def _clashes(name: str, guess: Guess, used: set[str]) -> bool:
    return bool(_all_ids(name, guess) & used)


def title_of(guess: Guess, group_stem: str, text: str) -> str:
    """The wording: of the code table, of the common stem, else of the heading."""
    return text or clean_text(group_stem or guess.columns[0].name)
