"""The header of a received sheet: where it begins, how many rows it has, and the names it gives to the columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.raw.grid import Area
from helpers.raw.header_start import DATE, NUMBER, count_filled, find_first, find_reach
from helpers.raw.received import Evidence

MOST = 4  # header rows
CODE = re.compile(
    r"(no|id|mid|sid|sampleid|sample_id|monitorid|weight|wt"
    r"|(q|s|sc|f|a|x|m|問|設問|質問)[0-9]+([_\-.,()（）a-z0-9]*|[\u30a0-\u30ff]*))",
    re.IGNORECASE,
)
ID = re.compile(r".*(no\.?|id|番号|コード|weight|wt)", re.IGNORECASE)
SECOND = re.compile(
    r"(open-ended )?response|other \(please specify\)|回答|自由(回答|記述)(形式)?(の回答)?|その他 ?[(（].*[)）]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """`first`: 0-based row of the first header row; `rows` header rows; `width` columns that are named or filled."""

    first: int
    rows: int
    width: int
    evidence: Evidence

    @property
    def body(self) -> int:
        """0-based row of the first answer."""
        return self.first + self.rows


def find_header(top: list[list[str]], merged: tuple[Area, ...] | None, stated: int | None = None) -> Header:
    """The header in the first rows of a sheet (a few hundred, so that columns show what they hold)."""
    areas = merged or ()
    width = max(map(find_reach, top), default=0)
    top = [row[:width] for row in top]
    first = find_first(top, width, areas)
    if stated is not None:
        return Header(first, stated, width, Evidence("stated"))
    rows, whys = _count_import_ids(top, first)
    while rows < MOST and first + rows < len(top):
        why = _why_header(top, first, rows, areas)
        if not why:
            break
        rows, whys = rows + 1, [*whys, why]
    sure = "certain" if rows == 1 else "likely"
    below = (
        "次の行からは回答の形をしています。" if first + rows < len(top) else "見出しの下に行がありません。"
    )
    why = "".join(dict.fromkeys(whys)) or below
    if rows == 1 and _looks_like_answers(top, first):
        sure, why = "guess", "1行目も回答の形をしていて、見出しが無いように見えます。"
    return Header(first, rows, width, Evidence(sure=sure, why=why))


def _count_import_ids(top: list[list[str]], first: int) -> tuple[int, list[str]]:
    """Qualtrics ends its header with a row of {"ImportId": ...}."""
    for number, row in enumerate(top[first : first + MOST], 1):
        if number > 1 and any('"ImportId"' in cell for cell in row):
            return number, ["ImportId の行があります（Qualtrics）。"]
    return 1, []


def _why_header(top: list[list[str]], first: int, rows: int, areas: tuple[Area, ...]) -> str:
    """Why the row after `rows` header rows is one more header row; "" where it is an answer."""
    number = first + rows
    row, above = top[number], top[first:number]
    if _reaches_into(first, number, areas):
        return "見出しのセルが結合されています。"
    if not count_filled(row):
        return ""
    if _is_answer_like(row):
        return ""
    if _lies_above(number, areas):
        return "見出しのセルが結合されています。"
    if _fills_gaps(above, row):
        return "上の行で空欄の列に、選択肢などの見出しがあります。"
    if _is_label_row(above[-1], row, top[number + 1 :]):
        return "列のコード（Q1 など）と設問文の行が並んでいます。"
    return "下の回答と値の形が違います。" if _differs_from_body(row, top[number + 1 :]) else ""


def _reaches_into(first: int, number: int, areas: tuple[Area, ...]) -> bool:
    """A merged area of the header holds the row too."""
    return any(first < upper <= number < lower for _, upper, _, lower in areas)


def _lies_above(number: int, areas: tuple[Area, ...]) -> bool:
    """A merged area of the row above lies over several columns."""
    return any(lower == number and right > left for left, _, right, lower in areas)


def _is_answer_like(row: list[str]) -> bool:
    """Its first cell is a number, a date or a time, as ids and timestamps are."""
    first = row[0].strip()
    return bool(NUMBER.fullmatch(first) or DATE.fullmatch(first))


def _fills_gaps(above: list[list[str]], row: list[str]) -> bool:
    """The row names the columns that have no name yet, and is blank where an id stands, or repeats a known word."""
    gaps = [column for column in range(len(row)) if not any(part[column].strip() for part in above)]
    filled = [row[column].strip() for column in gaps if row[column].strip()]
    words = [cell for cell in row if SECOND.fullmatch(cell.strip())]
    if not row[0].strip() and words:
        return True
    if len(filled) < (1 if not row[0].strip() else 2) or 2 * len(filled) < len(gaps):
        return False
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in filled)
    blank = any(not row[column].strip() for column in range(len(row)) if column not in gaps)
    return 5 * numbers < len(filled) and (blank or len(gaps) >= 0.3 * len(row))


def _is_label_row(above: list[str], row: list[str], body: list[list[str]]) -> bool:
    """One of the two holds codes, the other the questions in words: each a different one, and no answer below."""
    sure = len(row) >= 5 and any(map(count_filled, body))
    if _is_answered(row, body) or not (sure or _is_worded(above, row)):
        return False
    for codes, labels in ((above, row), (row, above)):
        cells = [cell.strip() for cell in labels if cell.strip()]
        found = [bool(CODE.fullmatch(cell.strip())) for cell in codes if cell.strip()]
        words = [cell for cell in cells if not NUMBER.fullmatch(cell) and not CODE.fullmatch(cell)]
        if len(found) < 2 or sum(found) < 0.6 * len(found) or len(words) < 0.7 * len(cells):
            continue
        if len(cells) >= 0.7 * len(found) and len(set(cells)) >= 0.9 * len(cells) and labels[0].strip():
            return True
    return False


def _is_answered(row: list[str], body: list[list[str]]) -> bool:
    """A cell stands again in its column among the answers."""
    return any(cell.strip() and cell in (cells[column] for cells in body) for column, cell in enumerate(row))


def _is_worded(above: list[str], row: list[str]) -> bool:
    """Where little is there to compare with: an id is named in both rows, or the labels are as long as questions are."""
    lengths = [len(cell.strip()) for cell in row if cell.strip()]
    named = ID.fullmatch(above[0].strip()) or ID.fullmatch(row[0].strip())
    return bool(named) or sum(lengths) >= 8 * len(lengths)


def _differs_from_body(row: list[str], body: list[list[str]]) -> bool:
    """Most of its cells are no values of their columns: words over numbers, or words that no answer repeats."""
    body = [cells for cells in body if count_filled(cells)]
    if len(body) < 8:
        return False
    votes = [
        _vote(cell.strip(), [cells[column].strip() for cells in body]) for column, cell in enumerate(row)
    ]
    plus, minus = votes.count(1), votes.count(-1)
    return plus >= max(2, 0.3 * count_filled(row)) and plus >= 0.8 * (plus + minus)


def _vote(cell: str, column: list[str]) -> int:
    """1: a heading, -1: an answer, 0: cannot be told."""
    values = [value for value in column if value]
    if not cell or not values:
        return 0
    numbers = sum(bool(NUMBER.fullmatch(value) or DATE.fullmatch(value)) for value in values)
    if numbers >= 0.9 * len(values):
        return -1 if NUMBER.fullmatch(cell) or DATE.fullmatch(cell) else 1
    if cell in values:
        return 0 if set(values) == {cell} else -1
    return 1 if len(values) >= 4 and 2 * len(set(values)) <= len(values) else 0


def _looks_like_answers(top: list[list[str]], first: int) -> bool:
    body = [cells for cells in top[first + 1 :] if count_filled(cells) and cells != top[first]]
    votes = (
        [
            _vote(cell.strip(), [cells[column].strip() for cells in body])
            for column, cell in enumerate(top[first])
        ]
        if body and top
        else []
    )
    return votes.count(-1) > votes.count(1) and 2 * votes.count(-1) >= count_filled(top[first])
