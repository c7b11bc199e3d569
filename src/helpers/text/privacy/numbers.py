"""Patterns over the folded text: numbers of cards and accounts, number plates, birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.text.privacy.contacts import Match
from helpers.text.privacy.folding import fold_kanji_digits
from helpers.text.privacy.word_lists import read_words

LABELS = (
    r"マイナンバー|個人番号|口座番号|口座|(?:健康)?保険証(?:の)?(?:記号)?(?:番号)?|被保険者(?:証)?番号|記号番号|記号・番号|"
    r"(?:運転)?免許(?:証)?(?:の)?番号|パスポート(?:番号)?|旅券番号|基礎年金番号|年金番号|住民票コード|在留カード(?:番号)?|"
    r"診察券(?:の)?番号|患者番号|受給者(?:証)?番号|利用者番号|会員番号|社員番号|職員番号|学籍番号|手帳(?:の)?番号|"
    r"クレジットカード(?:番号)?|カード番号|整理番号|お客様番号|受付番号"
)
LABELLED = re.compile(
    rf"(?:{LABELS})(?:の)?(?:番号)?[\s」)]*(?:は|が|[:=]|No\.?)?[\s「(]*"
    r"(?P<value>第?[A-Za-z]{0,3}-?\d(?:[\d\s-]{2,22}\d)(?:号)?)(?!\d|\s?(?:円|人|件|年|月))"
)
GROUPS = re.compile(r"(?<![\d-])\d{4}([ -])\d{4}\1\d{4}(?:\1\d{4})?(?![\d-])")
BANK = re.compile(
    r"(?:普通|当座|貯蓄|定期)(?:預金|口座)?(?:番号)?\s?(?:No\.?|[:])?\s?\d{6,8}(?!\d)"
    r"|(?<=記号)\s?\d{5}\s?-?\s?(?:番号)?\s?\d{6,8}"
)
PLATE = re.compile(
    rf"(?:{'|'.join(sorted(read_words()['PLATES'], key=lambda name: (-len(name), name)))})\s?\d{{2,3}}[A-Z]?\s?[あ-んA-Z]\s?[・.]{{0,3}}\s?\d{{1,2}}?[\s・-]?\d{{1,4}}(?:-\d{{2,3}})?(?![\d])"
)
PLATE_LABELLED = re.compile(
    r"(?:(?<!マイ)ナンバー|車両番号|車番)\s?(?:は|が|[:])?\s?「?(?P<value>\d{2}-\d{2}|\d{4})(?!\d|-\d|年|円|人)"
)
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHR](?=\s?\d))"
YEAR = rf"(?:{ERA}\s?(?:{NUMBER}|元)\s?(?:年|[./-])|(?:19|20)\d\d\s?(?:年|[./-]))"
DATE = (
    rf"(?:{YEAR}\s?(?:\([^)]{{2,8}}\))?\s?{NUMBER}\s?(?:月|[./-])\s?{NUMBER}\s?日?|{NUMBER}月\s?{NUMBER}日)"
)
WESTERN = r"(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))"
BORN = re.compile(rf"(?<![\d一二三四五六七八九十]){DATE}\s?(?:に)?\s?(?:生まれ|生(?![活徒産一-鿿])|うまれ)")
BIRTHDAY = re.compile(
    rf"(?:生年月日|誕生日|お誕生日|バースデー|生まれ(?:た日)?)\s?(?:は|が|[:])?\s?「?\(?(?P<value>{DATE}|{WESTERN})(?!\d)"
)
IS_BIRTHDAY = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?P<value>{DATE})\s?(?:が|は)(?:私の|母の|父の)?(?:お)?誕生日"
)


def find_numbers(text: str) -> Iterator[Match]:
    """Every find of this module in a folded text; they may overlap."""
    if "生" in text or "うまれ" in text or "バースデー" in text:
        yield from _find_birthdays(text)
    digits = fold_kanji_digits(text)
    if sum(map(str.isdigit, digits)) < 4:
        return
    for found in LABELLED.finditer(digits):
        if sum(map(str.isdigit, found["value"])) >= 4:
            yield Match(*found.span("value"), "identifier", "番号の名（口座番号など）の後の番号")
    yield from (
        Match(*found.span(), "identifier", "4桁ずつに区切った12桁か16桁", "中")
        for found in GROUPS.finditer(text)
    )
    yield from (Match(*_strip(found), "identifier", "口座の形") for found in BANK.finditer(text))
    yield from (Match(*found.span(), "vehicle", "ナンバープレートの形") for found in PLATE.finditer(text))
    for found in PLATE_LABELLED.finditer(text):
        yield Match(*found.span("value"), "vehicle", "「ナンバー」などの後の番号", "中")


def _find_birthdays(text: str) -> Iterator[Match]:
    yield from (Match(*found.span(), "birthday", "生まれた年月日") for found in BORN.finditer(text))
    for pattern in (BIRTHDAY, IS_BIRTHDAY):
        for found in pattern.finditer(text):
            yield Match(*found.span("value"), "birthday", "「生年月日」「誕生日」に続く日付")


def _strip(found: re.Match) -> tuple[int, int]:
    start, end = found.span()
    return start + len(found[0]) - len(found[0].lstrip()), end
