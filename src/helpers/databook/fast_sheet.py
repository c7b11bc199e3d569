"""A worksheet for long tables without any look: its cells are written as XML a column at a time.

XlsxWriter takes 3.4 s for 56,000 rows of 17 columns cell by cell; a data book holds several such sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from helpers.databook.plain import starts_formula

LAST_ROW = 1_048_575  # rows below the heading that a sheet holds


class FastSheet(Worksheet):
    """`set_table` once; nothing else may be written into the sheet."""

    frame: pd.DataFrame
    quoted: Format
    indices: dict[str, int]

    def set_table(self, frame: pd.DataFrame, quoted: Format) -> None:
        """`quoted` is the format (quote prefix) of a text that looks like a formula."""
        self.frame, self.quoted = frame, quoted
        self.indices = {text: self._index(text) for text in self._distinct()}
        self._check_dimensions(len(frame), max(len(frame.columns) - 1, 0))

    def _distinct(self) -> Iterator[str]:
        """Every text of the sheet once; texts are shared by all sheets, and known before any is written."""
        yield from dict.fromkeys(self.frame.columns)
        for name in self.frame.columns:
            if not pd.api.types.is_numeric_dtype(self.frame[name]):
                yield from (label for label in self.frame[name].unique() if label)

    def _index(self, text: str) -> int:
        return self.str_table._get_shared_string_index(text)

    def _write_sheet_data(self) -> None:
        self._xml_start_tag("sheetData")
        columns = [self._cells(number, name) for number, name in enumerate(self.frame.columns)]
        rows = zip(*columns, strict=True)
        self.fh.write("".join(f'<row r="{n}">{"".join(cells)}</row>' for n, cells in enumerate(rows, 1)))
        self._xml_end_tag("sheetData")

    def _cells(self, number: int, name: str) -> Iterator[str]:
        """The XML of one column, heading first."""
        letter, column = xl_col_to_name(number), self.frame[name]
        yield f'<c r="{letter}1" {self._text(name)}</c>'
        if pd.api.types.is_numeric_dtype(column):
            for row, value in enumerate(number_texts(column), 2):
                yield f'<c r="{letter}{row}"><v>{value}</v></c>' if value else ""
        else:
            codes, labels = pd.factorize(column.fillna("").to_numpy(dtype=object))
            ends = np.array([f"{self._text(label)}</c>" if label else "" for label in labels], dtype=object)
            for row, end in enumerate(ends[codes] if len(ends) else (), 2):
                yield f'<c r="{letter}{row}" {end}' if end else ""

    def _text(self, label: str) -> str:
        style = f's="{self.quoted._get_xf_index()}" ' if starts_formula(label) else ""
        return f'{style}t="s"><v>{self.indices[label]}</v>'


def number_texts(column: pd.Series) -> Sequence[str]:
    """Numbers as they are written, "" where there is none: counts without a point, the rest as Python writes it."""
    kind = int if pd.api.types.is_integer_dtype(column) else float
    missing = column.isna().to_numpy()
    return ["" if gone else repr(kind(value)) for value, gone in zip(column.tolist(), missing, strict=True)]
