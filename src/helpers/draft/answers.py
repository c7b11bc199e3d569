"""Which rows chose what, for comparing one guessed question with another: one bool a row."""

from __future__ import annotations

import numpy as np

from helpers.draft.columns import Column
from helpers.draft.flags import chosen_mask
from helpers.draft.model import Guess
from helpers.raw.forms import split_joined

MOST_PAIRS = 10**6


def answered_rows(guess: Guess, rows: dict[str, np.ndarray]) -> np.ndarray:
    """Rows in which the question has any answer; a row of nothing but zeros has none. `rows`: rows_by_choice."""
    if guess.type == "MA" and rows:
        return np.logical_or.reduce(list(rows.values()))
    return np.logical_or.reduce([column.is_answered for column in guess.columns])


def rows_by_choice(guess: Guess) -> dict[str, np.ndarray]:
    """Choice -> rows that chose it, of an SA, SCALE or MA question without items; {} for others."""
    question = guess.question
    if question["type"] not in ("SA", "SCALE", "MA") or "items" in question:
        return {}
    if "columns" in question:
        columns = guess.columns[: len(question["columns"])]  # the text of その他 may follow
        if "codes" in question:
            return _rows_of_slots(columns, question)
        pairs = zip(question["columns"], columns, strict=True)
        return {choice: chosen_mask(column, choice) for choice, column in pairs}
    if question["type"] == "MA":
        return _rows_of_joined(guess.columns[0], question)
    column, codes = guess.columns[0], question.get("codes", {})
    read = [codes.get(label, label) for label in column.labels]
    if question.get("other_text") == "cell":
        read = [label if label in question["choices"] else question["other"] for label in read]
    return {choice: rows_of(column, [label == choice for label in read]) for choice in question["choices"]}


def count_choices(guess: Guess, rows: dict[str, np.ndarray]) -> dict[str, int]:
    """Choice -> respondents, to be printed beside it; {} for a matrix, whose items differ."""
    if "items" in guess.question:
        return {}
    return {choice: int(chosen.sum()) for choice, chosen in rows.items()} or guess.counts


def _rows_of_slots(columns: list[Column], question: dict) -> dict[str, np.ndarray]:
    read = [[question["codes"].get(label, label) for label in column.labels] for column in columns]
    return {
        choice: np.logical_or.reduce(
            [
                rows_of(column, [label == choice for label in labels])
                for column, labels in zip(columns, read, strict=True)
            ]
        )
        for choice in question["choices"]
    }


def _rows_of_joined(column: Column, question: dict) -> dict[str, np.ndarray]:
    choices, own = (
        question["choices"],
        question.get("other") if question.get("other_text") == "cell" else None,
    )
    cells = _split_all(column.labels, question["separator"], choices)
    cells = [[*cell, own] if own and not set(cell) <= set(choices) else cell for cell in cells]
    return {choice: rows_of(column, [choice in cell for cell in cells]) for choice in choices}


def _split_all(labels: tuple[str, ...], separator: str, choices: list[str]) -> list[list[str]]:
    if any(separator in choice for choice in choices):
        return [split_joined(label, separator, {*choices}) for label in labels]
    return [[plain for part in label.split(separator) if (plain := part.strip())] for label in labels]


def rows_of(column: Column, wanted: list[bool]) -> np.ndarray:
    """Rows whose label is wanted (one bool a label)."""
    return np.array([*wanted, False])[column.codes]


def map_labels(one: Column, other: Column) -> dict[str, str] | None:
    """Label of `one` -> the only label of `other` that stands beside it; None where there are two, or a blank."""
    both = (one.codes >= 0) & (other.codes >= 0)
    if (one.is_answered & ~both).any():
        return None
    joint = one.codes[both].astype(np.int64) * len(other.labels) + other.codes[both]
    size = len(one.labels) * len(other.labels)
    pairs = np.flatnonzero(np.bincount(joint, minlength=size)) if size < MOST_PAIRS else np.unique(joint)
    if len(pairs) != len(one.labels):
        return None
    return {one.labels[pair // len(other.labels)]: other.labels[pair % len(other.labels)] for pair in pairs}
