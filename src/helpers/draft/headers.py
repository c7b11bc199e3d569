"""What a column's heading says: the question's own number, its text, and the item that stands behind a common stem."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from helpers.raw.forms import PART_BY_PART

NUMBERED = re.compile(
    r"(?:(?P<word>問|設問|質問|Q|SC|F|S|q|sc|f|s)[ 　]?(?P<number>\d{1,3})|(?P<bare>\d{1,3})(?=[.．:：、)）]\D|[.．]\s))"
    r"(?P<part>(?:[-－ー‐_の](?:\d{1,2}|[①-⑳])(?!\d))*)(?P<rest>.*)",
    re.DOTALL,
)
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,11}")
BRACKET = re.compile(r"(?P<stem>.*?)\s*[\[［【](?P<item>[^\[\]［］【】]+)[\]］】]\s*", re.DOTALL)
CODED = re.compile(
    r"(?P<stem>[A-Za-z問設質]{1,4}\d{0,3}(?:[-_.]\d{1,3})*?)(?P<mark>[-_.－]|[SMCRsmcr](?=\d))(?P<item>\d{1,3})(?:(?P<gap>[.．:：、)）\s_]\s*)(?P<rest>\S.*))?",
    re.DOTALL,
)
RANKED = re.compile(r"(?P<stem>.*?)[\s_：:.．・/（(【\[\-]*(?P<item>第?\d{1,2}位)[）)】\]]?", re.DOTALL)
COLON = re.compile(r"(?P<stem>.{2,}?)\s*(?:[:：_＿]|\s[-–—]\s)\s*(?P<item>.+)", re.DOTALL)
PAREN = re.compile(r"(?P<stem>.{2,}?)\s*[（(](?P<item>[^（）()]+)[）)]\s*", re.DOTALL)
OPEN_ENDED = (
    "Response",
    "Open-Ended Response",
    "回答",
    "自由回答",
    "自由記述",
    "オープンエンド型回答",
    "回答内容",
)
WORDS = {"問": "Q", "設問": "Q", "質問": "Q"}


@dataclass(frozen=True)
class Split:
    """A heading as stem and item; `level` is how it is written: header, bracket, code, colon, paren."""

    level: str
    stem: str
    item: str
    number: int | None = None


def splits_of(name: str) -> list[Split]:
    """Every way to read a heading as an item of a group, the surest first."""
    found = []
    if PART_BY_PART in name and (head := name.rpartition(PART_BY_PART)) and head[2] not in OPEN_ENDED:
        found.append(Split("header", head[0], head[2]))
    if match := BRACKET.fullmatch(name):
        found.append(Split("bracket", match["stem"], " ".join(match["item"].split())))
    if match := RANKED.fullmatch(name):
        found.append(Split("rank", match["stem"], match["item"]))
    if match := CODED.fullmatch(name):
        item = (match["rest"] or "").strip() or name
        found.append(Split("code", match["stem"] + match["mark"], item, int(match["item"])))
    for level, pattern in (("colon", COLON), ("paren", PAREN)):
        if match := pattern.fullmatch(name):
            found.append(Split(level, match["stem"], match["item"].strip()))
    return found


def split_at(name: str, level: str, stem: str) -> Split | None:
    """The heading read as an item of the group (level, stem), or None."""
    return next((split for split in splits_of(name) if (split.level, split.stem) == (level, stem)), None)


def clean_text(name: str) -> str:
    """The wording of a question out of its heading: one line, without its own number or level for answers."""
    parts = [part for part in name.split(PART_BY_PART) if part not in OPEN_ENDED] or [name]
    text = " ".join(PART_BY_PART.join(parts).split())
    found = NUMBERED.fullmatch(text)
    rest = re.sub(r"^[.．:：、)）\s_/]+", "", found["rest"]) if found else ""
    return rest if found and rest and not _is_glued(found) else text


def _is_glued(found: re.Match) -> bool:
    """Q2_4FA is one code, not the text FA of a question Q2_4."""
    return bool(re.match(r"_?[A-Za-z0-9]", found["rest"])) and bool(
        re.match(r"[A-Za-z]", found["word"] or "")
    )


def own_code(name: str) -> str:
    """The id that a heading brings along: 問5-1. 接客 -> Q5_1, SC1 -> SC1, a1 -> a1; "" when it has none."""
    text = " ".join(name.split())
    if found := NUMBERED.fullmatch(text):
        if _is_glued(found):
            return text if CODE.fullmatch(text) else ""
        word = found["word"] or "Q"
        part = unicodedata.normalize("NFKC", found["part"] or "")
        number = unicodedata.normalize("NFKC", found["number"] or found["bare"])
        return WORDS.get(word, word) + number + re.sub(r"\D+", "_", part).rstrip("_")
    head = re.match(r"([A-Za-z]{1,4}\d{1,3}(?:_\d{1,3})*)(?=$|[.．:：、)）\s])", text)
    return head[1] if head else text if CODE.fullmatch(text) and re.search(r"\d", text) else ""
