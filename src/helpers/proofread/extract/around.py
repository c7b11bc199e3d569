"""The sentence around a place, and whether it tells there of others: 全国, 前年度, 他市."""

from __future__ import annotations

import re

OTHERS = (
    r"別に|別途|別の|隣の|前の年|その前|同県|先に(?:実施|行)|今は|他[の市区町村県]|ほかの[市区町村自]|全国(?!社会福祉)|都内|県内の|前回|前々?年|昨年(?!\d|[一二三四五六七八九十])|同種|同じ時期"
    r"|参考(?:まで|:)|当初|目標|定員|(?:国|政府|内閣府|厚生労働省|総務省)の"
)
MARK = re.compile(rf"(?P<others>{OTHERS})|今年度|本年度|今回|本市|本区|当市|当区|本調査")
CLOSED = re.compile(r"\([^()]*\)")
NOTE = re.compile(r"[(【\[]参考[)】\]]|※参考")
TOPIC = re.compile(r"[^、。はが]{0,30}?(?:では|でも|には|は)")
AHEAD = 1  # characters behind a place that say what stands before it
BACK = 200  # characters of a sentence looked back at
SIDE = 24  # characters over which a mark without は still holds


def sentence_around(text: str, position: int) -> tuple[int, int]:
    """(start, end) of the sentence or line that holds a position."""
    ends = [end for mark in "。\n" if (end := text.find(mark, position)) >= 0]
    return max(text.rfind(mark, 0, position) for mark in "。\n") + 1, min(ends, default=len(text))


def sentence_at(text: str, position: int) -> str:
    """The sentence or line that holds a position."""
    return text[slice(*sentence_around(text, position))]


def is_of_others(text: str, position: int) -> bool:
    """Whether the last mark before a place is one of others, and still holds: 昨年度は…; not 24.4%(前年度23.6%)、71.0%.

    >>> text = "昨年度は依頼970人、回答318人だった。窓口を知る人は31.0%(前年度21.4%)、全国の39.3%"
    >>> [is_of_others(text, text.index(figure)) for figure in ("970", "318", "31.0", "21.4", "39.3")]
    [True, True, False, True, True]
    """
    start = max(sentence_around(text, position)[0], position - BACK)
    if NOTE.search(text, start, position):
        return True
    before = CLOSED.sub("", text[start : position + AHEAD])  # 昨年12月 is a day, 昨年の12人 are others
    marks = (match for match in MARK.finditer(before) if match.end() <= len(before) - AHEAD)
    last = max(marks, key=lambda match: match.start(), default=None)
    if last is None or not last["others"]:
        return False
    is_topic = last.group().endswith("は") or TOPIC.match(before, last.end())
    return bool(is_topic) or len(before) - AHEAD - last.end() <= SIDE
