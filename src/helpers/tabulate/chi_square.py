"""Is a question associated with a banner? Pearson's chi-square, without Yates' correction, and Cramér's V.

All banners of a question are tested at once: what belongs to one banner is added up along its columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.block import Block
from helpers.tabulate.rows import CHOICE

ONE_TABLE = ("SA", "SCALE", "DATE", "NPS")  # the choices exclude one another
GROUPS = ("promoters", "passives", "detractors")  # of an NPS question
SMALL_EXPECTED = 5


@dataclass(frozen=True)
class Association:
    """Tests of one question, tests x banners: of the question (`choices` [""]) or of each choice of a multiple answer.

    `banners` are positions in `block.columns.banners`. `chi2`, `df`, `p`, `cramers_v` (0-1), `small`: share (0-100) of
    cells whose expected count is below 5, `base`: (effective) respondents in the table. NaN where there is nothing to
    test. `hidden`: the test would tell about a figure that is left out.
    """

    choices: list[str]
    banners: np.ndarray
    chi2: np.ndarray
    df: np.ndarray
    p: np.ndarray
    cramers_v: np.ndarray
    small: np.ndarray
    base: np.ndarray
    hidden: np.ndarray


def measure_association(block: Block, hidden: np.ndarray) -> Association | None:
    """The tests of a question in all banners whose columns do not overlap; None where there are none.

    Marks (無回答 ...) are left out on both sides. Weighted counts are scaled to the effective number of respondents.
    `hidden` (rows x columns) are the figures that are left out.
    """
    columns, rows = np.flatnonzero(block.columns.tested), _rows(block)
    if not len(columns) or not rows:
        return None
    banners, starts = np.unique(block.columns.owner[columns], return_index=True)
    scale = np.repeat(_scale(block, columns, starts), np.diff(starts, append=len(columns)))
    chosen, left_out = block.n[rows][:, columns] * scale, hidden[rows][:, columns]
    if block.question.type in ONE_TABLE:
        choices, tables, left_out = [""], chosen[None], left_out.any(axis=0, keepdims=True)
    else:
        choices = [block.rows[row].choice for row in rows]
        tables = np.stack([chosen, block.answered[columns] * scale - chosen], axis=1)
    left_out = np.logical_or.reduceat(left_out, starts, axis=1)
    return Association(choices, banners, *chi_square(tables, starts), left_out)


def _rows(block: Block) -> list[int]:
    if block.question.type == "NPS":
        return [number for number, row in enumerate(block.rows) if row.statistic in GROUPS]
    return [number for number, row in enumerate(block.rows) if row.kind == CHOICE]


def _scale(block: Block, columns: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Effective respondents a unit of weight, of each banner: sum(w) / sum(w^2); 1 without weights."""
    total, squares = (
        np.add.reduceat(each[columns], starts) for each in (block.answered, block.answered_squares)
    )
    return total / np.where(squares > 0, squares, np.nan)


def chi_square(tables: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, ...]:
    """chi2, df, p, Cramér's V, share of small expected counts and total (each tests x banners).

    `tables` (tests x rows x columns) holds the banners side by side, each from one of `starts` on. Rows and columns
    of zeros do not count; a table of one row or column is not tested.
    """
    from scipy.special import chdtrc

    widths = np.diff(starts, append=tables.shape[2])
    below, beside = tables.sum(axis=1), np.add.reduceat(tables, starts, axis=2)
    total = beside.sum(axis=1)
    height, width = (beside > 0).sum(axis=1), np.add.reduceat((below > 0).astype(int), starts, axis=1)
    testable = (height > 1) & (width > 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.repeat(beside / total[:, None, :], widths, axis=2) * below[:, None, :]
        terms = np.where(expected > 0, (tables - expected) ** 2 / expected, 0)
        chi2 = np.where(testable, np.add.reduceat(terms.sum(axis=1), starts, axis=1), np.nan)
        v = np.minimum(np.sqrt(chi2 / (total * (np.minimum(height, width) - 1))), 1)
    df = np.where(testable, (height - 1) * (width - 1), np.nan)
    few = np.add.reduceat(((expected > 0) & (expected < SMALL_EXPECTED)).sum(axis=1), starts, axis=1)
    small = np.where(testable, 100 * few / np.maximum(height * width, 1), np.nan)
    return chi2, df, chdtrc(df, chi2), v, small, total
