"""Words as labels in maps and networks: at most two short lines, measured in mm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.figures.canvas import line_height, width_of
from helpers.figures.lettering import balance_lines, wrap_text
from helpers.figures.style import SMALL_PT

LABEL_EM, LABEL_LINES = 10, 2


def wrap_labels(labels: Sequence[str], em: float = LABEL_EM) -> list[list[str]]:
    """Each label in at most two lines of `em`, longer ones end in …."""
    return [balance_lines(wrap_text(label, em, LABEL_LINES)) for label in labels]


def measure_labels(lines: Sequence[Sequence[str]], points: float = SMALL_PT) -> np.ndarray:
    """Width and height (mm) of each label."""
    sizes = [
        (width_of(label, points) + 0.4, len(label) * line_height(points) * 0.86 + 0.3) for label in lines
    ]
    return np.array(sizes, dtype=float).reshape(-1, 2)
