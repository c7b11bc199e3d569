"""figures/lines: labels never over one another, lines broken where years must not be compared."""

import pytest

from helpers.figures.lines import Line, describe_lines, plot_lines, spread

YEARS = ["令和5年度", "令和6年度"]


def line(*values, joined=True, label="「はい」") -> Line:
    texts = ["―" if value is None else f"{value}%（n=50）" for value in values]
    return Line(label, values, texts, [joined] * (len(values) - 1))


def test_labels_that_have_room_stay_where_they_are_wanted():
    assert spread([10.0, 30.0], [4, 4], 40) == [10.0, 30.0]


def test_labels_are_pushed_apart_and_kept_inside():
    assert spread([10.0, 10.0], [4, 4], 40) == [10.0, 14.0]
    assert spread([39.0, 40.0], [4, 6], 40) == [32.0, 37.0]
    assert spread([], [], 40) == []


@pytest.mark.parametrize(("joined", "count"), [(True, 1), (False, 0)])
def test_a_line_is_broken_where_years_cannot_be_compared(joined, count):
    axes = plot_lines([line(36.0, 41.2, joined=joined)], YEARS).figure.axes[0]
    solid = [drawn for drawn in axes.lines if drawn.get_linestyle() == "-"]
    assert len(solid) == count
    assert axes.get_ylim() == (0, 50)


def test_a_figure_that_no_year_has_is_left_out():
    picture = plot_lines([line(None, None)], YEARS)
    assert picture.alt == "折れ線グラフ。該当なし。"


def test_alternative_text_tells_every_year_with_a_figure():
    assert describe_lines([line(36.0, None), line(10.0, 12.5, label="回収率")], YEARS, "推移") == (
        "推移。折れ線グラフ。「はい」：令和5年度 36.0%（n=50）。回収率：令和5年度 10.0%（n=50）、令和6年度 12.5%（n=50）。"
    )


def test_the_same_lines_give_the_same_bytes():
    drawn = [plot_lines([line(36.0, 41.2)], YEARS).to_svg(text_as_paths=True) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert "「はい」" in plot_lines([line(36.0, 41.2)], YEARS).to_svg(text_as_paths=False)
