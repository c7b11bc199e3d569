"""Units of analysis: respondent, answer, paragraph, sentence, h1 to h5; and which unit each token stands in.

As KH Coder 3 does it (its source, mysql_ready.pm, hyosobun):
- a paragraph is a line; an empty line is none, a line that holds only U+3000 (or other blanks) is one;
- a sentence ends at 。 and at the end of a line, nowhere else: not at ！ or ？, and a 」 after 。 begins the next;
- a heading is a sentence of its own, whatever it holds, and no paragraph; its words count to its section.
One thing is different: blanks after the last 。 of a line are no sentence.
Texts are cut by offsets, after they were tokenized whole: no token changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.errors import ParameterError
from helpers.text.answers import number_documents
from helpers.text.documents import Documents
from helpers.text.plain_text import LEVELS

UNITS = ("respondent", "answer", "paragraph", "sentence", *LEVELS)
UNIT_LABELS = {"respondent": "回答者", "answer": "回答", "paragraph": "段落", "sentence": "文"} | {
    level: f"見出し{level[1]}" for level in LEVELS
}
LINE = re.compile(r"[^\r\n]+")
SENTENCE = re.compile(r"[^。]*。|[^。]+")
DTYPES = {
    "unit_id": "int64",
    "unit": "str",
    "document": "int64",
    "paragraph": "int64",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
}


def split_units(documents: Documents, unit: str) -> pd.DataFrame:
    """Where each unit stands. Blank answers (and respondents who gave no other) are no units.

        df_by_unit (one row a piece of a unit, in the order of the texts; a unit that several texts make has several)
        unit_id | unit  | document | paragraph | sentence | start | end   | h1 .. h5
        3       | 2-1-2 | 1        | 1         | 2        | 6     | 14    | 上 先生と私 ..
        int64   | str   | int64    | int64     | int64    | int64 | int64 | str

    `unit_id` counts from 0; `unit` is its name: the document, paragraph and sentence from 1, a respondent's id, or the
    numbers of its headings. `document` is the position of the text (as in Tokens), `start` and `end` are offsets in it.
    `paragraph` and `sentence` count from 1 within the text and the paragraph; 0: not cut so, or a heading.
    Raises ParameterError for an unknown unit, and for a heading that no text stands under.
    """
    if unit not in UNITS:
        raise ParameterError(
            f"単位「{unit}」はありません。使えるもの：{'、'.join(UNITS)}。--unit を直してください。"
        )
    pieces = _cut(documents, unit) if unit in ("paragraph", "sentence") else _join(documents, unit)
    if not len(pieces) and unit in LEVELS:
        remedy = f"<{unit}>見出し</{unit}> の行か、列「{unit}」が要ります。--unit を直すこともできます。"
        raise ParameterError(f"{UNIT_LABELS[unit]}（{unit}）の付いた文がありません。{remedy}")
    levels = documents.frame.loc[pieces["document"], list(LEVELS)].reset_index(drop=True)
    return pd.concat([pieces.astype(DTYPES), levels], axis=1)


def assign_units(
    tokens_document: np.ndarray, tokens_start: np.ndarray, df_by_unit: pd.DataFrame
) -> np.ndarray:
    """The unit_id of each token (int64), -1 for a token that stands in none."""
    if not len(df_by_unit):
        return np.full(len(tokens_document), -1, dtype=np.int64)
    document, start = df_by_unit["document"].to_numpy(), df_by_unit["start"].to_numpy()
    width = int(max(np.max(tokens_start, initial=0), df_by_unit["end"].max())) + 1
    keys = document * width + start
    order = np.argsort(keys, kind="stable")
    tokens_document = np.asarray(tokens_document, dtype=np.int64)
    place = np.searchsorted(keys[order], tokens_document * width + tokens_start, side="right") - 1
    row = order[np.maximum(place, 0)]
    inside = (place >= 0) & (document[row] == tokens_document)
    inside &= tokens_start < df_by_unit["end"].to_numpy()[row]
    return np.where(inside, df_by_unit["unit_id"].to_numpy()[row], -1)


def count_units(df_by_unit: pd.DataFrame) -> int:
    """How many units there are: the base (n) of document frequencies."""
    return int(df_by_unit["unit_id"].nunique())


def frame_variables(documents: Documents, df_by_unit: pd.DataFrame) -> pd.DataFrame:
    """df_by_unit_variable: index unit_id, one column a variable (str); of the first text of each unit.

    A variable of which the texts of one unit have several values has them joined by "、".
    """
    names = list(documents.variables)
    held = documents.frame.loc[df_by_unit["document"], names].set_axis(df_by_unit["unit_id"], axis=0)
    grouped = held.groupby(level="unit_id", sort=True)
    first, several = grouped.first(), grouped.nunique() > 1
    for name in names:
        for unit_id in first.index[several[name]]:
            first.loc[unit_id, name] = "、".join(dict.fromkeys(held.loc[unit_id, name]))
    return first


def _cut(documents: Documents, unit: str) -> pd.DataFrame:
    rows = [
        (number, *piece)
        for number, (text, heading) in enumerate(
            zip(documents.frame["text"], documents.frame["heading"], strict=True)
        )
        for piece in (_cut_heading(text, unit) if heading else _cut_text(text, unit))
    ]
    pieces = pd.DataFrame(rows, columns=["document", "paragraph", "sentence", "start", "end"])
    names = documents.frame["document"].loc[pieces["document"].astype("int64")].reset_index(drop=True)
    parts = [names, pieces["paragraph"].astype(str), pieces["sentence"].astype(str)]
    parts = parts if unit == "sentence" else parts[:2]
    pieces["unit"] = ["-".join(row) for row in zip(*parts, strict=True)]
    pieces.insert(0, "unit_id", range(len(pieces)))
    return pieces[list(DTYPES)]


def _cut_heading(text: str, unit: str) -> Iterator[tuple[int, int, int, int]]:
    if unit == "sentence":
        yield 0, 0, 0, len(text)


def _cut_text(text: str, unit: str) -> Iterator[tuple[int, int, int, int]]:
    """(paragraph, sentence, start, end) of each paragraph or sentence of a text."""
    for paragraph, line in enumerate(LINE.finditer(text), 1):
        if unit == "paragraph":
            yield paragraph, 0, line.start(), line.end()
            continue
        for sentence, (start, end) in enumerate(_cut_line(line[0]), 1):
            yield paragraph, sentence, line.start() + start, line.start() + end


def _cut_line(line: str) -> list[tuple[int, int]]:
    spans = [found.span() for found in SENTENCE.finditer(line)]
    if len(spans) > 1 and not line[slice(*spans[-1])].strip():
        spans[-2:] = [(spans[-2][0], spans[-1][1])]
    return spans


def _join(documents: Documents, unit: str) -> pd.DataFrame:
    """Whole texts: of each answer, respondent or section."""
    frame = documents.frame
    numbers = number_documents(frame, unit)
    if unit not in LEVELS:
        written = (frame["text"].str.strip() != "").groupby(numbers).transform("any").to_numpy()
        numbers = np.where(written, numbers, -1)
    rows = np.flatnonzero(numbers >= 0)
    codes, _ = pd.factorize(numbers[rows])
    pieces = pd.DataFrame({"unit_id": codes, "document": rows, "paragraph": 0, "sentence": 0, "start": 0})
    pieces["unit"] = _name_units(frame.iloc[rows], unit)
    pieces["end"] = frame["text"].iloc[rows].str.len().to_numpy()
    return pieces[list(DTYPES)]


def _name_units(frame: pd.DataFrame, unit: str) -> np.ndarray:
    if unit not in LEVELS:
        return frame[unit].to_numpy()
    numbers = frame[[f"{level}_number" for level in LEVELS[: LEVELS.index(unit) + 1]]]
    return np.array(["-".join(map(str, row)) for row in numbers.itertuples(index=False)], dtype=object)
