"""Is a question associated with a banner? Pearson's chi-square of the table, without Yates' correction, and Cramér's V."""

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
    """Tests of one question in one banner, one element a test: of the question (`choices` [""]) or of each choice.

    `chi2`, `df`, `p`, `cramers_v` (0-1), `small`: share (0-100) of cells whose expected count is below 5, `base`:
    (effective) number of respondents in the table. NaN where there is no table to test.
    """

    choices: list[str]
    chi2: np.ndarray
    df: np.ndarray
    p: np.ndarray
    cramers_v: np.ndarray
    small: np.ndarray
    base: np.ndarray


def measure_association(block: Block, number: int) -> Association | None:
    """The tests of a block's banner (by its position); None where its columns overlap or nothing can be counted.

    Marks (無回答 ...) are left out on both sides. Weighted counts are scaled to the effective number of respondents.
    """
    columns = np.zeros(len(block.columns.labels), bool)
    columns[block.columns.span(number)] = True
    columns &= block.columns.tested
    rows = _rows(block)
    if not columns.any() or not rows:
        return None
    chosen, scale = block.n[rows][:, columns], _scale(block, columns)
    if block.question.type in ONE_TABLE:
        return chi_square([""], (chosen * scale)[None])
    tables = np.stack([chosen, block.answered[columns] - chosen], axis=1)
    return chi_square([block.rows[row].choice for row in rows], tables * scale)


def _rows(block: Block) -> list[int]:
    if block.question.type == "NPS":
        return [number for number, row in enumerate(block.rows) if row.statistic in GROUPS]
    return [number for number, row in enumerate(block.rows) if row.kind == CHOICE]


def _scale(block: Block, columns: np.ndarray) -> float:
    """Effective respondents a unit of weight: sum(w) / sum(w^2) over those in the table; 1 without weights."""
    squares = block.answered_squares[columns].sum()
    return block.answered[columns].sum() / squares if squares > 0 else np.nan


def chi_square(choices: list[str], tables: np.ndarray) -> Association:
    """Pearson's test of each of several tables (tables x rows x columns); rows and columns of zeros do not count."""
    from scipy.special import chdtrc

    below, beside = tables.sum(axis=1), tables.sum(axis=2)
    total = below.sum(axis=1)
    height, width = (beside > 0).sum(axis=1), (below > 0).sum(axis=1)
    testable = (height > 1) & (width > 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = beside[:, :, None] * below[:, None, :] / total[:, None, None]
        terms = np.where(expected > 0, (tables - expected) ** 2 / expected, 0)
        chi2 = np.where(testable, terms.sum(axis=(1, 2)), np.nan)
        v = np.sqrt(chi2 / (total * (np.minimum(height, width) - 1)))
    df = np.where(testable, (height - 1) * (width - 1), np.nan)
    small = ((expected > 0) & (expected < SMALL_EXPECTED)).sum(axis=(1, 2))
    share = np.where(testable, 100 * small / np.maximum(height * width, 1), np.nan)
    return Association(choices, chi2, df, chdtrc(df, chi2), np.minimum(v, 1), share, total)
