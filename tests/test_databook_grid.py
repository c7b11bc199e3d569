"""Where the parts of a table stand in its sheet."""

from databook_cases import build_tables

from helpers.databook.grid import Block, build_grid, column_widths, head_blocks, stub_blocks, stub_head_blocks

SIMPLE, _, CROSSTAB, _ = build_tables()


def test_a_column_of_letters_follows_where_there_are_some():
    grid = build_grid(CROSSTAB)
    assert grid.columns == (2, 3, 5)
    assert grid.lettered == {1}
    assert (grid.width, grid.levels, grid.first_row, grid.last_row) == (6, 2, 5, 7)
    assert len(column_widths(grid)) == 6


def test_column_labels_are_merged():
    assert list(head_blocks(build_grid(CROSSTAB))) == [
        Block(3, 2, 4, 2, "n"),
        Block(3, 3, 3, 5, "回答"),
        Block(4, 3, 4, 4, "はい"),
        Block(4, 5, 4, 5, "いいえ"),
    ]


def test_row_labels_are_merged():
    grid = build_grid(CROSSTAB)
    assert list(stub_blocks(grid)) == [
        Block(5, 0, 5, 1, "全体"),
        Block(6, 0, 7, 0, "［Q2］使う所"),
        Block(6, 1, 6, 1, "駅 A"),
        Block(7, 1, 7, 1, "公園 B"),
    ]
    assert list(stub_head_blocks(grid)) == [Block(3, 0, 4, 1, "区分")]


def test_a_simple_table_has_no_merged_labels():
    grid = build_grid(SIMPLE)
    assert all(block.is_single for block in [*head_blocks(grid), *stub_blocks(grid)])
    assert (grid.first_row, grid.last_row) == (4, 7)
