"""results.csv: the long result for programs, one record a line, the same bytes for the same numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from helpers.handoff import neutralise, replace_file

DIGITS = ".12g"  # of 15 to 17 that a double holds: the last ones hang on the order of additions
HEADINGS = (
    "question", "item", "choice", "banner", "banner_choice", "base", "n", "percent", "letters",
    "statistic", "value", "p", "df", "lower", "upper", "difference", "letter",
    "n_unweighted", "base_unweighted", "base_effective", "question_text", "type", "kind", "suppressed", "base_note",
    "question_id", "survey", "synthetic", "source",
)  # fmt: skip


def write_results(frame: pd.DataFrame, path: Path) -> None:
    """df_by_question_choice as CSV: UTF-8 without BOM, LF, columns as in HEADINGS, one header line.

    `question` is the matrix's id where there is one (`item` says which), `question_id` is unique. Numbers have 12
    significant digits, no commas; what is unknown or left out is blank; booleans are true and false. A text that starts
    with = + - @, a tab or a line end gets an apostrophe before it; line ends within a text become a space, so that a
    record is one line. Raises ExportError when the file cannot be written.
    """
    held = frame.assign(
        question_id=frame["question"],
        question=frame["question"].where(frame["matrix"] == "", frame["matrix"]),
    )
    columns = [_written(held[name]) for name in HEADINGS]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(zip(*columns, strict=True))
    replace_file(path, text.getvalue())


def _written(values: pd.Series) -> list[str]:
    if values.dtype == bool:
        return ["true" if value else "false" for value in values]
    if isinstance(values.dtype, pd.Int64Dtype):
        return ["" if value is pd.NA else str(value) for value in values]
    if isinstance(values.dtype, pd.Float64Dtype):
        return ["" if value is pd.NA else _number(value) for value in values]
    safe = {value: neutralise(value) for value in values.unique()}
    return [safe[value] for value in values]


def _number(value: float) -> str:
    text = format(value, DIGITS)
    return "0" if text == "-0" else text
