"""A matrix: the same choices, numbers or joined choices for every item."""

from __future__ import annotations

from helpers.draft.closed import guess_closed, merge_tallies
from helpers.draft.columns import Column, pool_columns
from helpers.draft.context import MOST_CODES, Context
from helpers.draft.groups import Group
from helpers.draft.joined import read_joined
from helpers.draft.model import Guess
from helpers.draft.numbers import guess_number
from helpers.draft.singles import build_joined, is_free_text

FEW = 20  # answers; a level may then be missing by chance
SURE = ("header", "bracket")
SAME = 0.5  # mean share of all labels of a matrix that one item must show


def guess_matrix(group: Group, context: Context) -> Guess | None:
    """The same choices for every item."""
    answered = [column for column in group.columns if column.answered]
    if group.level in SURE and (found := _guess_joined_matrix(group, answered)):
        return found
    labels = set(merge_tallies(answered))
    closed = _guess_numbers(answered, group, context) or _guess_labels(answered, labels, group, context)
    if closed is None:
        return None
    items = {"items": dict(zip(group.items, group.names, strict=True))}
    question = {"type": closed.type} | items | closed.question
    reasons = [f"見出しの前半が同じ{len(group.columns)}列に同じ選択肢が並ぶのでマトリクス。", *closed.reasons]
    if question.pop("other", None):
        closed.checks.append("「その他」の内容の列があれば、別の設問（FA）にする。")
    return Guess(question, group.columns, reasons, closed.checks, closed.counts)


def _guess_labels(columns: list[Column], labels: set[str], group: Group, context: Context) -> Guess | None:
    texts = any(is_free_text(column) for column in columns if len(column.labels) > 6)
    tables = [context.codes_of(column.name) for column in columns]
    same = bool(tables[0]) and all(table == tables[0] for table in tables)
    if not 2 <= len(labels) <= MOST_CODES or texts or not (same or _is_alike(columns, labels, group.level)):
        return None
    return guess_closed(columns, context)


def _guess_numbers(columns: list[Column], group: Group, context: Context) -> Guess | None:
    """Codes, points or quantities, where no code table names them."""
    named = any(context.codes_of(column.name) for column in columns)
    if named or not all(column.numeric_share == 1 for column in columns):
        return None
    guess = guess_number(group.columns, pool_columns(columns), context)
    return guess if guess and (guess.type != "SA" or len(guess.question["choices"]) >= 2) else None


def _is_alike(columns: list[Column], labels: set[str], level: str) -> bool:
    """Each item shows most of the labels; where only the wording binds them, none has an own label that is frequent."""
    shares = [len(set(column.labels)) / len(labels) for column in columns]
    common = set.intersection(*(set(column.labels) for column in columns))
    few = columns[0].rows < FEW
    if sum(shares) / len(shares) < (SAME if not few else 0) or not (common or few):
        return False
    return level in SURE or not any(
        _is_own(label, column, columns) for column in columns for label in column.labels
    )


def _is_own(label: str, column: Column, columns: list[Column]) -> bool:
    """Frequent in one item, and in no other: another question."""
    n = column.tally[label]
    return n >= max(5, 0.05 * column.answered) and all(
        label not in other.tally for other in columns if other is not column
    )


def _guess_joined_matrix(group: Group, columns: list[Column]) -> Guess | None:
    """Items whose cells join choices with one separator; an item of which nobody chose two counts along."""
    found = {column.name: joined for column in columns if (joined := read_joined(column))}
    if not found or len({joined.separator for joined in found.values()}) > 1:
        return None
    largest = max(found.values(), key=lambda joined: len(joined.counts))
    named = {choice for joined in found.values() for choice in (*joined.counts, *joined.typed)}
    alone = {label for column in columns if column.name not in found for label in column.labels}
    if not alone <= named:
        return None
    built = build_joined(group.columns, largest)
    order = [*built.question["choices"], *sorted(named - set(built.question["choices"]))]
    question = {"type": "MA", "items": dict(zip(group.items, group.names, strict=True))}
    question |= {"separator": largest.separator, "choices": order}
    reason = f"見出しの前半が同じ{len(group.columns)}列に選択肢が並ぶので、複数回答のマトリクス。"
    return Guess(question, group.columns, [reason, *built.reasons[:1]])
