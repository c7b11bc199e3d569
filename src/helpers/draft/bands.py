"""Choices that hold numbers, in the order of the numbers: bands, 年代, 回数, 頻度, ordinal prefixes."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata

TEN_THOUSANDS = {"百": 100, "千": 1000, "万": 10**4, "億": 10**8}
MINUTES = {
    "秒": 1 / 60, "分": 1, "時間": 60, "日": 1440, "週間": 10080, "週": 10080, "か月": 43800, "ヶ月": 43800, "カ月": 43800, "ケ月": 43800,
    "年": 525600, "minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43800, "year": 525600,
}  # fmt: skip
TOKEN = re.compile(
    r"(\d+(?:\.\d+)?)([百千万億]*)(代|時間|週間|[かヶカケ]月|秒|分|日|週|年|minute|hour|day|week|month|year|[^\d\s～~-]?)"
)
NOTHING = re.compile(
    r"(し|使わ|行わ|利用し|参加し|持た|受け|宿泊し|い|飲ま|吸わ|読ま)(ていない|たことがない|たことはない|ない)$|^(特に)?な[しい]$|^無し?$|^日帰り|^ゼロ$|^なかった$|^none$|^never$|^0$|"
    r"(していません|しません|ありません)$"
)
FIRST = re.compile(r"^(今回が)?(初めて|はじめて|初回|初)(です|の.*|訪問)?$|first time", re.IGNORECASE)
BELOW = re.compile(
    r"未満|以下|まで|以内|より(少|小|短)|less than|under|below|fewer|up to|^[～~<≤]", re.IGNORECASE
)
ABOVE = re.compile(
    r"以上|超|以降|より(多|大|長)|more than|over|above|or more|older|\+|[～~>≥-]$|^[>≥]", re.IGNORECASE
)
PREFIX = re.compile(r"[（(\[【]?(\d{1,3}|[A-Za-zア-ン])(?:[）)\]】]|[.．:：、](?!\d)|_)\s*(?=\S)")
CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)}


def order_by_prefix(labels: list[str]) -> list[str] | None:
    """04.福井駅前, 05.…: by the ordinal that every label begins with; None when one has none or two have the same."""
    found = {label: _prefix(label) for label in labels}
    if len(labels) < 2 or None in found.values() or len(set(found.values())) < len(labels):
        return None
    return sorted(labels, key=lambda label: found[label])


def _prefix(label: str) -> tuple | None:
    if label[:1] in CIRCLED:
        return (0, CIRCLED[label[0]])
    found = PREFIX.match(label)
    if not found:
        return None
    return (0, int(found[1])) if found[1].isdecimal() else (1, found[1].upper())


def strip_prefix(label: str) -> str:
    """04.福井駅前 -> 福井駅前; the label itself when it has no ordinal."""
    if label[:1] in CIRCLED:
        return label[1:].strip()
    found = PREFIX.match(label)
    return label[found.end() :].strip() if found else label


def order_by_band(labels: list[str]) -> list[str] | None:
    """使わない, 1,000円未満, 1,000円以上 3,000円未満, ...; None unless every label but those for nothing is a number or a band."""
    bands = {label: parse_band(label) for label in labels}
    numbered = [label for label in labels if bands[label] and re.search(r"\d", fold(label))]
    if len(numbered) < 2 or None in bands.values() or len({_rest(label) for label in numbered}) > 2:
        return None
    return sorted(labels, key=lambda label: bands[label])


def _rest(label: str) -> str:
    """What is left of a label without its numbers and the words of a range: the unit and what is counted."""
    text = re.sub(r"[(（].*?[)）]", "", fold(label))
    text = re.sub(
        r"以上|以下|未満|以内|以降|まで|超|から|程度|くらい|約|前半|後半|目|[～~\-\s+,.百千万億]|\d", "", text
    )
    text = re.sub(
        r"less than|under|over|more than|or more|up to|to|and|older|below|above|[かヶカケ]?月|年|週間?|日|時間|分",
        "",
        text,
    )
    return text.rstrip("s")


def fold(text: str) -> str:
    """NFKC, lower case, without thousands separators; dashes and tildes made one."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain)
    return re.sub(r"\s+", " ", re.sub(r"[〜∼˜]", "~", re.sub(r"[‐‑–—−ー](?=\s*\d)", "-", plain))).strip()


def parse_band(label: str) -> tuple[float, float] | None:
    """(low, high) of a band for sorting: 1,000円未満 -> (-inf, 1000); 30代 -> (30, 39); 使わない -> (-inf, 0)."""
    text = fold(label)
    if not re.search(r"\d", text):
        return (1, 1) if FIRST.search(text) else (-math.inf, 0) if NOTHING.search(text) else None
    bare = re.sub(r"[(（].*?[)）]", "", text)
    text = bare.strip() if re.search(r"\d", bare) else text
    values = _values(text)
    if not 1 <= len(values) <= 2:
        return None
    if len(values) == 2:
        return (values[0][0], values[1][1]) if values[0][0] <= values[1][0] else None
    low, high = values[0]
    if BELOW.search(text):
        return (-math.inf, high)
    return (low, math.inf) if ABOVE.search(text) else (low, high)


def _values(text: str) -> list[tuple[float, float]]:
    """Each number as (first, last) value it stands for: 100～200万円 -> (1000000, 1000000), (2000000, 2000000)."""
    tokens = [list(found) for found in TOKEN.findall(text)]
    for before, after in itertools.pairwise(tokens):
        if not before[1] and after[1] and before[2] in ("", "-", "~", "か"):
            before[1] = after[1]
        if before[2] not in MINUTES and after[2] in MINUTES and before[2] in ("", "-", "~", "か"):
            before[2] = after[2]
    values = []
    for number, myriads, unit in tokens:
        value = float(number) * math.prod(TEN_THOUSANDS[sign] for sign in myriads) * MINUTES.get(unit, 1)
        late, early = "後半" in text, "前半" in text
        if unit == "代":
            values.append((value + 5 * late, value + (4 if early else 9)))
        else:
            values.append((value, value))
    return values


RATES = (
    (r"(ほぼ)?毎日|daily|every ?day|日に?\d", 365), (r"平日", 250), (r"毎週|weekly|every week", 52), (r"毎月|monthly|every month", 12),
    (r"年に?数(回|日|度)", 4), (r"月に?数(回|日|度)", 40), (r"週に?数(回|日|度)", 200), (r"毎年|yearly|annually|every year", 1), (r"半年に", 2), (r"数か?ヶ?月に", 4), (r"数年に|それ以下|それ未満|それより少", 0.2),
)  # fmt: skip
PER = {"日": 365, "週": 52, "月": 12, "年": 1, "week": 52, "month": 12, "year": 1, "day": 365}
PER_UNIT = re.compile(r"(?<![か月ヶカケ\d])(週|月|年|日)(?:間)?に?(?:約)?(\d+)(?:[~-](\d+))?(?:回|日|度)")
EVERY = re.compile(r"(\d+)(?:[~-]\d+)?(日|週|か月|ヶ月|カ月|ケ月|年)(?:間)?に(\d+)(?:[~-](\d+))?(?:回|日|度)")
ENGLISH = re.compile(
    r"(once|twice|\d+)(?:-\d+)?(?: or more)?(?: times?)? (?:a|per|every) (week|month|year|day)"
)


def order_by_rate(labels: list[str]) -> list[str] | None:
    """毎日, 週に2～3回, 月に1回, 利用しない: the most frequent first; None unless every label is a rate."""
    rates = {label: parse_rate(label) for label in labels}
    real = [label for label in labels if rates[label] is not None and rates[label][0] > 0]
    if len(real) < 2 or None in rates.values():
        return None
    return sorted(labels, key=lambda label: rates[label], reverse=True)


def parse_rate(label: str) -> tuple[float, int] | None:
    """(times a year, 1 above, -1 below): 週に2～3回 -> (104, 0); None when the label is no rate."""
    text = fold(label)
    beyond = 1 if "以上" in text or "or more" in text else -1 if re.search("未満|以下|less", text) else 0
    if found := EVERY.search(text):
        unit = (
            found[2].replace("か月", "月").replace("ヶ月", "月").replace("カ月", "月").replace("ケ月", "月")
        )
        return (PER[unit] * int(found[3]) / int(found[1]), beyond)
    if found := PER_UNIT.search(text):
        return (PER[found[1]] * int(found[2]), beyond)
    if found := ENGLISH.search(text):
        return (
            PER[found[2]]
            * {"once": 1, "twice": 2}.get(found[1], 0 if not found[1].isdigit() else int(found[1])),
            beyond,
        )
    for pattern, rate in RATES:
        if re.search(pattern, text):
            return (rate, beyond)
    return (0, 0) if NOTHING.search(text) or re.search("never|一度も", text) else None
