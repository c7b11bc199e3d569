"""Names that the tokenizer does not show: written in kana or Latin letters, of one kanji, nicknames, after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from helpers.text.privacy import name_words as known
from helpers.text.privacy.contacts import Match

HONORIFIC = f"(?:{known.HONORIFIC}|先生)"
BEFORE_HIRAGANA = r"(?:(?<![ぁ-んァ-ヶー一-鿿々])|(?<=[のはがにともをやでへ]))"
NICKNAME = re.compile(
    rf"(?:{BEFORE_HIRAGANA}(?P<hiragana>[ぁ-ん]{{1,4}}ー?)|(?<![ァ-ヶー])(?P<katakana>[ァ-ヶー]{{2,6}})"
    r"|(?<![一-鿿々])(?P<kanji>[一-鿿々]{1,3}))(?:ちゃん(?!ぽん|こ[鍋屋]|ばら)|くん|君(?![たがはの主臨]))"
)
FOREIGN = re.compile(rf"(?<![ァ-ヶー])[ァ-ヶー]{{2,}}(?:[・=][ァ-ヶー]+)+(?={HONORIFIC})")
KATAKANA = re.compile(r"(?<![ァ-ヶー・])(?P<name>[ァ-ヶー]{2,7})(?=(?:さん|氏|様|さま)(?![がはの]?たち))")
LATIN_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")
LATIN = re.compile(rf"(?<![A-Za-z])(?P<name>[A-Z][A-Za-z'-]+(?:\s[A-Z][A-Za-z'-]*){{0,3}})\s?(?={HONORIFIC})")
LATIN_PAIR = re.compile(
    r"(?<![A-Za-z@.])(?P<first>[A-Z][A-Za-z]{1,14})[,\s]\s?(?P<second>[A-Z][A-Za-z]{1,14})(?![A-Za-z])"
)
LABEL = re.compile(
    r"(?:氏名|お名前|名前|記入者|回答者|記載者|担当者?|代表者?(?:氏)?名?|署名|連絡先|責任者|発表者)\s?(?:は|[:])\s?"
    r"(?P<name>[^\s、。,:;()（）0-9A-Za-z「」]{1,6}(?:[ \u3000][一-鿿々ぁ-んァ-ヶー]{1,5})?)(?=$|[\s、。,;()（）0-9]|です)"
)
LABEL_SPACE = re.compile(
    r"(?:氏名|お名前|記入者|署名)[\s\u3000]+(?P<name>[一-鿿々ァ-ヶー]{2,6}(?:[ \u3000][一-鿿々ァ-ヶー]{1,4})?)(?=$|[\s、。,()（）])"
)
NOT_A_NAME = re.compile(
    "匿名|なし|無し|無記名|ありません|不明|本人|同上|区|市|町|課|係|部|会|局|所|電話|メール|[のがはをにで]"
)


def find_name_patterns(text: str) -> Iterator[Match]:
    """Every find of this module in a folded text; they may overlap."""
    if re.search(HONORIFIC, text):
        yield from _find_addressed(text)
    if re.search("[A-Z][A-Za-z]", text):
        yield from _find_latin(text)
    for pattern in (LABEL, LABEL_SPACE):
        for found in pattern.finditer(text):
            if not NOT_A_NAME.search(found["name"]):
                yield Match(*found.span("name"), "name", "「氏名」などの後の名前", "中")


def _find_addressed(text: str) -> Iterator[Match]:
    for found in _kana_pattern().finditer(text):
        yield Match(*found.span("name"), "name", "かな書きの姓と敬称")
    for found in _short_pattern().finditer(text):
        if found["name"] + found["honorific"] not in known.TITLES:
            yield Match(*found.span("name"), "name", "一字の姓と敬称")
    for found in FOREIGN.finditer(text):
        yield Match(*found.span(), "name", "「・」で区切った片仮名と敬称")
    for found in KATAKANA.finditer(text):
        name = found["name"]
        if not known.ROLE_KANA.search(name) and not re.fullmatch("[ー]+", name):
            yield Match(*found.span("name"), "name", "片仮名と敬称", "低")
    yield from _find_nicknames(text)


def _find_nicknames(text: str) -> Iterator[Match]:
    for found in NICKNAME.finditer(text):
        name = found["hiragana"] or found["katakana"] or found["kanji"]
        kind = next(key for key, value in found.groupdict().items() if value)
        if known.NICKNAMES.search(name) or name in known.NOT_NAMES or known.ROLE_KANA.search(name):
            continue
        yield Match(*found.span(kind), "name", "「ちゃん」「くん」の前の名", "中")


def _find_latin(text: str) -> Iterator[Match]:
    for found in LATIN_TITLE.finditer(text):
        yield Match(*found.span("name"), "name", "Mr. などの後の名前")
    for found in LATIN.finditer(text):
        name = found["name"]
        if len(name) >= 3 and (not name.isupper() or name.split()[0].lower() in known.roman_surnames()):
            yield Match(*found.span("name"), "name", "ローマ字の名前と敬称", "中")
    for found in LATIN_PAIR.finditer(text):
        surnames = {found["first"].lower(), found["second"].lower()} & known.roman_surnames()
        if surnames:
            yield Match(*found.span(), "name", "ローマ字の姓と名", "中")


@cache
def _kana_pattern() -> re.Pattern:
    """Surnames of read_surnames in hiragana and katakana before an honorific, the longest first."""
    names = sorted(known.kana_surnames(), key=lambda name: (-len(name), name))
    katakana = "|".join(name for name in names if re.fullmatch("[ァ-ヶー]+", name))
    hiragana = "|".join(name for name in names if not re.fullmatch("[ァ-ヶー]+", name))
    return re.compile(
        rf"(?P<name>(?<![ァ-ヶー])(?:{katakana})|{BEFORE_HIRAGANA}(?:{hiragana}))(?={HONORIFIC})"
    )


@cache
def _short_pattern() -> re.Pattern:
    names = "".join(name for name in known.read_surnames() if len(name) == 1)
    return re.compile(rf"(?<![一-鿿々ァ-ヶー〇○])(?P<name>[{names}])(?P<honorific>{HONORIFIC})")
