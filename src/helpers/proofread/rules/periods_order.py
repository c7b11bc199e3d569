"""Order of days around an event: who applies does so before it, what announces it is handed out before it."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.statements import Statement, by_affair, plain, statements_of
from helpers.proofread.registry import Context, Remark, rule

PUBLICITY = """1. フォーラム開催

開催日時：2024年2月6日（火）19:00～

2. 広報物作成（フォーラム宣伝チラシ）

✓ 令和6年{}配布
"""


@rule("deadline-after-event", "warning", "申込の締切が催しより後", "日の順序", precision=NONE)
def check_deadlines(document: Document, context: Context) -> Iterator[Remark]:
    """Who wants to take part applies before the event.

    Source: order of days within one part of the report.

    >>> told("deadline-after-event", "1. 講演会\\n\\n開催日時：2024年2月6日（火）\\n\\n申込期限：2024年2月10日")
    ['「講演会」の申込の締切（2024年2月10日）が、開催日（2024年2月6日）より後です。']
    >>> told("deadline-after-event", "1. 講演会\\n\\n開催日時：2024年2月6日（火）\\n\\n申込期限：2024年2月2日")
    []
    """
    for statements in by_affair(statements_of(document, context)):
        held = [found for found in statements if found.role == "held" and found.date]
        last = max(held, key=lambda found: found.date, default=None)
        for found in statements:
            if last and found.role == "applied" and found.date and found.date > last.date:
                message = f"「{found.affair.title}」の申込の締切（{plain(found.day)}）が、開催日（{plain(last.day)}）より後です。"
                yield Remark(
                    span_of(document, found), message, (span_of(document, last),), "日付を確かめてください。"
                )


@rule(
    "publicity-after-event",
    "warning",
    "広報物の日付が催しより後",
    "日の順序",
    precision=measured(1, 1, "報告書1"),
)
def check_publicity(document: Document, context: Context) -> Iterator[Remark]:
    """What announces an event (its title names the event) is handed out before it.

    Source: order of days; told only where all days of events of that word lie before the first day of handing out.

    >>> told("publicity-after-event", PUBLICITY.format("2月末"))
    ['「広報物作成(フォーラム宣伝チラシ)」の配布（2024年2月末）が、宣伝する催しの開催日（2024年2月6日）より後です。']
    >>> told("publicity-after-event", PUBLICITY.format("1月末"))
    []
    """
    statements = statements_of(document, context)
    for found in statements:
        if found.affair.kind == "product" and found.role == "handed_out" and (bounds := found.day.bounds()):
            held = [
                other
                for other in statements
                if other.role == "held" and other.date and other.affair.word in found.affair.title
            ]
            if held and max(other.date for other in held) < bounds[0]:
                yield _tell_publicity(document, found, held)


def _tell_publicity(document: Document, found: Statement, held: list[Statement]) -> Remark:
    message = f"「{found.affair.title}」の配布（{plain(found.day)}）が、宣伝する催しの開催日（{plain(held[0].day)}）より後です。"
    suggestion = "催しの宣伝と、ほかの配布物（窓口案内など）の時期を分けて書いてください。"
    return Remark(
        span_of(document, found), message, tuple(span_of(document, other) for other in held), suggestion
    )
