"""Columns of numbers: recommendation (NPS), a scale, codes of choices, prefecture codes, or a quantity."""

from __future__ import annotations

import re

from helpers.draft.closed import plain_code
from helpers.draft.columns import Column, unit_of
from helpers.draft.context import MOST_CODES, Context
from helpers.draft.model import Guess
from helpers.draft.sequences import PREFECTURES
from helpers.raw.numbers import parse_number

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
PLACES = re.compile(r"都道府県|居住地|お住まい|prefecture|^pref|^area$", re.IGNORECASE)
MOSTLY = 0.95


def guess_nps(column: Column) -> Guess | None:
    """0-10 under a heading that speaks of recommending."""
    numbers = [re.match(r"(10|\d)(?!\d)", label) for label in column.labels[:12]]
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


def guess_number(columns: list[Column], column: Column, context: Context) -> Guess | None:
    """SA (codes), SCALE or NUM where nearly all answers are numbers; `column` pools the `columns` of a matrix."""
    if column.numeric_share < MOSTLY:
        return None
    units = list(dict.fromkeys(unit for label in column.numbers if (unit := unit_of(label))))
    if len(units) > 1:
        return None  # 30分 and 1時間 are no numbers to be averaged
    unit = units[0] if units else ""
    values, whole = sorted(set(column.numbers.values())), column.whole
    if whole and not unit and (not QUANTITY.search(column.name) or set(values) <= {0, 1}):
        low, high = min(whole.values()), max(whole.values())
        if PLACES.search(column.name) and low >= 1 and 40 <= high <= len(PREFECTURES):
            return _guess_prefectures(columns, column)
        if low >= 0 and _is_scale(column, low, high, len(values), context):
            return _guess_points(columns, column, low, high)
        if low >= 0 and high <= 99 and len(values) <= (MOST_CODES if context.coded else 2):
            return _guess_codes(columns, column, len(columns) > 1)
    return _guess_quantity(columns, column, unit)


def _is_scale(column: Column, low: int, high: int, distinct: int, context: Context) -> bool:
    """Few whole numbers in an export that otherwise holds words, or nearly all from 0 to 10."""
    if low == 0 and high == 10 and distinct >= 8:
        return True
    return high <= 10 and distinct >= 3 and (not context.coded or bool(RATING.search(column.name)))


def _guess_prefectures(columns: list[Column], column: Column) -> Guess:
    known = {str(number): number for number in range(1, len(PREFECTURES) + 1)} | column.whole
    codes = {
        label: PREFECTURES[number - 1] for label, number in sorted(known.items(), key=lambda item: item[1])
    }
    question = {"type": "SA", "choices": list(PREFECTURES), "codes": codes}
    reasons = [
        f"見出しが地域で、値が1～{max(column.whole.values())}の整数なので、都道府県コード（01 北海道～47 沖縄県）と見た。"
    ]
    return Guess(question, columns, reasons, ["値が都道府県コードか、調査票で確かめる。"], {})


def _guess_points(columns: list[Column], column: Column, low: int, high: int) -> Guess:
    """A scale of numbers; the numbers that nobody chose are added."""
    choices = [str(number) for number in range(min(low, 1), high + 1)]
    question = {"type": "SCALE", "choices": choices} | _codes(column)
    reasons = [f"値が{low}～{high}の整数だけなので、数で答える段階評価。点数は数のまま。"]
    checks = [f"段階が{choices[0]}～{choices[-1]}か、どちらが良いほうかを調査票で確かめる。"]
    missing = [choice for choice in choices if choice not in map(plain_code, column.labels)]
    reasons += [f"回答に無い「{'」「'.join(missing)}」も選択肢に加えた。"] if missing else []
    checks += ["0～10の推奨度なら type: NPS にする。"] if (low, high) == (0, 10) else []
    return Guess(question, columns, reasons, checks, _counts(column, choices))


def _guess_codes(columns: list[Column], column: Column, matrix: bool) -> Guess:
    """Codes without a code table: they stand as choices until somebody names them."""
    choices = [str(number) for number in sorted(set(column.whole.values()))]
    question = {"type": "SA", "choices": choices} | _codes(column)
    reasons = [f"値が整数{len(choices)}種類だけなので、選択肢のコードと見て単数回答。番号の順。"]
    checks = ["choices に選択肢の名前を、codes に「番号: 名前」を書く。"]
    checks += (
        ["段階評価なら type: SCALE にして、scores に点数を書く。"] if matrix and len(choices) >= 3 else []
    )
    return Guess(question, columns, reasons, checks, _counts(column, choices))


def _codes(column: Column) -> dict:
    codes = {label: plain_code(label) for label in sorted(column.labels) if plain_code(label) != label}
    return {"codes": codes} if codes else {}


def _counts(column: Column, choices: list[str]) -> dict[str, int]:
    counts = dict.fromkeys(choices, 0)
    for label, n in column.tally.items():
        counts[plain_code(label)] += n
    return counts


def _guess_quantity(columns: list[Column], column: Column, unit: str) -> Guess:
    low, high = min(column.numbers.values()), max(column.numbers.values())
    unit = unit or (
        "歳" if re.search("年齢|歳", column.name) else "円" if re.search("金額|円", column.name) else ""
    )
    question = {"type": "NUM"} | ({"unit": unit} if unit else {})
    reasons = [f"値が数なので数値（{low:.15g}～{high:.15g}）。"]
    strange = [label for label in column.labels if parse_number(label, unit or None) is None]
    checks = [f"そのままでは数として読めない値「{'」「'.join(strange[:3])}」がある。"] if strange else []
    return Guess(question, columns, reasons, checks, {})
