"""Base filters: a question that is blank exactly for those who gave certain answers to an earlier one."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np

from helpers.draft.answers import answered_rows
from helpers.draft.model import Guess

FEWEST = 5
CHANCE = 1e-6  # a base is proposed only if blanks at random would do the same less often than this
ASKED = (
    0.9  # of those who chose an answer of a multiple question so many answered the closed question behind it
)
MOST = 0.7  # under each answer of a single question
SOME = 0.3  # a free text
TOLERATED = 0.05
MOST_CHOICES = 30
Rows = dict[str, np.ndarray]  # choice -> rows that chose it


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


def propose_bases(guesses: list[Guess], chosen: list[Rows]) -> dict[int, Base]:
    """Position of a question -> its base, the one that explains most of its blanks, of equals the nearest."""
    rows = [answered_rows(guess, own) for guess, own in zip(guesses, chosen, strict=True)]
    choices = [own if len(own) <= MOST_CHOICES else {} for own in chosen]
    found = {}
    for at, answered in enumerate(rows):
        if not answered.any() or (~answered).sum() < FEWEST:
            continue
        candidates = [
            base
            for before in range(at)
            if (base := _try(before, choices[before], answered, guesses, guesses[at].type))
        ]
        if candidates:
            found[at] = max(
                candidates,
                key=lambda base: (base.exceptions == 0, round(base.answered / base.asked, 2), base.at),
            )
    return found


def _try(
    at: int, choices: dict[str, np.ndarray], answered: np.ndarray, guesses: list[Guess], kind: str
) -> Base | None:
    """The base over one earlier question, or None."""
    labels = _asked_labels(choices, answered, kind, guesses[at].type == "MA")
    if not labels or len(labels) == sum(1 for rows in choices.values() if rows.any()):
        return None
    asked = np.logical_or.reduce([choices[label] for label in labels])
    base = Base(
        at,
        labels,
        int(asked.sum()),
        int((asked & answered).sum()),
        int((~asked).sum()),
        int((~asked & answered).sum()),
    )
    tolerated = min(TOLERATED * base.outside, 2 * TOLERATED * base.answered)
    if base.outside < FEWEST or base.exceptions > tolerated:
        return None
    rate = (base.asked - base.answered + 0.5) / (base.asked + 1)
    return base if _is_no_chance(base.outside - base.exceptions, rate, CHANCE) else None


def _asked_labels(
    choices: dict[str, np.ndarray], answered: np.ndarray, kind: str, several: bool
) -> list[str]:
    """Labels under which the later question was asked; [] where some label is neither asked nor left out.

    A closed question that was asked is answered by most, a free text by some; a label under which nobody answered is
    left out only if that is no chance.
    """
    shares = {label: (int(rows.sum()), int((rows & answered).sum())) for label, rows in choices.items()}
    if several:
        enough = ASKED if kind != "FA" else SOME
        return [label for label, (n, hit) in shares.items() if n and hit >= enough * n]
    asked = [label for label, (n, hit) in shares.items() if hit > TOLERATED * n]
    n, hit = (sum(shares[label][part] for label in asked) for part in (0, 1))
    if not hit or (kind != "FA" and any(shares[label][1] < MOST * shares[label][0] for label in asked)):
        return []
    rate = (n - hit + 0.5) / (n + 1)
    return [
        label
        for label, (n, hit) in shares.items()
        if n and (label in asked or not _is_no_chance(n - hit, rate, 1e-3))
    ]


def _is_no_chance(blank: int, rate: float, limit: float) -> bool:
    """Whether so many blanks would be unlikely if people left out answers as those do who were asked (`rate`)."""
    return blank * math.log(rate) < math.log(limit)


def apply_bases(guesses: list[Guess], chosen: list[Rows]) -> None:
    """`base` where it holds for every row, else a hint; the reason says how far it holds. Needs the ids."""
    for at, base in propose_bases(guesses, chosen).items():
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
