"""What is left out where something known (the whole, or a column of the banner above) is broken down by a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.cycles import Table, hide_cells
from helpers.tabulate.lines import hide_choices, hide_parts, is_revealing
from helpers.tabulate.units import Part, Units


@dataclass(frozen=True)
class Above:
    """One column that is broken down: its `counts` and `cells` (units), its `base` and whether that is left out."""

    counts: np.ndarray
    base: float
    cells: np.ndarray
    closed: bool

    @staticmethod
    def of(part: Part, column: int) -> Above:
        return Above(
            part.counts[:, column],
            float(part.base[column]),
            part.cells[:, column],
            bool(part.columns[column]),
        )


def break_down(table: Part, units: Units, above: Above, overlapping: bool, threshold: int) -> Part:
    """The part with all that must be left out, so that neither a cell nor the remainder of `above` can be worked out."""
    if above.closed:
        every = np.ones_like(table.cells)
        return Part(table.counts, table.base, every, np.ones_like(table.columns))
    if overlapping:
        columns = table.columns | is_revealing(table.base, np.full(len(table.base), above.base), threshold)
        cells = _across_overlaps(table, units, above, columns, threshold)
    else:
        columns = hide_parts(table.base, above.base - table.base.sum(), table.columns, threshold)
        cells = _across_parts(table, units, above, columns, threshold)
    empty = (table.base == 0) & ~columns | ((above.counts == 0) & ~above.cells)[:, None]
    return Part(table.counts, table.base, cells & ~empty, columns)


def _across_parts(table: Part, units: Units, above: Above, columns: np.ndarray, threshold: int) -> np.ndarray:
    """Columns that exclude one another."""
    cells, parts = table.cells.copy(), units.parts
    if parts.any():
        rest = above.counts[parts] - table.counts[parts].sum(axis=1)
        held = Table(table.counts[parts], rest, above.cells[parts], columns, threshold)
        cells[parts] = hide_cells(held, cells[parts])
    for unit in [*np.flatnonzero(~parts)]:
        forced = cells[unit] | columns
        if unit in units.nets:
            forced |= cells[units.nets[unit]].any(axis=0)
        if above.cells[unit]:
            cells[unit] = True
            continue
        chosen = np.append(table.counts[unit], above.counts[unit] - table.counts[unit].sum())
        base = np.append(table.base, above.base - table.base.sum())
        cells[unit] = hide_choices(chosen, base, np.append(forced, False), threshold)[:-1]
    return cells


def _across_overlaps(
    table: Part, units: Units, above: Above, columns: np.ndarray, threshold: int
) -> np.ndarray:
    """Columns that overlap (the choices of MA): each one against those who are not in it."""
    cells = table.cells | columns | above.cells[:, None]
    outside, rest = above.counts[:, None] - table.counts, above.base - table.base
    for column in range(table.counts.shape[1]):
        if units.parts.any():
            chosen = np.append(table.counts[units.parts, column], 0)
            known = np.append(above.counts[units.parts], 0)
            forced = np.append(cells[units.parts, column], False)
            cells[units.parts, column] = hide_choices(chosen, known, forced, threshold)[:-1]
    apart = is_revealing(table.counts, table.base, threshold) | is_revealing(outside, rest, threshold)
    cells[~units.parts] |= apart[~units.parts]
    for net, made_of in units.nets.items():
        cells[net] |= cells[made_of].any(axis=0)
    return cells
