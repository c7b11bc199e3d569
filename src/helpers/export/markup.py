"""Text as Typst source. Every ASCII punctuation mark is escaped, so that text can never become code."""

from __future__ import annotations

import re

KANA_KANJI = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
BREAK_IN_JAPANESE = re.compile(rf"(?<=[{KANA_KANJI}])[ \t]*[\r\n]\s*(?=[{KANA_KANJI}])")
LONG_WORD, MAY_BREAK = re.compile(r"[!-~]{30,}"), "\u200b"  # addresses that respondents paste


def escape(text: str) -> str:
    """Text as Typst markup that prints exactly that text: `#a` -> `\\#a`."""
    text = re.sub(r"[ \t\r\n\f]+", " ", BREAK_IN_JAPANESE.sub("", text))
    text = LONG_WORD.sub(lambda word: MAY_BREAK.join(re.findall(".{1,10}", word[0])), text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def quote(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
