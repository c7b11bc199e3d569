"""The forms in which survey tables come: several header rows, joined choices."""

from __future__ import annotations

PART_BY_PART = " / "


def join_header(rows: list[list[str]]) -> list[str]:
    """Header rows -> one name a column: its distinct non-empty parts from top to bottom, joined by " / "."""
    width = max(map(len, rows), default=0)
    parts = [[row[column].strip() for row in rows if column < len(row)] for column in range(width)]
    return [PART_BY_PART.join(dict.fromkeys(filter(None, names))) for names in parts]


def fill_right(rows: list[list[str]]) -> list[list[str]]:
    """CSV header rows with the blanks that merged cells left: in all but the last row the value at the left holds.

    It holds up to the next value, in its own row or in one above.
    """
    width = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    for number, row in enumerate(filled[:-1]):
        for column in range(1, width):
            starts = any(above[column].strip() for above in rows[:number] if column < len(above))
            if not row[column].strip() and not starts:
                row[column] = row[column - 1]
    return filled


def fill_merged(rows: list[list[str]], areas: list[tuple[int, int, int, int]]) -> None:
    """Excel header rows, in place: a merged area (first column, first row, last column, last row) holds one value."""
    for left, top, right, bottom in areas:
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [rows[top - 1][left - 1]] * (right - left + 1)


def split_joined(text: str, separator: str, known: set[str]) -> list[str]:
    """The labels of a joined cell; a known one that holds the separator itself is one label, the longest first."""
    parts, labels = text.split(separator), []
    longest = max((label.count(separator) for label in known), default=0) + 1
    while parts:
        spans = range(min(longest, len(parts)), 1, -1)
        taken = next((n for n in spans if separator.join(parts[:n]).strip() in known), 1)
        labels.append(separator.join(parts[:taken]).strip())
        del parts[:taken]
    return [label for label in labels if label]
