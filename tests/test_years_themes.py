"""years/themes: which rise, which fall, which lasted."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.years.read import Year
from helpers.years.themes import ThemeLine, compare_themes


@pytest.mark.parametrize(
    ("remarks", "state", "difference"),
    [
        ((1, 2, 3), "毎年", 1),
        ((0, 0, 2), "新しい", 2),
        ((3, 1, 0), "なくなった", -1),
        ((3, 0, 0), "", 0),
        ((2, 0, 1), "再び", 1),
        ((0, 2, 1), "", -1),
        ((4,), "", 0),
    ],
)
def test_how_a_theme_moved(remarks, state, difference):
    line = ThemeLine("担い手", tuple((count, min(count, 1)) for count in remarks))
    assert (line.state, line.difference) == (state, difference)


def year(**counts: tuple[int, int]) -> Year:
    rows = [(theme, remarks, sources) for theme, (remarks, sources) in counts.items()]
    frame = pd.DataFrame(rows, columns=["theme", "remarks", "sources"])
    return Year(SimpleNamespace(), None, None, {"carry_over": frame}, 9)


def test_the_latest_year_decides_the_order():
    years = [year(甲=(9, 3), 乙=(2, 1)), year(乙=(2, 2), 丙=(5, 1))]
    assert compare_themes(years, "carry_over") == [
        ThemeLine("乙", ((2, 1), (2, 2))),
        ThemeLine("丙", ((0, 0), (5, 1))),
        ThemeLine("甲", ((9, 3), (0, 0))),
    ]
