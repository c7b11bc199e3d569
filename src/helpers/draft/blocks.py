"""A group of columns -> one question: MA over columns, coded slots, ranking, matrix; None where the answers say otherwise."""

from __future__ import annotations

import re

import numpy as np

from helpers.draft.closed import guess_closed, merge_tallies
from helpers.draft.columns import Column
from helpers.draft.context import MOST_CODES, Context
from helpers.draft.flags import chosen_mask, flag_style, is_flag, is_position_code, is_typed_flag
from helpers.draft.groups import Group
from helpers.draft.joined import read_joined
from helpers.draft.model import Guess
from helpers.draft.sequences import is_other, tail_rank
from helpers.draft.singles import build_joined, is_free_text

RANKED = re.compile(
    r"^第?(\d{1,2})(位|番目|st|nd|rd|th|番)?$|^(rank|choice|順位)\s*(\d{1,2})$|^第(\d{1,2})(位|希望)$",
    re.IGNORECASE,
)
OTHER_NAME = re.compile(r"その他|other|FA$|ＦＡ$|自由|具体|specify|_T$|TEXT$", re.IGNORECASE)
SAME = 0.5  # mean share of all labels of a matrix that one item must show


def guess_block(group: Group, context: Context) -> Guess | None:
    """The question that the group is, read from as many of its columns as belong to it (its `columns`)."""
    group = _label(_without_text(group), context)
    if len(group.columns) < 2 or not any(column.answered for column in group.columns):
        return None
    return (
        _guess_ranks(group)
        or _guess_flags(group)
        or _guess_slots(group, context)
        or _guess_rank_numbers(group)
        or _guess_matrix(group, context)
    )


def _without_text(group: Group) -> Group:
    """Without the columns at the end that hold the text of その他; they are taken up later."""
    keep = len(group.columns)
    while keep > 1 and OTHER_NAME.search(group.items[keep - 1]) and not is_flag(group.columns[keep - 1], group.items[keep - 1]) \
            and not is_typed_flag(group.columns[keep - 1], group.items[keep - 1]) and is_free_text(group.columns[keep - 1]):  # fmt: skip
        keep -= 1
    return Group(group.level, group.stem, group.columns[:keep], group.items[:keep], group.numbers[:keep])


def _label(group: Group, context: Context) -> Group:
    """Items named by the code table, where it has a wording for every column."""
    texts = [context.text_of(column.name) for column in group.columns]
    named = all(texts) and len(set(texts)) == len(texts)
    return Group(group.level, group.stem, group.columns, texts if named else group.items, group.numbers)


def _names(group: Group) -> list[str]:
    return [column.name for column in group.columns]


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
        "columns": dict(zip(choices, _names(group), strict=True)),
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
    question["columns"] = {str(number): name for number, name in enumerate(_names(group), 1)}
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
    question = {"type": "MA", "choices": choices, "columns": dict(zip(choices, _names(group), strict=True))}
    reason = f"{len(choices)}列がどれも、その列の番号か空欄（0）なので、選択肢ごとに列のある複数回答。"
    counts = {
        choice: int((column.codes >= 0).sum()) for choice, column in zip(choices, group.columns, strict=True)
    }
    return Guess(
        question, group.columns, [reason], ["choices と columns の番号を選択肢の名前に書き替える。"], counts
    )


def _numbers(columns: list[Column]) -> np.ndarray:
    """rows x columns, NaN where blank."""
    values = [np.array([column.numbers[label] for label in column.labels] + [np.nan]) for column in columns]
    return np.column_stack([value[column.codes] for value, column in zip(values, columns, strict=True)])


def _is_packed(columns: list[Column]) -> bool:
    """Filled from the left, never the same code twice in a row, the later columns emptier."""
    table = _numbers(columns)
    given = ~np.isnan(table)
    if (given[:, 1:] & ~given[:, :-1]).any() or given.all() or not given[:, 1:].any():
        return False
    ordered = np.sort(table, axis=1)
    repeated = (np.diff(ordered, axis=1) == 0).any()
    partly = given[:, 0] & ~given[:, -1]
    return not repeated and bool(partly.any()) and np.nanmax(table) <= 99


def _guess_ranks(group: Group) -> Guess | None:
    """1位, 2位, 3位: each cell a choice."""
    matches = [RANKED.match(item) for item in group.items]
    if not all(matches):
        return None
    places = [next(part for part in match.groups() if part and part.isdigit()) for match in matches]
    if places != [str(number) for number in range(1, len(places) + 1)]:
        return None
    if group.level == "code" or max(len(column.labels) for column in group.columns) > MOST_CODES * 2:
        return None
    closed = guess_closed(group.columns, Context())
    columns = dict(zip(places, _names(group), strict=True))
    question = {"type": "RANK", "choices": closed.question["choices"], "columns": columns}
    if set(places) <= set(question["choices"]):
        return None
    reason = f"列が1位から{len(places)}位までの順位で、値が選択肢なので順位。"
    return Guess(question, group.columns, [reason], closed.checks, closed.counts)


def _guess_rank_numbers(group: Group) -> Guess | None:
    """One column a choice, in it the rank: in each row 1 to k, no rank twice."""
    if len(group.columns) < 3 or not all(column.whole for column in group.columns):
        return None
    table = _numbers(group.columns)
    answered = ~np.isnan(table)
    ordered = np.sort(table, axis=1)
    size = len(group.columns)
    low, high = np.nanmin(table), np.nanmax(table)
    rows = answered.any(axis=1)
    if low != 1 or high > size or (np.diff(ordered, axis=1) == 0).any() or rows.sum() < 3:
        return None
    if (
        np.nanmin(ordered[rows], axis=1).max() != 1
        or not (answered.sum(axis=1)[rows] == np.nanmax(ordered[rows], axis=1)).all()
    ):
        return None
    question = {
        "type": "RANK",
        "choices": list(group.items),
        "columns": dict(zip(group.items, _names(group), strict=True)),
    }
    reason = f"{size}列に1～{int(high)}の数が入り、一人の中で重ならないので、選択肢ごとの順位。"
    return Guess(question, group.columns, [reason], ["数が順位（1が一番）か、点数でないか確かめる。"], {})


def _guess_matrix(group: Group, context: Context) -> Guess | None:
    """The same choices for every item."""
    answered = [column for column in group.columns if column.answered]
    joined = [read_joined(column) for column in answered] if group.level in ("bracket", "header") else [None]
    if all(joined):
        return _guess_joined_matrix(group, joined)
    labels = set(merge_tallies(answered))
    if len(labels) > MOST_CODES or any(is_free_text(column) for column in answered if len(column.labels) > 6):
        return None
    if not _is_alike(answered, labels, context) or (group.level == "code" and len(labels) < 2):
        return None
    closed = guess_closed(answered, context)
    question = {
        "type": closed.type,
        "items": dict(zip(group.items, _names(group), strict=True)),
    } | closed.question
    reasons = [f"見出しの前半が同じ{len(group.columns)}列に同じ選択肢が並ぶのでマトリクス。", *closed.reasons]
    if question.pop("other", None):
        closed.checks.append("「その他」の内容の列があれば、別の設問（FA）にする。")
    return Guess(question, group.columns, reasons, closed.checks, closed.counts)


def _is_alike(columns: list[Column], labels: set[str], context: Context) -> bool:
    """Each item shows most of the labels; ordinary ones at least, since rare levels may be missing."""
    shares = [len(set(column.labels)) / len(labels) for column in columns]
    ordinary = {label for label in labels if not tail_rank(label)}
    common = set.intersection(*(set(column.labels) for column in columns))
    return sum(shares) / len(shares) >= SAME and (bool(common & ordinary) or len(columns[0].codes) < 20)


def _guess_joined_matrix(group: Group, joined: list) -> Guess:
    largest = max(joined, key=lambda found: len(found.counts))
    counts: dict[str, int] = {}
    for found in joined:
        for choice, n in (found.counts | found.typed).items():
            counts[choice] = counts.get(choice, 0) + n
    order = [*largest.counts, *[choice for choice in counts if choice not in largest.counts]]
    built = build_joined(group.columns, largest)
    question = {"type": "MA", "items": dict(zip(group.items, _names(group), strict=True))}
    question |= {"separator": largest.separator, "choices": order}
    reasons = [
        f"見出しの前半が同じ{len(group.columns)}列に選択肢が並ぶので、複数回答のマトリクス。",
        *built.reasons[:1],
    ]
    return Guess(question, group.columns, reasons, [], {choice: counts[choice] for choice in order})
