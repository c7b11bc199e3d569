"""Text that others typed, made harmless before it enters a file: control characters, formulas, newlines, length.

Nothing is changed quietly: `report_texts` adds a finding for every text that cannot be written as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from helpers.findings import Findings, Place

REPLACEMENT = "〓"  # the printers' geta, as in inputs.xlsx
LONGEST = 32_767  # characters an Excel cell holds
CLIPPED = "…（以下略）"
# C0 and C1 controls but tab and newline, lone surrogates, non-characters, and marks that turn the direction of text
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
BLANKS = re.compile(r"[ 　]*[\n\t\u2028\u2029]\s*|[ 　]{2,}")
# Source: OWASP, CSV Injection: = + - @ tab CR, and the full-width forms that Japanese Excel also takes
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
SAME_IN_JIS = "～∥－￠￡￢"  # JIS X 0208 has them; Python's shift_jis only maps them otherwise
ENCLOSED = ((0x2150, 0x218F), (0x2460, 0x24FF), (0x3220, 0x33FF), (0xE000, 0xF8FF), (0x1F000, 0x1FAFF))


def clean_text(text: object) -> str:
    """CR and CRLF as LF, 〓 for what neither XML nor a reader can take, clipped to what a cell holds."""
    plain = CONTROLS.sub(REPLACEMENT, str(text).replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(CLIPPED)] + CLIPPED


def one_line(text: object) -> str:
    """The same for machines: a newline, a tab, or several blanks are one blank, and none stands at the ends."""
    return BLANKS.sub(" ", clean_text(text)).strip(" 　")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_STARTS)


def csv_text(text: str) -> str:
    """`=1+1` -> `'=1+1`: what a spreadsheet that opens the CSV shows as text."""
    return APOSTROPHE + text if starts_formula(text) else text


def platform_characters(text: str) -> list[str]:
    """①, ㈱, 髙, 外字, emoji: characters that not every system shows, in order of appearance.

    NEC and IBM extensions (in cp932, but not in JIS X 0208), enclosed and squared characters, private use, emoji.
    """
    return list(dict.fromkeys(char for char in text if ord(char) > 0x7F and _is_platform(char)))


def _is_platform(char: str) -> bool:
    if any(first <= ord(char) <= last for first, last in ENCLOSED):
        return True
    if char in SAME_IN_JIS or not _fits(char, "cp932"):
        return unicodedata.category(char) in ("So", "Co") and char not in SAME_IN_JIS
    return not _fits(char, "shift_jis")


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def report_texts(texts: Iterable[tuple[str, Place]], findings: Findings) -> None:
    """Findings on texts that stand differently in the data book than they were given, or that not all can read."""
    for text, place in texts:
        if CONTROLS.search(text):
            findings.add(
                "control-character", "warning", place, f"制御文字を「{REPLACEMENT}」に置き換えて書きました。",
                given=_shown(text), remedy="調査票の定義か回答データの文字を確かめてください。",
            )  # fmt: skip
        if len(text) > LONGEST:
            findings.add(
                "cell-too-long", "warning", place, "Excel の1セルに収まらないため、途中までを書きました。",
                given=f"{len(text):,}文字", allowed=f"{LONGEST:,}文字まで", remedy="短い文言にしてください。",
            )  # fmt: skip
        elif one_line(text) != clean_text(text):
            findings.add(
                "blanks-in-label", "info", place, "改行・タブ・続いた空白は、機械可読データでは空白1字にしました。",
                given=_shown(text),
            )  # fmt: skip
        if characters := platform_characters(text):
            findings.add(
                "platform-character", "warning", place, "機種依存文字があります（そのまま書きました）。",
                given="".join(characters), allowed="JIS X 0208 の文字",
                remedy="survey.yaml の文言を (1)、(株) などに改めると、機械可読性のルール L1-08 に適合します。",
            )  # fmt: skip


def _shown(text: str) -> str:
    return one_line(text)[:60]
