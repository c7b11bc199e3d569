"""Tokens of small texts for the tests of analyses and figures of words."""

from __future__ import annotations

import pandas as pd


def tokens_of(*texts: str) -> pd.DataFrame:
    """r1, r2, ...: words parted by blanks; `-` before a word: not kept; `/動詞` after it: its part of speech."""
    rows = []
    for number, text in enumerate(texts, 1):
        for position, word in enumerate(text.split()):
            term, _, pos = word.lstrip("-").partition("/")
            rows.append((f"r{number}", position, term, pos or "名詞", not word.startswith("-")))
    return pd.DataFrame(rows, columns=["remark_id", "position", "term", "pos", "kept"])
