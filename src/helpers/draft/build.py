"""Export -> Draft: every column is read as a question, set aside with a reason, or named as id, time or weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.draft.banners import suggest_banners
from helpers.draft.bases import apply_bases
from helpers.draft.blocks import guess_block
from helpers.draft.columns import Column, profile_columns
from helpers.draft.context import Context, read_context
from helpers.draft.duplicates import settle_joined
from helpers.draft.groups import readings_at
from helpers.draft.headers import own_code
from helpers.draft.ids import assign_ids, title_of
from helpers.draft.metadata import (
    is_identifier,
    is_technical,
    is_timestamp,
    is_unique,
    is_weight,
    personal_kind,
    prefer_timestamp,
)  # fmt: skip
from helpers.draft.model import Draft, Guess, LeftOut
from helpers.draft.others import attach_other_texts
from helpers.draft.singles import guess_single
from helpers.draft.twins import month_of_timestamp, settle_twins
from helpers.findings import Findings, Place
from helpers.raw.files import Sheet


@dataclass
class Roles:
    """Columns by what they are."""

    ids: list[Column] = field(default_factory=list)
    times: list[Column] = field(default_factory=list)
    weights: list[Column] = field(default_factory=list)
    questions: list[Column] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def draft_codebook(
    sheet: Sheet,
    findings: Findings,
    received: object | None = None,
    code_table: dict | None = None,
    survey_id: str = "survey",
) -> Draft:
    """The draft of survey.yaml for an export.

    `received` is how the file was read (helpers.raw.export; header rows, sheet, what was stated), `code_table` is
    column -> {"text": ..., "codes": {code: label}}. What a person must look at is in the draft and in `findings`.
    """
    roles = assign_roles(profile_columns(sheet.frame), sheet.place, findings)
    context = read_context(roles.questions, code_table, str(getattr(received, "form", "") or ""))
    guesses = attach_other_texts(_guess_all(roles.questions, context, len(sheet.frame)))
    guesses, left = settle_joined(guesses, sheet.place, findings)
    guesses, twins = settle_twins(guesses, sheet.place, findings)
    for guess in guesses:
        _finish(guess)
    assign_ids(guesses)
    apply_bases(guesses)
    return _build(guesses, roles, [*roles.left_out, *left, *twins], received, survey_id, sheet)


def assign_roles(columns: list[Column], place: Place, findings: Findings) -> Roles:
    """Each column as id, time, weight, question, or left out with a reason."""
    roles = Roles()
    for column in columns:
        if is_weight(column):
            roles.weights.append(column)
        elif is_timestamp(column):
            roles.times.append(column)
        elif is_identifier(column) and is_unique(column):
            roles.ids.append(column)
        elif why := _why_unread(column, place, findings):
            roles.left_out.append(LeftOut(column.name, why))
        else:
            roles.questions.append(column)
    time = prefer_timestamp(roles.times) if roles.times else None
    for column in [
        column for column in roles.questions if month_of_timestamp(column, time) and len(column.labels) < 2
    ]:
        roles.questions.remove(column)
        roles.left_out.append(LeftOut(column.name, f"「{time.name}」の月と同じで、値は一つだけ"))
        where = Place(place.file, place.sheet, None, column.name)
        findings.add(
            "derived-column", "info", where, f"「{time.name}」の月と同じです。設問にしませんでした。"
        )
    return roles


def _why_unread(column: Column, place: Place, findings: Findings) -> str:
    """The reason why a column is no question, or ""."""
    where = Place(place.file, place.sheet, None, column.name)
    if kind := personal_kind(column):
        message = "個人が特定される列のようです。設問にせず、読みません。"
        findings.add(
            "personal-data",
            "warning",
            where,
            message,
            given=kind,
            remedy="集計に要らなければ、受け取った表から除いてください。",
        )
        return "個人が特定される列らしいので読まない"
    if is_identifier(column):
        return "番号の列だが、空欄か重なりがあり id にできない"
    if is_technical(column):
        return "調査ツールが書き込む列らしい"
    return "回答が一件も無い" if column.rows and not column.answered else ""


def _guess_all(columns: list[Column], context: Context, rows: int) -> list[Guess]:
    guesses, at = [], 0
    while at < len(columns):
        guess = _guess_at(columns, at, context)
        if rows == 0:
            guess = Guess(
                {"type": "FA", "column": columns[at].name},
                [columns[at]],
                ["回答が無いので、型を推測できない。"],
                ["type と choices を書く。"],
            )
        guesses.append(guess)
        at += len(guess.columns)
    return guesses


def _guess_at(columns: list[Column], at: int, context: Context) -> Guess:
    for group in readings_at(columns, at):
        if guess := guess_block(group, context):
            stem = group.stem if group.level else ""
            guess.question["text"] = title_of(guess, stem, "")
            if group.level == "code":
                code = own_code(re.sub(r"[-_.－SMCRsmcr]$", "", group.stem))
                guess.code = re.sub(r"\W", "_", code)
            elif group.level == "":
                guess.question["text"] = ""
            return guess
    guess = guess_single(columns[at], context)
    guess.question["text"] = title_of(guess, "", context.text_of(columns[at].name))
    return guess


def _finish(guess: Guess) -> None:
    """Bands for an age; the keys in the order of the contract."""
    if (
        guess.type == "NUM"
        and re.search(r"年齢|\bage\b", guess.columns[0].name, re.IGNORECASE)
        and "items" not in guess.question
    ):
        guess.hints["bands"] = {
            "30歳未満": [None, 30],
            **{f"{low}代": [low, low + 10] for low in range(30, 70, 10)},
            "70歳以上": [70, None],
        }
    if not guess.question.get("text"):
        guess.question["text"] = guess.columns[0].name if len(guess.columns) == 1 else "（設問文を書く）"


KEYS = ("id", "text", "type", "column", "separator", "items", "base", "choices", "codes", "columns", "scores", "other", "other_text", "unit", "bands")  # fmt: skip


def _build(
    guesses: list[Guess], roles: Roles, left: list[LeftOut], received: object, survey_id: str, sheet: Sheet
) -> Draft:
    document: dict = {"id": survey_id, "title": _title(sheet.place)}
    document["id_column"] = roles.ids[0].name if roles.ids else None
    if roles.times:
        document["timestamp_column"] = prefer_timestamp(roles.times).name
    if roles.weights:
        document["weight"] = roles.weights[0].name
    document |= _reading(received)
    banners = suggest_banners(guesses)
    document |= {"crosstabs": banners} if banners else {}
    document["questions"] = [
        {key: guess.question[key] for key in KEYS if guess.question.get(key)} for guess in guesses
    ]
    names = [guess.question["id"] for guess in guesses]
    rest = [
        *roles.ids[1:],
        *[time for time in roles.times if time.name != document.get("timestamp_column")],
        *roles.weights[1:],
    ]
    left = [*left, *(LeftOut(column.name, "id、日時、ウェイトの列が二つあるうちの一つ") for column in rest)]
    return Draft(
        document,
        dict(zip(names, [guess.reasons for guess in guesses], strict=True)),
        dict(zip(names, [guess.checks for guess in guesses], strict=True)),
        dict(zip(names, [guess.counts for guess in guesses], strict=True)),
        dict(zip(names, [guess.hints for guess in guesses], strict=True)),
        {},
        sorted(left, key=lambda one: list(sheet.frame.columns).index(one.column)),
        sheet.place,
        len(sheet.frame),
    )


def _title(place: Place) -> str:
    name = re.split(r"[\\/]", place.file)[-1]
    return re.sub(r"\.(csv|tsv|txt|xlsx?|xlsm|ods)$", "", name, flags=re.IGNORECASE) or "アンケート調査"


def _reading(received: object) -> dict:
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
