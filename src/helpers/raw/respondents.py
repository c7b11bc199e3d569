"""Who answered: ids, times, weights, and rows that look like one respondent sent twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.book import Book
from helpers.raw.coded import Coded, code_texts, combine
from helpers.raw.days import Moment, decide_order, read_moment
from helpers.raw.files import Sheet

ID_COLUMN = "回答ID"
WEIGHT = re.compile(r"[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
CLOSE = 120  # seconds between two submissions of one form
MANY, LONG = 5, 10  # answers that hardly agree by chance: five closed ones, or a text of ten characters


def settle_id_column(codebook: dict, sheet: Sheet | None, book: Book) -> tuple[dict, bool]:
    """(the codebook with `id_column` filled in, whether row numbers serve as ids)."""
    column = codebook["id_column"] or ID_COLUMN
    filled = codebook | {"id_column": column}
    if codebook["id_column"] or sheet is None:
        return filled, False
    stated = book.is_stated("id_column")
    if not stated and column in sheet.frame.columns:
        return filled, False
    reason = "id_column が空です" if stated else f"列「{column}」がなく、id_column も書かれていません"
    message = f"{reason}。回答の行番号を id とします。行を並べ替えると、回答を指す id も変わります。"
    remedy = "id の列があれば、survey.yaml の id_column に書いてください。"
    book.findings.add("row-ids", "info", sheet.place, message, remedy=remedy)
    return filled, True


def read_ids(codebook: dict, sheet: Sheet, by_row: bool, findings: Findings) -> list[str]:
    """One id a respondent; blank and repeated ones are fatal."""
    column, rows = codebook["id_column"], [int(row) for row in sheet.frame.index]
    if by_row or column not in sheet.frame.columns:
        return [str(row) for row in rows] if by_row else [""] * len(rows)
    ids = [value.strip() for value in sheet.frame[column]]
    first: dict[str, int] = {}
    for name, row in zip(ids, rows, strict=True):
        if not name or name in first:
            where = Place(sheet.place.file, sheet.place.sheet, row, column)
            _tell_bad_id(name, first.get(name), where, findings)
        first.setdefault(name, row)
    return ids


def _tell_bad_id(name: str, first: int | None, place: Place, findings: Findings) -> None:
    if not name:
        remedy = "一意の id を入れてください。"
        findings.add("missing-id", "fatal", place, "回答 id が空欄です。", remedy=remedy)
        return
    message = f"回答 id が{first}行目と重なっています。"
    remedy = "二重送信なら一行を除いた表を受け取り直し、別の回答なら id を分けてください。"
    findings.add("duplicate-respondent", "fatal", place, message, given=name, remedy=remedy)


def read_weights(codebook: dict, sheet: Sheet, findings: Findings) -> pd.Series | None:
    """One weight a respondent, by row; None where the codebook names no column, or one that is not there.

    A weight that is no number above 0 is fatal: without it no respondent can be counted.
    """
    column = codebook["weight"]
    if column not in sheet.frame.columns:
        return None
    given = code_texts(sheet.frame[column])
    values = np.array([_read_weight(text.strip()) for text in given.values], dtype="float64")
    weights = pd.Series(values[given.codes], index=sheet.frame.index, dtype="float64").rename_axis("row")
    for row in weights.index[~(weights > 0)]:
        where = Place(sheet.place.file, sheet.place.sheet, int(row), column)
        message, remedy = "ウエイト（重み）が、0より大きい数ではありません。", "ウエイトを確かめてください。"
        details = {"given": sheet.frame.at[row, column], "allowed": "0より大きい半角の数", "remedy": remedy}
        findings.add("bad-weight", "fatal", where, message, **details)
    return weights


def _read_weight(text: str) -> float:
    number = float(text) if WEIGHT.fullmatch(text) else float("nan")
    return number if number < float("inf") else float("nan")


def read_times(codebook: dict, sheet: Sheet, findings: Findings) -> list[Moment | None]:
    """When each respondent answered (None: not known), after the findings on times outside of the period."""
    column, period = codebook["timestamp_column"], codebook["period"] or {}
    if column not in sheet.frame.columns:
        return [None] * len(sheet.frame)
    given, where = code_texts(sheet.frame[column]), Place(sheet.place.file, sheet.place.sheet, None, column)
    order, several = decide_order(given.values, codebook["date_order"])
    moments = given.map(lambda text: read_moment(text, order))
    rows = [int(row) for row in sheet.frame.index]
    _tell_unreadable(given, moments, rows, several, where, findings)
    if period.get("start") and period.get("end"):
        _tell_outside(given, moments, rows, period, where, findings)
    return moments.answers()


def _at(place: Place, row: int) -> Place:
    return Place(place.file, place.sheet, row, place.column)


def _tell_unreadable(
    given: Coded, moments: Coded, rows: list[int], several: bool, place: Place, findings: Findings
) -> None:
    """One finding for the whole column, at the first timestamp that is no date."""
    bad = [code for code, text in enumerate(given.values) if text.strip() and moments.values[code] is None]
    positions = np.flatnonzero(np.isin(given.codes, bad))
    if not len(positions):
        return
    message = f"回答日時が日付として読めない回答が{len(positions)}件あります。調査期間と照らしていません。"
    allowed, remedy = (
        "2024-01-19、2024/01/19 10:23:45、1/19/2024 10:23:45 など",
        "日時の書き方をそろえてください。",
    )
    if several:
        remedy = "survey.yaml の date_order に年月日の並びを書いてください（1/2/24 が1月2日なら mdy）。"
    details = {"given": given.values[given.codes[positions[0]]], "allowed": allowed, "remedy": remedy}
    findings.add("unreadable-timestamp", "warning", _at(place, rows[positions[0]]), message, **details)


def _tell_outside(
    given: Coded, moments: Coded, rows: list[int], period: dict, place: Place, findings: Findings
) -> None:
    outside = [
        code
        for code, moment in enumerate(moments.values)
        if moment and not period["start"] <= moment[0] <= period["end"]
    ]
    for position in np.flatnonzero(np.isin(given.codes, outside)):
        details = {
            "given": given.values[given.codes[position]],
            "allowed": f"{period['start']}〜{period['end']}",
            "remedy": "survey.yaml の period か、回答日時を確かめてください。",
        }
        message = "回答日時が調査期間の外です。回答は数えます。"
        findings.add("outside-period", "warning", _at(place, rows[position]), message, **details)


def check_same_answers(
    questions: Sequence[dict], answers: dict[str, Coded], times: list, sheet: Sheet, findings: Findings
) -> None:
    """A warning for a row that repeats an earlier one in every answer, and hardly by chance.

    Not by chance: both were sent within two minutes and hold five answers or more, or they share a text of ten
    characters or more.
    """
    own = [question for question in questions if not question["from"]]
    if not own or len(times) < 2:
        return
    codes, _ = combine([answers[question["id"]] for question in own])
    sizes = np.bincount(codes)
    last: dict[int, int] = {}
    for position in np.flatnonzero(sizes[codes] > 1):
        group = int(codes[position])
        if group in last:
            reason = _why_the_same(own, answers, position, times[last[group]], times[position])
            if reason:
                _tell_same(
                    int(sheet.frame.index[last[group]]),
                    int(sheet.frame.index[position]),
                    reason,
                    sheet,
                    findings,
                )
        last[group] = int(position)


def _why_the_same(
    own: list[dict], answers: dict[str, Coded], position: int, one: Moment | None, other: Moment | None
) -> str:
    given = [(question, answers[question["id"]]) for question in own]
    values = [(question["type"], coded.values[coded.codes[position]]) for question, coded in given]
    if any(kind == "FA" and value is not pd.NA and len(value.strip()) >= LONG for kind, value in values):
        return "自由記述まで同じ"
    close = one and other and one[1] and other[1] and abs(_seconds(one) - _seconds(other)) <= CLOSE
    return "回答日時も近い" if close and sum(value is not pd.NA for _, value in values) >= MANY else ""


def _seconds(moment: Moment) -> float:
    return (dt.datetime.combine(*moment) - dt.datetime(1900, 1, 1)).total_seconds()


def _tell_same(first: int, row: int, reason: str, sheet: Sheet, findings: Findings) -> None:
    message = f"すべての回答が{first}行目と同じです（{reason}）。二重の送信かもしれません。どちらも数えます。"
    where, remedy = (
        Place(sheet.place.file, sheet.place.sheet, row),
        "二重の送信なら、一行を除いた表を受け取り直してください。",
    )
    findings.add("same-answers", "warning", where, message, remedy=remedy)
