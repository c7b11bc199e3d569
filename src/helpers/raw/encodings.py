"""The encoding of a text file as received: BOM, UTF-8, UTF-16, ISO-2022-JP, EUC-JP, cp932; and its text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from helpers.findings import Findings, Place
from helpers.raw.received import Evidence

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
# What people write for the encodings of the trade; cp932 holds all that Shift_JIS holds, and ①㈱髙.
ALIASES = {
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "sjis", "s-jis", "ms932", "windows-31j", "cp932", "932"), "cp932"
    ),
    **dict.fromkeys(("utf8", "utf-8", "utf_8", "unicode(utf-8)"), "utf-8"),
    **dict.fromkeys(("utf-8-sig", "utf8-bom", "utf-8-bom", "utf-8(bom)", "utf8bom"), "utf-8-sig"),
    **dict.fromkeys(("utf-16", "utf16", "unicode"), "utf-16"),
    **dict.fromkeys(("euc-jp", "euc_jp", "eucjp", "euc"), "euc-jp"),
    **dict.fromkeys(("iso-2022-jp", "iso2022jp", "iso2022_jp", "jis"), "iso-2022-jp"),
}
ALLOWED = "utf-8、utf-8-sig、cp932、utf-16、euc-jp、iso-2022-jp"
ESCAPES = re.compile(rb"\x1b(\$[@B]|\([BJI]|\$\([DOPQ])")
HALF_KANA = re.compile(r"[\uff61-\uff9f]")
KANA = re.compile(r"[\u3040-\u30ff、。（）「」・]")
UNDEFINED = re.compile(r"[\x80\ue758-\uf8ff]")  # what Python makes of bytes that cp932 does not define
REST = re.compile(r"[^\x00-\x7f]")
HEAD = 200_000  # bytes or characters that tell what a file holds
READABLE = "UTF-8、UTF-16（BOM 付き）、cp932、EUC-JP、ISO-2022-JP"


@dataclass(frozen=True)
class Decoded:
    """The text without its BOM, and how it was found."""

    text: str
    encoding: str
    bom: bool
    evidence: Evidence


def decode_export(data: bytes, file: str, stated: str | None, findings: Findings) -> Decoded | None:
    """The text of an export; None and a fatal finding with the byte position where it is none of READABLE.

    A `stated` encoding that cannot be right is an error finding, and what was detected holds.
    """
    found = detect_encoding(data)
    if stated is not None:
        decoded = _decode_stated(data, file, stated, found, findings)
        if decoded is not None:
            return decoded
    if found is None:
        _refuse(data, file, findings)
        return None
    if found.encoding == "cp932":
        message = "文字コードが cp932（Shift_JIS）です。このまま読みました。"
        findings.add("cp932", "info", Place(file), message, remedy="UTF-8 で保存し直すと確実です。")
    return found


def detect_encoding(data: bytes) -> Decoded | None:
    """By BOM, else by what the bytes can be: ISO-2022-JP, UTF-8, UTF-16, EUC-JP where certain, cp932."""
    for bom, name, codec in BOMS:
        if data.startswith(bom):
            text = _decode(data[len(bom) :], codec)
            return (
                text if text is None else Decoded(text, name, True, Evidence(why="先頭に BOM があります。"))
            )
    if ESCAPES.search(data[:1_000_000]) and data.isascii():
        text = _decode(data, "iso2022_jp_ext")
        return text and Decoded(
            text, "iso-2022-jp", False, Evidence(why="漢字への切り替え（ESC）があります。")
        )
    return _detect_utf16(data) or _detect_utf8(data) or _detect_japanese(data)


def _decode(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_head(data: bytes, codec: str) -> str:
    """The first part of it; "" where that cannot be."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(data[:HEAD])
    except UnicodeDecodeError:
        return ""


def _detect_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a BOM: every second byte of the ASCII characters is NUL."""
    head = data[:20_000]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if len(data) % 2 or max(zeros) < len(head) / 20 or min(zeros) * 20 > max(zeros):
        return None
    text = _decode(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    return text and Decoded(
        text, "utf-16", False, Evidence(sure="likely", why="一つおきに NUL があります（BOM なし）。")
    )


def _detect_utf8(data: bytes) -> Decoded | None:
    text = _decode(data, "utf-8")
    if text is None:
        return None
    why = "英数字だけです。" if data.isascii() else "すべてのバイトが UTF-8 として正しく読めます。"
    return Decoded(text, "utf-8", False, Evidence(why=why))


def _detect_japanese(data: bytes) -> Decoded | None:
    """EUC-JP only where cp932 would give half-width kana or nothing, and EUC-JP gives kana; else cp932."""
    head, text = _decode_head(data, "euc_jp"), _decode_cp932(data)
    if _share(KANA, head) >= 0.2 and (text is None or _share(HALF_KANA, text) > 0.5):
        euc = _decode(data, "euc_jp")
        if euc is not None:
            return Decoded(euc, "euc-jp", False, Evidence(why="EUC-JP として読むと仮名が現れます。"))
    if text is None:
        return None
    return Decoded(text, "cp932", False, Evidence(why="UTF-8 としては読めず、cp932 として読めます。"))


def _decode_cp932(data: bytes) -> str | None:
    """None also where a valid UTF-8 kana or kanji stands before the first break: a damaged UTF-8 file."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not data[: error.start].isascii():
            return None
    text = _decode(data, "cp932")
    return None if text is None or UNDEFINED.search(text) else text


def _share(pattern: re.Pattern, text: str) -> float:
    """Share of the non-ASCII characters that `pattern` finds."""
    head = text[:HEAD]
    return len(pattern.findall(head)) / max(1, len(REST.findall(head)))


def _decode_stated(
    data: bytes, file: str, stated: str, found: Decoded | None, findings: Findings
) -> Decoded | None:
    name = ALIASES.get(stated.strip().lower(), stated.strip().lower())
    details = {"given": stated, "allowed": found.encoding if found else ALLOWED}
    details["remedy"] = "encoding を実際の文字コードに直すか、消して自動判定に任せてください。"
    try:
        codec = codecs.lookup("utf-8-sig" if name == "utf-8" else name)
        text = data.decode(codec.name)
    except LookupError:  # unknown, or no encoding of text
        text, details["allowed"] = None, ALLOWED
    except UnicodeDecodeError as error:
        text, details["given"] = None, f"{stated}（{error.start + 1}バイト目で読めません）"
    if text is not None and not _contradicts(name, found, data):
        bom = bool(found and found.bom)
        return Decoded(text.removeprefix("\ufeff"), name, bom, Evidence("stated", why=""))
    findings.add("stated-encoding", "error", Place(file), "指定された文字コードではありません。", **details)
    return None


def _contradicts(name: str, found: Decoded | None, data: bytes) -> bool:
    """A BOM, or many characters that are valid UTF-8, leave no other encoding."""
    if found is None or name == found.encoding or {name, found.encoding} <= {"utf-8", "utf-8-sig"}:
        return False
    return found.bom or (found.encoding == "utf-8" and not data.isascii()) or name.startswith("utf-16")


def _refuse(data: bytes, file: str, findings: Findings) -> None:
    try:
        data.decode("utf-8")
        position = 0
    except UnicodeDecodeError as error:
        position = error.start
    row = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    message = f"文字コードが分からず、{position + 1}バイト目（{row}行目のあたり）で読めません。"
    remedy = "元のファイルを「CSV UTF-8」として保存し直すか、encoding に文字コードを書いてください。"
    given = data[position : position + 4].hex(" ")
    findings.add("encoding", "fatal", Place(file), message, given=given, allowed=READABLE, remedy=remedy)
