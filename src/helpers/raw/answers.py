"""The cells of one question: text as received -> a value, <NA> (無回答), 非該当, 秘匿 or 不明 (answered, unreadable)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.coded import Coded, code_texts, read_distinct
from helpers.raw.days import read_dates
from helpers.raw.faults import CELL
from helpers.raw.forms import split_joined
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.raw.numbers import read_number, read_recommendation
from helpers.raw.words import add_unknown_choice, decode, is_near_choice, separator_hint

MARKS = (NOT_APPLICABLE, SUPPRESSED)


def read_answers(
    question: dict,
    cells: Sequence[str],
    rows: Sequence[int],
    place: Place,
    findings: Findings,
    order: str | None = None,
) -> Coded:
    """One value a cell: str for SA, SCALE and FA, tuple of labels for MA and RANK, int or float for NUM and NPS, date.

    What stands in the question's `codes` is read as the choice it stands for. `order` is the stated order of year,
    month and day. Each distinct text is read once.
    """
    where = Place(place.file, place.sheet, None, question["column"])
    given = code_texts(cells)
    if question["type"] == "DATE":
        return read_dates(question, given, rows, where, findings, order)
    read = _READERS[question["type"]]

    def read_cell(text: str, noted: Findings) -> object:
        plain = text.strip()
        if not plain or plain in MARKS:
            return plain or pd.NA
        return read(question, text, where, noted)

    return read_distinct(given, rows, findings, read_cell)


def _read_single(question: dict, text: str, place: Place, findings: Findings) -> object:
    label = decode(question, text.strip())
    if label in question["choices"]:
        return label
    if question["other_text"] == CELL and not is_near_choice(label, question):
        return question["other"]
    add_unknown_choice(question, text, False, place, findings)
    return UNREADABLE


def _read_multiple(question: dict, text: str, place: Place, findings: Findings) -> object:
    labels = split_labels(question, text)
    known = list(dict.fromkeys(label for label in labels if label in question["choices"]))
    unknown = dict.fromkeys(label for label in labels if label not in question["choices"])
    if question["other_text"] == CELL:
        own_words = [label for label in unknown if not is_near_choice(label, question)]
        unknown = [label for label in unknown if label not in own_words]
        known += [question["other"]] if own_words and question["other"] not in known else []
    for label in unknown:
        hint = separator_hint({*question["choices"], *question["codes"]}, label)
        add_unknown_choice(question, label, bool(known), place, findings, hint)
    _tell_repeated(labels, text, place, findings)
    return tuple(known) or (UNREADABLE if labels else pd.NA)


def split_labels(question: dict, text: str) -> list[str]:
    known = {*question["choices"], *question["codes"]}
    return [decode(question, label) for label in split_joined(text, question["separator"], known)]


def _tell_repeated(labels: list[str], text: str, place: Place, findings: Findings) -> None:
    if len(labels) > len(set(labels)):
        message = "同じ選択肢が一つの回答に二度あります。一度だけ数えます。"
        findings.add("repeated-choice", "warning", place, message, given=text)


def _read_ranking(question: dict, text: str, place: Place, findings: Findings) -> object:
    """Choices in order of rank; one that cannot be read keeps its place, so that the others keep their rank."""
    labels, ranks = split_labels(question, text), []
    known = {*question["choices"], *question["codes"]}
    some = any(label in question["choices"] for label in labels)
    for label in labels:
        if label not in question["choices"]:
            add_unknown_choice(question, label, some, place, findings, separator_hint(known, label))
        ranks.append(label if label in question["choices"] and label not in ranks else "")
    _tell_repeated(labels, text, place, findings)
    return tuple(ranks) if any(ranks) else UNREADABLE if labels else pd.NA


def _read_free(question: dict, text: str, place: Place, findings: Findings) -> object:
    return text


_READERS = {
    "SA": _read_single,
    "SCALE": _read_single,
    "MA": _read_multiple,
    "RANK": _read_ranking,
    "FA": _read_free,
    "NUM": read_number,
    "NPS": read_recommendation,
}
