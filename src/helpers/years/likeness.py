"""How alike two wordings are: width, blanks and punctuation left out, then bigrams in common (Dice 1945)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

KEPT = "LNMS"  # letters, digits, marks, symbols of Unicode's general categories: no punctuation, no blanks
NUMBERING = re.compile(r"^\s*(?:(?:問|設問|質問|Q)\s*\d+(?:[-_.]\d+)*|\d+(?=\s*[.)、:]\D))\s*[.)、:．]?\s*", re.IGNORECASE)  # fmt: skip
INSTRUCTIONS = re.compile(
    r"((あてはまる|当てはまる)もの)?(を|は)?(すべて|全て|ひとつ|1つ|一つ|いくつでも)?(だけ)?(お|ご)?"
    r"(選び|答え|書き|選択|回答|記入)(ください|下さい)|[○〇]は(いくつでも|1つ|一つ|ひとつ)(だけ)?"
)
TURNS = re.compile(r"\d+|ない|なく|なかっ|ません|ぬ|未|不|非|無")


@lru_cache(maxsize=4096)
def fold_text(text: str) -> str:
    """What two wordings are compared by: 「問5　参加していますか。」 -> 参加していますか."""
    plain = NUMBERING.sub("", unicodedata.normalize("NFKC", text), count=1)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in KEPT).casefold()


@lru_cache(maxsize=4096)
def _bigrams(text: str) -> Counter[str]:
    """Of the question itself; すべてお選びください is in every second one and says nothing."""
    folded = fold_text(text)
    plain = INSTRUCTIONS.sub("", folded) or folded
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1)) or Counter([plain])


def likeness(one: str, other: str) -> float:
    """0 to 1: twice the bigrams in common over all bigrams; 1 for wordings that are the same when folded."""
    if fold_text(one) == fold_text(other):
        return 1.0
    first, second = _bigrams(one), _bigrams(other)
    return 2 * (first & second).total() / (first.total() + second.total())


def turns_meaning(one: str, other: str) -> bool:
    """Whether a number or a negation came, went or changed: 過去1年 -> 過去3年, 参加している -> 参加していない."""
    return sorted(TURNS.findall(fold_text(one))) != sorted(TURNS.findall(fold_text(other)))
