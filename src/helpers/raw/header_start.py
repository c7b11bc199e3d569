"""Where the header of a received sheet begins: below titles and notes, at the headings over groups of columns."""

from __future__ import annotations

import re

from helpers.raw.grid import Area

NUMBER = re.compile(r"[-+]?[0-9０-９][0-9０-９,]*(\.[0-9]+)?%?")
DATE = re.compile(
    r"[0-9]{4}[-/.年][0-9]{1,2}([-/.月].*)?|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4}.*|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?"
)
ABOUT = re.compile(
    r"[:：]\s*[0-9０-９]|^(作成|出力|集計|調査|印刷|更新)(日時?|者|期間)|^(回答|回収|有効回答)(者)?数"
)


def find_first(top: list[list[str]], width: int, areas: tuple[Area, ...]) -> int:
    """The first row that fills half of the width, or a row of group headings right above it."""
    counts, usual = [count_filled(row) for row in top], _usual_width(top)
    wanted = min(width, max(2, usual / 2))
    fits = [
        count >= wanted or (count == usual - 1 and find_reach(row) == usual)
        for count, row in zip(counts, top, strict=True)
    ]
    full = fits.index(True) if any(fits) else counts.index(max(counts[:20])) if counts else 0
    full = _skip_block(counts, full, width)
    while full + 1 < len(top) and counts[full + 1] > counts[full] and _is_about(top[full]):
        full += 1
    while full and counts[full - 1] and _is_group_row(top, full - 1, width, areas):
        full -= 1
    return full


def find_reach(row: list[str]) -> int:
    """Number of the last column that holds something."""
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def _is_about(row: list[str]) -> bool:
    """It holds a date or a count, as a title does, and no heading."""
    return any(
        NUMBER.fullmatch(cell.strip()) or DATE.fullmatch(cell.strip()) or ABOUT.search(cell) for cell in row
    )


def _usual_width(top: list[list[str]]) -> int:
    """How far most rows reach: neither title lines nor a row with too many values count."""
    reach = sorted(
        max(number for number, cell in enumerate(row, 1) if cell.strip()) for row in top if count_filled(row)
    )
    return reach[len(reach) * 3 // 4] if reach else 0


def _skip_block(counts: list[int], full: int, width: int) -> int:
    """Past a block of notes: a blank row parts it from a row that fills nearly all of the width."""
    for number in range(full + 1, min(len(counts), full + 15)):
        if counts[number] == 0:
            after = next((later for later in range(number, len(counts)) if counts[later]), None)
            sparse = max(counts[full:number]) < 0.75 * width
            return after if after is not None and sparse and counts[after] >= 0.9 * width else full
    return full


def _is_group_row(top: list[list[str]], number: int, width: int, areas: tuple[Area, ...]) -> bool:
    """Headings over several columns; a title stands in the first column or two, or over the whole width."""
    over = [area for area in areas if area[1] <= number + 1 <= area[3] and area[2] > area[0]]
    if over:
        return any(area[2] - area[0] + 1 < max(2, 0.9 * width) for area in over)
    row = top[number]
    if _is_about(row):
        return False
    return (
        width >= 3
        and any(cell.strip() for cell in row[2:])
        and count_filled(row) >= max(2, min(3, width / 4))
    )


def count_filled(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)
