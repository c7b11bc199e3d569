"""Rows of 0/1 columns under one heading, one row an item -> one matrix of multiple answers."""

from __future__ import annotations

from helpers.draft.model import Guess
from helpers.raw.forms import PART_BY_PART


def merge_flag_matrices(guesses: list[Guess]) -> list[Guess]:
    """問5 / 接客 / 電話, 問5 / 接客 / 窓口, 問5 / 価格 / 電話, ...: items 接客 and 価格, each {choice: column}."""
    merged: list[Guess] = []
    for guess in guesses:
        if merged and _continues(merged[-1], guess):
            _add(merged[-1], guess)
        else:
            merged.append(guess)
    return merged


def _split(guess: Guess) -> tuple[str, str]:
    """(heading above, item) of a row of 0/1 columns that stands two levels below a heading."""
    if guess.type != "MA" or "columns" not in guess.question or "codes" in guess.question:
        return "", ""
    levels = guess.columns[0].name.split(PART_BY_PART)
    return (PART_BY_PART.join(levels[:-2]), levels[-2]) if len(levels) >= 3 else ("", "")


def _continues(before: Guess, guess: Guess) -> bool:
    head, item = _split(guess)
    if not head or before.columns[-1].position + 1 != guess.position:
        return False
    same = before.question["choices"] == guess.question["choices"] if "choices" in before.question else False
    if "items" in before.question:
        return same and before.stem == head and item not in before.question["items"]
    return same and _split(before)[0] == head and "other_text" not in before.question | guess.question


def _add(before: Guess, guess: Guess) -> None:
    if "items" not in before.question:
        head, item = _split(before)
        before.stem = head
        before.question["items"] = {item: before.question.pop("columns")}
        before.question["text"] = head
        before.question.pop("other", None)
        before.reasons.append(
            "見出しの上の段が同じで選択肢も同じ列が続くので、項目ごとの複数回答（マトリクス）。"
        )
    before.question["items"][_split(guess)[1]] = guess.question["columns"]
    before.columns = [*before.columns, *guess.columns]
