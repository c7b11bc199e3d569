"""A sheet as received: every cell as text, nothing named yet."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.findings import Place
from helpers.raw.excel_parts import OddCell

Area = tuple[int, int, int, int]  # first column, first row, last column, last row, 1-based


@dataclass(frozen=True)
class Grid:
    """`cells` holds text ("" = blank), one row a row of the file from its first on; `merged`: None is unknown;
    `odd`: cells that hold a formula or an error value of Excel.
    """

    place: Place
    cells: pd.DataFrame
    merged: tuple[Area, ...] | None = None
    odd: tuple[OddCell, ...] = ()

    def top(self, rows: int) -> list[list[str]]:
        """The first rows as lists."""
        return self.cells.iloc[:rows].to_numpy().tolist()


def build_cells(rows: list[list[str]]) -> pd.DataFrame:
    """Rows of different widths -> object frame, the short ones filled with ""."""
    width = max(map(len, rows), default=0)
    padded = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(padded, columns=range(width), dtype=object)


def column_letter(position: int) -> str:
    """The 0-based column as Excel names it: 0 -> A, 27 -> AB."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
