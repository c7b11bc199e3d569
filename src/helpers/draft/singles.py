"""One column -> one question: NPS, coded, number, date, joined choices, single answer or free text."""

from __future__ import annotations

import re

from helpers.draft.closed import guess_closed, other_label
from helpers.draft.columns import Column
from helpers.draft.context import Context
from helpers.draft.dates import date_form
from helpers.draft.joined import SEPARATORS, Joined, read_joined
from helpers.draft.model import Guess
from helpers.draft.numbers import guess_nps, guess_number
from helpers.draft.order import order_choices
from helpers.draft.sequences import is_other, tail_rank

FREE = re.compile(
    r"理由|ご?意見|ご?感想|ご?要望|自由|記入|記述|具体的|お書き|ご記入|コメント|内容$|(FA|ＦＡ|_T|TEXT)$|詳しく|改善(点|して)|困ったこと|良かった(点|こと)|その他（|"
    r"why|comment|describe|specify|suggest|feedback|anything else|other libraries|please (tell|explain|list)",
    re.IGNORECASE,
)  # fmt: skip
MOST_CHOICES = 200
WORDED = ("scale", "sequence", "rate", "prefecture")  # orders that free texts cannot have by chance


def guess_single(column: Column, context: Context) -> Guess:
    """The question of one column; `column` is filled in."""
    guess = (
        guess_nps(column)
        or (guess_closed([column], context) if context.codes_of(column.name) and _is_closed(column) else None)
        or guess_number([column], column, context)
        or _guess_date(column)
        or _guess_joined(column, context)
        or (_guess_free(column) if is_free_text(column) else guess_closed([column], context))
    )
    guess.question["column"] = column.name
    return guess


def _is_closed(column: Column) -> bool:
    return len(column.labels) <= MOST_CHOICES


def _guess_date(column: Column) -> Guess | None:
    form = date_form(column)
    return Guess({"type": "DATE"}, [column], [f"値が日付（{form}）なので日付。"], [], {}) if form else None


def _guess_joined(column: Column, context: Context) -> Guess | None:
    joined = read_joined(column)
    if joined is None or (
        FREE.search(column.name) and joined.separator in ("\n", "、", ",", ", ", "/", "／")
    ):
        return None
    return build_joined([column], joined)


def build_joined(columns: list[Column], joined: Joined) -> Guess:
    """MA, or RANK, out of joined cells."""
    kind = "RANK" if joined.is_ranking else "MA"
    choices, how = _order_joined(joined)
    question = {"type": kind, "separator": joined.separator, "choices": choices}
    reasons = [f"一つのセルに選択肢が{SEPARATORS[joined.separator]}で並ぶので複数回答。選択肢は{how}。"]
    if joined.is_ranking:
        reasons = [f"どのセルにもすべての選択肢が{SEPARATORS[joined.separator]}で、違う順に並ぶので順位。"]
    if joined.holding:
        reasons.append(
            f"「{'」「'.join(joined.holding)}」は、いつも続けて出るか括弧の中なので、区切りを含む一つの選択肢と見た。"
        )
    guess = Guess(question, columns, reasons, [], {choice: joined.counts[choice] for choice in choices})
    other = next((choice for choice in choices if is_other(choice)), None)
    if other and kind == "MA":
        question["other"] = other
    if joined.typed:
        _add_typed(guess, joined)
    return guess


def _order_joined(joined: Joined) -> tuple[list[str], str]:
    if joined.in_order:
        return sorted(joined.counts, key=tail_rank), "セルの中の並び（調査票の順）のとおり"
    order = order_choices(dict(sorted(joined.counts.items(), key=lambda item: -item[1])))
    return order.choices, order.reason


def _add_typed(guess: Guess, joined: Joined) -> None:
    other = guess.question.get("other") or other_label(list(joined.counts))
    if other not in guess.question["choices"]:
        last = next((i for i, label in enumerate(guess.question["choices"]) if tail_rank(label) > 1), None)
        guess.question["choices"].insert(len(guess.question["choices"]) if last is None else last, other)
    guess.counts = {choice: joined.counts.get(choice, 0) for choice in guess.question["choices"]}
    guess.counts[other] += sum(joined.typed.values())
    guess.question |= {"other": other, "other_text": "cell"}
    some = "、".join(list(joined.typed)[:3])
    guess.reasons.append(
        f"まれな値{len(joined.typed)}種類（{some} など）は、「{other}」に書いた内容と見た（other_text: cell）。"
    )
    guess.checks.append("その中に調査票の選択肢があれば choices に加える。")


def _guess_free(column: Column) -> Guess:
    reason = f"{column.answered}件の回答のほとんどが違う文なので自由記述。"
    return Guess({"type": "FA"}, [column], [reason], [], {})


def is_free_text(column: Column) -> bool:
    """Mostly distinct answers, or long ones; of few answers the heading and the length decide."""
    answered, distinct = column.answered, len(column.labels)
    if answered == 0:
        return True
    long = column.mean_length() > 40 or any("。" in label[:-1] for label in column.labels)
    kind = order_choices(column.tally).kind if not long and distinct <= MOST_CHOICES else "count"
    if kind in WORDED or (kind != "count" and (answered < 10 or distinct <= answered / 2)):
        return False
    if answered < 10:
        return (
            bool(FREE.search(column.name)) or long or column.mean_length() > 15 or (distinct == answered > 4)
        )
    share = distinct / answered
    return (
        share > 0.5 or distinct > MOST_CHOICES or (share > 0.25 and (long or bool(FREE.search(column.name))))
    )
