"""Patterns over the folded text: e-mail, URLs, accounts, telephone, fax, postal codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.text.privacy.folding import fold_kanji_digits


class Match(NamedTuple):
    """A find in the folded text."""

    start: int
    end: int
    kind: str
    reason: str
    certainty: str = "高"


AT = r"(?:@|\s@\s|\s?[\[({<【]\s?(?:at|アット(?:マーク)?|@)\s?[\])}>】]\s?|\s(?:at|AT)\s(?=\S+\.)|アットマーク|★(?=[a-z0-9-]+\.))"
DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|ドット)\s?[\])}>]\s?)"
EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}{AT}[A-Za-z0-9-]+(?:{DOT}[A-Za-z0-9-]+)+",
    re.IGNORECASE,
)
ENDINGS = r"(?:jp|com|net|org|info|biz|io|me|tv|tokyo|online|site|shop|app|dev|edu|gov)"
PATH = r"[^\s、。，「」『』【】（）<>\"ぁ-んァ-ヺ一-鿿]"
URL = re.compile(
    r"(?:h?ttps?|hxxps?|ftp)://[^\s、。，「」『』【】<>\"]+"
    rf"|(?<![A-Za-z0-9.@-])www\.{PATH}+"
    rf"|(?<![A-Za-z0-9.@_-])(?:[A-Za-z0-9-]+\.)+{ENDINGS}(?![A-Za-z0-9.-])(?:/{PATH}*)?",
    re.IGNORECASE,
)
URL_TAIL = re.compile(r"(?:(?:を|に|へ|で|の|から|は|が|と)[ぁ-んァ-ヺ一-鿿、。]*|[.,!?:;')\]]+)$")
HANDLE = re.compile(
    r"(?<![A-Za-z0-9._%+@-])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,28}[A-Za-z0-9_])?(?![A-Za-z0-9@])"
)
SERVICES = (
    r"(?:LINE|ライン|Instagram|インスタグラム|インスタ|Twitter|ツイッター|Facebook|フェイスブック|フェースブック|TikTok|"
    r"ティックトック|YouTube|ユーチューブ|Discord|ディスコード|Skype|スカイプ|WeChat|カカオトーク|カカオ|mixi|Threads|"
    r"Bluesky|Zoom|SNS|X)"
)
ID_WORD = (
    r"(?:ID(?![A-Za-z])|アイディー|アイディ|アカウント(?:名|ID)?|ユーザー(?:名|ID)?|ハンドル(?:ネーム)?)"
)
VALUE = r"(?P<value>[A-Za-z0-9][A-Za-z0-9_.-]{1,28}[A-Za-z0-9_](?:#\d{4})?)(?![A-Za-z0-9@])"
NAMED = re.compile(
    rf"(?<![A-Za-z])(?:{SERVICES}\s*の?\s*{ID_WORD}\s*(?:は|が|[:=])?|{ID_WORD}\s*(?:は|が|[:=]|(?=[「『])))"
    rf"\s*[「『\"(]?\s*@?{VALUE}",
    re.IGNORECASE,
)
COLON = re.compile(rf"(?<![A-Za-z]){SERVICES}\s*[:=]\s*[「『\"]?@?{VALUE}")
SAID = re.compile(
    rf"(?<![A-Za-z]){SERVICES}\s*(?:は|が|で|の)\s*[「『\"]?(?=[A-Za-z.-]*[\d_])(?=[\d_.-]*[A-Za-z]){VALUE}",
    re.IGNORECASE,
)

GAP = r"(?:\s?[-ー~・.の]\s?|\s?[()]\s?|\s)"
LEAD = r"(?<![\d.,/-])"
TAIL = r"(?![\d/]|-\d|,\d{3}|\.\d|\s?(?:円|人|名|件|年|月|日|時|分|歳|個|回|%))"
TELEPHONE = re.compile(
    rf"{LEAD}\(?(?:"
    rf"\+?81{GAP}?\(?0?\)?\d{{1,4}}{GAP}{{1,2}}\d{{1,4}}{GAP}{{1,2}}\d{{3,4}}|\+81\d{{9,10}}"
    rf"|0\d{{1,4}}{GAP}{{1,2}}\d{{1,4}}{GAP}{{1,2}}\d{{3,4}}"
    rf"|0\d{{2,4}}{GAP}\d{{6,8}}|0[5-9]0\d{{8}}|0\d{{9}}"
    rf"){TAIL}"
)
EXTENSION = re.compile(r"\s?\(?内線\s?(?:番号)?\s?[:]?\s?\d{2,5}\)?")
LABEL = r"(?:電話番号|電話|TEL|Tel|tel|℡|☎|📞|携帯番号|携帯|連絡先|自宅)"
LOCAL = re.compile(rf"{LABEL}\s?(?:番号)?(?:は|が|[:])?\s?(?P<value>\d{{2,4}}\s?-\s?\d{{4}}){TAIL}")
FAX_LABEL = re.compile(
    r"(?:fax|ファックス|ファクス|ファクシミリ)(?:番号|no\.?)?\s*(?:は|が|兼電話)?[\s::)]*$", re.IGNORECASE
)
POSTAL = re.compile(r"〒\s?\d{3}\s?-?\s?\d{4}(?!\d)")
POSTAL_PLAIN = re.compile(r"(?<![\d-])\d{3}-\d{4}(?![\d-])")
POSTAL_BEFORE = re.compile(r"(?:郵便番号|住所)\s?(?:は|[::])?\s?$")
POSTAL_AFTER = re.compile(r"\s{0,3}(?:[一-鿿ぁ-んァ-ヶ]{1,6}[都道府県市区町村郡])")


def find_contacts(text: str) -> Iterator[Match]:
    """Every find of this module in a folded text; they may overlap."""
    lower = text.lower()
    if "." in text and ("@" in text or "at" in lower or "アット" in text or "★" in text):
        yield from (Match(*found.span(), "email", "メールアドレスの形") for found in EMAIL.finditer(text))
    if "://" in text or "." in text:
        yield from (Match(*_trim_url(found), "url", "URLの形") for found in URL.finditer(text))
    yield from _find_accounts(text)
    digits = fold_kanji_digits(text)
    if sum(map(str.isdigit, digits)) >= 6:
        yield from _find_telephones(digits)
        yield from _find_postal_codes(digits)


def _trim_url(found: re.Match) -> tuple[int, int]:
    """Without the particle or the full stop that follows, and with brackets only in pairs."""
    start, end = found.span()
    surface = found[0]
    tail = URL_TAIL.search(surface)
    if tail and not (surface.endswith(")") and surface.count("(") == surface.count(")")):
        end -= len(tail[0])
    return start, end


def _find_accounts(text: str) -> Iterator[Match]:
    if "@" in text:
        yield from (
            Match(*found.span(), "account", "@で始まるアカウント名") for found in HANDLE.finditer(text)
        )
    for found in NAMED.finditer(text):
        yield Match(*found.span("value"), "account", "IDやアカウントと書かれた後の名前")
    for pattern in (COLON, SAID):
        for found in pattern.finditer(text):
            yield Match(*found.span("value"), "account", "SNSの名の後の名前", "中")


def _find_telephones(digits: str) -> Iterator[Match]:
    for found in TELEPHONE.finditer(digits):
        count = sum(map(str.isdigit, found[0]))
        abroad = "+81" in found[0] or found[0].lstrip("(").startswith("81")
        if (11 <= count <= 13) if abroad else (count in (10, 11)):
            yield _name_line(digits, found.start() + _unpaired(found[0]), found.end(), "電話番号の形と桁数")
    for found in LOCAL.finditer(digits):
        yield _name_line(digits, *found.span("value"), "「電話」などの後の市内番号", "中")


def _unpaired(surface: str) -> int:
    """1 where an opening bracket in front has no closing one."""
    return int(surface.startswith("(") and ")" not in surface)


def _name_line(digits: str, start: int, end: int, reason: str, certainty: str = "高") -> Match:
    """A telephone or, after the word FAX, a fax number; with its extension."""
    fax = FAX_LABEL.search(digits[max(0, start - 12) : start])
    extension = EXTENSION.match(digits, end)
    end = extension.end() if extension else end
    return Match(
        start, end, "fax" if fax else "telephone", f"FAXの語の後の{reason}" if fax else reason, certainty
    )


def _find_postal_codes(digits: str) -> Iterator[Match]:
    yield from (Match(*found.span(), "postal_code", "〒の後の7桁") for found in POSTAL.finditer(digits))
    for found in POSTAL_PLAIN.finditer(digits):
        before = POSTAL_BEFORE.search(digits[max(0, found.start() - 8) : found.start()])
        if before or POSTAL_AFTER.match(digits, found.end()):
            yield Match(*found.span(), "postal_code", "3桁-4桁で、郵便番号の語か住所に続く")
