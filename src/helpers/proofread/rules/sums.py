"""Sums and sub-totals of tables, and copies against places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from helpers.proofread.document import Document
from helpers.proofread.extract.blocks import runs_of
from helpers.proofread.extract.columns import Column, Entry, columns_of
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.numbers import one_spelling
from helpers.proofread.registry import Context, Remark, rule

APART = 6  # blocks between two lines of a list
NOT_ADDED = re.compile(r"率|平均|比|年度?$|番号|No|順位|単価|割合|指数|延べ|最大|最小")
SEVERAL = re.compile(r"複数回答|重複|MA|延べ|のべ|抜粋|抄|主な")
LISTED = """図表 配布先リスト

配布先 配布部数

1 長寿サポートセンター 21か所 210

2 福祉会館 7か所 {copies}

3 ふれあいセンター4か所 40

4 区役所 50

合計 {total}
"""


@rule("sum-of-column", "error", "合計・小計が内訳の和と合わない", "足し算", precision=NONE)
def check_sums(document: Document, context: Context) -> Iterator[Remark]:
    """The total below a column of numbers is the sum of what stands above it, and so is each sub-total.

    Source: addition. Columns of rates and means, and lists of which only a part is shown, are left alone.

    >>> told("sum-of-column", LISTED.format(copies=70, total=380))
    ['合計は380ですが、内訳の和は370です（差は10）。']
    >>> told("sum-of-column", LISTED.format(copies=70, total=370))
    []
    """
    for column in columns_of(document, context):
        if NOT_ADDED.search(column.name) or _is_partial(document, column):
            continue
        for entry, parts in _totals(column):
            if not _adds_up(entry, parts, column.is_percent) and _is_near(entry, parts, column):
                yield _tell_sum(document, entry, parts)


def _totals(column: Column) -> Iterator[tuple[Entry, list[Entry]]]:
    """(total or sub-total, what it adds up): sub-totals what is above them, the total the sub-totals or all the rest."""
    rest: list[Entry] = []
    parts: list[Entry] = []
    for entry in column.entries:
        if entry.kind == "part":
            yield entry, rest
            parts, rest = [*parts, entry], []
        elif entry.kind == "total":
            yield entry, [*parts, *rest]
        else:
            rest.append(entry)


def _adds_up(entry: Entry, parts: list[Entry], is_percent: bool) -> bool:
    """Decimals may have been rounded one by one; whole percentages too."""
    digits = min(part.number.as_tuple().exponent for part in [entry, *parts])
    is_rounded = is_percent or digits < 0
    slack = Decimal(5).scaleb(digits - 1) * (len(parts) + 1) if is_rounded else Decimal(0)
    return not parts or abs(_sum(parts) - entry.number) <= slack


def _is_near(entry: Entry, parts: list[Entry], column: Column) -> bool:
    """A list of lines is a guess: told only where the sum comes near, so that the list must be the total's own."""
    if len(parts) < 2:
        return False
    total = _sum(parts)
    share = Decimal("0.2") if column.is_list else Decimal("0.5")
    return abs(total - entry.number) <= share * max(abs(total), abs(entry.number))


def _sum(parts: list[Entry]) -> Decimal:
    return sum((part.number for part in parts), Decimal(0))


def _is_partial(document: Document, column: Column) -> bool:
    first = column.entries[0].block
    around = " ".join(block.text for block in document.blocks[max(first - 4, 0) : first])
    return bool(SEVERAL.search(around) or SEVERAL.search(column.name))


def _tell_sum(document: Document, entry: Entry, parts: list[Entry]) -> Remark:
    total = _sum(parts)
    name = entry.label.replace(" ", "") or "合計"
    message = (
        f"{name}は{entry.number:,}ですが、内訳の和は{total:,}です（差は{abs(total - entry.number):,}）。"
    )
    related = tuple(span_of(document, part) for part in parts)
    return Remark(
        span_of(document, entry), message, related, "合計と内訳のどちらが正しいか確かめてください。"
    )


@rule(
    "copies-per-place",
    "warning",
    "一か所あたりの部数がほかの行と違う",
    "割り算（ほかの行との比較）",
    precision=NONE,
)
def check_copies(document: Document, context: Context) -> Iterator[Remark]:
    """In a list with places and copies, each place gets as many as in the other lines.

    Source: division; at least three lines must have one quotient and one line another.

    >>> told("copies-per-place", COPIES.format(70))
    []
    >>> told("copies-per-place", COPIES.format(80))
    ['7か所で80部は一か所あたり約11.4部です。ほかの3行は一か所あたり10部です。']
    """
    lines = [
        line for number, block in enumerate(document.blocks) if (line := _line(block.folded.text, number))
    ]
    for group in runs_of(lines, lambda line: line[0].block, APART):
        quotients = Counter(line[1] for line in group)
        (usual, count), others = quotients.most_common(1)[0], len(quotients) - 1
        if count >= 3 and others == 1 and count == len(group) - 1:
            odd = next(line for line in group if line[1] != usual)
            yield _tell_copies(document, odd, usual, [line[0] for line in group if line is not odd])


Line = tuple[Entry, Fraction, str]


def _line(text: str, number: int) -> Line | None:
    match = re.fullmatch(r".*?(?<![\d.,])(\d{1,4})か所\D{0,3}?(\d[\d,]*)(部|枚|個)?", one_spelling(text))
    if not match or int(match[1]) == 0:
        return None
    copies = int(match[2].replace(",", ""))
    entry = Entry(number, match.start(1), len(text), match[1], Decimal(copies))
    return entry, Fraction(copies, int(match[1])), match[3] or "部"


def _tell_copies(document: Document, odd: Line, usual: Fraction, others: list[Entry]) -> Remark:
    entry, quotient, unit = odd
    each = f"{quotient}" if quotient.denominator == 1 else f"約{float(quotient):.1f}"
    message = (
        f"{entry.label}か所で{entry.number}{unit}は一か所あたり{each}{unit}です。"
        f"ほかの{len(others)}行は一か所あたり{float(usual):g}{unit}です。"
    )
    related = tuple(span_of(document, other) for other in others)
    return Remark(span_of(document, entry), message, related, "正しければそのままで構いません。")


COPIES = """長寿サポートセンター 21か所 210

福祉会館 7か所 {}

ふれあいセンター4か所 40

出張所 8か所 80
"""
