"""One column -> one question: NPS, coded, number, date, joined choices, single answer or free text."""

from __future__ import annotations

import re

from helpers.draft.closed import guess_closed, other_label, plain_code
from helpers.draft.columns import Column, unit_of
from helpers.draft.context import MOST_CODES, Context
from helpers.draft.dates import date_form
from helpers.draft.joined import SEPARATORS, Joined, read_joined
from helpers.draft.model import Guess
from helpers.draft.order import order_choices
from helpers.draft.sequences import is_other, tail_rank

NPS = re.compile(
    r"NPS|推奨度|推奨する|(すす|勧|薦)め(たい|る|ます|しますか|できますか|ようと)|recommend", re.IGNORECASE
)
QUANTITY = re.compile(
    r"年齢|歳|人数|回数|件数|台数|個数|日数|泊数|年数|金額|円|費用?$|価格|収入|生まれ年|西暦|時間|分数?$|距離|体重|身長|点数|得点|何(人|回|年|日|時間|円|歳|件)|"
    r"\bage\b|how (many|much|old|long)|number of|year|count|amount|hours|minutes|income|price|cost",
    re.IGNORECASE,
)
RATING = re.compile(
    r"満足|評価|程度|度合|どのくらい|重要|段階|how (easy|likely|satisfied|important|useful|often|difficult)|rate\b|rating|scale",
    re.IGNORECASE,
)
FREE = re.compile(
    r"理由|ご?意見|ご?感想|ご?要望|自由|記入|記述|具体的|お書き|ご記入|コメント|内容$|(FA|ＦＡ|_T|TEXT)$|詳しく|改善(点|して)|困ったこと|良かった(点|こと)|その他（|"
    r"why|comment|describe|specify|suggest|feedback|anything else|other libraries|please (tell|explain|list)",
    re.IGNORECASE,
)  # fmt: skip
MOSTLY = 0.95
MOST_CHOICES = 200


def guess_single(column: Column, context: Context) -> Guess:
    """The question of one column; `column` is filled in."""
    guess = (
        _guess_nps(column)
        or (guess_closed([column], context) if context.codes_of(column.name) and _is_closed(column) else None)
        or _guess_number(column, context)
        or _guess_date(column)
        or _guess_joined(column, context)
        or (_guess_free(column) if is_free_text(column) else guess_closed([column], context))
    )
    guess.question["column"] = column.name
    return guess


def _is_closed(column: Column) -> bool:
    return len(column.labels) <= MOST_CHOICES


def _guess_nps(column: Column) -> Guess | None:
    """0-10 under a heading that speaks of recommending."""
    numbers = [re.match(r"(10|\d)(?!\d)", label) for label in column.labels]
    if (
        not column.answered
        or not NPS.search(column.name)
        or not all(numbers)
        or len(numbers) > 11
        or column.mean_length() > 30
    ):
        return None
    reason = "見出しが推奨度（NPS）で、値が0～10の整数なので NPS。"
    return Guess({"type": "NPS"}, [column], [reason], [], {})


def _guess_number(column: Column, context: Context) -> Guess | None:
    if column.numeric_share < MOSTLY:
        return None
    unit = next((unit for label in column.numbers if (unit := unit_of(label))), "")
    values, whole = sorted(set(column.numbers.values())), column.whole
    if whole and not unit and not QUANTITY.search(column.name) and len(values) <= MOST_CODES:
        low, high = min(whole.values()), max(whole.values())
        if low >= 0 and high <= 10 and len(values) >= 3 and (not context.coded or RATING.search(column.name)):
            return _guess_points(column, low, high)
        if low >= 0 and high <= 99 and (len(values) <= 2 or context.coded):
            return _guess_codes(column)
    return _guess_quantity(column, unit)


def _guess_points(column: Column, low: int, high: int) -> Guess:
    """A scale of numbers; the numbers that nobody chose are added."""
    choices = [str(number) for number in range(min(low, 1), high + 1)]
    question = {"type": "SCALE", "choices": choices} | _codes(column)
    reasons = [f"値が{low}～{high}の整数だけなので、数で答える段階評価。点数は数のまま。"]
    checks = [f"段階が{choices[0]}～{choices[-1]}か、どちらが良いほうかを調査票で確かめる。"]
    missing = [choice for choice in choices if choice not in map(plain_code, column.labels)]
    reasons += [f"回答に無い「{'」「'.join(missing)}」も選択肢に加えた。"] if missing else []
    checks += ["0～10の推奨度なら type: NPS にする。"] if (low, high) == (0, 10) else []
    return Guess(question, [column], reasons, checks, _counts(column, choices))


def _guess_codes(column: Column) -> Guess:
    """Codes without a code table: they stand as choices until somebody names them."""
    choices = [str(number) for number in sorted(set(column.whole.values()))]
    question = {"type": "SA", "choices": choices} | _codes(column)
    reasons = [f"値が整数{len(choices)}種類だけなので、選択肢のコードと見て単数回答。番号の順。"]
    checks = ["choices に選択肢の名前を、codes に「番号: 名前」を書く。"]
    return Guess(question, [column], reasons, checks, _counts(column, choices))


def _codes(column: Column) -> dict:
    codes = {label: plain_code(label) for label in sorted(column.labels) if plain_code(label) != label}
    return {"codes": codes} if codes else {}


def _counts(column: Column, choices: list[str]) -> dict[str, int]:
    counts = dict.fromkeys(choices, 0)
    for label, n in column.tally.items():
        counts[plain_code(label)] += n
    return counts


def _guess_quantity(column: Column, unit: str) -> Guess:
    low, high = min(column.numbers.values()), max(column.numbers.values())
    unit = unit or (
        "歳" if re.search("年齢|歳", column.name) else "円" if re.search("金額|円", column.name) else ""
    )
    question = {"type": "NUM"} | ({"unit": unit} if unit else {})
    reasons = [f"値が数なので数値（{low:.15g}～{high:.15g}）。"]
    strange = [label for label in column.labels if label not in column.numbers]
    checks = [f"数でない値「{'」「'.join(strange[:3])}」がある。"] if strange else []
    return Guess(question, [column], reasons, checks, {})


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
        return list(joined.counts), "セルの中の並び（調査票の順）のとおり"
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
    ordered = not long and order_choices(column.tally).kind != "count"
    if ordered and distinct <= MOST_CHOICES:
        return False
    if answered < 10:
        return (
            bool(FREE.search(column.name)) or long or column.mean_length() > 15 or (distinct == answered > 4)
        )
    share = distinct / answered
    return (
        share > 0.5 or distinct > MOST_CHOICES or (share > 0.25 and (long or bool(FREE.search(column.name))))
    )
