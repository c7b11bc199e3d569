"""tabulate/cycles and lines: what is left out cannot be worked out from what is printed, tried with every table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from helpers.tabulate.cycles import Table, hide_cells
from helpers.tabulate.lines import hide_choices, hide_parts

NONE = np.zeros(0, bool)


def hide(counts: list[list[int]], threshold: int, rest=None, rows=None, columns=None) -> np.ndarray:
    held = np.array(counts, float)
    blank = [np.zeros(size, bool) for size in held.shape]
    table = Table(held, np.array(rest or [0] * len(held), float), blank[0] if rows is None else rows,
                  blank[1] if columns is None else columns, threshold)  # fmt: skip
    return hide_cells(table, np.zeros(held.shape, bool))


def list_tables(counts: np.ndarray, hidden: np.ndarray) -> Iterator[np.ndarray]:
    """Every table of whole numbers with the same shown cells, row sums and column sums."""
    places = np.argwhere(hidden).tolist()

    def fill(table: np.ndarray, number: int) -> Iterator[np.ndarray]:
        rows, columns = counts.sum(axis=1) - table.sum(axis=1), counts.sum(axis=0) - table.sum(axis=0)
        if number == len(places):
            if not rows.any() and not columns.any():
                yield table.copy()
            return
        row, column = places[number]
        for value in range(int(min(rows[row], columns[column])) + 1):
            table[row, column] = value
            yield from fill(table, number + 1)
        table[row, column] = 0

    yield from fill(np.where(hidden, 0, counts), 0)


def has_other(counts: np.ndarray, hidden: np.ndarray) -> bool:
    """Whether each cell that is left out has another value in some table."""
    open_cells = hidden.copy()
    for table in list_tables(counts, hidden):
        open_cells &= table == counts
        if not open_cells.any():
            return True
    return not open_cells.any()


def test_the_smallest_table():
    assert hide([[1, 9], [8, 7]], 3).all()
    assert not hide([[3, 9], [8, 7]], 3).any()


def test_the_cheapest_rectangle_is_left_out():
    """With 1 go the 9 of its row, the 3 of its column and the 4 where they meet: 16 respondents, the fewest."""
    hidden = hide([[1, 8, 9], [10, 11, 12], [3, 20, 4]], 3)
    assert hidden.tolist() == [[True, False, True], [False] * 3, [True, False, True]]


@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize("seed", range(60))
def test_no_cell_can_be_worked_out(seed, threshold):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.choice([1, 4, 9]), (rng.integers(2, 4), rng.integers(2, 5)))
    if min(counts.sum(axis=0).min(), counts.sum(axis=1).min()) < threshold:
        counts = counts + threshold  # small sums are the business of lines
    hidden = hide(counts.tolist(), threshold)
    assert hidden[(counts > 0) & (counts < threshold)].all()
    if hidden.sum() <= 7:
        assert has_other(counts, hidden)
    assert not (hidden & (counts == 0)).any() or has_other(counts, hidden)


def test_the_check_itself_finds_an_exposed_cell():
    counts = np.array([[1, 9], [8, 7]])
    assert not has_other(counts, np.array([[True, True], [False, False]]))


def test_unknown_cells_of_a_line_are_not_few():
    """1 and 1 in each line would say that two respondents are in them: a third cell goes too."""
    counts = [[1, 1, 9], [1, 1, 9], [9, 9, 9]]
    hidden = hide(counts, 3)
    sums = np.where(hidden, counts, 0)
    assert (sums.sum(axis=0)[hidden.any(axis=0)] >= 3).all()
    assert (sums.sum(axis=1)[hidden.any(axis=1)] >= 3).all()
    assert has_other(np.array(counts), hidden)


def test_a_small_remainder_is_protected():
    """Nine of ten are in the columns: the tenth must not follow from the whole."""
    assert hide([[4, 5], [9, 9]], 3, rest=[1, 0]).any()
    assert not hide([[4, 5], [9, 9]], 3, rest=[3, 4]).any()


def test_all_of_a_row_whose_sum_is_left_out():
    hidden = hide([[2, 5], [4, 6], [9, 9]], 3, rows=np.array([True, True, False]))
    assert hidden.tolist() == [[True, True], [True, True], [False, False]]


def test_a_cell_that_can_only_be_empty_is_shown():
    rows = np.array([True, True, False])
    assert hide([[0, 5], [0, 6], [9, 9]], 3, rows=rows).tolist() == [
        [False, True],
        [False, True],
        [False, False],
    ]


def parts(counts: list[int], threshold: int, rest: int = 0) -> list[bool]:
    return hide_parts(np.array(counts, float), rest, np.zeros(len(counts), bool), threshold).tolist()


def test_parts_of_a_whole():
    assert parts([18, 5, 4, 28, 7], 5) == [False, True, True, False, False]
    assert parts([18, 5, 6], 5) == [False] * 3
    assert parts([1, 1, 9, 20], 3) == [True, True, True, False]
    assert parts([0, 3, 9], 3) == [False] * 3
    assert parts([9, 8], 3, rest=1) == [False, True]
    assert parts([1, 9], 3, rest=7) == [True, False]


def choices(chosen: list[int], base: list[int], threshold: int) -> list[bool]:
    """The last part is the remainder."""
    return hide_choices(
        np.array(chosen, float), np.array(base, float), np.zeros(len(base), bool), threshold
    ).tolist()


def test_choices_of_multiple_answers():
    assert choices([5, 6, 0], [10, 20, 0], 3)[:2] == [False, False]
    assert choices([1, 6, 9, 0], [10, 20, 30, 0], 3)[:3] == [True, True, False]
    assert choices([8, 6, 0], [10, 20, 0], 3)[:2] == [True, True]  # two did not choose it
    assert choices([10, 20, 0], [10, 20, 0], 3)[:2] == [False, False]  # everybody did
