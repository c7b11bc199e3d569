"""A group of columns -> one question: MA over columns, coded slots, ranking, matrix; None where the answers say otherwise."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from helpers.draft.closed import guess_closed
from helpers.draft.columns import Column, read_numbers
from helpers.draft.context import Context
from helpers.draft.flags import chosen_mask, flag_style, is_flag, is_position_code, is_typed_flag
from helpers.draft.groups import Group
from helpers.draft.matrix import guess_matrix
from helpers.draft.model import Guess
from helpers.draft.ranks import guess_rank_numbers, guess_ranks
from helpers.draft.sequences import is_other
from helpers.draft.singles import is_free_text

OTHER_NAME = re.compile(r"その他|other|FA$|ＦＡ$|自由|具体|specify|_T$|TEXT$", re.IGNORECASE)


def guess_block(group: Group, context: Context) -> Guess | None:
    """The question that the group is, read from as many of its columns as belong to it (its `columns`)."""
    group = _label(_without_text(group), context)
    if len(group.columns) < 2 or not any(column.answered for column in group.columns):
        return None
    return (
        guess_ranks(group)
        or _guess_flags(_label_choices(group, context))
        or _guess_slots(group, context)
        or guess_rank_numbers(group)
        or guess_matrix(group, context)
    )


def _without_text(group: Group) -> Group:
    """Without the columns at the end that hold the text of その他; they are taken up later."""
    keep = len(group.columns)
    while keep > 1 and _is_text(group, keep - 1):
        keep -= 1
    return replace(
        group, columns=group.columns[:keep], items=group.items[:keep], numbers=group.numbers[:keep]
    )


def _is_text(group: Group, at: int) -> bool:
    """Named like その他, with people's words; その他 itself with its words is a choice unless one stands before."""
    column, item = group.columns[at], group.items[at]
    if not OTHER_NAME.search(item) or is_flag(column, item):
        return False
    before = any(is_other(other) for other in group.items[:at])
    return before if is_typed_flag(column, item) else is_free_text(column)


def _label(group: Group, context: Context) -> Group:
    """Items named by the code table, where it has another wording for every column."""
    texts = [context.text_of(column.name) for column in group.columns]
    return replace(group, items=texts) if _are_names(texts) else group


def _label_choices(group: Group, context: Context) -> Group:
    """Items of 0/1 columns Q2_1, Q2_2 named by the codes 1, 2 of Q2."""
    choices = [context.choice_of(column.name) for column in group.columns]
    return replace(group, items=choices) if _are_names(choices) else group


def _are_names(texts: list[str]) -> bool:
    return all(texts) and len(set(texts)) == len(texts)


def _guess_flags(group: Group) -> Guess | None:
    """One column a choice."""
    pairs = list(zip(group.columns, group.items, group.numbers, strict=True))
    typed = [column for column, item, _ in pairs if is_typed_flag(column, item)]
    if len(typed) > 1 or not all(is_flag(column, item) or column in typed for column, item, _ in pairs):
        return None
    choices = list(group.items)
    question: dict = {
        "type": "MA",
        "choices": choices,
        "columns": dict(zip(choices, group.names, strict=True)),
    }
    style = flag_style([column for column in group.columns if column not in typed])
    reasons = [
        f"{len(choices)}列がどれも「{style}」なので、選択肢ごとに列のある複数回答。選択肢は列の順（調査票の順）。"
    ]
    counts = {item: int(chosen_mask(column, item).sum()) for column, item, _ in pairs}
    guess = Guess(question, group.columns, reasons, [], counts)
    other = next((choice for choice in choices if is_other(choice)), None)
    if other:
        question["other"] = other
    if typed:
        question["other_text"] = "cell"
        reasons.append(
            f"「{typed[0].name}」の列には書いた言葉が入っているので、「{other}」の内容として別に読む（other_text: cell）。"
        )
    if group.level == "":
        guess.checks.append(
            "並んだ 0/1 の列を一つの設問と見た。二つの設問なら分ける。設問文は列名に無いので書く。"
        )
    return guess


def _guess_slots(group: Group, context: Context) -> Guess | None:
    """Codes in a1_1, a1_2, ...: filled from the left, or each column its own number."""
    if not all(column.whole for column in group.columns if column.labels):
        return None
    positions = all(
        is_position_code(column, number) for column, number in zip(group.columns, group.numbers, strict=True)
    )
    if not (positions or _is_packed(group.columns)):
        return None
    if positions and not context.table:
        return _guess_positions(group)
    closed = guess_closed(group.columns, context)
    question = {
        "type": "MA",
        "choices": closed.question["choices"],
        "codes": closed.question.get("codes", {}),
    }
    question["columns"] = {str(number): name for number, name in enumerate(group.names, 1)}
    if set(question["columns"]) <= set(question["choices"]):
        question = _rename_choices(question)
        closed.counts = {f"選択肢{choice}": n for choice, n in closed.counts.items()}
    reason = f"{len(group.columns)}列に選択肢のコードが左から詰めて入り、一人の中で重ならないので、コード列の複数回答。"
    checks = (
        [*closed.checks]
        if question["codes"] and context.table
        else ["choices に選択肢の名前を、codes に「番号: 名前」を書く。"]
    )
    return Guess(
        {key: value for key, value in question.items() if value},
        group.columns,
        [reason],
        checks,
        closed.counts,
    )


def _rename_choices(question: dict) -> dict:
    """Choices 1, 2, 3 beside columns 1, 2, 3 would be taken for each other."""
    codes = question["codes"] or {choice: choice for choice in question["choices"]}
    return question | {
        "choices": [f"選択肢{choice}" for choice in question["choices"]],
        "codes": {code: f"選択肢{choice}" for code, choice in codes.items()},
    }


def _guess_positions(group: Group) -> Guess:
    choices = [str(number) for number in group.numbers]
    question = {"type": "MA", "choices": choices, "columns": dict(zip(choices, group.names, strict=True))}
    reason = f"{len(choices)}列がどれも、その列の番号か空欄（0）なので、選択肢ごとに列のある複数回答。"
    counts = {
        choice: int((column.codes >= 0).sum()) for choice, column in zip(choices, group.columns, strict=True)
    }
    return Guess(
        question, group.columns, [reason], ["choices と columns の番号を選択肢の名前に書き替える。"], counts
    )


def _is_packed(columns: list[Column]) -> bool:
    """Filled from the left, never the same code twice in a row, the later columns emptier."""
    table = read_numbers(columns)
    given = ~np.isnan(table)
    if (given[:, 1:] & ~given[:, :-1]).any() or given.all() or not given[:, 1:].any():
        return False
    ordered = np.sort(table, axis=1)
    repeated = (np.diff(ordered, axis=1) == 0).any()
    partly = given[:, 0] & ~given[:, -1]
    return not repeated and bool(partly.any()) and np.nanmax(table) <= 99
