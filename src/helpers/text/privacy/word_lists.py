"""The lists of words.txt and surnames.txt, and how surnames are written in kana and in Latin letters."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WORDS_FILE, SURNAMES_FILE = Path(__file__).with_name("words.txt"), Path(__file__).with_name("surnames.txt")
HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
ROMAN_ROWS = {
    "アイウエオ": "a i u e o", "カキクケコ": "ka ki ku ke ko", "サシスセソ": "sa shi su se so", "タチツテト": "ta chi tsu te to",
    "ナニヌネノ": "na ni nu ne no", "ハヒフヘホ": "ha hi fu he ho", "マミムメモ": "ma mi mu me mo", "ヤユヨ": "ya yu yo",
    "ラリルレロ": "ra ri ru re ro", "ワヲン": "wa o n", "ガギグゲゴ": "ga gi gu ge go", "ザジズゼゾ": "za ji zu ze zo",
    "ダヂヅデド": "da ji zu de do", "バビブベボ": "ba bi bu be bo", "パピプペポ": "pa pi pu pe po",
}  # fmt: skip
ROMAN = {
    kana: roman for row, line in ROMAN_ROWS.items() for kana, roman in zip(row, line.split(), strict=True)
}


@cache
def read_words() -> dict[str, frozenset[str]]:
    """Name of a list -> its words; in the file a `*` begins a list and a `#` a remark."""
    lists: dict[str, list[str]] = {}
    own: list[str] = []
    for line in WORDS_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("*"):
            own = lists.setdefault(line[1:], [])
        elif not line.startswith("#"):
            own += line.split()
    return {name: frozenset(words) for name, words in lists.items()}


@cache
def read_surnames() -> dict[str, tuple[str, ...]]:
    """Surname -> its readings in katakana."""
    lines = SURNAMES_FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: tuple(readings.split("/")) for name, readings in pairs}


@cache
def kana_surnames() -> frozenset[str]:
    """Readings of two kana and more, in katakana and hiragana, without those that may well be something else."""
    kana = {reading for readings in read_surnames().values() for reading in readings if len(reading) >= 2}
    kana -= read_words()["AMBIGUOUS_KANA"]
    return frozenset(kana | {reading.translate(HIRAGANA) for reading in kana})


@cache
def roman_surnames() -> frozenset[str]:
    """Hepburn, lower case, with and without long vowels: satou, sato; ohno."""
    spelt = {_romanise(reading) for readings in read_surnames().values() for reading in readings}
    short = {re.sub("oo|ou", "o", re.sub("uu", "u", name)) for name in spelt}
    with_h = {
        _romanise(reading).replace("oo", "oh", 1)
        for readings in read_surnames().values()
        for reading in readings
        if reading.startswith("オオ")
    }
    return frozenset(name for name in spelt | short | with_h if len(name) >= 3)


def _romanise(reading: str) -> str:
    """ワタナベ -> watanabe, ハットリ -> hattori, ショウジ -> shouji."""
    text = "".join(ROMAN.get(kana, kana) for kana in reading)
    for small, vowel in (("ャ", "a"), ("ュ", "u"), ("ョ", "o")):
        text = re.sub(f"(sh|ch|j)i{small}", rf"\1{vowel}", text)
        text = re.sub(f"i{small}", f"y{vowel}", text)
    return re.sub("ッ(.)", r"\1\1", text)
