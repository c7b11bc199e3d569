"""A figure of a text with the figures of the case that it may mean."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.proofread.extract.agreement import allows
from helpers.proofread.extract.labelled import unit_of
from helpers.proofread.extract.numbers import Quantity
from helpers.proofread.extract.subjects import Subject
from helpers.proofread.held.model import HeldFigure


@dataclass(frozen=True)
class Meant:
    """A figure of the text with those of the case that it may mean; `is_sure`: its words say so, not only its place."""

    quantity: Quantity
    figures: tuple[HeldFigure, ...]
    name: str
    is_sure: bool

    @property
    def differs(self) -> bool:
        """None of those meant is it; of one label held twice, each must be."""
        fits = [allows(self.quantity, figure.quantity) for figure in self.figures]
        labels = {figure.label for figure in self.figures}
        one = len(labels) == 1 and len({figure.affair for figure in self.figures} - {""}) <= 1
        return bool(fits) and not (all(fits) if one else any(fits))


def choose_by_subject(
    figures: list[HeldFigure], subject: Subject, quantity: Quantity
) -> tuple[HeldFigure, ...]:
    """Those with the unit, of the affair or of none; of any where the affair is a guess and has no such figure."""
    alike = tuple(figure for figure in figures if unit_of(figure.quantity) == unit_of(quantity))
    own = tuple(figure for figure in alike if not subject.affair or figure.affair in (subject.id, ""))
    return own if own or subject.is_sure else alike
