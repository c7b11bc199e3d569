"""Labels of a closed question -> its choices in order, SA or SCALE, codes, and what people typed themselves."""

from __future__ import annotations

import itertools

from helpers.draft.columns import Column
from helpers.draft.context import Context
from helpers.draft.joined import GAP
from helpers.draft.model import Guess
from helpers.draft.order import Order, order_choices
from helpers.draft.sequences import is_other, tail_rank
from helpers.raw.names import fold_width

SCORED = ("頻度", "重要さ", "よさ", "程度", "認知")  # sequences of which a mean score may be wanted
MARKED = {"無回答": "空欄（無回答）とは別に数える", "不明": "読めない値（不明）と区別できない"}


def merge_tallies(columns: list[Column]) -> dict[str, int]:
    """Label -> answers over several columns, the most frequent first."""
    total: dict[str, int] = {}
    for column in columns:
        for label, n in column.tally.items():
            total[label] = total.get(label, 0) + n
    return dict(sorted(total.items(), key=lambda item: -item[1]))


def guess_closed(columns: list[Column], context: Context) -> Guess:
    """SA or SCALE out of the labels of one column, or of all columns of a matrix; `column` or `items` is still to be added."""
    tally = merge_tallies(columns)
    codes = _codes_for(columns, tally, context)
    if codes:
        return _guess_coded(columns, tally, codes, context)
    typed = find_typed(tally) if len(columns) == 1 else {}
    order = order_choices({label: n for label, n in tally.items() if label not in typed}, context.known)
    guess = _from_order(columns, order, {label: tally.get(label, 0) for label in order.choices})
    return _with_typed(guess, typed) if typed else guess


def _codes_for(columns: list[Column], tally: dict[str, int], context: Context) -> dict[str, str]:
    """The code table's labels, where they explain at least the half of what stands there."""
    codes = next((found for column in columns if (found := context.codes_of(column.name))), {})
    hit = sum(n for label, n in tally.items() if plain_code(label) in codes)
    return codes if hit and hit >= sum(tally.values()) / 2 else {}


def plain_code(label: str) -> str:
    """3.0 -> 3."""
    return label[:-2] if label.endswith(".0") and label[:-2].isdigit() else label


def _guess_coded(
    columns: list[Column], tally: dict[str, int], table: dict[str, str], context: Context
) -> Guess:
    """In the order of the code table; a code that it does not know stays as it is, and is told."""
    codes = {label: table.get(plain_code(label), "") for label in tally} | table
    unknown = [label for label, choice in codes.items() if not choice and label not in table.values()]
    choices = list(dict.fromkeys([*table.values(), *unknown]))
    counts = dict.fromkeys(choices, 0)
    for label, n in tally.items():
        counts[codes[label] or label] = counts.get(codes[label] or label, 0) + n
    order = order_choices(counts, frozenset())
    guess = _from_order(columns, Order(choices, "table", "コード表の順", order.scale, []), counts)
    kept = {
        code: choice for code, choice in codes.items() if choice and code != choice and code not in choices
    }
    guess.question["codes"] = dict(sorted(kept.items(), key=lambda item: choices.index(item[1])))
    if unknown:
        guess.checks.append(f"コード表に無い値「{'」「'.join(unknown[:5])}」がある。名前を確かめる。")
    return guess


def _from_order(columns: list[Column], order: Order, counts: dict[str, int]) -> Guess:
    scale = order.scale if order.scale and order.scale.is_bipolar else None
    question: dict = {"type": "SCALE" if scale else "SA", "choices": order.choices}
    reasons = [f"値が{len(counts)}種類にまとまるので単数回答。選択肢は{order.reason}。"]
    if scale:
        reasons = [f"肯定から否定への段階（{scale.stem}）なので段階評価。選択肢は{order.reason}。"]
        question |= {"scores": scale.scores} if scale.off or len(scale.scores) < len(order.choices) else {}
    if len(counts) == 1:
        reasons = ["全員が同じ値なので、選択肢は一つ。"]
    guess = Guess(question, columns, reasons, [*order.checks], counts)
    other = next((choice for choice in order.choices if is_other(choice)), None)
    if other and not scale:
        question["other"] = other
    if scale and scale.off:
        guess.checks.append(
            f"「{'」「'.join(scale.off)}」には点数を付けない（平均に入れない）。よいか確かめる。"
        )
    if not scale and len(order.choices) >= 3 and order.kind in ("sequence", "rate") and order.name in SCORED:
        guess.checks.append("段階の平均点も出すなら type を SCALE にする（先頭が最も高い点になる）。")
    _check_labels(guess, order)
    return guess


def _check_labels(guess: Guess, order: Order) -> None:
    for mark, why in MARKED.items():
        if mark in guess.counts:
            guess.checks.append(f"「{mark}」が選択肢に入っている。{why}ので、このままでよいか確かめる。")
    folded: dict[str, str] = {}
    for choice in order.choices:
        twin = folded.setdefault(fold_width(choice).lower(), choice)
        if twin != choice:
            guess.checks.append(f"「{twin}」と「{choice}」は表記ゆれではないか。同じなら codes でまとめる。")
    once = [choice for choice, n in guess.counts.items() if n == 1]
    if order.kind == "count" and len(once) >= 3 and sum(guess.counts.values()) >= 50:
        guess.checks.append(
            f"1人だけの値が{len(once)}種類ある（{'、'.join(once[:3])} など）。自由に書いた値でないか確かめる。"
        )


def find_typed(tally: dict[str, int]) -> dict[str, int]:
    """Rare labels far below the rarest choice: what people typed under その他, as Google Forms writes it into the cell."""
    rows = sum(tally.values())
    limit = max(2, rows // 100)
    ranked = list(tally.values())
    pairs = itertools.pairwise(ranked)
    cut = next((n for n, after in pairs if after <= limit and n >= GAP * after and n > limit), None)
    if cut is None or any(is_other(label) for label in tally):
        return {}
    rare = {label: n for label, n in tally.items() if n < cut and tail_rank(label) < 2}
    kept = {label: n for label, n in tally.items() if label not in rare}
    singles = sum(1 for n in rare.values() if n == 1)
    ordered = order_choices(tally).kind != "count"
    few = len(rare) < 3 or singles < 0.6 * len(rare) or sum(rare.values()) > 0.2 * rows or len(kept) < 2
    return {} if ordered or few else rare


def _with_typed(guess: Guess, typed: dict[str, int]) -> Guess:
    """その他 added as a choice; what was typed is its text."""
    other = other_label(guess.question["choices"])
    at = next(
        (i for i, label in enumerate(guess.question["choices"]) if tail_rank(label) > 1),
        len(guess.question["choices"]),
    )
    guess.question["choices"] = [*guess.question["choices"][:at], other, *guess.question["choices"][at:]]
    guess.question |= {"other": other, "other_text": "cell"}
    guess.counts = {choice: guess.counts.get(choice, 0) for choice in guess.question["choices"]}
    guess.counts[other] = sum(typed.values())
    some = "、".join(list(typed)[:3])
    guess.reasons.append(
        f"まれな値が{len(typed)}種類（{some} など）あり、「{other}」に書いた内容と見た（other_text: cell）。"
    )
    guess.checks.append("その中に調査票の選択肢があれば choices に加える。")
    return guess


def other_label(choices: list[str]) -> str:
    """その他, in the language of the other choices."""
    return "Other" if all(choice.isascii() for choice in choices) else "その他"
