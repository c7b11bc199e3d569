"""Rules of facts: on the published chapter, on the same chapter with one fact changed, and on texts that are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.proofread.document import Block, Document, Table
from helpers.proofread.reading import document_of_text
from helpers.proofread.registry import RULES
from helpers.proofread.run import load_rules, proofread, told

THEMES = ("calendar", "periods", "sums", "percentages", "counts", "amounts")
CHAPTER = Path(__file__).resolve().parents[1].parent / "shared" / "reference" / "koto_fy2023_report.txt"
load_rules()
FACTS = {id for id, rule in RULES.items() if rule.check.__module__.rsplit(".", 1)[1].startswith(THEMES)}
needs_chapter = pytest.mark.skipif(
    not CHAPTER.exists(), reason="the published chapter is not beside the project"
)

# (rule, line, lines of the other places): every contradiction of facts in the published chapter.
KNOWN = {
    ("weekday", 908, ()),
    ("weekday", 1000, (286,)),
    ("event-date", 1000, (286,)),
    ("survey-period", 1121, (369,)),
    ("survey-period", 1121, (373,)),
    ("duration-stands-out", 910, (902, 918, 926, 934)),
    ("percent-without-base", 326, (1089, 1091)),
    ("publicity-after-event", 432, (286, 1000)),
    ("base-changes", 1246, (1182, 1198)),
    ("label-missing", 71, (63,)),
    ("figure-two-labels", 333, (972, 1107)),
}
# A fact of the chapter, what it is changed to, the rule that must tell it.
CHANGED = [
    ("当日は 110名が参加した", "当日は 120名が参加した", "figure-differs"),
    ("100名を超える区民", "200名を超える区民", "figure-differs"),
    ("62団体より回答を受領", "65団体より回答を受領", "figure-differs"),
    ("で 279回再生されており", "で 297回再生されており", "figure-differs"),
    ("合計 1000", "合計 1010", "sum-of-column"),
    ("2 福祉会館 7か所 70", "2 福祉会館 7か所 80", "copies-per-place"),
    ("29.0%", "29.5%", "share-of-base"),
    ("45.2%", "46.8%", "shares-total"),
    ("３月 11日時点", "３月 25日時点", "as-of-date"),
    ("計 3回の開催し", "計 4回の開催し", "times-held"),
    ("うち 59団体", "うち 69団体", "part-of-whole"),
    ("216団体へ", "21団体へ", "part-of-whole"),
    ("2/20（火）", "2/20（水）", "weekday"),
    ("1/17（水）", "1/17（火）", "weekday"),
    ("2024年 1月 19日(金)", "2024年 1月 19日(土)", "weekday"),
    ("2024年 2月 23日(金)", "2024年 1月 2日(火)", "end-before-start"),
    ("11:30～13:00", "11:30～10:00", "hours-reversed"),
    ("95.2%の団体が\n「はい」", "94.2%の団体が\n「はい」", "repeated-sentence"),
    ("３つの既存の連携", "４つの既存の連携", "items-announced"),
    ("2024年 2月 9日（火）19:00", "2024年 2月 6日（火）18:00", "event-date"),
    ("1地域上限 20万円", "1地域上限 20万円（2,000千円）", "money-units"),
]


def find(text: str, fiscal_year: int | None = None) -> set[tuple]:
    found = proofread(document_of_text(text, fiscal_year=fiscal_year), only=FACTS)
    return {(item.rule, item.line, tuple(sorted(place.line for place in item.related))) for item in found}


@needs_chapter
@pytest.mark.parametrize("fiscal_year", [None, 2023])
def test_the_published_chapter(fiscal_year):
    assert find(CHAPTER.read_text(encoding="utf-8"), fiscal_year) == KNOWN


@needs_chapter
@pytest.mark.parametrize(("fact", "changed", "rule"), CHANGED)
def test_one_fact_changed_in_the_published_chapter(fact, changed, rule):
    text = CHAPTER.read_text(encoding="utf-8").replace("から 20\n時半", "から 20時半")
    if fact not in text:
        fact, changed = fact.replace(" ", ""), changed.replace(" ", "")
    assert fact in text
    assert rule in {found for found, line, related in find(text.replace(fact, changed, 1)) - KNOWN}


@pytest.mark.parametrize(
    "text",
    [
        "令和7年度第2回 令和8年1月20日（火）",
        "2016年12月29日(木)、2016年12月29日(木曜日)、2016-12-29(Thursday)、2016-12-29(Tsu)",
        "このままだと11月10日(月)に200回目となる。\n\n2014年11月09日(日)を予定しています。",
        "11月 25日 (火曜日)、今日(火曜日)はどうしよう",
        "令和5年6月\n\n6月6日(火曜日)\n\n6月10日(土曜日) 休日\n\n6月23日(金曜日)",
        "期間：令和4年10月1日（土）～令和5年3月31日（金）",
        "2022年2月1日(火曜日)から8日(火曜日)",
        "12月25日(木)\n\n令和7年12月25日(木)9時30分～17時",
        "展示：1月31日(金)～2月2日(日)午前9時～午後4時（令和7年1月15日号）",
        "平成31年4月3日(水)～5日(金)",
    ],
)
def test_right_dates_stay_silent(text):
    assert find(text) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016年12月29日(月)", "2016年12月29日は木曜日です。"),
        ("2017年1月1日 (火)", "2017年1月1日は日曜日です。"),
        ("2016年12月30日〜2017年1月1日(火)", "2017年1月1日は日曜日です。"),
        ("Welcome to 2016-12-29(Fri)", "2016年12月29日は木曜日です。"),
        ("2021-07-02 (Thursday)", "2021年7月2日は金曜日です。"),
        ("2016-12-29(月)", "2016年12月29日は木曜日です。"),
        ("２０１６年１２月２９日（月曜日）", "2016年12月29日は木曜日です。"),
        ("令和3年3月31日(木)", "2021年3月31日は水曜日です。"),
    ],
)
def test_weekdays_that_do_not_fit(text, day):
    """The kinds of case of textlint-rule-date-weekday-mismatch, and wareki."""
    assert told("weekday", text) == [day]


def test_one_of_many_days_without_a_year_stands_out():
    days = "11/7（火）、12/15（金）、1/17（水）、2/20（火）、2/27（火）、11/30（金）"
    assert told("weekday", days) == [
        "ほかの5件の日付と曜日はある一つの年度に合いますが、この日付と曜日は合いません。"
    ]
    assert told("weekday", days.replace("（金）", "（木）", 2).replace("12/15（木）", "12/15（金）")) == []


def grid(cells: tuple[tuple[str, ...], ...]) -> Document:
    blocks = tuple(
        Block("cell", text, table=0, row=r, column=c)
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
    )
    return Document("x", blocks, (Table(0, cells),))


@pytest.mark.parametrize(
    ("total", "messages"), [("150", []), ("160", ["合計は160ですが、内訳の和は150です（差は10）。"])]
)
def test_sums_of_a_grid_with_sub_totals(total, messages):
    cells = (
        ("区分", "部数"),
        ("区内", "60"),
        ("区外", "40"),
        ("小計", "100"),
        ("予備", "50"),
        ("合計", total),
    )
    assert [found.message for found in proofread(grid(cells), only={"sum-of-column"})] == messages


def test_rates_are_not_added_and_rounded_shares_may_miss_by_a_little():
    rates = (("区分", "参加率"), ("A", "10"), ("B", "20"), ("計", "15"))
    shares = (("区分", "割合（%）"), ("A", "33.3"), ("B", "33.3"), ("C", "33.3"), ("計", "100.0"))
    assert (
        proofread(grid(rates), only={"sum-of-column"})
        == proofread(grid(shares), only={"sum-of-column"})
        == []
    )


@pytest.mark.parametrize("rule", sorted(FACTS))
def test_every_rule_is_described(rule):
    found = RULES[rule]
    assert found.title and found.source and found.precision
    assert ">>> told(" in found.check.__doc__ and "Source:" in found.check.__doc__
