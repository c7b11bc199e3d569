"""What is left out of a block, so that nobody can be identified."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.block import Block
from helpers.tabulate.coded import CodedSurvey
from helpers.tabulate.rows import CHOICE
from helpers.tabulate.settings import Settings


@dataclass(frozen=True)
class Hidden:
    """`cells` (rows x columns): figures left out; `columns`: columns whose base is left out too."""

    cells: np.ndarray
    columns: np.ndarray

    def hides_test(self, block: Block, number: int, choice: str) -> bool:
        """Whether a test of a banner would tell about a figure that is left out: of its table, or of one choice's."""
        rows = [row.kind == CHOICE and choice in ("", row.choice) for row in block.rows]
        span = block.columns.span(number)
        return bool(self.cells[rows, span][:, block.columns.tested[span]].any())


class Hiding:
    """Decides for every block of a survey what is left out."""

    def __init__(self, coded: CodedSurvey, settings: Settings) -> None:
        self.threshold = settings.threshold_of(coded.codebook)

    def find(self, block: Block) -> Hidden:
        return Hidden(np.zeros(block.n.shape, bool), np.zeros(block.n.shape[1], bool))
