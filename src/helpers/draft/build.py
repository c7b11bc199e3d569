"""Export -> Draft: every column is read as a question, set aside with a reason, or named as id, time or weight."""

from __future__ import annotations

import re

from helpers.draft.answers import count_choices, rows_by_choice
from helpers.draft.assemble import assemble
from helpers.draft.bases import apply_bases
from helpers.draft.blocks import guess_block
from helpers.draft.columns import Column, profile_columns
from helpers.draft.context import Context, read_context
from helpers.draft.duplicates import settle_joined
from helpers.draft.groups import Group, readings_at
from helpers.draft.headers import clean_text, own_code
from helpers.draft.ids import assign_ids
from helpers.draft.merging import merge_flag_matrices
from helpers.draft.model import Draft, Guess, LeftOut
from helpers.draft.others import attach_other_texts
from helpers.draft.roles import assign_roles
from helpers.draft.singles import guess_single
from helpers.draft.twins import settle_twins
from helpers.findings import Findings
from helpers.raw.files import Sheet

UNWORDED = "（設問文を書く）"
AGE = re.compile(r"年齢|\bage\b", re.IGNORECASE)
AGES = (
    {"30歳未満": [None, 30]}
    | {f"{low}代": [low, low + 10] for low in (30, 40, 50, 60)}
    | {"70歳以上": [70, None]}
)


def draft_codebook(
    sheet: Sheet,
    findings: Findings,
    received: object | None = None,
    code_table: dict | None = None,
    survey_id: str = "survey",
) -> Draft:
    """The draft of survey.yaml for an export.

    `received` is how the file was read (helpers.raw.received; header rows, sheet, what was stated), `code_table` is
    column -> {"text", "type", "codes": {code: label}, "choice"} (helpers.raw.export.read_code_sheet). What a person
    must look at is in the draft and in `findings`.
    """
    roles = assign_roles(profile_columns(sheet.frame), sheet.place, findings)
    context = read_context(roles.questions, code_table, str(getattr(received, "form", "") or ""))
    guesses, blank = _guess_all(roles.questions, context)
    guesses = attach_other_texts(merge_flag_matrices(guesses))
    guesses, left = settle_joined(guesses, sheet.place, findings)
    guesses, twins = settle_twins(guesses, sheet.place, findings)
    for guess in guesses:
        _finish(guess)
    assign_ids(guesses)
    chosen = [rows_by_choice(guess) for guess in guesses]
    apply_bases(guesses, chosen)
    for guess, rows in zip(guesses, chosen, strict=True):
        guess.counts = count_choices(guess, rows)
    return assemble(guesses, roles, [*blank, *left, *twins], received, survey_id, sheet)


def _guess_all(columns: list[Column], context: Context) -> tuple[list[Guess], list[LeftOut]]:
    """One guess for each question, and the columns in which nobody answered; without rows all are kept as texts."""
    guesses, blank, at = [], [], 0
    while at < len(columns):
        column = columns[at]
        guess = _guess_at(columns, at, context) if column.rows else _guess_without_rows(column)
        if column.rows and not any(member.answered for member in guess.columns):
            blank.append(LeftOut(column.name, "回答が一件も無い"))
        else:
            guesses.append(guess)
        at += len(guess.columns)
    return guesses, blank


def _guess_at(columns: list[Column], at: int, context: Context) -> Guess:
    for group in readings_at(columns, at):
        if guess := guess_block(group, context):
            _name_group(guess, group, context)
            return guess
    guess = guess_single(columns[at], context)
    guess.question["text"] = context.text_of(columns[at].name) or clean_text(columns[at].name)
    return guess


def _guess_without_rows(column: Column) -> Guess:
    question = {"type": "FA", "column": column.name, "text": clean_text(column.name)}
    return Guess(question, [column], ["回答が無いので、型を推測できない。"], ["type と choices を書く。"])


def _name_group(guess: Guess, group: Group, context: Context) -> None:
    """Text and id of a group: of the code table, or of the stem of its headings."""
    texts = {context.text_of(column.name) for column in guess.columns}
    stem = re.sub(r"(?<=\w)[-_.．－:：・\s]+$|(?<=\d)[SMCRsmcr]$", "", group.stem).strip()
    text = clean_text(stem) if stem else UNWORDED
    guess.question["text"] = texts.pop() if len(texts) == 1 and "" not in texts else text
    if group.level == "code":
        guess.code = re.sub(r"\W", "_", own_code(stem))
    if guess.question["text"] in (UNWORDED, stem) and group.level in ("", "code"):
        guess.checks.append("設問文（text）を調査票から書く。")


def _finish(guess: Guess) -> None:
    """Bands for an age that has none yet, and a text for what has none."""
    plain = guess.type == "NUM" and "items" not in guess.question and not guess.has_bands
    if plain and AGE.search(guess.columns[0].name) and max(guess.columns[0].numbers.values()) < 130:
        guess.question["bands"] = {label: [*limits] for label, limits in AGES.items()}
        guess.reasons.append("年齢なので、10歳ごとの階級（bands）を付けた。階級は集計軸にも使える。")
    if not guess.question.get("text"):
        guess.question["text"] = UNWORDED
