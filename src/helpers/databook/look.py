"""One look for the sheets: formats made once each, number formats that print a mark and leave a number a number."""

from __future__ import annotations

import re
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from helpers.databook.plain import starts_formula
from helpers.survey_tables.layout import Cell

FONT, SIZE = "Yu Gothic", 10
# デジタル庁デザインシステムのカラートークン, as in figures.style
BLUE_900, BLUE_800, BLUE_50 = "#0017c1", "#0031d8", "#e8f1fe"
ORANGE_50, GRAY_900, GRAY_700, GRAY_200, WHITE = "#ffeee2", "#1a1a1a", "#4d4d4d", "#e6e6e6", "#ffffff"
TONES = {"▲": BLUE_50, "▽": ORANGE_50}
PRINTED = re.compile(r"-?[0-9][0-9,]*(?:\.([0-9]+))?")
BASIC = {"font_name": FONT, "font_size": SIZE, "font_color": GRAY_900, "valign": "vcenter"}


def number_format(cell: Cell, longest: str = "") -> str:
    """Prints the number as `text` does, with its mark: 29.0 and ▲ -> `0.0"▲"`; 1,234 -> `#,##0`; 62 and * -> `#,##0"*"`.

    `longest` is the longest mark of the column: a shorter one is filled up with room (`_▲`), so that digits align.
    """
    printed = PRINTED.fullmatch(cell.text)
    if cell.value is None or printed is None:
        return "@" + _room(longest)
    decimals = len(printed[1] or "")
    whole = "0" if cell.kind == "percent" else "#,##0"
    mark = f'"{cell.mark}"' if cell.mark else ""
    return whole + ("." + "0" * decimals if decimals else "") + mark + _room(longest[len(cell.mark) :])


def _room(characters: str) -> str:
    return "".join(f"_{character}" for character in characters)


def is_number(cell: Cell) -> bool:
    """Whether the cell is written as a number: not 秘匿, `-`, ※, 不明, blank."""
    return cell.value is not None and PRINTED.fullmatch(cell.text) is not None


class Look:
    """The formats of one workbook; `get` makes each combination once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple, Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(BASIC | properties)
        return self._made[key]

    def text(self, value: str, **properties: object) -> Format:
        """The format of a text; what looks like a formula gets Excel's quote prefix, so that editing keeps it text."""
        return self.get(**properties, **({"quote_prefix": True} if starts_formula(value) else {}))

    def figure(self, cell: Cell, longest: str = "") -> Format:
        """A number, right-aligned, light where it carries ▲ or ▽ (the mark itself is printed too)."""
        tone = {"bg_color": TONES[cell.mark[0]]} if cell.mark[:1] in TONES else {}
        form = number_format(cell, longest)
        return self.get(align="right", bottom=1, bottom_color=GRAY_200, num_format=form, **tone)

    @cached_property
    def quoted(self) -> Format:
        """For sheets without a look: the quote prefix alone."""
        return self._book.add_format({"quote_prefix": True})

    @cached_property
    def link(self) -> Format:
        return self.get(font_color=BLUE_900, underline=1)

    def head(self, value: str, **properties: object) -> Format:
        return self.text(
            value, bold=True, bg_color=BLUE_50, text_wrap=True, align="center", border=1,
            border_color="#b3b3b3", **properties,
        )  # fmt: skip

    def stub(self, value: str, **properties: object) -> Format:
        return self.text(value, text_wrap=True, bottom=1, bottom_color=GRAY_200, **properties)
