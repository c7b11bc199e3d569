"""df_by_document of Documents: from the lines of a plain text, or from the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.text.plain_text import LEVELS, Line

NUMBERS = tuple(f"{level}_number" for level in LEVELS)
OWN = ("document", "row", "respondent", "answer", "heading", "text", *LEVELS, *NUMBERS)
QUESTION = "設問"  # the variable that tells the columns apart where several hold text
LEVEL_NAME = re.compile(r"(?:[hH]|見出し)([1-5１-５])")


def frame_lines(lines: Sequence[Line]) -> pd.DataFrame:
    """Where there are headings, what stands under one innermost heading is an answer; else each line is one."""
    count, sections = range(1, len(lines) + 1), dict[tuple[int, ...], int]()
    with_headings = any(line.heading for line in lines)
    keys = [line.numbers if with_headings else (number,) for number, line in zip(count, lines, strict=True)]
    answers = _texts(sections.setdefault(key, len(sections) + 1) for key in keys)
    columns = {
        "document": _texts(count),
        "row": [line.row for line in lines],
        "respondent": answers,
        "answer": answers,
        "heading": [line.heading for line in lines],
        "text": _texts(line.text for line in lines),
    }
    columns |= {level: _texts(line.titles[i] for line in lines) for i, level in enumerate(LEVELS)}
    columns |= {number: [line.numbers[i] for line in lines] for i, number in enumerate(NUMBERS)}
    return pd.DataFrame(columns)


def frame_answers(
    table: pd.DataFrame, columns: Sequence[str], person: str | None, place: Place, findings: Findings
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """One row an answer, and the names of the variables; several columns stand one after the other within a row."""
    rows = table.index.repeat(len(columns))
    spread = table.loc[rows].reset_index(drop=True)
    count = _texts(range(1, len(rows) + 1))
    people = spread[person] if person else _texts(i // len(columns) + 1 for i in range(len(rows)))
    texts = table[list(columns)].to_numpy(dtype=object).ravel()
    frame = pd.DataFrame({"document": count, "row": rows.to_numpy(), "respondent": people, "answer": count})
    frame = frame.assign(heading=0, text=_texts(texts))
    frame = pd.concat([frame, _frame_levels(spread)], axis=1)[list(OWN)]
    rest = [name for name in table.columns if name not in columns]
    variables = spread[rest].rename(columns={name: _free_name(name, place, findings) for name in rest})
    if len(columns) > 1:
        variables.insert(0, QUESTION, _texts(list(columns) * len(table)))
    _tell_blank(frame, place, findings)
    return pd.concat([frame, variables], axis=1).astype({"respondent": "str"}), tuple(variables.columns)


def number_documents(frame: pd.DataFrame, unit: str) -> np.ndarray:
    """Which respondent, answer, h1..h5 or document each text belongs to, from 0 by first appearance; -1: to none.

    A heading line belongs to its sections, and to nothing else.
    """
    if unit in LEVELS:
        keys = list(NUMBERS[: LEVELS.index(unit) + 1])
        inside = (frame[keys[-1]] > 0).to_numpy()
        values = pd.Series(list(frame[keys].itertuples(index=False, name=None)), dtype=object)
    else:
        inside = (frame["heading"] == 0).to_numpy()
        values = frame[unit]
    numbers = np.full(len(frame), -1, dtype=np.int64)
    numbers[inside] = pd.factorize(values[inside])[0]
    return numbers


def _texts(values: Iterable[object]) -> pd.Series:
    return pd.Series([str(value) for value in values], dtype="str")


def _frame_levels(table: pd.DataFrame) -> pd.DataFrame:
    """The columns h1..h5 (見出し1..見出し5) of a table as headings: each distinct value is one, within those above."""
    named = {f"h{int(found[1])}": name for name in table.columns if (found := LEVEL_NAME.fullmatch(name))}
    titles = {level: table[named[level]] if level in named else _texts([""] * len(table)) for level in LEVELS}
    frame = pd.DataFrame(titles)
    for place, (level, number) in enumerate(zip(LEVELS, NUMBERS, strict=True)):
        above = pd.Series(
            list(zip(*(frame[name] for name in LEVELS[: place + 1]), strict=True)), index=frame.index
        )
        frame[number] = (pd.factorize(above)[0] + 1) * (frame[level] != "")
    return frame


def _free_name(name: str, place: Place, findings: Findings) -> str:
    """A column called like one of ours keeps its name with a mark."""
    if name not in (*OWN, QUESTION):
        return name
    if not LEVEL_NAME.fullmatch(name):
        message = f"列「{name}」は、この表では「{name}（列）」と呼びます（同じ名前の内部の列があるため）。"
        findings.add("renamed-column", "info", place, message, given=name)
    return f"{name}（列）"


def _tell_blank(frame: pd.DataFrame, place: Place, findings: Findings) -> None:
    blank = int((frame["text"].str.strip() == "").sum())
    if blank:
        message = f"本文が空の行が{blank:,}件あります。回答の数には入れません。"
        findings.add("blank-answers", "info", place, message, given=f"{blank:,}件／{len(frame):,}件")
