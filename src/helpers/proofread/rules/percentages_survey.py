"""Results of surveys: shares that should give 100, percentages without n, an n that changes without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import half_a_digit
from helpers.proofread.extract.charts import charts_of, is_question
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE, measured
from helpers.proofread.extract.percents import Base, Percent, bases_of, percents_of
from helpers.proofread.extract.topics import Topic, topics_of
from helpers.proofread.registry import Context, Remark, rule
from helpers.proofread.rules.percentages import is_possible

ANSWERED = re.compile(r"回答|アンケート|と答え|と思う|と感じ|満足|意識調査|参加者のうち|参加者が")
STATED = re.compile(r"(?:n|基数|回答者数)は? ?不明|基数")
NOTE = re.compile(r"(?:基数|母数|対象)は(?!全)|と(?:回答|答え)した|と答えた")
REACH = 60  # blocks of a table behind its question
NEXT = re.compile(r"(?:図表?\d+)? ?[\[【(]?(?:Q|問|設問) ?\d+")
DECIMAL = re.compile(r"\d{1,3}\.\d+%?")
FILTER = re.compile(
    r"うち|と(?:回答|答え)した|(?:方|人|団体|者)のみ|対象|該当|除[くい]|限[るりっ]|無回答|(?:問|Q|設問) ?\d+ ?で|※|有効回答|ベース|回答者数"
)


@rule(
    "percent-without-base",
    "warning",
    "回答の割合に基数（n）がない",
    "調査報告の慣行：割合には基数（n）を添える",
    precision=measured(1, 3, "報告書1。自治体のページは抜粋で、基数が抜粋の外にあるもの2"),
)
def check_bases(document: Document, context: Context) -> Iterator[Remark]:
    """Percentages of answers come with an n, somewhere where the survey is told of. Once a survey.

    Source: practice of survey reports (each percentage with its base). A survey whose n is given anywhere in its own
    parts is left alone.

    >>> told("percent-without-base", "参加者アンケートでは、72%の参加者が具体的になったと回答した。81%は身近にいると思うと回答した。")
    ['回答の割合2件（72%、81%）に基数（n）がありません。']
    >>> told("percent-without-base", "参加者アンケート（n=65）では、72%が具体的になったと回答した。売上は12%増えた。")
    []
    """
    topics = topics_of(document, context)
    known = {topics[base.block] for base in bases_of(document, context)}
    shown = _values_with_base(document, context, known)
    groups: dict[Topic, list[Percent]] = {}
    for percent in percents_of(document, context):
        topic, sentence = topics[percent.block], _sentence(document, percent)
        is_bare = percent.base is None and percent.count is None and topic not in known
        is_bare = is_bare and str(percent.value) not in shown and percent.value not in (0, 100)
        if is_bare and ANSWERED.search(sentence) and not STATED.search(sentence):
            groups.setdefault(topic, []).append(percent)
    for first, *others in groups.values():
        yield _tell_bare(document, first, others)


def _values_with_base(document: Document, context: Context, known: set[Topic]) -> set[str]:
    """Percentages that also stand where an n is given, in a text or as a cell of a table: 22.0."""
    topics = topics_of(document, context)
    values = {
        str(percent.value) for percent in percents_of(document, context) if topics[percent.block] in known
    }
    cells = (block.folded.text for block in document.blocks if block.kind == "cell")
    return values | {text.removesuffix("%") for text in cells if DECIMAL.fullmatch(text)}


def _sentence(document: Document, percent: Percent) -> str:
    text = document.blocks[percent.block].folded.text
    end = text.find("。", percent.end)
    return text[text.rfind("。", 0, percent.start) + 1 : end if end >= 0 else len(text)]


def _tell_bare(document: Document, first: Percent, others: list[Percent]) -> Remark:
    printed = "、".join(percent.printed for percent in [first, *others][:6])
    message = f"回答の割合{len(others) + 1}件（{printed}）に基数（n）がありません。"
    related = tuple(span_of(document, other) for other in others)
    suggestion = "回答者数（n）を添えてください。分からなければ「n 不明」と書いてください。"
    return Remark(span_of(document, first), message, related, suggestion)


@rule(
    "base-changes",
    "warning",
    "基数（n）が断りなく変わる",
    "調査報告の慣行：限定した設問は対象を書く",
    precision=measured(1, 1, "報告書1"),
)
def check_changes(document: Document, context: Context) -> Iterator[Remark]:
    """A question with an n other than the survey's says whom it was asked.

    Source: practice of survey reports. Only the n of questions counts, not of groups of respondents (男性(n=30)).

    >>> told("base-changes", "[Q1] 最も近いものをお選びください。(n=62)\\n\\n[Q17] 必要性を感じていますか。(n=62)\\n\\n[Q19] 課題をお選びください。(n=59)")
    ['この設問の基数はn=59で、ほかの設問のn=62と違います。対象を限った断りがありません。']
    >>> told("base-changes", "[Q1] お選びください。(n=62)\\n\\n[Q19] お選びください。(Q17で「はい」と回答した団体のみ n=59)")
    []
    """
    groups: dict[tuple[str, ...], list[Base]] = {}
    for base in bases_of(document, context):
        if is_question(document, base):
            groups.setdefault(document.blocks[base.block].section, []).append(base)
    for bases in groups.values():
        largest = max(base.value for base in bases)
        usual = [base for base in bases if base.value == largest]
        for base in bases:
            if base.value != largest and not _is_explained(document, base):
                message = f"この設問の基数はn={base.value}で、ほかの設問のn={largest}と違います。対象を限った断りがありません。"
                related = tuple(span_of(document, other) for other in usual)
                yield Remark(
                    span_of(document, base),
                    message,
                    related,
                    "誰に尋ねた設問か（または無回答を除いたか）を書いてください。",
                )


def _is_explained(document: Document, base: Base) -> bool:
    """A filter said beside the question: in its own block, the ones around it, or a note up to the next question."""
    after = document.blocks[base.block + 2 : base.block + REACH]
    end = next((number for number, block in enumerate(after) if NEXT.match(block.folded.text)), len(after))
    notes = [block for block in after[:end] if block.kind in ("paragraph", "note")]
    around = document.blocks[max(base.block - 1, 0) : base.block + 2]
    is_near = any(FILTER.search(block.folded.text) for block in around)
    return is_near or any(NOTE.search(block.folded.text) for block in notes)


@rule(
    "shares-total",
    "error",
    "単数回答の割合の合計が100にならない",
    "足し算。丸めの誤差（選択肢数×最小桁の半分）は許す",
    precision=NONE,
)
def check_shares(document: Document, context: Context) -> Iterator[Remark]:
    """The shares of a chart of single answers give 100, within rounding.

    Source: addition; allowed is half a unit of the last digit for every share. Only charts whose question does not ask
    for several answers, and whose sum comes near 100: what a dump has lost is not told.

    >>> told("shares-total", CHART_TEXT.format("45.2", "最も近いものをお選びください。"))
    []
    >>> told("shares-total", CHART_TEXT.format("46.2", "最も近いものをお選びください。"))
    ['割合の合計が101.1%です（29.0%、8.1%、6.5%、46.2%、11.3%）。']
    >>> told("shares-total", CHART_TEXT.format("46.2", "すべてお選びください。"))
    []
    """
    for chart in charts_of(document, context):
        if chart.is_single:
            yield from _check_total(document, chart.shares)


@rule(
    "share-of-base",
    "error",
    "グラフの割合が基数（n）から作れない",
    "GRIM検定（Brown & Heathers 2017）",
    precision=NONE,
)
def check_chart(document: Document, context: Context) -> Iterator[Remark]:
    """Every share of a chart is some count of its n.

    Source: GRIM test. If several shares fit no count, the n is wrong rather than they, and one finding says so.

    >>> told("share-of-base", CHART_TEXT.format("45.2", "最も近いものをお選びください。"))
    []
    >>> told("share-of-base", CHART_TEXT.format("45.6", "最も近いものをお選びください。"))
    ['n=62で45.6%になる人数はありません。']
    """
    for chart in charts_of(document, context):
        odd = [share for share in chart.shares if not is_possible(share.value, chart.base.value)]
        if odd:
            printed = "、".join(share.printed for share in odd)
            related = (span_of(document, chart.base), *(span_of(document, share) for share in odd[1:]))
            message = f"n={chart.base.value}で{printed}になる人数はありません。"
            yield Remark(span_of(document, odd[0]), message, related, "割合か基数を確かめてください。")


def _check_total(document: Document, shares: tuple[Percent, ...]) -> Iterator[Remark]:
    total = sum((share.value for share in shares), Decimal(0))
    slack = max(half_a_digit(share.value) for share in shares) * len(shares)
    if slack < abs(total - 100) <= 5:
        printed = "、".join(share.printed for share in shares)
        spans = [span_of(document, share) for share in shares]
        yield Remark(
            spans[0],
            f"割合の合計が{total}%です（{printed}）。",
            tuple(spans[1:]),
            "割合と選択肢の漏れを確かめてください。",
        )


CHART_TEXT = """NPO法人

29.0%

社会福祉法人

8.1%

一般社団法人

6.5%

任意団体

{}%

その他

11.3%

[Q1] {}(n=62)
"""
