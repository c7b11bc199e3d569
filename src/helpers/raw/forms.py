"""The forms in which survey answers come: several header rows, one column a choice, codes, joined choices."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.model import NOT_APPLICABLE, SUPPRESSED, UNREADABLE
from helpers.raw.names import half_width_number

CHOSEN = ("1", "○", "◯", "〇", "TRUE")
NOT_CHOSEN = ("0", "FALSE", "")
COUNTED = f"この値は使わず、「{UNREADABLE}」に数えます。"
REST_COUNTED = "ほかの選択肢だけを数えます。"
PART_BY_PART = " / "


def join_header(rows: list[list[str]]) -> list[str]:
    """Header rows -> one name a column: its distinct non-empty parts from top to bottom, joined by " / "."""
    width = max(map(len, rows), default=0)
    parts = [[row[column].strip() for row in rows if column < len(row)] for column in range(width)]
    return [PART_BY_PART.join(dict.fromkeys(filter(None, names))) for names in parts]


def fill_right(rows: list[list[str]]) -> list[list[str]]:
    """CSV header rows with the blanks that merged cells left: in all but the last row the value at the left holds.

    It holds up to the next value, in its own row or in one above.
    """
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    for number, row in enumerate(filled[:-1]):
        for column in range(1, width):
            starts = any(above[column].strip() for above in rows[:number] if column < len(above))
            if not row[column].strip() and not starts:
                row[column] = row[column - 1]
    return filled


def fill_merged(rows: list[list[str]], areas: list[tuple[int, int, int, int]]) -> None:
    """Excel header rows, in place: a merged area (first column, first row, last column, last row) holds one value."""
    for left, top, right, bottom in areas:
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [rows[top - 1][left - 1]] * (right - left + 1)


def find_form_faults(question: dict) -> Iterator[tuple[str, str, str, str]]:
    """(key, what is wrong, what is given, what is allowed) of a question's `columns` and `codes`."""
    columns, codes, choices = question["columns"], question["codes"], question["choices"]
    listed = "、".join(choices)
    if columns and question["type"] != "MA":
        yield "columns", "columns は複数回答だけに使えます。", question["type"], "MA"
    beside = [key for key in ("column", "separator", "codes") if columns and question[key]]
    if beside:
        yield "columns", "columns と一緒には書けない項目があります。", "、".join(beside), "columns だけ"
    for choice in [choice for choice in columns if choice not in choices]:
        yield "columns", "columns に、choices に無い選択肢があります。", choice, listed
    for choice in [choice for choice in choices if columns and choice not in columns]:
        yield "columns", "列の決まっていない選択肢があります。", choice, "choices のすべてに一列ずつ"
    used = list(columns.values())
    for column in dict.fromkeys(column for column in used if used.count(column) > 1):
        yield "columns", "一つの列を二つの選択肢に使っています。", column, "選択肢ごとに別の列"
    if codes and question["type"] not in ("SA", "MA"):
        yield "codes", "codes は単数回答と複数回答だけに使えます。", question["type"], "SA、MA"
    for code, choice in codes.items():
        if choice not in choices:
            yield "codes", "codes に、choices に無い選択肢があります。", choice, listed
        elif code in choices and code != choice:
            yield "codes", "コードが、別の選択肢の名前と同じです。", code, "選択肢の名前と重ならないコード"


def join_columns(columns: dict[str, str]) -> str:
    """What stands for all columns of a question: Q3_1～Q3_5."""
    names = list(columns.values())
    return names[0] if len(names) == 1 else f"{names[0]}～{names[-1]}"


def split_joined(text: str, separator: str, known: set[str]) -> list[str]:
    """The labels of a joined cell; a known one that holds the separator itself is one label, the longest first."""
    parts, labels = text.split(separator), []
    longest = max((label.count(separator) for label in known), default=0) + 1
    while parts:
        spans = range(min(longest, len(parts)), 1, -1)
        taken = next((n for n in spans if separator.join(parts[:n]).strip() in known), 1)
        labels.append(separator.join(parts[:taken]).strip())
        del parts[:taken]
    return [label for label in labels if label]


def read_columns(question: dict, frame: pd.DataFrame, place: Place, findings: Findings) -> list:
    """One value a row from a question's columns: tuple of chosen labels, <NA>, 非該当, 秘匿 or 不明."""
    cells = frame[list(question["columns"].values())]
    return [
        _read_row(question, dict(zip(question["columns"], row, strict=True)), int(number), place, findings)
        for number, *row in cells.itertuples(name=None)
    ]


def _read_row(question: dict, cells: dict[str, str], row: int, place: Place, findings: Findings) -> object:
    """A mark holds when nothing else than it was filled in; beside a choice it is a cell that cannot be read."""
    given = {choice: text.strip() for choice, text in cells.items() if text.strip().upper() not in NOT_CHOSEN}
    mark = next(iter(given.values()), "")
    if mark in (NOT_APPLICABLE, SUPPRESSED) and set(given.values()) == {mark}:
        return mark
    chosen = tuple(choice for choice, text in given.items() if text.upper() in CHOSEN or text == choice)
    for choice, text in given.items():
        if choice not in chosen:
            where = Place(place.file, place.sheet, row, question["columns"][choice])
            _add_unknown_flag(question, choice, text, bool(chosen), where, findings)
    return chosen or (UNREADABLE if given else pd.NA)


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
    allowed = f"選んだ：{'、'.join(CHOSEN)}、{choice}／選ばない：0、FALSE、空欄"
    severity = "fatal" if mixed else "error"
    findings.add("unknown-flag", severity, place, message, given=given, allowed=allowed, remedy=remedy)
