"""Numbers, percentages, periods, columns, charts, affairs and figures with labels, as rules use them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from helpers.proofread.document import Block, Document, Table
from helpers.proofread.extract import (
    affairs,
    charts,
    columns,
    labelled,
    numbers,
    percents,
    periods,
    statements,
    times,
)
from helpers.proofread.reading import document_of_text
from helpers.proofread.registry import Context

REPORT = """① フォーラム開催

実施時期

✓ 令和6年2/6(火)19時から20時半

2. 「つながり」を考えるフォーラム開催

開催日時 2024年2月9日（火）19:00～

参加者数：110名

うち5名は区外から参加した。

2024年3月4日に公開を行った。
"""


def read(text: str) -> tuple[Document, Context]:
    document = document_of_text(text)
    return document, Context(document)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("1億2,345万円", 123_450_000, "円", ""),
        ("20,000千円", 20_000_000, "円", ""),
        ("3.5万人", 35_000, "人", ""),
        ("21ヶ所", 21, "か所", ""),
        ("400を超える", 400, "", "over"),
        ("50近い", 50, "", "under"),
        ("約70", 70, "", "about"),
        ("100名程度", 100, "名", "about"),
    ],
)
def test_numbers_with_units(text, value, unit, bound):
    (found,) = numbers.find_quantities(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("110名", "100名を超える", True),
        ("110名", "200名を超える", False),
        ("110名", "120名", False),
        ("103名", "約100名", True),
        ("49名", "50名近い", True),
    ],
)
def test_figures_that_can_be_the_same(one, other, agree):
    (first,), (second,) = numbers.find_quantities(one), numbers.find_quantities(other)
    assert first.allows(second) is second.allows(first) is agree


def test_percentages_with_what_stands_beside_them():
    found = percents.find_percents("62団体中59団体(95.2%)、4.8%(3人)、n=132、45.5%、12%から15%、3%以上")
    assert [(p.value, p.count, p.base) for p in found] == [
        (Decimal("95.2"), 59, 62),
        (Decimal("4.8"), 3, None),
        (Decimal("45.5"), None, 132),
        (Decimal("12"), None, None),
        (Decimal("15"), None, None),
    ]


def test_hours_and_lengths():
    found = times.find_hours("11:30~15:30、19時から20時半、19:00~、午前10時~3時")
    assert [hours.length for hours in found] == [
        dt.timedelta(hours=4),
        dt.timedelta(hours=1, minutes=30),
        None,
        dt.timedelta(hours=5),
    ]


def test_periods_need_a_range_between_two_days():
    document, context = read("2024年1月19日(金)～2月23日(金)。2月6日と3月4日。12月21日-04号")
    assert [(p.first.date, p.last.date) for p in periods.periods_of(document, context)] == [
        (dt.date(2024, 1, 19), dt.date(2024, 2, 23))
    ]


def test_affairs_are_joined_by_title_and_word():
    document, context = read(REPORT)
    (group,) = affairs.groups_of(document, context)
    assert [affair.word for affair in group] == ["フォーラム", "フォーラム"]
    apart, other = read(REPORT.replace("フォーラム開催", "第1回フォーラム", 1))
    assert affairs.groups_of(apart, other) == []


def test_statements_say_what_happened_on_a_day():
    document, context = read(REPORT)
    told = [(found.role, found.date) for found in statements.statements_of(document, context)]
    assert told == [
        ("held", dt.date(2024, 2, 6)),
        ("held", dt.date(2024, 2, 9)),
        ("published", dt.date(2024, 3, 4)),
    ]


def test_labels_leave_parts_out():
    document, context = read(REPORT)
    assert [(found.label, found.quantity.value) for found in labelled.labelled_of(document, context)] == [
        ("参加者数", 110)
    ]


def test_columns_of_a_grid_stop_at_the_total():
    cells = (
        ("配布先", "部数", "備考"),
        ("福祉課", "10", "窓口"),
        ("保護課", "1,050", "-"),
        ("合計", "1,060", ""),
    )
    blocks = tuple(
        Block("cell", text, table=0, row=row, column=column)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    )
    document = Document("x", blocks, (Table(0, cells),))
    (column,) = columns.columns_of(document, Context(document))
    assert (column.name, [str(entry.number) for entry in column.entries]) == ("部数", ["10", "1050", "1060"])


def test_charts_take_the_shares_before_their_question():
    document, context = read("はい\n\n95.2%\n\nいいえ\n\n4.8%\n\n[Q17] 感じていますか。(n=62)\n\n男性(n=30)")
    (chart,) = charts.charts_of(document, context)
    assert (chart.base.value, [share.printed for share in chart.shares], chart.is_single) == (
        62,
        ["95.2%", "4.8%"],
        True,
    )
