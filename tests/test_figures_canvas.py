"""figures/canvas: keys and notes wrap, widths are those of the font."""

from __future__ import annotations

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from helpers.figures.canvas import Entry, figure_width, flow_entries, key_height, notes_height, width_of
from helpers.figures.style import FONT_FILES, MM_PER_PT, WIDTH


@pytest.mark.parametrize("text", ["45.2", "100.0", "1,234", "9.9", "+12.3", "-4.0"])
def test_width_of_a_number_is_about_the_fonts(text):
    """Never narrower than the ink, at most a blank wider."""
    ink = (
        TextPath((0, 0), text, size=8, prop=FontProperties(fname=FONT_FILES[0])).get_extents().width
        * MM_PER_PT
    )
    assert ink <= figure_width(text) <= ink + 1.2


def test_a_key_wraps_and_keeps_its_order():
    entries = [Entry(f"長い名前の選択肢その{i}", "#ffffff") for i in range(9)]
    lines = flow_entries(entries)
    assert [entry for line in lines for _, entry in line] == entries
    assert all(x + entry.width <= WIDTH for line in lines for x, entry in line)
    assert len(lines) > 1


def test_an_entry_wider_than_a_line_of_the_key_breaks_into_lines():
    long = Entry("とても長い選択肢の名前" * 5, "#ffffff")
    assert len(long.lines) == 3
    assert key_height([long]) > key_height([Entry("短い", "#ffffff")])
    assert key_height([]) == 0


def test_notes_take_the_room_they_need():
    assert notes_height([]) == 0
    assert notes_height(["短い"]) < notes_height(["長い注" * 60])
    assert width_of(["全角", "a"], 72) == pytest.approx(2 * 25.4)
