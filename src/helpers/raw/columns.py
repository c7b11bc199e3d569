"""Questions over several columns: a mark a choice (0/1, codes), a choice a column, a rank a choice."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.coded import Coded, code_texts, combine, read_distinct
from helpers.raw.faults import CELL, is_numbered
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.raw.names import half_width_number
from helpers.raw.words import COUNTED, REST_COUNTED, add_unknown_choice, decode

SIGNS = ("○", "◯", "〇", "●", "✓", "レ", "TRUE", "CHECKED", "選択")
CHOSEN = ("1", *SIGNS)
NOT_CHOSEN = ("0", "FALSE", "UNCHECKED", "非選択", "")
MARKS = (NOT_APPLICABLE, SUPPRESSED)
Cells = dict[str, str]  # choice or rank -> what stands there, "" where nothing was chosen


def read_columns(question: dict, frame: pd.DataFrame, place: Place, findings: Findings) -> Coded:
    """One value a row from a question's columns: tuple of labels, <NA>, 非該当, 秘匿 or 不明.

    Each distinct combination of cells is read once. A mark holds when nothing else than it was filled in; beside a
    choice it is a cell that cannot be read.
    """
    names, rows = list(question["columns"]), frame.index.to_numpy()
    plain = (
        _plain_choice
        if _holds_choices(question)
        else _plain_rank
        if question["type"] == "RANK"
        else _plain_flag
    )
    columns = [
        _merge(code_texts(frame[column]).map(lambda text, name=name: plain(question, name, text.strip())))
        for name, column in question["columns"].items()
    ]
    codes, firsts = combine(columns)
    held = [[column.values[column.codes[first]] for column in columns] for first in firsts]
    read = _reader(question)

    def read_row(cells: list[str], noted: Findings) -> object:
        given = {name: text for name, text in zip(names, cells, strict=True) if text}
        marks = set(given.values())
        if not given or (len(marks) == 1 and marks <= set(MARKS)):
            return next(iter(marks), pd.NA)
        return read(question, given, place, noted)

    return read_distinct(Coded(codes, held), rows, findings, read_row)


def _merge(column: Coded) -> Coded:
    """Codes of equal values made one, so that fewer combinations are left."""
    order = {value: number for number, value in enumerate(dict.fromkeys(column.values))}
    numbers = pd.Series([order[value] for value in column.values], dtype="int64").to_numpy()
    return Coded(numbers[column.codes] if len(numbers) else column.codes, list(order))


def _holds_choices(question: dict) -> bool:
    return is_numbered(question)


def _reader(question: dict) -> Callable[[dict, Cells, Place, Findings], object]:
    if _holds_choices(question):
        return _read_ranked_choices if question["type"] == "RANK" else _read_listed_choices
    return _read_ranks if question["type"] == "RANK" else _read_flags


def _where(question: dict, name: str, place: Place) -> Place:
    return Place(place.file, place.sheet, None, question["columns"][name])


# --- a mark a choice


def is_flag(question: dict, choice: str, text: str) -> bool:
    """Whether a text in the column of a choice says chosen or not chosen."""
    return text == choice or _sign(text) in (*_signs_of(question, choice), *NOT_CHOSEN)


def _sign(text: str) -> str:
    """Without regard to case; 1.0 is 1."""
    return text.upper().removesuffix(".0")


def _plain_flag(question: dict, choice: str, text: str) -> str:
    """The choice itself where it was chosen, "" where not, else what stands there."""
    if text == choice or _sign(text) in _signs_of(question, choice):
        return choice
    if _sign(text) in NOT_CHOSEN:
        return ""
    own_words = question["other_text"] == CELL and choice == question["other"]
    return choice if own_words and text not in MARKS else text


def _signs_of(question: dict, choice: str) -> tuple[str, ...]:
    """What says that a choice was chosen; with codes, its own code and not 1."""
    codes = [code for code, name in question["codes"].items() if name == choice]
    return (*codes, *SIGNS) if question["codes"] else CHOSEN


def _read_flags(question: dict, given: Cells, place: Place, findings: Findings) -> object:
    chosen = tuple(choice for choice, text in given.items() if text == choice)
    for choice, text in given.items():
        if text != choice:
            _add_unknown_flag(question, choice, text, bool(chosen), _where(question, choice, place), findings)
    return chosen or UNREADABLE


def _add_unknown_flag(
    question: dict, choice: str, given: str, others: bool, place: Place, findings: Findings
) -> None:
    """Fatal where 不明 would be counted together with a choice of that name."""
    mixed = not others and UNREADABLE in question["choices"]
    message = (
        f"{question['id']} の「{choice}」を選んだかどうかが読めません。{REST_COUNTED if others else COUNTED}"
    )
    message += "選択肢にも「不明」があり、区別できません。" if mixed else ""
    other = choice == question["other"] and f"「{choice}」の内容なら、別の列（FA）に分けてください。"
    half = half_width_number(given)
    remedy = other or (half and f"半角の {half} に直してください。") or "corrections.yaml で直してください。"
    allowed = f"選んだ：{'、'.join(_signs_of(question, choice))}、{choice}／選ばない：{'、'.join(NOT_CHOSEN[:-1])}、空欄"
    severity = "fatal" if mixed else "error"
    findings.add("unknown-flag", severity, place, message, given=given, allowed=allowed, remedy=remedy)


# --- a choice a column: 1, 2, 3


def _plain_choice(question: dict, _name: str, text: str) -> str:
    """The choice; 0 fills columns that hold none, unless it stands for one."""
    label = decode(question, text)
    return "" if label in ("0", "0.0") and label not in question["choices"] else label


def _read_listed_choices(question: dict, given: Cells, place: Place, findings: Findings) -> object:
    return tuple(filter(None, _read_labels(question, given, place, findings).values())) or UNREADABLE


def _read_labels(question: dict, given: Cells, place: Place, findings: Findings) -> Cells:
    """Each cell's choice, "" where it is none or stood in an earlier cell."""
    labels: Cells = {}
    some = any(text in question["choices"] for text in given.values())
    for name, text in given.items():
        where, known = _where(question, name, place), text in question["choices"]
        if not known:
            add_unknown_choice(question, text, some, where, findings)
        elif text in labels.values():
            message = "同じ選択肢が一つの回答に二度あります。一度だけ数えます。"
            findings.add("repeated-choice", "warning", where, message, given=text)
        labels[name] = text if known and text not in labels.values() else ""
    return labels


def _read_ranked_choices(question: dict, given: Cells, place: Place, findings: Findings) -> object:
    labels = _read_labels(question, given, place, findings)
    return _rank({int(name): label for name, label in labels.items()}, question, given, place, findings)


# --- a rank a choice


def _plain_rank(_question: dict, _choice: str, text: str) -> str:
    return "" if text == "0" else text.removesuffix("位").removesuffix(".0")


def _read_ranks(question: dict, given: Cells, place: Place, findings: Findings) -> object:
    ranks: dict[int, str] = {}
    for choice, text in given.items():
        where, last = _where(question, choice, place), len(question["choices"])
        rank = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        if not 1 <= rank <= last:
            message = f"{question['id']} の「{choice}」の順位が読めません。この順位は数えません。"
            remedy = "順位を半角の数に直してください。"
            findings.add(
                "unknown-rank", "error", where, message, given=text, allowed=f"1～{last}、空欄", remedy=remedy
            )
        elif rank in ranks:
            message = f"{question['id']} の{rank}位が二つあります。{rank}位は数えません。"
            details = {"given": text, "allowed": "順位ごとに一つ", "remedy": "順位を確かめてください。"}
            findings.add("tied-rank", "error", where, message, **details)
            ranks[rank] = ""
        else:
            ranks[rank] = choice
    return _rank(ranks, question, given, place, findings)


def _rank(ranks: dict[int, str], question: dict, given: Cells, place: Place, findings: Findings) -> object:
    """{1: 駅, 3: 店} -> (駅, "", 店), with a finding for the rank that was left out."""
    placed = [ranks.get(rank, "") for rank in range(1, max(ranks, default=0) + 1)]
    while placed and not placed[-1]:
        placed.pop()
    skipped = [rank for rank in range(1, len(placed) + 1) if rank not in ranks]
    if skipped and any(placed):
        message = f"{question['id']} の{'、'.join(map(str, skipped))}位が空いています。ほかの順位はそのまま数えます。"
        where = _where(question, next(iter(given)), place)
        details = {"given": "、".join(given.values()), "remedy": "順位の付け方を確かめてください。"}
        findings.add("skipped-rank", "warning", where, message, **details)
    return tuple(placed) if any(placed) else UNREADABLE
