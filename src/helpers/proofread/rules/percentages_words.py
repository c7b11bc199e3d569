"""Words for quantities (約半数, 過半数, 7割, 3人に1人) held against the percentage beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.proofread.document import Document
from helpers.proofread.extract.dates import read_figure
from helpers.proofread.extract.measured import NONE
from helpers.proofread.extract.terms import span
from helpers.proofread.registry import Context, Remark, rule

DIGIT = r"(?:\d|[一二三四五六七八九])"
WORD = (
    rf"(?P<word>約半数|ほぼ半数|半数近く|半数以上|半数超|半数を超える|過半数|大多数|大半|(?P<about>約|ほぼ)?(?P<tenths>{DIGIT})割"
    rf"(?P<more>以上|超|を超える|強|弱|近く|未満)?|(?P<of>{DIGIT})人に(?P<one>{DIGIT})人|(?P<parts>{DIGIT})分の(?P<part>{DIGIT}))"
)
PERCENT = r"(?P<percent>\d{1,3}(?:\.\d+)?)%"
BESIDE = [
    re.compile(
        rf"{WORD}(?:の(?:方|人|団体|参加者|回答者))?(?:にあたる|に当たる|となる|である|、|の)?\(?{PERCENT}(?!から|ポイント)"
    ),
    re.compile(
        rf"{PERCENT}(?:\([^)]{{1,20}}\))?(?:と|で|の|、|、すなわち|,)?(?:回答者の|全体の)?{WORD}(?!から)"
    ),
]
HALVES = {
    **dict.fromkeys(("約半数", "ほぼ半数"), (44, 56)),
    "半数近く": (42, 50),
    **dict.fromkeys(("半数以上", "半数超", "半数を超える", "過半数"), (50, 100)),
    **dict.fromkeys(("大多数", "大半"), (55, 100)),
}
MORE = {
    "以上": (0, 100),
    "超": (0, 10),
    "を超える": (0, 10),
    "強": (0, 6),
    "弱": (-6, 0),
    "近く": (-6, 0),
    "未満": (-100, 0),
}


def range_of(match: re.Match) -> tuple[Decimal, Decimal]:
    """Lowest and highest percentage that a word may stand for."""
    if match["word"] in HALVES:
        low, high = HALVES[match["word"]]
        return Decimal(low), Decimal(high)
    if match["tenths"]:
        middle = Decimal(_digit(match["tenths"]) * 10)
        low, high = MORE[match["more"]] if match["more"] else (-5, 5)
        return middle + low, middle + high
    above, below = (match["one"], match["of"]) if match["of"] else (match["part"], match["parts"])
    share = Decimal(100 * _digit(above)) / _digit(below)
    return share * Decimal("0.85"), share * Decimal("1.15")


def _digit(text: str) -> int:
    return max(int(read_figure(text)), 1)


@rule("quantity-word", "error", "割合を言い換えた語が割合と合わない", "割合との大小の比較", precision=NONE)
def check_words(document: Document, context: Context) -> Iterator[Remark]:
    """約半数, 過半数, 7割, 3人に1人 say what the percentage beside them says.

    Source: comparison; 約半数 44 to 56%, 7割 65 to 75%, 過半数 from 50%, 3人に1人 within 15 in 100 of a third.

    >>> told("quantity-word", "過半数（48.3%）が賛成し、約7割（62.0%）が参加し、18%と3人に1人が知らない。")
    ['48.3%は「過半数」とは言えません。', '62.0%は「約7割」とは言えません。', '18%は「3人に1人」とは言えません。']
    >>> told("quantity-word", "約半数（45.5%）、過半数（58%）、7割（72%）、8割以上（81％）、33.8%と3人に1人、半数以上の52%")
    []
    """
    for number, block in enumerate(document.blocks):
        text = block.folded.text
        for match in (found for pattern in BESIDE for found in pattern.finditer(text)) if "%" in text else ():
            low, high = range_of(match)
            if not low <= Decimal(match["percent"]) <= high:
                message = f"{match['percent']}%は「{match['word']}」とは言えません。"
                yield Remark(
                    span(document, number, *match.span()),
                    message,
                    (),
                    "割合か言い方を直してください。",
                )
