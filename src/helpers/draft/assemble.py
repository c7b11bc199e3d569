"""Guesses and roles -> the document of survey.yaml and what stands beside it."""

from __future__ import annotations

import re

from helpers.draft.banners import suggest_banners
from helpers.draft.dates import date_form, date_order
from helpers.draft.model import Draft, Guess, LeftOut
from helpers.draft.roles import Roles
from helpers.findings import Place
from helpers.raw.files import Sheet

KEYS = (
    *("id", "text", "type", "column", "separator", "items", "base", "choices", "codes", "columns", "scores"),
    *("other", "other_text", "unit", "bands"),
)
SUFFIX = re.compile(r"\.(csv|tsv|txt|xlsx?|xlsm|ods)$", re.IGNORECASE)


def assemble(
    guesses: list[Guess],
    roles: Roles,
    left: list[LeftOut],
    received: object | None,
    survey_id: str,
    sheet: Sheet,
) -> Draft:
    """The draft; questions and columns left out stand in the order of the export."""
    document: dict = {"id": survey_id, "title": _title(sheet.place)}
    document |= _roles(roles) | _reading(received)
    if banners := suggest_banners(guesses):
        document["crosstabs"] = banners
    order = {name: at for at, name in enumerate(sheet.frame.columns)}
    document["questions"] = [
        {key: guess.question[key] for key in KEYS if guess.question.get(key)} for guess in guesses
    ]
    names = [guess.question["id"] for guess in guesses]
    return Draft(
        document,
        {name: guess.reasons for name, guess in zip(names, guesses, strict=True)},
        {name: guess.checks for name, guess in zip(names, guesses, strict=True)},
        {name: guess.counts for name, guess in zip(names, guesses, strict=True)},
        {name: guess.hints for name, guess in zip(names, guesses, strict=True)} | {"": _survey_hints(roles)},
        sorted([*roles.left_out, *left], key=lambda one: order[one.column]),
        sheet.place,
        len(sheet.frame),
        sheet.frame.shape[1],
    )


def _title(place: Place) -> str:
    return SUFFIX.sub("", re.split(r"[\\/]", place.file)[-1]) or "アンケート調査"


def _roles(roles: Roles) -> dict:
    keys: dict = {"id_column": roles.ids[0].name if roles.ids else None}
    if roles.times:
        keys["timestamp_column"] = roles.times[0].name
        keys |= {"date_order": order} if (order := date_order(roles.times[0])) else {}
    return keys | ({"weight": roles.weights[0].name} if roles.weights else {})


def _survey_hints(roles: Roles) -> dict:
    """The order of a date such as 1/2/2024, where nothing tells it; a proposal only."""
    time = roles.times[0] if roles.times else None
    unclear = time and not date_order(time) and date_form(time) in ("月日年", "日月年")
    return {"date_order": "mdy"} if unclear else {}


def _reading(received: object | None) -> dict:
    """How the file must be read again: header rows above one, the sheet, and what was stated."""
    if received is None:
        return {}
    evidence = getattr(received, "evidence", {}) or {}
    stated = {key for key, found in evidence.items() if getattr(found, "how", "") == "stated"}
    rows, keys = getattr(received, "header_rows", None), {}
    if rows and (rows > 1 or "header_rows" in stated):
        keys["header_rows"] = int(rows)
    if sheet := getattr(received, "sheet", None):
        keys["sheet"] = sheet
    return keys | {key: getattr(received, key) for key in ("encoding", "delimiter") if key in stated}
