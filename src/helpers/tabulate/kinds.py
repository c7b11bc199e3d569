"""How an answer of each question type becomes a code: SA, SCALE, MA, RANK, NPS, DATE, NUM and FA."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable

import numpy as np
import pandas as pd

from helpers.raw.model import NOT_APPLICABLE
from helpers.tabulate.coded import NOT_ASKED, TOP, CodedQuestion
from helpers.tabulate.notes import MARKS, NO_ANSWER

LEADING = re.compile(r"\s*([0-9]+)")
MONTHS_FILLED = 60  # a gap of months is filled in up to this span
Reader = Callable[[object], Hashable | None]  # a received answer -> what is counted, None for 不明


def code_question(question: dict, answers: pd.Series) -> CodedQuestion:
    """The answers of one question as codes; an answer that is no choice counts as 不明."""
    return _CODERS[question["type"]](question, answers)


def _choices(question: dict) -> tuple[str, ...]:
    """The choices; 無回答 among them is the mark of that name."""
    return tuple(choice for choice in question.get("choices") or () if choice != NO_ANSWER)


def _code(
    answers: pd.Series, read: Reader, known: list[Hashable] | None, choices: tuple[str, ...]
) -> tuple[np.ndarray, list]:
    """(codes, the distinct answers in the order of their codes); `known` fixes them, else as they appear."""
    held = answers.array if isinstance(answers.dtype, pd.StringDtype) else answers.to_numpy(dtype=object)
    positions, uniques = pd.factorize(held)
    read_as = [
        each if isinstance(each, str) and each in (NOT_APPLICABLE, *MARKS) and each not in choices else (read(each),)
        for each in uniques
    ]  # fmt: skip
    found = known if known is not None else list(dict.fromkeys(e[0] for e in read_as if isinstance(e, tuple)))
    found = [each for each in found if each is not None and each != NO_ANSWER]
    code_of = {each: number for number, each in enumerate(found, start=1)}
    marks = {mark: len(found) + number for number, mark in enumerate(MARKS, start=1)}
    lookup = np.empty(len(read_as) + 1, dtype=np.min_scalar_type(-(len(found) + len(MARKS) + 1)))
    for number, each in enumerate(read_as):
        lookup[number] = _look_up(each, code_of, marks)
    lookup[-1] = marks[NO_ANSWER]  # factorize gives -1 to a blank
    return lookup[positions], found


def _look_up(read_as: str | tuple, code_of: dict, marks: dict[str, int]) -> int:
    if isinstance(read_as, str):
        return NOT_ASKED if read_as == NOT_APPLICABLE else marks[read_as]
    if read_as[0] == NO_ANSWER:
        return marks[NO_ANSWER]
    return code_of.get(read_as[0], marks[MARKS[0]])


def _code_single(question: dict, answers: pd.Series) -> CodedQuestion:
    choices = _choices(question)
    codes, _ = _code(answers, lambda answer: answer, list(choices), choices)
    cells = np.eye(len(choices), dtype=bool)
    scores = read_scores(question, choices) if question["type"] == "SCALE" else None
    return CodedQuestion(question, choices, codes, cells, scores=scores)


def read_scores(question: dict, choices: tuple[str, ...]) -> np.ndarray:
    """What each choice is worth: as declared, else the numbers that the choices are, else k..1 from the first."""
    declared = question.get("scores")
    if declared:
        return np.array([np.nan if declared.get(c) is None else float(declared[c]) for c in choices], float)
    try:
        return np.array([float(choice) for choice in choices], float)
    except ValueError:
        return np.arange(len(choices), 0, -1, dtype=float)


def _code_multiple(question: dict, answers: pd.Series) -> CodedQuestion:
    choices = _choices(question)
    place = {choice: number for number, choice in enumerate(choices)}

    def read(answer: object) -> Hashable | None:
        labels = (answer,) if isinstance(answer, str) else answer
        chosen = frozenset(place[label] for label in labels if label in place)
        return chosen if chosen or not labels else NO_ANSWER if NO_ANSWER in labels else None

    codes, found = _code(answers, read, None, choices)
    cells = np.zeros((len(found), len(choices)), dtype=bool)
    for number, chosen in enumerate(found):
        cells[number, list(chosen)] = True
    return CodedQuestion(question, choices, codes, cells)


def _code_ranking(question: dict, answers: pd.Series) -> CodedQuestion:
    choices = _choices(question)
    place = {choice: number for number, choice in enumerate(choices)}

    def read(answer: object) -> Hashable | None:
        labels = (answer,) if isinstance(answer, str) else answer
        order = tuple((rank, place[label]) for rank, label in enumerate(labels, start=1) if label in place)
        return order or None

    codes, found = _code(answers, read, None, choices)
    ranks = np.zeros((len(found), len(choices)), dtype=int)
    for number, order in enumerate(found):
        for rank, choice in reversed(order):
            ranks[number, choice] = rank
    return CodedQuestion(question, choices, codes, ranks > 0, ranks=ranks)


def _code_promoters(question: dict, answers: pd.Series) -> CodedQuestion:
    def read(answer: object) -> Hashable | None:
        match = LEADING.match(str(answer))
        number = float(match[1]) if isinstance(answer, str) and match else answer
        return int(number) if not isinstance(number, str) and number in range(TOP + 1) else None

    codes, _ = _code(answers, read, list(range(TOP + 1)), ())
    named = {int(match[1]): c for c in question.get("choices") or () if (match := LEADING.match(c))}
    choices = tuple(named.get(number, str(number)) for number in range(TOP + 1))
    scores = np.arange(TOP + 1, dtype=float)
    return CodedQuestion(question, choices, codes, np.eye(TOP + 1, dtype=bool), scores=scores)


def _code_dates(question: dict, answers: pd.Series) -> CodedQuestion:
    def read(answer: object) -> Hashable | None:
        return answer.year * 12 + answer.month - 1 if isinstance(answer, dt.date) else None

    given = {read(each) for each in answers.dropna().unique()} - {None}
    months = sorted(given)
    if months and months[-1] - months[0] < MONTHS_FILLED:
        months = list(range(months[0], months[-1] + 1))
    codes, _ = _code(answers, read, months, ())
    labels = tuple(f"{month // 12}年{month % 12 + 1}月" for month in months)
    return CodedQuestion(question, labels, codes, np.eye(len(months), dtype=bool))


def _code_numbers(question: dict, answers: pd.Series) -> CodedQuestion:
    codes, _ = _code(answers, lambda each: None if isinstance(each, str) else 1, [1], ())
    values = np.full(len(answers), np.nan)
    values[codes == 1] = answers.to_numpy(dtype=object)[codes == 1].astype(float)
    return CodedQuestion(question, (), codes, np.zeros((1, 0), dtype=bool), values=values)


def _code_free(question: dict, answers: pd.Series) -> CodedQuestion:
    codes, _ = _code(answers, lambda each: 1, [1], ())
    return CodedQuestion(question, (), codes, np.zeros((1, 0), dtype=bool))


_CODERS = {
    "SA": _code_single, "SCALE": _code_single, "MA": _code_multiple, "RANK": _code_ranking,
    "NPS": _code_promoters, "DATE": _code_dates, "NUM": _code_numbers, "FA": _code_free,
}  # fmt: skip
