"""Base filters: a question that is blank exactly for those who gave certain answers to an earlier one."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np

from helpers.draft.answers import answered_rows, rows_by_choice
from helpers.draft.model import Guess

FEWEST = 5
CHANCE = 1e-6  # a base is proposed only if blanks at random would do the same less often than this
ASKED = 0.9  # of those who were asked so many answered a closed question
TOLERATED = 0.05
MOST_CHOICES = 30


@dataclass(frozen=True)
class Base:
    """`asked` labels of question `at` under which the later question was asked; rows on either side and exceptions."""

    at: int
    labels: list[str]
    asked: int
    answered: int
    outside: int
    exceptions: int

    def text(self, question: str) -> str:
        """Q17 == "はい", or Q17 in ["はい", "どちらともいえない"]."""
        quoted = [json.dumps(label, ensure_ascii=False) for label in self.labels]
        return f"{question} == {quoted[0]}" if len(quoted) == 1 else f"{question} in [{', '.join(quoted)}]"


def propose_bases(guesses: list[Guess]) -> dict[int, Base]:
    """Position of a question -> its base, the one that explains most of its blanks, of equals the nearest."""
    rows = [answered_rows(guess) for guess in guesses]
    choices = [_choices(guess) for guess in guesses]
    found = {}
    for at, answered in enumerate(rows):
        if not answered.any() or (~answered).sum() < FEWEST:
            continue
        candidates = [
            base
            for before in range(at)
            if (base := _try(before, choices[before], answered, guesses[at].type))
        ]
        if candidates:
            found[at] = max(
                candidates,
                key=lambda base: (base.exceptions == 0, round(base.answered / base.asked, 2), base.at),
            )
    return found


def _choices(guess: Guess) -> dict[str, np.ndarray]:
    many = len(guess.question.get("choices", [])) > MOST_CHOICES
    return {} if many else rows_by_choice(guess)


def _try(at: int, choices: dict[str, np.ndarray], answered: np.ndarray, kind: str) -> Base | None:
    """The base over one earlier question, or None."""
    shares = {label: (int(rows.sum()), int((rows & answered).sum())) for label, rows in choices.items()}
    limit = ASKED if kind != "FA" else 0.0
    labels = [label for label, (n, hit) in shares.items() if hit > TOLERATED * n and hit >= limit * n and hit]
    if not labels or len(labels) == sum(1 for n, _ in shares.values() if n):
        return None
    asked = np.logical_or.reduce([choices[label] for label in labels])
    inside, outside = int(asked.sum()), int((~asked).sum())
    hit, exceptions = int((asked & answered).sum()), int((~asked & answered).sum())
    if (
        outside < FEWEST
        or exceptions > TOLERATED * min(outside, hit)
        or not _is_no_chance(inside - hit, inside, outside, exceptions)
    ):
        return None
    return Base(at, labels, inside, hit, outside, exceptions)


def _is_no_chance(blank: int, asked: int, outside: int, exceptions: int) -> bool:
    """Whether so many blanks outside would be unlikely if people left out answers there as they do inside."""
    rate = (blank + 0.5) / (asked + 1)
    return (outside - exceptions) * math.log(rate) < math.log(CHANCE)


def apply_bases(guesses: list[Guess]) -> None:
    """`base` where it holds for every row, else a hint; the reason says how far it holds. Needs the ids."""
    for at, base in propose_bases(guesses).items():
        guess, before = guesses[at], guesses[base.at].question["id"]
        text = base.text(before)
        said = f"{text} の{base.asked}人のうち{base.answered}人が答え、ほかの{base.outside}人は"
        if base.exceptions == 0:
            guess.question["base"] = text
            guess.reasons.append(f"{said}一人も答えていないので、聞く条件（base）と見た。")
        else:
            guess.hints["base"] = text
            guess.reasons.append(
                f"{said}{base.exceptions}人しか答えていない。条件かもしれないが例外があるので、base は案だけにした。"
            )
        guess.checks.append("調査票の条件（聞く人）と合うか確かめる。")
