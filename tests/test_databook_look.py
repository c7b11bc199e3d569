"""Number formats that print what the table prints, and leave the number a number."""

import pytest

from helpers.databook.look import is_number, number_format
from helpers.survey_tables.layout import Cell


@pytest.mark.parametrize(
    ("cell", "longest", "form"),
    [
        (Cell("percent", 29.03, "29.0"), "", "0.0"),
        (Cell("percent", 29.03, "29.0", "▲▲"), "▲▲", '0.0"▲▲"'),
        (Cell("percent", 29.03, "29.0", "▲"), "▲▲", '0.0"▲"_▲'),
        (Cell("percent", 29.03, "29.0"), "▽▽", "0.0_▽_▽"),
        (Cell("n", 1234, "1,234"), "", "#,##0"),
        (Cell("n", 22, "22", "*"), "*", '#,##0"*"'),
        (Cell("n", 12.34, "12.3"), "", "#,##0.0"),
        (Cell("value", 2.4839, "2.48"), "", "#,##0.00"),
        (Cell("value", -12.5, "-12.5"), "", "#,##0.0"),
        (Cell("percent", None, "秘匿"), "▲", "@_▲"),
    ],
)
def test_number_formats(cell, longest, form):
    assert number_format(cell, longest) == form


@pytest.mark.parametrize("text", ["-", "秘匿", "※", "", "不明"])
def test_marks_are_texts(text):
    assert not is_number(Cell("percent", 0.0, text))
    assert not is_number(Cell("percent", None, "29.0"))


def test_somebody_below_the_unit_is_a_number():
    assert is_number(Cell("percent", 0.04, "0.0"))
