"""Grid and header -> Sheet: every column under a name of its own, blank rows and footers left out and told."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.excel_parts import OddCell
from helpers.raw.files import Sheet
from helpers.raw.footer import find_footer, find_repeated_header
from helpers.raw.grid import Grid, column_letter
from helpers.raw.header import Header
from helpers.raw.header_names import make_unique, name_columns

TOLD = 20  # rows that get a finding of their own


def build_sheet(grid: Grid, top: list[list[str]], header: Header, findings: Findings) -> Sheet:
    """df of text cells: one column a named or filled column, index `row` (int64) = the row in the file."""
    cells = grid.cells.iloc[header.body :]
    filled = (cells != "").to_numpy()
    keep = _find_filled(cells, filled)
    cells, filled = cells[keep], filled[keep]
    names = _name(grid, top, header, filled, findings)
    left_out = [*find_repeated_header(cells, top, header, grid.place, findings)]
    left_out += find_footer(cells.drop(index=left_out), names, grid.place, findings)
    if left_out:
        stay = ~cells.index.isin(left_out)
        cells, filled = cells[stay], filled[stay]
    _check_widths(cells, filled, names, grid.place, findings)
    frame = cells.iloc[:, [position for position, name in enumerate(names) if name]]
    frame.columns = pd.Index([name for name in names if name], dtype=object)
    frame.index = pd.Index(frame.index.to_numpy() + 1, name="row", dtype="int64")
    _check_merged(grid, header, findings)
    _check_odd(grid, names, findings)
    return Sheet(grid.place, frame)


def _find_filled(cells: pd.DataFrame, filled: np.ndarray) -> np.ndarray:
    """Rows that hold more than blanks; only a row whose first filled cell is blank space is looked at closely."""
    if not filled.size:
        return np.zeros(len(cells), dtype=bool)
    keep, firsts = filled.any(axis=1), filled.argmax(axis=1)
    values = cells.to_numpy()
    heads = values[np.arange(len(values)), firsts]
    for number in np.flatnonzero(keep):
        if not heads[number].strip():
            keep[number] = any(cell.strip() for cell in values[number])
    return keep


def _name(
    grid: Grid, top: list[list[str]], header: Header, filled: np.ndarray, findings: Findings
) -> list[str]:
    """One name a column, "" for a column that is not read; no filled column of the header's width is lost."""
    where = Place(grid.place.file, grid.place.sheet, header.body)
    names = name_columns(top, header, grid.merged)
    counts = filled.sum(axis=0) if len(filled) else np.zeros(grid.cells.shape[1], dtype=int)
    for position, name in enumerate(names):
        used = position < len(counts) and counts[position]
        rare = not any(names[position:]) and 2 * counts[position] < len(filled) if used else False
        if not name and used and not rare:
            names[position] = f"{column_letter(position)}列"
            message = f"名前の無い列に値があります。「{names[position]}」という名前で読みました。"
            place = Place(where.file, where.sheet, where.row, names[position])
            findings.add("unnamed-column", "warning", place, message, remedy="列名を付けてください。")
    while names and not names[-1]:
        names.pop()
    for name, count in Counter(names).items():
        if name and count > 1:
            message = f"同じ列名が{count}回出てきます。2列目から（2）のように番号を付けて読みました。"
            remedy = "survey.yaml の column には、番号の付いた名前を書いてください。"
            findings.add("duplicate-column", "warning", where, message, given=name, remedy=remedy)
    return make_unique(names)


def _check_widths(
    cells: pd.DataFrame, filled: np.ndarray, names: list[str], place: Place, findings: Findings
) -> None:
    """Values beyond the last named column."""
    beyond = np.flatnonzero(filled[:, len(names) :].any(axis=1)) if len(filled) else []
    for number in beyond[:TOLD]:
        extra = [cell for cell in cells.iloc[number, len(names) :] if cell.strip()]
        if not extra:
            continue
        more = f"（ほかに{len(beyond) - 1}行）" if number == beyond[0] and len(beyond) > TOLD else ""
        message = f"列名は{len(names)}列ですが、この行{more}はそれより多くの値があります。はみ出した値は使いません。"
        where = Place(place.file, place.sheet, int(cells.index[number]) + 1)
        remedy = 'コンマを含む文は " で囲んでください。'
        findings.add("ragged-row", "error", where, message, given="、".join(extra), remedy=remedy)


def _check_merged(grid: Grid, header: Header, findings: Findings) -> None:
    """Merged cells among the answers: only the first cell of the area holds the value."""
    for left, upper, right, lower in grid.merged or ():
        if lower > header.body:
            area = f"{column_letter(left - 1)}{upper}:{column_letter(right - 1)}{lower}"
            message = f"セルが結合されています（{area}）。結合された範囲は左上のほかが空欄になります。"
            remedy = "結合を解き、各セルに値を入れてください。"
            findings.add("merged-cells", "error", grid.place, message, given=area, remedy=remedy)


def _check_odd(grid: Grid, names: list[str], findings: Findings) -> None:
    """Formulas and error values; one finding a column, at the first."""
    found: dict[tuple[int, bool], list[OddCell]] = {}
    for cell in grid.odd:
        found.setdefault((cell.column, cell.is_formula), []).append(cell)
    for (column, is_formula), cells in found.items():
        name = names[column] if column < len(names) and names[column] else f"{column_letter(column)}列"
        message = f"Excel のエラー値です（この列に{len(cells)}個）。"
        remedy = "元の表で正しい値に直してください。"
        if is_formula:
            message = f"値ではなく数式が入っています（この列に{len(cells)}個）。計算結果は使わず、数式の文字のまま扱います。"
            remedy = "「値の貼り付け」で値に置き換えてください。"
        where = Place(grid.place.file, grid.place.sheet, cells[0].row + 1, name)
        findings.add("formula", "error", where, message, given=cells[0].text, remedy=remedy)
