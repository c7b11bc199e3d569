"""Rows of a received sheet that are no answers: totals and notes at its end, headings repeated inside."""

from __future__ import annotations

import re

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.header import Header
from helpers.raw.header_start import NUMBER

TOTAL = re.compile(r"(総|小|合)?計|総合計|平均(値)?|全体|(grand )?total|sum|average|mean", re.IGNORECASE)
NOTE = re.compile(r"[※＊*注]|以上$|出典|資料[:：]|（注|\(注|作成日|出力日|source:|note:", re.IGNORECASE)
LAST = 10  # rows at the end that may be a footer


def find_footer(cells: pd.DataFrame, names: list[str], place: Place, findings: Findings) -> list[int]:
    """Labels of the rows at the end that sum up or explain: from the last row upwards, until an answer stands there."""
    found: list[int] = []
    for label in reversed(cells.index[-LAST:].tolist()):
        row = [str(cell).strip() for cell in cells.loc[label]]
        if not _is_footer(row, len(names)):
            break
        found.append(label)
    for label in reversed(found):
        given = "、".join(cell for cell in cells.loc[label] if cell.strip())[:80]
        message = "表の下の合計や注の行とみなし、回答には数えていません。"
        remedy = "回答なら、その行の最初の値を確かめてください。"
        where = Place(place.file, place.sheet, int(label) + 1)
        findings.add("footer-row", "warning", where, message, given=given, remedy=remedy)
    return found


def _is_footer(row: list[str], width: int) -> bool:
    """A total: such a word, then blanks and numbers only. A note: one or two cells of a wide table."""
    filled = [cell for cell in row if cell]
    if TOTAL.fullmatch(filled[0]):
        return width > 1 and all(NUMBER.fullmatch(cell) for cell in filled[1:])
    return width > 3 and len(filled) <= 2 and bool(NOTE.match(filled[0]))


def find_repeated_header(
    cells: pd.DataFrame, top: list[list[str]], header: Header, place: Place, findings: Findings
) -> list[int]:
    """Labels of the rows that repeat a header row cell by cell, as in files that were put together."""
    found: list[int] = []
    for row in top[header.first : header.body]:
        filled = [(column, cell) for column, cell in enumerate(row) if cell.strip()]
        if len(filled) < 3:
            continue
        same = pd.Series(True, index=cells.index)
        for column, cell in filled:
            same &= cells[column] == cell
            if not same.any():
                break
        found += [label for label in cells.index[same] if label not in found]
    for label in found:
        message = "見出しの行がもう一度あります。回答には数えていません。"
        where = Place(place.file, place.sheet, int(label) + 1)
        findings.add(
            "repeated-header",
            "warning",
            where,
            message,
            remedy="つないだ表なら、つなぎ目を確かめてください。",
        )
    return found
