"""Declared columns and types of every table: text cells -> typed frame; what does not fit is a finding."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.files import Sheet
from helpers.raw.names import NUMBER, half_width_number, suggest
from helpers.raw.schema import TYPE_LABELS, find_violations, load_schema

DTYPES = {"string": "string", "integer": "Int64", "number": "Float64"}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SLASHED = re.compile(r"([0-9]{4})[/.年]([0-9]{1,2})[/.月]([0-9]{1,2})日?")


def column_types(name: str) -> dict[str, list[str]]:
    """Column -> allowed types of a table, in the order of the contract."""
    types = {column: rule["type"] for column, rule in load_schema(name)["properties"].items()}
    return {column: [kind] if isinstance(kind, str) else kind for column, kind in types.items()}


def empty_table(name: str) -> pd.DataFrame:
    """A frame without rows that has the table's columns and dtypes."""
    return _build_frame(name, {}, [])


def read_table(name: str, sheet: Sheet, findings: Findings) -> pd.DataFrame:
    """Typed frame of a received sheet; a cell that does not fit is set aside (<NA>) and told in a finding."""
    types = column_types(name)
    _check_columns(list(sheet.frame.columns), name, sheet.place, findings)
    rows = {row: {} for row in sheet.frame.index}
    for row, cells in zip(sheet.frame.index, sheet.frame.to_dict("records"), strict=True):
        _read_row(
            name, types, cells, rows[row], Place(sheet.place.file, sheet.place.sheet, int(row)), findings
        )
    return _build_frame(name, rows, list(sheet.frame.index))


def _build_frame(name: str, rows: dict[int, dict], index: list[int]) -> pd.DataFrame:
    columns = {
        column: pd.Series(
            [rows[row].get(column) for row in index],
            index=pd.Index(index, name="row", dtype="int64"),
            dtype=DTYPES.get(types[0], "object") if len(types) == 1 else "object",
        )
        for column, types in column_types(name).items()
    }
    return pd.DataFrame(columns)


def _read_row(name: str, types: dict, cells: dict, row: dict, place: Place, findings: Findings) -> None:
    """Fill `row` with the typed values of `cells`."""
    refused = set()
    for column in types:
        if cells.get(column, "").strip():
            value = convert_cell(cells[column], types[column])
            if value is None:
                refused.add(column)
                _add_cell_finding(name, cells[column], types[column], _at(place, column), findings)
            else:
                row[column] = value
    for violation in find_violations(row, name):
        column = violation.path[0]
        if violation.rule == "missing-key":
            if column in cells and column not in refused:
                message = f"「{column}」が空欄です。{_lost(name).get(column, '')}"
                findings.add(
                    "missing-value", "error", _at(place, column), message, remedy="値を入れてください。"
                )
        else:
            row.pop(column, None)
            findings.add(
                violation.rule, violation.severity, _at(place, column), violation.message, **violation.details
            )
    _check_complete(name, cells, row, place, findings)


def _check_complete(name: str, cells: dict, row: dict, place: Place, findings: Findings) -> None:
    """What the chapter loses by the cells of this row that were refused; of a blank one its own finding says it."""
    lost = _lost(name)
    columns = [column for column in lost if cells.get(column, "").strip() and column not in row]
    if columns:
        message = f"「{'」「'.join(columns)}」に使える値がありません。"
        message += "".join(dict.fromkeys(lost[column] for column in columns))
        given = "、".join(text.strip() for text in cells.values() if text.strip())[:60]
        remedy = "この行の、ほかの指摘に従って直してください。"
        findings.add("row-incomplete", "error", place, message, given=given, remedy=remedy)


def _lost(name: str) -> dict[str, str]:
    """Column -> what is not printed without its value (`x-lost` of the schema)."""
    rules = load_schema(name)["properties"]
    return {column: rule["x-lost"] for column, rule in rules.items() if "x-lost" in rule}


def _at(place: Place, column: str) -> Place:
    return Place(place.file, place.sheet, place.row, column)


def convert_cell(text: str, types: list[str]) -> object | None:
    """The value of a cell in the first type that fits, or None: "860" -> 860, "８60" -> None."""
    plain = text.strip()
    if {"number", "integer"} & set(types) and NUMBER.fullmatch(plain):
        value = float(plain) if "." in plain else int(plain)
        return value if "number" in types or isinstance(value, int) else None
    if "date" in types and DATE.fullmatch(plain):
        try:
            return dt.date.fromisoformat(plain)
        except ValueError:
            return None
    if "string" in types and not (len(types) > 1 and half_width_number(text)):
        return text
    return None


def _add_cell_finding(name: str, text: str, types: list[str], place: Place, findings: Findings) -> None:
    rule, remedy = "wrong-type", "許される形に直してください。"
    message = "値の種類が違います。この値は使いません。"
    half, slashed = half_width_number(text), SLASHED.fullmatch(text.strip())
    if half:
        rule, message = "full-width-digits", "数字が全角です。この値は使いません。"
        remedy = f"半角の {half.replace(',', '')} に直してください。"
    elif NUMBER.fullmatch(text.strip().replace(",", "")):
        remedy = f"桁区切りの「,」を除き、{text.strip().replace(',', '')} と書いてください。"
    elif "date" in types and slashed:
        year, month, day = map(int, slashed.groups())
        remedy = f"{year}-{month:02}-{day:02} と書いてください。"
    allowed = load_schema(name)["properties"][place.column].get("description", "")
    allowed = allowed or "、".join(TYPE_LABELS[kind] for kind in types)
    findings.add(rule, "error", place, message, given=text, allowed=allowed, remedy=remedy)


def _check_columns(given: list[str], name: str, place: Place, findings: Findings) -> None:
    known = list(column_types(name))
    where = Place(place.file, place.sheet, 1)
    for column in known:
        if column not in given:
            severity = "error" if column in load_schema(name).get("required", []) else "warning"
            message = f"列「{column}」がありません。"
            details = {
                "given": "、".join(given),
                "allowed": "、".join(known),
                "remedy": "列を加えてください。",
            }
            findings.add("missing-column", severity, where, message, **details)
    for column in given:
        if column not in known:
            message = f"知らない列「{column}」です。読みません。"
            findings.add(
                "unknown-column",
                "warning",
                where,
                message,
                allowed="、".join(known),
                remedy=suggest(column, known),
            )
