"""What is left out of a question's tables, decided once for each question and banner and used wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.tabulate.banner import NEST, Banner, build_banner, build_whole
from helpers.tabulate.block import Block
from helpers.tabulate.breakdown import Above, break_down
from helpers.tabulate.coded import CodedQuestion, CodedSurvey
from helpers.tabulate.columns import line_up
from helpers.tabulate.counts import count_answers
from helpers.tabulate.lines import hide_parts, is_revealing, is_small
from helpers.tabulate.settings import Settings
from helpers.tabulate.units import Part, Units, level_cells, list_units, spread_units

MIRRORED = ("SA", "SCALE", "DATE")  # as rows and as columns they make the same table


@dataclass(frozen=True)
class Hidden:
    """Rows x columns: `cells` are figures left out, `bases` are bases left out.

    Where the base of a whole column is left out, a 0 may still be shown; nothing that tells the base is.
    """

    cells: np.ndarray
    bases: np.ndarray


class Hiding:
    """Decides for every question and banner of a survey, counting respondents, never weights.

    First the whole of each question, then its banners, nested ones within the banner above them. Two questions that
    are a banner of one another have the same cells left out in both tables.
    """

    def __init__(self, coded: CodedSurvey, settings: Settings) -> None:
        self.coded, self.settings = coded, settings
        self.threshold = settings.threshold_of(coded.codebook)
        self._parts: dict[tuple[str, str], Part] = {}
        self._units: dict[str, Units] = {}
        self._banners: dict[str, Banner] = {"": build_whole(coded.respondents)}

    def find(self, block: Block) -> Hidden:
        """What of a block is left out: nothing where the threshold is 0."""
        cells, bases = np.zeros(block.n.shape, bool), np.zeros(block.n.shape, bool)
        if not self.threshold:
            return Hidden(cells, bases)
        units = self._list_units(block.question)
        other_base = np.array([units.has_other_base(row) for row in block.rows], bool)[:, None]
        for number, banner in enumerate(block.columns.banners):
            self._banners[banner.name] = banner
            part, span = self.decide(block.question, banner.name), block.columns.span(number)
            cells[:, span] = spread_units(units, block, part, span, self.threshold)
            bases[:, span] = part.columns | (cells[:, span] & other_base)
        return Hidden(cells, bases)

    def decide(self, question: CodedQuestion, name: str) -> Part:
        """What is left out of a question's table by a banner; the whole has the name ""."""
        key = (question.id, name)
        if key not in self._parts:
            if not name:
                self._parts[key] = self._decide_whole(question)
            elif name in self.coded.questions and self._is_mirrored(question, self.coded.questions[name]):
                self._decide_both(*self._in_order(question, self.coded.questions[name]))
            else:
                self._parts[key] = self._decide(question, name)
        return self._parts[key]

    def _list_units(self, question: CodedQuestion) -> Units:
        if question.id not in self._units:
            answered = self.settings.is_answered_base(self.coded.codebook, question.question)
            self._units[question.id] = list_units(question, answered)
        return self._units[question.id]

    def _banner(self, name: str) -> Banner:
        if name not in self._banners:
            self._banners[name] = build_banner(name, self.coded)
        return self._banners[name]

    def _count(self, question: CodedQuestion, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(units x columns, base of each column, units x columns that have a small detail)."""
        counts, units = (
            count_answers(question, line_up([self._banner(name)]), None).n,
            self._list_units(question),
        )
        chosen, base = units.members @ counts, units.base @ counts
        small = np.zeros(chosen.shape, bool)
        for unit, members in units.details:
            small[unit] |= is_small(members @ counts, self.threshold)
            small[unit] |= is_small(base - chosen[unit], self.threshold)
        return chosen, base, small

    def _decide_whole(self, question: CodedQuestion) -> Part:
        counts, base, small = self._count(question, "")
        units, parts = self._list_units(question), self._list_units(question).parts
        if is_small(base, self.threshold).any():
            return Part(counts, base, np.ones(counts.shape, bool), np.ones(1, bool))
        cells = is_revealing(counts, base, self.threshold) | small
        cells[parts, 0] = hide_parts(counts[parts, 0], 0, small[parts, 0], self.threshold)
        for net, made_of in units.nets.items():
            cells[net] |= cells[made_of].any(axis=0)
        return Part(counts, base, cells, np.zeros(1, bool))

    def _decide(self, question: CodedQuestion, name: str, forced: np.ndarray | None = None) -> Part:
        """Within each column of the banner above (the whole, where it is not nested)."""
        outer, _, innermost = name.rpartition(NEST)
        counts, base, small = self._count(question, name)
        forced = small if forced is None else small | forced
        closed = self._close_columns(innermost, outer, name)
        above, banner = self.decide(question, outer), self._banner(name)
        overlapping = self.coded.questions[innermost].type == "MA"
        cells, columns = np.zeros(counts.shape, bool), np.zeros(len(base), bool)
        for parent in np.unique(banner.parents):
            held = banner.parents == parent
            table = Part(counts[:, held], base[held], forced[:, held], closed[held])
            found = break_down(
                table, self._list_units(question), Above.of(above, parent), overlapping, self.threshold
            )
            cells[:, held], columns[held] = found.cells, found.columns
        return Part(counts, base, cells, columns)

    def _close_columns(self, innermost: str, outer: str, name: str) -> np.ndarray:
        """Columns whose base is a figure that is left out of the innermost question's own table."""
        question, banner = self.coded.questions[innermost], self._banner(name)
        own = level_cells(question, self._list_units(question), self.decide(question, outer).cells)
        return own[banner.inner, banner.parents]

    def _is_mirrored(self, question: CodedQuestion, other: CodedQuestion) -> bool:
        return question.type in MIRRORED and other.type in MIRRORED and question.id != other.id

    def _in_order(self, *questions: CodedQuestion) -> list[CodedQuestion]:
        listed = list(self.coded.questions)
        return sorted(questions, key=lambda question: listed.index(question.id))

    def _decide_both(self, first: CodedQuestion, second: CodedQuestion) -> None:
        """Each by the other; what is left out of one table is left out of the other, until nothing is added."""
        one, other = self._decide(first, second.id), None
        while True:
            forced = _turn(one.cells, len(self._list_units(second).rows), len(self._banner(first.id).labels))
            other = self._decide(second, first.id, forced)
            back = _turn(other.cells, *one.cells.shape)
            if not (back & ~one.cells).any():
                break
            one = self._decide(first, second.id, back | one.cells)
        hidden = ~_turn(~other.cells, *one.cells.shape)
        shown = (one.counts == 0) & ~(one.cells & hidden)
        one.cells[shown] = False
        other.cells[_turn(shown, *other.cells.shape)] = False
        self._parts[first.id, second.id], self._parts[second.id, first.id] = one, other


def _turn(cells: np.ndarray, height: int, width: int) -> np.ndarray:
    """The transposed table, cut or filled up with False to a size."""
    turned = np.zeros((height, width), bool)
    held = cells.T[:height, :width]
    turned[: held.shape[0], : held.shape[1]] = held
    return turned
