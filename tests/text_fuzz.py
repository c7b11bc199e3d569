"""Hostile Japanese for differential tests of tokenizers: the same texts for the same seed."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from helpers.text.dictionaries import decode

PROJECT = Path(__file__).resolve().parents[1]
SAMPLES = PROJECT.parent / "shared" / "samples"
RANGES = (
    *((0x3041, 0x3096), (0x30A1, 0x30FF), (0x4E00, 0x4FFF), (0x4E00, 0x9FA5), (0x21, 0x7E), (0xFF01, 0xFF9F)),
    *((0x0, 0x20), (0x80, 0xFF), (0x370, 0x3FF), (0x400, 0x4FF), (0x2000, 0x206F), (0x2190, 0x27FF)),
    *((0x3000, 0x303F), (0x3200, 0x33FF), (0xF900, 0xFA6A), (0x20000, 0x20100), (0x1F300, 0x1F64F)),
    *((0x300, 0x36F), (0xD800, 0xDFFF), (0xE000, 0xE0FF), (0xFE00, 0xFE6F), (0x10FFF0, 0x10FFFF)),
)
NUMERALS = "一二三四五六七八九十百千万億兆〇0123456789０１２３４５６７８９.,，．"
LATIN = "abcxyzABCXYZａｂｃＡＢＣéàüßøþ'-_ "
ENDS = "、。,.？?！!\n\r\t \u3000\x00\x1c\u2028"
PIECES = (
    *("👨‍👩‍👧", "🇯🇵", "e\u0301", "か\u3099", "ハ\u309a", "\u200d", "\ufeff", "\x00", "㍿", "①", "〇", "々", "ー", "ｶﾞ"),
    *("\n\n", "\r\n\r\n", "\r\n", "。\n", "、\n\n", "！？", "…", "(笑)", "www", "https://example.jp/?q=1&r=2", "100%"),
    *("すもももももももものうち", "東京都", "にわにはにわにわとりがいる", "こんにちは", "ありがとうございます", "しました"),
    *("食べられませんでした", "かん", "しょう", "いう", "じゃないですか", "コミュニティ", "スカイツリー", "町会・自治会"),
)  # fmt: skip


def read_sentences() -> list[str]:
    """Every cell of the project's own raw tables, and of the free samples beside the project if there are any."""
    files = sorted((PROJECT / "data" / "raw").rglob("*.csv")) + sorted(SAMPLES.glob("*.csv"))
    cells: dict[str, None] = {}
    for path in files:
        rows = csv.reader(io.StringIO(decode(path.read_bytes()), newline=""))
        cells |= dict.fromkeys(cell for row in rows for cell in row if len(cell) > 3)
    return [cell for cell in cells if any("\u3040" <= character <= "\u9fff" for character in cell)]


def make_texts(seed: int, count: int, sentences: list[str]) -> Iterator[str]:
    """`count` texts, each of some pieces; one in fifty is longer than 1,024 characters."""
    chance = random.Random(seed)
    for _ in range(count):
        pieces = chance.choice((1, 2, 3, 5, 8, 13)) if chance.random() < 0.98 else chance.randint(60, 400)
        yield "".join(_make_piece(chance, sentences) for _ in range(pieces))


def _make_piece(chance: random.Random, sentences: list[str]) -> str:
    kind, length = chance.randrange(12), chance.choice((1, 1, 2, 3, 4, 8, 20))
    if kind < 3 and sentences:
        sentence = chance.choice(sentences)
        begin = chance.randrange(len(sentence))
        return sentence[begin : begin + chance.randint(1, 60)]
    if kind == 3:
        return unicodedata.normalize(
            chance.choice(("NFD", "NFKC", "NFKD")), chance.choice(sentences or ["ガ"])
        )[:40]
    if kind == 4:
        return "".join(chr(chance.randint(0x30A1, 0x30FC)) for _ in range(chance.choice((3, 30, 200))))
    if kind == 5:
        return "".join(chance.choice(NUMERALS) for _ in range(length))
    if kind == 6:
        return "".join(chance.choice(LATIN) for _ in range(length))
    if kind == 7:
        return "".join(chance.choice(ENDS) for _ in range(chance.choice((1, 1, 1, 2, 4))))
    if kind < 10:
        return chance.choice(PIECES)
    return "".join(chr(chance.randint(*chance.choice(RANGES))) for _ in range(length))


def make_user_words(seed: int, count: int, sentences: list[str]) -> tuple[str, ...]:
    """Lines of both forms: words of the texts, with costs that win, lose and tie, some of them twice."""
    chance, lines = random.Random(seed), []
    while len(lines) < count:
        sentence = chance.choice(sentences)
        begin = chance.randrange(len(sentence))
        surface = sentence[begin : begin + chance.choice((1, 2, 3, 4, 5, 8, 14, 49, 50, 51))].strip()
        if (
            not surface
            or any(sign in surface for sign in ',"\n\r')
            or surface != surface.strip("\x1c\x85\u2028")
        ):
            continue
        lines.append(_make_line(chance, surface))
        if chance.random() < 0.2:
            lines.append(_make_line(chance, surface))
    return tuple(lines)


def _make_line(chance: random.Random, surface: str) -> str:
    if chance.random() < 0.4:
        return f"{surface},カスタム名詞,ヨミ"
    left, right = (chance.choice((0, 5, 1283, 1285, 1288, 1293, 1315)) for _ in range(2))
    cost = chance.choice((-100000, -5000, 0, 1000, 3000, 4769, 5000, 9000, 11426, 30000))
    return f"{surface},{left},{right},{cost},名詞,固有名詞,一般,*,型,形,{surface}る,ヨミ,ヨミー"
