"""How wide the columns of a printed survey table want to be, in full-width characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from helpers.survey_tables.cells import SMALL
from helpers.survey_tables.layout import SurveyTable

PAGE = 60.0  # a page of A4 upright
NARROWEST, WIDEST = 4.0, 14.0  # a level of the stub: from, to
ALONE = 30.0  # to where it may go beside few figures
DEEP, WIDEST_DEEP = 3, 9.0  # the same where the stub has three levels
FEW = 6  # columns that leave the stub room
FIGURES, LEAST = 4.0, 3.2  # a column of figures: as a rule, and so that 無回答 stands on one line
YIELDS = 8.0  # to where the widest level of the stub gives way to the figures
LINES = 3  # lines that a head should take, where there is room
BESIDE = 1.2  # padding
WORD = re.compile(r"[!-~]+")  # Latin words do not break
LONGEST_WORD = 9.0  # what a column gives them at most
PHONE = 6.0  # the widest level of the stub on a phone


def label_width(text: str) -> float:
    """In full-width characters."""
    return sum(1 if unicodedata.east_asian_width(character) in "FWA" else 0.55 for character in text)


def word_width(text: str) -> float:
    """Of the longest Latin word, set in bold."""
    return min(max((0.6 * len(word) + 0.3 for word in WORD.findall(text)), default=0), LONGEST_WORD)


def column_widths(table: SurveyTable) -> list[float]:
    """Parts of the whole: each level of the stub as its labels need it, then the figures, alike but for long words."""
    stubs = [_stub_width(table, level) for level in range(len(table.stub_heads))]
    stubs[0] += max(min(_longest_over_all(table), WIDEST) - sum(stubs), 0)
    columns = max(len(table.heads), 1)
    wanting = natural_width(stubs) + (FIGURES + BESIDE) * columns - PAGE
    widest = yielding_column(stubs, len(stubs))
    stubs[widest] = max(min(stubs[widest], YIELDS), stubs[widest] - max(wanting, 0))
    room = (PAGE - natural_width(stubs)) / columns - BESIDE
    labels = [next(filter(None, reversed(label)), "") for label in table.heads]
    heads = max(map(label_width, labels), default=0)
    least = max(LEAST, _figures_width(table) + 0.3, _letters_width(table))
    wanted = max(least, min(max(FIGURES, heads / LINES + 1), room))
    return [*stubs, *(max(wanted, word_width(label)) for label in labels)]


def _stub_width(table: SurveyTable, level: int) -> float:
    """Labels that run on over several levels do not widen the first."""
    labels = [stub[level] for stub in table.stubs if level == len(stub) - 1 or any(stub[level + 1 :])]
    longest = max(map(label_width, labels), default=0)
    depth = len(table.stub_heads)
    widest = ALONE if len(table.heads) <= FEW and depth == 1 else WIDEST if depth < DEEP else WIDEST_DEEP
    return max(min(max(longest + 1, NARROWEST), widest), max(map(word_width, labels), default=0))


def _longest_over_all(table: SurveyTable) -> float:
    """The longest label that runs on over the whole stub."""
    return max((label_width(stub[0]) + 1 for stub in table.stubs if not any(stub[1:])), default=0)


def _figures_width(table: SurveyTable) -> float:
    """The widest figure; marks of differences stand below it."""
    return max(
        (label_width(cell.text) + 0.5 * (cell.mark == SMALL) for row in table.cells for cell in row),
        default=0,
    )


def _letters_width(table: SurveyTable) -> float:
    return min(max((len(cell.letters) / 2 + 1 for row in table.cells for cell in row), default=0), 6)


def natural_width(widths: Sequence[float]) -> float:
    return sum(widths) + BESIDE * len(widths)


def yielding_column(widths: Sequence[float], depth: int) -> int:
    """The widest level of the stub: what gives way first on a narrow screen."""
    return max(range(depth), key=lambda level: widths[level])


def least_width(widths: Sequence[float], depth: int) -> float:
    """Below this the table scrolls sideways instead of breaking its figures."""
    widest = widths[yielding_column(widths, depth)]
    return natural_width(widths) - widest + min(widest, PHONE)
