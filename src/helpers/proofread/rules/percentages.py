"""Percentages held against their count and base, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.agreement import rounds_to
from helpers.proofread.extract.dates import span_of
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.percents import Percent, find_percents, percents_of
from helpers.proofread.extract.terms import span
from helpers.proofread.registry import Context, Remark, rule

CHANGE = re.compile(
    r"(?P<first>\d{1,3}(?:\.\d+)?)%から(?:[^。%]{0,12}?)(?P<second>\d{1,3}(?:\.\d+)?)%(?:へ|に|まで)?[^。%]{0,12}?"
    r"(?P<points>(?<![\d.])\d+(?:\.\d+)?)ポイント[^。]{0,4}?(?P<way>増|上昇|高|拡大|改善|減|低下|縮小|下落)?"
)
COUNTED = r"(?<![\d.,])(\d[\d,]*)(人|名|団体|件|社|校|世帯|か所|票)"
PARTS = [
    re.compile(rf"{COUNTED}(?:の?うち|中)、?(\d[\d,]*)\2(?!以上|目)"),
    re.compile(rf"{COUNTED}[^\d。]{{0,30}}。?(?:また、|その|この)?うち、?(\d[\d,]*)\2"),
    re.compile(
        rf"{COUNTED}(?:へ|に)(?:調査票を)?(?:送付|発送|配布|依頼)[^\d。]{{0,12}}[、。](\d[\d,]*)\2(?:より|から|が)の?回答"
    ),
]
DOWN = {"減", "低下", "縮小", "下落"}


def is_possible(value: Decimal, base: int, count: int | None = None) -> bool:
    """Whether some count (or this one) of `base` gives the percentage, rounded to the digits it has; both ways at a half.

    The GRIM test (Brown & Heathers 2017, doi:10.1177/1948550616673876) for percentages.

    >>> is_possible(Decimal("45.5"), 132), is_possible(Decimal("45.6"), 132), is_possible(Decimal("45.5"), 132, 61)
    (True, False, False)
    """
    if base <= 0:
        return False
    nearest = int(value * base / 100)
    counts = range(nearest, nearest + 2) if count is None else (count,)
    return any(rounds_to(value, Decimal(100 * number) / base) for number in counts)


@rule(
    "percent-of-count",
    "error",
    "割合が人数・基数と合わない",
    "GRIM検定（Brown & Heathers 2017）：四捨五入した 100×k/n になるか",
    precision=NONE,
)
def check_counts(document: Document, context: Context) -> Iterator[Remark]:
    """A percentage with its count and base beside it is that count of that base; with only a base, of some count.

    Source: GRIM test. Both ways of rounding a half are accepted.

    >>> told("percent-of-count", "62団体中58団体（95.2%）、n=132、45.6%、132人のうち60人（45.5％）")
    ['62のうち58は93.5%で、95.2%になりません。', 'n=132で45.6%になる人数はありません（60なら45.5%、61なら46.2%）。']
    >>> told("percent-of-count", "62団体中59団体（95.2%）、n=132、45.5%、81％（n=110）、4.8%（3/62）、12%")
    []
    """
    for percent in percents_of(document, context):
        if percent.base is None or is_possible(percent.value, percent.base, percent.count):
            continue
        if percent.count is not None and percent.count > percent.base:
            continue
        yield Remark(
            span_of(document, percent),
            _tell_count(percent),
            (),
            "人数、基数、割合のどれが正しいか確かめてください。",
        )


def _share(count: int, base: int, decimals: int) -> str:
    return (
        f"{(Decimal(100 * count) / base).quantize(Decimal(1).scaleb(-decimals), rounding='ROUND_HALF_UP')}%"
    )


def _tell_count(percent: Percent) -> str:
    base, decimals = percent.base, max(percent.decimals, 1 if percent.count else percent.decimals)
    if percent.count is not None:
        return f"{base}のうち{percent.count}は{_share(percent.count, base, decimals)}で、{percent.printed}になりません。"
    low = int(percent.value * base / 100)
    nearest = f"{low}なら{_share(low, base, decimals)}、{low + 1}なら{_share(low + 1, base, decimals)}"
    return f"n={base}で{percent.printed}になる人数はありません（{nearest}）。"


@rule("part-of-whole", "error", "内数が全体より多い", "部分は全体を超えない", precision=NONE)
def check_parts(document: Document, context: Context) -> Iterator[Remark]:
    """What is said to be among a number is not more than that number.

    Source: arithmetic.

    >>> told("part-of-whole", "62団体のうち95団体が必要性を感じている。")
    ['62団体のうち95団体では、内数が全体より多くなります。']
    >>> told("part-of-whole", "21団体へ送付し、62団体より回答。62団体から回答を得た。また、うち69団体は感じている。")
    ['21団体のうち62団体では、内数が全体より多くなります。', '62団体のうち69団体では、内数が全体より多くなります。']
    >>> told("part-of-whole", "62団体のうち59団体が、216団体中62団体より回答。3人中2人、年5回のうち3回")
    []
    """
    for number, block in enumerate(document.blocks):
        for match in (found for pattern in PARTS for found in pattern.finditer(block.folded.text)):
            whole, part = (int(match[group].replace(",", "")) for group in (1, 3))
            if part > whole:
                message = f"{match[1]}{match[2]}のうち{match[3]}{match[2]}では、内数が全体より多くなります。"
                at = span(document, number, *match.span())
                yield Remark(at, message, (), "どちらの数が正しいか確かめてください。")


@rule(
    "points-of-change",
    "error",
    "ポイント差が割合の差と合わない",
    "引き算。丸めてから引いた差との1桁目の違いは許す",
    precision=NONE,
)
def check_points(document: Document, context: Context) -> Iterator[Remark]:
    """From A% to B% is B minus A points, up or down as said.

    Source: arithmetic; a difference of one in the last digit comes from rounding and is left alone.

    >>> told("points-of-change", "52.3%から58.1%へ6.8ポイント増加した。58.1%から52.3%に5.8ポイント上昇した。")
    ['52.3%から58.1%への差は5.8ポイントで、6.8ポイントではありません。', '58.1%から52.3%へは下がっていますが、「上昇」と書かれています。']
    >>> told("points-of-change", "52.3%から58.1%へ5.8ポイント増加した。前年の52.3%から5.9ポイント上昇し58.1%")
    []
    """
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in CHANGE.finditer(text) if "ポイント" in text else ():
            message = _points_message(match)
            if message:
                yield Remark(
                    span(document, number, *match.span()),
                    message,
                    (),
                    "割合と差を確かめてください。",
                )


def _points_message(match: re.Match) -> str:
    first, second, points = (Decimal(match[name]) for name in ("first", "second", "points"))
    change, last_digit = (
        second - first,
        Decimal(1).scaleb(min(first.as_tuple().exponent, second.as_tuple().exponent)),
    )
    if abs(abs(change) - points) > last_digit:
        return f"{first}%から{second}%への差は{abs(change)}ポイントで、{points}ポイントではありません。"
    if match["way"] and change and (change < 0) != (match["way"] in DOWN):
        return f"{first}%から{second}%へは{'下' if change < 0 else '上'}がっていますが、「{match['way']}」と書かれています。"
    return ""


@rule(
    "most-of-all",
    "error",
    "「最も多い」が割合の大小と合わない",
    "大小の比較（同じ文の「次いで」の割合と）",
    precision=NONE,
)
def check_ranks(document: Document, context: Context) -> Iterator[Remark]:
    """What is 最も多い is not less than what comes 次いで, and so on down the sentence.

    Source: comparison within one sentence; the shares named after 次いで fall.

    >>> told("most-of-all", "「任意団体」が35.2%と最も多く、次いで「NPO法人」（39.0%）であった。")
    ['最も多いとされる35.2%より、次の39.0%が多くなっています。']
    >>> told("most-of-all", "「任意団体」が45.2%と最も多く、次いで「NPO法人」（29.0%）、「その他」（11.3%）であった。前年は50%")
    []
    """
    pattern = re.compile(r"最も(?:多|高)(?:い|く|かった)[^。]{0,20}?(?:次いで|続いて|次に|以下)[^。]*")
    for number, block in enumerate(document.blocks):
        for match in pattern.finditer(block.folded.text):
            sentence = block.folded.text.rfind("。", 0, match.start()) + 1
            heads = find_percents(block.folded.text[sentence : match.start()])
            rest = find_percents(match.group())
            if heads and rest and "前" not in match.group() and rest[0].value > heads[-1].value:
                message = (
                    f"最も多いとされる{heads[-1].printed}より、次の{rest[0].printed}が多くなっています。"
                )
                yield Remark(
                    span(document, number, sentence, match.end()),
                    message,
                    (),
                    "順位と割合を確かめてください。",
                )
