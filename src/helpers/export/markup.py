"""Text as Typst source. Every ASCII punctuation mark is escaped, so that text can never become code."""

from __future__ import annotations

import re

KANA_KANJI = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
BREAK_IN_JAPANESE = re.compile(rf"(?<=[{KANA_KANJI}])[ \t]*[\r\n]\s*(?=[{KANA_KANJI}])")
MAY_BREAK = "\u200b"
LONG_WORD = re.compile(r"[!-~]{30,}")  # addresses that respondents paste
DOTTED_NAME = re.compile(r"(?<=[A-Za-z]{2})([._/])(?=[A-Za-z]{2})")  # survey.response_rate in a narrow column


def escape(text: str) -> str:
    """Text as Typst markup that prints exactly that text: `#a` -> `\\#a`."""
    text = re.sub(r"[ \t\r\n\f]+", " ", BREAK_IN_JAPANESE.sub("", text))
    text = LONG_WORD.sub(lambda word: MAY_BREAK.join(re.findall(".{1,10}", word[0])), text)
    text = DOTTED_NAME.sub(rf"\1{MAY_BREAK}", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def quote(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
